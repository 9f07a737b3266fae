from __future__ import annotations

import pytest

from mugalim_checks.core import CannotTell, Failure
from mugalim_checks.messages import message
from mugalim_checks.slides import (
    Paragraph,
    Run,
    Slide,
    Slides,
    Text,
    asks_pupils,
    notes_on_share,
    slides_begun,
    slides_titled,
    text_large_enough,
    words_per_slide,
)


def slide(title: str, body: str, points: float | None = 30, notes: str = "") -> Slide:
    """A slide with a title of 40 points."""
    texts = (
        Text((Paragraph((Run(title, 40.0),)),), "title"),
        Text((Paragraph((Run(body, points),)),)),
    )
    return Slide(texts if title else texts[1:], notes=(notes,) if notes else ())


def deck(*slides: Slide) -> Slides:
    """A presentation of these and enough good ones."""
    others = [slide(f"Title {number}", "Why?", notes=f"I say it {number}") for number in range(3)]
    return Slides((*slides, *others))


def failure(function: object, *arguments: object, **parameters: object) -> Failure:
    """What a check says, its sentence seen in three languages."""
    with pytest.raises(Failure) as caught:
        function(*arguments, **parameters)  # type: ignore[operator]  # a check
    assert len({message(caught.value, language) for language in ("en", "ky", "ru")}) == 3
    return caught.value


def test_two_slides_are_not_yet_a_lesson() -> None:
    """The empty third one does not count."""
    found = failure(slides_begun, Slides((slide("A", "b"), slide("C", "d"), Slide())), least=3)
    assert (found.id, found.values) == ("slides.too_few", {"done": 2, "slides": 3})


def test_a_slide_without_a_title_is_named() -> None:
    """Three of four slides have one."""
    found = failure(slides_titled, deck(slide("", "text")))
    assert (found.id, found.earned) == ("slides.untitled", 3 / 4)
    assert found.values["where"] == {"id": "place.slide", "values": {"number": 1}}


def test_the_second_slide_of_the_same_title_is_named() -> None:
    """In any case of letters."""
    found = failure(slides_titled, deck(slide("Leaf", "a"), slide("LEAF", "b")))
    assert (found.id, found.values["other"]) == ("slides.title_twice", 1)


def test_the_smallest_text_of_all_is_named() -> None:
    """Slides that are large enough earn their share."""
    found = failure(text_large_enough, deck(slide("A", "b", 20), slide("C", "d", 12)), points=24)
    assert (found.id, found.values["points"], found.earned) == ("slides.text_small", 12, 3 / 5)


def test_text_without_known_size_is_not_judged() -> None:
    """Words in diagrams are as large as the program makes them."""
    alone = Slides(tuple(Slide((Text((Paragraph((Run(word),)),)),)) for word in "abc"))
    found = failure(text_large_enough, alone)
    assert (type(found), found.id) == (CannotTell, "slides.sizes_unknown")


def test_words_of_title_and_body_count_together() -> None:
    """Dashes and numbers of lists alone are no words."""
    found = failure(words_per_slide, deck(slide("A b", "— c " * 39)), most=40)
    assert (found.id, found.values["words"], found.earned) == ("slides.too_many_words", 41, 3 / 4)


def test_notes_that_only_repeat_the_slide_are_none() -> None:
    """Half of six slides, rounded up; the same notes twice count once."""
    slides = deck(
        slide("Title one two", "x", notes="Title one two"),
        slide("B", "y", notes="Open the window now"),
        slide("C", "z", notes="Open the window now"),
    )
    without = Slides((*slides.slides[:3], slide("D", "w"), slide("E", "v"), slide("F", "u")))
    found = failure(notes_on_share, without, share=0.5)
    assert (found.id, found.earned, found.values["slides"]) == ("slides.notes_missing", 1 / 3, 3)


def test_pupils_are_asked_by_a_question_or_by_a_word() -> None:
    """Which words, the lesson says, by language."""
    told = Slides(tuple(slide(f"T{number}", "Табыңыз.") for number in range(3)))
    asks_pupils(told, verbs={"ky": ["табыңыз"]})
    assert failure(asks_pupils, told).id == "slides.nobody_asked"
    asks_pupils(Slides((*told.slides, slide("T", "Эмне үчүн?"))))


def test_another_language_keeps_the_looks() -> None:
    """Words are looked up paragraph by paragraph; notes too."""
    words = {"Why?": "Почему?", "I say it 0": "Скажу 0"}
    found = deck().translated(lambda text: words.get(text, text)).slides[0]
    assert found.texts[1].paragraphs == (Paragraph((Run("Почему?", 30.0),)),)
    assert found.notes == ("Скажу 0",)


@pytest.mark.parametrize(
    ("text", "passes"),
    [("1", True), ("Сүрөт: А. Садырова, CC BY 4.0", True), ("2", False), ("Кичине сөз", False)],
)
def test_a_slides_number_and_a_pictures_credit_may_be_small(text: str, passes: bool) -> None:
    """The last row need not read them; all else it must."""
    first = deck(slide("Жалбырак", "Эмнеге жашыл?")).slides[0]
    small = Text((Paragraph((Run(text, 10.0),)),))
    made = deck(Slide((*first.texts, small)))
    if passes:
        text_large_enough(made)
    else:
        assert failure(text_large_enough, made).values["points"] == 10

from __future__ import annotations

from dataclasses import dataclass

import pytest

from mugalim_checks import access
from mugalim_checks.access.colours import contrast, luminance
from mugalim_checks.core import CannotTell, Failure, run
from mugalim_checks.messages import message
from mugalim_checks.parts import ColouredText, Heading, Link, Passage, Picture, place
from mugalim_courses.model import CheckUse, Exercise

HERE = place("slide", number=4)
RUSSIAN = "Строение листа и процесс фотосинтеза в клетках растений"
KYRGYZ = "Жалбырактын түзүлүшү жана фотосинтез жөнүндө кыскача"


@dataclass(frozen=True)
class Work:
    """An artefact of any kind, with the parts that a test needs."""

    pictures: tuple[Picture, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    coloured: tuple[ColouredText, ...] = ()
    passages: tuple[Passage, ...] = (Passage(RUSSIAN, HERE),)
    language: str | None = None
    weight: int = 0


def pictures(*alts: str | None, decorative: bool = False) -> Work:
    """Pictures with these alt texts."""
    return Work(
        tuple(
            Picture(alt, HERE, f"image{n}.png", decorative=decorative) for n, alt in enumerate(alts)
        )
    )


def headings(*levels: int) -> Work:
    """Headings of these levels."""
    return Work(headings=tuple(Heading(level, f"Бөлүм {level}", HERE) for level in levels))


def links(*texts: str) -> Work:
    """Links with these words."""
    return Work(links=tuple(Link(text, "https://edu.gov.kg/a", HERE) for text in texts))


def letters(colour: str, background: str | None, points: float = 12, bold: bool = False) -> Work:
    """One text in these colours."""
    return Work(coloured=(ColouredText("Фотосинтез", colour, background, HERE, points, bold),))


def failure(check: object, work: Work, **parameters: object) -> Failure:
    """What a check raises; its sentence is whole in three languages."""
    with pytest.raises(Failure) as raised:
        check(work, **parameters)  # type: ignore[operator]  # a check
    said = {message(raised.value, language) for language in ("en", "ky", "ru")}
    assert len(said) == 3
    assert all(len(each) <= 200 and "{" not in each for each in said), said
    return raised.value


GOOD = ("Лист подорожника сверху", "Көзөнөктөр ачык турат", "A leaf under a lens")


def test_described_pictures_pass() -> None:
    """Three pictures, three different descriptions."""
    access.pictures_present(pictures(*GOOD), least=3)
    access.alt_text_present(pictures(*GOOD), least=3)


def test_pictures_are_counted() -> None:
    """None, and fewer than wanted."""
    assert failure(access.pictures_present, Work()).id == "access.no_picture"
    found = failure(access.pictures_present, pictures(*GOOD), least=4)
    assert (found.id, found.earned) == ("access.few_pictures", 0.75)


def test_three_of_four_descriptions_earn_three_quarters() -> None:
    """The hint names the first picture that has none."""
    found = failure(access.alt_text_present, pictures(*GOOD, None))
    assert (found.id, found.earned) == ("access.alt_missing", 0.75)
    assert message(found, "en").startswith("Slide 4: ")


@pytest.mark.parametrize(
    ("alt", "id"),
    [
        ("image3.png", "access.alt_file_name"),
        ("Рисунок 3", "access.alt_says_nothing"),
        ("Изображение листа", "access.alt_picture_of"),
        ("Лист", "access.alt_short"),
        ("Лист и вода " * 20, "access.alt_long"),
        ("Лист. Автоматически созданное описание", "access.alt_automatic"),
        (GOOD[0], "access.alt_repeated"),
    ],
)
def test_each_trouble_has_its_hint(alt: str, id: str) -> None:
    """A hint says what to do with these very words."""
    work = pictures(alt, GOOD[0]) if alt == GOOD[0] else pictures(alt, *GOOD)
    assert failure(access.alt_text_present, work).id == id


def test_ornaments_need_no_words_but_do_not_count() -> None:
    """A picture that is marked decorative is passed over; one description is still needed."""
    work = Work(pictures(None, decorative=True).pictures + pictures(GOOD[0]).pictures)
    access.alt_text_present(work)
    found = failure(access.alt_text_present, pictures(None, decorative=True))
    assert found.id == "access.all_ornaments"


def test_the_same_picture_may_have_the_same_words_twice() -> None:
    """A school's sign on two pages is one picture."""
    sign = Picture("Знак школы: раскрытая книга", HERE, "sign.png", 900)
    access.alt_text_present(Work((sign, Picture(sign.alt, HERE, "sign.png", 900))))


def test_headings_are_counted_and_in_order() -> None:
    """Three headings 1, 2, 2 pass; two of three earn two thirds; 1 to 3 skips."""
    access.headings_by_style(headings(1, 2, 2))
    access.headings_in_order(headings(1, 2, 3, 2, 1))
    access.one_top_heading(headings(1, 2, 2))
    assert failure(access.headings_by_style, headings(1, 2)).earned == pytest.approx(2 / 3)
    skips = failure(access.headings_in_order, headings(1, 3))
    assert (skips.id, skips.values["wanted"]) == ("access.heading_skips", 2)


def test_one_heading_is_the_title() -> None:
    """No heading of level 1, and two of them."""
    assert failure(access.one_top_heading, headings(2, 2)).id == "access.no_top_heading"
    assert failure(access.one_top_heading, headings(1, 1)).id == "access.two_top_headings"


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21; #767676 is the lightest grey that passes on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#FFFFFF", "#767676") == pytest.approx(4.54, abs=0.005)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)
    with pytest.raises(ValueError, match="red"):
        contrast("red", "#FFFFFF")


def test_grey_on_white_is_too_weak_but_large_text_may_be_weaker() -> None:
    """4.5 to 1 for text, 3 to 1 from 18 points, or from 14 in bold."""
    access.contrast_enough(letters("#767676", "#FFFFFF"))
    found = failure(access.contrast_enough, letters("#777777", "#FFFFFF"))
    assert (found.id, found.values["found"]) == ("access.contrast_low", 4.47)
    access.contrast_enough(letters("#777777", "#FFFFFF", 18))
    access.contrast_enough(letters("#777777", "#FFFFFF", 14, bold=True))
    failure(access.contrast_enough, letters("#777777", "#FFFFFF", 18), large=4.5)


def test_text_over_pictures_is_not_judged() -> None:
    """A known background is judged alone; where there is none, nobody can tell."""
    over = letters("#FFFFFF", None)
    with pytest.raises(CannotTell) as raised:
        access.contrast_enough(over)
    assert raised.value.id == "access.background_unknown"
    access.contrast_enough(Work(coloured=over.coloured + letters("#000000", "#FFFFFF").coloured))


def test_the_language_is_said_and_is_that_of_the_text() -> None:
    """Codes of a region are fine; too short a text is not judged against."""
    access.language_named(Work(language="ru-RU"))
    access.language_named(Work(language="ky", passages=(Passage("План, 7-Б", HERE),)))
    assert failure(access.language_named, Work()).id == "access.no_language"
    assert failure(access.language_named, Work(language="en-US")).id == "access.language_differs"
    other = failure(access.language_named, Work(language="ru"), allowed=["ky", "en"])
    assert other.id == "access.language_other"


def test_a_passage_with_a_language_of_its_own_is_not_judged() -> None:
    """A Kyrgyz page may hold a Russian paragraph that is marked so."""
    own = (Passage(KYRGYZ, HERE), Passage(f"{RUSSIAN}. " * 3, HERE, "ru"))
    access.language_named(Work(language="ky", passages=own))


def test_links_say_where_they_lead() -> None:
    """Words that name the target, and short addresses."""
    access.links_say_where(links("Расписание 7-Б", "Жадыбал бул жерде жатат", "edu.gov.kg"))
    assert failure(access.links_present, Work()).id == "access.few_links"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("здесь", "access.link_says_nothing"),
        ("Бул жерди басыңыз!", "access.link_says_nothing"),
        ("бул жерде", "access.link_says_nothing"),
        ("Click here →", "access.link_says_nothing"),
        ("ТУТ", "access.link_says_nothing"),
        ("→", "access.link_says_nothing"),
        (" ", "access.link_empty"),
        ("https://docs.example.org/document/d/1aBcDeFgHiJk/edit", "access.link_bare"),
    ],
)
def test_a_link_that_does_not_say_where(text: str, id: str) -> None:
    """One of two is clear: half is earned."""
    found = failure(access.links_say_where, links("Расписание 7-Б", text))
    assert (found.id, found.earned) == (id, 0.5)


def test_weight_is_counted_in_kilobytes() -> None:
    """500 KB are 512 000 bytes; one more is too heavy."""
    access.weight_at_most(Work(weight=512_000), kilobytes=500)
    found = failure(access.weight_at_most, Work(weight=512_001), kilobytes=500)
    assert (found.id, found.values["found"]) == ("access.too_heavy", 501)


def test_nothing_but_no_fault_earns_nothing() -> None:
    """A work with hardly a word waits for its first words."""
    work = Work(passages=(Passage("План", HERE),), weight=10)
    uses = (
        CheckUse("weight", "access.weight_at_most", 1, {"kilobytes": 500}),
        CheckUse("links", "access.links_say_where", 1, {}),
        CheckUse("alt", "access.alt_text_present", 1, {}),
        CheckUse("order", "access.headings_in_order", 1, {}),
    )
    report = run(Exercise("x", "document", checks=uses), work)
    assert {result.outcome for result in report.results} == {"did_not_run"}

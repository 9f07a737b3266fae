from __future__ import annotations

from dataclasses import dataclass

import pytest

from mugalim_checks import wording
from mugalim_checks.core import CannotTell, Failure
from mugalim_checks.messages import message
from mugalim_checks.parts import Link, Passage, place

KYRGYZ = "Урматтуу ата-энелер! Эртең саат онго мектепке келиңиз."
RUSSIAN = (
    "Уважаемые родители, настоящим доводится до вашего сведения информация относительно "
    "проведения общешкольного родительского собрания."
)


@dataclass(frozen=True)
class Work:
    """An artefact with texts and links."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...] = ()


def failure(check: object, work: object, **parameters: object) -> Failure:
    """What a check raises; its sentence is whole in three languages."""
    with pytest.raises(Failure) as raised:
        check(work, **parameters)  # type: ignore[operator]  # a check
    said = {message(raised.value, language) for language in ("en", "ky", "ru")}
    assert len(said) == 3
    assert all(len(each) <= 200 and "{" not in each for each in said), said
    return raised.value


def two(first: str, second: str) -> Work:
    """A work with two texts."""
    return Work(
        (Passage(first, place("field", name="A")), Passage(second, place("field", name="B")))
    )


def test_a_text_that_is_too_long_says_how_much_to_cut() -> None:
    """The whole is counted, or each passage."""
    wording.length_at_most(KYRGYZ, characters=len(KYRGYZ))
    found = failure(wording.length_at_most, KYRGYZ, characters=50)
    assert (found.id, found.values["cut"]) == ("wording.too_long", len(KYRGYZ) - 50)
    wording.length_at_most(two("а" * 50, "б" * 50), characters=50, each=True)
    each = failure(wording.length_at_most, two("а", "б" * 60), characters=50, each=True)
    assert (each.id, each.values["cut"]) == ("wording.passage_too_long", 10)
    assert message(each, "en").startswith("Field “B”")


def test_words_are_counted_in_part() -> None:
    """Half of the words earn half."""
    wording.words_at_least("кел ал кет тур", least=4)
    assert failure(wording.words_at_least, "кел ал", least=4).earned == 0.5
    assert failure(wording.has_words, "кел ал").id == "wording.no_text"


def test_reading_ease_is_judged_by_the_limit_of_each_language() -> None:
    """The hint names the longest sentence of the text that is too hard, and its place."""
    limits = {"ky": 70, "ru": 65}
    wording.reading_ease(KYRGYZ, limits=limits)
    found = failure(wording.reading_ease, two(KYRGYZ, RUSSIAN), limits=limits)
    assert (found.id, found.values["most"]) == ("wording.hard_to_read", 65)
    assert message(found, "ru").startswith("Поле «B»")
    assert "Уважаемые родители" in message(found, "ky")


def test_a_text_in_no_known_language_is_not_judged() -> None:
    """Too short a text, or a language without a limit."""
    for text in ("План урока", KYRGYZ):
        with pytest.raises(CannotTell) as raised:
            wording.reading_ease(text, limits={"ru": 60})
        assert raised.value.id == "wording.language_unclear"


def test_headings_too_short_to_judge_count_with_their_text() -> None:
    """Short lines belong to the language of the whole."""
    work = two("Чогулуш", f"{KYRGYZ} Балдар сабакта болот жана тамак ичет.")
    wording.reading_ease(work, limits={"ky": 70})
    failure(wording.reading_ease, work, limits={"ky": 20})


@pytest.mark.parametrize(
    "address", ["bit.ly/3xYz", "https://clck.ru/abc", "HTTP://www.TinyURL.com/x", "goo.su/A1"]
)
def test_short_links_are_known(address: str) -> None:
    """With https:// or without, in a text or behind words."""
    assert failure(wording.no_short_links, f"Форма: {address}.").id == "wording.short_link"
    behind = Work((), (Link("Форма", address, place("text")),))
    assert failure(wording.no_short_links, behind).values["count"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "https://edu.gov.kg/bit.ly",
        "habit.ly/x",
        "mail@bit.ly",
        "https://docs.google.com/forms",
        "https://[x",
    ],
)
def test_full_addresses_pass(text: str) -> None:
    """Only the place itself counts, not what stands behind it."""
    wording.no_short_links(text)


def test_a_short_field_beside_a_text_is_not_called_hard() -> None:
    """Three Kyrgyz words in a form that is shown in English are no hard English."""
    text = Passage("Уважаемые родители! Мы едем в музей. Дети оденутся тепло. " * 2, place("text"))
    field = Passage("Листокту кайтарып бериңиз", place("field", name="Request"), "en")
    wording.reading_ease(Work((text, field)), limits={"ky": 65, "ru": 65, "en": 45})

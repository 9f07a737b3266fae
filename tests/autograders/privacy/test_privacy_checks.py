from __future__ import annotations

from dataclasses import dataclass

import pytest

from mugalim_checks import privacy
from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.parts import Link, Passage, Picture, place
from mugalim_checks.privacy.numbers import number_trouble

ROSTER = ["Асанова Айгүл", "Токтогулов Бек"]


@dataclass(frozen=True)
class Work:
    """An artefact of any kind, with the parts that a test needs."""

    passages: tuple[Passage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[Link, ...] = ()


def test_a_text_about_the_class_passes() -> None:
    """Neither a name nor a number of a person."""
    text = "23.11.2026, 14:00, 7-Б классынын чогулушу, 40 окуучу, кабинет 12"
    privacy.no_roster_names(text, roster=ROSTER)
    privacy.no_personal_number(text, birth_years=[2005, 2019])


@pytest.mark.parametrize(
    "work",
    [
        Work((Passage("Асановага айтыңыз", place("notes", number=4)),)),
        Work(pictures=(Picture("Айгүл Асанова доскада", place("notes", number=4)),)),
        Work(pictures=(Picture("Окуучу", place("notes", number=4), "асанова_айгүл.jpg"),)),
        Work(links=(Link("иш", "https://a.kg/асанова-айгул", place("notes", number=4)),)),
    ],
)
def test_a_name_is_found_wherever_it_hides(work: Work) -> None:
    """In notes, in a picture's words or file, in an address."""
    with pytest.raises(Failure) as raised:
        privacy.no_roster_names(work, roster=ROSTER)
    said = message(raised.value, "ru")
    assert said.startswith("Заметки к слайду 4") or "4" in said
    assert "Асанова Айгүл" in said


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Чалыңыз: 0555 12-34-56", "privacy.phone"),
        ("Чалыңыз: 0555 12-34-567", None),
        ("+996 (555) 123-456", "privacy.phone"),
        ("996555123456", "privacy.phone"),
        ("ПИН 21503201012345", "privacy.personal_number"),
        ("31503201012345", None),
        ("паспорт ID 1234567", "privacy.passport"),
        ("туулган 15.03.2012", "privacy.birth_date"),
        ("2012-03-15", "privacy.birth_date"),
        ("15.03.2026", None),
        ("14:00, 40 окуучу, 1234567", None),
    ],
)
def test_numbers_of_persons_are_known(text: str, id: str | None) -> None:
    """Each kind by its own form; a date only in the years of pupils."""
    found = number_trouble(text, birth_years=[2005, 2019])
    assert (found and found[0]) == id


def test_phones_may_be_allowed_and_dates_are_not_asked() -> None:
    """The school's own phone in a letter, and the date of a law."""
    assert number_trouble("0312 66-12-345, 15.03.2012", phones=False) is None


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_the_hint_says_where_and_what(language: str) -> None:
    """A number is named with its place."""
    with pytest.raises(Failure) as raised:
        privacy.no_personal_number("Эне: 0555 123 456, кечинде чалыңыз")
    assert "0555 123 456" in message(raised.value, language)

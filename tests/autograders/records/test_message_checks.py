from __future__ import annotations

import pytest

from mugalim_checks.core import Failure
from mugalim_checks.records import Records, message_facts

PARAMETERS = {
    "boxes": {"ky": "ky"},
    "date": "date",
    "time": "time",
    "places": {"ky": "place"},
    "until": "until",
}


def form(text: str, place: str) -> Records:
    """A form for 27 November, 14:00, with this text and place."""
    data = {"date": "2026-11-27", "time": "14:00", "until": "2026-11-26"}
    return Records({**data, "ky": text, "place": place})


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("12-кабинет", "12-кабинетте"),
        ("Кабинет 12", "в кабинете № 12"),
        ("кабинет 12", "в каб. 12"),
        ("актовый зал", "в нашем актовом зале"),
        ("Мектептин жыйындар залы", "мектептин чоң жыйындар залында"),
        ("библиотека", "в библиотеке"),
        ("room 12", "in Room 12"),
        ("бал бакча", "бал бакчада"),
    ],
)
def test_a_place_is_known_in_its_forms(place: str, written: str) -> None:
    """Endings, capitals and one short word do not matter."""
    message_facts(form(f"27-ноябрда саат 14:00дө {written} чогулабыз", place), **PARAMETERS)


@pytest.mark.parametrize(
    ("place", "written"),
    [("12-кабинет", "13-кабинетте"), ("12-кабинет", "12 ата-эне келип, биз ар бир кабинетти"),
     ("актовый зал", "в спортивном зале")],
)  # fmt: skip
def test_another_place_is_another_place(place: str, written: str) -> None:
    """Another number, and the words far from one another."""
    with pytest.raises(Failure) as raised:
        message_facts(form(f"27-ноябрда саат 14:00дө {written} чогулабыз", place), **PARAMETERS)
    assert raised.value.id == "records.message_fact_missing"
    assert raised.value.earned == pytest.approx(2 / 3)


def test_the_day_of_the_request_is_not_taken_for_another_date() -> None:
    """What stands instead of the date is named only where it is a date of its own."""
    with pytest.raises(Failure) as raised:
        message_facts(
            form("26-ноябрга чейин жазыңыз; 14:00, 12-кабинет", "12-кабинет"), **PARAMETERS
        )
    assert raised.value.id == "records.message_fact_missing"

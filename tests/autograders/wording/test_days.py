from __future__ import annotations

from datetime import date

import pytest

from mugalim_checks.wording.days import Day, days_in, parse_time, times_in

WANTED = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "23.11.2026", "23.11.26", "к 23.11 сдать", "2026-11-23", "23/11/2026",
        "23-ноябрь күнү", "23-ноябрда", "ноябрдын 23үндө", "2026-жылдын 23-ноябрында",
        "23-жетинин айы", "23 ноября", "23-го ноября 2026 года", "23 нояб.",
        "November 23, 2026", "on 23rd of November", "23 Nov",
    ],
)  # fmt: skip
def test_a_day_is_known_as_it_is_written(text: str) -> None:
    """In figures and in words, in three languages, with a Kyrgyz month's own name."""
    found = days_in(text)
    assert len(found) == 1
    assert found[0].may_be(WANTED)


def test_another_year_is_another_day() -> None:
    """A year that is left out may be any; one that is written must be right."""
    assert days_in("23.11.2025, 5-май") == [Day(23, 11, 2025), Day(5, 5)]
    assert not Day(23, 11, 2025).may_be(WANTED)


@pytest.mark.parametrize("text", ["14.00", "40 окуучу", "12-кабинет", "45.13.2026", "7-Б", ""])
def test_other_numbers_are_no_days(text: str) -> None:
    """Times, rooms and counts."""
    assert days_in(text) == []


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("саат 14:00дө", ["14:00"]),
        ("в 14.00.", ["14:00"]),
        ("9.05тен", ["09:05"]),
        ("14-00", ["14:00"]),
        ("саат 14тө", ["14:00"]),
        ("в 14 часов", ["14:00"]),
        ("at 9 o'clock", ["09:00", "21:00"]),
        ("в 2 часа дня", ["02:00", "14:00"]),
        ("в 12 часов", ["12:00"]),
        ("14:00-15:30", ["14:00", "15:30"]),
        ("23.11.2026", []),
        ("2026-11-23", []),
        ("саат 40", []),
        ("12-кабинет, 40 окуучу", []),
    ],
)
def test_a_time_is_known_as_it_is_written(text: str, times: list[str]) -> None:
    """With a colon, a full stop or a hyphen, and whole hours in words."""
    assert times_in(text) == times


def test_a_forms_time_is_read() -> None:
    """As a browser or a teacher writes it."""
    assert [parse_time(text) for text in ("14:00", " 9.05 ", "14:00:00")] == [
        "14:00",
        "09:05",
        "14:00",
    ]
    assert parse_time("эртең") is None

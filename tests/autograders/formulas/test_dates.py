"""Dates and times as they are typed, kept, shown and counted."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mugalim_checks.formulas import Calculation, normalise
from mugalim_checks.formulas.dates import LAST_DAY, calendar_day, date_from_text, date_text, serial
from mugalim_checks.formulas.inputs import typed_input, typed_look
from mugalim_checks.formulas.values import typed_value


@pytest.mark.parametrize(
    ("typed", "stored", "value"),
    [
        ("23.11.2026", "23.11.2026", 46349.0),
        ("1.9.2026", "01.09.2026", 46266.0),
        ("23/11/26", "23.11.2026", 46349.0),
        ("2026-11-23", "23.11.2026", 46349.0),
        ("8:30", "08:30", 8.5 / 24),
        ("23.11.2026 18:00", "23.11.2026 18:00", 46349.75),
        ("01.03.1900", "01.03.1900", 61.0),
        ("29.02.1900", "29.02.1900", 60.0),
        ("23.11", "23.11", 23.11),
        ("31.02.2026", "31.02.2026", "31.02.2026"),
        ("1.2.3", "1.2.3", "1.2.3"),
        ("'23.11.2026", "'23.11.2026", "23.11.2026"),
        ("25:00", "25:00", "25:00"),
        ("01.01.1850", "01.01.1850", "01.01.1850"),
    ],
)
def test_a_typed_date_is_a_number_that_looks_as_a_date(
    typed: str, stored: str, value: float | str
) -> None:
    """What looks like a date and is none stays a text."""
    assert normalise(typed) == stored
    assert normalise(stored) == stored
    assert typed_value(stored) == value


@given(st.dates(min_value=datetime.date(1900, 3, 1)))
def test_every_day_comes_back(day: datetime.date) -> None:
    """Days and numbers are two names of one thing; 1 is more a day later."""
    number = serial(day.year, day.month, day.day)
    assert calendar_day(number) == (day.year, day.month, day.day)
    assert date_from_text(f"{day:%d.%m.%Y}") == number
    assert number == (day - datetime.date(1899, 12, 30)).days


@given(st.integers(0, LAST_DAY * 86_400))
def test_every_second_comes_back(seconds: int) -> None:
    """A moment is shown and read again as the same input."""
    text = date_text(seconds / 86_400, "dd.mm.yyyy hh:mm:ss")
    value = typed_value(text)
    if isinstance(value, float):
        assert value == pytest.approx(seconds / 86_400, abs=1e-9)
        assert typed_input(value, typed_look(text)) == text


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=A1", "23.11.2026"),
        ("=A1+7", "30.11.2026"),
        ("=A1-A2", "22"),
        ("=MAX(A1:A2)", "23.11.2026"),
        ("=DATE(2026,1,31)", "31.01.2026"),
        ("=EDATE(A1,1)", "23.12.2026"),
        ('=IF(A1>A2,A1,"")', "23.11.2026"),
        ("=YEAR(A1)", "2026"),
        ("=B1+TIME(1,0,0)", "09:30"),
        ("=SUM(A3)", "5"),
        ("=A1*1", "46349"),
    ],
)
def test_a_formula_of_dates_looks_as_excel_would_show_it(formula: str, shown: str) -> None:
    """Dates stay dates through sums of days; a difference of dates is a number."""
    cells = {"A1": "23.11.2026", "A2": "01.11.2026", "A3": "5", "B1": "8:30", "C1": formula}
    assert Calculation({"S": cells}).display("S", "C1", "ky") == shown


def test_looks_of_a_long_chain_and_of_a_ring_are_found() -> None:
    """Neither runs deep nor on for ever."""
    cells = {f"A{row}": f"=A{row - 1}+1" for row in range(2, 5_001)}
    calculation = Calculation({"S": {"A1": "23.11.2026", **cells, "B1": "=C1", "C1": "=B1"}})
    assert calculation.look("S", "A5000") == "dd.mm.yyyy"
    assert calculation.look("S", "B1") == ""
    calculation.set("S", "A1", "1")
    assert calculation.display("S", "A5000", "ru") == "5000"

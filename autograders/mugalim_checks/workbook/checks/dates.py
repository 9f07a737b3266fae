"""Dates and times of day as they stand in cells."""

from __future__ import annotations

import datetime
import re

from mugalim_checks.formulas import Value
from mugalim_checks.wording.days import days_in

_FIRST_DAY = datetime.date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
_DAYS = range(20_000, 80_000)  # numbers that can be a school's dates: 1954 to 2119
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b|(\d{4})-(\d{1,2})-(\d{1,2})\b")
_LONGEST = 40  # characters of a cell that holds a date and little else
_SCHOOL_BEGINS = 8  # August
_UNSAID = 2  # the years up to which a date had none
_FROM_TO = 2  # hours of a text such as "from 8 to 20"
_HOUR = re.compile(r"(?<![\d.:])([01]?\d|2[0-4])(?![\d:]|[.]\d)")
_TIME = re.compile(r"(?<![\d.])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d.])")


def date_of(value: Value) -> datetime.date | None:
    """The date that a cell holds, as a text or as the number of a day; None where it is none."""
    if isinstance(value, float) and int(value) in _DAYS:
        return _FIRST_DAY + datetime.timedelta(days=int(value))
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return _said(value) if isinstance(value, str) and len(value) <= _LONGEST else None
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        if iso_year:
            return datetime.date(int(iso_year), int(iso_month), int(iso_day))
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _said(text: str) -> datetime.date | None:
    """The one day of a text such as "by 13 October 2026"; one without a year is of a school year
    whose years are 1 and 2.
    """  # noqa: D205  one sentence
    found = list(days_in(text))
    if len(found) != 1:
        return None
    day = found[0]
    year = day.year or (1 if day.month >= _SCHOOL_BEGINS else 2)
    try:
        return datetime.date(year, day.month, day.day)
    except ValueError:
        return None


def written(day: datetime.date) -> str:
    """A date as a person writes it, without a year that was not said."""
    return f"{day:%d.%m.%Y}" if day.year > _UNSAID else f"{day:%d.%m}"


def is_before(one: datetime.date, other: datetime.date) -> bool:
    """Whether a day comes before another; False where only one of them has a year."""
    return (one.year > _UNSAID) == (other.year > _UNSAID) and one < other


def times_of(value: Value) -> list[int]:
    """The times of day in a cell, in minutes: of a text such as "8:00–20:00", or of a number."""
    if isinstance(value, float) and 0 <= value <= 1:
        return [round(value * 24 * 60)]
    if not isinstance(value, str):
        return []
    found = [int(hours) * 60 + int(minutes) for hours, minutes in _TIME.findall(value)]
    hours = _HOUR.findall(value)
    return found or ([int(each) * 60 for each in hours] if len(hours) == _FROM_TO else [])


def clock(minutes: int) -> str:
    """Minutes as a time of day."""
    return f"{minutes // 60}:{minutes % 60:02}"

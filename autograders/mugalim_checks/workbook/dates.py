"""Dates and times of day as they stand in cells."""

from __future__ import annotations

import datetime
import re

from mugalim_checks.formulas import Value

_FIRST_DAY = datetime.date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
_DAYS = range(20_000, 80_000)  # numbers that can be a school's dates: 1954 to 2119
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b|(\d{4})-(\d{1,2})-(\d{1,2})\b")
_TIME = re.compile(r"(?<![\d.])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d.])")


def date_of(value: Value) -> datetime.date | None:
    """The date that a cell holds, as a text or as the number of a day; None where it is none."""
    if isinstance(value, float) and int(value) in _DAYS:
        return _FIRST_DAY + datetime.timedelta(days=int(value))
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        if iso_year:
            return datetime.date(int(iso_year), int(iso_month), int(iso_day))
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def times_of(value: Value) -> list[int]:
    """The times of day in a cell, in minutes: of a text such as "8:00–20:00", or of a number."""
    if isinstance(value, float) and 0 <= value <= 1:
        return [round(value * 24 * 60)]
    if not isinstance(value, str):
        return []
    return [int(hours) * 60 + int(minutes) for hours, minutes in _TIME.findall(value)]


def clock(minutes: int) -> str:
    """Minutes as a time of day."""
    return f"{minutes // 60}:{minutes % 60:02}"

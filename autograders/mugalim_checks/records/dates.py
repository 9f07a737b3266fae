"""Dates as teachers and forms write them."""

from __future__ import annotations

import datetime
import re

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200  # what lies beyond is a slip of the finger
_POINTS = re.compile(r"(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d\d)")


def parse_date(value: object) -> datetime.date | None:
    """The day in a text: "2026-11-23" (a form's), "23.11.2026", "23/11/26"; None without one."""
    if not isinstance(value, str):
        return None
    text = value.strip().removesuffix("ж.").removesuffix("г.").rstrip()
    found = _ISO.fullmatch(text) or _POINTS.fullmatch(text)
    if found is None:
        return None
    try:
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        day = datetime.date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def written(day: datetime.date) -> str:
    """A day as a teacher writes it: 23.11.2026."""
    return f"{day:%d.%m.%Y}"

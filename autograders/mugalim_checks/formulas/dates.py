"""Days as numbers, as Excel counts them from 1900, and the dates and times that people type.

1 is 01.01.1900 and 61 is 01.03.1900: as in Excel, 60 is 29.02.1900, a day that never was.
"""

from __future__ import annotations

import calendar
import datetime
import re

LAST_DAY = 2_958_465  # 31.12.9999
SECONDS = 86_400  # of a day
_QUIRK = 60
_BEFORE = datetime.date(1899, 12, 31).toordinal()
_AFTER = datetime.date(1899, 12, 30).toordinal()
_TYPED = re.compile(
    r"(?:(?:(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2}))(?:\s+|$))?"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
)
DATE_LOOK, TIME_LOOK, MOMENT_LOOK = "dd.mm.yyyy", "hh:mm", "dd.mm.yyyy hh:mm"


def serial(year: int, month: int, day: int) -> int:
    """The number of a day; ValueError for a day that Excel does not know."""
    if (year, month, day) == (1900, 2, 29):
        return _QUIRK
    ordinal = datetime.date(year, month, day).toordinal()
    number = ordinal - _BEFORE
    if number < 1:
        raise ValueError(year)
    return number if number < _QUIRK else ordinal - _AFTER


def calendar_day(number: int) -> tuple[int, int, int]:
    """The (year, month, day) of a day's number, from 0 (a "00.01.1900") to LAST_DAY."""
    if number == 0:
        return 1900, 1, 0
    if number == _QUIRK:
        return 1900, 2, 29
    date = datetime.date.fromordinal(number + (_BEFORE if number < _QUIRK else _AFTER))
    return date.year, date.month, date.day


def days_in_month(year: int, month: int) -> int:
    """How many days a month has; 29 in February 1900."""
    return 29 if (year, month) == (1900, 2) else calendar.monthrange(year, month)[1]


def clock(number: float) -> tuple[int, int, int]:
    """The (hour, minute, second) of a moment, to the nearest second."""
    seconds = round(number % 1 * SECONDS) % SECONDS
    return seconds // 3600, seconds // 60 % 60, seconds % 60


def moment(when: datetime.datetime) -> float:
    """The number of a moment, its time of day as a part of 1."""
    seconds = when.hour * 3600 + when.minute * 60 + when.second
    return serial(when.year, when.month, when.day) + seconds / SECONDS


def date_from_text(text: str) -> float | None:
    """The number of a date (23.11.2026, 23/11/26, 2026-11-23), a time (8:30) or both, or None."""
    text = text.strip()
    if not text[:1].isdigit() or len(text) > 20 or not text.isascii():
        return None
    match = _TYPED.fullmatch(text)
    if match is None:
        return None
    try:
        return _day(match) + _time(match)
    except ValueError:
        return None


def _day(match: re.Match[str]) -> int:
    if match["iso_year"]:
        return serial(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
    if not match["day"]:
        return 0
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 30 else 1900
    return serial(year, int(match["month"]), int(match["day"]))


def _time(match: re.Match[str]) -> float:
    if not match["hour"]:
        return 0.0
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(hour)
    return (hour * 3600 + minute * 60 + second) / SECONDS


def date_look(text: str) -> str:
    """The number format in which a typed date or time looks as it was typed."""
    if ":" not in text:
        return DATE_LOOK
    look = MOMENT_LOOK if " " in text.strip() else TIME_LOOK
    return f"{look}:ss" if text.count(":") == 2 else look


def date_text(number: float, look: str) -> str:
    """A moment in one of the looks of `date_look`: 23.11.2026, 08:30 or both."""
    if not 0 <= number < LAST_DAY + 1:
        return "#" * 8  # as Excel shows what is no date
    hour, minute, second = clock(number)
    whole = int(number) + (number % 1 * SECONDS >= SECONDS - 0.5)
    year, month, day = calendar_day(min(whole, LAST_DAY))
    parts = {"dd": f"{day:02}", "mm.": f"{month:02}.", "yyyy": f"{year:04}", "hh": f"{hour:02}"}
    text = look.replace(":mm", f":{minute:02}").replace("ss", f"{second:02}")
    for part, value in parts.items():
        text = text.replace(part, value)
    return text

"""Numbers and days as a teacher writes them in a text, in three languages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from mugalim_checks.wording.spelling import alike

_SPACE = "[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<sign>[-−–]?)(?P<whole>\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)"
    r"(?:[.,](?P<part>\d+))?(?!\w|[.,]\d)"
)
_PER_CENT = re.compile(r"[\s\u00a0\u202f-]*(?:%|per cent|percent|процент|пайыз)", re.IGNORECASE)
_POINTS = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d\d))?(?!\d)"
)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})[\s\u00a0.-]{1,3}([a-zа-я]{3,10})|([a-z]{3,10})\s(\d{1,2})(?!\d)"
)
_LEAP_YEAR = 2028  # of a day written without a year any may be meant
_LANGUAGES = ("ky", "ru", "en")


@dataclass(frozen=True)
class Figure:
    """A number in a text: its value, how many decimals are shown, whether it is of a hundred."""

    text: str
    value: float
    decimals: int = 0
    per_cent: bool = False

    def shows(self, value: float) -> bool:
        """Whether a value, rounded as this number is, is this number."""
        half = 0.5 * 10.0**-self.decimals
        return abs(self.value - value) <= half + 1e-9


def figures(text: str) -> Iterator[Figure]:
    """Every number in a text, with its % sign or the word for it."""
    for found in _NUMBER.finditer(text):
        part = (found["part"] or "")[:10]
        whole = re.sub(r"\D", "", found["whole"])[:15]
        sign = -1 if found["sign"] else 1
        per_cent = _PER_CENT.match(text, found.end())
        shown = text[found.start() : per_cent.end() if per_cent else found.end()]
        yield Figure(shown, sign * float(f"{whole}.{part or 0}"), len(part), per_cent is not None)


def has_day(text: str) -> bool:
    """Whether a text holds a day: "20.12.2026", "2026-12-20", "20 декабря", "20-декабрь"."""
    for found in (*_ISO.finditer(text), *_POINTS.finditer(text)):
        year = int(found["year"] or _LEAP_YEAR)
        if _exists(int(found["day"]), int(found["month"]), year + 2000 * (year < 100)):
            return True
    return any(
        _exists(int(found[1] or found[4]), _month(found[2] or found[3]), _LEAP_YEAR)
        for found in _NAMED.finditer(alike(text))
    )


def _month(word: str) -> int:
    """The number of the month that a word names, whole or short, with any ending; 0 for none."""
    for number, name in _months():
        if name.startswith(word) or word.startswith(name.rstrip("ь")):
            return number
    return 0


@cache
def _months() -> tuple[tuple[int, str], ...]:
    return tuple(
        (number, alike(name))
        for language in _LANGUAGES
        for form in ("stand-alone", "format")
        for number, name in get_month_names("wide", form, language).items()
    )


def _exists(day: int, month: int, year: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return 2000 <= year <= 2100

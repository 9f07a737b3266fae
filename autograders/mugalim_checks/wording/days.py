"""Days and times as they stand in a text, in Kyrgyz, Russian and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

from mugalim_checks.wording.spelling import alike

_NUMBERS = re.compile(
    r"(?<![\d.:])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?)"
    r"(?![\d:]|[./-]\d)"
)
_YEAR = r"(?:[\s,-]{1,3}(\d{4})(?!\d))?"
# Kyrgyz calendars also name the months by hunting and counting; January first.
_OWN_MONTHS = (
    *("учтун ай", "бирдин ай", "жалган куран", "чын куран", "бугу", "кулжа", "теке"),
    *("баш оона", "аяк оона", "тогуздун ай", "жетинин ай", "бештин ай"),
)
_TIME = re.compile(
    r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?!\d)|"
    r"(?<![\d.:/])([01]?\d|2[0-3])\.([0-5]\d)(?!\d|[./]\d)|"
    r"(?<![\d.:-])([01]?\d|2[0-3])-([0-5]\d)(?!\d|[.:-]\d)"
)
_HOUR = re.compile(
    r"\bсаат\s+(\d{1,2})(?![\d:.-])|(?<![\d.:])(\d{1,2})\s*(?:часов|часа|час|ч)\b|"
    r"(?<![\d.:])(\d{1,2})\s+o'clock"
)
_FIELD_TIME = re.compile(r"([01]?\d|2[0-3])[:.-]([0-5]\d)(?::00)?")


@dataclass(frozen=True)
class Day:
    """A day that a text names; the year is None where the text leaves it out."""

    day: int
    month: int
    year: int | None = None

    def may_be(self, wanted: date) -> bool:
        """Whether the text means this date."""
        return (self.day, self.month) == (wanted.day, wanted.month) and (
            self.year in (None, wanted.year)
        )


def days_in(text: str) -> list[Day]:
    """The days that a text names: 23.11.2026, 23.11, 2026-11-23, 23-ноябрь, 23 ноября, Nov 23.

    14.00 is no day, and 12.10 may be one or a time: it is given here too.
    """
    return [*_in_numbers(text), *_in_words(alike(text))]


def times_in(text: str) -> list[str]:
    """The times that a text names, as "14:00": 14:00, 14.00, 14-00, саат 14тө, в 14 часов.

    12.10 may be a time or a day: it is given here too. "В 2 часа" may be 14:00, and is both.
    """
    pairs = [list(filter(None, each.groups())) for each in _TIME.finditer(text)]
    found = [f"{int(hour):02}:{minutes}" for hour, minutes in pairs]
    for each in _HOUR.finditer(alike(text)):
        hour = int(next(filter(None, each.groups())))
        if hour < 24:
            found.append(f"{hour:02}:00")
        if 0 < hour < 12:
            found.append(f"{hour + 12}:00")
    return found


def parse_time(text: str) -> str | None:
    """A form's time, such as "14:00" or "9.05", as "09:05"; None where it is none."""
    found = _FIELD_TIME.fullmatch(text.strip())
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _in_numbers(text: str) -> Iterator[Day]:
    for found in _NUMBERS.finditer(text):
        year, month, day, other_day, other_month, other_year = found.groups()
        yield from _day(day or other_day, int(month or other_month), year or other_year)


def _in_words(text: str) -> Iterator[Day]:
    before, behind = _with_months()
    for found in before.finditer(text):
        yield from _day(found[1], _stems()[found[2]], found[3])
    for found in behind.finditer(text):
        yield from _day(found[2], _stems()[found[1]], found[3])


def _day(day: str, month: int, year: str | None) -> Iterator[Day]:
    if 1 <= month <= 12 and 1 <= int(day) <= 31:
        whole = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
        yield Day(int(day), month, whole)


@cache
def _stems() -> dict[str, int]:
    """The first three letters of each month's name, alike, in three languages, and its number."""
    stems: dict[str, int] = {}
    for language in ("ky", "ru", "en"):
        for kind in ("format", "stand-alone"):
            for number, name in get_month_names("wide", kind, language).items():
                stems[alike(name)[:3]] = number
    return stems | {name: number for number, name in enumerate(_OWN_MONTHS, start=1)}


@cache
def _with_months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a day before its month ("23 ноября") and behind it ("ноябрдын 23у")."""
    stems = "|".join(sorted(map(re.escape, _stems()), key=len, reverse=True))
    month = rf"(?<![^\W\d_])({stems})\w*"
    return (
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:-?(?:го|st|nd|rd|th))?[\s-]{{1,3}}(?:of )?{month}{_YEAR}"
        ),
        re.compile(rf"{month}\s(\d{{1,2}})(?![\d:]|\.\d){_YEAR}"),
    )

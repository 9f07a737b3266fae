"""Dates in the formats that TEXT takes: dd.mm.yyyy, ДД.ММ.ГГГГ, d mmmm, ДДДД, h:mm, ч:мм."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mugalim_checks.formulas.dates import LAST_DAY, SECONDS, calendar_day, clock
from mugalim_checks.formulas.values import VALUE, FormulaError

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<elapsed>h+|m+|s+)\]|(?P<locale>\[[^\]]*\])'
    r"|(?P<noon>am/pm|a/p)|(?P<part>d+|m+|y+|h+|s+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_RUSSIAN = str.maketrans("ДдМмГгЧчСс", "ddmmyyhhss")
_MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
_RUSSIAN_MONTHS = [
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
    "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
]  # fmt: skip
_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
_RUSSIAN_DAYS = ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"]
_RUSSIAN_SHORT_DAYS = ["Вс", "Пн", "Вт", "Ср", "Чт", "Пт", "Сб"]
_QUOTED = re.compile(r'"[^"]*"|\\.|\[\$?-?[^\]hmsчмс]*\]', re.IGNORECASE)


def is_date_format(section: str) -> bool:
    """Whether a format shows a date or a time."""
    bare = _QUOTED.sub("", section)
    return not re.search("[0#?]", bare) and re.search("[dmyhs]", _latin(bare), re.I) is not None


def _latin(section: str) -> str:
    """A format with the Russian letters of dates outside of its quoted words as Latin ones."""
    parts = re.split(r'("[^"]*"|\\.)', section)
    return "".join(part if n % 2 else part.translate(_RUSSIAN) for n, part in enumerate(parts))


@dataclass(frozen=True)
class _Moment:
    """A moment taken apart."""

    number: float
    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    russian: bool
    twelve: bool

    @property
    def weekday(self) -> int:
        return int(self.number + 6) % 7


def date_in_format(number: float, section: str) -> str:
    """A moment as a date format shows it; #VALUE! for what is no moment."""
    if not 0 <= number < LAST_DAY + 1:
        raise FormulaError(VALUE)
    latin = _latin(section)
    matches = list(_PART.finditer(latin))
    shows_seconds = any((match["part"] or "")[:1].casefold() == "s" for match in matches)
    seconds = round(number * SECONDS) if shows_seconds else int(number * SECONDS + 1e-4)
    moment = _Moment(
        seconds / SECONDS,
        *calendar_day(min(seconds // SECONDS, LAST_DAY)),
        *clock(seconds / SECONDS),
        russian=latin != section or "19]" in section,
        twelve=any(match["noon"] for match in matches),
    )
    return "".join(_shown(match, place, matches, moment) for place, match in enumerate(matches))


def _shown(match: re.Match[str], place: int, matches: list[re.Match[str]], moment: _Moment) -> str:
    if match["part"]:
        part = match["part"].casefold()
        minutes = part[0] == "m" and _is_minutes(place, matches)
        return _part("n" * len(part) if minutes else part, moment)
    if match["elapsed"]:
        return _elapsed(match["elapsed"].casefold(), moment)
    if match["noon"]:
        word = "AM" if moment.hour < 12 else "PM"
        return word if len(match["noon"]) > 3 else word[0]
    if match["locale"]:
        return ""
    return match["quoted"] or match["escaped"] or match["other"] or ""


def _is_minutes(place: int, matches: list[re.Match[str]]) -> bool:
    """Whether an m comes after hours or before seconds."""
    return _neighbour(matches[:place][::-1]) == "h" or _neighbour(matches[place + 1 :]) == "s"


def _neighbour(matches: list[re.Match[str]]) -> str:
    for match in matches:
        letters = match["part"] or match["elapsed"]
        if letters:
            return letters[0].casefold()
    return ""


def _part(part: str, moment: _Moment) -> str:
    letter, length = part[0], len(part)
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if length > 2 and letter in "dm":
        return _name(letter, length, moment)
    hour = (moment.hour % 12 or 12) if moment.twelve else moment.hour
    numbers = {
        "d": moment.day, "m": moment.month, "h": hour, "n": moment.minute, "s": moment.second
    }  # fmt: skip
    return f"{numbers[letter]:0{min(length, 2)}}"


def _name(letter: str, length: int, moment: _Moment) -> str:
    if letter == "m":
        months = _RUSSIAN_MONTHS if moment.russian else _MONTHS
        name = months[moment.month - 1]
        return name[: {3: 3, 5: 1}.get(length, len(name))]
    if moment.russian:
        return (_RUSSIAN_SHORT_DAYS if length == 3 else _RUSSIAN_DAYS)[moment.weekday]
    return _DAYS[moment.weekday][: 3 if length == 3 else None]


def _elapsed(part: str, moment: _Moment) -> str:
    """[h], [m] and [s]: all hours, minutes or seconds from the beginning."""
    size = {"h": 3600, "m": 60, "s": 1}[part[0]]
    return f"{round(moment.number * SECONDS) // size:0{len(part)}}"

"""The line of times above a caption, read strictly and, beside that, as it was surely meant.

Source: WebVTT: The Web Video Text Tracks Format, W3C Candidate Recommendation, 4 April 2019,
sections 4.1 (syntax of a timestamp) and 6.3 (reading cue timings).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

ARROW = "-->"
Trouble = Literal["comma", "form", "unreadable"]

_STRICT = (
    r"(?:(?P<h{n}>[0-9]{{2,4}}):)?(?P<m{n}>[0-5][0-9]):(?P<s{n}>[0-5][0-9])\.(?P<f{n}>[0-9]{{3}})"
)
_LENIENT = (
    r"(?:(?P<h{n}>[0-9]{{1,4}}):)?(?P<m{n}>[0-9]{{1,2}}):(?P<s{n}>[0-9]{{1,2}})"
    r"(?:[.,](?P<f{n}>[0-9]{{1,3}}))?"
)
_TAIL = r"(?:[ \t]+(?P<settings>.*))?"


def _line(time: str, gap: str) -> re.Pattern[str]:
    start, end = time.format(n=1), time.format(n=2)
    return re.compile(f"[ \\t]*{start}{gap}{ARROW}{gap}{end}{_TAIL}")


_RIGHT = _line(_STRICT, "[ \\t]+")
_MEANT = _line(_LENIENT, "[ \\t]*")


@dataclass(frozen=True)
class Times:
    """When a caption comes and goes, in milliseconds; None where that cannot be read."""

    start: int | None
    end: int | None
    trouble: Trouble | None = None


def parse_times(line: str) -> Times:
    """What a line of times says; trouble where a player would not understand it."""
    found = _RIGHT.fullmatch(line)
    trouble: Trouble | None = None
    if found is None:
        found = _MEANT.fullmatch(line)
        trouble = "comma" if "," in line.partition(ARROW)[0] else "form"
    if found is None:
        return Times(None, None, "unreadable")
    return Times(_milliseconds(found, 1), _milliseconds(found, 2), trouble)


def shown_times(start: int, end: int) -> str:
    """A line of times in the format's own form."""
    return f"{_written(start)} {ARROW} {_written(end)}"


def clock(milliseconds: int) -> str:
    """A time as a player shows it, such as "1:05"."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _milliseconds(found: re.Match[str], number: int) -> int:
    hours, minutes, seconds, fraction = (found[f"{part}{number}"] or "0" for part in "hmsf")
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(fraction.ljust(3, "0"))


def _written(milliseconds: int) -> str:
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{fraction:03}"

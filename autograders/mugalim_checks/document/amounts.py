"""Minutes and points as people write them: "10 мин", "1 саат 20 мүнөт", "5–10'", "3 балла"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_HOURS = re.compile(rf"({_NUMBER})\s*(?:ч\b|час|саат|hour|h\b)", re.I)
_MINUTES = re.compile(
    rf"({_NUMBER})(?:\s*[–—-]\s*({_NUMBER}))?\s*(?:м\b|мин|мүн|мун|min|m\b|['′’])", re.I
)
_TIMES = re.compile(r"(\d{1,2})\s*[×xхХX*]\s*(\d{1,3})")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")
_BARE = re.compile(rf"\s*({_NUMBER})(?:\s*[–—-]\s*({_NUMBER}))?\s*\.?\s*")
_POINTS = re.compile(rf"({_NUMBER})\s*(?:-\s*)?(?:балл|упай|point|pts?\b|б\b|очк)", re.I)
_IN_BRACKETS = re.compile(rf"\(\s*({_NUMBER})\s*\)")
_AT_END = re.compile(rf"(?:\s[–—-]|:)\s*({_NUMBER})\s*$")  # "Sure – 3"
_LEADING = re.compile(rf"\s*({_NUMBER})(?:\s*[.)–—:=-]|\s*$)")
Span = tuple[float, float]


def minutes(text: str) -> Span | None:
    """The least and the most minutes that a text says; None where it says none."""
    once = _MINUTES.search(text)
    if (found := _TIMES.search(text)) and not (once and once.start() < found.start()):
        product = float(found[1]) * float(found[2])
        return product, product
    if found := _BARE.fullmatch(text):
        return _span(found)
    hours = sum(number(each) * 60 for each in _HOURS.findall(text))
    if once:
        least, most = _span(once)
        return hours + least, hours + most
    return (hours, hours) if hours else None


def _span(found: re.Match[str]) -> Span:
    first = number(found[1])
    last = number(found[2]) if found[2] else first
    return min(first, last), max(first, last)


def column_minutes(texts: Sequence[str]) -> list[Span | None]:
    """The minutes of each row of a column; times of day or "0–5, 5–15" give what lies between."""
    intervals = [_interval(each) for each in texts]
    if len(texts) > 1 and _is_chain(intervals):
        return [(end - begin, end - begin) for begin, end in filter(None, intervals)]
    return [minutes(each) or _only_number(each) for each in texts]


def _only_number(text: str) -> Span | None:
    """The one number of a text such as "≈ 15" or "10, in pairs"."""
    found = re.findall(_NUMBER, text)
    return (number(found[0]), number(found[0])) if len(found) == 1 else None


def from_to(text: str) -> float | None:
    """The minutes between two times of day, such as "8.00–8.45"; None where there are not two."""
    if len(_CLOCK.findall(text)) != 2:
        return None
    begin, end = _interval(text) or (0.0, 0.0)
    return end - begin if end > begin else None


def _interval(text: str) -> Span | None:
    clock = [60 * int(hour) + int(minute) for hour, minute in _CLOCK.findall(text)]
    if len(clock) == 2:
        return float(clock[0]), float(clock[1])
    found = _BARE.fullmatch(text) or _MINUTES.search(text)
    return (number(found[1]), number(found[2])) if found and found[2] else None


def _is_chain(intervals: Sequence[Span | None]) -> bool:
    pairs = pairwise(intervals)
    return all(a and b and a[1] == b[0] and a[0] < a[1] for a, b in pairs)


def points(text: str) -> float | None:
    """The points that a text says: "3 балла", "(3)", "3", "3 – …" or "… – 3"; None for none."""
    for pattern in (_POINTS, _IN_BRACKETS, _LEADING, _AT_END):
        if found := pattern.search(text) if pattern is not _LEADING else pattern.match(text):
            return number(found[1])
    return None


def last_number(text: str) -> float | None:
    """The last number of a text; None where it has none."""
    found = re.findall(_NUMBER, text)
    return number(found[-1]) if found else None


def number(text: str) -> float:
    """A number with a decimal comma or point."""
    return float(text.replace(",", "."))

"""What a lesson wants of the fields of a form, and the first thing that a field lacks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mugalim_checks.core import CannotTell, Failure
from mugalim_checks.parts import Where
from mugalim_checks.records.dates import parse_date, written
from mugalim_checks.records.model import Found, Records
from mugalim_checks.records.web_addresses import is_whole
from mugalim_checks.wording.measures import said, words
from mugalim_checks.wording.passages import quoted

_LONGEST_SHOWN = 25


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What fields must hold, by their names; the parameters of a check.

    `filled`: something; `chosen`: one (or several) of these values; `addresses`: a whole https
    address; `words`: a text of that many words, [least] or [least, most]; `dates`: a day from
    [first] or within [first, last] days after the one in the field `start`.
    """

    filled: Sequence[str] = ()
    chosen: Mapping[str, Sequence[str | int]] = field(default_factory=dict)
    addresses: Sequence[str] = ()
    words: Mapping[str, Sequence[int]] = field(default_factory=dict)
    dates: Mapping[str, Sequence[int]] = field(default_factory=dict)
    start: str = ""

    def lacks(self, at: Callable[[str], Found], start: datetime.date | None) -> list[Failure]:
        """What fields lack, one Failure for each that does; `at` finds a field by its name."""
        return [failure for failure in self._findings(at, start) if failure is not None]

    @property
    def size(self) -> int:
        """How many things are wanted."""
        parts = (self.filled, self.chosen, self.addresses, self.words, self.dates)
        return sum(len(part) for part in parts)

    def starts(self, records: Records) -> datetime.date | None:
        """The day from which days are counted; CannotTell where the form does not say it yet."""
        if not self.start:
            return None
        found = records.at(self.start)[0]
        day = parse_date(found.value)
        if day is None:  # several checks may count from it, and it is one slip
            raise CannotTell("records.no_start_date", where=found.where)
        return day

    def _findings(
        self, at: Callable[[str], Found], start: datetime.date | None
    ) -> Iterator[Failure | None]:
        for name in self.filled:
            yield _empty(at(name))
        for name, allowed in self.chosen.items():
            yield _not_chosen(at(name), allowed)
        for name in self.addresses:
            yield _no_address(at(name))
        for name, bounds in self.words.items():
            yield _no_text(at(name), bounds)
        for name, days in self.dates.items():
            yield _no_day(at(name), start, days)


def is_one_of(value: object, allowed: Sequence[str | int]) -> bool:
    """Whether a value is one of these and of the same type: a ticked box is not the number 1."""
    return any(type(value) is type(each) and value == each for each in allowed)


def _empty(found: Found) -> Failure | None:
    return None if found.is_filled else Failure("records.field_empty", where=found.where)


def _not_chosen(found: Found, allowed: Sequence[str | int]) -> Failure | None:
    values = found.value if isinstance(found.value, list) else [found.value]
    if values and all(is_one_of(each, allowed) for each in values):
        return None
    return Failure("records.not_chosen", where=found.where)


def _no_address(found: Found) -> Failure | None:
    if is_whole(found.text):
        return None
    if not found.text:
        return Failure("records.no_address", where=found.where)
    return Failure("records.address_not_whole", where=found.where, text=shown(found.text))


def _no_text(found: Found, bounds: Sequence[int]) -> Failure | None:
    if not found.text:
        return Failure("records.field_empty", where=found.where)
    count = said(found.text)
    if count < bounds[0]:
        return Failure("records.few_words", where=found.where, found=count, least=bounds[0])
    count = len(words(found.text))
    if count > bounds[-1] and len(bounds) > 1:
        return Failure("records.many_words", where=found.where, found=count, most=bounds[-1])
    return None


def _no_day(found: Found, start: datetime.date | None, days: Sequence[int]) -> Failure | None:
    day = parse_date(found.value)
    if day is None:
        return Failure("records.no_date", where=found.where)
    if start is None:
        return None
    after = (day - start).days
    if after < days[0]:
        return _other_day("records.date_early", found.where, day, start, days[0])
    if after > days[-1] and len(days) > 1:
        return _other_day("records.date_late", found.where, day, start, days[-1])
    return None


def _other_day(
    id: str, where: Where, day: datetime.date, start: datetime.date, after: int
) -> Failure:
    bound = written(start + datetime.timedelta(days=after))
    return Failure(id, where=where, day=written(day), bound=bound)


def shown(text: str) -> str:
    """A text cut to what a hint about a field has room for."""
    return quoted(text, _LONGEST_SHOWN)

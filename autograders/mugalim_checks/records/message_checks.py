"""Checks of one message in two languages: written, the same facts in both, one request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import Where
from mugalim_checks.records.dates import parse_date, written
from mugalim_checks.records.model import Found, Records
from mugalim_checks.records.wanted import shown
from mugalim_checks.wording.days import days_in, parse_time, times_in
from mugalim_checks.wording.measures import language_of, said, sentences, words
from mugalim_checks.wording.spelling import alike

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LOOSE = 2  # words that may stand between the words of a place


@dataclass(frozen=True)
class _Fact:
    """A fact of the form as one of the two texts has it."""

    name: str  # the form's word for it
    value: str  # as a hint shows it
    where: Where  # the text
    stands: bool
    instead: str = ""  # what stands there in its place; "" where nothing of the kind does


@check()
def message_written(records: Records, *, boxes: Mapping[str, str], least: int = 15) -> None:
    """Each language's box holds a text of enough words, in that language."""
    failures = [
        failure
        for language, path in boxes.items()
        if (failure := _box_trouble(records.at(path)[0], language, least))
    ]
    if failures:
        first = failures[0]
        raise Failure(first.id, earned=1 - len(failures) / len(boxes), **first.values)


def _box_trouble(box: Found, language: str, least: int) -> Failure | None:
    found = said(box.text)
    if found == 0:
        return Failure("records.message_empty", where=box.where)
    if found < least:
        return Failure("records.message_short", where=box.where, found=found, least=least)
    if language_of(box.text) not in (language, None):
        return Failure("records.message_other_language", where=box.where)
    return None


@check(needs=[message_written])
def message_facts(
    records: Records,
    *,
    boxes: Mapping[str, str],
    date: str,
    time: str,
    places: Mapping[str, str],
    until: str,
) -> None:
    """The date, the time and the place of the form stand in each language's text.

    `places` names the field of each language; a day of the field `until` is no other date.
    """
    facts = [
        fact
        for language, path in boxes.items()
        for fact in (
            _day(records, date, records.at(path)[0], other=until),
            _time(records, time, records.at(path)[0]),
            _place(records, places[language], records.at(path)[0]),
        )
    ]
    _all_stand(facts)


@check(needs=[message_written])
def message_request(
    records: Records, *, boxes: Mapping[str, str], request: str, until: str, least: int = 3
) -> None:
    """There is one request, in one sentence, with a day that stands in each text."""
    asked = records.at(request)[0]
    count = len(words(asked.text))
    if count < least:
        raise Failure("records.message_no_request", where=asked.where)
    if len(sentences(asked.text)) > 1:
        raise Failure("records.message_many_requests", earned=1 / 3, where=asked.where)
    facts = [_day(records, until, records.at(path)[0]) for path in boxes.values()]
    _all_stand(facts, earned=1 / 3)


def _all_stand(facts: list[_Fact], earned: float = 0.0) -> None:
    """Raise a Failure for the first fact that does not stand; `earned` is had in any case."""
    missing = [fact for fact in facts if not fact.stands]
    if not missing:
        return
    fact, done = missing[0], len(facts) - len(missing)
    raise Failure(
        "records.message_fact_differs" if fact.instead else "records.message_fact_missing",
        earned=earned + (1 - earned) * done / len(facts),
        where=fact.where,
        name=fact.name,
        value=fact.value,
        instead=fact.instead,
        done=done,
        all=len(facts),
    )


def _day(records: Records, field: str, box: Found, other: str = "") -> _Fact:
    wanted = parse_date(records.at(field)[0].value)
    if wanted is None:
        raise Failure("records.no_date", where=records.at(field)[0].where)
    named = days_in(box.text)
    elsewhere = parse_date(records.at(other)[0].value) if other else None
    others = [day for day in named if elsewhere is None or not day.may_be(elsewhere)]
    instead = f"{others[0].day:02}.{others[0].month:02}" if others and other else ""
    stands = any(day.may_be(wanted) for day in named)
    return _Fact(records.label(field), written(wanted), box.where, stands, instead)


def _time(records: Records, field: str, box: Found) -> _Fact:
    wanted = parse_time(records.at(field)[0].text)
    if wanted is None:
        raise Failure("records.message_no_time", where=records.at(field)[0].where)
    named = times_in(box.text)
    days = {f"{day.day:02}:{day.month:02}" for day in days_in(box.text)}
    others = [each for each in named if each not in days]
    instead = others[0] if others else ""
    return _Fact(records.label(field), wanted, box.where, wanted in named, instead)


def _place(records: Records, field: str, box: Found) -> _Fact:
    wanted = records.at(field)[0]
    tokens = _tokens(wanted.text)
    if not tokens:
        raise Failure("records.message_no_place", where=wanted.where)
    stands = any(_stand_together(tokens, window) for window in _windows(box.text, len(tokens)))
    return _Fact(records.label(field), shown(wanted.text), box.where, stands)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(alike(text))


def _windows(text: str, size: int) -> Iterator[list[str]]:
    """Neighbouring words of a text, a little more than `size` at a time."""
    tokens = _tokens(text)
    for begin in range(max(1, len(tokens) - size - _LOOSE + 1)):
        yield tokens[begin : begin + size + _LOOSE]


def _stand_together(wanted: list[str], found: list[str]) -> bool:
    return all(any(_is_form(each, word) for word in found) for each in wanted)


def _is_form(wanted: str, found: str) -> bool:
    """Whether a word is a form of another: кабинет, кабинетте, каб.; numbers are the same.

    The last letters may differ, two of a long word and one of a short one.
    """
    if wanted.isdigit() or len(wanted) < 3:
        return wanted == found
    kept = len(wanted) - (2 if len(wanted) > 5 else 1 if len(wanted) > 3 else 0)
    return found.startswith(wanted[:kept]) or (len(found) >= 3 and wanted.startswith(found))

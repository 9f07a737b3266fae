"""Checks of any form: what its fields hold, and what the items of a list hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import Where
from mugalim_checks.records.model import Item, Records, is_filled
from mugalim_checks.records.wanted import Wanted, is_one_of
from mugalim_checks.wording.spelling import alike


@dataclass(frozen=True, kw_only=True)
class Items(Wanted):
    """A list such as "goals[]", how many items it may have, and what each must hold."""

    items: str
    least: int = 1
    most: int | None = None


@check(takes=Wanted)
def fields_complete(records: Records, **parameters: object) -> None:
    """Each of these fields holds what is wanted of it: a value, a choice, an address, a day."""
    wanted = Wanted(**parameters)  # type: ignore[arg-type]  # the plan's schema is checked
    start = wanted.starts(records)
    lacks = wanted.lacks(lambda name: records.at(name)[0], start)
    if lacks:
        raise _first(lacks, wanted.size - len(lacks), wanted.size)


@check(takes=Items)
def items_complete(records: Records, **parameters: object) -> None:
    """A list has enough items and not too many, and each of them holds what is wanted of it."""
    wanted = Items(**parameters)  # type: ignore[arg-type]  # the plan's schema is checked
    items = _begun(records, wanted.items)
    start = wanted.starts(records)
    names = (*wanted.filled, *wanted.words, *wanted.addresses)
    twice = _repeats(items, names)
    found = [wanted.lacks(item.at, start) + twice[number] for number, item in enumerate(items)]
    lacks = [lack for lack in found if lack]
    needed = max(wanted.least, len(items))
    if lacks:
        raise _first(lacks[0], len(items) - len(lacks), needed)
    _count(len(items), records.field_place(wanted.items), wanted)


@check()
def self_rating_done(
    records: Records,
    *,
    statements: str,
    code: str,
    rating: str,
    codes: Sequence[str],
    ratings: Sequence[str | int],
    grow: str,
) -> None:
    """Every statement about oneself is rated, and one of them is chosen to grow."""
    places = {item.at(code).text: item.at(rating) for item in records.items(statements)}
    rated = [name for name in codes if name in places and is_one_of(places[name].value, ratings)]
    done, parts = len(rated), len(codes) + 1
    chosen = records.at(grow)[0]
    has_chosen = chosen.text in codes
    if done < len(codes):
        where, earned = records.field_place(statements), (done + has_chosen) / parts
        raise Failure("records.not_rated", earned=earned, where=where, done=done, all=len(codes))
    if not has_chosen:
        raise Failure("records.none_to_grow", earned=done / parts, where=chosen.where)


def _begun(records: Records, items: str) -> tuple[Item, ...]:
    """The items in which something stands."""
    return tuple(item for item in records.items(items) if is_filled(item.value))


def _repeats(items: Sequence[Item], names: Sequence[str]) -> list[list[Failure]]:
    """For each item, that these fields say the same as those of one before it; else nothing."""
    seen: dict[tuple[str, ...], Item] = {}
    found: list[list[Failure]] = []
    for item in items:
        said = tuple(" ".join(alike(item.at(name).text).split()) for name in names)
        first = seen.setdefault(said, item) if any(said) else item
        same = Failure("records.item_twice", where=item.where, other=first.where)
        found.append([] if first is item else [same])
    return found


def _count(found: int, where: Where, wanted: Items) -> None:
    """Raise a Failure where there are too few items or too many."""
    least, most = wanted.least, wanted.most
    if not found:
        raise Failure("records.no_items", where=where, least=least)
    if found < least:
        earned = found / least
        raise Failure("records.few_items", earned=earned, where=where, found=found, least=least)
    if most is not None and found > most:
        earned = most / found
        raise Failure("records.many_items", earned=earned, where=where, found=found, most=most)


def _first(lacks: Sequence[Failure], done: int, wanted: int) -> Failure:
    """The first lack, with the share that is done."""
    first = lacks[0]
    return Failure(first.id, earned=done / wanted, done=done, all=wanted, **first.values)

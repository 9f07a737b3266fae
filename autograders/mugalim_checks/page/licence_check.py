"""The check that a work may be given under its licence with all that is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.records import Item, Records
from mugalim_checks.records.model import is_filled

_OWN = "own"  # the licence of a part that she made herself: it needs no address


@check()
def licence_fits_parts(
    records: Records,
    *,
    licence: str,
    parts: str,
    part_licence: str,
    named: Sequence[str],
    address: str,
    allows: Mapping[str, Sequence[str]],
) -> None:
    """The work has a licence, its parts are named with author and address, and it allows them.

    `allows` gives for each licence of the whole those of parts that may stand in it (Creative
    Commons, "Can I combine material under different licences?").
    """
    whole = records.at(licence)[0]
    if whole.text not in allows:
        raise Failure("page.no_licence", where=whole.where)
    items = [item for item in records.items(parts) if is_filled(item.value)]
    if not items:
        raise Failure("page.no_parts", earned=0.25, where=records.field_place(parts))
    failures = [
        failure
        for item in items
        if (failure := _trouble(item, part_licence, named, address, allows[whole.text]))
    ]
    if failures:
        first, good = failures[0], len(items) - len(failures)
        raise Failure(first.id, earned=good / len(items), whole=shown(whole.text), **first.values)


def _trouble(
    item: Item, licence: str, named: Sequence[str], address: str, allowed: Sequence[str]
) -> Failure | None:
    """What one part lacks, or the licence that the whole does not allow."""
    own = item.at(licence)
    wanted = [*named, licence] if own.text == _OWN else [*named, licence, address]
    for name in wanted:
        found = item.at(name)
        if not found.is_filled:
            return Failure("page.part_lacks", where=found.where)
    if own.text not in allowed:
        return Failure("page.part_forbids", where=own.where, part=shown(own.text))
    return None


def shown(licence: str) -> str:
    """A licence as people write it: "cc-by-sa" is CC BY-SA."""
    return licence.upper().replace("CC-", "CC ", 1)[:20]

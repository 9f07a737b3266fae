"""Checks of items in their places; what they look at is a mapping of item ids to places.

`key` is where the items belong: a list of ids for an order, whose places are numbers from 1, else
a mapping of item ids to the ids of groups or partners. A lesson's plan gives it from its material.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check

Key = Sequence[str] | Mapping[str, str]


@check()
def all_placed(placed: Mapping[str, object], *, key: Key) -> None:
    """Every item has a place, whichever it is."""
    done = sum(item in placed for item in key)
    if done < len(key):
        raise Failure("arranged.left_over", earned=done / len(key), done=done, items=len(key))


@check()
def items_in_place(placed: Mapping[str, object], *, key: Key) -> None:
    """Every item is in its place; those that are earn their share."""
    wanted = key if isinstance(key, Mapping) else {item: at for at, item in enumerate(key, start=1)}
    done = sum(placed.get(item) == place for item, place in wanted.items())
    if done < len(wanted):
        raise Failure("arranged.elsewhere", earned=done / len(wanted), done=done, items=len(wanted))

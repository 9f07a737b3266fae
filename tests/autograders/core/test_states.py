from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest

from mugalim_checks.core import Failure
from mugalim_checks.states import MOST_ITEMS, from_plain, to_plain


@dataclass(frozen=True)
class Leaf:
    """What a tree has many of."""

    name: str
    size: float = 1.0
    kind: Literal["oak", "birch"] = "oak"


@dataclass(frozen=True)
class Tree:
    """A record of every type that is known."""

    leaves: tuple[Leaf, ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    tall: bool | None = None
    top: Leaf | None = None


TREE = Tree((Leaf("a"), Leaf("b", 2.5, "birch")), ((1, 2), ()), False, Leaf("c"))


def test_a_record_goes_into_plain_values_and_back() -> None:
    """What holds its default is left out, so that a state stays small."""
    plain = to_plain(TREE)
    assert plain["leaves"] == [{"name": "a"}, {"name": "b", "size": 2.5, "kind": "birch"}]
    assert from_plain(Tree, plain) == TREE
    assert from_plain(Tree, {}) == Tree()


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {"roots": []},
        {1: 2},
        {"leaves": None},
        {"leaves": {"name": "a"}},
        {"leaves": [{}]},
        {"leaves": [{"name": 1}]},
        {"leaves": [{"name": "a" * 100_001}]},
        {"leaves": [{"name": "\x07"}]},
        {"leaves": [{"name": "a", "size": float("nan")}]},
        {"leaves": [{"name": "a", "size": float("inf")}]},
        {"leaves": [{"name": "a", "size": "1"}]},
        {"leaves": [{"name": "a", "size": True}]},
        {"leaves": [{"name": "a", "kind": "elm"}]},
        {"rows": [[1.5]]},
        {"rows": [[10**15]]},
        {"rows": [[]] * (MOST_ITEMS + 1)},
        {"tall": 1},
        {"top": [1]},
    ],
)
def test_anything_else_is_damaged(state: object) -> None:
    """Never another exception, whatever the type, the size or the letters."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        from_plain(Tree, state)


def test_a_whole_number_is_taken_for_a_number() -> None:
    """JSON makes no difference between 2 and 2.0."""
    assert from_plain(Leaf, {"name": "a", "size": 2}) == Leaf("a", 2.0)

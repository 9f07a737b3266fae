from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import find_check, run
from mugalim_checks.messages import message
from mugalim_checks.registry import trouble_with
from mugalim_courses.model import CheckUse, Exercise

ORDER = ["ask", "read", "tell", "leave"]
GROUPS = {"menu": "open", "marks": "closed", "phones": "closed"}


def found(check: str, placed: object, key: object) -> Any:
    """What a check of two points finds."""
    use = CheckUse("it", f"arranged.{check}", 2.0, {"key": key})
    return run(Exercise("steps", "order", checks=(use,)), placed).results[0]


@pytest.mark.parametrize(
    ("placed", "key"),
    [({"leave": 4, "ask": 1, "read": 2, "tell": 3}, ORDER), (dict(GROUPS), GROUPS)],
)
def test_all_in_place_earns_everything(placed: dict[str, object], key: object) -> None:
    """Numbers in an order, ids of groups and partners elsewhere."""
    assert found("items_in_place", placed, key).points == 2
    assert found("all_placed", placed, key).points == 2


def test_each_item_in_its_place_earns_its_share() -> None:
    """Two neighbours exchanged leave two of four."""
    swapped = {"ask": 1, "tell": 2, "read": 3, "leave": 4}
    result = found("items_in_place", swapped, ORDER)
    assert (result.outcome, result.points) == ("not_yet", 1.0)
    assert message(result, "en").startswith("In their places so far: 2 of 4.")


def test_items_without_a_place_are_counted() -> None:
    """Begun is not done; what she has placed so far counts."""
    result = found("all_placed", {"menu": "open"}, GROUPS)
    assert (result.outcome, result.points) == ("not_yet", 0.67)
    assert found("items_in_place", {"menu": "open"}, GROUPS).points == 0.67
    assert "1" in message(result, "ky")


@pytest.mark.parametrize(
    "placed",
    [
        None,
        {},
        {"x": "open"},
        {"menu": None, "marks": ["closed"], "phones": {}},
        {"ask": "1", "read": "ask", "tell": 0, "leave": -1},
    ],
)
@pytest.mark.parametrize("key", [ORDER, GROUPS])
def test_what_is_no_right_place_earns_nothing(placed: object, key: object) -> None:
    """Whatever is stored, the check ends in an outcome."""
    result = found("items_in_place", placed, key)
    assert (result.outcome, result.points) == ("not_yet", 0.0)


@pytest.mark.parametrize("check", ["items_in_place", "all_placed"])
def test_a_plan_may_give_either_form_of_the_key(check: str) -> None:
    """A list for an order, a mapping for groups and partners; nothing else."""
    assert find_check(f"arranged.{check}")
    for key in (ORDER, GROUPS):
        assert trouble_with(CheckUse("it", f"arranged.{check}", 1, {"key": key})) is None
    assert trouble_with(CheckUse("it", f"arranged.{check}", 1, {"key": "ask"}))
    assert trouble_with(CheckUse("it", f"arranged.{check}", 1))

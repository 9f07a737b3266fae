"""A report of checks as a page shows it, in the learner's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mugalim_answers.grade import plain
from mugalim_answers.review import hint
from mugalim_checks.core import Report, Result
from mugalim_checks.messages import title
from mugalim_courses.model import CheckUse, Exercise


def shown_report(plan: Exercise, report: Report, language: str) -> dict[str, Any]:
    """A report as a page shows it; checks that are not shown keep their outcome to themselves."""
    seen = [result for result in report.results if result.shown]
    return {
        "points": plain(sum(result.points for result in seen), language),
        "most": plain(sum(result.max_points for result in seen), language),
        "results": list(_items(plan, report, language)),
    }


def _items(plan: Exercise, report: Report, language: str) -> Iterator[dict[str, Any]]:
    uses = {use.id: use for use in plan.checks}
    for result in report.results:
        yield _item(uses.get(result.id), result, language)


def _item(use: CheckUse | None, result: Result, language: str) -> dict[str, Any]:
    shown = result.shown
    return {
        "id": result.id,
        "outcome": result.outcome if shown else "later",
        "title": title(use, language) if use else "",
        "hint": hint(result, language) if shown else "",
        "points": plain(result.points, language) if shown else "",
        "most": plain(result.max_points, language),
        "where": _places(use, result) if use and shown else [],
    }


def _places(use: CheckUse, result: Result) -> list[str]:
    """Where a check can be met, told only where it cannot be met everywhere."""
    everywhere = CheckUse(use.id, use.check).where
    limited = result.outcome == "not_yet" and set(use.where) != set(everywhere)
    return list(use.where) if limited else []

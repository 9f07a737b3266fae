"""How long a lesson's checks take in a warm process, and how long its file takes to open.

Run by `make bench`. Each artefact of the lessons' tests that passes everything is opened and
checked many times; the table gives medians in milliseconds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from autograders.lessons import cases

from mugalim_checks.artefacts import ENDINGS, read_artefact
from mugalim_checks.core import run

ROUNDS, OPENINGS = 15, 5
MOST = 100.0  # milliseconds for all checks of a lesson


def median(work: Callable[[], object], rounds: int) -> float:
    """The median of some runs in milliseconds, after one that warms up."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def test_checks_of_every_lesson() -> None:
    """A table of all lessons; the slowest of them tells whether anybody would wait."""
    print(f"\n{'lesson':<44}{'exercise':<14}{'checks':>7}{'check ms':>10}{'open ms':>9}")
    slowest = 0.0
    for lesson in cases.lesson_plans():
        for case in (case for case in cases.cases(lesson) if not case.fails):
            slowest = max(slowest, _line(lesson, case))
    print(f"slowest: {slowest:.1f} ms (at most {MOST:.0f} wanted)")
    assert slowest > 0


def _line(lesson: str, case: cases.Case) -> float:
    plan = cases.plan(lesson)
    exercise, made = plan.exercises[case.exercise], cases.content(case.content)
    artefact, others = cases.artefact(exercise, case.file, made), cases.beside(plan, case)
    checking = median(lambda: run(exercise, artefact, others), ROUNDS)
    opening = 0.0
    if exercise.kind in ENDINGS:
        opening = median(lambda: read_artefact(exercise.kind, made, case.file), OPENINGS)
    print(
        f"{lesson:<44}{exercise.name:<14}{len(exercise.checks):>7}{checking:>10.1f}{opening:>9.0f}"
    )
    return checking

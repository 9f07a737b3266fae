from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mugalim_checks import core
from mugalim_checks.core import CannotTell, Failure, Report, Result, find_check, run
from mugalim_checks.messages import message
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import CheckUse, Exercise

BOOK = Workbook.from_state({"sheets": [{"name": "Marks", "cells": {"A1": {"input": "4"}}}]})


@core.check()
def passing(artefact: object) -> None:
    """Passes."""


@core.check()
def failing(artefact: object, earned: object = 0.25) -> None:
    """Fails with a share of the points."""
    raise Failure("workbook.cell_empty", earned=earned, cell="A1")


@core.check(needs=[failing])
def needing(artefact: object) -> None:
    """Needs a check that fails."""


@core.check()
def breaking(artefact: object) -> None:
    """Is broken."""
    raise ZeroDivisionError


@core.check()
def puzzled(artefact: object) -> None:
    """Cannot tell."""
    raise CannotTell("formula.unknown_function", name="FOO")


@core.check()
def beside_it(artefact: object, *, beside: Mapping[str, object]) -> None:
    """Looks at the artefact of another exercise."""
    if "data" not in beside:
        raise Failure("workbook.cell_empty", cell="A1")


@core.check()
def at_least(artefact: object, *, most: int) -> None:
    """Passes for a large number."""
    if most < 10:
        raise Failure("workbook.cell_empty", cell="A1")


@core.check(needs=[at_least])
def after_at_least(artefact: object, *, most: int) -> None:
    """Needs another check with the same parameter."""


CHECKS = (
    passing, failing, needing, breaking, puzzled, beside_it, at_least, after_at_least,
)  # fmt: skip
HERE = {f"here.{each.__name__}": each for each in CHECKS}


@pytest.fixture(autouse=True)
def checks_of_this_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the run find the checks above beside the package's own."""
    monkeypatch.setattr(core, "find_check", lambda name: HERE[name])


def one(name: str, points: float = 4.0, **parameters: object) -> Result:
    """The result of one check of this file."""
    use = CheckUse("it", f"here.{name}", points, parameters)
    return run(Exercise("x", "workbook", checks=(use,)), BOOK).results[0]


def test_a_check_that_passes_earns_all_its_points() -> None:
    """Passed means full points and no message."""
    assert one("passing") == Result("it", "passed", 4.0, 4.0)


def test_a_failure_earns_its_share() -> None:
    """A quarter earned of four points is one."""
    result = one("failing")
    assert (result.outcome, result.points, result.values) == ("not_yet", 1.0, {"cell": "A1"})


@pytest.mark.parametrize("earned", [math.nan, math.inf, "much", None])
def test_a_share_that_is_no_number_did_not_run(earned: object) -> None:
    """What nbgrader would take for full marks is no points and a flag."""
    result = one("failing", earned=earned)
    assert (result.outcome, result.points, result.message) == ("did_not_run", 0.0, "core.broken")


@given(earned=st.floats(), points=st.floats())
def test_points_stay_between_nothing_and_the_maximum(earned: float, points: float) -> None:
    """Whatever a check and a plan say, points are within bounds."""
    use = CheckUse("it", "here.failing", points, {"earned": earned})
    result = run(Exercise("x", "workbook", checks=(use,)), BOOK).results[0]
    assert 0 <= result.points <= result.max_points < math.inf


def test_a_broken_check_is_not_the_learners_fault() -> None:
    """An exception becomes "did not run", named by the check's id."""
    result = one("breaking")
    assert (result.outcome, result.message, result.values) == (
        "did_not_run",
        "core.broken",
        {"check": "it"},
    )


def test_an_unknown_check_or_parameter_did_not_run() -> None:
    """A plan's mistake never raises in front of a learner."""
    assert one("nowhere").message == "core.broken"
    assert one("passing", unknown=1).message == "core.broken"


def test_a_check_that_cannot_tell_says_why() -> None:
    """What we do not know yet is our gap, and it is named."""
    result = one("puzzled")
    assert result.outcome == "did_not_run"
    assert "FOO" in message(result, "ky")


def test_a_check_waits_for_what_it_needs() -> None:
    """The needed check's sentence stands inside the waiting one's, in any language."""
    result = one("needing")
    assert (result.outcome, result.message) == ("did_not_run", "core.needs")
    for language in ("en", "ky", "ru"):
        needed = message(Failure("workbook.cell_empty", cell="A1"), language)
        assert needed in message(result, language)


@pytest.mark.parametrize("artefact", [None, {}, "", [], Workbook(()), "x"])
def test_an_empty_artefact_earns_nothing(artefact: object) -> None:
    """Nothing handed in is not yet, even by a check that always passes."""
    use = CheckUse("it", "here.passing", 4.0)
    report = run(Exercise("x", "workbook", checks=(use,)), artefact)
    assert report.points == (4.0 if artefact == "x" else 0.0)


def test_a_report_survives_json() -> None:
    """What was stored is what was found."""
    report = Report("x", (one("failing"), one("needing")))
    assert Report.from_json(report.to_json()) == report


@pytest.mark.parametrize("name", ["workbook.run", "os.system", "workbook", "core.check", "..x.y"])
def test_only_checks_are_found_by_name(name: str) -> None:
    """A plan cannot call anything but a check."""
    with pytest.raises(KeyError):
        find_check(name)
    assert find_check("workbook.header_frozen").__name__ == "header_frozen"


def test_a_message_has_the_languages_own_comma() -> None:
    """Numbers in sentences are written as they are at school."""
    failure = Failure("workbook.cell_typed", cell="F2", value=4.2)
    assert "4.2" in message(failure, "en")
    assert "4,2" in message(failure, "ky")
    assert "4,2" in message(failure, "ru")


def test_a_check_may_look_at_the_artefact_beside_it() -> None:
    """One that is not made yet, or is empty, is not there."""
    use = CheckUse("it", "here.beside_it", 1.0)
    exercise = Exercise("x", "workbook", checks=(use,), beside=("data",))
    outcomes = [
        run(exercise, BOOK, beside).results[0].outcome
        for beside in ({"data": BOOK}, {"data": Workbook()}, {}, None)
    ]
    assert outcomes == ["passed", "not_yet", "not_yet", "not_yet"]


def test_a_need_is_met_with_the_parameters_of_whoever_needs_it() -> None:
    """A lesson may use the same check twice; each use waits for its own."""
    uses = tuple(
        CheckUse(f"{name}-{most}", f"here.{name}", 1.0, {"most": most})
        for name in ("at_least", "after_at_least")
        for most in (3, 30)
    )
    found = run(Exercise("x", "workbook", checks=uses), BOOK).results
    assert [result.outcome for result in found] == ["not_yet", "passed", "did_not_run", "passed"]

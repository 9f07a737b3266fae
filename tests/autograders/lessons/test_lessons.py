from __future__ import annotations

import re
from contextlib import suppress

import pytest
from autograders.lessons import cases
from autograders.lessons.blanks import blanks
from autograders.lessons.cases import Case

from mugalim_checks.artefacts import ENDINGS, artefact_class, read_artefact, write_artefact
from mugalim_checks.core import Failure, run
from mugalim_checks.messages import message, title
from mugalim_checks.registry import trouble_with

LESSONS = cases.lesson_plans()
ALL = [
    pytest.param(lesson, case, id=f"{lesson}-{case}")
    for lesson in LESSONS
    for case in cases.cases(lesson)
]


@pytest.mark.parametrize(("lesson", "case"), ALL)
def test_each_artefact_fails_what_it_says_and_nothing_else(lesson: str, case: Case) -> None:
    """One slip is one check; checks that wait for it do not count."""
    results = cases.report(lesson, case).results
    failed = {result.id: message(result, "en") for result in results if result.outcome == "not_yet"}
    assert set(failed) == set(case.fails), failed
    if not case.fails:
        assert [result.id for result in results if result.outcome != "passed"] == []


@pytest.mark.parametrize(("lesson", "case"), [each for each in ALL if each.values[1].fails])
def test_each_hint_is_whole_and_short_in_three_languages(lesson: str, case: Case) -> None:
    """What a teacher reads for this very file: no gap left, at most 200 characters."""
    results = [result for result in cases.report(lesson, case).results if result.message]
    for result in results:
        said = {language: message(result, language) for language in ("en", "ky", "ru")}
        for text in said.values():
            assert not re.search(r"[{}]", text), text
            assert result.message == "core.needs" or len(text) <= 200, text
        assert len(set(said.values())) == 3, said


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_check_of_a_lesson_has_passed_and_failed(lesson: str) -> None:
    """A check that nothing fails, or nothing passes, is no check."""
    for exercise in cases.plan(lesson).exercises.values():
        if exercise.instant or not exercise.checks:
            continue
        own = [case for case in cases.cases(lesson) if case.exercise == exercise.name]
        assert any(not case.fails for case in own), exercise.name
        failed = {case.fails[0] for case in own if len(case.fails) == 1}
        assert failed >= {check.id for check in exercise.checks}, exercise.name


@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_earns_nothing(lesson: str) -> None:
    """No answer, and an empty artefact of the kind, have no point and no check that passed."""
    for exercise in cases.plan(lesson).exercises.values():
        for nothing in (None, cases.empty(exercise)):
            found = run(exercise, nothing)
            assert found.points == 0
            assert all(result.outcome != "passed" for result in found.results)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_blank_file_earns_nothing(lesson: str) -> None:
    """As a program saves it before anybody has typed; where it is refused, there is no answer."""
    for exercise in cases.plan(lesson).exercises.values():
        if exercise.instant:
            continue
        for name, content in blanks(exercise.kind):
            artefact = None
            with suppress(Failure):
                artefact = read_artefact(exercise.kind, content, name)
            found = run(exercise, artefact)
            assert [each.id for each in found.results if each.outcome == "passed"] == [], name
            assert found.points == 0


@pytest.mark.parametrize("kind", ["workbook", "document", "slides"])
def test_a_blank_office_file_can_be_read(kind: str) -> None:
    """It is no damage that nothing was typed."""
    assert [read_artefact(kind, content, name).kind for name, content in blanks(kind)]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_use_of_a_check_fits_the_check(lesson: str) -> None:
    """Each check is there, and takes the parameters that the plan gives it."""
    for exercise in cases.plan(lesson).exercises.values():
        assert [each for use in exercise.checks if (each := trouble_with(use))] == []


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_titles_of_an_exercise_are_whole_and_different(lesson: str, language: str) -> None:
    """Beside each outcome stands what was looked for, and no two checks look alike."""
    for exercise in cases.plan(lesson).exercises.values():
        shown = [title(use, language) for use in exercise.checks]
        assert all(shown)
        assert len(set(shown)) == len(shown)
        assert [each for each in shown if len(each) > 70 or re.search(r"[{}]", each)] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_checks_give_most_points_and_a_person_the_rest(lesson: str) -> None:
    """Between 70 and 80 % of a lesson's points come by checks."""
    found = cases.plan(lesson)
    checks = sum(exercise.points for exercise in found.exercises.values())
    assert 0.7 <= checks / found.points <= 0.8
    assert found.competences["digcompedu"]
    assert found.competences["ict_cft"]


@pytest.mark.parametrize(("lesson", "case"), ALL)
def test_a_file_written_again_gives_the_same_results(lesson: str, case: Case) -> None:
    """Reader and writer agree: state and file can be exchanged for one another."""
    found = cases.plan(lesson)
    exercise = found.exercises[case.exercise]
    if exercise.kind not in ENDINGS:
        return
    artefact = read_artefact(exercise.kind, cases.content(case.content), case.file)
    assert type(artefact).from_state(artefact.to_state()) == artefact
    ending = case.file[case.file.rindex(".") :]
    again = read_artefact(exercise.kind, write_artefact(artefact, ending), f"again{ending}")
    theirs = run(exercise, again, cases.beside(found, case))
    assert _outcomes(theirs) == _outcomes(cases.report(lesson, case))


def _outcomes(found: object) -> list[tuple[str, str, float]]:
    return [(each.id, each.outcome, each.points) for each in found.results]  # type: ignore[attr-defined]  # a report


@pytest.mark.parametrize("kind", ENDINGS)
def test_an_empty_artefact_of_each_kind_is_empty(kind: str) -> None:
    """{} is the state of nothing, and says so."""
    assert artefact_class(kind).from_state({}).is_empty

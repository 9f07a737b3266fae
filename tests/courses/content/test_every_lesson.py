"""What is promised of every lesson: its files earn what they should, in each of its languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lesson_walk import lessons

from mugalim_checks.artefacts import Artefact, read_artefact
from mugalim_checks.core import Report, run
from mugalim_courses.closed import right_places
from mugalim_courses.languages import LANGUAGES
from mugalim_courses.loading import load_courses
from mugalim_courses.model import ARRANGED, Exercise, Lesson, NotYet
from mugalim_courses.translating import lesson_catalog
from mugalim_courses.validating import START_EARNS_LESS, validate
from mugalim_school.checking import GRADING

COURSES = Path(__file__).parents[3] / "courses"
LESSONS = lessons()
GRADED = [(lesson, each) for lesson in LESSONS for each in lesson.exercises.values() if each.points]
PROOFS = [(lesson, proof) for lesson in LESSONS for proof in lesson.not_yet]
languages = pytest.mark.parametrize("language", LANGUAGES)
graded = pytest.mark.parametrize(
    ("lesson", "exercise"), GRADED, ids=[f"{a.slug}-{b.name}" for a, b in GRADED]
)


@cache
def opened(path: Path, kind: str) -> Artefact:
    """A file of a lesson, read as an upload is."""
    return read_artefact(kind, path.read_bytes(), path.name)


def file_in(lesson: Lesson, exercise: Exercise, file: str, language: str) -> Artefact:
    """The file as a learner of that language would have made it of her start."""
    words = lesson_catalog(lesson, language)
    found = opened(lesson.folder / file, exercise.kind)
    return found.translated(lambda text: words.text(text, "files"))


def report(lesson: Lesson, exercise: Exercise, file: str | None, language: str) -> Report:
    """What the checks say of a file, or of no answer, beside the solutions of other exercises.

    A page names its language and the cells of its numbers, so that one is taken as its author wrote
    it; the tests of each such lesson make the same of its start in the other languages.
    """
    language = "en" if exercise.kind == "page" else language
    beside = {
        name: file_in(lesson, lesson.exercises[name], lesson.solution[name], language)
        for name in exercise.beside
    }
    if exercise.kind in ARRANGED:
        return run(exercise, right_places(exercise) if file else None)
    return run(exercise, file_in(lesson, exercise, file, language) if file else None, beside)


def not_passed(found: Report) -> set[str]:
    """The ids of the checks that say "not yet"."""
    return {result.id for result in found.results if result.outcome == "not_yet"}


@languages
@graded
def test_a_solution_earns_every_point(lesson: Lesson, exercise: Exercise, language: str) -> None:
    """In each language, and with the data of each subject; no answer at all earns nothing."""
    files = [lesson.solution.get(exercise.name, "its places")]
    files += [each.solution for each in exercise.variants[1:] if each.solution]
    for file in files:
        found = report(lesson, exercise, file, language)
        assert found.points == pytest.approx(exercise.points), (file, not_passed(found))
    assert report(lesson, exercise, None, language).points == 0


@languages
@graded
def test_a_start_earns_less_than_a_fifth(lesson: Lesson, exercise: Exercise, language: str) -> None:
    """What she is given is no work of hers."""
    for file in exercise.starts:
        found = report(lesson, exercise, file, language)
        assert found.points < START_EARNS_LESS * exercise.points, (file, found.points)


@languages
@pytest.mark.parametrize(
    ("lesson", "proof"), PROOFS, ids=[f"{a.slug}-{Path(b.file).stem}" for a, b in PROOFS]
)
def test_a_proof_fails_exactly_its_checks(lesson: Lesson, proof: NotYet, language: str) -> None:
    """So that each hint is true for whoever gets it, in each language."""
    found = report(lesson, lesson.exercises[proof.exercise], proof.file, language)
    assert not_passed(found) == set(proof.fails)


@graded
def test_every_check_with_points_is_shown_to_fail(lesson: Lesson, exercise: Exercise) -> None:
    """A check that could not fail would give its points for nothing."""
    shown = {
        name for each in lesson.not_yet if each.exercise == exercise.name for name in each.fails
    }
    assert {check.id for check in exercise.checks if check.points} <= shown


@pytest.mark.parametrize("course", load_courses(COURSES), ids=lambda course: course.slug)
def test_nothing_is_left_to_repair(course) -> None:
    """As `mugalim courses validate` says it: words, shapes, glossary, cells; advice apart."""
    assert [str(each) for each in validate(course, GRADING) if not each.advice] == []

"""Everything that must be true of a course before teachers meet it.

Grading lives in a higher layer, so the two functions that need it are handed in: whether a check
exists, and the review of a file (or of no answer) by an exercise's checks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from babel.messages.pofile import read_po

from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE, Catalog
from mugalim_courses.model import Course, Exercise, Lesson
from mugalim_courses.notebooks import (
    check_notebook,
    is_prose,
    read_notebook,
    source_notebook,
    translate_notebook,
)
from mugalim_courses.problems import Problem
from mugalim_courses.translating import FILES, Message, catalog_path, lesson_catalog, messages

START_EARNS_LESS = 0.2  # of an exercise's points
BY_CHECKS = (0.7, 0.8)  # of a lesson's points

_MACHINE_WORDS = re.compile(
    r"\b(kernels?|notebooks?|json|tracebacks?|servers?|python|widgets?|jupyter"
    r"|ядро|ядра|ноутбук\w*|сервер\w*|трассировк\w*|виджет\w*|ядросу)\b",
    re.IGNORECASE,
)


class ResultLike(Protocol):
    """What validation reads of one check's result."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def outcome(self) -> str: ...  # noqa: D102


class ReportLike(Protocol):
    """What validation reads of a review."""

    @property
    def points(self) -> float: ...  # noqa: D102
    @property
    def results(self) -> Sequence[ResultLike]: ...  # noqa: D102


@dataclass(frozen=True)
class Grading:
    """What the higher layers know: checks, reviews of files, and the texts in start files.

    `review(exercise, None)` is the review of no answer at all.
    """

    known_check: Callable[[str], bool]
    review: Callable[[Exercise, Path | None], ReportLike]
    file_texts: Callable[[Path], tuple[str, ...]]


def validate(course: Course, grading: Grading) -> tuple[Problem, ...]:
    """All problems of a course, lesson by lesson; empty when teachers may meet it."""
    found: list[Problem] = []
    for lesson in course.lessons:
        found += validate_lesson(lesson, grading)
    return tuple(found)


def validate_lesson(lesson: Lesson, grading: Grading) -> tuple[Problem, ...]:
    """All problems of one lesson. What cannot be tried because of one is left out."""
    unknown = list(_unknown_checks(lesson, grading))
    graded = [] if unknown else list(_grades(lesson, grading))
    return (
        *check_notebook(lesson),
        *unknown,
        *graded,
        *_share_of_checks(lesson),
        *_catalogs(lesson, grading),
        *_machine_words(lesson),
    )


def _unknown_checks(lesson: Lesson, grading: Grading) -> Iterator[Problem]:
    for exercise in lesson.exercises.values():
        for check in exercise.checks:
            if not grading.known_check(check.check):
                where = f"{_plan(lesson)}, exercises.{exercise.name}.checks.{check.id}"
                yield Problem(where, f"there is no check {check.check}", "see autograders/README")


def _grades(lesson: Lesson, grading: Grading) -> Iterator[Problem]:
    for exercise in lesson.exercises.values():
        if exercise.points:
            yield from _grades_of(lesson, exercise, grading)
    for proof in lesson.not_yet:
        exercise = lesson.exercises[proof.exercise]
        report = grading.review(exercise, lesson.folder / proof.file)
        failed = {result.id for result in report.results if result.outcome == "not_yet"}
        if failed != set(proof.fails):
            what = f"{proof.file} fails {sorted(failed)} instead of {sorted(proof.fails)}"
            yield Problem(_plan(lesson), what, "repair the file, or the list in not_yet")


def _grades_of(lesson: Lesson, exercise: Exercise, grading: Grading) -> Iterator[Problem]:
    where = f"{_plan(lesson)}, exercises.{exercise.name}"
    nothing = grading.review(exercise, None).points
    if nothing:
        yield Problem(where, f"no answer earns {nothing:g}", "let a check need something to be")
    if exercise.start:
        start = grading.review(exercise, lesson.folder / exercise.start).points
        if start >= START_EARNS_LESS * exercise.points:
            what = f"the start file earns {start:g} of {exercise.points:g}"
            yield Problem(where, what, "take out of it what the checks look for")
    if exercise.name not in lesson.solution:
        yield Problem(where, "it has no solution", f"name one under solution.{exercise.name}")
        return
    report = grading.review(exercise, lesson.folder / lesson.solution[exercise.name])
    if abs(report.points - exercise.points) > 0.005:
        missed = [result.id for result in report.results if result.outcome != "passed"]
        what = f"the solution earns {report.points:g} of {exercise.points:g}; not {missed}"
        yield Problem(where, what, "repair the solution or the check")


def _share_of_checks(lesson: Lesson) -> Iterator[Problem]:
    checks = sum(exercise.points for exercise in lesson.exercises.values())
    low, high = BY_CHECKS
    if lesson.points and not low <= checks / lesson.points <= high:
        what = f"checks give {checks / lesson.points:.0%} of the points"
        todo = f"{low:.0%} to {high:.0%} leaves a facilitator a fair part"
        yield Problem(_plan(lesson), what, todo, advice=True)


def _catalogs(lesson: Lesson, grading: Grading) -> Iterator[Problem]:
    starts = (each.start for each in lesson.exercises.values() if each.start)
    texts: dict[str, None] = {}
    for start in starts:
        texts.update(dict.fromkeys(grading.file_texts(lesson.folder / start)))
    wanted = messages(lesson, tuple(texts))
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            yield from _catalog(lesson, language, wanted)
            yield from _identical(lesson, language)


def _catalog(lesson: Lesson, language: str, wanted: Sequence[Message]) -> Iterator[Problem]:
    path = catalog_path(lesson, language)
    where = f"courses/{lesson.course}/locale/{language}/{path.name}"
    if not path.exists():
        yield Problem(where, "the file is missing", "run: mugalim courses translate")
        return
    with path.open("rb") as file:
        fuzzy = {(each.context, each.id) for each in read_po(file, locale=language) if each.fuzzy}
    catalog = lesson_catalog(lesson, language)
    for message in wanted:
        short = f"{message.context}: {message.text[:50]!r}"
        if (message.context, message.text) in fuzzy:
            yield Problem(where, f"{short} has changed since", "look at it; remove 'fuzzy'")
        elif not catalog.entries.get((message.context, message.text)):
            yield Problem(where, f"{short} is not translated", "translate it")
        else:
            yield from _same_shape(where, short, message, catalog)


def _same_shape(where: str, short: str, message: Message, catalog: Catalog) -> Iterator[Problem]:
    """A translation has the headings, links, table rows and placeholders of its source."""
    translated = catalog.text(message.text, message.context)
    for name, pattern in _SHAPES.items():
        theirs, ours = pattern.findall(translated), pattern.findall(message.text)
        if len(theirs) != len(ours):
            what = f"{short} has {len(theirs)} {name} instead of {len(ours)}"
            yield Problem(where, what, "give it the same")
    if message.context != FILES and _PLACEHOLDER.findall(translated) != _PLACEHOLDER.findall(
        message.text
    ):
        yield Problem(where, f"{short} has other placeholders", "keep what stands in {braces}")


def _identical(lesson: Lesson, language: str) -> Iterator[Problem]:
    """Only prose may differ between the languages."""
    source = source_notebook(lesson)
    translated = translate_notebook(source, lesson_catalog(lesson, language))
    for ours, theirs in zip(source.cells, translated.cells, strict=True):
        if not is_prose(ours) and ours != theirs:
            where = f"courses/{lesson.course}/{lesson.slug}, cell {ours.id}"
            yield Problem(where, f"it differs in {language}", "only prose is translated")


def _machine_words(lesson: Lesson) -> Iterator[Problem]:
    by_language: Mapping[str, Catalog | None] = {
        language: None if language == SOURCE_LANGUAGE else lesson_catalog(lesson, language)
        for language in LANGUAGES
    }
    prose = [cell for cell in read_notebook(lesson).cells if is_prose(cell)]
    for language, catalog in by_language.items():
        for cell in prose:
            text = catalog.text(cell.source, cell.id) if catalog else cell.source
            for word in sorted({found.lower() for found in _MACHINE_WORDS.findall(text)}):
                where = f"courses/{lesson.course}/{lesson.slug}, cell {cell.id} ({language})"
                yield Problem(where, f"a teacher does not know the word '{word}'", "say it plainly")


_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_SHAPES = {
    "headings": re.compile(r"^#{1,6} ", re.MULTILINE),
    "links": re.compile(r"\]\([^)]+\)"),
    "table rows": re.compile(r"^\|", re.MULTILINE),
    "pictures": re.compile(r"!\["),
}


def _plan(lesson: Lesson) -> str:
    return f"courses/{lesson.course}/{lesson.slug}/lesson.yaml"

"""Everything that must be true of a course before teachers meet it.

Grading lives in a higher layer, so the functions that need it are handed in: whether a check is
used as it can be, the review of a file (or of no answer) by an exercise's checks, and the texts in
a start file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mugalim_courses.catalogs import FILES, Message, read_catalog
from mugalim_courses.closed import moved_on, right_places
from mugalim_courses.code_cells import call_of
from mugalim_courses.drawings import PICTURE, trouble_with_picture
from mugalim_courses.glossary import glossary, strays
from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE, Catalog, load_catalog
from mugalim_courses.model import ARRANGED, RETURNS, CheckUse, Course, Exercise, Lesson, NotYet
from mugalim_courses.notebooks import (
    built_notebook,
    check_notebook,
    is_prose,
    read_notebook,
    translate_notebook,
)
from mugalim_courses.problems import LessonError, Problem
from mugalim_courses.translating import (
    catalog_path,
    course_catalog_path,
    course_messages,
    lesson_catalog,
    messages,
)

TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)
START_EARNS_LESS = 0.2  # of an exercise's points
BY_CHECKS = (0.7, 0.8)  # of a lesson's points

Work = Path | Mapping[str, object]  # a file, or item id -> place

# «ноутбук» and «дептер» are a laptop and an exercise book: words that teachers do use
_MACHINE_WORDS = re.compile(
    r"\b(kernels?|notebooks?|json|tracebacks?|servers?|python|widgets?|jupyter|nbgrader"
    r"|ядр(?:о|а|у|ом|е)|ядросу\w*|кернел\w*|сервер\w*|трассировк\w*|трейсбек\w*|виджет\w*"
    r"|джейсон\w*)\b",
    re.IGNORECASE,
)


class ResultLike(Protocol):
    """What validation reads of one check's result."""

    @property
    def id(self) -> str: ...  # noqa: D102  its name says it
    @property
    def outcome(self) -> str: ...  # noqa: D102  its name says it


class ReportLike(Protocol):
    """What validation reads of a review."""

    @property
    def points(self) -> float: ...  # noqa: D102  its name says it
    @property
    def results(self) -> Sequence[ResultLike]: ...  # noqa: D102  its name says it


@dataclass(frozen=True)
class Grading:
    """What the higher layers know: checks, reviews of files, and the texts in start files.

    `trouble(use)` is what is not right about a use of a check, and what to do; None where all is.
    `review(lesson, exercise, None)` is the review of no answer at all, else that of a file or of
    items in places; artefacts that the checks look at beside it are the lesson's solutions.
    `file_texts(exercise, start)` are the texts to translate in the exercise's start file.
    `material(call, exercise)` is what a surface cannot do with an exercise's material, or None.
    """

    trouble: Callable[[CheckUse], tuple[str, str] | None]
    review: Callable[[Lesson, Exercise, Work | None], ReportLike]
    file_texts: Callable[[Exercise, Path], tuple[str, ...]]
    material: Callable[[str, Exercise], str | None] = lambda call, exercise: None


def validate(course: Course, grading: Grading) -> tuple[Problem, ...]:
    """All problems of a course, lesson by lesson; empty when teachers may meet it."""
    found = [*_course_words(course), *_before(course)]
    for lesson in course.lessons:
        found += validate_lesson(lesson, grading)
    for lesson in course.planned:
        found += (*_misused_checks(lesson, grading), *_share_of_checks(lesson), _waits(lesson))
    return tuple(found)


def _waits(lesson: Lesson) -> Problem:
    todo = "write it, then move the lesson up to 'lessons' in course.yaml"
    return Problem(_plan(lesson), "planned; it has no notebook yet", todo, advice=True)


def validate_lesson(lesson: Lesson, grading: Grading) -> tuple[Problem, ...]:
    """All problems of one lesson. What cannot be tried because of one is left out.

    A LessonError of `grading` is one problem among the others.
    """
    misused = list(_misused_checks(lesson, grading))
    graded = [] if misused else [each for part in _grades(lesson, grading) for each in _all(part)]
    words = _all(_notebook(lesson, grading))
    return (*words, *misused, *graded, *_share_of_checks(lesson), *_not_whole(lesson))


def _not_whole(lesson: Lesson) -> Iterator[Problem]:
    """What a lesson needs beside its steps: questions that come back, a picture of the work."""
    if not lesson.later:
        days = ", ".join(map(str, RETURNS))
        yield Problem(_plan(lesson), "'later' is missing", f"ask again after {days} days")
    trouble = trouble_with_picture(lesson.folder / PICTURE)
    if trouble:
        where = f"courses/{lesson.course}/{lesson.slug}/{PICTURE}"
        yield Problem(where, trouble, "draw what she will have made, as a small SVG")


def _all(found: Iterator[Problem]) -> Iterator[Problem]:
    """These problems, and the one that stops their search, such as a file that cannot be read."""
    try:
        yield from found
    except LessonError as error:
        yield error.problem


def _notebook(lesson: Lesson, grading: Grading) -> Iterator[Problem]:
    """The notebook's cells and, where they can be read, the words in all languages."""
    broken = check_notebook(lesson)
    yield from broken
    yield from _material(lesson, grading)
    wanted = messages(lesson, _file_texts(lesson, grading))
    yield from _machine_words(lesson, wanted)
    for language in TRANSLATED:
        yield from _catalog(_where_words(lesson, language), catalog_path(lesson, language), wanted)
        if all(problem.advice for problem in broken):
            yield from _identical(lesson, language)


def _material(lesson: Lesson, grading: Grading) -> Iterator[Problem]:
    """What the surfaces that the notebook calls cannot do with what the plan gives them."""
    calls = (call_of(cell.source) for cell in read_notebook(lesson).cells)
    for call, name in dict.fromkeys(call for call in calls if call):
        exercise = lesson.exercises.get(name)
        trouble = grading.material(call, exercise) if exercise else None
        if trouble:
            where = f"{_plan(lesson)}, exercises.{name}.material"
            yield Problem(where, trouble, f"see {call}() in courses/README.md")


def _file_texts(lesson: Lesson, grading: Grading) -> tuple[str, ...]:
    texts: dict[str, None] = {}
    for exercise in lesson.exercises.values():
        for start in exercise.starts:
            texts.update(dict.fromkeys(grading.file_texts(exercise, lesson.folder / start)))
    return tuple(texts)


def _course_words(course: Course) -> Iterator[Problem]:
    for language in TRANSLATED:
        path = course_catalog_path(course, language)
        where = f"courses/{course.slug}/locale/{language}/{path.name}"
        yield from _catalog(where, path, course_messages(course))


def _before(course: Course) -> Iterator[Problem]:
    """What is to come before the course, and is not there."""
    for name in course.prerequisites:
        plan = "lesson.yaml" if "/" in name else "course.yaml"
        if not (course.folder.parent / name / plan).is_file():
            where = f"courses/{course.slug}/course.yaml, prerequisites"
            yield Problem(where, f"there is no {name}", "name a course or course/lesson")


def _misused_checks(lesson: Lesson, grading: Grading) -> Iterator[Problem]:
    for exercise in lesson.exercises.values():
        for check in exercise.checks:
            trouble = grading.trouble(check)
            if trouble is not None:
                where = f"{_plan(lesson)}, exercises.{exercise.name}.checks.{check.id}"
                yield Problem(where, *trouble)


def _grades(lesson: Lesson, grading: Grading) -> Iterator[Iterator[Problem]]:
    for exercise in lesson.exercises.values():
        if exercise.points:
            yield _grades_of(lesson, exercise, grading)
    for proof in lesson.not_yet:
        yield _proves(lesson, proof, grading)


def _proves(lesson: Lesson, proof: NotYet, grading: Grading) -> Iterator[Problem]:
    report = grading.review(lesson, lesson.exercises[proof.exercise], lesson.folder / proof.file)
    failed = {result.id for result in report.results if result.outcome == "not_yet"}
    if failed != set(proof.fails):
        what = f"{proof.file} fails {sorted(failed)} instead of {sorted(proof.fails)}"
        yield Problem(_plan(lesson), what, "repair the file, or the list in not_yet")


def _grades_of(lesson: Lesson, exercise: Exercise, grading: Grading) -> Iterator[Problem]:
    where = f"{_plan(lesson)}, exercises.{exercise.name}"
    nothing = grading.review(lesson, exercise, None).points
    if nothing:
        yield Problem(where, f"no answer earns {nothing:g}", "let a check need something to be")
    for file in exercise.starts:
        start = grading.review(lesson, exercise, lesson.folder / file).points
        if start >= round(START_EARNS_LESS * exercise.points, 2):  # 0.2 * 3.5 is above 0.7
            what = f"the start file {file} earns {start:g} of {exercise.points:g}"
            yield Problem(where, what, "take out of it what the checks look for")
    solution = _solution(lesson, exercise)
    if solution is None:
        yield Problem(where, "it has no solution", f"name one under solution.{exercise.name}")
        return
    yield from _earns_all(where, "the solution", lesson, exercise, solution, grading)
    for variant in exercise.variants[1:]:
        at = f"{where}.variants.{variant.id}"
        if variant.solution is None:
            yield Problem(at, "it has no solution", "name one")
        else:
            work = lesson.folder / variant.solution
            yield from _earns_all(at, "its solution", lesson, exercise, work, grading)
    if exercise.kind in ARRANGED:
        elsewhere = grading.review(lesson, exercise, moved_on(exercise)).points
        if elsewhere >= exercise.points:
            todo = "give points to arranged.items_in_place"
            yield Problem(where, "items in other places earn everything, too", todo)


def _earns_all(
    where: str, name: str, lesson: Lesson, exercise: Exercise, work: Work, grading: Grading
) -> Iterator[Problem]:
    report = grading.review(lesson, exercise, work)
    if abs(report.points - exercise.points) > 0.005:
        missed = [result.id for result in report.results if result.outcome != "passed"]
        what = f"{name} earns {report.points:g} of {exercise.points:g}; not {missed}"
        yield Problem(where, what, "repair the solution or the check")


def _solution(lesson: Lesson, exercise: Exercise) -> Work | None:
    """What earns everything; None where the plan does not say."""
    if exercise.kind in ARRANGED:
        return right_places(exercise)
    name = lesson.solution.get(exercise.name)
    return lesson.folder / name if name else None


def _share_of_checks(lesson: Lesson) -> Iterator[Problem]:
    checks = sum(exercise.points for exercise in lesson.exercises.values())
    low, high = BY_CHECKS
    if lesson.points and not low <= checks / lesson.points <= high:
        what = f"checks give {checks / lesson.points:.0%} of the points"
        todo = f"{low:.0%} to {high:.0%} leaves a facilitator a fair part"
        yield Problem(_plan(lesson), what, todo, advice=True)


def _catalog(where: str, path: Path, wanted: Sequence[Message]) -> Iterator[Problem]:
    """The gaps of one catalog; its folder is named after its language."""
    language = path.parent.name
    if not path.exists():
        yield Problem(where, "the file is missing", "run: mugalim courses translate")
        return
    fuzzy = {(each.context, each.id) for each in read_catalog(path) if each.fuzzy}
    catalog = load_catalog(path.parent, language, path.stem)
    for message in wanted:
        short = f"{message.context}: {message.text[:50]!r}"
        if (message.context, message.text) in fuzzy:
            yield Problem(where, f"{short} has changed since", "look at it; remove 'fuzzy'")
        elif not catalog.entries.get((message.context, message.text)):
            yield Problem(where, f"{short} is not translated", "translate it")
        else:
            yield from _same_shape(where, short, message, catalog)
            yield from _stray_words(where, short, catalog.text(message.text, message.context), path)


def _same_shape(where: str, short: str, message: Message, catalog: Catalog) -> Iterator[Problem]:
    """A translation has the headings, links, formulas and placeholders of its source."""
    if message.context == FILES:
        return
    translated = catalog.text(message.text, message.context)
    for name, pattern in _COUNTED.items():
        theirs, ours = len(pattern.findall(translated)), len(pattern.findall(message.text))
        if theirs != ours:
            what = f"{short} has {theirs} {name} instead of {ours}"
            yield Problem(where, what, "give it the same")
    for name, pattern in _EQUAL.items():
        if sorted(pattern.findall(translated)) != sorted(pattern.findall(message.text)):
            yield Problem(where, f"{short} has other {name}", "keep them as in English")


def _stray_words(where: str, short: str, translated: str, path: Path) -> Iterator[Problem]:
    """Words for which the glossary of the language has another; `path` is the catalog's."""
    for word, term in strays(translated, glossary(path.parents[3], path.parent.name)):
        what = f"{short} says '{word}' for {term.english}"
        yield Problem(where, what, f"the glossary says: {term.word}")


def _identical(lesson: Lesson, language: str) -> Iterator[Problem]:
    """Only prose may differ between the languages."""
    source = built_notebook(lesson)
    translated = translate_notebook(source, lesson_catalog(lesson, language))
    for ours, theirs in zip(source.cells, translated.cells, strict=True):
        if not is_prose(ours) and ours != theirs:
            where = f"courses/{lesson.course}/{lesson.slug}, cell {ours.id}"
            yield Problem(where, f"it differs in {language}", "only prose is translated")


def _machine_words(lesson: Lesson, wanted: Sequence[Message]) -> Iterator[Problem]:
    for language in LANGUAGES:
        translated = language != SOURCE_LANGUAGE
        catalog = lesson_catalog(lesson, language) if translated else Catalog(language, {})
        for message in wanted:
            text = catalog.text(message.text, message.context)
            for word in sorted({found.lower() for found in _MACHINE_WORDS.findall(text)}):
                where = f"courses/{lesson.course}/{lesson.slug}, {message.context} ({language})"
                yield Problem(where, f"a teacher does not know the word '{word}'", "say it plainly")


_COUNTED = {
    "links": re.compile(r"\]\([^)]+\)"),
    "pictures": re.compile(r"!\["),
    "table rows": re.compile(r"^\|", re.MULTILINE),
    "formulas or other text in `marks`": re.compile(r"`[^`\n]+`"),
}
_EQUAL = {
    "heading levels": re.compile(r"^#{1,6} ", re.MULTILINE),
    "placeholders": re.compile(r"\{[a-z_]+\}"),
}


def _where_words(lesson: Lesson, language: str) -> str:
    return f"courses/{lesson.course}/locale/{language}/{lesson.slug}.po"


def _plan(lesson: Lesson) -> str:
    return f"courses/{lesson.course}/{lesson.slug}/lesson.yaml"

"""An attempt as pages show it: every check, the rubric, her words and her table, in a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from mugalim_answers.grade import outcome_words
from mugalim_answers.plan import read_plan
from mugalim_answers.review import hint
from mugalim_answers.store import Store
from mugalim_checks.artefacts import ENDINGS
from mugalim_checks.core import Report, Result
from mugalim_checks.formulas.addresses import cell_address, cell_position, column_letters
from mugalim_checks.messages import title
from mugalim_checks.pieces import is_digest
from mugalim_checks.workbook import Workbook
from mugalim_courses import localised
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import CheckUse, Lesson
from mugalim_nbgrader import trouble
from mugalim_school.releases import Published
from mugalim_school.showing_words import words_of

MOST_ROWS, MOST_COLUMNS = 120, 40  # of a table that is drawn; the rest is in the file
MOST_PICTURES = 24


@dataclass(frozen=True)
class ShownCheck:
    """One check of a report: what it looks for, how it went, what to do."""

    exercise: str
    id: str
    title: str
    outcome: str
    word: str
    hint: str
    points: float
    max_points: float


@dataclass(frozen=True)
class ShownCell:
    """One cell of a drawn table: what it shows, and its formula where it holds one."""

    value: str
    formula: str


@dataclass(frozen=True)
class ShownSheet:
    """A sheet as a table: column letters, then rows of (number, cells)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[ShownCell, ...]], ...]
    cut: bool
    frozen: tuple[int, int]  # rows, columns
    limited: tuple[str, ...]  # ranges in which only some values can be typed


@dataclass(frozen=True)
class ShownPicture:
    """A picture of an answer, with what its maker says about it."""

    digest: str
    words: str


@dataclass(frozen=True)
class ShownAnswer:
    """One answer of an attempt: a table, or words; a file of it can be had where there are any."""

    exercise: str
    title: str
    kind: str
    has_file: bool
    text: str
    sheets: tuple[ShownSheet, ...]
    file: str | None  # the learner's name for an uploaded file
    pictures: tuple[ShownPicture, ...] = ()


def plan_in(release: Published, language: str) -> Lesson:
    """The lesson's plan as it was published, in a language."""
    plan = read_plan(release.folder / "lesson.yaml")
    lesson = replace(plan, course=release.course, slug=release.lesson)
    return localised(lesson, load_catalog(release.folder / "locale", language))


def shown_checks(
    plan: Lesson, reports: tuple[Report, ...], language: str, *, to_learner: bool
) -> list[ShownCheck]:
    """Every check of every report, those hidden before grading included."""
    words = outcome_words(language)
    found = []
    for report in reports:
        exercise = plan.exercises.get(report.exercise)
        uses = {use.id: use for use in exercise.checks} if exercise else {}
        for result in report.results:
            use: CheckUse | None = uses.get(result.id)
            found.append(
                ShownCheck(
                    exercise=report.exercise,
                    id=result.id,
                    title=(title(use, language) if use else "") or result.id,
                    outcome=result.outcome,
                    word=words[result.outcome],
                    hint=_hint(result, language, to_learner=to_learner),
                    points=result.points,
                    max_points=result.max_points,
                )
            )
    return found


def _hint(result: Result, language: str, *, to_learner: bool) -> str:
    """What to do next; where grading itself stopped, each reads what concerns her."""
    if result.outcome == "passed":
        return ""
    if not (result.message or "").startswith(("grading.", "worker.")):
        return hint(result, language)
    if to_learner:
        return trouble.learner_sentence(language)
    return trouble.sentence(result.message or "", language)


def shown_rubric(plan: Lesson, points: Mapping[str, Any]) -> list[tuple[str, str, float, float]]:
    """(question, the level's words, its points, the most) for each rubric item with points."""
    found = []
    for item in plan.rubric:
        levels = {level.points: level.text for level in item.levels}
        if item.id in points:
            given = float(points[item.id])
            found.append((item.question, levels.get(given, ""), given, item.points))
    return found


def shown_answers(plan: Lesson, own: Lesson, store: Store, language: str) -> list[ShownAnswer]:
    """What was handed in, drawn by us as data: nothing of a learner's file is ever run.

    `own` is the plan in the learner's language, in which she saw what she put in its place.
    """
    stored = store.read().exercises
    found = []
    for name, exercise in plan.exercises.items():
        answer = stored.get(name)
        if answer is None or exercise.instant or exercise.kind == "choice":
            continue
        sheets = _sheets(answer.state, language) if answer.kind == "workbook" else ()
        text = words_of(answer, own.exercises[name])
        file = answer.file.name if answer.file else None
        pictures = tuple(islice(pictures_in(answer.state), MOST_PICTURES))
        title, has_file = exercise.title or exercise.question, answer.kind in ENDINGS
        found.append(ShownAnswer(name, title, answer.kind, has_file, text, sheets, file, pictures))
    return found


def pictures_in(value: object, *, are: bool = False) -> Iterator[ShownPicture]:
    """Every picture that a state names by its digest, in order; `are`: these are pictures."""
    if isinstance(value, Mapping):
        digest, words = value.get("digest"), value.get("alt") or value.get("path") or ""
        is_picture = are or any(name in value for name in ("alt", "photo", "decorative"))
        if is_picture and isinstance(digest, str) and digest and is_digest(digest):
            yield ShownPicture(digest, str(words or value.get("name", "")))
    for name, each in _inside(value):
        yield from pictures_in(each, are=name == "images" or (are and isinstance(value, list)))


def _inside(value: object) -> Iterable[tuple[object, object]]:
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, list | tuple) else ()


def _sheets(state: Mapping[str, Any], language: str) -> tuple[ShownSheet, ...]:
    workbook = Workbook.from_state(state)
    calculation = workbook.calculate()
    return tuple(_sheet(sheet, calculation, language) for sheet in workbook.sheets)


def _sheet(sheet: Any, calculation: Any, language: str) -> ShownSheet:
    places = [cell_position(address) for address in sheet.cells]
    last_row = max((row for row, _ in places), default=0)
    last_column = max((column for _, column in places), default=0)
    columns = range(1, min(last_column, MOST_COLUMNS) + 1)
    rows = []
    for row in range(1, min(last_row, MOST_ROWS) + 1):
        addresses = [cell_address(row, column) for column in columns]
        cells = tuple(_cell(sheet, calculation, address, language) for address in addresses)
        rows.append((row, cells))
    return ShownSheet(
        name=sheet.name,
        columns=tuple(map(column_letters, columns)),
        rows=tuple(rows),
        cut=last_row > MOST_ROWS or last_column > MOST_COLUMNS,
        frozen=sheet.frozen,
        limited=tuple(rule.range for rule in sheet.validations),
    )


def _cell(sheet: Any, calculation: Any, address: str, language: str) -> ShownCell:
    typed = sheet.cells.get(address)
    if typed is None:
        return ShownCell("", "")
    value = calculation.display(sheet.name, address, language)
    return ShownCell(value, typed.input if typed.input.startswith("=") else "")

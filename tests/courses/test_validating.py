"""Everything that must be true of a course before teachers meet it, and is said when it is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mugalim_courses import LessonError
from mugalim_courses.validating import Grading, validate

if TYPE_CHECKING:
    from conftest import Author

    from mugalim_courses.model import Exercise, Lesson


@dataclass(frozen=True)
class Result:
    """One check's result, as far as validation reads it."""

    id: str
    outcome: str


@dataclass(frozen=True)
class Report:
    """A review, as far as validation reads it."""

    points: float
    results: tuple[Result, ...] = ()


NOT_ROWS = (Result("rows", "not_yet"), Result("total", "did_not_run"))
REVIEWS = {
    "none": Report(0),
    "files": Report(0.5),
    "solution": Report(3.5),
    "not_yet": Report(1.5, NOT_ROWS),
}
GRADING = Grading(
    trouble=lambda use: None if use.check.startswith("workbook.") else ("unknown", "see there"),
    review=lambda _, __, path: REVIEWS[path.parent.name if path else "none"],
    file_texts=lambda _, __: ("Pages",),
)


def grading(**reviews: Report) -> Grading:
    """Grading that gives other reports for the files of some folders."""
    known = {**REVIEWS, **reviews}

    def review(_: Lesson, __: Exercise, path: Path | None) -> Report:
        return known[path.parent.name if path else "none"]

    return replace(GRADING, review=review)


def said(author: Author, grading: Grading = GRADING) -> str:
    """All problems of the course, as the author reads them."""
    return "\n".join(str(problem) for problem in validate(author.course(), grading))


@pytest.fixture
def translated(author: Author) -> Author:
    """The author of a course with all its words in both languages."""
    for language in ("ky", "ru"):
        author.translate(lambda text: text.replace("pages", "беттерди"), language)
        path = author.folder / f"locale/{language}/first.po"
        path.write_text(path.read_text() + '\nmsgctxt "files"\nmsgid "Pages"\nmsgstr "Беттер"\n')
    return author


def test_nothing_is_said_of_a_course_that_is_ready(translated: Author) -> None:
    """Teachers may meet it."""
    assert validate(translated.course(), GRADING) == ()


def test_a_check_that_does_not_exist_is_named(translated: Author) -> None:
    """It is found before the first hand-in, and nothing is graded with it."""
    translated.change("check: workbook.rows", "check: magic.rows")
    assert "exercises.table.checks.rows: unknown; see there" in said(translated)


@pytest.mark.parametrize(
    ("reviews", "words"),
    [
        ({"none": Report(1)}, "no answer earns 1"),
        ({"files": Report(0.7)}, "the start file files/table.xlsx earns 0.7 of 3.5"),
        (
            {"solution": Report(2, (Result("rows", "passed"), Result("total", "not_yet")))},
            "the solution earns 2 of 3.5; not ['total']",
        ),
        (
            {"not_yet": Report(0, (Result("rows", "not_yet"), Result("total", "not_yet")))},
            "not_yet/rows.xlsx fails ['rows', 'total'] instead of ['rows']",
        ),
        ({"not_yet": Report(3.5)}, "not_yet/rows.xlsx fails [] instead of ['rows']"),
    ],
)
def test_files_must_earn_what_the_plan_says(
    translated: Author, reviews: dict[str, Report], words: str
) -> None:
    """The solution all, nothing nothing, the start little, and each proof fails its own checks."""
    assert words in said(translated, grading(**reviews))


def test_a_scored_exercise_needs_a_solution(translated: Author) -> None:
    """What nobody has solved may not be solvable."""
    translated.change("solution: {table: solution/table.xlsx}\n", "")
    assert "exercises.table: it has no solution" in said(translated)


def test_too_much_for_a_person_to_judge_is_advice(translated: Author) -> None:
    """The share of the checks is a rule of thumb, so it stops nobody."""
    translated.change("points: 1.5", "points: 30")
    found = validate(translated.course(), grading(solution=Report(32)))
    assert [problem.advice for problem in found] == [True]
    assert "checks give 97% of the points" in found[0].what


def test_missing_catalogs_are_said(author: Author) -> None:
    """Two languages, a catalog for the course and one for the lesson."""
    words = said(author)
    for name in ("ky/course", "ru/course", "ky/first", "ru/first"):
        assert f"courses/reading/locale/{name}.po: the file is missing" in words


def test_a_text_without_translation_is_said(translated: Author) -> None:
    """A teacher would meet it in English."""
    translated.change("Count the pages.", "Count them.", "first/lesson.ipynb")
    assert "ky/first.po: work: '## Your table\\n\\nCount them.' is not translated" in said(
        translated
    )


def test_a_translation_to_look_at_again_is_said(translated: Author) -> None:
    """Fuzzy means that the source has changed since."""
    translated.change('msgctxt "files"', '#, fuzzy\nmsgctxt "files"', "locale/ky/first.po")
    assert "ky/first.po: files: 'Pages' has changed since" in said(translated)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("## A page", "### A page", "other heading levels"),
        ("`=SUM(A1:A2)`", "=SUM(A1:A2)", "0 formulas or other text in `marks` instead of 1"),
        ("(files/table.xlsx)", "", "0 links instead of 1"),
        ("Write", "{name} Write", "other placeholders"),
    ],
)
def test_a_translation_has_the_shape_of_its_source(
    translated: Author, old: str, new: str, words: str
) -> None:
    """A lost link or formula is seen without knowing the language."""
    translated.translate(lambda text: text.replace(old, new), "ru")
    assert "locale/ru/first.po: situation: '## A page" in said(translated)
    assert words in said(translated)


@pytest.mark.parametrize("word", ["notebook", "Kernel", "сервере", "виджеттер", "JSON"])
def test_machine_words_are_found_in_every_language(translated: Author, word: str) -> None:
    """A teacher has no use for them, in prose, questions and replies alike."""
    translated.translate(lambda text: text.replace("Good.", f"Good {word}."), "ky")
    assert f"(ky): a teacher does not know the word '{word.lower()}'" in said(translated)


@pytest.mark.parametrize("word", ["ноутбук", "дептер", "observer", "зерно"])
def test_words_that_teachers_use_are_left_alone(translated: Author, word: str) -> None:
    """A laptop and an exercise book are no machinery of ours."""
    translated.translate(lambda text: text.replace("Good.", f"Good {word}."), "ky")
    assert "does not know the word" not in said(translated)


def test_a_broken_notebook_is_a_problem_among_others(translated: Author) -> None:
    """The author reads all that is wrong at once, and validation never stops in the middle."""
    translated.change_cell("grade-table", 'grade("nobody")')
    translated.change("check: workbook.rows", "check: magic.rows")
    assert "there is no exercise 'nobody'" in said(translated)
    assert "exercises.table.checks.rows: unknown; see there" in said(translated)
    (translated.folder / "first/lesson.ipynb").write_text("{")
    assert "it cannot be read" in said(translated)


def test_a_file_that_cannot_be_opened_is_a_problem_among_others(translated: Author) -> None:
    """Each spoiled workbook is named once, and the rest is looked at all the same."""

    def review(_: Lesson, __: Exercise, path: Path | None) -> Report:
        if path is None or path.parent.name == "files":
            return REVIEWS["none"]
        raise LessonError(path.name, "it cannot be opened", "make the file again")

    words = said(translated, replace(GRADING, review=review)).splitlines()
    assert [line.partition(";")[0] for line in words] == [
        "table.xlsx: it cannot be opened",
        "rows.xlsx: it cannot be opened",
    ]


def test_a_planned_lesson_is_held_to_its_checks_alone(translated: Author) -> None:
    """Its words and files come later; that it waits is advice."""
    (translated.folder / "second").mkdir()
    plan = (translated.folder / "first/lesson.yaml").read_text()
    misused = plan.replace("workbook.rows", "magic.rows")
    (translated.folder / "second/lesson.yaml").write_text(misused)
    translated.change("lessons: [first]", "lessons: [first]\nplanned: [second]", "course.yaml")
    words = said(translated)
    assert "second/lesson.yaml, exercises.table.checks.rows: unknown; see there" in words
    assert "second/lesson.yaml: planned; it has no notebook yet" in words
    assert "second.po" not in words

"""A new lesson begins in order: it loads, builds, and is ready in every language."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import run
from mugalim_checks.registry import trouble_with
from mugalim_checks.workbook import Workbook
from mugalim_courses import LessonError, load_course
from mugalim_courses.beginning import FRAME, new_lesson
from mugalim_courses.building import write_source
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import Exercise, Lesson
from mugalim_courses.notebooks import check_notebook, read_notebook, step_titles
from mugalim_courses.translating import (
    catalog_path,
    course_messages,
    messages,
    update_catalog,
)
from mugalim_courses.validating import Grading, ReportLike, validate

GLOSSARY = Path(__file__).parents[2] / "courses/glossary"
WORDS = ("Pages", "Day", "Monday", "Tuesday", "Wednesday", "Together")


def begin(courses: Path, course: str, slug: str) -> Lesson:
    """A new lesson whose workbooks are made as the command makes them."""
    return new_lesson(
        courses, course, slug, lambda state: write_artefact(Workbook.from_state(state), ".xlsx")
    )


def review(_: Lesson, exercise: Exercise, path: Path | None) -> ReportLike:
    """The review of a file by the school's own checks."""
    return run(
        exercise, None if path is None else read_artefact("workbook", path.read_bytes(), path.name)
    )


def test_a_new_lesson_is_ready_for_teachers(tmp_path: Path) -> None:
    """Its workbooks earn what its plan says, and all its words are there in every language."""
    lesson = begin(tmp_path, "reading", "first")
    copytree(GLOSSARY, tmp_path / "glossary")
    assert check_notebook(lesson) == ()
    write_source(lesson, tmp_path / "source")
    grading = Grading(trouble_with, review, lambda _, __: WORDS)
    assert validate(load_course(tmp_path / "reading"), grading) == ()


def test_a_second_lesson_of_a_course_is_ready_too(tmp_path: Path) -> None:
    """What its course says of itself in other languages stays as it was."""
    begin(tmp_path, "reading", "first")
    catalog = tmp_path / "reading/locale/ru/course.po"
    catalog.write_text(catalog.read_text().replace("Что учитель сможет", "Чему учитель научится"))
    begin(tmp_path, "reading", "second")
    grading = Grading(trouble_with, review, lambda _, __: WORDS)
    assert validate(load_course(tmp_path / "reading"), grading) == ()
    assert "Чему учитель научится" in catalog.read_text()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_frame_has_no_word_left_over(tmp_path: Path, language: str) -> None:
    """Each of its translations is of a text that a new lesson says."""
    lesson = begin(tmp_path, "reading", "first")
    said = {(each.context, each.text) for each in messages(lesson, WORDS)}
    said |= {
        (each.context, each.text) for each in course_messages(load_course(tmp_path / "reading"))
    }
    assert load_catalog(FRAME, language).entries.keys() <= said


def test_practice_begins_undone_and_can_be_done(tmp_path: Path) -> None:
    """Its start passes no check; the formula that its step names passes both."""
    practice = begin(tmp_path, "reading", "first").exercises["practice"]
    start = tmp_path / "reading/first/files/practice.xlsx"
    state = read_artefact("workbook", start.read_bytes(), start.name).to_state()
    assert {result.outcome for result in run(practice, Workbook.from_state(state)).results} == {
        "not_yet"
    }
    state["sheets"][0]["cells"]["B4"] = {"input": "=SUM(B2:B3)"}
    done = run(practice, Workbook.from_state(state)).results
    assert [result.outcome for result in done] == ["passed", "passed"]


def test_an_update_finds_nothing_new_in_a_new_lesson(tmp_path: Path) -> None:
    """Its catalogs already hold what stands in its start file."""
    lesson = begin(tmp_path, "reading", "first")
    path = catalog_path(lesson, "ky")
    before = path.read_bytes()
    found: dict[str, None] = {}
    book = read_artefact("workbook", (lesson.folder / "files/work.xlsx").read_bytes(), "work.xlsx")
    book.translated(lambda text: found.setdefault(text) or text)
    update_catalog(lesson, "ky", tuple(text for text in found if text.isalpha()))
    assert sorted(path.read_bytes().splitlines()) == sorted(before.splitlines())


def test_a_new_lesson_has_the_nine_steps_of_a_lesson(tmp_path: Path) -> None:
    """From a moment in a school to the questions that come back."""
    lesson = begin(tmp_path, "reading", "first")
    assert step_titles(read_notebook(lesson)) == (
        "One moment in a school", "What you do today", "Two examples", "Practice", "Your work",
        "Check and repair", "For your facilitator", "In your class",
    )  # fmt: skip
    assert [each.day for each in lesson.later] == [2, 7, 21]
    code = [cell.source for cell in read_notebook(lesson).cells if cell.cell_type == "code"]
    assert code[1:4] == ['choice("today")', 'choice("pair")', 'spreadsheet("practice")']
    assert lesson.exercises["practice"].instant


def test_a_second_lesson_stands_after_the_first(tmp_path: Path) -> None:
    """What the author wrote into course.yaml stays as it was."""
    begin(tmp_path, "reading", "first")
    plan = tmp_path / "reading/course.yaml"
    plan.write_text("# mine\n" + plan.read_text().replace("title: reading", "title: Books"))
    begin(tmp_path, "reading", "second")
    course = load_course(tmp_path / "reading")
    assert [lesson.slug for lesson in course.lessons] == ["first", "second"]
    assert plan.read_text().startswith("# mine\ntitle: Books\n")


@pytest.mark.parametrize(("course", "slug"), [("../x", "first"), ("reading", "A"), ("no", "one")])
def test_a_name_that_cannot_be_an_address_begins_nothing(
    tmp_path: Path, course: str, slug: str
) -> None:
    """Not even a folder is left behind."""
    with pytest.raises(LessonError, match="cannot be the name of a folder"):
        begin(tmp_path / "courses", course, slug)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A lesson that is there stays as it is."""
    lesson = begin(tmp_path, "reading", "first")
    (lesson.folder / "lesson.yaml").write_text("mine")
    with pytest.raises(LessonError, match="it is there already"):
        begin(tmp_path, "reading", "first")
    assert (lesson.folder / "lesson.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    "lessons",
    [
        "lessons: [zero]  # in order\n",
        "lessons: [\n  zero,\n]  # in order\n",
        "lessons:\n- zero\n",
        "lessons:  # in order\n  - zero # easy",
    ],
)
def test_the_list_may_be_written_in_every_usual_way(tmp_path: Path, lessons: str) -> None:
    """Comments stay where their author put them."""
    begin(tmp_path, "reading", "zero")
    plan = tmp_path / "reading/course.yaml"
    plan.write_text(f"title: a\nsummary: b # c\n{lessons}")
    begin(tmp_path, "reading", "second")
    assert [lesson.slug for lesson in load_course(plan.parent).lessons] == ["zero", "second"]
    assert all(line in plan.read_text() for line in re.findall("#.*", lessons))


def test_a_list_that_cannot_be_added_to_is_said(tmp_path: Path) -> None:
    """The author's own way of writing is not guessed at, and nothing is begun."""
    begin(tmp_path, "reading", "zero")
    plan = tmp_path / "reading/course.yaml"
    plan.write_text('"lessons": &all [zero]\ntitle: a\nsummary: b\n')
    with pytest.raises(LessonError, match=r"write the lessons as"):
        begin(tmp_path, "reading", "second")
    assert not (tmp_path / "reading/second").exists()


def test_a_course_that_cannot_be_read_gets_no_lesson(tmp_path: Path) -> None:
    """What is amiss is said before anything is written."""
    begin(tmp_path, "reading", "first").folder.joinpath("lesson.ipynb").unlink()
    with pytest.raises(LessonError, match=r"no file lesson\.ipynb"):
        begin(tmp_path, "reading", "second")
    assert not (tmp_path / "reading/second").exists()

"""Courses are read strictly, and every fault names its place and its cure."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mugalim_courses import LessonError, load_courses, parse_lesson_plan

if TYPE_CHECKING:
    from conftest import Author


def test_a_course_is_read_whole(author: Author) -> None:
    """Titles, exercises, checks, points and proofs arrive as plain objects."""
    (course,) = load_courses(author.folder.parent)
    lesson = course.lesson("first")
    assert (course.slug, course.title, lesson.course) == ("reading", "Reading", "reading")
    assert lesson.exercises["table"].points == 3.5
    assert lesson.exercises["table"].checks[0].parameters == {"sheet": "Pages"}
    assert lesson.points == 4.5
    assert lesson.not_yet[0].fails == ("rows",)


def test_a_plan_can_be_read_from_a_release(author: Author, tmp_path: Path) -> None:
    """A release holds lesson.yaml without notebook, solution or course."""
    release = tmp_path / "releases" / "7"
    release.mkdir(parents=True)
    shutil.copy(author.folder / "first/lesson.yaml", release)
    lesson = parse_lesson_plan(release / "lesson.yaml", "reading", "first")
    assert (lesson.course, lesson.slug, lesson.folder) == ("reading", "first", release)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points: 1.5", "point: 1.5", "checks[1]: unknown key 'point'; did you mean 'points'?"),
        ("points: 1.5", "points: -1", "exercises.table.checks[1].points: a number from 0"),
        ("points: 1.5", "points: .nan", "exercises.table.checks[1].points: a number from 0"),
        ("points: 1.5", "points: true", "exercises.table.checks[1].points: a number from 0"),
        (", points: 1.5", "", "exercises.table.checks[1]: 'points' is missing"),
        ("id: total", "id: rows", "exercises.table.checks: 'rows' stands twice"),
        ("id: little", "id: much", "exercises.today.options: 'much' stands twice"),
        ("{id: little, text: Little}", "{text: Little}", "options[1]: 'id' is missing"),
        ("id: rows, ", "id: Rows!, ", "'Rows!' cannot be a name"),
        ("kind: workbook", "kind: sheet", "'sheet' is not known; use workbook, document, slides"),
        ("    start: files/table.xlsx\n", "", "exercises.table: 'start' is missing"),
        ("minutes: 30", "minutes: half", "minutes: a whole number is expected"),
        ("minutes: 30\n", "", "lesson.yaml: 'minutes' is missing"),
        ("title: A page a day", 'title: ""', "title: a text is expected"),
        ('[{points: 1, text: "Yes, all"}, ', "[", "rubric[0].levels: there are 1 levels"),
        ("points: 0, text: Not", "points: 1, text: Not", "rubric[0].levels: there are 2 levels"),
        ("fails: [rows]", "fails: [lines]", "no check 'lines'; use ['rows', 'total']"),
        ("fails: [rows]", "fails: []", "not_yet[0].fails: it names no check"),
        ("not_yet/rows", "not_yet/other", "not_yet[0]: there is no file not_yet/other.xlsx"),
        ("not_yet/rows", "../../rows", "not_yet[0]: there is no file ../../rows.xlsx"),
        ("table: solution", "tables: solution", "unknown key 'tables'; did you mean 'table'?"),
        ("start: files/", "start: solution/", "exercises.table.start: solution/table.xlsx is not"),
        ("start: files/", "start: files/../solution/", "is not in files/"),
        ("artefact: table", "artefact: a/table", "exercises.table.artefact: a/table.xlsx is no"),
        ("kind: text, ", "kind: text, instant: 1, ", "instant: true or false is expected"),
        ("artefact: table.xlsx", "instant: true", "practice carries no points"),
    ],
)
def test_each_fault_of_a_plan_says_where_and_what(
    author: Author, old: str, new: str, said: str
) -> None:
    """An author needs no reader of code to repair her file."""
    author.change(old, new)
    with pytest.raises(LessonError) as caught:
        author.course()
    assert said in str(caught.value)
    assert str(caught.value).startswith("courses/reading/first/lesson.yaml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 30", "minutes: [30", "first/lesson.yaml, line 4: "),
        ("minutes: 30", "title: Another", "line 3: the key 'title' stands twice"),
        ("minutes: 30", "minutes: 2026-99-99", "it is not YAML (month must be in 1..12)"),
        ("minutes: 30", "minutes: " + "[" * 5000, "it is not YAML"),
        ("minutes: 30", "minutes: !!python/name:os.system", "could not determine a constructor"),
    ],
)
def test_a_file_that_is_no_yaml_names_its_line(
    author: Author, old: str, new: str, said: str
) -> None:
    """A slip of the keyboard is found by its line, and nothing in a file is ever run."""
    author.change(old, new)
    with pytest.raises(LessonError, match=r"repair this line") as caught:
        author.course()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("lessons", "said"),
    [
        ("[first, first]", "'first' stands twice"),
        ("[../reading/first]", "cannot be the name of a folder"),
        ("[First]", "cannot be the name of a folder"),
        ("[no]", "a text is expected"),
        ("first", "a list is expected"),
        ("[second]", "lessons: there is no folder second/; known are first"),
        ("[frist]", "lessons: there is no folder frist/; did you mean 'first'?"),
    ],
)
def test_a_course_names_folders_of_its_own(author: Author, lessons: str, said: str) -> None:
    """A lesson is a folder beside course.yaml, named once."""
    author.change("[first]", lessons, "course.yaml")
    with pytest.raises(LessonError) as caught:
        author.course()
    assert said in str(caught.value)


def test_a_file_in_another_encoding_is_named(author: Author) -> None:
    """An old editor's file is a sentence, not a crash."""
    (author.folder / "course.yaml").write_bytes("title: Окуу".encode("cp1251"))
    with pytest.raises(LessonError, match="save it as UTF-8"):
        author.course()


def test_a_lesson_without_notebook_is_named(author: Author) -> None:
    """The notebook is one of the files that must be there."""
    (author.folder / "first/lesson.ipynb").unlink()
    with pytest.raises(LessonError, match=r"there is no file lesson\.ipynb"):
        author.course()


def test_a_plan_may_wait_for_its_notebook(author: Author) -> None:
    """A planned lesson has its plan read, and is no lesson that teachers meet."""
    (author.folder / "second").mkdir()
    plan = (author.folder / "first/lesson.yaml").read_text()
    (author.folder / "second/lesson.yaml").write_text(plan)
    author.change("lessons: [first]", "lessons: [first]\nplanned: [second]", "course.yaml")
    course = author.course()
    assert [lesson.slug for lesson in course.lessons] == ["first"]
    assert [lesson.slug for lesson in course.planned] == ["second"]


def test_a_plan_with_a_notebook_is_a_lesson(author: Author) -> None:
    """Who writes the notebook and forgets the list is told where to move the name."""
    author.change("lessons: [first]", "lessons: []\nplanned: [first]", "course.yaml")
    with pytest.raises(LessonError, match="first has its notebook; move it up to 'lessons'"):
        author.course()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes: 30", 'minutes: 30\ncompetences: {digcompedu: ["4.4"]}', "'4.4' is no code"),
        ("    artefact: table.xlsx\n", "    beside: [tables]\n", "no other exercise 'tables'"),
        ("    artefact: table.xlsx\n", "    beside: [table]\n", "no other exercise 'table'"),
    ],
)
def test_what_a_plan_names_must_be_there(author: Author, old: str, new: str, said: str) -> None:
    """Codes of competences, and exercises whose artefacts are looked at."""
    author.change(old, new)
    with pytest.raises(LessonError) as caught:
        author.lesson()
    assert said in str(caught.value)

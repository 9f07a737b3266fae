"""A new lesson begins in order: it loads, builds, and says what is still to be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mugalim_courses import LessonError, load_course
from mugalim_courses.beginning import new_lesson
from mugalim_courses.building import write_source
from mugalim_courses.notebooks import check_notebook, read_notebook, step_titles
from mugalim_courses.validating import Grading, validate


def test_a_new_lesson_keeps_every_rule(tmp_path: Path) -> None:
    """All that is left to say is about words and points, which only its author can give."""
    lesson = new_lesson(tmp_path, "reading", "first")
    assert check_notebook(lesson) == ()
    write_source(lesson, tmp_path / "source")
    nothing = Grading(lambda _: False, lambda *_: pytest.fail("no file"), lambda _: ())
    problems = validate(load_course(tmp_path / "reading"), nothing)
    assert {problem.advice for problem in problems if "translated" not in problem.what} == {True}


def test_a_new_lesson_has_the_steps_of_a_lesson(tmp_path: Path) -> None:
    """From a moment in a school to the learner's own class."""
    steps = step_titles(read_notebook(new_lesson(tmp_path, "reading", "first")))
    assert (steps[0], steps[-1], len(steps)) == ("One moment in a school", "In your class", 8)


def test_a_second_lesson_stands_after_the_first(tmp_path: Path) -> None:
    """What the author wrote into course.yaml stays as it was."""
    new_lesson(tmp_path, "reading", "first")
    plan = tmp_path / "reading/course.yaml"
    plan.write_text("# mine\n" + plan.read_text().replace("title: reading", "title: Books"))
    new_lesson(tmp_path, "reading", "second")
    course = load_course(tmp_path / "reading")
    assert [lesson.slug for lesson in course.lessons] == ["first", "second"]
    assert plan.read_text().startswith("# mine\ntitle: Books\n")


@pytest.mark.parametrize(("course", "slug"), [("../x", "first"), ("reading", "A"), ("no", "one")])
def test_a_name_that_cannot_be_an_address_begins_nothing(
    tmp_path: Path, course: str, slug: str
) -> None:
    """Not even a folder is left behind."""
    with pytest.raises(LessonError, match="cannot be the name of a folder"):
        new_lesson(tmp_path / "courses", course, slug)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A lesson that is there stays as it is."""
    lesson = new_lesson(tmp_path, "reading", "first")
    (lesson.folder / "lesson.yaml").write_text("mine")
    with pytest.raises(LessonError, match="it is there already"):
        new_lesson(tmp_path, "reading", "first")
    assert (lesson.folder / "lesson.yaml").read_text() == "mine"


def test_a_list_that_cannot_be_added_to_is_said(tmp_path: Path) -> None:
    """The author's own way of writing is not guessed at."""
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading/course.yaml").write_text("title: a\nsummary: b\nlessons:\n- one\n")
    with pytest.raises(LessonError, match=r"write the lessons as"):
        new_lesson(tmp_path, "reading", "second")
    assert not (tmp_path / "reading/second").exists()

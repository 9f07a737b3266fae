"""The lesson that the school has, shown by the real surfaces in every language."""

from pathlib import Path

import pytest

import mugalim_widgets
from mugalim_answers import plan
from mugalim_answers.place import Place
from mugalim_checks.messages import title
from mugalim_courses.code_cells import call_of
from mugalim_courses.loading import load_courses
from mugalim_courses.notebooks import read_notebook
from mugalim_widgets import surface
from mugalim_widgets.show import surface_class
from mugalim_widgets.surfaces.check import CheckPanel
from mugalim_widgets.surfaces.choice import Choice

COURSES = Path(mugalim_widgets.__file__).parents[2] / "courses"
LESSONS = [lesson for course in load_courses(COURSES) for lesson in course.lessons]


@pytest.fixture(autouse=True)
def real_plans(plans, monkeypatch):
    """The surfaces read the lesson's own plan again."""
    monkeypatch.setattr(surface, "exercise_at", plan.exercise_at)
    monkeypatch.setattr(surface, "start_at", plan.start_at)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_every_exercise_of_a_lesson_is_shown(lesson, language, tmp_path):
    """No exercise of any lesson ends in a sentence of trouble, in any language."""
    place = Place("app", lesson.folder, tmp_path / "answers", language)
    calls = [call_of(cell.source) for cell in read_notebook(lesson).cells]
    assert calls
    for function, name in filter(None, calls):
        shown = CheckPanel if function == "grade" else surface_class(function)
        assert shown(name, place).trouble == ""


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_every_check_that_carries_points_has_a_title(lesson):
    """A passed check says what was done, not only that it was."""
    uses = [use for exercise in lesson.exercises.values() for use in exercise.checks]
    assert [use.check for use in uses if not title(use, "en")] == []


def test_the_page_gets_no_key_of_the_lesson(tmp_path):
    """No reply, no expected value, no parameter of a check is in what the browser gets."""
    lesson = next(lesson for lesson in LESSONS if lesson.slug == "gradebook")
    place = Place("app", lesson.folder, tmp_path / "answers", "en")
    shown = str([Choice("pair", place).get_state(), CheckPanel("register", place).get_state()])
    assert [
        option.reply for option in lesson.exercises["pair"].options if option.reply in shown
    ] == []
    assert "C:N" not in shown


@pytest.mark.parametrize("face", ["app", "lab", "grade"])
def test_the_functions_of_a_cell_never_raise(face, tmp_path, monkeypatch):
    """Each function shows its surface, or nothing where the notebook is graded."""
    lesson = next(lesson for lesson in LESSONS if lesson.slug == "gradebook")
    for name, value in {"FACE": face, "LESSON": lesson.folder, "ANSWERS": tmp_path / "a"}.items():
        monkeypatch.setenv(f"MUGALIM_{name}", str(value))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    calls = {"spreadsheet": "register", "choice": "today", "text": "nothing", "upload": "register"}
    shown = [getattr(mugalim_widgets, function)(name) for function, name in calls.items()]
    assert [one is None for one in shown] == [face == "grade"] * 4
    assert repr(mugalim_widgets.grade("register")) == "0.0"

"""Whatever a lesson asks for is kept, graded and handed back: not tables alone."""

import shutil

import pytest
from autograders.lessons import cases

from mugalim_answers.grade import grade
from mugalim_answers.place import Place
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_answers.written import media_type, work_file
from mugalim_checks.artefacts import read_artefact
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.upload import Upload

LESSON = "spreadsheets/council-page"
PLAN = cases.plan(LESSON)
REPORT = PLAN.exercises["report"]
GOOD = next(each for each in cases.cases(LESSON) if each.exercise == "report" and not each.fails)


@pytest.fixture
def place(tmp_path):
    """The lesson of a page whose numbers are those of a table, as nbgrader runs it."""
    shutil.copy(cases.COURSES / LESSON / "lesson.yaml", tmp_path)
    shutil.copytree(cases.COURSES / LESSON / "files", tmp_path / "files")
    return Place("grade", tmp_path, tmp_path / "answers", "ky")


def attach(place, name, file, content, noon):
    """Keep a file as the answer to an exercise, as the school does."""
    kind = PLAN.exercises[name].kind
    state = read_artefact(kind, content, file).to_state()
    return Store(place.answers).attach(name, kind, file, content, state, noon)


def test_a_page_is_graded_beside_its_table(place, noon):
    """The checks of one exercise see the answer to another."""
    content = cases.content(GOOD.content)
    attach(place, "report", GOOD.file, content, noon)
    alone = float(grade("report", place))
    file, made = GOOD.beside["data"]
    attach(place, "data", file, cases.content(made), noon)
    assert alone < float(grade("report", place)) == REPORT.points


def test_her_own_file_comes_back_with_its_own_ending(place, noon):
    """The name is the lesson's, the bytes and their kind are hers."""
    content = cases.content(GOOD.content)
    answer = attach(place, "report", GOOD.file, content, noon)
    name, back = work_file(REPORT, answer, None, Store(place.answers))
    assert back == content
    assert name.startswith("report.")
    assert media_type("plan.docx").startswith("application/vnd.openxmlformats")
    assert media_type("report.html") == "application/octet-stream"


def test_what_the_page_holds_is_written_anew(noon, store):
    """A form without a file of its own downloads as the file that it would be."""
    form = Exercise("plan", "records", artefact="plan.json")
    name, back = work_file(form, None, {"data": {"goal": "Read"}}, store)
    assert name == "plan.json"
    assert read_artefact("records", back, name).at("goal")[0].value == "Read"


@pytest.mark.parametrize("kind", ["choice", "text", "records"])
def test_where_there_is_nothing_to_take_away_it_is_said(store, kind):
    """No file is made of a question, nor of nothing."""
    with pytest.raises(AnswerRefused):
        work_file(Exercise("x", kind), None, None, store)


def test_the_upload_says_what_it_takes(place):
    """The files of the exercise's kind, in her language."""
    shown = Upload("report", Place("lab", place.lesson, place.answers, "ru"))
    assert shown.endings == [".html", ".htm", ".zip"]
    assert "веб-страница" in shown.wanted

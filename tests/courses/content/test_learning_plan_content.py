"""digital-workplace/learning-plan does what it promises, in each language."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.messages import message
from mugalim_checks.records.model import Records
from mugalim_courses.competences import DIGCOMPEDU, digcompedu_name
from mugalim_courses.languages import Catalog
from mugalim_courses.loading import load_course
from mugalim_courses.model import Exercise, Lesson
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_widgets.surfaces.form_material import FormField, form_material, labels_of

COURSE = Path(__file__).parents[3] / "courses" / "digital-workplace"
LESSON = load_course(COURSE).lesson("learning-plan")
MAKER = Path(__file__).with_name("make_learning_plan_files.py")
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])


def catalog(language: str) -> Catalog:
    """The lesson's words; none are needed for English."""
    return Catalog("en", {}) if language == "en" else lesson_catalog(LESSON, language)


def lesson_in(language: str) -> Lesson:
    """The plan as a teacher of that language meets it."""
    return localised(LESSON, catalog(language))


def fields_of(exercise: Exercise) -> dict[str, FormField]:
    """The fields of a form by their dotted names."""
    found: dict[str, FormField] = {}
    for field in form_material(exercise).fields:
        found[field.id] = field
        found |= {f"{field.id}.{inner.id}": inner for inner in field.fields}
    return found


def reviewed(language: str, exercise: Exercise, file: str, **changes: Any) -> Report:
    """What is said of one of the lesson's forms, with some of its fields filled in anew."""
    read = read_artefact("records", (LESSON.folder / file).read_bytes(), file)
    shown = read.translated(lambda text: catalog(language).text(text, "files"))
    labels = labels_of(form_material(exercise), {})
    return run(exercise, Records({**shown.data, **changes}, labels, language))


def open_checks(report: Report) -> list[str]:
    """The checks that have not passed."""
    return [each.id for each in report.results if each.outcome != "passed"]


def prose(cell: str, language: str) -> str:
    """A step as it is read in that language."""
    notebook = json.loads((LESSON.folder / "lesson.ipynb").read_text(encoding="utf-8"))
    source = next("".join(each["source"]) for each in notebook["cells"] if each["id"] == cell)
    return catalog(language).text(source, cell)


def example(language: str) -> str:
    """The goal that the step of sharpening prints as an example."""
    return prose("sharpen-intro", language).partition("\n> ")[2].partition("\n")[0]


@languages
def test_a_wish_becomes_a_goal_as_the_step_says(language: str) -> None:
    """Nothing is there at first; the printed sentence, a day and a place to look at are enough."""
    exercise = lesson_in(language).exercises["sharpen"]
    start = "files/sharpen.json"
    assert open_checks(reviewed(language, exercise, start)) == ["goal", "day", "evidence"]
    done = {"goal": example(language), "date": "2026-12-18", "evidence": "pupils_work"}
    assert open_checks(reviewed(language, exercise, start, **done)) == []


@languages
def test_competences_are_called_as_everywhere_in_the_school(language: str) -> None:
    """The form offers all 22 with the names of the courses' pages; the practice takes from them."""
    exercises = lesson_in(language).exercises
    names = {code: f"{code} {digcompedu_name(code, language)}" for code in DIGCOMPEDU}
    offered = fields_of(exercises["plan"])["goals.competence"].options
    assert {option.id: option.text for option in offered} == names
    partners = exercises["which_code"].material["partners"]
    assert {each["text"] for each in partners} < set(names.values())


def test_whatever_the_form_offers_is_accepted_by_the_checks() -> None:
    """No choice of the form can be one that a check does not know."""
    fields, exercise = fields_of(LESSON.exercises["plan"]), LESSON.exercises["plan"]
    checks = {check.id: check.parameters for check in exercise.checks}
    offered = {name: [option.id for option in field.options] for name, field in fields.items()}
    assert checks["three"]["chosen"] == {"competence": offered["goals.competence"]}
    assert checks["smart"]["chosen"] == {"evidence": offered["goals.evidence"]}
    assert checks["sources"]["chosen"] == {
        "language": offered["sources.language"], "licence": offered["sources.licence"],
    }  # fmt: skip
    assert checks["six"]["codes"] == [row.id for row in fields["statements"].rows]
    assert checks["six"]["codes"] == offered["grow"]
    assert checks["six"]["ratings"] == offered["statements.level"]


@pytest.mark.parametrize(
    ("file", "check", "gist"),
    [
        ("one_not_rated", "six", ["Азыр кайсы деңгээлдесиз", "5", "6"]),
        ("two_goals", "three", ["Үч максат", "2", "3"]),
        ("next_year", "smart", ["«Үч максат», №3", "20.05.2027", "21.02.2027"]),
        ("no_licence", "sources", ["«Эмнеден үйрөнөсүз», №2", "Лицензиясы"]),
        ("no_day_to_look_again", "review", ["Кайра карай турган күн"]),
        ("hurried_look_back", "reflect", ["Эмне болду", "60"]),
    ],
)
def test_a_hint_names_the_place_and_what_to_do_there(
    file: str, check: str, gist: list[str]
) -> None:
    """A Kyrgyz teacher reads which goal or source it is, and which field of it."""
    exercise = lesson_in("ky").exercises["plan"]
    report = reviewed("ky", exercise, f"not_yet/{file}.json")
    said = next(message(each, "ky") for each in report.results if each.id == check)
    assert [each for each in gist if each not in said] == []


def test_a_goal_may_be_written_in_any_language_of_the_school() -> None:
    """The example of the practice, in each language, is a goal that the plan accepts."""
    exercise = LESSON.exercises["plan"]
    file = "solution/learning_plan.json"
    goals = json.loads((LESSON.folder / file).read_text(encoding="utf-8"))["data"]["goals"]
    for language in ("ky", "ru", "en"):
        changed = [{**goals[0], "goal": example(language)}, *goals[1:]]
        assert open_checks(reviewed(language, exercise, file, goals=changed)) == []


def test_a_fourth_goal_is_too_many() -> None:
    """Three are enough for a quarter; the form offers no fourth, and the check says so."""
    exercise = LESSON.exercises["plan"]
    file = "solution/learning_plan.json"
    goals = json.loads((LESSON.folder / file).read_text(encoding="utf-8"))["data"]["goals"]
    more = [*goals, {**goals[0], "goal": f"{goals[0]['goal']}, and reads it aloud"}]
    assert open_checks(reviewed("en", exercise, file, goals=more)) == ["three"]
    assert fields_of(exercise)["goals"].most == 3


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    runpy.run_path(str(MAKER))["main"](tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    files = LESSON.folder.rglob("*.json")
    assert made == {path.relative_to(LESSON.folder): path.read_bytes() for path in files}

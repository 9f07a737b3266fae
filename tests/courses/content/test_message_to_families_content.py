"""digital-workplace/message-to-families does what it promises, in each language."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.messages import message
from mugalim_checks.records.model import Records
from mugalim_checks.wording.measures import language_of
from mugalim_courses.languages import Catalog
from mugalim_courses.loading import load_course
from mugalim_courses.model import Exercise, Lesson
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_widgets.surfaces.form_material import form_material, labels_of

COURSE = Path(__file__).parents[3] / "courses" / "digital-workplace"
LESSON = load_course(COURSE).lesson("message-to-families")
MAKER = Path(__file__).with_name("make_message_to_families_files.py")
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])
Change = dict[str, Any]


def catalog(language: str) -> Catalog:
    """The lesson's words; none are needed for English."""
    return Catalog("en", {}) if language == "en" else lesson_catalog(LESSON, language)


def lesson_in(language: str) -> Lesson:
    """The plan as a teacher of that language meets it."""
    return localised(LESSON, catalog(language))


def form_in(language: str, exercise: Exercise, path: str, change: Change | None = None) -> Records:
    """A form of the lesson as the surface shows it, with some of its fields filled in anew."""
    content = (LESSON.folder / path).read_bytes()
    read = read_artefact("records", content, path)
    shown = read.translated(lambda text: catalog(language).text(text, "files"))
    labels = labels_of(form_material(exercise), {})
    return replace(shown, data={**shown.data, **(change or {})}, labels=labels)


def practised(language: str, name: str, change: Change | None = None) -> Report:
    """What is said of a practice form as it begins, or after a change."""
    exercise = lesson_in(language).exercises[name]
    return run(exercise, form_in(language, exercise, f"files/{name}.json", change))


def open_checks(report: Report) -> list[str]:
    """The checks that have not passed."""
    return [each.id for each in report.results if each.outcome != "passed"]


def texts_of(name: str) -> dict[str, str]:
    """The two texts that a practice begins with."""
    data = json.loads((LESSON.folder / "files" / f"{name}.json").read_text(encoding="utf-8"))
    return dict(data["data"]["text"])


SAME_FACTS = {
    "ky": texts_of("same_facts")["ky"].replace("15:00", "14:00"),
    "ru": texts_of("same_facts")["ru"].replace("в 14:00", "в 14:00 в кабинете 12"),
}
ONE_REQUEST = {
    "ky": texts_of("one_request")["ky"].replace("тезирээк", "26-ноябрга чейин"),
    "ru": texts_of("one_request")["ru"].replace("поскорее", "до 26 ноября"),
}
SENTENCE = {
    "ky": "Кол коюлган баракты берип жибериңиз.",
    "ru": "Верните подписанный бланк.",
    "en": "Send the signed sheet back.",
}
BEGINS = {"ky": "5-декабрда", "ru": "5 декабря", "en": "On 5 December"}
WHOLE = "https://museum.example/school"


def shortened(language: str) -> str:
    """The long message as its step asks to repair it: the greeting, the facts, a whole address."""
    text = form_in(language, LESSON.exercises["short_and_open"], "files/short_and_open.json")
    greeting, _, rest = text.data["message"].partition("!")
    facts = rest[rest.index(BEGINS[language]) :]
    return f"{greeting}! {facts}".replace("bit.ly/7b-museum", WHOLE)


@languages
@pytest.mark.parametrize("name", ["same_facts", "one_request", "short_and_open"])
def test_a_practice_form_begins_with_something_to_repair(language: str, name: str) -> None:
    """All its checks say "not yet" at first, and each of them can tell why."""
    report = practised(language, name)
    assert [each.outcome for each in report.results] == ["not_yet"] * len(report.results)


@languages
def test_each_practice_is_met_by_what_its_text_says(language: str) -> None:
    """The hour and the room; the day in place of "soon"; the greeting and a whole address."""
    assert open_checks(practised(language, "same_facts", {"text": SAME_FACTS})) == []
    asked = {"request": SENTENCE[language], "text": ONE_REQUEST}
    assert open_checks(practised(language, "one_request", asked)) == []
    short = {"message": shortened(language)}
    assert open_checks(practised(language, "short_and_open", short)) == []


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_steps_name_the_words_that_stand_in_the_forms(language: str) -> None:
    """Whoever looks for "On 5 December" or for the request finds it, in her language."""
    words, notebook = catalog(language), json.loads((LESSON.folder / "lesson.ipynb").read_text())
    prose = {c["id"]: "".join(c["source"]) for c in notebook["cells"]}
    assert BEGINS[language] in words.text(prose["short-intro"], "short-intro")
    assert WHOLE in words.text(prose["short-intro"], "short-intro")
    assert BEGINS[language] in form_in(
        language, LESSON.exercises["short_and_open"], "files/short_and_open.json"
    ).data["message"]  # fmt: skip
    request = words.text(prose["request-intro"], "request-intro")
    assert "`26-ноябрга чейин`" in request
    assert "`до 26 ноября`" in request


@pytest.mark.parametrize(
    ("file", "check", "gist"),
    [
        ("one_language", "two-langs", ["Орусча текст"]),
        ("another_hour", "facts", ["Кыргызча текст", "14:00", "15:00"]),
        ("three_requests", "action", ["Бир өтүнүчүңүз"]),
        ("a_whole_letter", "length", ["Орусча текст", "600", "49"]),
        ("a_pupil_named", "no-names", ["Кыргызча текст", "Асанова Айгүл"]),
        ("hidden_address", "no-shortlink", ["Орусча текст", "clck.ru/3AbCd"]),
        ("office_words", "lix", ["Орусча текст", "Уважаемые родители, настоящим"]),
    ],
)
def test_a_hint_names_the_text_and_what_is_in_it(file: str, check: str, gist: list[str]) -> None:
    """A Kyrgyz teacher reads the field's own name, and what to look for in it."""
    exercise = lesson_in("ky").exercises["message"]
    report = run(exercise, form_in("ky", exercise, f"not_yet/{file}.json"))
    said = next(message(each, "ky") for each in report.results if each.id == check)
    assert [each for each in gist if each not in said] == []


def test_the_names_of_the_temptation_are_found_by_the_check() -> None:
    """The step tells of two missing sheets; whoever writes these names into the text is told."""
    exercise = LESSON.exercises["message"]
    solution = form_in("en", exercise, "solution/message.json")
    texts = solution.data["text"]
    for more in ("Токтогулов Бектин барагы жок.", "Ким Викториянын барагы жок."):
        told = replace(
            solution, data={**solution.data, "text": {**texts, "ky": texts["ky"] + more}}
        )
        assert open_checks(run(exercise, told)) == ["no-names"]


def test_the_texts_of_the_solution_are_in_their_languages() -> None:
    """The solution is a model of two languages, each in its own field."""
    texts = form_in("en", LESSON.exercises["message"], "solution/message.json").data["text"]
    assert {language_of(text): name for name, text in texts.items()} == {"ky": "ky", "ru": "ru"}


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    runpy.run_path(str(MAKER))["main"](tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    kept = {
        path.relative_to(LESSON.folder): path.read_bytes() for path in LESSON.folder.rglob("*.json")
    }
    assert made == kept

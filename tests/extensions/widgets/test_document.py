"""The document's Python side: hostile messages, what a lesson brings along, numbers and charts."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from autograders.lessons.cases import artefact, content
from autograders.lessons.spreadsheets__council_page import data

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.page.drawings import drawing_in
from mugalim_checks.workbook import Workbook
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces import document
from mugalim_widgets.surfaces.document import DocumentEditor, trouble_with_material
from mugalim_widgets.surfaces.workbook_figures import charts_of, figures_of

PAGE = Exercise("report", "page", beside=("data", "form"))
DEEP: dict = {}
for _ in range(500):
    DEEP = {"rows": [[{"blocks": [DEEP]}]]}
STATES = [
    None, 3, "x", [], [None], {"blocks": 3}, {"blocks": [{"runs": [{"text": 3}]}]},
    {"blocks": [{"runs": [{"text": "x" * 10_000_000}]}]}, {"blocks": [DEEP]}, {"x": 1},
    {"blocks": [{"level": -1}]}, {"blocks": [{"images": [{"digest": "../../etc"}]}]},
    {"blocks": [{"tag": "script", "runs": []}]}, {"viewport": "x" * 9_999},
    {"blocks": [{"tag": "p", "runs": [{"target": "javascript:x", "text": "x"}]}]},
]  # fmt: skip


@pytest.fixture(autouse=True)
def lesson(plans, monkeypatch):
    """The exercises of a lesson with a document and a page."""
    known = {"plan": Exercise("plan", "document"), "report": PAGE}
    known |= {"data": Exercise("data", "workbook"), "form": Exercise("form", "records")}
    plans["plans"] |= known
    monkeypatch.setattr(document, "exercise_at", lambda place, name: plans["plans"][name])
    return plans["plans"]


@pytest.fixture
def totals():
    """The good table of the lesson with a council's page."""
    return artefact(Exercise("data", "workbook"), "data.xlsx", content(data()))


def keep(place, noon, workbook):
    """Store a table beside the page."""
    state = workbook.to_state()
    Store(place.answers).apply("data", "workbook", [], base=None, start=state, now=noon)


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
@pytest.mark.parametrize("name", ["plan", "report"])
def test_a_hostile_state_is_refused_by_a_sentence(name, state, place, wired, capfd):
    """Nothing is stored, nothing is written to stderr, and she reads why it was not saved."""
    widget = DocumentEditor(name, place)
    wire = wired(widget)
    operations = [{"op": "put", "state": state}]
    sent = wire.say({"type": "save", "operations": operations})
    for wanted in ("edit", "figures", "look", state):
        wire.say({"type": wanted, "state": state})
    refused = [each["content"] for each in sent if each["method"] == "custom"]
    assert [each["type"] for each in refused] == ["not-saved"]
    assert " " in refused[0]["sentence"]
    assert (widget.trouble, capfd.readouterr().err) == ("", "")
    assert Store(place.answers).read().exercises == {}


def test_the_browser_cannot_set_what_a_lesson_brings_along(place, wired):
    """Numbers, charts and parts come from the school alone."""
    widget = DocumentEditor("report", place)
    state = {"figures": [{"shown": "100 %"}], "charts": [{}], "parts": ["x"], "points": True}
    wired(widget).bring({"method": "update", "state": state, "buffer_paths": []})
    assert (widget.figures, widget.charts, widget.parts, widget.points) == ([], [], [], False)


def test_numbers_come_with_their_cells_and_headings(place, noon, totals):
    """As they are shown in her language, each with the reference that a check asks for."""
    keep(place, noon, totals)
    widget = DocumentEditor("report", Place(place.face, place.lesson, place.answers, "ky"))
    found = {each["source"]: each for each in widget.figures}
    assert found["Жыйынтык!D3"] == {
        "shown": "58%", "source": "Жыйынтык!D3", "row": "2-чейрек", "column": "Үлүшү",
    }  # fmt: skip
    assert set(found) == {f"Жыйынтык!{letter}{row}" for letter in "BCD" for row in (2, 3)}


def test_numbers_are_taken_anew_when_she_asks(place, noon, totals, wired):
    """The table was filled after the page was drawn."""
    widget = DocumentEditor("report", place)
    wire = wired(widget)
    assert (widget.counts, widget.figures) == (True, [])
    keep(place, noon, totals)
    sent = wire.say({"type": "figures"})
    assert {name for each in sent for name in each["state"]} == {"figures", "charts"}
    assert len(widget.figures) == 6


@pytest.mark.parametrize("name", ["plan", "report"])
def test_no_numbers_without_a_table(name, place, lesson):
    """A document, and a page beside which there is only a form, offer none."""
    lesson["report"] = replace(PAGE, beside=("form",))
    assert DocumentEditor(name, place).counts is False


def test_a_chart_is_a_harmless_drawing_of_her_values(totals):
    """Its bars, their values, the names at its axes; nothing that a page would leave out."""
    (chart,) = charts_of(totals, "ky")
    drawing = base64.b64decode("".join(chart["parts"]))
    text = drawing.decode()
    said = ("Сабак калтырбаган окуучулар", "Үлүшү, %", "Чейрек", "1-чейрек", "58%")
    assert [each for each in said if each not in text] == []
    assert text.count("<rect") == 4
    assert len(drawing_in(drawing)) == len(drawing)


SERIES = [{"categories": "S!A1:A2", "values": "S!B1:B2", "name": "<b>one</b>"}]


@pytest.mark.parametrize(
    ("chart", "marks"),
    [
        ({"kind": "line", "series": [*SERIES, {"values": "S!B1:B2"}]}, 'polyline points="'),
        ({"kind": "bar", "series": SERIES}, '<rect x="'),
        ({"kind": "column", "series": [{"values": "S!A1:A2"}]}, None),
        ({"kind": "column", "series": [{"values": "Nowhere!B1:B2"}]}, None),
        ({"kind": "column", "series": [{"values": "S!B1:B9"}]}, None),
        ({"kind": "column"}, None),
        ({"kind": "pie", "series": SERIES}, None),
    ],
)
def test_charts_of_every_kind_are_drawn_or_left_out(chart, marks):
    """What has no numbers is not offered; names that look like code are words."""
    cells = {"A1": "a", "A2": "b", "B1": "-1", "B2": "2"}
    sheet = {"name": "S", "cells": {a: {"input": t} for a, t in cells.items()}, "charts": [chart]}
    drawn = charts_of(Workbook.from_state({"sheets": [sheet]}), "en")
    texts = [base64.b64decode("".join(each["parts"])).decode() for each in drawn]
    assert len(texts) == (marks is not None)
    assert all(marks in text and "<b>" not in text for text in texts)


def test_a_sheet_with_spaces_in_its_name_is_quoted():
    """The reference is one that a check can follow."""
    sheet = {"name": "Two words", "cells": {"B2": {"input": "=1/3"}, "A1": {"input": "12 боо"}}}
    found = figures_of(Workbook.from_state({"sheets": [sheet]}), "ru")
    assert [(each["shown"], each["source"]) for each in found] == [("0,3333", "'Two words'!B2")]


def test_material_reaches_the_page(place, lesson):
    """Parts, lengths and rows for points, as the lesson says them."""
    parts = [{"title": "Goal", "help": "What pupils can do"}]
    material = {"parts": parts, "words": 200, "points": True}
    lesson["plan"] = Exercise("plan", "document", material=material)
    widget = DocumentEditor("plan", place)
    assert (widget.parts, widget.wanted, widget.points) == (parts, {"words": 200}, True)


@pytest.mark.parametrize(
    "material",
    [
        {"part": []}, {"parts": "Goal"}, {"parts": [{"help": "x"}]}, {"parts": [{"title": " "}]},
        {"parts": [{"title": "a", "check": "b"}]}, {"parts": [{"title": "a"}] * 41},
        {"words": 0}, {"words": True}, {"minutes": "3"}, {"points": 1},
    ],
)  # fmt: skip
def test_material_that_does_not_fit_is_named(material):
    """The designer reads which key, and what it takes."""
    said = trouble_with_material(Exercise("plan", "document", material=material))
    assert said.startswith("plan: ")
    assert next(iter(material)) in said or "part" in said


def test_material_that_fits_is_left_alone():
    """As is an exercise without any."""
    fits = {"parts": [{"title": "Goal"}], "words": 200, "minutes": 3, "points": True}
    assert trouble_with_material(Exercise("plan", "document", material=fits)) is None
    assert trouble_with_material(Exercise("plan", "document")) is None


def test_every_lesson_with_documents_fits_its_surface():
    """The material of the lessons that stand, where they have any."""
    from autograders.lessons.cases import COURSES, lesson_plans

    lessons = [parse_lesson_plan(COURSES / each / "lesson.yaml") for each in lesson_plans()]
    exercises = [one for each in lessons for one in each.exercises.values()]
    written = [each for each in exercises if each.kind in ("document", "page")]
    assert len(written) >= 8
    assert [said for each in written if (said := trouble_with_material(each))] == []

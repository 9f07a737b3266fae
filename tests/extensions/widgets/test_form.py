"""The form's Python side: material read strictly, labels whole, hostile messages refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from extensions.widgets import form_filling

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces import form
from mugalim_widgets.surfaces.form import Form, trouble_with_material
from mugalim_widgets.surfaces.form_material import TYPES

TITLE = {"id": "title", "type": "text", "label": "Title"}
ONE = {"id": "one", "text": "One"}
CHOICE = {"id": "kind", "type": "choice", "label": "Kind", "options": [ONE, {**ONE, "id": 2}]}
PAGE = {"id": "page", "title": "A page", "text": "Words."}
TEXTS = {"id": "texts", "type": "texts", "label": "Texts"}
ROWS = {"id": "rows", "type": "rows", "label": "Rows", "key": "code", "rows": [ONE]}


def a_form(*fields: dict[str, Any], kind: str = "records", **more: Any) -> Exercise:
    """An exercise with these fields."""
    return Exercise("plan", kind, material={"fields": list(fields), **more})


@pytest.mark.parametrize("name", form_filling.NAMES)
def test_the_material_of_every_lesson_is_a_form(name: str) -> None:
    """What is kept for course writers can be taken over as it is."""
    assert trouble_with_material(form_filling.planned(name)) is None


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (a_form(), "there is no field"),
        (a_form({**TITLE, "colour": "red"}), "unknown key 'colour'"),
        (a_form({**TITLE, "type": "txt"}), "'txt' is not known"),
        (a_form({**TITLE, "unit": "kg"}), "unknown key 'unit'"),
        (a_form(TITLE, TITLE), "'title' stands twice"),
        (a_form({**TITLE, "id": "Название"}), "cannot be a name"),
        (a_form({"id": "kind", "type": "choice", "label": "Kind"}), "'options' is missing"),
        (a_form({**CHOICE, "options": [ONE]}), "there is nothing to choose"),
        (a_form({**CHOICE, "options": [ONE, {**ONE, "id": True}]}), "True cannot be an id"),
        (a_form({**TITLE, "when": {"kind": ["one"]}}), "'kind' is no field"),
        (a_form(CHOICE, {**TITLE, "when": {"kind": "one"}}), "a list of ids is expected"),
        (a_form({**TITLE, "type": "number", "min": 1}), "'min' and 'max' go together"),
        (a_form({**TITLE, "type": "list", "name": "A", "fields": [TEXTS]}), "'texts' is not known"),
        (a_form({**ROWS, "fields": [TITLE, CHOICE]}), "a row has one field"),
        (a_form({**TITLE, "type": "languages", "fields": [TITLE]}), "'title' is no language"),
        (
            a_form(
                {**TITLE, "type": "list", "name": "A", "fields": [TITLE], "least": 3, "most": 2}
            ),
            "'most' is less than 'least'",
        ),
        (a_form(TEXTS), "texts and their field go together"),
        (a_form(TITLE, texts=[PAGE]), "texts and their field go together"),
        (a_form(TITLE, pages=[PAGE, PAGE]), "'page' stands twice"),
        (a_form(TITLE, copy="title"), "'title' cannot be copied out"),
        (a_form(TITLE, preview="yes"), "true or false is expected"),
        (a_form(TITLE, kind="table"), "'label' is missing"),
        (a_form(ROWS | {"fields": [TITLE]}, kind="table", label="S", name="S", least=1), "column"),
    ],
)
def test_what_is_amiss_in_a_material_is_said_with_its_place(plan: Exercise, said: str) -> None:
    """A course writer reads where, what, and what to do."""
    trouble = trouble_with_material(plan)
    assert trouble is not None
    assert trouble.startswith("plan.material")
    assert said in trouble


@pytest.mark.parametrize("name", form_filling.NAMES)
def test_every_field_has_its_label(name: str, place: Place, plans: dict[str, Any], monkeypatch):
    """Hints say a field by the word that stands over it."""
    plan = plans["plans"]["plan"] = form_filling.planned(name)
    monkeypatch.setattr(form, "exercise_at", lambda place, name: plan)
    labels, widget = set(Form("plan", place).labels), Form("plan", place)
    assert widget.trouble == ""
    assert labels >= set(paths(plan.material["fields"]))
    assert all(widget.labels.values())


def paths(fields: list[dict[str, Any]], above: str = "") -> list[str]:
    """The dotted path of every field."""
    found = [(f"{above}{field['id']}", field.get("fields", [])) for field in fields]
    return [path for own, inner in found for path in (own, *paths(inner, f"{own}."))]


def test_a_form_that_cannot_be_read_is_a_sentence(place: Place, plans: dict[str, Any]) -> None:
    """The learner is told, and nothing is shown."""
    plans["plans"]["plan"] = a_form({**TITLE, "type": "txt"})
    assert "could not be shown" in Form("plan", place).trouble


def test_the_start_of_a_form_is_shown(place: Place, plans: dict[str, Any]) -> None:
    """A lesson may begin with data in the fields."""
    plans["plans"]["plan"] = a_form(TITLE)
    plans["starts"]["plan"] = {"data": {"title": "Begun"}, "language": "en"}
    assert Form("plan", place).state["data"] == {"title": "Begun"}


def test_columns_bring_their_words_in_every_language(place, plans, monkeypatch) -> None:
    """A table begun in Russian is known on a page in Kyrgyz."""
    plan = a_form(TITLE, kind="table", label="S", name="S", least=1)
    russian = replace(plan, material={**plan.material, "fields": [{**TITLE, "label": "Название"}]})
    plans["plans"]["plan"] = plan
    monkeypatch.setattr(form, "exercise_at", lambda at, _: russian if at.language == "ru" else plan)
    assert Form("plan", place).fields[0]["same"] == ["Title", "Title", "Название", "Title"]


HOSTILE = [
    None, 3, "x" * 10_000_000, [], {}, {"data": 3}, {"data": {"a": "x" * 20_000}}, {"rows": 3},
    {"data": {}, "more": 1}, {"data": {}, "language": ["ru"]}, {"data": {"a": "\ud800"}},
    {"data": {str(n): n for n in range(20_000)}}, {"header": [["x"]]}, {"data": {}, "labels": [1]},
]  # fmt: skip


@pytest.mark.parametrize("state", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("kind", ["records", "table"])
def test_a_hostile_state_is_refused_in_words(state, kind, place, plans, wired, capfd, monkeypatch):
    """Nothing is stored, nothing is raised, and she is told."""
    more = {"label": "S", "name": "S", "least": 1} if kind == "table" else {}
    plan = plans["plans"]["plan"] = a_form(TITLE, kind=kind, **more)
    monkeypatch.setattr(form, "exercise_at", lambda place, name: plan)
    wire = wired(Form("plan", place))
    for message in ("save", "edit", "export", "download", state):
        wire.say({"type": message, "operations": [{"op": "put", "state": state}], "state": state})
    answers = Store(place.answers).read().exercises
    assert capfd.readouterr().err == ""
    assert answers == {} or not answers["plan"].state.get("data")
    assert state == {} or " " in wire.sent[0]["content"]["sentence"]


def test_all_types_are_used_by_some_lesson() -> None:
    """A type that no lesson needs is not kept, but for boxes to tick."""
    used = {
        field["type"]
        for name in form_filling.NAMES
        for field in every(form_filling.planned(name).material["fields"])
    }
    assert set(TYPES) - used == {"several"}


def every(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields, and those within them."""
    return [each for field in fields for each in (field, *every(field.get("fields", [])))]

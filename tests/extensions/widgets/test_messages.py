"""What the browser sends is taken for hostile: it never raises, writes nothing it should not."""

import re

import pytest

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_widgets.modules import STATIC, module_text
from mugalim_widgets.surfaces.check import CheckPanel
from mugalim_widgets.surfaces.choice import Choice
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet
from mugalim_widgets.surfaces.text import Text
from mugalim_widgets.surfaces.upload import Upload

SURFACES = [
    (Spreadsheet, "table"),
    (Spreadsheet, "practice"),
    (Choice, "today"),
    (Text, "reflection"),
    (Upload, "table"),
    (CheckPanel, "practice"),
]
DEEP: list = []
for _ in range(2_000):
    DEEP = [DEEP]
VALUES = [
    None, 3, "x", [], {}, [None], [3], [{}], [[]], DEEP, {"op": "set"}, [{"op": "set"}],
    [{"op": "set", "sheet": "Marks", "cell": "../../etc", "input": "x"}],
    [{"op": "set", "sheet": "Marks", "cell": "A1", "input": 3}],
    [{"op": "set", "sheet": ["Marks"], "cell": {"A1": 1}, "input": None}],
    [{"op": "set", "sheet": "Marks", "cell": "ZZZ9999999", "input": "x"}],
    [{"op": "freeze", "sheet": "Marks", "rows": -1, "columns": "many"}],
    [{"op": "validate", "sheet": "Marks", "range": "A1:", "rule": {"type": "x" * 9_999}}],
    [{"op": "choose", "options": ["__class__"]}], [{"op": "write", "text": "x" * 99_999}],
    [{"op": "set"}] * 5_000,
]  # fmt: skip

MODULES = sorted(
    path.name for path in STATIC.glob("*.js") if "export default" in path.read_text("utf-8")
)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
@pytest.mark.parametrize(("surface", "name"), SURFACES)
def test_no_message_raises_or_writes_to_stderr(surface, name, value, place, wired, capfd):
    """Whatever arrives, the surface stays alive and quiet, and nothing odd is stored."""
    widget = surface(name, place)
    wire = wired(widget)
    for wanted in ("save", "edit", "upload", "download", "check", "reload", "x", None, 3, value):
        wire.say({"type": wanted, "operations": value, "options": value, "name": value}, [b"x"])
    wire.say(value)
    assert capfd.readouterr().err == ""
    assert widget.trouble == ""
    assert Store(place.answers).read().exercises == {} or value == []


@pytest.mark.parametrize(("surface", "name"), SURFACES)
def test_the_browser_cannot_set_a_trait(surface, name, place, wired):
    """An update from the browser changes nothing, whichever trait it names."""
    widget = surface(name, place)
    wire, before = wired(widget), widget.get_state()
    state = {"exercise": "other", "words": {}, "report": {"points": "15"}, "kind": "text"}
    wire.bring({"method": "update", "state": state, "buffer_paths": []})
    after = widget.get_state()
    assert {key: after[key] for key in before} == before


@pytest.mark.parametrize("surface", [Spreadsheet, Choice, Text, Upload, CheckPanel])
def test_a_surface_that_the_browser_opened_answers_nothing(surface, wired):
    """Without a place there is no store and no plan, so there is nothing to do."""
    wire = wired(surface())
    assert wire.say({"type": "save", "operations": [{"op": "write", "text": "x"}]}) == []


def test_the_app_never_saves_through_the_kernel(place, wired):
    """On a lesson page only the school writes answers."""
    app = Place("app", place.lesson, place.answers, "ru")
    sent = wired(Text("reflection", app)).say(
        {"type": "save", "operations": [{"op": "write", "text": "x"}]}
    )
    assert sent[0]["content"]["type"] == "not-saved"
    assert not place.answers.exists()


def test_the_app_leaves_the_module_to_the_page(place):
    """A lesson page brings modules by address; JupyterLab needs their text."""
    app = Place("app", place.lesson, place.answers, "ru")
    state = Text("reflection", app).get_state()
    assert (state["_esm"], state["_css"], state["module"]) == ("", "", "text.js")
    assert "export default" in Text("reflection", place).get_state()["_esm"]


def test_a_formula_that_nobody_can_read_is_kept_and_named(place, wired):
    """Five thousand brackets are an error in their own cell, not in the surface."""
    widget = Spreadsheet("table", place)
    edit = {"op": "set", "sheet": "Marks", "cell": "A9", "input": "=" + "(" * 5_000}
    sent = wired(widget).say({"type": "edit", "operations": [edit]})
    assert " " in sent[0]["state"]["values"]["sheets"][0]["problems"]["A9"]


def test_a_refused_edit_changes_nothing(place, wired):
    """Two operations of which one cannot be done: neither is."""
    widget = Spreadsheet("table", place)
    good = {"op": "set", "sheet": "Marks", "cell": "B2", "input": "2"}
    bad = {"op": "set", "sheet": "Nowhere", "cell": "B2", "input": "2"}
    sent = wired(widget).say({"type": "edit", "operations": [good, bad]})
    assert sent[0]["state"]["notice"]["sentence"]
    assert widget.sheets[0]["shown"]["B2"] == "4"


def test_the_whole_table_is_always_in_its_trait(place, wired):
    """A page that attaches later sees every edit, though only changes were sent."""
    widget = Spreadsheet("table", place)
    edit = {"op": "set", "sheet": "Marks", "cell": "B2", "input": "=1/3"}
    sent = wired(widget).say({"type": "edit", "operations": [edit]})
    assert [list(one["state"]) for one in sent] == [["values"]]
    assert widget.get_state()["sheets"][0]["shown"]["B2"] == "0.3333"
    assert widget.get_state()["sheets"][0]["inputs"]["B2"] == "=1/3"


def test_an_exercise_that_cannot_be_shown_is_a_sentence(place, plans):
    """A lesson with a missing exercise still opens, and says so in her language."""
    russian = Place("app", place.lesson, place.answers, "ru")
    assert "Пожалуйста, обновите страницу" in Spreadsheet("unknown", russian).trouble
    plans["start"] = {"sheets": "broken"}
    assert Spreadsheet("table", russian).trouble


def test_a_number_is_shown_in_its_format(place, plans):
    """A format of one decimal shows one; in Kyrgyz with a comma."""
    plans["start"]["sheets"][0]["cells"]["D2"] = {"input": "=2/3", "format": "0.0"}
    kyrgyz = Place("lab", place.lesson, place.answers, "ky")
    assert Spreadsheet("table", kyrgyz).sheets[0]["shown"]["D2"] == "0,7"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_can_be_loaded_alone(name):
    """JupyterLab has nothing but the text: no import is left, and what is shared is in it."""
    text = module_text(name)
    assert not re.search(r"^import ", text, re.MULTILINE)
    assert "() => import(" not in text  # what is loaded when it is needed is in it, too
    assert "function make(" in text

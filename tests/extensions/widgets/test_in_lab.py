"""Surfaces in the Lab: their look there, and that a page is told all of them at once."""

import re

import comm
import pytest

from mugalim_answers.place import Place
from mugalim_widgets.modules import STATIC
from mugalim_widgets.surfaces.choice import Choice
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet
from mugalim_widgets.surfaces.text import Text


@pytest.fixture
def opened(monkeypatch):
    """The first states of all surfaces that are shown from now on."""
    found = []
    create = comm.create_comm

    def note(**about):
        found.append(about["data"]["state"])
        return create(**about)

    monkeypatch.setattr(comm, "create_comm", note)
    return found


def states(opened):
    """The first states of surfaces, without those of their layouts."""
    return [state for state in opened if "exercise" in state]


def test_a_page_is_told_all_of_a_surface_at_once(place, opened):
    """Nothing of it comes later, when the page may have drawn it already."""
    Text("reflection", place)
    Spreadsheet("table", place)
    text, table = states(opened)
    assert text["question"] == "What will you use?"
    assert text["words"]["saved"]
    assert table["sheets"][0]["inputs"]["A1"] == "Pupil"


def test_in_the_lab_a_surface_has_the_look_of_the_school(place, opened):
    """The whole of it, below its own element alone, with the Lab's light and dark."""
    Choice("today", place)
    (state,) = states(opened)
    look = state["_css"]
    assert state["_dom_classes"] == ("mugalim-around-choice",)
    assert look.startswith(":where(.mugalim-around-choice) {")
    assert look.count("{") == look.count("}")
    assert not re.search(r":root|prefers-color-scheme|@import|@keyframes", look)
    assert "[data-jp-theme-light=false] &" in look
    rules = (STATIC / "look.css").read_text(encoding="utf-8").count("{")
    assert look.count("{") >= rules


def test_the_lesson_page_brings_the_look_itself(place, opened):
    """A surface sends it no style sheet."""
    Choice("today", Place("app", place.lesson, place.answers, "en"))
    (state,) = states(opened)
    assert (state["_css"], tuple(state["_dom_classes"])) == ("", ())

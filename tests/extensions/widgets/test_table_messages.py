"""What a table is told by pages: numbered, perhaps twice, perhaps hostile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from mugalim_answers.store import Store
from mugalim_widgets.surfaces.live_looks import effective_looks
from mugalim_widgets.surfaces.live_workbook import LiveWorkbook
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet

ROW = {"op": "insert", "sheet": "Marks", "axis": "row", "at": 3, "count": 1}


def edit(*operations: dict[str, Any], number: int = 1, base: int = 0) -> dict[str, Any]:
    """A message of a page."""
    about = {"view": "page", "number": number, "base": base}
    return {"type": "edit", "operations": list(operations), **about}


def values(sent: list[dict[str, Any]]) -> dict[str, Any]:
    """What the last of these messages says about cells."""
    return [one["state"]["values"] for one in sent if "values" in one.get("state", {})][-1]


def test_rows_that_are_put_in_are_answered_by_the_whole_table(place, wired):
    """With the number of the message that it answers."""
    said = values(wired(Spreadsheet("table", place)).say(edit(ROW)))
    assert (said["view"], said["number"], said["whole"]) == ("page", 1, True)
    assert said["sheets"][0]["inputs"]["A4"] == "Bakyt"


def test_a_message_that_comes_twice_is_done_once(place, wired):
    """The second time the page is told what is stored."""
    widget = Spreadsheet("table", place)
    wire = wired(widget)
    wire.say(edit(ROW))
    said = values(wire.say(edit(ROW)))
    assert "view" not in said
    assert said["sheets"][0]["inputs"]["A3"] == "Bakyt"  # nothing was saved


def test_a_message_about_work_that_is_stored_by_now_is_not_done_again(
    place, wired, plans, noon: datetime
):
    """A kernel that began after the work was saved has it already."""
    start = plans["start"]
    Store(place.answers).apply("table", "workbook", [ROW], base=None, start=start, now=noon)
    said = values(wired(Spreadsheet("table", place)).say(edit(ROW, number=7, base=0)))
    assert said["sheets"][0]["inputs"]["A4"] == "Bakyt"
    assert "A5" in said["sheets"][0]["inputs"]
    assert "A6" not in said["sheets"][0]["inputs"]


def test_an_edit_sends_only_what_changed(place, wired):
    """A look alone sends its cells; a chart alone sends what is around."""
    wire = wired(Spreadsheet("table", place))
    bold = {"op": "look", "sheet": "Marks", "range": "A1:B1", "look": {"bold": True}}
    part = values(wire.say(edit(bold)))["sheets"][0]
    assert part["own"] == {"A1": {"bold": True}, "B1": {"bold": True}}
    chart = {"op": "part", "sheet": "Marks", "part": "charts", "value": [{"kind": "pie"}]}
    part = values(wire.say(edit(chart, number=2)))["sheets"][0]
    assert (part["inputs"], part["around"]["charts"]) == ({}, [{"kind": "pie"}])


HOSTILE = [None, 3, "x", [], {}, [[]], "x" * 10_000_000, {"op": []}, -1, 1e300, True]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_of_a_message_breaks_the_table(value, place, wired, capfd):
    """Whatever stands in its place, there is a sentence or nothing."""
    widget = Spreadsheet("table", place)
    wire = wired(widget)
    for name in ("view", "number", "base", "operations"):
        wire.say(edit(ROW) | {name: value})
    for op in (
        "set",
        "cells",
        "look",
        "part",
        "insert",
        "arrange",
        "sheet",
        "rename",
        "about",
        "put",
    ):
        names = (
            "cell",
            "cells",
            "range",
            "look",
            "part",
            "value",
            "axis",
            "order",
            "state",
            "name",
            "properties",
        )
        wire.say(
            {
                "type": "edit",
                "operations": [{"op": op, "sheet": "Marks", **dict.fromkeys(names, value)}],
            }
        )
    assert capfd.readouterr().err == ""
    assert (widget.trouble, widget.sheets[0]["shown"]["A2"]) == ("", "Aida")


def looks(formats: list[dict[str, Any]], **cells: str) -> dict[str, Any]:
    """What conditional formats make of cells."""
    inputs = {address: {"input": text} for address, text in cells.items()}
    live = LiveWorkbook({"sheets": [{"name": "M", "cells": inputs, "formats": formats}]}, "en")
    return effective_looks(live.workbook.sheets[0], live.workbook.calculate())


@pytest.mark.parametrize(
    ("condition", "marked"),
    [
        ({"kind": "cell", "operator": "lessThan", "formulas": ["3"]}, ["A1"]),
        ({"kind": "cell", "operator": "between", "formulas": ["3", "4"]}, ["A2", "A3"]),
        ({"kind": "cell", "operator": "notBetween", "formulas": ["4", "3"]}, ["A1", "A4"]),
        ({"kind": "cell", "operator": "greaterThanOrEqual", "formulas": ["=$B$1"]}, ["A3", "A4"]),
        ({"kind": "cell", "operator": "equal", "formulas": ['="n"']}, ["A4"]),
        ({"kind": "cell", "operator": "lessThan", "formulas": ["=1/0"]}, []),
        ({"kind": "formula", "formulas": ['=OR(A1=2,A1="n")']}, ["A1", "A4"]),
        ({"kind": "other", "operator": "duplicateValues"}, []),
        ({"kind": "other", "operator": "uniqueValues"}, ["A1", "A2", "A3", "A4"]),
        ({"kind": "bars"}, []),
    ],
    ids=str,
)
def test_a_conditional_format_holds_for_these_cells(condition, marked):
    """As programs show it: by the value, by a formula, by what stands twice."""
    found = looks(
        [{"range": "A1:A9", "bold": True, **condition}], A1="2", A2="3", A3="4", A4="n", B1="4"
    )
    assert sorted(found) == marked


def test_icons_stand_for_thirds_of_the_way(place):
    """The lowest, a middle one and the highest; the first of two formats wins."""
    icons = {"range": "A1:A4", "kind": "icons", "operator": "3Arrows"}
    red = {"range": "A1", "kind": "formula", "formulas": ["=TRUE"], "colour": "#9C0006"}
    blue = {**red, "colour": "#0000FF"}
    found = looks([icons, red, blue], A1="2", A2="3.5", A3="5", A4="x")
    assert [found[each]["icon"] for each in ("A1", "A2", "A3")] == ["▼", "►", "▲"]
    assert (found["A1"]["tone"], found["A1"]["colour"], "A4" in found) == ("bad", "#9C0006", False)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ({"input": "=1/3", "format": "0%"}, "33%"),
        ({"input": "12.5%", "format": "0.00%"}, "12,50%"),
        ({"input": "12.5%"}, "12,5%"),
        (
            {"input": "=1234567.891", "format": "#,##0.0"},
            "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,9",
        ),
        ({"input": "23.11.2026"}, "23.11.2026"),
        ({"input": "=DATE(2026,11,23)+7"}, "30.11.2026"),
    ],
    ids=str,
)
def test_a_number_is_shown_in_its_format_and_her_language(cell, shown):
    """With a decimal comma, and a space between thousands, in Kyrgyz and Russian."""
    live = LiveWorkbook({"sheets": [{"name": "M", "cells": {"A1": cell}}]}, "ru")
    assert live.drawn()[0]["shown"]["A1"] == shown

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.core import Failure
from mugalim_checks.workbook import Workbook

RULE = {"type": "whole", "first": "2", "second": "5"}
CHART = {
    "kind": "column",
    "title": "Groups",
    "series": [{"name_cell": "Marks!B1", "categories": "Marks!A2:A4", "values": "Marks!B2:B4"}],
}


def book(cells: dict[str, str], **parts: Any) -> Workbook:
    """A workbook of "Marks", with these inputs and parts, and "Other", which reads it."""
    inputs = {address: {"input": text} for address, text in cells.items()}
    other = {"name": "Other", "cells": {"A1": {"input": "=SUM(Marks!B2:B4)"}}}
    return Workbook.from_state({"sheets": [{"name": "Marks", "cells": inputs, **parts}, other]})


def after(workbook: Workbook, **operation: Any) -> Workbook:
    """The workbook after an operation on "Marks"."""
    return workbook.apply({"sheet": "Marks", **operation})


def inputs(workbook: Workbook, sheet: int = 0) -> dict[str, str]:
    """What stands in the cells of a sheet."""
    return {address: cell.input for address, cell in workbook.sheets[sheet].cells.items()}


SMALL = {
    "A1": "Group",
    "B1": "How many",
    "A2": "a",
    "B2": "1",
    "A3": "b",
    "B3": "2",
    "B4": "=B2+B3",
}


def test_many_cells_are_set_at_once_and_keep_their_looks() -> None:
    """A text is typed, a state is the whole cell, nothing empties it."""
    start = after(book(SMALL), op="look", range="A1:B1", look={"bold": True})
    cells = {"a1": "Топ", "B2": {"input": "0,5", "format": "0.00"}, "A3": None, "B3": ""}
    changed = after(start, op="cells", cells=cells).sheets[0]
    assert changed.cells["A1"].bold
    assert (changed.cells["B2"].input, changed.cells["B2"].format) == ("0.5", "0.00")
    assert {"A3", "B3"}.isdisjoint(changed.cells)


def test_a_look_is_given_to_the_filled_cells_of_a_range() -> None:
    """An empty cell has no look; a number in per cent is typed as one."""
    sheet = after(book({"A1": "0.5", "A3": "x"}), op="look", range="A:A", look={"format": "0%"})
    assert inputs(sheet) == {"A1": "50%", "A3": "x"}
    bold = after(book(SMALL), op="look", range="A1:Z1", look={"bold": True}).sheets[0]
    assert [address for address, cell in bold.cells.items() if cell.bold] == ["A1", "B1"]


def test_a_part_takes_the_place_of_what_it_was() -> None:
    """Charts, formats, hidden rows, comments: each is put whole, and can be put back."""
    formats = [
        {"range": "b2:b4", "kind": "cell", "operator": "lessThan", "formulas": ["=СУММ(1;2,5)"]}
    ]
    changed = after(book(SMALL), op="part", part="formats", value=formats)
    changed = after(changed, op="part", part="charts", value=[CHART])
    changed = after(changed, op="part", part="hidden_rows", value=["3:3"])
    sheet = changed.sheets[0]
    assert (sheet.formats[0].range, sheet.formats[0].formulas) == ("B2:B4", ("=SUM(1,2.5)",))
    assert (sheet.charts[0].series[0].values, sheet.hidden_rows) == ("Marks!B2:B4", ("3:3",))
    assert after(changed, op="part", part="charts", value=[]).sheets[0].charts == ()


PARTS: dict[str, Any] = {
    "validations": [{"range": "B2:B4", "rule": {**RULE, "type": "custom", "formula": "=B2>0"}}],
    "formats": [{"range": "B2:B4", "kind": "formula", "formulas": ["=B2>1"], "bold": True}],
    "charts": [CHART],
    "comments": [{"cell": "B3", "text": "look"}],
    "filters": ["A1:B4"],
    "hidden_rows": ["4:4"],
    "widths": {"B": 18},
    "frozen": [1, 0],
    "merged": ["A2:A3"],
}


def test_rows_that_are_put_in_move_all_that_stands_below() -> None:
    """Formulas, here and on other sheets, rules, formats, charts, comments, hidden rows."""
    changed = after(book(SMALL, **PARTS), op="insert", axis="row", at=3, count=2)
    sheet = changed.sheets[0]
    assert inputs(changed)["B6"] == "=B2+B5"
    assert inputs(changed, 1)["A1"] == "=SUM(Marks!B2:B6)"
    assert (sheet.validations[0].range, sheet.formats[0].range) == ("B2:B6", "B2:B6")
    assert sheet.charts[0].series[0].values == "Marks!B2:B6"
    assert (sheet.comments[0].cell, sheet.filters, sheet.hidden_rows) == (
        "B5",
        ("A1:B6",),
        ("6:6",),
    )
    assert (sheet.frozen, sheet.merged) == ((1, 0), ("A2:A5",))


def test_columns_that_are_put_in_move_widths_and_letters() -> None:
    """A column before B: B's width goes with it."""
    sheet = after(book(SMALL, **PARTS), op="insert", axis="column", at=2, count=1).sheets[0]
    assert sheet.cells["C4"].input == "=C2+C3"
    assert (dict(sheet.widths), sheet.formats[0].formulas) == ({"C": 18.0}, ("=C2>1",))


def test_rows_that_are_taken_out_take_their_cells_along() -> None:
    """What named them alone says #REF!; a rule is written for the first row that stays."""
    changed = after(book(SMALL, **PARTS), op="delete", axis="row", at=2, count=1)
    sheet = changed.sheets[0]
    assert inputs(changed) == {
        "A1": "Group",
        "B1": "How many",
        "A2": "b",
        "B2": "2",
        "B3": "=#REF!+B2",
    }
    assert (sheet.validations[0].range, sheet.validations[0].rule.formula) == ("B2:B3", "=B2>0")
    assert (sheet.formats[0].formulas, sheet.hidden_rows) == (("=B2>1",), ("3:3",))
    assert after(changed, op="delete", axis="row", at=1, count=9).sheets[0].frozen == (0, 0)


@given(
    st.sampled_from(["row", "column"]),
    st.integers(1, 7),
    st.integers(1, 3),
    st.lists(
        st.sampled_from(["=B2+$C$3", "=SUM(B2:C5)", "=Other!A1*2", "3", "=SUM(B:B)"]), max_size=4
    ),
)
@settings(deadline=None, max_examples=60)
def test_no_value_changes_when_empty_rows_or_columns_are_put_in(
    axis: str, at: int, count: int, typed: list[str]
) -> None:
    """The same workbook counts to the same, wherever the gap is."""
    cells = {"B2": "1", "C3": "2", "B4": "5", **{f"E{n + 3}": text for n, text in enumerate(typed)}}
    before = book(cells)
    changed = after(before, op="insert", axis=axis, at=at, count=count)
    back = after(changed, op="delete", axis=axis, at=at, count=count)
    assert inputs(back) == inputs(before)
    values = [
        [each.calculate().value("Marks", address) for address in each.sheets[0].cells]
        for each in (before, changed)
    ]
    assert values[0] == values[1]


def test_rows_are_put_into_another_order_with_their_looks_and_formulas() -> None:
    """A formula reads its own row again; the rows beside stay where they are."""
    cells = {"A2": "b", "B2": "=A2&D2", "A3": "a", "B3": "=A3&D3", "D2": "1", "D3": "2"}
    start = after(book(cells), op="look", range="A2", look={"bold": True})
    changed = after(start, op="arrange", range="A2:B3", order=[3, 2])
    assert inputs(changed) == {
        "A3": "b",
        "B3": "=A3&D3",
        "A2": "a",
        "B2": "=A2&D2",
        "D2": "1",
        "D3": "2",
    }
    assert changed.sheets[0].cells["A3"].bold


def test_sheets_are_added_moved_renamed_and_removed() -> None:
    """Formulas and charts follow a name; a removed sheet can be put back as it was."""
    start = book(SMALL, **PARTS)
    named = after(start, op="rename", name="7-Б, баалар")
    assert inputs(named, 1)["A1"] == "=SUM('7-Б, баалар'!B2:B4)"
    assert named.sheets[0].charts[0].series[0].values == "'7-Б, баалар'!B2:B4"
    moved = after(start, op="move", at=1)
    assert [each.name for each in moved.sheets] == ["Other", "Marks"]
    gone = after(start, op="remove")
    state = start.to_state()["sheets"][0]
    assert gone.apply({"op": "sheet", "at": 0, "state": state}) == start


def test_what_a_file_says_of_itself_is_put_in_place_of_what_it_was() -> None:
    """Properties, names and leftovers, each alone."""
    told = book(SMALL).apply(
        {"op": "about", "properties": {"creator": "Завуч"}, "leftovers": ["x"]}
    )
    bare = told.apply({"op": "about", "properties": {}})
    assert (told.properties.creator, bare.properties.creator, bare.leftovers) == (
        "Завуч",
        "",
        ("x",),
    )
    assert bare.apply({"op": "put", "state": told.to_state()}) == told


HOSTILE = [
    {"op": "cells"},
    {"op": "cells", "cells": []},
    {"op": "cells", "cells": {"A1": 4}},
    {"op": "cells", "cells": {"A1": {"text": "x"}}},
    {"op": "cells", "cells": {"ZZZ1": "x"}},
    {"op": "look", "range": "A1", "look": {"bold": "yes"}},
    {"op": "look", "range": "A1", "look": 3},
    {"op": "look", "range": "A1", "look": {"input": "=1"}},
    {"op": "part", "part": "cells", "value": {}},
    {"op": "part", "part": "charts", "value": 3},
    {"op": "part", "part": ["charts"], "value": []},
    {"op": "part", "part": "widths", "value": {"A": "x"}},
    {"op": "part", "part": "comments", "value": [{"cell": "A1", "text": 3}]},
    {"op": "part", "part": "hidden_rows", "value": ["x"]},
    {"op": "part", "part": "frozen", "value": "ab"},
    {"op": "insert", "axis": "row", "at": 0, "count": 1},
    {"op": "insert", "axis": "row", "at": True, "count": 1},
    {"op": "insert", "axis": "row", "at": 1, "count": 10**9},
    {"op": "delete", "axis": "row"},
    {"op": "arrange", "range": "A1:B2", "order": [1, 1]},
    {"op": "arrange", "range": "A1:B2", "order": 7},
    {"op": "sheet", "at": 0, "state": {"name": "marks", "cells": {}}},
    {"op": "sheet", "at": 0, "state": []},
    {"op": "rename", "name": "a/b"},
    {"op": "rename", "name": "other"},
    {"op": "move", "at": 9},
    {"op": "about", "properties": {"creator": 3}},
    {"op": "about", "names": [{}]},
    {"op": "put", "state": {}},
    {"op": ["set"]},
    {"op": None},
    {"op": "insert", "sheet": "Nowhere"},
]


@pytest.mark.parametrize("operation", HOSTILE, ids=str)
def test_an_operation_that_cannot_be_done_is_refused(operation: dict[str, Any]) -> None:
    """A sentence, never anything else, and the workbook stays as it was."""
    with pytest.raises(Failure):
        after(book(SMALL, **PARTS), **operation)


def test_the_last_sheet_cannot_be_removed() -> None:
    """A workbook has a sheet."""
    alone = after(book(SMALL), op="remove")
    with pytest.raises(Failure):
        alone.apply({"op": "remove", "sheet": "Other"})

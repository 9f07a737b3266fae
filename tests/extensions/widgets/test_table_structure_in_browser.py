"""Rows, columns and sheets on the page move as those of the school do, and come back exactly."""

from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.formulas import normalise
from mugalim_checks.formulas.moving import moved
from mugalim_checks.workbook import Workbook

CHART = {
    "kind": "column",
    "series": [{"name_cell": "Marks!B1", "categories": "Marks!A2:A5", "values": "Marks!B2:B5"}],
    "cell": "F2",
}
CUSTOM = {"type": "custom", "formula": "=AND(B2>$E$1,B2<6)"}
MARKS: dict[str, Any] = {
    "name": "Marks",
    "cells": {
        "A1": {"input": "Pupil", "bold": True}, "B1": {"input": "Mark"}, "E1": {"input": "2"},
        **{f"A{n}": {"input": f"Pupil {n}"} for n in range(2, 6)},
        **{f"B{n}": {"input": str(n), "format": "0.0"} for n in range(2, 6)},
        **{f"C{n}": {"input": f'=IF(B{n}>$E$1,"B2",B{n}*2)'} for n in range(2, 6)},
        "B7": {"input": "=SUM(B2:B5)+COUNT(B:B)"}, "C7": {"input": "='Two words'!A1+SUM(3:4)"},
    },
    "frozen": [1, 1],
    "validations": [{"range": "B2:B5", "rule": CUSTOM}],
    "widths": {"A": 14.0, "C": 9.0},
    "hidden_rows": ["4:5"],
    "filters": ["A1:C5"],
    "formats": [{"range": "C2:C5", "kind": "formula", "formulas": ["=C2=B2"], "bold": True}],
    "charts": [CHART],
    "comments": [{"cell": "B3", "text": "look"}],
    "merged": ["A6:B6"],
}  # fmt: skip
OTHER = {
    "name": "Two words",
    "cells": {"A1": {"input": "=SUM(Marks!B2:B5)"}, "A2": {"input": "=Marks!C4&Marks!$A$3"}},
    "frozen": [0, 0],
    "validations": [{"range": "B1", "rule": {"type": "list", "source": "=Marks!$A$2:$A$5"}}],
    "widths": {},
}
BOOK = {"sheets": [MARKS, OTHER], "properties": {"creator": "Завуч"}}
NEW = {"name": "New", "cells": {}, "frozen": [0, 0], "validations": [], "widths": {}}

# What the page does, without its frame: the operation, then what takes it back.
APPLY = """async ([state, operation]) => {
  const [structure, text, clipboard] = await Promise.all(
    ["structure", "text", "clipboard"].map((name) => import(`/static/sheet-${name}.js`)));
  const work = { typed: (input) => input, current: 0, sheets: [], about: {},
    sheet: () => work.sheets[work.current] ?? {},
    cell: (data, a) => (data.inputs[a] ? { input: data.inputs[a], ...data.own[a] } : null) };
  const table = { work, text, grid: {}, most: [300, 60] };
  table.hands = clipboard.makeClipboard(table);
  structure.applied(table, { op: "put", state });
  const back = structure.applied(table, operation);
  return [structure.applied(table, { op: "restore" })[0].state, back];
}"""
MOVE = """async ([formula, down, right]) => {
  const [text, clipboard] = await Promise.all(
    ["text", "clipboard"].map((name) => import(`/static/sheet-${name}.js`)));
  return clipboard.makeClipboard({ text, work: {}, grid: {}, most: [1, 1] })
    .moved(formula, down, right);
}"""
OPERATIONS: list[dict[str, Any]] = [
    *({"op": op, "sheet": "Marks", "axis": axis, "at": at, "count": count}
      for op in ("insert", "delete") for axis in ("row", "column")
      for at, count in ((1, 1), (2, 1), (3, 2), (4, 9), (9, 1))),
    {"op": "insert", "sheet": "Two words", "axis": "row", "at": 1, "count": 1},
    {"op": "arrange", "sheet": "Marks", "range": "A2:C5", "order": [4, 2, 5, 3]},
    {"op": "rename", "sheet": "Marks", "name": "7-Б, баалар"},
    {"op": "rename", "sheet": "Two words", "name": "Two"},
    {"op": "move", "sheet": "Marks", "at": 1},
    {"op": "remove", "sheet": "Two words"},
    {"op": "sheet", "at": 1, "state": NEW},
    {"op": "about", "properties": {}, "leftovers": ["x"]},
    {"op": "put", "state": {"sheets": [NEW]}},
]  # fmt: skip


def test_the_page_moves_rows_columns_and_sheets_as_the_school_does_and_brings_them_back(desk):
    """Each operation, and what the page sends to undo it, on one page and in one workbook."""
    start = Workbook.from_state(BOOK)
    for operation in OPERATIONS:
        state, back = desk.page.evaluate(APPLY, [start.to_state(), operation])
        after = start.apply(operation)
        assert Workbook.from_state(state).to_state() == after.to_state(), operation
        for each in back:
            after = after.apply(each)
        assert after.to_state() == start.to_state(), operation


@pytest.mark.parametrize(
    "formula", ["=SUM(B2:B3)", '=IF(A1="A1";B$2;$C3)', "=SUM(B:C)+SUM(2:3)+SUM($2:3)", "=Лист1!A5"]
)
def test_formulas_move_on_the_page_as_they_do_in_a_copy(desk, formula):
    """What is filled or pasted reads as the school's own copy does."""
    for down, right in ((1, 0), (0, 2), (3, 1)):
        there = f"{'BCD'[right]}{2 + down}"
        wanted = moved(normalise(formula), "B2", there)
        assert normalise(desk.page.evaluate(MOVE, [formula, down, right])) == wanted

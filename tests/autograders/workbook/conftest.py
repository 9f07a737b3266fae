"""A register of ten pupils, as a teacher would make it, and ways to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mugalim_checks.core import Result, run
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import CheckUse, Exercise

LAST_ROW = 11
COLUMNS = "CDEFGH"
PARAMETERS = {
    "sheet": "Marks",
    "header_row": 1,
    "first_row": 2,
    "last_row": LAST_ROW,
    "name_column": "B",
    "marks": "C:H",
    "average_column": "I",
    "level_column": "J",
    "absence": ["н", "ж", "a"],
    "allowed": [2, 5],
}
CHECKS = (
    "formula_in_every_row",
    "average_is_right",
    "range_covers_marks",
    "empty_mark_not_zero",
    "level_uses_threshold_cells",
    "no_visible_errors",
    "marks_are_limited",
    "header_frozen",
)
Change = Callable[[dict[str, Any]], None]


def state_of_good_register() -> dict[str, Any]:
    """A state that passes every check."""
    words = ["No", "Pupil", *(f"Mark {n}" for n in range(1, 7)), "Average", "Level"]
    cells = dict(zip([f"{c}1" for c in "ABCDEFGHIJ"], words, strict=True))
    cells |= {"L2": "high", "M2": "4.5", "L3": "fair", "M3": "3.5", "L4": "low"}
    for row in range(2, LAST_ROW + 1):
        cells |= {f"A{row}": str(row - 1), f"B{row}": f"Pupil {row - 1}"}
        for place, column in enumerate(COLUMNS):
            mark = "н" if row == 5 and column == "D" else str(2 + (row + place) % 4)
            cells[f"{column}{row}"] = mark if row != 7 else ""
        cells[f"I{row}"] = f'=IFERROR(ROUND(AVERAGE(C{row}:H{row}),1),"")'
        cells[f"J{row}"] = f'=IF(I{row}="","",IF(I{row}>=$M$2,$L$2,IF(I{row}>=$M$3,$L$3,$L$4)))'
    rule = {"type": "list", "values": ["2", "3", "4", "5", "н"]}
    return {
        "sheets": [
            {
                "name": "Marks",
                "cells": {address: {"input": text} for address, text in cells.items()},
                "frozen": [1, 0],
                "validations": [{"range": f"C2:H{LAST_ROW}", "rule": rule}],
                "widths": {},
            }
        ]
    }


@pytest.fixture
def register() -> Callable[..., Workbook]:
    """Makes the good register, with some inputs changed; `{row}` in one stands for each row."""

    def make(inputs: dict[str, str] | None = None, **sheet: Any) -> Workbook:
        state = state_of_good_register()
        cells = state["sheets"][0]["cells"]
        for address, text in (inputs or {}).items():
            rows = range(2, LAST_ROW + 1) if "{row}" in address else [0]
            for row in rows:
                cells[address.format(row=row)] = {"input": text.replace("{row}", str(row))}
        state["sheets"][0] |= sheet
        return Workbook.from_state(state)

    return make


@pytest.fixture
def judge() -> Callable[[Workbook], dict[str, Result]]:
    """Runs the eight checks, ten points each; their results by name."""

    def results(workbook: Workbook) -> dict[str, Result]:
        uses = tuple(CheckUse(each, f"workbook.{each}", 10.0, PARAMETERS) for each in CHECKS)
        report = run(Exercise("register", "workbook", checks=uses), workbook)
        return {result.id: result for result in report.results}

    return results

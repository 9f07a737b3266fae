from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import CannotTell, Failure, find_check
from mugalim_checks.workbook import Workbook

CELLS = {
    "A1": "4",
    "B1": "5",
    "C1": "=AVERAGE(A1:B1)",
    "C2": "4.5",
    "C3": "=4.5",
    "C4": "=SUM(A1",
    "C5": "=1/0",
    "C6": '=IF(A1>$D$1,"High","low")',
    "C7": "=FOO(A1)",
    "D1": "3",
}
BOOK = Workbook.from_state(
    {"sheets": [{"name": "Marks", "cells": {a: {"input": text} for a, text in CELLS.items()}}]}
)


def outcome(check: str, cell: str, **parameters: Any) -> str | None:
    """The message's id of one check on one cell; None where it passes."""
    try:
        find_check(f"workbook.{check}")(BOOK, sheet="Marks", cell=cell, **parameters)
    except Failure as failure:
        return failure.id
    return None


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("C1", None),
        ("C2", "workbook.cell_typed"),
        ("C3", "workbook.cell_reads_nothing"),
        ("C4", "workbook.cell_unreadable"),
        ("C9", "workbook.cell_empty"),
    ],
)
def test_a_cell_is_a_formula(cell: str, message: str | None) -> None:
    """A formula reads other cells."""
    assert outcome("cell_is_formula", cell) == message


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("C1", 4.5, None),
        ("C6", "high", None),
        ("C1", 4, "workbook.cell_differs"),
        ("C2", 4, "workbook.cell_holds"),
        ("C5", 4, "workbook.cell_error"),
        ("C9", 4, "workbook.cell_empty"),
        ("C7", 4, "formula.unknown_function"),
    ],
)
def test_a_cell_shows_a_value(cell: str, value: object, message: str | None) -> None:
    """Numbers are equal, texts in any case of letters."""
    assert outcome("cell_value_is", cell, value=value) == message


@pytest.mark.parametrize(
    ("cell", "function", "message"),
    [
        ("C1", "AVERAGE", None),
        ("C1", "СРЗНАЧ", None),
        ("C1", "SUM", "workbook.function_missing"),
        ("C2", "SUM", "workbook.function_missing"),
        ("C9", "SUM", "workbook.cell_empty"),
    ],
)
def test_a_cell_uses_a_function(cell: str, function: str, message: str | None) -> None:
    """By its English or its Russian name."""
    assert outcome("cell_uses_function", cell, function=function) == message


@pytest.mark.parametrize(
    ("cell", "message"),
    [("C6", None), ("C1", "workbook.dollar_missing"), ("C9", "workbook.cell_empty")],
)
def test_a_cell_holds_an_address_by_a_dollar(cell: str, message: str | None) -> None:
    """A dollar sign before the row keeps it when copying down."""
    assert outcome("absolute_reference_used", cell) == message


def test_cannot_tell_is_a_failure_of_ours() -> None:
    """It is caught before an ordinary failure."""
    assert issubclass(CannotTell, Failure)

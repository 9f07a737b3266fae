"""Checks of single cells, for small steps of practice."""

from __future__ import annotations

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.formulas import ErrorValue
from mugalim_checks.formulas.names import english_name
from mugalim_checks.formulas.parser import NotAFormula, parse, walk
from mugalim_checks.formulas.syntax import Call
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.checks.register import read_by
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.sheet import Sheet

_NEAR = 1e-9


@check()
def cell_is_formula(workbook: object, sheet: str, cell: str) -> None:
    """A cell holds a formula that reads other cells."""
    text = _sheet(workbook, sheet).input(cell)
    if not text:
        raise Failure("workbook.cell_empty", cell=cell)
    if not is_formula(text):
        value = typed_value(text)
        raise Failure(
            "workbook.cell_typed", cell=cell, value=value if isinstance(value, float) else text
        )
    _readable(_sheet(workbook, sheet), cell)
    if not read_by(text, sheet):
        raise Failure("workbook.cell_reads_nothing", cell=cell)


@check()
def cell_value_is(workbook: object, sheet: str, cell: str, value: float | str | bool) -> None:
    """A cell shows a value; texts in any case of letters."""
    found = _sheet(workbook, sheet)
    calculation = _book(workbook).calculate()
    got = calculation.value(found.name, cell)
    problem = calculation.problem(found.name, cell)
    if problem is not None and problem.id == "formula.unknown_function":
        raise CannotTell(problem.id, **problem.named)
    if got is None or got == "":
        raise Failure("workbook.cell_empty", cell=cell)
    if isinstance(got, ErrorValue):
        raise Failure("workbook.cell_error", cell=cell, error=got.code)
    if _equal(got, value):
        return
    if not is_formula(found.input(cell)):
        raise Failure("workbook.cell_holds", cell=cell, got=got, wanted=value)
    raise Failure("workbook.cell_differs", cell=cell, got=got, wanted=value)


@check()
def cell_uses_function(workbook: object, sheet: str, cell: str, function: str) -> None:
    """The formula in a cell uses a function; its name in English or Russian."""
    found = _sheet(workbook, sheet)
    wanted = english_name(function)
    text = found.input(cell)
    if not text:
        raise Failure("workbook.cell_empty", cell=cell)
    _readable(found, cell)
    if not is_formula(text) or wanted not in _functions(text):
        raise Failure("workbook.function_missing", cell=cell, function=wanted)


@check()
def absolute_reference_used(workbook: object, sheet: str, cell: str) -> None:
    """The formula in a cell holds some address by a dollar sign before its row."""
    found = _sheet(workbook, sheet)
    text = found.input(cell)
    if not text:
        raise Failure("workbook.cell_empty", cell=cell)
    _readable(found, cell)
    read = read_by(text, found.name)
    if not any("$" in reference.text.rpartition("!")[2].lstrip("$") for reference in read):
        raise Failure("workbook.dollar_missing", cell=cell)


def _book(workbook: object) -> Workbook:
    if not isinstance(workbook, Workbook):
        raise TypeError(workbook)
    return workbook


def _sheet(workbook: object, name: str) -> Sheet:
    book = _book(workbook)
    return book.sheet(name) or book.sheets[0]


def _readable(sheet: Sheet, cell: str) -> None:
    text = sheet.input(cell)
    if not is_formula(text):
        return
    try:
        parse(text, sheet.name)
    except NotAFormula:
        raise Failure("workbook.cell_unreadable", cell=cell) from None


def _functions(formula: str) -> set[str]:
    try:
        return {part.name for part in walk(parse(formula, "")) if isinstance(part, Call)}
    except NotAFormula:
        return set()


def _equal(got: object, value: object) -> bool:
    if isinstance(got, bool) or isinstance(value, bool):
        return got is value
    if isinstance(got, float) and isinstance(value, int | float):
        return abs(got - value) <= _NEAR
    return isinstance(got, str) and got.casefold() == str(value).casefold()

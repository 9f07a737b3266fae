"""Checks of a register's averages: formulas, right, over all marks, and kind to empty ones."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Sequence
from itertools import cycle
from statistics import fmean

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.formulas import Calculation, ErrorValue
from mugalim_checks.formulas.addresses import cell_address, column_letters
from mugalim_checks.formulas.syntax import Reference
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.checks.register import (
    Plan,
    Register,
    averages_started,
    column_of,
    register,
)

TESTS = 3  # sets of marks that every formula is tried with
_TOLERANCE = 0.05 + 1e-9  # an average rounded to one decimal is near enough
_UNREADABLE = ("formula.unreadable", "formula.unfinished", "formula.unknown_word")


@check(takes=Plan)
def formula_in_every_row(workbook: object, **parameters: object) -> None:
    """The average is a formula in every row, not typed."""
    found = register(workbook, parameters)
    bad = [row for row in found.rows if row not in found.counting_rows]
    if not bad:
        return
    done, rows, row = len(found.rows) - len(bad), len(found.rows), bad[0]
    cell = found.average(row)
    text = found.sheet.input(cell)
    values = {"row": row, "cell": cell, "done": done, "rows": rows}
    if not text:
        raise Failure("workbook.average_missing", earned=done / rows, **values)
    if is_formula(text):
        _explain_formula(found, cell, done / rows, values)
    value = typed_value(text)
    shown = value if isinstance(value, float) else text
    raise Failure("workbook.average_typed", earned=done / rows, value=shown, **values)


def _explain_formula(found: Register, cell: str, earned: float, values: dict[str, object]) -> None:
    problem = found.calculation().problem(found.sheet.name, cell)
    if problem is not None and problem.id in _UNREADABLE:
        raise Failure("workbook.average_unreadable", earned=earned, **values)
    raise Failure("workbook.average_reads_nothing", earned=earned, **values)


@check(needs=[averages_started], takes=Plan)
def average_is_right(workbook: object, **parameters: object) -> None:
    """Every average formula gives the mean of marks that it has never seen.

    Accepted: the mean itself, or rounded to one decimal or more.
    """
    found = register(workbook, parameters)
    calculation = without_strangers(found)
    wrong: dict[int, tuple[float, object]] = {}
    for test in range(TESTS):
        marks = {row: _marks(found, row, test) for row in found.counting_rows}
        inputs = {cell: str(mark) for each in marks.values() for cell, mark in each.items()}
        calculation.put(found.sheet.name, inputs)
        for row in found.counting_rows:
            wanted = fmean(marks[row].values())
            got = calculation.value(found.sheet.name, found.average(row))
            if not _near(got, wanted):
                wrong.setdefault(row, (wanted, got))
    if wrong:
        _tell_wrong(found, calculation, wrong)


def _marks(found: Register, row: int, test: int) -> dict[str, int]:
    """A pupil's marks in one of the tests, by their cells; those of other pupils differ."""
    low, high = (int(limit) for limit in found.plan.allowed)
    marks = {}
    for place, cell in enumerate(found.marks(row)):
        mixed = (place * place * (test + 3) + place * (2 * test + 5) + row * 7 + test * 11) // 3
        marks[cell] = low + mixed % (high - low + 1)
    return marks


def _near(got: object, wanted: float) -> bool:
    return isinstance(got, float) and abs(got - wanted) <= _TOLERANCE


def _tell_wrong(
    found: Register, calculation: Calculation, wrong: dict[int, tuple[float, object]]
) -> None:
    row = min(wrong)
    cell, (wanted, got) = found.average(row), wrong[row]
    rows = len(found.counting_rows)
    done = rows - len(wrong)
    refuse_unknown(calculation, found, cell)
    values = {"row": row, "cell": cell, "wanted": round(wanted, 2), "done": done, "rows": rows}
    if not isinstance(got, float):
        text = got.code if isinstance(got, ErrorValue) else str(got or "")
        raise Failure("workbook.average_no_number", earned=done / rows, got=text, **values)
    if all(_is_whole(*each) for each in wrong.values()):
        raise Failure("workbook.average_whole", earned=done / rows, got=got, **values)
    raise Failure("workbook.average_differs", earned=done / rows, got=round(got, 2), **values)


def _is_whole(wanted: float, got: object) -> bool:
    return isinstance(got, float) and got == int(got) and abs(got - wanted) <= 0.5


@check(needs=[averages_started], takes=Plan)
def range_covers_marks(workbook: object, **parameters: object) -> None:
    """Every average formula reads all marks of its pupil, and nothing else that counts."""
    found = register(workbook, parameters)
    failures: dict[int, tuple[str, dict[str, object]]] = {}
    for row in found.counting_rows:
        trouble = _range_trouble(found, row)
        if trouble:
            failures[row] = trouble
    if failures:
        rows = len(found.counting_rows)
        done = rows - len(failures)
        row = min(failures)
        message, values = failures[row]
        marks = found.marks(row)
        raise Failure(
            message,
            earned=done / rows,
            **{
                **values,
                "row": row,
                "cell": found.average(row),
                "range": f"{marks[0]}:{marks[-1]}",
                "done": done,
                "rows": rows,
            },
        )


def _range_trouble(found: Register, row: int) -> tuple[str, dict[str, object]] | None:
    """The message of what a row's average leaves out or takes too much."""
    read = found.trace(found.average(row))
    covered = {cell for reference in read for cell in _row_cells(found, reference, row)}
    missing = [mark for mark in found.marks(row) if mark not in covered]
    if missing:
        return "workbook.range_too_short", {"missing": missing[0]}
    strangers = [cell for reference in read for cell in _strangers(found, reference, row)]
    if not strangers:
        return None
    return "workbook.range_too_wide", {"extra": strangers[0]}


def _row_cells(found: Register, reference: Reference, row: int) -> Iterator[str]:
    """The cells of a row that a reference covers."""
    area = reference.area
    if area.sheet.casefold() == found.sheet.name.casefold() and area.top <= row <= area.bottom:
        for column in range(area.left, min(area.right, area.left + 300) + 1):
            yield cell_address(row, column)


def _strangers(found: Register, reference: Reference, row: int) -> Iterator[str]:
    """Filled cells in a reference that are no marks of this pupil and stand beside or above them.

    A single cell held by two dollar signs is a setting, such as the number of digits.
    """
    area = reference.area
    single = area.size == 1
    if area.sheet.casefold() != found.sheet.name.casefold():
        return
    if single and reference.text.count("$") == 2:
        return
    own = set(found.marks(row))
    for address, text in found.inputs(area):
        if address not in own and not is_formula(text):
            yield address
    if area.size > 2_000:
        yield f"{column_letters(area.left)}{found.plan.header_row}"


@check(needs=[averages_started], takes=Plan)
def empty_mark_not_zero(workbook: object, **parameters: object) -> None:
    """An empty mark, or the letter of absence, does not lower any average."""
    found = register(workbook, parameters)
    letters = ("", *found.plan.absence)
    failures: dict[int, str] = {}
    calculation = without_strangers(found)
    mark = int(found.plan.allowed[1]) - 1
    suspects = _lowered(found, calculation, found.counting_rows, mark, letters)
    for letter in letters:
        for row in _lowered(found, calculation, suspects, mark, [letter]):
            failures.setdefault(row, letter)
    if failures:
        row = min(failures)
        rows = len(found.counting_rows)
        refuse_unknown(calculation, found, found.average(row))
        message = "workbook.letter_counted" if failures[row] else "workbook.empty_counted"
        done = rows - len(failures)
        raise Failure(
            message,
            earned=done / rows,
            row=row,
            cell=found.average(row),
            letter=failures[row],
            done=done,
            rows=rows,
        )


def _lowered(
    found: Register,
    calculation: Calculation,
    rows: Sequence[int],
    mark: int,
    letters: Sequence[str],
) -> list[int]:
    """The rows whose average is not the one mark that stands there between these letters."""
    gaps = [_gaps(found, row, str(mark), letters) for row in rows]
    calculation.put(found.sheet.name, dict(ChainMap(*gaps)))
    name = found.sheet.name
    return [row for row in rows if calculation.value(name, found.average(row)) != float(mark)]


def _gaps(found: Register, row: int, mark: str, letters: Sequence[str]) -> dict[str, str]:
    """A pupil with the same mark everywhere, but for some places with the letters in turn."""
    last = len(found.mark_columns) - 1
    turn = cycle(letters)
    return {
        cell: next(turn) if place % 3 == 1 or place == last else mark
        for place, cell in enumerate(found.marks(row))
    }


def without_strangers(found: Register) -> Calculation:
    """A calculation in which typed cells that ranges take in beside the marks are empty.

    So that a range that is too wide is told once, by its own check.
    """
    calculation = found.calculation()
    for row in found.counting_rows:
        for reference in found.trace(found.average(row)):
            for address in _strangers(found, reference, row):
                if address == f"{column_of(address)}{row}":
                    calculation.set(found.sheet.name, address, "")
    return calculation


def refuse_unknown(calculation: Calculation, found: Register, cell: str) -> None:
    """Raise CannotTell where a formula uses what this school does not know yet."""
    problem = calculation.problem(found.sheet.name, cell)
    if problem is not None and problem.id in {"formula.unknown_function", "formula.too_much"}:
        raise CannotTell(problem.id, **problem.named)

"""Checks of a register as a table: no errors to be seen, marks limited, header always in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import Calculation, ErrorValue
from mugalim_checks.formulas.addresses import cell_address, cell_position, parse_area
from mugalim_checks.workbook.checks.averages import refuse_unknown
from mugalim_checks.workbook.checks.register import Plan, Register, averages_started, register
from mugalim_checks.workbook.rules import accepts
from mugalim_checks.workbook.sheet import Validation

_SAMPLE = 37  # every so many cells of a rule are tried
_MOST_FROZEN = 5  # rows below the header that may be frozen with it


@check(needs=[averages_started], takes=Plan)
def no_visible_errors(workbook: object, **parameters: object) -> None:
    """No cell shows an error such as #DIV/0!, not even for a pupil without marks."""
    found = register(workbook, parameters)
    calculation = found.calculation()
    for address in found.sheet.cells:
        value = calculation.value(found.sheet.name, address)
        if isinstance(value, ErrorValue):
            refuse_unknown(calculation, found, address)
            raise Failure("workbook.error_shown", cell=address, error=value.code)
    _without_marks(found, calculation)


def _without_marks(found: Register, calculation: Calculation) -> None:
    """Take every pupil's marks away, and look at the average and the level."""
    failures: dict[int, tuple[str, str]] = {}
    marks = [mark for row in found.rows for mark in found.marks(row)]
    calculation.put(found.sheet.name, dict.fromkeys(marks, ""))
    for row in found.rows:
        for cell in (found.average(row), found.level(row)):
            value = calculation.value(found.sheet.name, cell)
            if isinstance(value, ErrorValue):
                failures.setdefault(row, (cell, value.code))
    if failures:
        row = min(failures)
        cell, error = failures[row]
        rows = len(found.rows)
        done = rows - len(failures)
        raise Failure(
            "workbook.error_without_marks",
            earned=done / rows,
            row=row,
            cell=cell,
            error=error,
            done=done,
            rows=rows,
        )


@check(takes=Plan)
def marks_are_limited(workbook: object, **parameters: object) -> None:
    """Nothing but the allowed marks, nothing at all or a letter of absence can be typed."""
    found = register(workbook, parameters)
    cells = [mark for row in found.rows for mark in found.marks(row)]
    rules = [_Placed.of(validation) for validation in found.sheet.validations]
    by_rule: dict[int, list[str]] = {}
    bare = []
    for cell in cells:
        place = next((n for n, rule in enumerate(rules) if rule.covers(cell)), None)
        if place is None:
            bare.append(cell)
        else:
            by_rule.setdefault(place, []).append(cell)
    if not by_rule:
        raise Failure("workbook.marks_free", range=_range(found), **_limits(found))
    for place, covered in by_rule.items():
        _try_rule(found, rules[place], covered)
    if bare:
        earned = (len(cells) - len(bare)) / len(cells)
        raise Failure(
            "workbook.marks_partly_free", earned=earned, cell=bare[0], range=_range(found)
        )


@dataclass(frozen=True)
class _Placed:
    """A validation with its range as numbers."""

    validation: Validation
    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, validation: Validation) -> _Placed:
        area = parse_area(validation.range)
        return cls(validation, area.top, area.left, area.bottom, area.right)

    def covers(self, cell: str) -> bool:
        row, column = cell_position(cell)
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def corner(self) -> str:
        return cell_address(self.top, self.left)


def _try_rule(found: Register, placed: _Placed, cells: list[str]) -> None:
    """Type into some of a rule's cells what must be refused, and what must be accepted."""
    calculation = found.calculation()
    if placed.validation.rule.warns:
        raise Failure("workbook.rule_only_warns", range=placed.validation.range)
    for cell in dict.fromkeys([cells[0], cells[-1], *cells[::_SAMPLE]]):

        def fits(text: str, cell: str = cell) -> bool:
            rule = placed.validation.rule
            return accepts(rule, text, calculation, found.sheet.name, cell, placed.corner)

        for text in _unwanted(found):
            if fits(text):
                raise Failure("workbook.mark_too_free", cell=cell, text=text, **_limits(found))
        for text in _wanted(found):
            if not fits(text):
                raise Failure("workbook.mark_refused", cell=cell, text=text)
        if not fits(""):
            raise Failure("workbook.empty_refused", cell=cell)
        _try_letters(found, cell, [letter for letter in found.plan.absence if fits(letter)])


def _try_letters(found: Register, cell: str, accepted: list[str]) -> None:
    """Letters of absence that stand in the register must be accepted; at least one in any case."""
    inputs = {found.sheet.input(mark).casefold() for row in found.rows for mark in found.marks(row)}
    used = [letter for letter in found.plan.absence if letter.casefold() in inputs]
    refused = [letter for letter in used if letter not in accepted]
    if refused or (found.plan.absence and not accepted):
        letter = (refused or list(found.plan.absence))[0]
        raise Failure("workbook.letter_refused", cell=cell, letter=letter)


def _limits(found: Register) -> dict[str, Any]:
    low, high = found.plan.allowed
    return {"low": f"{low:g}", "high": f"{high:g}"}


def _wanted(found: Register) -> list[str]:
    low, high = (int(limit) for limit in found.plan.allowed)
    return [str(mark) for mark in range(low, high + 1)]


def _unwanted(found: Register) -> list[str]:
    low, high = (int(limit) for limit in found.plan.allowed)
    return [str(high * 11), "0", str(high + 1), str(low - 1)]


def _range(found: Register) -> str:
    first, last = found.marks(found.rows[0]), found.marks(found.rows[-1])
    return f"{first[0]}:{last[-1]}"


@check(takes=Plan)
def header_frozen(workbook: object, **parameters: object) -> None:
    """The header row stays in view while the pupils scroll."""
    found = register(workbook, parameters)
    frozen, header = found.sheet.frozen[0], found.plan.header_row
    if frozen < header:
        raise Failure("workbook.header_scrolls", header=header, last=found.plan.last_row)
    if frozen > header + _MOST_FROZEN:
        raise Failure("workbook.too_many_frozen", header=header, frozen=frozen)

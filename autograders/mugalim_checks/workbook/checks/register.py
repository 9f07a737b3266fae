"""A class register inside a workbook: where its pupils, marks, averages and levels stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import Calculation
from mugalim_checks.formulas.addresses import Area, cell_address, column_number
from mugalim_checks.formulas.parser import NotAFormula, parse, references
from mugalim_checks.formulas.syntax import Reference
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.sheet import Sheet

_DEEPEST_TRACE = 2_000  # cells followed from one formula
_MOST_ABOVE = 5  # rows of a title above a table


@dataclass(frozen=True)
class Plan:
    """Where a lesson says that things stand; the parameters of every check of a register."""

    sheet: str = "Marks"
    header_row: int = 1
    first_row: int = 2
    last_row: int = 41
    name_column: str = "B"
    marks: str = "C:N"
    average_column: str = "O"
    level_column: str = "P"
    absence: Sequence[str] = ("н", "ж", "a")
    allowed: Sequence[float] = (2, 5)


@dataclass(frozen=True)
class Register:
    """A plan laid over a workbook. Where no sheet has the planned name, the first one is meant.

    A teacher may have put a title above her table: `plan` is the given one moved down to it.
    """

    workbook: Workbook
    plan: Plan
    sheet: Sheet = field(init=False)

    def __post_init__(self) -> None:
        found = self.workbook.sheet(self.plan.sheet) or self.workbook.sheets[0]
        object.__setattr__(self, "sheet", found)
        object.__setattr__(self, "plan", _moved_down(self.plan, found))

    @cached_property
    def mark_columns(self) -> range:
        """The numbers of the columns with marks."""
        first, _, last = self.plan.marks.partition(":")
        return range(column_number(first), column_number(last) + 1)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that hold a pupil: a name, and marks that are typed; Failure where none does."""
        found = tuple(
            row
            for row in range(self.plan.first_row, self.plan.last_row + 1)
            if self.sheet.input(f"{self.plan.name_column}{row}")
            and not any(is_formula(self.sheet.input(mark)) for mark in self.marks(row))
        )
        if not found:
            raise Failure("workbook.no_pupils", column=self.plan.name_column)
        return found

    def marks(self, row: int) -> tuple[str, ...]:
        """The addresses of a pupil's marks."""
        return tuple(cell_address(row, column) for column in self.mark_columns)

    def average(self, row: int) -> str:
        """The address of a pupil's average."""
        return f"{self.plan.average_column}{row}"

    def level(self, row: int) -> str:
        """The address of a pupil's level."""
        return f"{self.plan.level_column}{row}"

    @cached_property
    def counting_rows(self) -> tuple[int, ...]:
        """The rows whose average is a formula that reads cells."""
        return tuple(row for row in self.rows if self.reads(self.average(row)))

    def reads(self, address: str) -> tuple[Reference, ...]:
        """What the formula in a cell reads; nothing where it is none or cannot be read."""
        return read_by(self.sheet.input(address), self.sheet.name)

    def trace(self, address: str) -> tuple[Reference, ...]:
        """What a cell reads, and what the formulas in those cells read, and so on."""
        found: dict[Reference, None] = {}
        seen, waiting = {(self.sheet.name.casefold(), address)}, [(self.sheet, address)]
        while waiting and len(seen) < _DEEPEST_TRACE:
            sheet, cell = waiting.pop()
            for reference in read_by(sheet.input(cell), sheet.name):
                found[reference] = None
                for place, each in self._filled(reference.area):
                    key = (place.name.casefold(), each)
                    if key not in seen:
                        seen.add(key)
                        waiting.append((place, each))
        return tuple(found)

    def _filled(self, area: Area) -> Iterator[tuple[Sheet, str]]:
        sheet = self.workbook.sheet(area.sheet)
        if sheet is None:
            return
        if area.size > _DEEPEST_TRACE:
            return
        for row, column in area.cells():
            address = cell_address(row, column)
            if sheet.input(address):
                yield sheet, address

    def inputs(self, area: Area) -> Iterator[tuple[str, str]]:
        """Addresses and inputs of the filled cells of an area of moderate size."""
        for sheet, address in self._filled(area):
            yield address, sheet.input(address)

    def calculation(self) -> Calculation:
        """A calculation of one's own, free to be changed."""
        return self.workbook.calculate()


def _moved_down(plan: Plan, sheet: Sheet) -> Plan:
    """The plan as far down as the first row with words over the names and over the averages."""
    for down in range(_MOST_ABOVE + 1):
        row = plan.header_row + down
        heads = [sheet.input(f"{each}{row}") for each in (plan.name_column, plan.average_column)]
        if all(isinstance(typed_value(text), str) and not is_formula(text) for text in heads):
            first, last = plan.first_row + down, plan.last_row + down
            return replace(plan, header_row=row, first_row=first, last_row=last)
    return plan


def register(workbook: object, parameters: dict[str, object]) -> Register:
    """The register of a check's parameters; TypeError for one that it does not know."""
    if not isinstance(workbook, Workbook):
        raise TypeError(workbook)
    return Register(workbook, Plan(**parameters))  # type: ignore[arg-type]  # Plan refuses others


@lru_cache(maxsize=4096)
def read_by(text: str, sheet: str) -> tuple[Reference, ...]:
    """What a formula reads; nothing for anything else."""
    if not is_formula(text):
        return ()
    try:
        return references(parse(text, sheet))
    except NotAFormula:
        return ()


def column_of(address: str) -> str:
    """The letters of an address."""
    return address.rstrip("0123456789")


@check(takes=Plan)
def averages_started(workbook: object, **parameters: object) -> None:
    """At least half of the pupils have an average that is a formula."""
    found = register(workbook, parameters)
    done, rows = len(found.counting_rows), len(found.rows)
    if done * 2 < rows:
        raise Failure(
            "workbook.averages_not_started",
            done=done,
            rows=rows,
            cell=found.average(found.rows[0]),
        )

"""A workbook as data: sheets of typed inputs, with what surrounds them; never changed in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from mugalim_checks.core import Failure
from mugalim_checks.formulas import Calculation
from mugalim_checks.parts import Passage, Picture
from mugalim_checks.states import from_plain, to_plain
from mugalim_checks.workbook import operations, passages, structure, translating
from mugalim_checks.workbook.places import own_address
from mugalim_checks.workbook.sheet import Sheet, sheet_of, state_of
from mugalim_checks.workbook.surroundings import NO_PROPERTIES, DefinedName, Properties

__all__ = ["MOST_CELLS", "MOST_SHEETS", "Workbook", "own_address"]

MOST_SHEETS = 20
MOST_CELLS = 20_000  # of a workbook


@dataclass(frozen=True)
class About:
    """What a workbook's state says besides its sheets, each only where there is any."""

    properties: Properties = NO_PROPERTIES
    names: tuple[DefinedName, ...] = ()
    leftovers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """Sheets in order; every change gives a new workbook.

    `leftovers` are texts that a file still holds though no cell shows them.
    """

    kind: ClassVar[str] = "workbook"
    ABOUT: ClassVar[type[About]] = About

    sheets: tuple[Sheet, ...] = ()
    properties: Properties = NO_PROPERTIES
    names: tuple[DefinedName, ...] = ()
    leftovers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(sheet.cells for sheet in self.sheets)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in any case of letters."""
        wanted = name.casefold()
        return next((each for each in self.sheets if each.name.casefold() == wanted), None)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Charts and pictures, with what is said of them."""
        return tuple(picture for sheet in self.sheets for picture in passages.pictures_of(sheet))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text anywhere in the file: cells, names, comments, properties, hidden places."""
        return tuple(
            passages.passages_of(
                self.sheets, self.properties, self.names, self.leftovers, self.counted
            )
        )

    @cached_property
    def counted(self) -> Calculation:
        """The values of all cells, only to be read; `calculate` gives one that may be changed."""
        return self.calculate()

    @classmethod
    def from_state(cls, state: object) -> Workbook:
        """The workbook that `to_state` gave; Failure where it is none or too large."""
        if state == {}:
            return cls()
        try:
            sheets = tuple(sheet_of(each) for each in state["sheets"])  # type: ignore[index]  # caught below
            about = from_plain(About, _optional(state))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            raise Failure("workbook.damaged") from None
        return _within_limits(cls(sheets, about.properties, about.names, about.leftovers))

    def to_state(self) -> dict[str, Any]:
        """The workbook as plain JSON values."""
        about = to_plain(About(self.properties, self.names, self.leftovers))
        return {"sheets": [state_of(sheet) for sheet in self.sheets], **about}

    def calculate(self) -> Calculation:
        """The values of all cells as of now, ready for further changes."""
        inputs = {
            sheet.name: {address: cell.input for address, cell in sheet.cells.items()}
            for sheet in self.sheets
        }
        return Calculation(inputs, today=datetime.now())  # noqa: DTZ005  the clock on the wall

    def apply(self, operation: Mapping[str, Any]) -> Workbook:
        """The workbook after an operation of `operations` or `structure`; else Failure."""
        name = str(operation.get("op")) if isinstance(operation, Mapping) else ""
        if name in structure.STEPS:
            return _within_limits(structure.applied(self, operation))
        if name not in operations.STEPS:
            raise Failure("workbook.damaged")
        sheet = structure.found_sheet(self, operation)
        return _within_limits(self.with_sheet(operations.applied(sheet, operation)))

    def translated(self, lookup: Callable[[str], str]) -> Workbook:
        """The workbook with its texts and sheets' names looked up; formulas follow."""
        return replace(
            self, sheets=tuple(translating.translated(sheet, lookup) for sheet in self.sheets)
        )

    def with_sheet(self, changed: Sheet) -> Workbook:
        """The workbook with the sheet of that name replaced."""
        name = changed.name.casefold()
        return replace(
            self,
            sheets=tuple(
                changed if sheet.name.casefold() == name else sheet for sheet in self.sheets
            ),
        )


def _optional(state: Any) -> dict[str, Any]:
    return {name: state[name] for name in About.__dataclass_fields__ if name in state}


def _within_limits(workbook: Workbook) -> Workbook:
    """The workbook; Failure where it holds more than it may."""
    names = [sheet.name.casefold() for sheet in workbook.sheets]
    if not names or len(names) > MOST_SHEETS or len(set(names)) < len(names):
        raise Failure("workbook.damaged")
    if sum(len(sheet.cells) for sheet in workbook.sheets) > MOST_CELLS:
        raise Failure("workbook.too_many_cells", most=MOST_CELLS)
    return workbook

"""What formulas and ranges become when rows or columns are put into a sheet or taken out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mugalim_checks.formulas.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    column_letters,
    column_number,
)
from mugalim_checks.formulas.moving import GONE, rewritten, unquoted
from mugalim_checks.formulas.tokens import is_formula

Axis = Literal["row", "column"]
_PART = re.compile(r"(\$?)([A-Z]{1,3})?(\$?)(\d{1,7})?")


@dataclass(frozen=True)
class Shift:
    """Rows (or columns) put into a sheet before number `at`, or taken out of it from there on.

    `count` says how many are put in; below 0, how many are taken out.
    """

    sheet: str
    axis: Axis
    at: int
    count: int

    @property
    def last(self) -> int:
        """The last row or column that there can be."""
        return LAST_ROW if self.axis == "row" else LAST_COLUMN

    def place(self, number: int) -> int | None:
        """Where a row or column is afterwards; None where it is taken out, or pushed out."""
        if number < self.at:
            return number
        moved = number + self.count
        return moved if self.at <= moved <= self.last else None

    def ends(self, first: int, last: int) -> tuple[int, int] | None:
        """The ends of a run of rows or columns afterwards; None where nothing is left of it.

        A run grows by what is put in between its ends, as in Excel.
        """
        if (first, last) == (1, self.last):
            return first, last
        if self.count > 0:
            start, end = self.place(first), self.place(last) or self.last
            return (start, end) if start else None
        gone = self.at - self.count - 1  # the last one that is taken out
        start = first if first < self.at else max(first, gone + 1) + self.count
        end = last if last < self.at else max(last, gone) + self.count
        return (start, end) if start <= end else None

    def area(self, area: Area) -> Area | None:
        """An area of the sheet afterwards; None where nothing is left of it."""
        rows: tuple[int, int] | None = (area.top, area.bottom)
        columns: tuple[int, int] | None = (area.left, area.right)
        if self.axis == "row":
            rows = self.ends(area.top, area.bottom)
        else:
            columns = self.ends(area.left, area.right)
        if rows is None or columns is None:
            return None
        return Area(area.sheet, rows[0], columns[0], rows[1], columns[1])


def shifted(formula: str, sheet: str, shift: Shift) -> str:
    """A stored formula of a sheet as it reads after a shift.

    Dollar signs hold nothing here; cells that are taken out leave #REF!, as in Excel.
    """
    if not is_formula(formula):
        return formula

    def rewrite(prefix: str, cells: str) -> str:
        named = unquoted(prefix[:-1]) if prefix else sheet
        if named.casefold() != shift.sheet.casefold():
            return prefix + cells
        after = _shifted_cells(cells, shift)
        return prefix + after if after else GONE

    return rewritten(formula, rewrite)


def _shifted_cells(cells: str, shift: Shift) -> str | None:
    """Cells such as $B$2, B2:C4, C:N or 2:41 afterwards; None where they are gone."""
    parts = cells.split(":")
    numbers = [_number(part, shift.axis) for part in parts]
    if None in numbers:
        return cells
    known = [number for number in numbers if number is not None]
    ends = shift.ends(min(known), max(known))
    if ends is None:
        return None
    low = known[0] <= known[-1]
    after = ends if low else ends[::-1]
    written = [
        _with_number(part, each, shift.axis) for part, each in zip(parts, after, strict=False)
    ]
    return ":".join(written)


def _number(part: str, axis: Axis) -> int | None:
    """The row or column that a part of a reference names."""
    match = _PART.fullmatch(part)
    letters, digits = (match[2], match[4]) if match else (None, None)
    if axis == "row":
        return int(digits) if digits else None
    return column_number(letters) if letters else None


def _with_number(part: str, number: int, axis: Axis) -> str:
    match = _PART.fullmatch(part)
    dollar, letters, second, digits = match.groups("") if match else ("", "", "", "")
    if axis == "row":
        return f"{dollar}{letters}{second}{number}"
    return f"{dollar}{column_letters(number)}{second}{digits}"

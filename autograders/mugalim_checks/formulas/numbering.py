"""Cells as whole numbers: quick to keep, and to count from one cell to the next."""

from __future__ import annotations

Cell = int  # the sheet's number, the row and the column, in this order of weight

COLUMN = 1
ROW = 1 << 15
SHEET = 1 << 36


def cell_number(sheet: int, row: int, column: int) -> Cell:
    """The number of a cell; the next column is COLUMN further, the next row ROW further."""
    return sheet * SHEET + row * ROW + column


def sheet_of(cell: Cell) -> int:
    """The number of the sheet on which a cell stands."""
    return cell // SHEET


def row_of(cell: Cell) -> int:
    """The row of a cell, from 1."""
    return cell % SHEET // ROW


def column_of(cell: Cell) -> int:
    """The column of a cell, from 1."""
    return cell % ROW

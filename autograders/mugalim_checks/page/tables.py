"""Where the cells of a table stand, those that span rows and columns counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mugalim_checks.page.model import Cell

_WIDEST_SPAN = 100
_HEADER_ROLES = ("columnheader", "rowheader")


@dataclass
class Grid:
    """One table while it is read: the next free place, and what spans have taken."""

    table: int
    row: int = 0
    column: int = 0
    head: bool = False  # inside of the table's head
    _rows: set[int] = field(default_factory=set)  # of the head, by identity of its rows
    _taken: set[tuple[int, int]] = field(default_factory=set)

    def begin(self, element: Element, tag: str) -> None:
        """Enter a row, or the head, whose rows are known from then on."""
        if tag == "thead":
            self._rows = {id(row) for row in element.iter() if _is_row(row)}
            return
        self.row += 1
        self.column = 0
        self.head = id(element) in self._rows

    def place(self, element: Element, tag: str) -> Cell:
        """The cell's place; rows and columns are counted from 1."""
        self.row = max(self.row, 1)
        self.column += 1
        while (self.row, self.column) in self._taken:
            self.column += 1
        rows, columns = _span(element, "rowspan"), _span(element, "colspan")
        first = self.column
        for row in range(self.row, self.row + rows):
            for column in range(first, first + columns):
                self._taken.add((row, column))
        self.column += columns - 1
        header = tag == "th" or self.head or element.get("role") in _HEADER_ROLES
        return Cell(self.table, self.row, first, header, rows, columns)


def _is_row(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("}tr")


def _span(element: Element, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return min(max(int(text), 1), _WIDEST_SPAN) if text.isdecimal() and len(text) < 6 else 1

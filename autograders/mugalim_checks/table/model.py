"""A table as data: a header, rows of texts below it; never changed in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import column_letters
from mugalim_checks.parts import Passage, Where, place
from mugalim_checks.states import from_plain, to_plain
from mugalim_checks.wording.spelling import alike

MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_CELLS = 20_000  # filled ones
LONGEST_CELL = 8_000  # characters
MOST_TEXT = 1_000_000  # characters of all cells together


@dataclass(frozen=True)
class Row:
    """A row that holds something, and its number as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The trimmed text in a column, counted from 0; "" where there is none."""
        return self.cells[column].strip() if column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """A header and rows; `above` are the lines over the header, such as a title."""

    kind: ClassVar[str] = "table"

    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    above: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no row below the header holds anything."""
        return not self.filled_rows

    @property
    def filled_rows(self) -> tuple[Row, ...]:
        """The rows below the header in which something stands."""
        first = len(self.above) + 2
        rows = (Row(number, cells) for number, cells in enumerate(self.rows, start=first))
        return tuple(row for row in rows if any(cell.strip() for cell in row.cells))

    @property
    def language(self) -> str | None:
        """Unknown: a table does not say its language."""
        return None

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the table: what is above it, its header, its cells."""
        above = [(text, place("row", row=n)) for n, text in enumerate(self.above, start=1)]
        header = [(text, place("column", name=text)) for text in self.header]
        cells = [
            (text, self.where(row, column))
            for row in self.filled_rows
            for column, text in enumerate(row.cells)
        ]
        return tuple(Passage(text, where) for text, where in above + header + cells if text.strip())

    def find_column(self, names: Sequence[str]) -> int | None:
        """The number (from 0) of the column with one of these names; None where there is none.

        Capitals, ё, and letters that a Russian keyboard lacks make no difference.
        """
        wanted = {_plain(name) for name in names}
        found = (number for number, name in enumerate(self.header) if _plain(name) in wanted)
        return next(found, None)

    def name_of(self, column: int) -> str:
        """A column's name in the header; its letter where it has none."""
        name = self.header[column].strip() if column < len(self.header) else ""
        return name or column_letters(column + 1)

    def where(self, row: Row, column: int) -> Where:
        """A cell as a place, such as Row 4, column “Author”."""
        values = {"row": row.number, "column": self.name_of(column)}
        return {"id": "table.where_cell", "values": values}

    @classmethod
    def from_state(cls, state: object) -> Table:
        """The table that `to_state` gave, an empty one for {}; Failure for anything else."""
        table = from_plain(cls, state)
        if not table.is_within_bounds:
            raise Failure("file.damaged")
        return table

    @property
    def is_within_bounds(self) -> bool:
        """Whether it holds no more rows, columns, cells and characters than a table may."""
        lines = (self.header, *self.rows)
        filled = [text for line in lines for text in line if text]
        return (
            len(lines) + len(self.above) <= MOST_ROWS
            and max(map(len, lines)) <= MOST_COLUMNS
            and len(filled) <= MOST_CELLS
            and max(map(len, (*filled, *self.above)), default=0) <= LONGEST_CELL
            and sum(map(len, filled)) <= MOST_TEXT
        )

    def to_state(self) -> dict[str, Any]:
        """The table as plain JSON values."""
        state: dict[str, Any] = to_plain(self)
        return state

    def translated(self, lookup: Callable[[str], str]) -> Table:
        """The table with its texts looked up."""

        def each(texts: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(lookup(text) if text else text for text in texts)

        return Table(each(self.header), tuple(map(each, self.rows)), each(self.above))


def table_of(lines: Sequence[Sequence[str]]) -> Table:
    """The table in lines of texts: its header is the first line with two texts or more.

    Where no line has two, the first with one is the header.
    """
    tidy = [_tidy(line) for line in lines]
    while tidy and not tidy[-1]:
        tidy.pop()
    filled = [sum(1 for text in line if text) for line in tidy]
    many = (number for number, count in enumerate(filled) if count >= 2)
    some = (number for number, count in enumerate(filled) if count)
    header = next(many, next(some, None))
    if header is None:
        return Table()
    above = tuple(next((text for text in line if text), "") for line in tidy[:header])
    return Table(tidy[header], tuple(tidy[header + 1 :]), above)


def _tidy(line: Sequence[str]) -> tuple[str, ...]:
    """A line's texts, trimmed, without empty ones at its end."""
    texts = [text.strip() for text in line]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _plain(name: str) -> str:
    return " ".join(alike(name).replace("*", " ").rstrip(" :?.").split())

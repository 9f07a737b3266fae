"""A column of a table as a check looks at it: its filled cells, or why it cannot be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.parts import Where, place
from mugalim_checks.table.model import Row, Table
from mugalim_checks.wording.measures import language_of
from mugalim_checks.wording.passages import quoted

_LANGUAGES = ("en", "ky", "ru")  # the order in which a lesson's plan gives a column's names


@dataclass(frozen=True)
class Column:
    """A column that is there, by its number from 0."""

    table: Table
    number: int

    @property
    def where(self) -> Where:
        """The column as a place."""
        return place("column", name=self.table.name_of(self.number))

    @property
    def filled(self) -> tuple[tuple[Row, str], ...]:
        """Its cells that hold something, with their rows; Failure where none does."""
        found = tuple(
            (row, text) for row in self.table.filled_rows if (text := row.cell(self.number))
        )
        if not found:
            raise Failure("table.column_empty", where=self.where)
        return found

    def require(self, slips: Sequence[Row], id: str, **values: Any) -> None:
        """Raise a Failure for the first row that is not yet as it should be, if there is one."""
        if not slips:
            return
        rows = len(self.filled)
        done = rows - len(slips)
        row = slips[0]
        values |= {"where": self.table.where(row, self.number), "done": done, "rows": rows}
        raise Failure(id, earned=done / rows, text=quoted(row.cell(self.number), 25), **values)


def column_of(table: Table, names: Sequence[str]) -> Column:
    """The column of one of these names; Failure where the table has none."""
    number = table.find_column(names)
    if number is None:
        raise Failure("table.no_column", name=fitting(table, names))
    return Column(table, number)


def fitting(table: Table, names: Sequence[str]) -> str:
    """That of a column's names, given in English, Kyrgyz and Russian, which fits the table."""
    language = language_of(" ".join(_texts(table)))
    number = _LANGUAGES.index(language) if language in _LANGUAGES else 0
    return names[number if number < len(names) else 0]


def _texts(table: Table) -> Iterator[str]:
    yield from table.header
    for row in table.filled_rows:
        yield from row.cells

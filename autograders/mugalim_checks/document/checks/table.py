"""Checks of tables: a marked header row, and minutes that fill the lesson."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.document.amounts import Span, column_minutes, from_to, minutes
from mugalim_checks.document.blocks import Table
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import fields, rank, wording
from mugalim_checks.parts import place
from mugalim_checks.wording.passages import quoted

_TOTAL = 0.6  # of the lesson; a stage that takes more is rather the sum of all
LEAST_ROWS = 2  # a table has a header and something below it


@check()
def has_table(document: Document) -> None:
    """There is a table of two rows and two columns or more."""
    if not tables(document):
        raise Failure("document.no_table")


@check(needs=[has_table])
def table_present(
    document: Document, *, column: Sequence[str] = (), least_rows: int = 2, header: bool = True
) -> None:
    """A table has so many rows under its header, and the header row is marked as one.

    `column` names a column by which the table is known; without it any table will do.
    """
    meant = [table for _, table in tables(document) if not column or _column(table, column)]
    meant = meant or [table for _, table in tables(document)]
    longest = max(meant, key=lambda table: len(table.rows))
    rows = len(longest.rows) - 1
    if rows < least_rows:
        raise Failure(
            "document.table_short", earned=0.5 * rows / least_rows, done=rows, least=least_rows
        )
    if header and not any(table.headers for table in meant):
        text = quoted(" | ".join(longest.texts[0]), 30)
        raise Failure("document.header_unmarked", earned=0.5, text=text)


@check(needs=[has_table])
def minutes_fill_lesson(
    document: Document,
    *,
    column: Sequence[str],
    stated: Sequence[str],
    tolerance: float = 2,
) -> None:
    """The minutes in the table's column sum to the length of the lesson that she states."""
    number, table, at = _table_with(document, column)
    spans = _spans(number, table, at)
    length = _stated(document, stated, number)
    if length is None:
        raise Failure("document.length_missing", earned=0.25, part=wording(document, stated))
    if _ends_with_total(spans, length):
        spans = spans[:-1]
    least, most = sum(span[0] for span in spans), sum(span[1] for span in spans)
    if not least - tolerance <= length <= most + tolerance:
        found = least if length < least else most
        raise Failure("document.minutes_differ", earned=0.5, found=found, stated=length)


def _ends_with_total(spans: Sequence[Span], length: float) -> bool:
    """Whether the last row is the sum of the others, and no stage that happens to be as long."""
    last = spans[-1]
    sums = tuple(sum(span[at] for span in spans[:-1]) for at in (0, 1))
    return len(spans) > 2 and sums == last and last[0] == last[1] and last[0] > _TOTAL * length


def _table_with(document: Document, column: Sequence[str]) -> tuple[int, Table, int]:
    """The table in whose column most rows say minutes, with its number and the column."""
    found = [
        (number, table, at)
        for number, table in tables(document)
        if (at := _column(table, column)) is not None
    ]
    if not found:
        raise Failure("document.column_missing", name=wording(document, column))
    return max(found, key=lambda each: _said(each[1], each[2]))


def _said(table: Table, at: int) -> int:
    return sum(span is not None for span in column_minutes([row[at].text for row in table.grid]))


def _spans(number: int, table: Table, at: int) -> list[Span]:
    """The minutes of each row; Failure where one has none."""
    first = max(1, table.headers)
    cells = [row[at] for row in table.grid[first:]]
    rows = [row for row, cell in enumerate(cells) if row == 0 or cell is not cells[row - 1]]
    rows = [row for row in rows if any(cell.text for cell in table.grid[first + row])]
    spans = column_minutes([cells[row].text for row in rows])
    done = [span for span in spans if span is not None]
    for row, span in zip(rows, spans, strict=True):
        if span is None:
            raise Failure(
                "document.minutes_missing",
                earned=0.5 * len(done) / len(spans),
                where=place("table_cell", table=number, row=first + row + 1, column=at + 1),
            )
    if not done:
        where = place("table_cell", table=number, row=first + 1, column=at + 1)
        raise Failure("document.minutes_missing", where=where)
    return done


def _stated(document: Document, names: Sequence[str], stages: int) -> float | None:
    for text, label in fields(document.flow, names):
        inside = label.cell is not None and label.cell[0] == stages
        if inside:
            continue
        length = from_to(text)
        if length is not None:
            return length
        found = minutes(text)
        if found is not None:
            return found[1]
    return None


def _column(table: Table, names: Sequence[str]) -> int | None:
    """The column (from 0) whose heading fits the names best."""
    heads = table.texts[0] if table.texts else ()
    ranks = [rank(each, names) for each in heads]
    best = max(ranks, default=0)
    return ranks.index(best) if best else None


def tables(document: Document) -> list[tuple[int, Table]]:
    """The tables of two rows and two columns or more, with their numbers from 1."""
    return [
        (number, table)
        for number, table in enumerate(document.tables, 1)
        if len(table.grid) >= LEAST_ROWS and len(table.grid[0]) >= 2
    ]

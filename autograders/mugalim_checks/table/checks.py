"""Checks of any table: its columns, its rows, and what stands in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median_low, mode
from typing import Literal

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas.values import number_from_text
from mugalim_checks.records.dates import parse_date, written
from mugalim_checks.table.columns import column_of, fitting
from mugalim_checks.table.model import Table
from mugalim_checks.wording.measures import words
from mugalim_checks.wording.spelling import alike

Type = Literal["number", "whole", "date", "text"]


@check()
def columns_present(table: Table, *, columns: Mapping[str, Sequence[str]]) -> None:
    """The header names each of these columns, in one of the languages."""
    missing = [names for names in columns.values() if table.find_column(names) is None]
    if missing:
        done = len(columns) - len(missing)
        name = fitting(table, missing[0])
        raise Failure("table.no_column", earned=done / len(columns), name=name)


@check()
def rows_between(table: Table, *, least: int, most: int | None = None) -> None:
    """There are at least so many filled rows under the header, and at most so many."""
    found = len(table.filled_rows)
    if found < least:
        raise Failure("table.few_rows", earned=found / least, found=found, least=least)
    if most is not None and found > most:
        raise Failure("table.many_rows", earned=most / found, found=found, most=most)


@check()
def each_row_has(table: Table, *, columns: Mapping[str, Sequence[str]]) -> None:
    """Every filled row has something in each of these columns; a dash or a "?" is nothing."""
    rows = table.filled_rows
    if not rows:
        raise Failure("table.few_rows", found=0, least=1)
    found = [table.find_column(names) for names in columns.values()]
    there = [number for number in found if number is not None]
    empty = [
        (row, number) for row in rows for number in there if not _says_something(row.cell(number))
    ]
    earned = (len(rows) * len(there) - len(empty)) / (len(rows) * len(columns))
    if None in found:
        missing = list(columns.values())[found.index(None)]
        raise Failure("table.no_column", earned=earned, name=fitting(table, missing))
    if empty:
        (row, number), rows_done = empty[0], len(rows) - len({row.number for row, _ in empty})
        where = table.where(row, number)
        raise Failure(
            "table.cell_empty", earned=earned, where=where, done=rows_done, rows=len(rows)
        )


@check()
def column_type(table: Table, *, column: Sequence[str], type: Type | None = None) -> None:
    """Every filled cell of a column is of one type: the one that is said, or that of most cells."""
    found = column_of(table, column)
    types = {row: _type_of(text) for row, text in found.filled}
    wanted: str = type or mode("number" if each == "whole" else each for each in types.values())
    slips = [row for row, each in types.items() if not _is_of(each, wanted)]
    found.require(slips, _TYPE_MESSAGES[wanted])


@check()
def values_in(table: Table, *, column: Sequence[str], allowed: Sequence[str]) -> None:
    """Every filled cell of a column holds one of these words; capitals make no difference."""
    found = column_of(table, column)
    known = {alike(word) for word in allowed}
    slips = [row for row, text in found.filled if alike(text) not in known]
    found.require(slips, "table.value_unknown", allowed=", ".join(allowed))


@check()
def words_at_least(table: Table, *, column: Sequence[str], least: int) -> None:
    """Every filled cell of a column has at least so many words."""
    found = column_of(table, column)
    slips = [row for row, text in found.filled if len(words(text)) < least]
    found.require(slips, "table.few_words", least=least)


@check()
def dates_within(table: Table, *, column: Sequence[str], days: int) -> None:
    """Every filled cell of a column holds a day, at most so many days from the middle of them."""
    found = column_of(table, column)
    dates = {row: parse_date(text) for row, text in found.filled}
    found.require([row for row, day in dates.items() if day is None], "table.no_date")
    known = {row: day for row, day in dates.items() if day is not None}
    middle = median_low(known.values())
    far = [row for row, day in known.items() if abs((day - middle).days) > days]
    found.require(far, "table.date_far", middle=written(middle))


_TYPE_MESSAGES: Mapping[str, str] = {
    "number": "table.no_number",
    "whole": "table.no_whole",
    "date": "table.no_date",
    "text": "table.no_words",
}


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _type_of(text: str) -> str:
    number = number_from_text(text)
    if parse_date(text) is not None:
        return "date"
    if number is None:
        return "text"
    return "whole" if number == int(number) else "number"


def _is_of(found: str, wanted: str) -> bool:
    return found == wanted or (found, wanted) == ("whole", "number")

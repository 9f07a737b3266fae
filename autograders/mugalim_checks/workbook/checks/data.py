"""Checks of a data table from one's own school: described, of one kind, without persons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import ErrorValue, Value
from mugalim_checks.formulas.inputs import typed_look
from mugalim_checks.privacy.numbers import number_trouble
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.checks.dates import date_of
from mugalim_checks.workbook.checks.tables import (
    Table,
    data_table,
    find_table,
    has_data,
    matches,
    shown,
)
from mugalim_checks.workbook.model import Workbook

# Initials alone or with a surname: "А. Б.", "Асанова Г.".
_INITIALS = re.compile(
    r"(?<!\w)[A-ZА-ЯЁҢӨҮ]\.\s?[A-ZА-ЯЁҢӨҮ]\.|[A-ZА-ЯЁҢӨҮ][a-zа-яёңөү]{2,}\s[A-ZА-ЯЁҢӨҮ]\."
)


@check()
def columns_consistent(
    workbook: Workbook, *, data: Sequence[str], least: int = 12, most: int = 60
) -> None:
    """The data have a moderate number of rows, and each column holds values of one kind.

    `data` are the names of the sheet with the data.
    """
    table = data_table(workbook, data)
    rows = len(table.rows)
    if not least <= rows <= most:
        raise Failure(
            "workbook.data_rows", sheet=table.sheet.name, rows=rows, least=least, most=most
        )
    mixed = {name: cell for name in table.columns if (cell := _odd_cell(table, name))}
    if mixed:
        name, cell = next(iter(mixed.items()))
        share = 1 - len(mixed) / len(table.columns)
        raise Failure("workbook.data_mixed", earned=share, cell=cell, heading=quoted(name))


def _odd_cell(table: Table, name: str) -> str | None:
    """The first cell of another kind than most of its column; an error is odd in any column."""
    kinds = {row: _kind(table.value(row, name), table.input(row, name)) for row in table.rows}
    filled = [kind for kind in kinds.values() if kind]
    if not filled:
        return None
    usual = max(sorted(set(filled)), key=filled.count)
    odd = (row for row, kind in kinds.items() if kind and (kind != usual or kind == "error"))
    row = next(odd, None)
    return None if row is None else table.cell(row, name)


def _kind(value: Value, typed: str) -> str:
    if value is None or (isinstance(value, str) and not value.strip(" –—-")):
        return ""
    if isinstance(value, ErrorValue):
        return "error"
    if isinstance(value, str):
        return "date" if date_of(value) else "text"
    return "date" if "yyyy" in typed_look(typed) else "number"


@check()
def columns_described(
    workbook: Workbook,
    *,
    data: Sequence[str],
    described: Mapping[str, Sequence[str]],
    name: str = "column",
) -> None:
    """Each column of the data is described: its source, its date, its unit.

    `described` are the headings of the description; `name` is the field with the column's name.
    """
    table, words = data_table(workbook, data), find_table(workbook, described)
    fields = [field for field in described if field != name]
    missing: list[Failure] = []
    done = 0
    for heading in table.columns:
        row = next((each for each in words.rows if _names(words.text(each, name), heading)), None)
        if row is None:
            sheet = words.sheet.name
            missing.append(
                Failure("workbook.column_undescribed", heading=quoted(heading), sheet=sheet)
            )
            continue
        empty = [field for field in fields if not words.text(row, field)]
        done += len(fields) - len(empty)
        missing += [
            Failure(
                "workbook.description_gap",
                cell=words.cell(row, field),
                heading=quoted(heading),
                what=quoted(words.heading(field)),
            )
            for field in empty
        ]
    if missing:
        missing[0].earned = done / (len(fields) * len(table.columns))
        raise missing[0]


def _names(text: str, heading: str) -> bool:
    return bool(text) and matches(heading, [text])


@check(needs=[has_data])
def no_person_in_data(workbook: Workbook, *, data: Sequence[str], person: Sequence[str]) -> None:
    """The data are totals: no column and no cell names a person.

    `person` are headings of columns that name somebody, such as "Pupil" or "Surname".
    """
    table = data_table(workbook, data)
    for heading in table.columns:
        if matches(heading, person):
            cell = table.cell(table.header_row, heading)
            raise Failure("workbook.person_column", cell=cell, heading=quoted(heading))
    for row in table.rows:
        for heading in table.columns:
            text = shown(table.value(row, heading))
            if _INITIALS.search(text) or number_trouble(text):
                cell = table.cell(row, heading)
                raise Failure("workbook.person_cell", cell=cell, text=quoted(text))

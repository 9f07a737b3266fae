"""A table written as a file that spreadsheet programs open with its letters and columns whole."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from mugalim_checks.artefacts import write_artefact
from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.formulas.inputs import text_input
from mugalim_checks.table.model import Table

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:[.,]\d{1,12})?%?")  # no phone, no class such as 07
_FORMULA = re.compile(r"[=+@-]")


def write(table: Table, ending: str) -> bytes:
    """The bytes of a file of one of the kind's endings; the same for the same table."""
    return _text(table) if ending == ".csv" else _spreadsheet(table, ending)


def _lines(table: Table) -> Iterator[tuple[str, ...]]:
    yield from ((text,) for text in table.above)
    yield table.header
    yield from table.rows


def _text(table: Table) -> bytes:
    """UTF-8 with its mark and semicolons: so Excel in Russian shows Kyrgyz letters and columns."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for line in _lines(table):
        writer.writerow([_cell(each) for each in line])
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return text.replace(".", ",")
    return f"'{text}" if _FORMULA.match(text) else text  # no program takes it for a formula


def _spreadsheet(table: Table, ending: str) -> bytes:
    from mugalim_checks.workbook import Cell, Sheet, Workbook

    header = len(table.above) + 1
    cells = {
        cell_address(row, column): Cell(
            text if _NUMBER.fullmatch(text) else text_input(text), bold=row == header
        )
        for row, line in enumerate(_lines(table), start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    return write_artefact(Workbook((Sheet("1", cells, (header, 0)),)), ending)

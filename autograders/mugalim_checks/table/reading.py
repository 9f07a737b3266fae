"""A .csv, .xlsx or .ods file as a table's state; runs only in a limited child of `opening`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import cell_position
from mugalim_checks.formulas.inputs import constant_input
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import Value, typed_value
from mugalim_checks.opening.refusals import open_office, refuse_kind, what_is
from mugalim_checks.table.model import MOST_ROWS, Table, table_of
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.reading import read as read_workbook

_SPREADSHEETS = ("xlsx", "ods")
_DELIMITERS = (";", "\t", ",")
_LOOKED_AT = 30  # lines, to find out what stands between the cells
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_LETTER = re.compile(r"[^\W\d_]")
_UNWRITABLE = re.compile("[\x0b\x0c]")
_MARKED = re.compile("'[=+@-]")  # how a text is kept from being taken for a formula


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the table in a file; Failure with a "file." id where it cannot be had."""
    found = what_is(content)
    if found in _SPREADSHEETS or found in ("encrypted", "macros", "zip"):
        open_office(content, "table", _SPREADSHEETS).close()
        lines = _lines_of_spreadsheet(content, name)
    elif found == "unknown":
        lines = _lines_of_text(text_of(content))
    else:
        raise refuse_kind(content, "table")
    table = table_of(lines)
    if not table.is_within_bounds:
        raise Failure("file.bomb")
    return Table.from_state(table.to_state()).to_state()


def text_of(content: bytes) -> str:
    """The text in a file's bytes: UTF-8, UTF-16 with its mark, or Windows-1251; Failure if none."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "windows-1251"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if not _NO_TEXT.search(text):
                return _UNWRITABLE.sub(" ", text)
    raise Failure("file.not_text")


def _lines_of_text(text: str) -> list[list[str]]:
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said else _delimiter(text)
    lines = _parsed(text[said.end() :] if said else text, delimiter, MOST_ROWS + 1)
    return [[_unmarked(cell) for cell in line] for line in lines]


def _parsed(text: str, delimiter: str, most: int) -> list[list[str]]:
    """The first lines of a text; Failure where a cell never ends."""
    try:
        return list(islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), most))
    except csv.Error:
        raise Failure("file.damaged") from None


def _delimiter(text: str) -> str:
    """What stands between the cells: it gives the most lines of one width, then the widest."""

    def fits(delimiter: str) -> tuple[float, int]:
        lines = [line for line in _parsed(text, delimiter, _LOOKED_AT) if any(line)]
        wide = [line for line in lines if len(line) > 1]
        if not wide or not _LETTER.search("".join(wide[0])):  # 4,5 is one number, no header
            return 0.0, 0
        width, count = Counter(map(len, wide)).most_common(1)[0]
        return count / len(lines), width

    return max(_DELIMITERS, key=fits)


def _unmarked(cell: str) -> str:
    return cell[1:] if _MARKED.match(cell) else cell


def _lines_of_spreadsheet(content: bytes, name: str) -> list[list[str]]:
    """The values of the first sheet that can be seen and holds something."""
    workbook = Workbook.from_state(read_workbook(content, name))
    sheets = [sheet for sheet in workbook.sheets if sheet.cells and not sheet.hidden]
    if not sheets:
        return []
    sheet, calculation = sheets[0], workbook.calculate()
    lines: dict[int, dict[int, str]] = {}
    for address, cell in sheet.cells.items():
        row, column = cell_position(address)
        value = calculation.value(sheet.name, address)
        lines.setdefault(row, {})[column] = _shown(cell.input, value)
    return [_line(lines.get(row, {})) for row in range(1, max(lines) + 1)]


def _line(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]


def _shown(text: str, value: Value) -> str:
    """What a cell shows: what was typed, or the value of its formula."""
    if not is_formula(text):
        typed = typed_value(text)
        return typed if isinstance(typed, str) else text
    return constant_input(value).removeprefix("'").removeprefix("=")

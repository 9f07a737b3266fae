"""Tables and labelled cells that a teacher made herself, found by their headings.

Headings are given in three languages, in the order English, Kyrgyz, Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.formulas import ErrorValue, Value
from mugalim_checks.formulas.addresses import cell_address, cell_position
from mugalim_checks.formulas.parser import NotAFormula, parse, references
from mugalim_checks.formulas.syntax import Call
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import number_text, typed_value
from mugalim_checks.wording.measures import language_of
from mugalim_checks.wording.spelling import alike
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.sheet import Sheet

Headings = Mapping[str, Sequence[str]]  # a field's name in the plan -> its headings
_OUR_GAPS = frozenset({"formula.unknown_function", "formula.no_clock", "formula.too_much"})
_DEEPEST_HEADER = 200  # rows in which a header is looked for
_MOST_NAMED = 5  # headings in a hint
_LEAST_SUMMED = 3  # rows below a header: two to be summed up, and the sum
_FARTHEST = 4  # columns between a label and what it names
_LANGUAGES = ("en", "ky", "ru")
_CYRILLIC = re.compile("[а-яА-Я]")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"^\d+\s?[.)]\s*(?=\D)")
_TOTALS = frozenset(
    {"total", "all", "итого", "всего", "баары", "бардыгы", "жалпы", "жыйынтыгы", "жыйынтык"}
)
_TOTAL = re.compile(r"(?:total|итого|всего|бардыгы|жыйынтыгы)\b")  # "Всего учеников"


@dataclass(frozen=True)
class Table:
    """Rows below a header, up to the first empty row or a row of totals."""

    workbook: Workbook
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]  # a field's name, or a heading, -> the column's number
    rows: tuple[int, ...]

    def cell(self, row: int, field: str) -> str:
        """The address of a field in a row."""
        return cell_address(row, self.columns[field])

    def input(self, row: int, field: str) -> str:
        """What stands in a field."""
        return self.sheet.input(self.cell(row, field))

    def value(self, row: int, field: str) -> Value:
        """What a field is worth; CannotTell where a formula uses a function that we do not know."""
        return value_at(self.workbook, self.sheet, self.cell(row, field))

    def text(self, row: int, field: str) -> str:
        """What a field shows."""
        return shown(self.value(row, field))

    def number(self, row: int, field: str) -> float | None:
        """A field's number; None where it is none."""
        value = self.value(row, field)
        return value if isinstance(value, float) and not isinstance(value, bool) else None

    def heading(self, field: str) -> str:
        """The heading as it stands in the file."""
        return shown(value_at(self.workbook, self.sheet, self.cell(self.header_row, field)))


def value_at(workbook: Workbook, sheet: Sheet, address: str) -> Value:
    """The value of a cell; CannotTell where its formula uses a function that we do not know."""
    problem = workbook.counted.problem(sheet.name, address)
    if problem is not None and problem.id in _OUR_GAPS:
        raise CannotTell(problem.id, **problem.named)
    return workbook.counted.value(sheet.name, address)


def shown(value: Value) -> str:
    """A value as a text without spaces around it; "" for an error."""
    if isinstance(value, bool) or value is None or isinstance(value, ErrorValue):
        return ""
    return number_text(value) if isinstance(value, float) else value.strip()


def folded(text: str) -> str:
    """A text as it is compared: small letters, ё as е, ө as о and so on, one space between."""
    return _SPACES.sub(" ", alike(text)).strip(" :*.")


def matches(text: str, names: Iterable[str]) -> bool:
    """Whether a heading or label is one of these, numbered or with more behind it in brackets."""
    found = _NUMBER.sub("", folded(text))
    for name in map(folded, names):
        if found == name or (found.startswith(name) and found[len(name) :].lstrip()[:1] in "(,:"):
            return True
    return False


def find_table(workbook: Workbook, columns: Headings) -> Table:
    """The table that has all of these headings in one row; Failure where none has."""
    best: tuple[Sheet, int, dict[str, int]] | None = None
    for sheet in workbook.sheets:
        for row, texts in _rows_of_text(sheet):
            found = _found(texts, columns)
            if best is None or len(found) > len(best[2]):
                best = (sheet, row, found)
    if best is None or (len(best[2]) <= len(columns) // 2 and len(best[2]) < len(columns)):
        words = [wording(workbook, each) for each in columns.values()]
        names = ", ".join(words[:_MOST_NAMED]) + (", …" if len(words) > _MOST_NAMED else "")
        raise Failure("workbook.table_missing", headings=names)
    sheet, row, found = best
    missing = next((field for field in columns if field not in found), None)
    if missing is not None:
        heading = wording(workbook, columns[missing])
        raise Failure("workbook.heading_missing", sheet=sheet.name, row=row, heading=heading)
    return Table(workbook, sheet, row, found, tuple(rows_below(workbook, sheet, row, found)))


def _rows_of_text(sheet: Sheet) -> Iterator[tuple[int, dict[int, str]]]:
    """The typed texts of each row, by column."""
    rows: dict[int, dict[int, str]] = {}
    for address, cell in sheet.cells.items():
        row, column = cell_position(address)
        value = None if is_formula(cell.input) else typed_value(cell.input)
        if isinstance(value, str) and row <= _DEEPEST_HEADER:
            rows.setdefault(row, {})[column] = value
    yield from sorted(rows.items())


def _found(texts: Mapping[int, str], columns: Headings) -> dict[str, int]:
    """Field -> column for the headings in a row; each column stands for one field."""
    found: dict[str, int] = {}
    for field, names in columns.items():
        for column, text in sorted(texts.items()):
            if column not in found.values() and matches(text, names):
                found[field] = column
                break
    return found


def rows_below(
    workbook: Workbook, sheet: Sheet, header_row: int, columns: Mapping[str, int]
) -> Iterator[int]:
    """The rows below a header in which some of its columns shows something, totals left out."""
    last = max((cell_position(address)[0] for address in sheet.cells), default=0)
    for row in range(header_row + 1, last + 1):
        values = [
            workbook.counted.value(sheet.name, cell_address(row, column))
            for column in columns.values()
        ]
        if all(value is None or value == "" for value in values):
            return
        if any(isinstance(value, str) and _is_total(folded(value)) for value in values):
            return
        if any(_sums_up(sheet, header_row, (row, each), columns) for each in columns.values()):
            return
        yield row


def _is_total(text: str) -> bool:
    return text in _TOTALS or _TOTAL.match(text) is not None


def _sums_up(
    sheet: Sheet, header_row: int, cell: tuple[int, int], columns: Mapping[str, int]
) -> bool:
    """Whether a cell sums up a column of all rows above it: a mean, a total, the progress.

    In its own column it is a function, for "the class without those above" may be a group.
    """
    row, own = cell
    text = sheet.input(cell_address(row, own))
    if row < header_row + _LEAST_SUMMED or not is_formula(text):
        return False
    try:
        formula = parse(text, sheet.name)
    except NotAFormula:
        return False
    summed = {*columns.values()} - (set() if isinstance(formula, Call) else {own})
    return any(
        area.left == area.right in summed
        and header_row <= area.top <= header_row + 1
        and area.bottom == row - 1
        and area.sheet.casefold() == sheet.name.casefold()
        for area in (each.area for each in references(formula))
    )


def wording(workbook: Workbook, names: Sequence[str]) -> str:
    """A heading in the language of the file, as far as its own headings tell; else in English."""
    inputs = (cell.input for sheet in workbook.sheets for cell in sheet.cells.values())
    text = " ".join(each for each in inputs if not is_formula(each))
    place = _LANGUAGES.index(language_of(text) or ("ru" if _CYRILLIC.search(text) else "en"))
    return names[place] if place < len(names) else names[0]


def data_table(workbook: Workbook, names: Sequence[str]) -> Table:
    """The table on the sheet of one of these names, whatever its headings; Failure if none is."""
    sheet = next((each for name in names if (each := workbook.sheet(name))), None)
    if sheet is None:
        raise Failure("workbook.sheet_missing", sheet=wording(workbook, names))
    for row, texts in _rows_of_text(sheet):
        if len(texts) > 1:
            columns = {text.strip(): column for column, text in sorted(texts.items())}
            found = tuple(rows_below(workbook, sheet, row, columns))
            if found:
                return Table(workbook, sheet, row, columns, found)
    raise Failure("workbook.data_missing", sheet=sheet.name)


@check()
def has_data(workbook: Workbook, *, data: Sequence[str], least: int = 3) -> None:
    """The sheet of one of these names holds a table with some rows."""
    table = data_table(workbook, data)
    rows = len(table.rows)
    if rows < least:
        raise Failure("workbook.table_short", sheet=table.sheet.name, rows=rows, least=least)


def labelled(workbook: Workbook, names: Sequence[str]) -> list[tuple[Sheet, str]]:
    """The filled cells to the right of a label, nearest first; else the one below; else none."""
    for sheet in workbook.sheets:
        for row, texts in _rows_of_text(sheet):
            for column, text in sorted(texts.items()):
                if matches(text, names):
                    right = (cell_address(row, column + step) for step in range(1, _FARTHEST + 1))
                    below = (cell_address(row + 1, column),)
                    filled = [each for each in right if sheet.input(each)]
                    filled = filled or [each for each in below if sheet.input(each)]
                    if filled:
                        return [(sheet, each) for each in filled]
    return []


@check()
def has_table(workbook: Workbook, *, columns: Mapping[str, Sequence[str]], least: int = 1) -> None:
    """There is a table with these headings and enough rows."""
    table = find_table(workbook, columns)
    if len(table.rows) < least:
        raise Failure(
            "workbook.table_short", sheet=table.sheet.name, rows=len(table.rows), least=least
        )

"""Checks of a table that is given away: what is hidden, what tells who the pupils are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas.addresses import cell_position, column_letters, parse_area
from mugalim_checks.parts import place
from mugalim_checks.privacy import no_roster_names
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.checks.tables import (
    Table,
    find_table,
    folded,
    has_table,
    matches,
    shown,
)
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.sheet import Cell, Sheet
from mugalim_checks.workbook.surroundings import Properties

_NEAR = 0.005  # of an average
_NO_ORDER: Mapping[str, Sequence[float]] = MappingProxyType({})
_WHOLE_DATE = 6  # figures
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_LATIN = str.maketrans(
    {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i",
     "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
     "р": "r", "с": "s", "т": "t", "у": "u", "ү": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c",
     "ш": "s", "щ": "s", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "y", "я": "y", "ё": "e"}
)  # fmt: skip


@check(needs=[has_table])
def table_names_nobody(
    workbook: Workbook, *, columns: Mapping[str, Sequence[str]], roster: Sequence[str]
) -> None:
    """There is a table, and no name of a roster stands anywhere in the file."""
    no_roster_names(workbook, roster=roster)


@check(needs=[has_table])
def nothing_hidden(workbook: Workbook, *, columns: Mapping[str, Sequence[str]]) -> None:
    """No sheet, column, row or text is hidden instead of removed."""
    for sheet in workbook.sheets:
        if sheet.hidden and (sheet.cells or sheet.charts):
            raise Failure("workbook.sheet_hidden", sheet=sheet.name)
        places = [cell_position(address) for address in sheet.cells]
        for range_ in sheet.hidden_columns:
            area = parse_area(range_)
            for _, column in places:
                if area.left <= column <= area.right:
                    letters = column_letters(column)
                    raise Failure("workbook.column_hidden", sheet=sheet.name, column=letters)
        for range_ in sheet.hidden_rows:
            area = parse_area(range_)
            rows = [row for row, _ in places if area.top <= row <= area.bottom]
            if rows:
                raise Failure("workbook.row_hidden", sheet=sheet.name, row=min(rows))
        unseen = next((a for a, cell in sheet.cells.items() if _unseen(cell)), None)
        if unseen:
            raise Failure("workbook.text_unseen", sheet=sheet.name, cell=unseen)


def _unseen(cell: Cell) -> bool:
    """Whether a text has the colour of what is behind it."""
    return (cell.colour or "#000000") == (cell.fill or "#FFFFFF")


@check(needs=[has_table])
def properties_empty(workbook: Workbook, *, columns: Mapping[str, Sequence[str]]) -> None:
    """The file does not say who made it, nor where."""
    told = _told(workbook.properties)
    found = [name for name, text in told.items() if text.strip()]
    if found:
        earned = 1 - len(found) / len(told)
        text = told[found[0]]
        raise Failure(
            "workbook.property_told", earned=earned, name={"id": found[0]}, text=quoted(text)
        )


def _told(properties: Properties) -> dict[str, str]:
    return {
        "workbook.property_creator": properties.creator,
        "workbook.property_editor": properties.last_modified_by,
        "workbook.property_company": properties.company,
        "workbook.property_manager": properties.manager,
    }


@check(needs=[has_table])
def codes_tell_nothing(
    workbook: Workbook,
    *,
    columns: Mapping[str, Sequence[str]],
    code: str,
    roster: Sequence[str],
    born: Sequence[str] = (),
    order: Mapping[str, Sequence[float]] = _NO_ORDER,
) -> None:
    """Each row has a code of its own, made neither of a name nor of initials and a birth date.

    `roster` are the names of the class, `born` their birth dates in the same order, as
    "2012-03-14". `order` are the numbers of some columns as they stand in the class list: rows
    that still stand so can be counted down to a name.
    """
    table = find_table(workbook, columns)
    codes = {row: table.text(row, code) for row in table.rows}
    _refuse_missing_codes(table, codes, code)
    letters = Counter(_letters(text) for text in codes.values())
    same = len(letters) == 1  # one beginning for all tells nothing about anybody
    telling = [text for text in codes.values() if _tells(text, roster, born, same=same)]
    if telling:
        share = 1 - len(telling) / len(codes)
        done, rows = len(codes) - len(telling), len(codes)
        raise Failure(
            "workbook.code_tells", earned=share, code=quoted(telling[0]), done=done, rows=rows
        )
    if order and all(
        [table.number(row, each) for row in table.rows] == list(order[each]) for each in order
    ):
        raise Failure("workbook.code_counted", earned=0.5, heading=quoted(table.heading(code)))


def _refuse_missing_codes(table: Table, codes: Mapping[int, str], field: str) -> None:
    rows = len(codes)
    empty = [row for row, text in codes.items() if not text]
    if empty:
        cell, done = table.cell(empty[0], field), rows - len(empty)
        raise Failure(
            "workbook.code_empty", earned=done / rows / 2, cell=cell, done=done, rows=rows
        )
    times = Counter(folded(text) for text in codes.values())
    twice = [text for text in codes.values() if times[folded(text)] > 1]
    if twice:
        done = rows - len(twice)
        raise Failure(
            "workbook.code_twice", earned=done / rows, code=quoted(twice[0]), done=done, rows=rows
        )


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(_latin(text)))


def _latin(text: str) -> str:
    return folded(text).translate(_LATIN)


def _tells(text: str, roster: Sequence[str], born: Sequence[str], *, same: bool) -> bool:
    """Whether a code is made of a name, a birth date, or initials with a part of one."""
    letters, digits = "" if same else _letters(text), _DIGITS.findall(text)
    for number, name in enumerate(roster):
        parts = [_latin(part) for part in name.split()]
        if len(letters) > 2 and any(part.startswith(letters) for part in parts):
            return True
        initials = sorted(part[:1] for part in parts)
        dates = _dates(born[number]) if number < len(born) else frozenset()
        told = [each for each in digits if each in dates]
        if any(len(each) >= _WHOLE_DATE for each in told):
            return True
        if len(letters) > 1 and sorted(letters) == initials and (told or not digits):
            return True
    return False


def _dates(born: str) -> frozenset[str]:
    """The figures by which a birth date is known: the year, day and month, and so on."""
    year, month, day = born.split("-")
    short = year[2:]
    days, years = {f"{day}{month}", f"{month}{day}"}, {year, short}
    whole = {each for d in days for y in years for each in (d + y, y + d)}
    found = days | years | whole
    return frozenset(found | {each.lstrip("0") for each in found})  # a number has no 0 before it


@check(needs=[has_table])
def same_as_source(
    workbook: Workbook,
    *,
    columns: Mapping[str, Sequence[str]],
    rows: int,
    averages: Mapping[str, float],
) -> None:
    """The table has as many rows as its source, and the same averages."""
    table = find_table(workbook, columns)
    if len(table.rows) != rows:
        raise Failure("workbook.rows_differ", got=len(table.rows), rows=rows)
    moved = []
    for field, wanted in averages.items():
        numbers = [each for row in table.rows if (each := table.number(row, field)) is not None]
        got = round(sum(numbers) / len(numbers), 2) if numbers else "—"
        if not numbers or abs(sum(numbers) / len(numbers) - wanted) > _NEAR:
            moved.append((table.heading(field), got, wanted))
    if moved:
        heading, got, wanted = moved[0]
        share = 1 - len(moved) / len(averages)
        raise Failure(
            "workbook.average_moved", earned=share, heading=quoted(heading), got=got, wanted=wanted
        )


@check()
def groups_large_enough(
    workbook: Workbook,
    *,
    summary: Mapping[str, Sequence[str]],
    group: str,
    count: str,
    smallest: int = 3,
) -> None:
    """No group of the summary is so small that it names somebody."""
    table = find_table(workbook, summary)
    if not table.rows:
        raise Failure("workbook.summary_empty", sheet=table.sheet.name)
    counts = {row: table.number(row, count) for row in table.rows}
    small = [row for row, number in counts.items() if number is None or 0 < number < smallest]
    if not small:
        return
    number, name = counts[small[0]], table.text(small[0], group)
    shares = {"done": len(counts) - len(small), "rows": len(counts)}
    earned = shares["done"] / shares["rows"]
    if number is None:
        cell = table.cell(small[0], count)
        raise Failure("workbook.summary_no_number", earned=earned, cell=cell, **shares)
    raise Failure(
        "workbook.group_small", earned=earned, group=quoted(name), number=number, least=smallest
    )


@check(needs=[has_table])
def no_key_inside(
    workbook: Workbook,
    *,
    columns: Mapping[str, Sequence[str]],
    code: str,
    telling: Sequence[str],
) -> None:
    """Nothing in the file leads from a code to a pupil.

    `telling` are headings of columns that name somebody, such as "Surname" or "Birth date".
    """
    table = find_table(workbook, columns)
    for sheet in workbook.sheets:
        for address, cell in sheet.cells.items():
            if matches(cell.input, telling) and _filled_below(sheet, address):
                where = place("cell", sheet=sheet.name, cell=address)
                raise Failure("workbook.key_column", where=where, heading=quoted(cell.input, 30))
    codes = frozenset(folded(table.text(row, code)) for row in table.rows)
    for sheet in workbook.sheets:
        if _maps_codes(workbook, sheet, codes, table, code):
            raise Failure("workbook.key_sheet", where=place("sheet", sheet=sheet.name))


def _filled_below(sheet: Sheet, address: str) -> bool:
    row, column = cell_position(address)
    return bool(sheet.input(f"{column_letters(column)}{row + 1}"))


def _maps_codes(
    workbook: Workbook, sheet: Sheet, codes: frozenset[str], table: Table, field: str
) -> bool:
    """Whether the codes stand once more, beside something that is another in every row."""
    rows: dict[int, dict[int, str]] = {}
    for address in sheet.cells:
        row, column = cell_position(address)
        text = folded(shown(workbook.counted.value(sheet.name, address)))
        rows.setdefault(row, {})[column] = text
    own = table.columns[field] if sheet.name == table.sheet.name else 0
    for column in {column for row in rows.values() for column in row} - {own}:
        beside = [row for row in rows.values() if row.get(column) in codes]
        if len(beside) * 2 > len(codes) and any(_unique_columns(beside, codes)):
            return True
    return False


def _unique_columns(beside: Sequence[Mapping[int, str]], codes: frozenset[str]) -> Iterator[int]:
    """The columns whose texts differ in every one of these rows, those with the codes left out."""
    for column in {column for row in beside for column in row}:
        texts = [text for row in beside if (text := row.get(column, ""))]
        other = not set(texts) <= codes
        if other and len(texts) * 2 > len(codes) and len(set(texts)) == len(texts):
            yield column

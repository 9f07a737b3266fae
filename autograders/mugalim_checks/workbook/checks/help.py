"""Checks of a table that says whom to help: counted groups, a format, a filter, a list by rule."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import ErrorValue, Value
from mugalim_checks.formulas.addresses import cell_address, cell_position, parse_area
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.checks.register import read_by
from mugalim_checks.workbook.checks.tables import (
    Table,
    find_table,
    folded,
    has_table,
    labelled,
    shown,
    value_at,
    wording,
)
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.sheet import covers
from mugalim_checks.workbook.surroundings import ConditionalFormat

_AVERAGES = tuple((200 + 5 * step) / 100 for step in range(61))  # 2 to 5
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@check(needs=[has_table])
def counts_add_up(
    workbook: Workbook,
    *,
    columns: Mapping[str, Sequence[str]],
    summary: Mapping[str, Sequence[str]],
    count: str,
    vary: str,
    groups: int = 3,
) -> None:
    """Groups are counted by formulas, and sum to the class whatever the marks are.

    `columns` are the headings of the class, `summary` those of the groups; `count` is the field
    with the counts, `vary` the field of the class that is given other numbers in a trial.
    """
    pupils, counted = find_table(workbook, columns), find_table(workbook, summary)
    if len(counted.rows) < groups:
        raise Failure("workbook.groups_few", found=len(counted.rows), groups=groups)
    _refuse_uncounted(pupils, counted, count)
    got = sum(counted.number(row, count) or 0.0 for row in counted.rows)
    if got != len(pupils.rows):
        raise Failure("workbook.counts_sum", earned=0.5, got=got, rows=len(pupils.rows))
    _try_other_numbers(workbook, pupils, counted, count, vary)


def _refuse_uncounted(pupils: Table, counted: Table, count: str) -> None:
    rows = counted.rows
    fine = [row for row in rows if _counts(counted, row, count, pupils)]
    if len(fine) == len(rows):
        return
    row = next(row for row in rows if row not in fine)
    shares = {"earned": len(fine) / len(rows) / 2, "done": len(fine), "rows": len(rows)}
    cell = counted.cell(row, count)
    if not is_formula(counted.input(row, count)):
        raise Failure("workbook.count_typed", cell=cell, **shares)
    raise Failure("workbook.count_otherwise", cell=cell, sheet=pupils.sheet.name, **shares)


def _counts(counted: Table, row: int, field: str, pupils: Table) -> bool:
    """Whether a field is a formula over all rows of the class."""
    text = counted.input(row, field)
    counted.value(row, field)  # cannot be told where a function is not known
    name = pupils.sheet.name.casefold()
    areas = [each.area for each in read_by(text, counted.sheet.name)]
    return any(
        area.sheet.casefold() == name
        and area.top <= pupils.rows[0]
        and area.bottom >= pupils.rows[-1]
        for area in areas
    )


def _try_other_numbers(
    workbook: Workbook, pupils: Table, counted: Table, count: str, vary: str
) -> None:
    """Give the class averages from 2 to 5: nobody falls between groups, and none stays empty."""
    calculation = workbook.calculate()
    used = {row for row in counted.rows if counted.number(row, count)}

    def total(numbers: Sequence[float]) -> float:
        places = {
            pupils.cell(row, vary): str(numbers[number % len(numbers)])
            for number, row in enumerate(pupils.rows)
        }
        calculation.put(pupils.sheet.name, places)
        values = {
            row: calculation.value(counted.sheet.name, counted.cell(row, count))
            for row in counted.rows
        }
        found = {row: value for row, value in values.items() if isinstance(value, float)}
        used.update(row for row, value in found.items() if value)
        return sum(found.values())

    wanted = len(pupils.rows)
    for start in range(0, len(_AVERAGES), wanted):
        steps = _AVERAGES[start : start + wanted]
        got = total(steps)
        if got != wanted:
            gap = next((step for step in steps if total([step]) != wanted), steps[0])
            raise Failure("workbook.counts_gap", earned=0.75, number=gap, got=got, rows=wanted)
    never = next((row for row in counted.rows if row not in used), None)
    if never is not None:
        raise Failure("workbook.group_never", earned=0.5, cell=counted.cell(never, count))


@check(needs=[has_table])
def format_beyond_colour(workbook: Workbook, *, columns: Mapping[str, Sequence[str]]) -> None:
    """A conditional format marks the rows of a table by more than a colour."""
    table = find_table(workbook, columns)
    over = [(each, _marked(table, each)) for each in table.sheet.formats]
    over = [(each, rows) for each, rows in over if rows]
    if not over:
        first, last = table.rows[0], table.rows[-1]
        raise Failure("workbook.format_missing", sheet=table.sheet.name, first=first, last=last)
    marked = {row for each, rows in over if _says_more(table, each, rows) for row in rows}
    if not marked:
        found = over[0][0]
        if found.kind == "icons":
            raise Failure("workbook.icons_alike", earned=0.5, range=found.range)
        raise Failure("workbook.colour_alone", earned=0.5, range=found.range)
    if len(marked) < len(table.rows):
        row = next(row for row in table.rows if row not in marked)
        share = len(marked) / len(table.rows)
        done, rows = len(marked), len(table.rows)
        raise Failure("workbook.format_partly", earned=share, row=row, done=done, rows=rows)


def _marked(table: Table, found: ConditionalFormat) -> list[int]:
    """The rows of a table that a format may mark."""
    area = parse_area(found.range)
    used = [
        column for row, column in map(cell_position, table.sheet.cells) if row == table.header_row
    ]
    if area.right < min(used) or area.left > max(used):
        return []
    return [row for row in table.rows if area.top <= row <= area.bottom]


def _says_more(table: Table, found: ConditionalFormat, rows: Sequence[int]) -> bool:
    """Whether a format brings more than colour, or colours words that say the same."""
    if not found.colour_alone:
        return True
    if found.kind == "icons":
        return False
    area = parse_area(found.range)
    columns = {column for _, column in map(cell_position, table.sheet.cells)}
    return any(
        _says_group(table, each, rows, of_words=_asks_for_words(found))
        for each in columns
        if area.left <= each <= area.right
    )


def _asks_for_words(found: ConditionalFormat) -> bool:
    """Whether a format is given to cells by what they say."""
    return found.operator == "equal" or any('"' in each for each in found.formulas)


def _says_group(table: Table, column: int, rows: Sequence[int], *, of_words: bool) -> bool:
    """Whether most rows have one of a few words in a column, which the format asks for.

    Words that a formula gives may say the same as a format by numbers; typed ones, such as a
    topic or a street, say something else.
    """
    cells = [cell_address(row, column) for row in rows]
    if not (of_words or any(is_formula(table.sheet.input(each)) for each in cells)):
        return False
    values = [table.workbook.counted.value(table.sheet.name, each) for each in cells]
    texts = [each for each in values if isinstance(each, str) and each]
    return 1 < len(set(texts)) <= len(rows) / 2 <= len(texts)


@check(needs=[has_table])
def filter_on_header(workbook: Workbook, *, columns: Mapping[str, Sequence[str]]) -> None:
    """The header row of a table has filter buttons above all of its rows."""
    table = find_table(workbook, columns)
    row, column = table.header_row, min(table.columns.values())
    own = [each for each in table.sheet.filters if covers(each, table.rows[0], column)]
    if not own:
        raise Failure("workbook.filter_missing", sheet=table.sheet.name, row=row)
    if not any(parse_area(each).top == row for each in own):
        raise Failure("workbook.filter_elsewhere", earned=0.5, range=own[0], row=row)
    if not any(covers(each, table.rows[-1], column) for each in own):
        raise Failure("workbook.filter_short", earned=0.5, range=own[0], last=table.rows[-1])


@check(needs=[has_table])
def list_follows_rule(
    workbook: Workbook,
    *,
    columns: Mapping[str, Sequence[str]],
    key: str,
    rule: Mapping[str, Sequence[str]],
    listed: Sequence[str],
) -> None:
    """The list holds all and only those whom her own rule picks.

    `rule` gives for a field a sign and the labels of the cell that holds the limit, such as
    {average: ["<", "Average below", …]}; one limit met is enough. `key` is the field that names a
    pupil, `listed` the heading of the list.
    """
    pupils = find_table(workbook, columns)
    due = _due(workbook, pupils, key, rule)
    if not due or len(due) == len(pupils.rows):
        raise Failure("workbook.rule_picks", found=len(due), rows=len(pupils.rows))
    table = find_table(workbook, {"listed": listed})
    names = {folded(text): text for row in table.rows if (text := table.text(row, "listed"))}
    missing = [due[name] for name in due if name not in names]
    extra = [names[name] for name in names if name not in due]
    if not missing and not extra:
        return
    right = len(due) - len(missing)
    shares = {"earned": right / (len(due) + len(extra)), "done": right, "rows": len(due)}
    if missing:
        raise Failure("workbook.list_misses", name=quoted(missing[0]), **shares)
    raise Failure("workbook.list_extra", name=quoted(extra[0]), **shares)


def _due(
    workbook: Workbook, pupils: Table, key: str, rule: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The pupils whom a rule picks, by their names as they are compared."""
    limits = {field: _limit(workbook, labels[1:]) for field, labels in rule.items()}
    due = {}
    for row in pupils.rows:
        numbers = {field: pupils.number(row, field) for field in rule}
        met = (
            number is not None and _SIGNS[rule[field][0]](number, limits[field])
            for field, number in numbers.items()
        )
        if any(met):
            due[folded(pupils.text(row, key))] = pupils.text(row, key)
    return due


def _limit(workbook: Workbook, labels: Sequence[str]) -> float:
    for sheet, address in labelled(workbook, labels):
        value: Value = value_at(workbook, sheet, address)
        if isinstance(value, float) and not isinstance(value, bool):
            return value
        if isinstance(value, ErrorValue):
            raise Failure("workbook.cell_error", cell=address, error=value.code)
        raise Failure("workbook.limit_no_number", cell=address, text=quoted(shown(value)))
    raise Failure("workbook.limit_missing", label=wording(workbook, labels))

"""Checks of how a teacher guides a group: checkpoints, progress that counts, agreed times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import Value
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.wording.measures import said
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.checks.dates import clock, date_of, times_of
from mugalim_checks.workbook.checks.register import read_by
from mugalim_checks.workbook.checks.tables import (
    Table,
    find_table,
    has_table,
    labelled,
    shown,
    value_at,
    wording,
)
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.sheet import Sheet

_NEAR = 0.005
_LEAST_WORDS = 2  # of a rule
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@check()
def checkpoints_set(
    workbook: Workbook,
    *,
    checkpoints: Mapping[str, Sequence[str]],
    date: str = "date",
    question: str = "question",
    least: int = 2,
    shortest: int = 1,
) -> None:
    """There are enough dates on which the teacher looks, each with her question.

    `shortest` is the least number of characters of a question.
    """
    table = find_table(workbook, checkpoints)
    whole = []
    troubles = []
    for row in table.rows:
        if date_of(table.value(row, date)) is None:
            cell = table.cell(row, date)
            troubles.append(Failure("workbook.checkpoint_no_date", cell=cell))
        elif len(table.text(row, question)) < shortest:
            cell = table.cell(row, question)
            troubles.append(Failure("workbook.checkpoint_no_question", cell=cell))
        else:
            whole.append(row)
    if len(whole) < least:
        short = Failure("workbook.checkpoints_few", done=len(whole), least=least)
        failure = troubles[0] if troubles else short
        failure.earned = len(whole) / least
        raise failure


@check(needs=[has_table])
def progress_counts(
    workbook: Workbook,
    *,
    columns: Mapping[str, Sequence[str]],
    label: Sequence[str],
    state: str = "state",
    done: Sequence[str],
    waiting: Sequence[str],
) -> None:
    """The progress is a formula that follows the states of the tasks.

    `columns` are the headings of the tasks, `label` names the cell with the progress, `done` and
    `waiting` are the words for a task that is done and for one that has not begun.
    """
    table = find_table(workbook, columns)
    found = labelled(workbook, label)
    if not found:
        raise Failure("workbook.progress_missing", label=wording(workbook, label))
    sheet, cell = found[0]
    value_at(workbook, sheet, cell)  # cannot be told where a function is not known
    if not is_formula(sheet.input(cell)):
        raise Failure("workbook.progress_typed", cell=cell, text=quoted(sheet.input(cell)))
    if not read_by(sheet.input(cell), sheet.name):
        raise Failure("workbook.cell_reads_nothing", cell=cell)
    full = [1.0, 100.0, float(len(table.rows))]
    shown_full = _with_states(table, state, done, (sheet, cell))
    if not any(_near(got, each) for got in shown_full for each in full):
        raise Failure("workbook.progress_not_full", earned=0.5, cell=cell)
    if not any(_near(got, 0.0) for got in _with_states(table, state, waiting, (sheet, cell))):
        raise Failure("workbook.progress_not_empty", earned=0.5, cell=cell)


def _with_states(
    table: Table, field: str, words: Sequence[str], shown_in: tuple[Sheet, str]
) -> list[Value]:
    """What a cell shows when all tasks are in one state, for each of the words for it."""
    calculation = table.workbook.calculate()
    found = []
    for word in words:
        calculation.put(table.sheet.name, {table.cell(row, field): word for row in table.rows})
        found.append(calculation.value(shown_in[0].name, shown_in[1]))
    return found


def _near(value: object, wanted: float) -> bool:
    if isinstance(value, str):  # "3 of 4" or "75%"
        found = _NUMBER.match(value.strip())
        value = float(found[0].replace(",", ".")) if found else None
    return isinstance(value, float) and abs(value - wanted) <= _NEAR


@check()
def times_agreed(
    workbook: Workbook,
    *,
    rule: Sequence[str],
    window: Sequence[str],
    earliest: str = "7:00",
    latest: str = "21:00",
    shortest: int = 15,
) -> None:
    """A rule of communication is written, and a window of time that leaves the night free.

    `rule` and `window` are labels of cells; `shortest` is the least number of characters.
    """
    texts = [shown(value_at(workbook, *each)) for each in labelled(workbook, rule)]
    if not any(len(each) >= shortest and said(each) >= _LEAST_WORDS for each in texts):
        raise Failure("workbook.rule_missing", label=wording(workbook, rule))
    cells = labelled(workbook, window)
    times = [time for each in cells for time in times_of(value_at(workbook, *each))]
    if len(times) < 2:
        raise Failure("workbook.window_missing", earned=0.5, label=wording(workbook, window))
    start, end = times[0], times[1]
    first, last = times_of(earliest)[0], times_of(latest)[0]
    if not first <= start < end <= last:
        shares = {"start": clock(start), "end": clock(end), "first": earliest, "last": latest}
        raise Failure("workbook.window_at_night", earned=0.5, cell=cells[0][1], **shares)

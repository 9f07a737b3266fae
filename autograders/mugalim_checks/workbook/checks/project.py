"""Checks of a group project's board: roles, tasks, order, plans for no internet, rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import Value
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import number_text
from mugalim_checks.wording.measures import said
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.checks.dates import clock, date_of, is_before, times_of, written
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
from mugalim_checks.workbook.sheet import Sheet

_NEAR = 0.005
_LEAST_WORDS = 2  # of a rule
_AND = re.compile(r"[,;+&]|\s(?:и|жана|менен|and)\s")
_FIGURES = re.compile(r"\D")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NOTHING = frozenset({"", "нет", "жок", "no", "none"})


@check()
def roles_shared_out(
    workbook: Workbook,
    *,
    members: Mapping[str, Sequence[str]],
    member: str = "member",
    role: str = "role",
    least: int = 3,
    most: int = 5,
) -> None:
    """Each of the few members has one role, and no two have the same."""
    table = find_table(workbook, members)
    rows = len(table.rows)
    if not least <= rows <= most:
        raise Failure(
            "workbook.members_number", sheet=table.sheet.name, found=rows, least=least, most=most
        )
    for field, message in ((member, "workbook.member_empty"), (role, "workbook.role_empty")):
        empty = [row for row in table.rows if not table.text(row, field)]
        if empty:
            earned = (rows - len(empty)) / rows / 2
            raise Failure(message, earned=earned, cell=table.cell(empty[0], field))
    people, roles = (
        {row: table.text(row, field) for row in table.rows} for field in (member, role)
    )
    twice = _twice(people)
    if twice:
        raise Failure("workbook.member_twice", earned=0.5, name=quoted(people[twice[0]]))
    same = _twice(roles)
    if same:
        one, two = (quoted(people[row], 30) for row in same[:2])
        raise Failure(
            "workbook.role_twice", earned=0.5, role=quoted(roles[same[0]]), one=one, two=two
        )


def _twice(texts: Mapping[int, str]) -> list[int]:
    """The rows of the first text that stands in several."""
    times = Counter(map(folded, texts.values()))
    first = next((folded(text) for text in texts.values() if times[folded(text)] > 1), None)
    return [row for row, text in texts.items() if folded(text) == first]


@check()
def tasks_complete(
    workbook: Workbook,
    *,
    tasks: Mapping[str, Sequence[str]],
    members: Mapping[str, Sequence[str]],
    states: Sequence[str],
    least: int = 4,
) -> None:
    """Each task has an owner from the group, a date, one of the agreed states, and evidence.

    The fields of `tasks` are task, owner, date, state and evidence; that of `members` is member.
    """
    table, group = find_table(workbook, tasks), find_table(workbook, members)
    rows = len(table.rows)
    if rows < least:
        raise Failure("workbook.table_short", sheet=table.sheet.name, rows=rows, least=least)
    people = {folded(group.text(row, "member")) for row in group.rows}
    agreed = {folded(each) for each in states}
    troubles = {
        row: trouble for row in table.rows if (trouble := _task_trouble(table, row, people, agreed))
    }
    if troubles:
        done = rows - len(troubles)
        trouble = next(iter(troubles.values()))
        trouble.earned = done / rows
        trouble.values |= {"done": done, "rows": rows}
        raise trouble


def _task_trouble(table: Table, row: int, people: set[str], agreed: set[str]) -> Failure | None:
    for field in ("task", "owner", "date", "state", "evidence"):
        if not table.text(row, field):
            heading = table.heading(field)
            return Failure(
                "workbook.task_gap", cell=table.cell(row, field), heading=quoted(heading)
            )
    owner = table.text(row, "owner")
    if folded(owner) not in people:
        if {folded(each) for each in _AND.split(owner)} <= people:
            return Failure("workbook.owner_several", cell=table.cell(row, "owner"))
        return Failure("workbook.owner_unknown", cell=table.cell(row, "owner"), name=quoted(owner))
    if date_of(table.value(row, "date")) is None:
        text = table.text(row, "date")
        return Failure("workbook.date_unread", cell=table.cell(row, "date"), text=quoted(text))
    if folded(table.text(row, "state")) not in agreed:
        text = table.text(row, "state")
        return Failure("workbook.state_unknown", cell=table.cell(row, "state"), text=quoted(text))
    return None


@check()
def dates_follow(
    workbook: Workbook,
    *,
    tasks: Mapping[str, Sequence[str]],
    number: str = "number",
    after: str = "after",
    date: str = "date",
) -> None:
    """No task is due before a task that it waits for; at least one waits for another."""
    table = find_table(workbook, tasks)
    by_number = {folded(table.text(row, "task")): row for row in table.rows if "task" in tasks}
    by_number |= {folded(table.text(row, number)): row for row in table.rows}
    waits = [(row, text) for row in table.rows for text in _waits_for(table, row, after)]
    if not waits:
        heading = table.heading(after)
        raise Failure("workbook.nothing_waits", sheet=table.sheet.name, heading=quoted(heading))
    troubles = []
    for row, text in waits:
        first = by_number.get(folded(text)) or by_number.get(_FIGURES.sub("", text))
        if first is None or first == row:
            cell = table.cell(row, after)
            troubles.append(Failure("workbook.waits_for_nothing", cell=cell, text=quoted(text)))
            continue
        days = [date_of(table.value(each, date)) for each in (first, row)]
        if days[0] and days[1] and is_before(days[1], days[0]):
            cell = table.cell(row, date)
            early, late = (written(day) for day in days if day)
            troubles.append(
                Failure("workbook.too_early", cell=cell, date=late, first=text, before=early)
            )
    if troubles:
        troubles[0].earned = 1 - len(troubles) / len(waits)
        raise troubles[0]


def _waits_for(table: Table, row: int, field: str) -> Iterator[str]:
    """The numbers of tasks in a field such as "2" or "1, 3"."""
    value = table.value(row, field)
    text = number_text(value) if isinstance(value, float) else shown(value)
    for part in _AND.split(text):
        if _is_said(part):
            yield part.strip()


def _is_said(text: str) -> bool:
    """Whether a field says something: not "—", not "no"."""
    return folded(text.strip("—–- ")) not in _NOTHING


@check()
def twin_for_each(
    workbook: Workbook,
    *,
    tasks: Mapping[str, Sequence[str]],
    online: str = "online",
    offline: str = "offline",
) -> None:
    """Each step that needs the internet says how it is done without."""
    table = find_table(workbook, tasks)
    rows = [row for row in table.rows if _is_said(table.text(row, online))]
    if not rows:
        heading = table.heading(online)
        raise Failure("workbook.nothing_online", sheet=table.sheet.name, heading=quoted(heading))
    bare = [row for row in rows if not _is_said(table.text(row, offline))]
    same = [row for row in rows if _alike(table, row, online, offline)]
    lacking = bare or same
    if lacking:
        done = len(rows) - len({*bare, *same})
        message = "workbook.twin_missing" if bare else "workbook.twin_same"
        cell, text = table.cell(lacking[0], offline), table.text(lacking[0], online)
        raise _failed(message, done, len(rows), cell=cell, text=quoted(text))


def _alike(table: Table, row: int, one: str, other: str) -> bool:
    return folded(table.text(row, one)) == folded(table.text(row, other))


def _failed(message: str, done: int, rows: int, **values: object) -> Failure:
    return Failure(message, earned=done / rows, done=done, rows=rows, **values)


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

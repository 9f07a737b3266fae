"""Checks of a group project's board: roles, tasks, dates, and a twin for each online step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas.values import number_text
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.checks.dates import date_of, is_before, written
from mugalim_checks.workbook.checks.tables import (
    Table,
    find_table,
    folded,
    shown,
)
from mugalim_checks.workbook.model import Workbook

_AND = re.compile(r"[,;+&]|\s(?:и|жана|менен|and)\s")
_FIGURES = re.compile(r"\D")
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

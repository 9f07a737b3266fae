"""Checks of a task on data: its questions, answers that are counted, a key that agrees."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.formulas import ErrorValue
from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.wording.measures import said
from mugalim_checks.workbook.checks.register import read_by
from mugalim_checks.workbook.checks.tables import Table, data_table, find_table, folded, wording
from mugalim_checks.workbook.model import Workbook

_SHORTEST = 10  # characters of a question
_LEAST_WORDS = 2
_WORD = re.compile(r"\w+")
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_DEEPEST = 50  # formulas followed from one answer


@check()
def steps_asked(
    workbook: Workbook,
    *,
    task: Mapping[str, Sequence[str]],
    step: str,
    question: str,
    steps: Mapping[str, Sequence[str]],
) -> None:
    """Each step of solving has a question in its field.

    `task` are the headings of the task, `step` and `question` two of its fields; `steps` are the
    words that name each step.
    """
    table = find_table(workbook, task)
    missing = []
    for names in steps.values():
        rows = [row for row in table.rows if _says(table.text(row, step), names)]
        if not any(_is_question(table.text(row, question)) for row in rows):
            missing.append((wording(workbook, names), rows))
    if missing:
        earned = 1 - len(missing) / len(steps)
        name, rows = missing[0]
        if rows:
            cell = table.cell(rows[0], question)
            raise Failure("workbook.question_missing", earned=earned, cell=cell, step=name)
        raise Failure("workbook.step_missing", earned=earned, sheet=table.sheet.name, step=name)


def _is_question(text: str) -> bool:
    return len(text) >= _SHORTEST and said(text) >= _LEAST_WORDS


def _says(text: str, names: Sequence[str]) -> bool:
    """Whether one of the names stands in a text, such as "Step 2. Employ the formula"."""
    words = f" {' '.join(_WORD.findall(folded(text)))} "
    return any(f" {folded(name)} " in words for name in names)


@check()
def answers_are_formulas(
    workbook: Workbook,
    *,
    data: Sequence[str],
    task: Mapping[str, Sequence[str]],
    answer: str,
    key: str = "",
    least: int = 2,
) -> None:
    """Answers that are numbers are counted from the data by formulas, and there are enough.

    Where an answer is left empty for pupils, the formula may stand in the field `key`.
    """
    source, table = data_table(workbook, data), find_table(workbook, task)
    fields = {
        row: field
        for row in table.rows
        if (field := next((each for each in (answer, key) if each and table.input(row, each)), ""))
    }
    counted = [row for row in fields if _reads(workbook, table, row, fields[row], source)]
    typed = [row for row in fields if _is_typed(table.input(row, fields[row]))]
    other = [
        row for row in fields if row not in counted and is_formula(table.input(row, fields[row]))
    ]
    done, wanted = len(counted), max(least, len(counted) + len(typed) + len(other))
    shares = {"earned": done / wanted, "done": done, "rows": wanted}
    if typed:
        cell = table.cell(typed[0], fields[typed[0]])
        raise Failure("workbook.answer_typed", cell=cell, **shares)
    if other:
        sheet = source.sheet.name
        cell = table.cell(other[0], fields[other[0]])
        raise Failure("workbook.answer_elsewhere", cell=cell, sheet=sheet, **shares)
    if done < least:
        raise Failure("workbook.answers_few", sheet=table.sheet.name, **shares)


def _is_typed(text: str) -> bool:
    return isinstance(typed_value(text), float) and not is_formula(text)


def _reads(workbook: Workbook, table: Table, row: int, field: str, source: Table) -> bool:
    """Whether a formula, or one of those that it reads, reads the rows of the data."""
    table.value(row, field)  # cannot be told where a function is not known
    waiting = [(table.sheet.name, table.input(row, field))]
    for _ in range(_DEEPEST):
        if not waiting:
            return False
        name, text = waiting.pop()
        for each in (reference.area for reference in read_by(text, name)):
            sheet = workbook.sheet(each.sheet)
            if sheet is None:
                continue
            if sheet.name == source.sheet.name and each.bottom >= source.rows[0]:
                return True
            further = sheet.input(cell_address(each.top, each.left))
            if is_formula(further):
                waiting.append((sheet.name, further))
    return False


@check(needs=[answers_are_formulas])
def key_recomputes(
    workbook: Workbook,
    *,
    data: Sequence[str],
    task: Mapping[str, Sequence[str]],
    answer: str,
    key: str,
) -> None:
    """The key says what the data give, for every answer that is counted."""
    data_table(workbook, data)
    table = find_table(workbook, task)
    rows = [row for row in table.rows if is_formula(table.input(row, answer))]
    troubles = [trouble for row in rows if (trouble := _key_trouble(table, row, answer, key))]
    if troubles:
        troubles[0].earned = 1 - len(troubles) / len(rows)
        raise troubles[0]


def _key_trouble(table: Table, row: int, answer: str, key: str) -> Failure | None:
    got, wanted = table.value(row, key), table.value(row, answer)
    cell = table.cell(row, key)
    if isinstance(wanted, ErrorValue):
        return Failure("workbook.cell_error", cell=table.cell(row, answer), error=wanted.code)
    if got is None or got == "":
        return Failure("workbook.key_empty", cell=cell)
    number = got if isinstance(got, float) else _only_number(str(got))
    if isinstance(wanted, float) and number is not None:
        if abs(number - wanted) <= _precision(table.input(row, key)):
            return None
        return Failure("workbook.key_differs", cell=cell, got=got, wanted=round(wanted, 4))
    same = str(got).strip().casefold() == str(wanted).strip().casefold()
    return None if same else Failure("workbook.key_differs", cell=cell, got=got, wanted=wanted)


def _only_number(text: str) -> float | None:
    """The one number of a text such as "712,5 kWh"; None where it has none, or several."""
    found = _NUMBERS.findall(text)
    return float(found[0].replace(",", ".")) if len(found) == 1 else None


def _precision(text: str) -> float:
    """Half of the last place that was typed: 4.3 stands for anything from 4.25 to 4.35."""
    if is_formula(text):
        return 1e-6
    digits = next(iter(_NUMBERS.findall(text)), "").replace(",", ".").partition(".")[2]
    scale = 0.01 if text.endswith("%") else 1.0
    return float(0.5 * scale * 10 ** -len(digits)) + 1e-9

"""A workbook as a page draws it: what was typed, what is shown, why where something is amiss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mugalim_answers.operations import MOST_OPERATIONS, State
from mugalim_answers.refusals import AnswerRefused, sentence
from mugalim_checks.core import Failure
from mugalim_checks.formulas import ErrorValue
from mugalim_checks.formulas.addresses import cell_position
from mugalim_checks.workbook import Sheet, Workbook
from mugalim_checks.workbook.model import own_address
from mugalim_widgets.words import in_language

PROBLEMS: Mapping[str, str] = {
    "#DIV/0!": "There is nothing to divide by here: no numbers, or a zero.",
    "#NAME?": "The name of a function or cell is not known here. Please look at its spelling.",
    "#VALUE!": "A number is needed here, and there is a text.",
    "#REF!": "The formula points to a cell that is not there.",
    "#N/A": "What is looked for was not found.",
    "#NUM!": "This number cannot be counted with.",
    "#NULL!": "The two ranges have no cell in common.",
}
SPARE_ROWS, SPARE_COLUMNS = 4, 3
FEWEST_ROWS, FEWEST_COLUMNS = 8, 6
MOST_ROWS, MOST_COLUMNS = 220, 60
LONG = 7  # signs; a longer counted number is shown with fewer decimals
_DECIMALS = re.compile(r"(?:#,##)?0(?:\.(0{1,9}))?")


@dataclass(frozen=True)
class Change:
    """What an edit did: the shown cells by sheet, and whether sheets must be drawn again."""

    cells: Mapping[str, frozenset[str]]
    whole: bool


class LiveWorkbook:
    """A workbook in memory with its values, changed by operations as a learner makes them."""

    def __init__(self, state: State, language: str) -> None:
        self.workbook = Workbook.from_state(state)
        self._language = language
        self._calculation = self.workbook.calculate()

    def edit(self, operations: object, start: State | None) -> Change:
        """Do all operations or none; Failure or AnswerRefused where one cannot be done."""
        checked = _checked(operations)
        after = self.workbook
        for operation in checked:
            after = _started(start) if operation.get("op") == "restore" else after.apply(operation)
        self.workbook = after
        if any(operation.get("op") == "restore" for operation in checked):
            self._calculation = after.calculate()
            return Change({}, whole=True)
        return Change(self._recalculated(checked), whole=False)

    def drawn(self) -> list[dict[str, Any]]:
        """Every sheet as the page draws it first."""
        return [self._drawn_sheet(sheet) for sheet in self.workbook.sheets]

    def part(self, name: str, addresses: Iterable[str]) -> dict[str, Any]:
        """The inputs, shown values and problems of some cells of a sheet."""
        sheet = self.workbook.sheet(name)
        if sheet is None:
            return {"name": name, "inputs": {}, "shown": {}, "problems": {}}
        wanted = sorted(addresses)
        problems = {address: self._problem(sheet, address) for address in wanted}
        return {
            "name": sheet.name,
            "inputs": {address: sheet.input(address) for address in wanted},
            "shown": {address: self._shown(sheet, address) for address in wanted},
            "problems": {address: words for address, words in problems.items() if words},
        }

    def _recalculated(self, operations: list[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
        """The cells, by sheet, that now show something else or were typed into."""
        cells: dict[str, set[str]] = {}
        for operation in operations:
            sheet = self.workbook.sheet(str(operation.get("sheet")))
            if sheet is None or operation.get("op") != "set":
                continue
            address = own_address(operation["cell"])
            cells.setdefault(sheet.name, set()).add(address)
            for name, changed in self._calculation.set(sheet.name, address, sheet.input(address)):
                cells.setdefault(name, set()).add(changed)
        return {name: frozenset(changed) for name, changed in cells.items()}

    def _drawn_sheet(self, sheet: Sheet) -> dict[str, Any]:
        places = [cell_position(address) for address in sheet.cells] or [(1, 1)]
        rows = max(row for row, _ in places) + SPARE_ROWS
        columns = max(column for _, column in places) + SPARE_COLUMNS
        return {
            **self.part(sheet.name, sheet.cells),
            "frozen": list(sheet.frozen),
            "validations": [
                {"range": each.range, "rule": each.rule.to_state()} for each in sheet.validations
            ],
            "widths": dict(sheet.widths),
            "bold": [address for address, cell in sheet.cells.items() if cell.bold],
            "rows": min(max(rows, FEWEST_ROWS), MOST_ROWS),
            "columns": min(max(columns, FEWEST_COLUMNS), MOST_COLUMNS),
        }

    def _shown(self, sheet: Sheet, address: str) -> str:
        cell = sheet.cells.get(address)
        value = self._calculation.value(sheet.name, address)
        look = self._calculation.look(sheet.name, address)
        if cell is None or not isinstance(value, float) or look:
            return self._calculation.display(sheet.name, address, self._language)
        text = _in_format(value, cell.format)
        if text is None:
            text = self._calculation.display(sheet.name, address, "en")
            if cell.input.startswith("=") and len(text) > LONG and abs(value) < 1e6:
                text = f"{value:.4f}".rstrip("0").rstrip(".")
        return text if self._language == "en" else text.replace(".", ",")

    def _problem(self, sheet: Sheet, address: str) -> str:
        """Why a cell shows an error, in words; empty where it shows none."""
        value = self._calculation.value(sheet.name, address)
        if not isinstance(value, ErrorValue):
            return ""
        problem = self._calculation.problem(sheet.name, address)
        if problem is not None:
            return sentence(problem.id, dict(problem.values), self._language)
        return in_language(PROBLEMS, self._language, "spreadsheet").get(value.code, value.code)


def _checked(operations: object) -> list[Mapping[str, Any]]:
    if not isinstance(operations, list) or len(operations) > MOST_OPERATIONS:
        raise AnswerRefused("answers.not_understood")
    if not all(isinstance(each, Mapping) for each in operations):
        raise AnswerRefused("answers.not_understood")
    return operations


def _started(start: State | None) -> Workbook:
    if start is None:
        raise AnswerRefused("answers.no_start")
    return Workbook.from_state(start)


def operations_on(live: LiveWorkbook, operations: object, start: State | None) -> Change:
    """`LiveWorkbook.edit`, with what the workbook refuses worded for the learner."""
    try:
        return live.edit(operations, start)
    except Failure as failure:
        raise AnswerRefused(failure.id, **failure.values) from failure


def _in_format(value: float, number_format: str) -> str | None:
    """A number in one of the formats of fixed decimals; None for other formats."""
    match = _DECIMALS.fullmatch(number_format)
    return f"{value:.{len(match[1] or '')}f}" if match else None

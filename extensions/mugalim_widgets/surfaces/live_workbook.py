"""A workbook as a page draws it: what was typed, what is shown, why where something is amiss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mugalim_answers.operations import MOST_OPERATIONS, State
from mugalim_answers.refusals import AnswerRefused, sentence
from mugalim_checks.core import Failure
from mugalim_checks.formulas import ErrorValue
from mugalim_checks.formulas.addresses import cell_position
from mugalim_checks.formulas.number_formats import in_format
from mugalim_checks.formulas.values import FormulaError
from mugalim_checks.states import to_plain
from mugalim_checks.workbook import Sheet, Workbook
from mugalim_checks.workbook.model import About
from mugalim_checks.workbook.sheet import state_of
from mugalim_checks.workbook.structure import STEPS as OF_THE_WHOLE
from mugalim_widgets.surfaces.live_looks import Looks, effective_looks
from mugalim_widgets.words import in_language

__all__ = ["Change", "LiveWorkbook", "operations_on"]

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
MOST_ROWS, MOST_COLUMNS = 300, 60  # that a page draws
LONG = 7  # signs; a longer counted number is shown with fewer decimals
_SIGNS = str.maketrans({",": "\N{NO-BREAK SPACE}", ".": ","})


@dataclass(frozen=True)
class Change:
    """What an edit did: the parts of sheets that are other than before, or all of them anew."""

    parts: tuple[dict[str, Any], ...] = ()
    whole: bool = False


class LiveWorkbook:
    """A workbook in memory with its values, changed by operations as a learner makes them."""

    def __init__(self, state: State, language: str) -> None:
        self.workbook = Workbook.from_state(state)
        self._language = language
        self._calculation = self.workbook.calculate()
        self._looks: dict[str, Looks] = {}
        self._find_looks()

    def edit(self, operations: object, start: State | None) -> Change:
        """Do all operations or none; Failure or AnswerRefused where one cannot be done."""
        checked = _checked(operations)
        before, after = self.workbook, self.workbook
        for operation in checked:
            after = _started(start) if operation.get("op") == "restore" else after.apply(operation)
        self.workbook = after
        if any(_is_of_the_whole(operation) for operation in checked):
            self._calculation = after.calculate()
            self._find_looks()
            return Change(whole=True)
        return Change(tuple(self._parts(before)))

    def drawn(self) -> list[dict[str, Any]]:
        """Every sheet as the page draws it first."""
        return [self._drawn_sheet(sheet) for sheet in self.workbook.sheets]

    def about(self) -> dict[str, Any]:
        """What the file says of itself besides its sheets."""
        book = self.workbook
        plain: dict[str, Any] = to_plain(About(book.properties, book.names, book.leftovers))
        return plain

    def _parts(self, before: Workbook) -> Iterable[dict[str, Any]]:
        """The parts of each sheet that are other than before, none for one that is the same."""
        typed = {
            sheet.name: _changed_cells(old, sheet)
            for old, sheet in zip(before.sheets, self.workbook.sheets, strict=True)
        }
        cells = self._recalculated(typed)
        looks = self._find_looks()
        for old, sheet in zip(before.sheets, self.workbook.sheets, strict=True):
            part = self._part(sheet, cells.get(sheet.name, ()))
            part["looks"] = looks.get(sheet.name, {})
            if _around(old) != _around(sheet):
                part["around"] = _around(sheet)
            if part["inputs"] or part["looks"] or "around" in part:
                yield part

    def _recalculated(self, typed: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """The cells, by sheet, that were typed into or now show something else."""
        cells = {name: set(addresses) for name, addresses in typed.items()}
        for name, addresses in typed.items():
            sheet = self.workbook.sheet(name)
            inputs = {each: sheet.input(each) for each in addresses} if sheet else {}
            for there, changed in self._calculation.put(name, inputs) if inputs else ():
                cells.setdefault(there, set()).add(changed)
        return cells

    def _part(self, sheet: Sheet, addresses: Iterable[str]) -> dict[str, Any]:
        """What some cells of a sheet hold and show: inputs, own looks, values and problems."""
        wanted = sorted(addresses)
        problems = {address: self._problem(sheet, address) for address in wanted}
        return {
            "name": sheet.name,
            "inputs": {address: sheet.input(address) for address in wanted},
            "own": {address: _own(sheet, address) for address in wanted},
            "shown": {address: self._shown(sheet, address) for address in wanted},
            "problems": {address: words for address, words in problems.items() if words},
        }

    def _find_looks(self) -> dict[str, Looks]:
        """Work out conditional formats anew; the looks that are other than before, by sheet."""
        before = self._looks
        self._looks = {
            sheet.name: effective_looks(sheet, self._calculation) for sheet in self.workbook.sheets
        }
        return {
            name: {
                address: now.get(address, {})
                for address in {*now, *before.get(name, {})}
                if now.get(address) != before.get(name, {}).get(address)
            }
            for name, now in self._looks.items()
        }

    def _drawn_sheet(self, sheet: Sheet) -> dict[str, Any]:
        places = [cell_position(address) for address in sheet.cells] or [(1, 1)]
        rows = max(row for row, _ in places) + SPARE_ROWS
        columns = max(column for _, column in places) + SPARE_COLUMNS
        part = self._part(sheet, sheet.cells)
        return {
            **part,
            "own": {address: look for address, look in part["own"].items() if look},
            "looks": self._looks.get(sheet.name, {}),
            "around": _around(sheet),
            "rows": min(max(rows, FEWEST_ROWS), MOST_ROWS),
            "columns": min(max(columns, FEWEST_COLUMNS), MOST_COLUMNS),
        }

    def _shown(self, sheet: Sheet, address: str) -> str:
        cell = sheet.cells.get(address)
        value = self._calculation.value(sheet.name, address)
        look = self._calculation.look(sheet.name, address)
        if cell is None or not isinstance(value, float) or (look and not cell.format):
            return self._calculation.display(sheet.name, address, self._language)
        text = _in_format(value, cell.format)
        if text is not None:
            return text if self._language == "en" else text.translate(_SIGNS)
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


def _is_of_the_whole(operation: Mapping[str, Any]) -> bool:
    """Whether an operation may change any cell of any sheet."""
    return operation.get("op") in (*OF_THE_WHOLE, "restore") and operation["op"] != "about"


def _started(start: State | None) -> Workbook:
    if start is None:
        raise AnswerRefused("answers.no_start")
    return Workbook.from_state(start)


def _changed_cells(old: Sheet, new: Sheet) -> set[str]:
    if old.cells is new.cells:
        return set()
    return {a for a in {*old.cells, *new.cells} if old.cells.get(a) != new.cells.get(a)}


def _own(sheet: Sheet, address: str) -> dict[str, Any]:
    """A cell's own look: bold, its number format and so on, without what is ordinary."""
    cell = sheet.cells.get(address)
    plain: dict[str, Any] = to_plain(cell) if cell else {}
    return {name: value for name, value in plain.items() if name != "input"}


def _around(sheet: Sheet) -> dict[str, Any]:
    """A sheet's state without its name and cells."""
    state = state_of(replace(sheet, cells={}))
    return {name: value for name, value in state.items() if name not in ("name", "cells")}


def operations_on(live: LiveWorkbook, operations: object, start: State | None) -> Change:
    """`LiveWorkbook.edit`, with what the workbook refuses worded for the learner."""
    try:
        return live.edit(operations, start)
    except Failure as failure:
        raise AnswerRefused(failure.id, **failure.values) from failure


def _in_format(value: float, number_format: str) -> str | None:
    """A number in a format; None for the general one, and for a format that cannot be shown."""
    try:
        return in_format(value, number_format) if number_format else None
    except FormulaError:
        return None

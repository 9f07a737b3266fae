"""Spreadsheet: a table to work in, counted by the kernel as she types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.review import look_at
from mugalim_checks.artefacts import write_artefact
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.reports import shown_report
from mugalim_widgets.surface import Buffers, Handler, Surface
from mugalim_widgets.surfaces.live_workbook import Change, LiveWorkbook, operations_on
from mugalim_widgets.words import REPORT

WORDS = {
    "grid": "Table {sheet}",
    "sheets": "Sheets",
    "tools": "Tools for the table",
    "formula": "Cell {cell}",
    "formula_hint": "Type a value, or a formula that begins with =",
    "freeze": "Freeze the first row",
    "unfreeze": "Unfreeze the first row",
    "limit": "Limit marks",
    "fill": "Fill down",
    "undo": "Undo",
    "download": "Download .xlsx",
    "restore": "Back to the start",
    "restore_question": "Go back to the start? Everything you did in this table is taken out.",
    "restore_yes": "Yes, start again",
    "restore_no": "Keep my work",
    "restored": "The table is back at the start.",
    "limit_heading": "Which values may be typed",
    "limit_range": "Cells, such as C2:N41",
    "limit_from": "From",
    "limit_to": "To",
    "limit_letters": "Letters that are allowed too, with commas between",
    "limit_set": "Set the limit",
    "limit_remove": "Remove the limit",
    "cancel": "Cancel",
    "limit_done": "Limit set for {range}.",
    "limit_removed": "Limit removed from {range}.",
    "limit_unclear": "Please give cells such as C2:N41 and two numbers.",
    "limit_refused": "Only {rule} can be typed here.",
    "rule_numbers": "{low} to {high}",
    "rule_letters": "{low} to {high}, or {letters}",
    "frozen": "The first row stays in sight.",
    "unfrozen": "The first row scrolls with the rest.",
    "filled": "Filled {range}.",
    "fill_nothing": "Choose a cell that has something to fill down.",
    "undone": "Undone.",
    "undo_nothing": "There is nothing to undo.",
    "pasted": "Pasted into {range}.",
    "copied": "Copied {range}.",
    "cleared": "Cleared {range}.",
    "selected": "Chosen: {range}.",
    "empty": "empty",
    "has_formula": "formula",
    "edit": "Edit {cell}",
    "file_is_answer": "Your file {name} is your answer. "
    "If you change the table here, the table becomes your answer.",
    "downloading": "Your file is being made …",
    "help": "Tap a cell to choose it, tap again to type. With keys: arrows move, "
    "Enter opens a cell, Escape leaves it.",
}


class Spreadsheet(Surface):
    """An accessible grid. `sheets` is always whole; `values` brings what an edit changed."""

    NAME: ClassVar[str] = "spreadsheet"
    WORDS: ClassVar[Mapping[str, str]] = {**REPORT, **WORDS}
    _esm = module_text("spreadsheet.js")
    _css = style_text()

    module = Unicode("spreadsheet.js").tag(sync=True)
    sheets = List().tag(sync=True)
    values = Dict().tag(sync=True)  # {"serial", "sheets": [{"name", "inputs", "shown", …}]}
    report = Dict().tag(sync=True)  # instant checks, as in CheckPanel

    _live: LiveWorkbook | None = None

    def handlers(self) -> Mapping[str, Handler]:
        """Editing and downloading, beside what every surface understands."""
        return {**super().handlers(), "edit": self._edit, "download": self._download}

    def show_answer(self, answer: Answer | None) -> None:
        """Draw the stored workbook, or the start."""
        state = answer.state if answer else self._start
        if state is None:
            raise AnswerRefused("answers.no_start")
        self._live = LiveWorkbook(state, self.language)
        self.sheets = self._live.drawn()
        if answer is not None:
            self._check_at_once()

    def _edit(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Count again after an edit; what is saved comes by another way."""
        if self._live is None:
            return
        change = operations_on(self._live, content.get("operations"), self._start)
        if change.whole:
            self.sheets = self._live.drawn()
        else:
            self._send_change(self._live, change)
        self._check_at_once()

    def _send_change(self, live: LiveWorkbook, change: Change) -> None:
        """Send the changed cells alone; `sheets` is brought up to date where it lies."""
        parts = [live.part(name, cells) for name, cells in change.cells.items()]
        fresh = {sheet["name"]: sheet for sheet in live.drawn()}
        for sheet in self.sheets:
            sheet.update(fresh[sheet["name"]])
        self._serial += 1
        self.values = {"serial": self._serial, "sheets": parts}

    def _check_at_once(self) -> None:
        if self._plan is None or self._live is None or not self._plan.instant:
            return
        found = look_at(self._plan, self._live.workbook)
        self.report = shown_report(self._plan, found, self.language)

    def _download(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Hand over the table where no page does it: in the Lab."""
        if self._live is not None:
            file = bytes(write_artefact(self._live.workbook, ".xlsx"))
            self.send({"type": "file", "name": f"{self.exercise}.xlsx"}, buffers=[file])

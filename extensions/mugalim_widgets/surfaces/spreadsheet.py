"""Spreadsheet: a table to work in, counted by the kernel as she types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from mugalim_answers.place import Place
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.review import look_at
from mugalim_checks.artefacts import write_artefact
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.reports import shown_report
from mugalim_widgets.surface import Buffers, Handler, Surface
from mugalim_widgets.surfaces.live_workbook import (
    MOST_COLUMNS,
    MOST_ROWS,
    LiveWorkbook,
    operations_on,
)
from mugalim_widgets.table_words import WORDS
from mugalim_widgets.words import EDITING, REPORT

MOST_VIEWS = 20  # pages whose messages are told apart


class Spreadsheet(Surface):
    """An accessible grid. `sheets` is always whole; `values` brings what an edit changed.

    A page draws what was done at once and tells it here in numbered messages. One that comes twice,
    or after a gap, or from a page whose work is stored already, is answered by what is stored.
    """

    NAME: ClassVar[str] = "spreadsheet"
    WORDS: ClassVar[Mapping[str, str]] = {**REPORT, **EDITING, **WORDS}
    _esm = module_text("spreadsheet.js")
    _css = style_text("spreadsheet")

    module = Unicode("spreadsheet.js").tag(sync=True)
    sheets = List().tag(sync=True)
    about = Dict().tag(sync=True)  # what the file says of itself: properties, names, leftovers
    most = List([MOST_ROWS, MOST_COLUMNS]).tag(sync=True)  # rows and columns that are drawn
    # {"serial", "view", "number", "sheets": [{"name", "inputs", "shown", …}], "whole"}
    values = Dict().tag(sync=True)
    report = Dict().tag(sync=True)  # instant checks, as in CheckPanel

    _live: LiveWorkbook | None = None
    _version = 0  # of the answer that is drawn

    def __init__(self, name: str = "", place: Place | None = None, **traits: Any) -> None:
        self._heard: dict[str, int] = {}  # the number of the last message of each view
        super().__init__(name, place, **traits)

    def handlers(self) -> Mapping[str, Handler]:
        """Editing and downloading, beside what every surface understands."""
        return {**super().handlers(), "edit": self._edit, "download": self._download}

    def show_answer(self, answer: Answer | None) -> None:
        """Draw the stored workbook, or the start."""
        state = answer.state if answer else self._start
        if state is None:
            raise AnswerRefused("answers.no_start")
        self._live = LiveWorkbook(state, self.language)
        self._version = answer.version if answer else 0
        self._bring_up_to_date(self._live)
        if answer is not None:
            self._check_at_once()

    def _reload(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Draw again what is stored, and say so even where it is the same as before."""
        self._show_stored()
        self._send_values({"whole": True, "sheets": self.sheets})

    def _edit(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Count again after an edit; what is saved comes by another way."""
        if self._live is None:
            return
        view, number = _view_and_number(content)
        if not self._follows(view, number, content.get("base")):
            self._heard.pop(view, None)
            self._reload(content, buffers)
            return
        self._heard = {**dict(list(self._heard.items())[-MOST_VIEWS:]), view: number}
        answered = {"view": view, "number": number}
        try:
            change = operations_on(self._live, content.get("operations"), self._start)
        except AnswerRefused as refusal:
            self.say(refusal.sentence(self.language))
            self._send_values({**answered, "whole": True, "sheets": self.sheets})
            return
        self._bring_up_to_date(self._live)
        if change.whole:
            self._send_values({**answered, "whole": True, "sheets": self.sheets})
        else:
            self._send_values({**answered, "sheets": list(change.parts)})
        self._check_at_once()

    def _follows(self, view: str, number: int, base: object) -> bool:
        """Whether a message is its view's next one, or the first and on the work drawn here."""
        if not view:
            return True
        if view in self._heard:
            return number == self._heard[view] + 1
        return base == self._version

    def _bring_up_to_date(self, live: LiveWorkbook) -> None:
        """Change `sheets` where it lies: only pages that attach later are sent all of it."""
        self.sheets[:] = live.drawn()
        self.about = live.about()

    def _send_values(self, values: Mapping[str, Any]) -> None:
        self._serial += 1
        self.values = {"serial": self._serial, **values}

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


def _view_and_number(content: Mapping[str, Any]) -> tuple[str, int]:
    """Which page a message is from, "" where it does not say, and its number there."""
    view, number = content.get("view"), content.get("number")
    if isinstance(view, str) and isinstance(number, int):
        return view[:32], number
    return "", 0

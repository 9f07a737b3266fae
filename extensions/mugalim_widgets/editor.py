"""What surfaces share that edit an artefact as a whole: its state both ways, its instant checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Bool, Dict, Unicode

from mugalim_answers.record import Answer
from mugalim_answers.review import look_at
from mugalim_checks.artefacts import artefact_class
from mugalim_checks.core import Failure
from mugalim_widgets.pieces import KeepsPieces
from mugalim_widgets.reports import shown_report
from mugalim_widgets.surface import Buffers, Handler
from mugalim_widgets.words import EDITING, REPORT


class Editor(KeepsPieces):
    """A surface whose page holds the artefact's state, edits it, and saves it whole.

    The kernel is asked for instant checks alone: all else works, and is saved, without one.
    """

    OWN: ClassVar[Mapping[str, str]] = {}  # the words of the one surface
    surface = Unicode().tag(sync=True)  # NAME, for the style sheet
    instant = Bool(False).tag(sync=True)  # whether an edit is checked at once
    state = Dict().tag(sync=True)  # of the artefact, as its class gives it
    report = Dict().tag(sync=True)  # instant checks, as in CheckPanel

    def __init_subclass__(cls, **given: Any) -> None:
        cls.WORDS = {**REPORT, **EDITING, **cls.OWN}
        super().__init_subclass__(**given)

    def handlers(self) -> Mapping[str, Handler]:
        """Looking at an edit, beside what every surface understands."""
        return {**super().handlers(), "edit": self._edit}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored artefact, or the start, or an empty one."""
        self.surface = self.NAME
        self.wakes = self.instant = bool(self._plan and self._plan.instant)
        self.state = dict(answer.state if answer else self._start or {})
        if answer is not None:
            self._check_at_once(self.state)

    def _edit(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        self._check_at_once(content.get("state"))

    def _check_at_once(self, state: object) -> None:
        if self._plan is None or not self._plan.instant:
            return
        try:
            artefact = artefact_class(self.kind).from_state(state)
        except Failure:
            return  # saving says what is amiss
        self.report = shown_report(self._plan, look_at(self._plan, artefact), self.language)

"""CheckPanel: "Check my work", what was found, and the points so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, Unicode

from mugalim_answers.review import review
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.reports import shown_report
from mugalim_widgets.surface import Buffers, Handler, Surface
from mugalim_widgets.words import REPORT

WORDS = {
    "check": "Check my work",
    "check_again": "Check again",
    "busy": "Checking …",
    "heading": "What the check found",
    "points": "{points} of {most} points so far",
    "done_of": "{done} of {all} done",
    "where": "Can be met: {where}",
    "surface": "on this page",
    "phone": "in an office program on a phone",
    "computer": "in an office program on a computer",
    "not_saved": "Your last changes are not saved yet, so what was saved before is checked. "
    "Check again when it says saved.",
    "again": "You can check as often as you like.",
    "no_answer": "The check did not answer. Please try again in a minute.",
    "ask": "Ask my facilitator",
    "change": "Change my question",
    "asked": "Asked on {date}. The answer comes here and into My courses.",
    "unclear": "What is not clear? (you may leave it empty)",
    "gets": "Your facilitator gets this check, your work as it is now, and your words.",
    "send": "Send",
    "not_sent": "This did not reach the school. Your words are kept in the field: please press "
    "“Send” again when there is a connection.",
    "answered": "Your facilitator answered",
    "new": "new",
    "no_facilitator": "Your cohort has no facilitator just now, so nobody would read your "
    "question. Please ask whoever invited you to the school.",
}


class CheckPanel(Surface):
    """The checks of an exercise, run on what is stored. As text it is 0.0: it grades nothing."""

    NAME: ClassVar[str] = "check"
    WORDS: ClassVar[Mapping[str, str]] = {**REPORT, **WORDS}
    STARTS: ClassVar[bool] = False
    _esm = module_text("check-panel.js")
    _css = style_text()

    module = Unicode("check-panel.js").tag(sync=True)
    report = Dict().tag(sync=True)  # {"serial", "points", "most", "results": […]}

    def __repr__(self) -> str:
        return "0.0"

    def handlers(self) -> Mapping[str, Handler]:
        """Checking alone: there is nothing to save or to draw again."""
        return {"check": self._check}

    def _check(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Read the store from disk again and review what is there."""
        if self._plan is None:
            return
        found = review(self._plan, self.store.read(), self.store)
        self._serial += 1
        self.report = {"serial": self._serial, **shown_report(self._plan, found, self.language)}

"""CheckPanel: "Check my work", what was found, and the points so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, Unicode

from mugalim_answers.review import review
from mugalim_widgets.reports import shown_report
from mugalim_widgets.surface import STATIC, Buffers, Handler, Surface, module_text
from mugalim_widgets.words import CHECK, REPORT


class CheckPanel(Surface):
    """The checks of an exercise, run on what is stored. As text it is 0.0: it grades nothing."""

    WORDS: ClassVar[Mapping[str, str]] = {**REPORT, **CHECK}
    STARTS: ClassVar[bool] = False
    _esm = module_text("check-panel.js")
    _css = STATIC / "widgets.css"

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

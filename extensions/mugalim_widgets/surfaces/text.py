"""Text: a few lines in the learner's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from traitlets import Int, Unicode

from mugalim_answers.operations import MOST_CHARACTERS
from mugalim_answers.record import Answer
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Surface

WORDS = {
    "lines": "About {n} lines.",
    "characters_left": "{n} characters left",
}


class Text(Surface):
    """A labelled text area."""

    NAME: ClassVar[str] = "text"
    WORDS: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("text.js")
    _css = style_text()

    module = Unicode("text.js").tag(sync=True)
    lines = Int(3).tag(sync=True)
    limit = Int(MOST_CHARACTERS).tag(sync=True)
    value = Unicode().tag(sync=True)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored text."""
        self.lines = self._plan.lines if self._plan else self.lines
        self.value = str(answer.state.get("text", "")) if answer else ""

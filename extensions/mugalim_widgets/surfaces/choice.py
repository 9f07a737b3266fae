"""Choice: a question with answers to choose from, each with its own reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import List, Unicode

from mugalim_answers.record import Answer
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler, Surface

WORDS = {"answer": "Your answer"}


class Choice(Surface):
    """Radio buttons. Replies stay here until one is chosen, so that the page holds no key."""

    NAME: ClassVar[str] = "choice"
    WORDS: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("choice.js")
    _css = style_text()

    module = Unicode("choice.js").tag(sync=True)
    options = List().tag(sync=True)  # [{"id", "text"}]
    chosen = List().tag(sync=True)  # ids
    reply = Unicode().tag(sync=True)

    def handlers(self) -> Mapping[str, Handler]:
        """Choosing, beside what every surface understands."""
        return {**super().handlers(), "edit": self._edit}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the options and the stored choice with its reply."""
        self.options = [{"id": option.id, "text": option.text} for option in self._offered()]
        self._choose(answer.state.get("chosen", []) if answer else [])

    def _edit(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        self._choose(content.get("options"))

    def _choose(self, chosen: object) -> None:
        if not isinstance(chosen, list):
            return
        replies = {option.id: option.reply for option in self._offered()}
        known = [one for one in chosen[:1] if isinstance(one, str) and one in replies]
        self.chosen = known
        self.reply = replies[known[0]] if known else ""

    def _offered(self) -> tuple[Any, ...]:
        return self._plan.options if self._plan else ()

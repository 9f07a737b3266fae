"""Choice: a question with answers to choose from, each with its own reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Bool, List, Unicode

from mugalim_answers.record import Answer
from mugalim_courses.model import Option
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler, Surface
from mugalim_widgets.surfaces.draws import mixed

WORDS = {"answer": "Your answer", "several": "Several answers may be chosen."}


class Choice(Surface):
    """One answer or several. Replies stay here until theirs is chosen: the page holds no key."""

    NAME: ClassVar[str] = "choice"
    WORDS: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("choice.js")
    _css = style_text()

    module = Unicode("choice.js").tag(sync=True)
    several = Bool(False).tag(sync=True)
    options = List().tag(sync=True)  # [{"id", "text"}]
    chosen = List().tag(sync=True)  # ids
    replies = List().tag(sync=True)  # [{"id", "text"}] of those that are chosen

    def handlers(self) -> Mapping[str, Handler]:
        """Choosing, beside what every surface understands."""
        return {**super().handlers(), "edit": self._edit}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the options and what the stored answer chose, with its replies."""
        self.several = self._wants("several")
        self.options = [{"id": option.id, "text": option.text} for option in self._shown()]
        self._choose(answer.state.get("chosen", []) if answer else [])

    def _edit(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        self._choose(content.get("options"))

    def _choose(self, chosen: object) -> None:
        if not isinstance(chosen, list):
            return
        most = len(self.options) if self.several else 1
        wanted = {one for one in chosen[:most] if isinstance(one, str)}
        found = [option for option in self._shown() if option.id in wanted]
        self.chosen = [option.id for option in found]
        self.replies = [{"id": each.id, "text": each.reply} for each in found if each.reply]

    def _shown(self) -> list[Option]:
        """The options in their author's order, or mixed where the lesson wants it."""
        options = {option.id: option for option in (self._plan.options if self._plan else ())}
        ids = mixed(list(options), self.exercise) if self._wants("shuffle") else options
        return [options[own] for own in ids]

    def _wants(self, name: str) -> bool:
        return bool(self._plan and self._plan.material.get(name) is True)

"""Text: a few lines in the learner's own words, or a short answer that gets a reply."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Bool, Dict, Int, Unicode

from mugalim_answers.operations import MOST_CHARACTERS
from mugalim_answers.record import Answer
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler, Surface

WORDS = {
    "lines": "About {n} lines.",
    "characters_left": "{n} characters left",
    "look": "Look at it",
    "looking": "Looking …",
    "no_answer": "No answer has come yet. Please try again in a minute.",
    "nothing": "Write your answer first.",
}
SHORT = 200  # characters of an answer of one line
_COMMA = re.compile(r"(?<=\d),(?=\d)")


class Text(Surface):
    """A labelled text area, or one line. What is accepted stays here, and so do the replies."""

    NAME: ClassVar[str] = "text"
    WORDS: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("text.js")
    _css = style_text("text")

    module = Unicode("text.js").tag(sync=True)
    lines = Int(3).tag(sync=True)
    limit = Int(MOST_CHARACTERS).tag(sync=True)
    value = Unicode().tag(sync=True)
    replies = Bool(False).tag(sync=True)  # whether an answer gets a reply
    looked = Dict().tag(sync=True)  # {"mark", "accepted", "reply"}

    def handlers(self) -> Mapping[str, Handler]:
        """Looking at a short answer, beside what every surface understands."""
        return {**super().handlers(), "look-over": self._look_over}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored text."""
        self.lines = self._plan.lines if self._plan else self.lines
        self.limit = SHORT if self.lines == 1 else MOST_CHARACTERS
        self.wakes = self.replies = "answers" in self._material
        self.value = str(answer.state.get("text", "")) if answer else ""

    def _look_over(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        text = content.get("text")
        if not isinstance(text, str) or not text.strip() or not self.replies:
            return
        answers = {compared(each) for each in self._material["answers"]}
        accepted = compared(text[:MOST_CHARACTERS]) in answers
        reply = self._material["reply" if accepted else "else"]
        self.looked = {"mark": secrets.token_hex(4), "accepted": accepted, "reply": reply}

    @property
    def _material(self) -> Mapping[str, Any]:
        return self._plan.material if self._plan else {}


def compared(text: str) -> str:
    """A short answer as it is compared: without case and needless spaces, ё as е, 3,5 as 3.5."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _COMMA.sub(".", " ".join(plain.split()))

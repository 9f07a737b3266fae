"""Pictures and sounds of an artefact where no page keeps them: in the Lab, by the kernel itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mugalim_answers.holding import LARGEST_FILE
from mugalim_answers.pieces import Pieces
from mugalim_answers.refusals import AnswerRefused, sentence
from mugalim_checks.core import Failure
from mugalim_widgets.surface import Buffers, Handler, Surface

Answered = tuple[Mapping[str, Any], list[bytes]]  # a message's values and its buffers
_LONGEST_REQUEST = 64


class KeepsPieces(Surface):
    """A surface whose page asks for pieces: {"type": "keep-piece" | "change-piece" | "show-piece"}.

    Each question has a `request` of the page's own; the answer is {"type": "piece", "request"} with
    a `piece`, or a `media` and its bytes, or a `sentence` that says why not.
    """

    def handlers(self) -> Mapping[str, Handler]:
        """Keeping, changing and showing pieces, beside what every surface understands."""
        asked = {
            "keep-piece": self._keep_piece,
            "change-piece": self._change_piece,
            "show-piece": self._show_piece,
        }
        return {**super().handlers(), **{name: self._answering(do) for name, do in asked.items()}}

    def _answering(self, do: Callable[[Mapping[str, Any], Buffers], Answered]) -> Handler:
        """What answers a question of the page, with a sentence where it is refused."""

        def handle(content: Mapping[str, Any], buffers: Buffers) -> None:
            request = content.get("request")
            if not isinstance(request, str) or len(request) > _LONGEST_REQUEST:
                raise AnswerRefused("answers.not_understood")
            about = {"type": "piece", "request": request}
            try:
                values, parts = do(content, buffers)
            except (AnswerRefused, Failure) as refused:
                said = sentence(refused.id, refused.values, self.language)
                self.send({**about, "sentence": said})
            else:
                self.send({**about, **values}, buffers=parts)

        return handle

    def _keep_piece(self, content: Mapping[str, Any], buffers: Buffers) -> Answered:
        """Called for a picture that the page brings along."""
        bytes_ = bytes(buffers[0]) if buffers else b""
        if len(bytes_) > LARGEST_FILE:
            raise AnswerRefused("answers.file_too_big", limit=LARGEST_FILE // 1_000_000)
        kept = self._pieces.keep(bytes_, _text(content, "name"))
        return {"piece": kept.to_json()}, []

    def _change_piece(self, content: Mapping[str, Any], buffers: Buffers) -> Answered:
        """Called for a picture that is to be smaller, cut, or freed of its place."""
        digest, name = _text(content, "digest"), _text(content, "name")
        return {"piece": self._pieces.change(digest, name, content.get("change")).to_json()}, []

    def _show_piece(self, content: Mapping[str, Any], buffers: Buffers) -> Answered:
        """Called for a picture that the page wants to show."""
        longest = content.get("longest")
        size = longest if isinstance(longest, int) else 0
        shown = self._pieces.show(_text(content, "digest"), size)
        if shown is None:
            raise AnswerRefused("answers.piece_lost")
        return {"media": shown[0]}, [shown[1]]

    @property
    def _pieces(self) -> Pieces:
        if self._place is None or self._place.face != "lab":
            raise AnswerRefused("answers.not_kept")
        return Pieces(self.store, self._place.lesson)


def _text(content: Mapping[str, Any], name: str) -> str:
    found = content.get(name)
    if not isinstance(found, str):
        raise AnswerRefused("answers.not_understood")
    return found

"""Upload: a workbook made in the learner's own program becomes her answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from traitlets import Bool, Int, Unicode

from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import LARGEST_FILE
from mugalim_checks.core import Failure
from mugalim_checks.workbook import Workbook, read_workbook
from mugalim_widgets.surface import STATIC, Buffers, Handler, Surface, module_text
from mugalim_widgets.words import UPLOAD


class Upload(Surface):
    """A file input and what was found in it. On a lesson page the file goes to the school."""

    WORDS: ClassVar[Mapping[str, str]] = UPLOAD
    _esm = module_text("upload.js")
    _css = STATIC / "widgets.css"

    module = Unicode("upload.js").tag(sync=True)
    limit = Int(LARGEST_FILE).tag(sync=True)  # bytes
    begun = Bool(False).tag(sync=True)  # whether there is work to download

    def handlers(self) -> Mapping[str, Handler]:
        """Files both ways, beside what every surface understands."""
        return {**super().handlers(), "upload": self._upload, "download": self._download}

    def show_answer(self, answer: Answer | None) -> None:
        """Say whether there is work to download; `saved` holds the rest."""
        self.begun = answer is not None

    def _upload(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Take a file where no page does it: in the Lab."""
        name, file = content.get("name"), bytes(buffers[0]) if buffers else b""
        if not isinstance(name, str) or len(file) > LARGEST_FILE:
            raise AnswerRefused("answers.not_understood")

        def saving() -> Answer:
            try:
                state = read_workbook(file, name).to_state()
            except Failure as failure:
                raise AnswerRefused(failure.id, **failure.values) from failure
            now = datetime.now(UTC)
            return self.store.attach(self.exercise, self.kind, name, file, state, now)

        self._keep(saving)

    def _download(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Hand over the work, or the start file, where no page does it."""
        answer = self.store.read().exercises.get(self.exercise)
        wanted = None if content.get("start") is True else answer
        if wanted is not None and wanted.file is not None:
            file, name = self.store.content(wanted.file.sha256), wanted.file.name
        else:
            file, name = self._written(wanted), f"{self.exercise}.xlsx"
        self.send({"type": "file", "name": name}, buffers=[file])

    def _written(self, answer: Answer | None) -> bytes:
        state = answer.state if answer else self._start
        if state is None:
            raise AnswerRefused("answers.no_start")
        return bytes(Workbook.from_state(state).to_xlsx())

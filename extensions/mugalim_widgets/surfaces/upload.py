"""Upload: a file made in the learner's own program becomes her answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from traitlets import Bool, Int, List, Unicode

from mugalim_answers.holding import LARGEST_FILE
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.written import work_file
from mugalim_checks.artefacts import ENDINGS, read_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import sentence
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler, Surface

WORDS = {
    "title": "Upload a file made in your own program",
    "title_or": "Or upload a file made in your own program",  # where the page has a surface, too
    "choose": "Choose a file",
    "drop": "or drop it here",
    "limits": "Needed here: {wanted}, up to {limit} MB. No pupils' names are needed.",
    "sending": "Sending {name} …",
    "sent": "{sent} of {size} MB",
    "arrived": "{name} has arrived and is being opened …",
    "waits": "No connection just now. The file is kept here and goes on by itself, "
    "also when you come back to this page later.",
    "waits_open": "No connection just now. Please leave this page open: "
    "the file goes on by itself as soon as it can.",
    "stop": "Stop sending",
    "stopped": "The file was not sent.",
    "found": "Your file",
    "about": "{name}, {size} kB, {time}",
    "is_answer": "This file is your answer now. You can upload it again as often as you like.",
    "surface_is_answer": "What is on this page is your answer now.",
    "download": "Download your work",
    "download_start": "Download the start file",
    "wrong_kind": "Please choose another file. Needed here: {wanted}.",
    "too_big": "The file is larger than {limit} MB. Please choose a smaller one.",
    "empty": "The file is empty. Please choose another one.",
}


class Upload(Surface):
    """A file input and what was found in it. On a lesson page the file goes to the school."""

    NAME: ClassVar[str] = "upload"
    WORDS: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("upload.js")
    _css = style_text("upload")

    module = Unicode("upload.js").tag(sync=True)
    limit = Int(LARGEST_FILE).tag(sync=True)  # bytes
    endings = List().tag(sync=True)  # of the files that the exercise takes
    wanted = Unicode().tag(sync=True)  # the same in words
    beside_surface = Bool(False).tag(sync=True)  # whether it can be made on the page as well
    has_start = Bool(False).tag(sync=True)  # whether there is a file to begin with
    begun = Bool(False).tag(sync=True)  # whether there is work to download

    def handlers(self) -> Mapping[str, Handler]:
        """Files both ways, beside what every surface understands."""
        return {**super().handlers(), "upload": self._upload, "download": self._download}

    def show_answer(self, answer: Answer | None) -> None:
        """Say whether there is work to download; `saved` holds the rest."""
        self.begun = answer is not None
        self.has_start = self._start is not None
        formed = bool(self._plan and self._plan.material)
        self.beside_surface = self.kind != "pdf" and (self.kind != "table" or formed)
        self.endings = list(ENDINGS.get(self.kind, ()))
        self.wanted = sentence(f"file.want_{self.kind}", {}, self.language)

    def _upload(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Take a file where no page does it: in the Lab."""
        name, file = content.get("name"), bytes(buffers[0]) if buffers else b""
        if not isinstance(name, str) or len(file) > LARGEST_FILE:
            raise AnswerRefused("answers.not_understood")

        def saving() -> Answer:
            try:
                state = read_artefact(self.kind, file, name).to_state()
            except Failure as failure:
                raise AnswerRefused(failure.id, **failure.values) from failure
            now = datetime.now(UTC)
            return self.store.attach(self.exercise, self.kind, name, file, state, now)

        self._keep(saving)

    def _download(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Hand over the work, or the start file, where no page does it."""
        if self._plan is None:
            return
        from_start = content.get("start") is True
        answer = None if from_start else self.store.read().exercises.get(self.exercise)
        lesson = self._place.lesson if self._place else None
        name, file = work_file(self._plan, answer, self._start, self.store, lesson)
        self.send({"type": "file", "name": name}, buffers=[file])

"""Files over HTTP: uploads that go on after a break, what they become, her work as a file."""

from __future__ import annotations

import asyncio
from typing import Any

from tornado.web import stream_request_body

from mugalim_answers.exporting import exported
from mugalim_answers.pieces import Pieces
from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_answers.uploads import LARGEST_PART, Upload, Uploads, Wanted, WrongOffset, wanted_from
from mugalim_answers.written import media_type, work_file
from mugalim_checks.artefacts import ENDINGS, read_artefact
from mugalim_checks.core import Failure
from mugalim_school.api import NAME, SLUG, Api, exercise_of, open_place
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.saving import summary
from mugalim_school.web import Page, Refused

READ_TO_THE_END = 300_000_000  # bytes of a too large part that are taken, so that she is answered
UPLOAD = "([0-9a-f]{32})"


class NewUpload(Api):
    """The beginning of a file that will come in parts."""

    async def post(self, course: str, lesson: str) -> None:
        """Take {exercise, purpose, name, size, digest?}; a piece that is here need not come again.

        `purpose` is "answer" for a file that becomes the answer, "piece" for a picture in one.
        """
        wanted = wanted_from(self.body())
        place = self.place(course, lesson)
        upload, known = await asyncio.to_thread(_begin, place, wanted)
        self.set_status(201)
        self.set_header("Upload-Offset", str(upload.offset))
        said = {"upload": upload.id, "offset": upload.offset}
        self.answer({**said, **({"done": known} if known else {})})


@stream_request_body
class OneUpload(Api):
    """A file that comes in parts; its id is known to nobody but the page that made it."""

    async def prepare(self) -> None:
        """Called by tornado before the body is read: a refusal waits until all has come.

        After an early answer the connection is closed, and the proxy would tell of that instead.
        """
        connection: Any = self.request.connection
        connection.set_max_body_size(READ_TO_THE_END)
        self.part, self.size = bytearray(), 0
        self.refused: Exception | None = None
        try:
            await super().prepare()
        except Exception as refused:
            self.refused = refused

    def data_received(self, chunk: bytes) -> None:
        """Called by tornado for each piece of a body; what is too much is counted and dropped."""
        self.size += len(chunk)
        if self.size <= LARGEST_PART:
            self.part += chunk

    async def get(self, course: str, lesson: str, upload: str) -> None:
        """How far it has come, and what became of it where it has come whole."""
        place = self._allowed(course, lesson)
        found = await asyncio.to_thread(_uploads(place).find, upload)
        await self._told(place, found)

    async def head(self, course: str, lesson: str, upload: str) -> None:
        """How far it has come, in the headers alone."""
        found = await asyncio.to_thread(_uploads(self._allowed(course, lesson)).find, upload)
        self._say_offset(found)

    async def patch(self, course: str, lesson: str, upload: str) -> None:
        """Take a part that begins where the one before it ended; answered when it is on disk."""
        place, offset = self._allowed(course, lesson), self._asked_offset()
        if self.size > LARGEST_PART:
            raise Refused(413, "school.too_big", limit=LARGEST_PART // 1_000_000)
        uploads, part = _uploads(place), bytes(self.part)
        try:
            found = await asyncio.to_thread(uploads.append, upload, offset, part)
        except WrongOffset as wrong:
            self.set_status(409)
            self.set_header("Upload-Offset", str(wrong.offset))
            self.answer({"error": "answers.wrong_offset", "offset": wrong.offset})
            return
        await self._told(place, found)

    async def delete(self, course: str, lesson: str, upload: str) -> None:
        """Forget it: she took the file back."""
        place = self._allowed(course, lesson)
        await asyncio.to_thread(_uploads(place).drop, upload)
        self.answer({})

    def _allowed(self, course: str, lesson: str) -> Place:
        if self.refused is not None:
            raise self.refused
        return self.place(course, lesson)

    def _asked_offset(self) -> int:
        text = self.request.headers.get("Upload-Offset", "")
        if not text.isascii() or not text.isdecimal() or len(text) > 12:
            raise AnswerRefused("answers.not_understood")
        return int(text)

    async def _told(self, place: Place, upload: Upload) -> None:
        done = await asyncio.to_thread(_taken, place, upload) if upload.is_whole else None
        self._say_offset(upload)
        said: dict[str, Any] = {"offset": upload.offset, "size": upload.wanted.size}
        self.answer(said if done is None else {**said, "done": done})

    def _say_offset(self, upload: Upload) -> None:
        self.set_header("Upload-Offset", str(upload.offset))
        self.set_header("Upload-Length", str(upload.wanted.size))


class Artefact(Page, Api):
    """Her work as a file to download, in another form where one is asked for, or the start."""

    async def get(self, course: str, lesson: str, exercise: str) -> None:
        """Her work as a file; never shown by the browser itself."""
        place = open_place(self, course, lesson)
        form = self.get_query_argument("as", None)
        from_start = self.get_query_argument("start", "") == "1"
        if form is None:
            making = asyncio.to_thread(_artefact, place, exercise, from_start)
        else:
            making = asyncio.to_thread(_exported, place, exercise, form)
        name, content = await making
        self.set_header("Content-Type", media_type(name))
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Called by tornado: a page with a sentence; a script gets its sentence as JSON."""
        asked = "application/json" in self.request.headers.get("Accept", "")
        (Api if asked else Page).write_error(self, status_code, **kwargs)


def _uploads(place: Place) -> Uploads:
    return Uploads(place.answers / "uploads")


def _begin(place: Place, wanted: Wanted) -> tuple[Upload, dict[str, Any] | None]:
    """A new upload, and what it will be where that is here already."""
    if exercise_of(place, wanted.exercise).kind not in ENDINGS:
        raise SchoolError("school.takes_no_file")
    known = None
    if wanted.purpose == "piece" and wanted.digest:
        known = Pieces(Store(place.answers), place.lesson).find(wanted.digest, wanted.name)
    if known is not None:
        return Upload("", wanted, wanted.size, wanted.digest), {"piece": known.to_json()}
    return _uploads(place).create(wanted, now()), None


def _taken(place: Place, upload: Upload) -> dict[str, Any]:
    """What a file became that has come whole: the answer, or a piece.

    What cannot be taken is forgotten; where the school itself failed, it stays for another try.
    """
    if upload.done:
        return _remembered(place, upload)
    uploads = _uploads(place)
    content = uploads.whole(upload)
    try:
        said, digest = _kept(place, upload.wanted, content)
    except (Failure, AnswerRefused, SchoolError) as refused:
        if getattr(refused, "id", "") not in ("answers.disk_full", "answers.not_kept"):
            uploads.drop(upload.id)
        raise
    uploads.finish(upload, digest)
    return said


def _kept(place: Place, wanted: Wanted, content: bytes) -> tuple[dict[str, Any], str]:
    """What is said about a file that is kept now, and its digest."""
    plan, store = exercise_of(place, wanted.exercise), Store(place.answers)
    if wanted.purpose == "piece":
        piece = Pieces(store, place.lesson).keep(content, wanted.name)
        return {"piece": piece.to_json()}, piece.digest
    state = read_artefact(plan.kind, content, wanted.name).to_state()
    answer = store.attach(plan.name, plan.kind, wanted.name, content, state, now())
    return {"answer": summary(answer)}, answer.file.sha256 if answer.file else ""


def _remembered(place: Place, upload: Upload) -> dict[str, Any]:
    """The same once more: the answer to the last part may have been lost on its way."""
    store, wanted = Store(place.answers), upload.wanted
    if wanted.purpose == "piece":
        piece = Pieces(store, place.lesson).find(upload.done, wanted.name)
        if piece is None:
            raise AnswerRefused("answers.piece_lost")
        return {"piece": piece.to_json()}
    answer = store.read().exercises.get(wanted.exercise)
    if answer is None:
        raise AnswerRefused("answers.file_lost")
    return {"answer": summary(answer)}


def _artefact(place: Place, exercise: str, from_start: bool) -> tuple[str, bytes]:
    """The name and the bytes of her work: her own file, or what the page holds."""
    plan = exercise_of(place, exercise)
    if plan.kind not in ENDINGS:
        raise Refused(404, "school.not_found")
    store = Store(place.answers)
    answer = None if from_start else store.read().exercises.get(exercise)
    return work_file(plan, answer, start_at(place, plan), store, place.lesson)


def _exported(place: Place, exercise: str, form: str) -> tuple[str, bytes]:
    """The name and the bytes of her work in another form; one that is not begun holds nothing."""
    plan = exercise_of(place, exercise)
    answer = Store(place.answers).read().exercises.get(exercise)
    state = start_at(place, plan) or {}
    return exported(
        plan, answer or Answer(exercise, plan.kind, "surface", 0, state, None, now()), form
    )


ROUTES = [
    (f"/api/uploads/{SLUG}/{SLUG}", NewUpload),
    (f"/api/uploads/{SLUG}/{SLUG}/{UPLOAD}", OneUpload),
    (f"/artefact/{SLUG}/{SLUG}/{NAME}", Artefact),
]

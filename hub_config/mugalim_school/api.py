"""What the addresses for scripts share: JSON answers, and the defence against foreign pages."""

from __future__ import annotations

import errno
import json
import zlib
from typing import Any, cast
from urllib.parse import urlsplit

from tornado.web import HTTPError

from mugalim_answers.place import Place
from mugalim_answers.refusals import AnswerRefused
from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_courses.model import Exercise
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.releases import published
from mugalim_school.teaching import open_for, release_for
from mugalim_school.web import Handler, NotSignedIn, Refused

LARGEST_BODY = 8_000_000  # bytes, unpacked
SLUG = "([a-z0-9][a-z0-9_-]{0,63})"
NAME = "([A-Za-z][A-Za-z0-9_-]{0,63})"


class Api(Handler):
    """An address for the lesson page's scripts; errors are {error, sentence}."""

    def check_xsrf_cookie(self) -> None:
        """Called by tornado and the Hub's library: only pages of this host can send our header."""
        if self.request.method in ("GET", "HEAD", "OPTIONS"):
            return
        origin = self.request.headers.get("Origin")
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        ours = origin is None or urlsplit(origin).netloc == self.request.host
        if self.request.headers.get("X-Mugalim") != "1" or site != "same-origin" or not ours:
            raise HTTPError(403, "not sent by a page of the school")

    def answer(self, value: dict[str, Any]) -> None:
        """Answer with JSON."""
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(value, ensure_ascii=False))

    def body(self) -> dict[str, Any]:
        """The JSON object that was sent; AnswerRefused for anything else."""
        try:
            found = json.loads(self._plain_body())
        except (ValueError, RecursionError, zlib.error):
            raise AnswerRefused("answers.not_understood") from None
        if not isinstance(found, dict):
            raise AnswerRefused("answers.not_understood")
        return cast(dict[str, Any], found)

    def _plain_body(self) -> bytes:
        """The body as it was before the page compressed it; AnswerRefused beyond LARGEST_BODY."""
        if self.request.headers.get("Content-Encoding") != "gzip":
            return self.request.body
        unpacking = zlib.decompressobj(wbits=31)
        plain = unpacking.decompress(self.request.body, LARGEST_BODY)
        if unpacking.unconsumed_tail:
            raise AnswerRefused("answers.too_much")
        return plain

    def place(self, course: str, lesson: str, version: int | None = None) -> Place:
        """The learner's place in a lesson that is open to her; SchoolError where it is not."""
        return open_place(self, course, lesson, version)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Called by tornado: an id for the script and a sentence for the person."""
        exc_info = kwargs.get("exc_info")
        error = exc_info[1] if exc_info else None
        if isinstance(error, NotSignedIn):
            reason = SchoolError("school.sign_in")
            self.answer({"error": "sign_in", "sentence": reason.sentence(self.language)})
            return
        if isinstance(error, Failure):
            self.answer({"error": error.id, "sentence": message(error, self.language)})
            return
        _, told = self._refusal(exc_info, status_code)
        self.answer({"error": told.id, "sentence": told.sentence(self.language)})

    def _refusal(self, exc_info: Any, status: int) -> tuple[int, SchoolError]:
        error = exc_info[1] if exc_info else None
        if isinstance(error, Failure):
            return 422, SchoolError(error.id)
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return 507, SchoolError("school.disk_full")
        return super()._refusal(exc_info, status)


def open_place(handler: Handler, course: str, lesson: str, version: int | None = None) -> Place:
    """Where the person who asks works on a lesson: its release, her answers, her language."""
    config = handler.school.config
    with handler.school.database.reading() as session:
        found = open_for(session, handler.person.id, course, lesson, now())
        release = published(config, release_for(session, found, version))
    answers = config.answers(handler.person.id, course, lesson)
    return Place("app", release.folder, answers, handler.language)


def exercise_of(place: Place, name: str) -> Exercise:
    """The exercise of that name in the lesson; a refusal where it has none."""
    from mugalim_answers.plan import exercise_at

    try:
        return exercise_at(place, name)
    except KeyError:
        raise Refused(404, "school.no_exercise") from None

"""What all handlers share: the language, the person, and errors as plain sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import Finish, HTTPError

from mugalim_courses.languages import LANGUAGES
from mugalim_lessons.identity import SameSite
from mugalim_lessons.lessons import NoSuchLessonError, OpenLesson
from mugalim_lessons.permit import Permit, Refused, Request, SchoolAwayError
from mugalim_lessons.words import sentence

if TYPE_CHECKING:
    from mugalim_lessons.assets import Style
    from mugalim_lessons.service import Parts

COOKIE = "mugalim-language"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src {style}; connect-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
BY_STATUS = {
    401: "lessons.sign_in", 403: "lessons.not_allowed", 404: "lessons.not_found",
    400: "lessons.not_understood",
}  # fmt: skip


class LessonHandler(SameSite, JupyterHandler):
    """A handler of the lessons service; `parts` holds what the service is made of."""

    def initialize(self, parts: Parts) -> None:
        """Called by tornado for every request."""
        self.parts = parts

    @property
    def content_security_policy(self) -> str:
        """Only what comes from this host may load or run; Jupyter asks for it."""
        return POLICY.format(style="'none'")

    def set_default_headers(self) -> None:
        """Called by tornado first of all."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")

    @property
    def person(self) -> str:
        """The id of whoever asks, as the Hub knows it."""
        return str(self.current_user.username)

    @property
    def language(self) -> str:
        """The language asked for, chosen before, or preferred by the browser."""
        for wanted in (self.get_query_argument("lang", ""), self.get_cookie(COOKIE, "")):
            if wanted in LANGUAGES:
                return str(wanted)
        return preferred(
            self.request.headers.get("Accept-Language", ""), self.parts.config.language
        )

    def keep_language(self) -> None:
        """Remember the language that was chosen by a link."""
        if self.get_query_argument("lang", "") in LANGUAGES:
            self.set_cookie(COOKIE, self.language, expires_days=365, path=self.parts.config.base,
                            samesite="Lax")  # fmt: skip

    async def permit(
        self, course: str, lesson: str, *, version: int | None = None, preview: bool = False
    ) -> Permit:
        """The school's permit for the person; otherwise the answer is its refusal."""
        wanted = Request(self.person, course, lesson, self.language, version, preview)
        try:
            return await self.parts.school.permit(wanted)
        except Refused as refused:
            self.refuse(refused.status, refused.id, refused.sentence)
        except SchoolAwayError as error:
            self.log.error("The school does not answer: %s", error)
            self.refuse(503, "lessons.school_away")
        raise Finish

    def released(self, release: Path, language: str) -> OpenLesson:
        """The released lesson that a permit names; HTTPError 404 where it has no such page."""
        try:
            return self.parts.lessons.released(release, language)
        except NoSuchLessonError as error:
            self.log.error("A release cannot be read: %s", error)
            raise HTTPError(404) from None

    def refuse(self, status: int, id: str, said: str = "") -> None:
        """Answer with one sentence; each kind of handler writes it in its own way."""
        self.set_status(status)
        words = said or sentence(id or BY_STATUS.get(status, "lessons.failed"), self.language)
        self.write_refusal(id or "lessons.failed", words)

    def write_refusal(self, id: str, said: str) -> None:
        """Write a refusal as a page."""
        self.set_header("Content-Security-Policy", policy(self.parts.pages.style()))
        self.finish(self.parts.pages.error(said, self.language))

    def write_error(self, status_code: int, **given: Any) -> None:
        """Called by tornado for every error: a sentence, and nothing of what went wrong inside."""
        self.refuse(status_code, BY_STATUS.get(status_code, "lessons.failed"))


class JsonHandler(LessonHandler):
    """A handler that a page's script asks: refusals are JSON, and nobody is sent elsewhere."""

    def get_login_url(self) -> str:
        """Called for somebody who is not signed in: the script must know, not be redirected."""
        raise HTTPError(401)

    def write_error(self, status_code: int, **given: Any) -> None:
        """Called by tornado for every error; its 403 of whoever is not signed in becomes 401."""
        unknown = status_code == 403 and self.current_user is None
        super().write_error(401 if unknown else status_code, **given)

    def write_refusal(self, id: str, said: str) -> None:
        """Write a refusal as an id and a sentence."""
        name = "sign_in" if id == "lessons.sign_in" else id
        self.finish_json({"error": name, "sentence": said})

    def finish_json(self, answer: Mapping[str, Any]) -> None:
        """Answer with JSON."""
        self.set_header("Content-Type", "application/json")
        self.finish(dict(answer))


def policy(style: Style) -> str:
    """The policy of a page: only what comes from this host, and the style sheet inside of it."""
    return POLICY.format(style=style.source)


def preferred(accepted: str, default: str) -> str:
    """The first of the school's languages in an Accept-Language header, by its weights."""
    weighted = []
    for position, part in enumerate(accepted.split(",")):
        found = re.fullmatch(r"\s*([a-zA-Z]{2})(?:-[\w-]+)?(?:\s*;\s*q=([0-9.]{1,5}))?\s*", part)
        if found and found[1].lower() in LANGUAGES:
            weighted.append((-_weight(found[2]), position, found[1].lower()))
    return min(weighted)[2] if weighted else default


def _weight(written: str | None) -> float:
    try:
        return float(written or 1)
    except ValueError:
        return 0.0

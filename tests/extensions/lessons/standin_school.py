"""A small school for the lessons service's tests: permits and saving over real HTTP."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import Application, RequestHandler, authenticated

from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store

DATA = Path(os.environ["MUGALIM_DATA"])
PREFIX = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
KINDS = {"today": "choice", "note": "text"}


def answers(person: str, course: str, lesson: str) -> Path:
    """Where a learner's answers are."""
    return DATA / "answers" / person / course / lesson


class Permit(RequestHandler):
    """What the lessons service asks, for anybody but an outsider."""

    async def get(self) -> None:
        """Answer with the one release; a course that is `away` fails."""
        token = self.request.headers.get("Authorization", "").removeprefix("token ")
        asks = await HubOAuth.instance().user_for_token(token, sync=False)
        if not asks or asks.get("kind") != "service":
            self.set_status(403)
            return
        person, course = self.get_argument("person"), self.get_argument("course")
        lesson = self.get_argument("lesson")
        preview = self.get_argument("preview", "") == "1"
        release = DATA / "releases" / course / lesson / "1"
        if course == "away":
            self.set_status(500)
        elif person == "outsider" or (preview and person != "designer"):
            self.set_status(403)
            self.write({"error": "school.not_open", "sentence": "Not open for you yet."})
        else:
            self.write(
                {
                    "release": None if preview else str(release),
                    "version": 1,
                    "answers": None if preview else str(answers(person, course, lesson)),
                    "language": None,
                    "name": person,
                    "title": "A tiny lesson",
                    "due_at": "2026-12-08T12:00:00+00:00",
                    "late": False,
                }
            )


class Api(HubOAuthenticated, RequestHandler):
    """What pages ask, by the Hub's cookie."""

    def check_xsrf_cookie(self) -> None:
        """Want the header of our own pages."""
        assert self.request.method == "GET" or self.request.headers["X-Mugalim"] == "1"

    def get_login_url(self) -> str:
        """Answer a script with 401, send others to the Hub."""
        if "/api/" not in self.request.path:
            return str(super().get_login_url())
        self.set_status(401)
        self.finish({"error": "sign_in", "sentence": "Please sign in."})
        return ""

    def store(self, course: str, lesson: str) -> Store:
        """The answers of whoever asks."""
        return Store(answers(self.current_user["name"], course, lesson))


class Saving(Api):
    """Answers to one exercise."""

    async def post(self, course: str, lesson: str, exercise: str) -> None:
        """Save operations."""
        if not self.current_user:
            self.get_login_url()
            return
        said = json.loads(self.request.body)
        try:
            answer = self.store(course, lesson).apply(
                exercise, KINDS[exercise], said["operations"], base=said["base"],
                start={"options": ["calculator", "typed"]}, now=datetime.now(UTC), by=said["page"],
            ).answer  # fmt: skip
        except AnswerRefused as refused:
            self.set_status(400)
            self.finish({"error": refused.id, "sentence": refused.sentence("en")})
            return
        self.finish({"version": answer.version, "saved_at": answer.saved_at.isoformat(),
                     "way": answer.way, "file": None})  # fmt: skip


class Steps(Api):
    """Where a learner is."""

    async def post(self, course: str, lesson: str) -> None:
        """Take the step."""
        self.finish({"step": json.loads(self.request.body)["step"]})


class Enter(Api):
    """The way back after signing in."""

    @authenticated
    async def get(self) -> None:
        """Go on."""
        self.redirect(self.get_argument("next", PREFIX))


class Home(Api):
    """The first page."""

    @authenticated
    async def get(self) -> None:
        """Say whose it is."""
        self.finish(f"<!doctype html><title>My courses</title><p>{self.current_user['name']}")


async def main() -> None:
    """Serve until ended."""
    app = Application(
        [
            (f"{PREFIX}api/permit", Permit),
            (f"{PREFIX}api/answers/([^/]+)/([^/]+)/([^/]+)", Saving),
            (f"{PREFIX}api/step/([^/]+)/([^/]+)", Steps),
            (f"{PREFIX}enter", Enter),
            (f"{PREFIX}oauth_callback", HubOAuthCallbackHandler),
            (PREFIX, Home),
        ],
        cookie_secret=os.urandom(32),
    )
    address = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    app.listen(address.port or 0, address.hostname or "")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())

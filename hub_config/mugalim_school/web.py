"""What all handlers of the school share: who asks, in which language, what every answer carries."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import HTTPError, RequestHandler

import mugalim_widgets
from mugalim_answers.refusals import AnswerRefused
from mugalim_checks.core import Failure
from mugalim_courses.languages import LANGUAGES, NAMES, Catalog, load_catalog
from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.trouble import NbgraderTrouble
from mugalim_school import people
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database
from mugalim_school.dates import shown
from mugalim_school.errors import LOCALE, SchoolError
from mugalim_school.scripts import script_address

COOKIE = "mugalim-language"
SHARED_COOKIE = "mugalim-shared"  # set by the sign-in page
DAYS_SIGNED_IN = 14
YEAR = 365
STATUS = {
    "school.not_open": 403, "school.not_found": 404, "school.not_published": 404,
    "school.old_page": 409,
}  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HERE = Path(__file__).parent
_log = logging.getLogger("mugalim.school")


@dataclass(frozen=True)
class School:
    """What every handler works with; made once when the service starts."""

    config: SchoolConfig
    database: Database
    worker: Worker
    templates: Environment
    look: bytes

    @classmethod
    def open(cls, config: SchoolConfig) -> School:
        """The school of these settings."""
        templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        styles = (
            Path(mugalim_widgets.__file__).parent / "static/look.css",
            HERE / "static/look.css",
        )
        look = b"".join(path.read_bytes() for path in styles)
        database = Database(config.database)
        return cls(config, database, Worker(config.data), templates, look)

    @property
    def look_version(self) -> str:
        """A name for the style sheet's content."""
        return hashlib.sha256(self.look).hexdigest()[:12]

    def close(self) -> None:
        """End what the school started."""
        self.worker.close()
        self.database.close()


@dataclass(frozen=True)
class Visitor:
    """The person who asks."""

    id: str
    name: str
    roles: frozenset[str]


class NotSignedIn(Exception):  # noqa: N818  not an error: she is sent to the sign-in page
    """Raised where somebody must sign in first."""


class Handler(HubOAuthenticated, RequestHandler):
    """What pages and the API share. `person` is there once `prepare` has run."""

    _own: str | None = None  # the language that the person chose, once she is known
    role: str | None = None  # that a person needs for this address; None: anybody's

    @property
    def school(self) -> School:
        """What the service works with."""
        return cast(School, self.settings["school"])

    def set_default_headers(self) -> None:
        """Called by tornado for each answer."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "DENY")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    async def prepare(self) -> None:
        """Called by tornado before each request: find out who asks, and whether she may."""
        self._keep_language()
        self.person = await self._who_asks()
        self._keep_language()
        if self.role is not None:
            self.needs_role(self.role)

    def needs_role(self, *wanted: str) -> None:
        """Refuse whoever has none of these roles."""
        if not self.person.roles.intersection(wanted):
            raise Refused(403, "school.not_allowed")

    def get_current_user(self) -> str | None:
        """Called by the Hub's library before `prepare` has run; asking the Hub here would block."""
        return None

    async def identify(self) -> str | None:
        """The id of the person whom the Hub knows; None for nobody, and for services."""
        model = await self.hub_auth.get_user(self, sync=False)
        if not model or model.get("kind", "user") != "user":
            return None
        allowed = self.hub_auth.check_scopes(self.hub_scopes, model)
        return str(model["name"]) if allowed else None

    async def _who_asks(self) -> Visitor:
        self.current_user = await self.identify()
        if self.current_user is None:
            raise NotSignedIn
        with self.school.database.reading() as session:
            found = people.get(session, self.current_user)
            if found is None:
                raise NotSignedIn
            self._own = found.language
            return Visitor(found.id, found.name, people.roles(session, found.id))

    @property
    def hub_base(self) -> str:
        """The address below which everything of the Hub is; usually "/"."""
        return self.school.config.prefix.partition("services/")[0]

    @property
    def language(self) -> str:
        """The language of this request."""
        asked = self.get_query_argument("lang", None)
        for wanted in (asked, self.get_cookie(COOKIE), self._own, *self._accepted()):
            if wanted in LANGUAGES:
                return str(wanted)
        return "ky"

    @property
    def words(self) -> Catalog:
        """The school's words in the language of this request."""
        return load_catalog(LOCALE, self.language)

    def _accepted(self) -> list[str]:
        header = self.request.headers.get("Accept-Language", "")
        return [part.split(";")[0].split("-")[0].strip().lower() for part in header.split(",")]

    def _keep_language(self) -> None:
        """Keep the language that the address asks for, else her own, for the whole school."""
        asked, kept = self.get_query_argument("lang", None), self.get_cookie(COOKIE)
        chosen = asked if asked in LANGUAGES else None if kept in LANGUAGES else self._own
        if chosen is not None and chosen != kept:
            self.set_cookie(COOKIE, chosen, path="/", expires_days=YEAR, samesite="Lax")

    def _refusal(self, exc_info: Any, status: int) -> tuple[int, SchoolError]:
        """The status and the reason for what was raised; never more than a person may know."""
        error = exc_info[1] if exc_info else None
        if isinstance(error, Refused):
            return error.status, error
        if isinstance(error, SchoolError):
            return STATUS.get(error.id, 422), error
        if isinstance(error, AnswerRefused):
            full = error.id == "answers.disk_full"
            return 507 if full else 422, _Told(error)
        if isinstance(error, NbgraderTrouble):
            return 409 if error.id.startswith("judge.") else 500, _Told(error)
        if status == 404:
            return 404, SchoolError("school.not_found")
        if status in (403, 400, 405):
            return status, SchoolError("school.not_ours" if status != 405 else "school.not_found")
        return status, SchoolError("school.failed")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Called by tornado; what is said to a person is no news for the operator."""
        if not isinstance(value, SchoolError | AnswerRefused | Failure | NotSignedIn | HTTPError):
            _log.error("%s %s", self.request.method, self.request.path, exc_info=(typ, value, tb))

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """Called by tornado for what a handler raised; gives it its own status."""
        exc_info = kwargs.get("exc_info")
        if exc_info and isinstance(exc_info[1], NotSignedIn):
            status_code = 401
        elif not self._headers_written:
            status_code = self._refusal(exc_info, status_code)[0]
        super().send_error(status_code, **kwargs)


class Refused(SchoolError):  # noqa: N818  what a person is told, not an error of ours
    """Raised by handlers for a refusal with a status of its own."""

    def __init__(self, status: int, id: str, /, **values: object) -> None:
        super().__init__(id, **values)
        self.status = status


class _Told(SchoolError):  # noqa: N818  as above
    """A refusal of another part of the school in its own words."""

    def __init__(self, trouble: NbgraderTrouble | AnswerRefused) -> None:
        super().__init__(trouble.id, **trouble.values)
        self.trouble = trouble

    def sentence(self, language: str) -> str:
        return self.trouble.sentence(language)


class Page(Handler):
    """A page of HTML. Use `self.render_page("x.html", …)`; raise SchoolError for a refusal."""

    async def prepare(self) -> None:
        """Called by tornado; also keeps a chosen language with the person."""
        await super().prepare()
        asked = self.get_query_argument("lang", None)
        if asked in LANGUAGES:
            with self.school.database.session() as session:
                people.choose_language(session, self.person.id, asked)

    def render_page(self, template: str, /, **values: Any) -> None:
        """Answer with a page of HTML; every text in it is escaped."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.school.templates.get_template(template).render(**self._shared(), **values))

    def _shared(self) -> dict[str, Any]:
        return {
            "_": self.words.text,
            "plural": self.words.plural,
            "date": shown,
            "number": self.number,
            "language": self.language,
            "languages": self._languages(),
            "person": getattr(self, "person", None),
            "shared_phone": bool(self.get_cookie(SHARED_COOKIE)),
            "prefix": self.school.config.prefix,
            "base": self.hub_base,
            "look": f"{self.school.config.prefix}static/look.css?v={self.school.look_version}",
            "leave_script": script_address(self.school.config.prefix, "leave"),
            "here": self.request.path,
            "xsrf": self.xsrf_token.decode() if hasattr(self, "person") else "",
        }

    def number(self, value: float) -> str:
        """A number as people of the language write it: 4,5 or 4.5."""
        text = f"{value:g}"
        return text if self.language == "en" else text.replace(".", ",")

    def _languages(self) -> list[tuple[str, str, str | None]]:
        """(language, its name, this page in it); no address for the language of this page."""
        kept = [pair for pair in parse_qsl(self.request.query) if pair[0] != "lang"]
        return [
            (
                each,
                NAMES[each],
                None if each == self.language else "?" + urlencode([*kept, ("lang", each)]),
            )
            for each in LANGUAGES
        ]

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Called by tornado: a sentence in her language, or the way to the sign-in page."""
        exc_info = kwargs.get("exc_info")
        if exc_info and isinstance(exc_info[1], NotSignedIn):
            self._to_sign_in()
            return
        _, reason = self._refusal(exc_info, status_code)
        self.render_page("error.html", sentence=reason.sentence(self.language), id=reason.id)

    def _to_sign_in(self) -> None:
        """Send to the Hub; a form that was sent too late comes back to its page."""
        if self.request.method not in ("GET", "HEAD"):
            self.set_status(401)
            sentence = SchoolError("school.sign_in").sentence(self.language)
            self.render_page("error.html", sentence=sentence, id="school.sign_in")
            return
        self.redirect(self.get_login_url())


class NotFound(Page):
    """Any address that the school does not have."""

    async def get(self) -> None:
        """Say that there is nothing here."""
        raise Refused(404, "school.not_found")

    post = put = delete = get


class SignedIn(Handler, HubOAuthCallbackHandler):
    """Where the Hub sends people back to after the sign-in."""

    async def prepare(self) -> None:
        """Called by tornado; nobody is known yet."""

    def set_secure_cookie(
        self,
        name: str,
        value: str | bytes,
        expires_days: float | None = DAYS_SIGNED_IN,
        version: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Called by the Hub's library: on a shared phone nothing outlives the browser."""
        days = None if self.get_cookie(SHARED_COOKIE) else expires_days
        super().set_secure_cookie(name, value, days, version, **kwargs)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Called by tornado: an old or foreign way in starts anew, once she asks for it."""
        sentence = SchoolError("school.old_page").sentence(self.language)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(sentence)


class Look(RequestHandler):
    """The style sheet of the whole school; its address changes with its content."""

    def get(self) -> None:
        """The style sheet, to be kept for good."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(cast(School, self.settings["school"]).look)

"""The Hub's pages as people meet them: our templates, three languages, nothing stock."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jupyterhub.apihandlers.auth import OAuthAuthorizeHandler
from jupyterhub.handlers import pages as stock
from jupyterhub.handlers.base import BaseHandler, UserRedirectHandler, UserUrlHandler
from tornado import web

import mugalim_widgets
from mugalim_courses.languages import LANGUAGES, NAMES
from mugalim_hub.settings import Settings
from mugalim_hub.words import COOKIE, YEAR, text, wanted_language

SHARED_COOKIE = "mugalim-shared"
DAYS_SIGNED_IN = 14
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Page:
    """Mixed into a handler of the Hub: language, words, look and policy of its pages."""

    @property
    def school(self: Any) -> Any:
        """The school's settings."""
        return self.authenticator.settings

    @property
    def content_security_policy(self) -> str:
        """Called by the Hub for each answer."""
        return POLICY

    def get_content_type(self) -> str:
        """Called by the Hub for each answer."""
        return "text/html; charset=utf-8"

    def write_error(self: Any, status_code: int, **known: Any) -> None:
        """Called by tornado when a handler raised."""
        super().write_error(status_code, **known)  # type: ignore[misc]  # the handler's
        self.set_header("Content-Type", self.get_content_type())

    def set_default_headers(self: Any) -> None:
        """Called by tornado for each answer."""
        super().set_default_headers()  # type: ignore[misc]  # the handler's
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    @property
    def language(self: Any) -> str:
        """The language of this request; one that the address asks for is kept in a cookie."""
        asked = self.get_query_argument("lang", None)
        accepted = self.request.headers.get("Accept-Language", "")
        kept = self.get_cookie(COOKIE)
        if asked in LANGUAGES and asked != kept:
            self.set_cookie(COOKIE, asked, path="/", expires_days=YEAR, samesite="Lax")
        return wanted_language(asked, kept, accepted, self.school.language)

    @property
    def on_shared_phone(self: Any) -> bool:
        """Whether she said that others use this phone too."""
        return bool(self.get_cookie(SHARED_COOKIE)) or bool(self.get_body_argument("shared", ""))

    def set_hub_cookie(self: Any, user: Any) -> None:
        """Called by the Hub after a sign-in: for two weeks, or until the browser is closed."""
        days = None if self.on_shared_phone else DAYS_SIGNED_IN
        self._set_cookie(
            self.hub.cookie_name, user.cookie_id, path=self.hub.base_url, expires_days=days
        )

    def render_template(self: Any, name: str, sync: bool = False, **values: Any) -> Any:
        """Called by the handlers of the Hub for every page."""
        language = self.language
        values |= {
            "t": text(language),
            "language": language,
            "languages": self._languages(language),
        }
        return super().render_template(name, sync=sync, **values)  # type: ignore[misc]  # a handler

    def _languages(self: Any, current: str) -> list[tuple[str, str, str | None]]:
        """(language, its name, address of this page in it); no address for the current one."""
        kept = [pair for pair in parse_qsl(self.request.query) if pair[0] != "lang"]
        address = {each: "?" + urlencode([*kept, ("lang", each)]) for each in LANGUAGES}
        return [
            (each, NAMES[each], None if each == current else address[each]) for each in LANGUAGES
        ]


class Look(BaseHandler):  # no words, no person
    """The school's style sheet, from one file for all services."""

    async def prepare(self) -> None:
        """Called by tornado; this page is the same for everybody."""
        self._jupyterhub_user = None

    def get(self) -> None:
        """The style sheet; its address changes with its content."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(look_content())


class ToTheSchool(Page, BaseHandler):
    """In place of pages that people of the school have no use for: their own first page."""

    def get(self, *_: str) -> None:
        """Sent on to the school, which asks for a sign-in where it is needed."""
        self.redirect(self.default_url)


class NoSuchPage(Page, BaseHandler):
    """Every address that nothing answers."""

    async def prepare(self) -> None:
        """Called by tornado before any method."""
        await super().prepare()
        raise web.HTTPError(404)


class OwnLab(Page):
    """Mixed into pages of single-user servers: only for those who may have one."""

    async def prepare(self: Any) -> None:
        """Called by tornado; people without a Lab are sent to the school."""
        await super().prepare()  # type: ignore[misc]  # the handler's
        by_cookie = self.current_user and not getattr(self, "_token_authenticated", False)
        if by_cookie and "servers" not in self.parsed_scopes:
            self.redirect(self.settings["default_url"])


class Spawn(OwnLab, stock.SpawnHandler):
    """Starting a Lab."""


class SpawnPending(OwnLab, stock.SpawnPendingHandler):
    """A Lab that is about to be ready; the page asks again by itself, without a script."""

    def render_template(self: Any, name: str, sync: bool = False, **values: Any) -> Any:
        """Called for the page that waits, and for the one that says what went wrong."""
        if name.endswith("_pending.html"):
            self.set_header("Refresh", "3")
        return super().render_template(name, sync=sync, **values)


class UserUrl(OwnLab, UserUrlHandler):
    """The address of a Lab that is not running."""


class UserRedirect(OwnLab, UserRedirectHandler):
    """An address inside one's own Lab."""


class ProxyError(Page, stock.ProxyErrorHandler):
    """What the proxy shows when a part of the school does not answer.

    The proxy asks for it without anything of the reader's request, so all languages are there.
    """

    def render_template(self: Any, name: str, sync: bool = False, **values: Any) -> Any:
        """Called with the status that the proxy met."""
        every = [(language, text(language)) for language in LANGUAGES]
        return super().render_template(name, sync=sync, every_language=every, **values)

    def _languages(self: Any, current: str) -> list[tuple[str, str, str | None]]:
        """No links: this page is shown at an address that is not its own."""
        return []


class Authorize(Page, OAuthAuthorizeHandler):
    """Where a service learns who somebody is; only its errors are ever seen."""


def for_every_page(settings: Settings) -> dict[str, Any]:
    """What all templates may show; the Hub calls what is callable with the person."""
    return {
        "school": settings,
        "look": f"{settings.base_url}hub/look.css?v={look_version()}",
        "home": f"{settings.base_url}services/school/",
        "language": settings.language,
        "t": lambda _person: text(settings.language),
    }


@cache
def look_content() -> bytes:
    """The style sheet of all services, read once."""
    return (Path(mugalim_widgets.__file__).parent / "static" / "look.css").read_bytes()


@cache
def look_version() -> str:
    """A short digest of the style sheet."""
    return hashlib.sha256(look_content()).hexdigest()[:12]

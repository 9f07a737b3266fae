"""The forms that people fill in before they are known: sign-in, sign-up, reset; and sign-out."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jupyterhub.handlers.base import BaseHandler
from jupyterhub.handlers.login import LogoutHandler
from jupyterhub.orm import new_token
from tornado import web

from mugalim_hub.pages import SHARED_COOKIE, Page
from mugalim_hub.tries import TooManyTries
from mugalim_hub.words import words
from mugalim_school.errors import PeopleError

LONGEST_FIELD = 200
# What a stranger could be trying out; other refusals are slips of the pen and are not counted.
GUESSES = {"people.no_invitation", "people.login_taken", "people.wrong_code"}
EXPIRED_FORM = "This page was open for a long time. Please send it once more."
NOT_TOGETHER = "This login and password do not fit together. Please check both and try again."
TOO_MANY = ("{n} second", "{n} seconds")
WAIT = "There were many tries. Please wait {time} and try again."


class NotTogether(Exception):  # noqa: N818  said to a person, not an error of ours
    """Raised when no account has this login with this password."""


class Form(Page, ABC):
    """Mixed into a page with a form: shows it, and shows it again with one sentence."""

    template = ""
    fields: tuple[str, ...] = ()
    stale = False

    def check_xsrf_cookie(self: Any) -> None:
        """Called by the Hub: a form that lay open too long is shown again, with what was typed."""
        try:
            super().check_xsrf_cookie()  # type: ignore[misc]  # the handler's
        except web.HTTPError:
            self.stale = True

    async def get(self) -> None:
        """The empty form."""
        await self.show()

    async def post(self: Any) -> None:
        """Do what the form asks, or show it again with one sentence."""
        say = words(self.language)
        if self.stale:
            await self.show(400, say.text(EXPIRED_FORM))
            return
        try:
            await self.done(self.typed())
        except TooManyTries as wait:
            self.set_header("Retry-After", str(wait.seconds))
            await self.show(429, say.text(WAIT, time=say.plural(*TOO_MANY, wait.seconds)))
        except NotTogether:
            await self.show(403, say.text(NOT_TOGETHER))
        except PeopleError as refusal:
            await self.show(400, refusal.sentence(self.language))

    @abstractmethod
    async def done(self, typed: Mapping[str, str]) -> None:
        """What the form does; PeopleError, NotTogether or TooManyTries when it cannot."""

    def typed(self: Any) -> dict[str, str]:
        """What was typed, by field; passwords keep their spaces."""
        return {
            field: self.get_body_argument(field, "", strip="password" not in field)[:LONGEST_FIELD]
            for field in self.fields
        }

    async def show(self: Any, status: int = 200, error: str = "") -> None:
        """The form with what was typed (never a password), and one sentence if it was refused."""
        typed = self.typed() if self.request.method == "POST" else {}
        kept = {key: value for key, value in typed.items() if "password" not in key}
        self.set_status(status)
        page = await self.render_template(
            self.template, typed=kept, error=error, query=self.request.query, **await self.more()
        )
        self.finish(page)

    async def more(self) -> dict[str, Any]:
        """What else the template of this form shows."""
        return {}

    def append_query_parameters(self, url: str, exclude: object = None) -> str:
        """Called by the Hub for the page after a sign-in: nothing of the form's address goes on."""
        return url

    @property
    def address(self: Any) -> str:
        """Where the request came from, for counting tries."""
        return str(self.request.remote_ip)

    async def enter(self: Any, login: str, password: str) -> None:
        """Sign in and go on: to a notice if there is one, else to where she wanted to go."""
        user = await self.login_user({"login": login, "password": password})
        if user is None:
            raise NotTogether
        self._jupyterhub_user = user
        if self.get_body_argument("shared", ""):
            self.set_cookie(SHARED_COOKIE, "1", path="/", samesite="Lax")
        else:
            self.clear_cookie(SHARED_COOKIE, path="/")
        target = self.get_next_url(user, default=self.default_url)
        if await asyncio.to_thread(self.authenticator.accounts.has_notice, user.name):
            target = f"{self.hub.base_url}notice?{urlencode({'next': target})}"
        self.redirect(target)


class SignIn(Form, BaseHandler):
    """The sign-in page."""

    template = "login.html"
    fields = ("username", "password", "shared")

    async def get(self: Any) -> None:
        """The form; whoever is signed in already goes on."""
        if self.current_user:
            self.set_login_cookie(self.current_user)
            self.redirect(self.get_next_url(self.current_user))
        else:
            await self.show()

    async def done(self, typed: Mapping[str, str]) -> None:
        """Sign in by login and password."""
        await self.enter(typed["username"], typed["password"])


class SignUp(Form, BaseHandler):
    """The sign-up page, which the invitation's link or QR code opens."""

    template = "signup.html"
    fields = ("invitation", "name", "username", "password", "shared")

    async def done(self: Any, typed: Mapping[str, str]) -> None:
        """Make the account, then sign in."""
        gate, code, login = self.authenticator.gate, typed["invitation"], typed["username"]
        gate.begin(self.address)
        try:
            await asyncio.to_thread(
                self.authenticator.accounts.sign_up,
                code, typed["name"], login, typed["password"], self.language,
            )  # fmt: skip
        except PeopleError as refusal:
            if refusal.id not in GUESSES:
                gate.succeeded(self.address)
            raise
        gate.succeeded(self.address)
        await self.enter(typed["username"], typed["password"])

    async def more(self: Any) -> dict[str, Any]:
        """The invitation's code, the name of its cohort, or why it cannot be used."""
        code = self.get_argument("invitation", "")[:LONGEST_FIELD]
        try:
            cohort = await asyncio.to_thread(self.authenticator.accounts.cohort, code)
        except PeopleError as refusal:
            return {"invitation": code, "closed": refusal.sentence(self.language)}
        return {"invitation": code, "cohort": cohort}


class Reset(Form, BaseHandler):
    """The page for a new password, with a code from the facilitator."""

    template = "reset.html"
    fields = ("username", "code", "password", "shared")

    async def done(self: Any, typed: Mapping[str, str]) -> None:
        """Set the new password, end what was signed in with the old one, then sign in."""
        accounts, gate, login = (
            self.authenticator.accounts,
            self.authenticator.gate,
            typed["username"],
        )
        counted = f"reset {accounts.tidy_login(login)}"
        gate.begin(self.address, counted)
        try:
            person = await asyncio.to_thread(
                accounts.use_reset_code, login, typed["code"], typed["password"]
            )
        except PeopleError as refusal:
            if refusal.id not in GUESSES:
                gate.succeeded(self.address, counted)
            raise
        gate.succeeded(self.address, counted)
        self._sign_out_everywhere(person)
        await self.enter(login, typed["password"])

    def _sign_out_everywhere(self: Any, person: str) -> None:
        """Whoever was signed in with the old password is asked for the new one."""
        user = self.find_user(person)
        if user is None:
            return
        for token in list(user.orm_user.api_tokens):
            self.db.delete(token)
        user.orm_user.cookie_id = new_token()
        self.db.commit()


class Notice(Page, BaseHandler):
    """What she must know at this sign-in: that somebody gave out a code for a new password."""

    @web.authenticated
    async def get(self: Any) -> None:
        """The sentences that wait for her; each is shown once."""
        accounts, target = self.authenticator.accounts, self.get_next_url(default=self.default_url)
        said = await asyncio.to_thread(accounts.take_notices, self.current_user.name)
        if said:
            self.finish(await self.render_template("notice.html", said=said, target=target))
        else:
            self.redirect(target)


class SignOut(Page, LogoutHandler):
    """The end of a visit; on a shared phone nothing of it stays behind."""

    async def render_logout_page(self: Any) -> None:
        """Called by the Hub after it has forgotten who this was."""
        if self.get_cookie(SHARED_COOKIE):
            self.set_header("Clear-Site-Data", '"storage"')
            self.clear_cookie(SHARED_COOKIE, path="/")
        self.finish(await self.render_template("logout.html"))

"""A visitor of the school: one person's browser, with what she does and what is looked at."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, Page, Request
from seeing import accessibility_problems, too_wide

SEND = """async ([method, address, sent, raw, nothing]) => {
  const bytes = raw ? Uint8Array.from(atob(sent), (one) => one.charCodeAt(0)) : sent;
  const headers = { "X-Mugalim": "1", "Content-Type": raw ? "" : "application/json" };
  const answer = await fetch(address, { method, headers, body: nothing ? undefined : bytes });
  return [answer.status, await answer.text()];
}"""
HEIGHTS = {360: 740, 390: 844, 1280: 800}


class Visitor:
    """One person's browser at one screen size; remembers every host that its pages asked."""

    def __init__(
        self, browser: Browser, url: str, *, width: int = 360, language: str = "en",
        scripts: bool = True, dark: bool = False,
    ) -> None:  # fmt: skip
        self.url = url
        self.language = language
        self.other_hosts: set[str] = set()
        self.problems: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            locale=language, java_script_enabled=scripts, has_touch=width < 500,
            color_scheme="dark" if dark else "light", accept_downloads=True,
        )  # fmt: skip
        self.context.add_cookies([{"name": "mugalim-language", "value": language, "url": url}])
        self.context.on("request", self._note_host)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._note_problem)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.set_default_timeout(30_000)

    def close(self) -> None:
        """Close the browser of this person."""
        self.context.close()

    def go(self, path: str) -> Page:
        """Open a page of the school by its path."""
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, login: str, password: str) -> Page:
        """Sign in and land on one's own page."""
        self.go("/hub/login")
        self.page.locator("input[name=username]").fill(login)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("main form button[type=submit], main form input[type=submit]").click()
        self.page.wait_for_url(lambda address: "/hub/login" not in address)
        if "/hub/notice" in self.page.url:  # somebody issued her a code for a new password
            self.page.locator("main a.button").click()
        self.page.wait_for_url("**/services/school/**")
        return self.page

    def sign_up(self, invitation: str, name: str, login: str, password: str) -> Page:
        """Sign up by an invitation's link and land on one's own page."""
        self.page.goto(invitation)
        self.page.fill("#name", name)
        self.page.fill("#username", login)
        self.page.fill("#password", password)
        self.page.locator("main form button.primary").click()
        self.page.wait_for_url("**/services/school/**")
        return self.page

    def path(self) -> str:
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    def send(
        self, method: str, path: str, content: object = None, **query: str
    ) -> tuple[int, dict[str, Any]]:
        """What a script of the page gets for a request: the status and what was said."""
        address = f"{path}?{urlencode(query)}" if query else path
        raw = isinstance(content, bytes)
        sent = b64encode(content).decode() if isinstance(content, bytes) else json.dumps(content)
        status, text = self.page.evaluate(SEND, [method, address, sent, raw, content is None])
        return int(status), json.loads(text) if text.startswith("{") else {"text": text}

    def too_wide(self) -> int:
        """How many pixels the page is wider than the screen; 0 when it fits."""
        return too_wide(self.page)

    def accessibility_problems(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA on the page, one line each."""
        return accessibility_problems(self.page)

    def _note_host(self, request: Request) -> None:
        address = urlsplit(request.url)
        local = address.scheme in {"data", "blob", "about"}
        if not local and f"{address.scheme}://{address.netloc}" != self.url:
            self.other_hosts.add(request.url)

    def _note_problem(self, message: Any) -> None:
        if message.type == "error":
            self.problems.append(message.text)


Visit = Callable[..., Visitor]  # opens a browser: visit(login, width=360, language="ky")

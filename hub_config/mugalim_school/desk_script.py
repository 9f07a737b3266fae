"""The one script of the desk: it says how far the grading is. Its address changes with it."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from tornado.web import RequestHandler

from mugalim_school.web import HERE


@cache
def _content() -> bytes:
    return (HERE / "static" / "desk.js").read_bytes()


def script_address(prefix: str) -> str:
    """Where the pages of the school find the script."""
    return f"{prefix}static/desk.js?v={hashlib.sha256(_content()).hexdigest()[:12]}"


class Script(RequestHandler):
    """The script itself, for everybody."""

    def get(self) -> None:
        """The script, to be kept for good."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(_content())


ROUTES: list[tuple[str, Any]] = [("/static/desk\\.js", Script)]

"""The scripts of the school's pages; the address of each changes with its content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from tornado.web import RequestHandler

HERE = Path(__file__).parent


@cache
def _content(name: str) -> bytes:
    return (HERE / "static" / f"{name}.js").read_bytes()


def script_address(prefix: str, name: str) -> str:
    """Where the pages of the school find a script of static/."""
    return f"{prefix}static/{name}.js?v={hashlib.sha256(_content(name)).hexdigest()[:12]}"


class Script(RequestHandler):
    """A script itself, for everybody."""

    def get(self, name: str) -> None:
        """The script, to be kept for good."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(_content(name))


ROUTES: list[tuple[str, Any]] = [("/static/(ask|desk|leave)\\.js", Script)]

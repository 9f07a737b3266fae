"""Files for browsers: scripts, modules and style sheets under addresses that never change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.web import HTTPError, StaticFileHandler

import mugalim_widgets

RUNTIME = Path(__file__).parent / "static"
WIDGETS = Path(mugalim_widgets.__file__).parent / "static"
TYPES = (".js", ".css")


@dataclass(frozen=True)
class Assets:
    """Two folders of files, each at an address that holds the digest of all that is in it."""

    prefix: str
    runtime: Path = RUNTIME
    widgets: Path = WIDGETS

    @property
    def runtime_address(self) -> str:
        """Where the page's own scripts are, with a slash at the end."""
        return f"{self.prefix}static/page/{digest(self.runtime)}/"

    @property
    def widgets_address(self) -> str:
        """Where the modules of the exercises are, with a slash at the end."""
        return f"{self.prefix}static/modules/{digest(self.widgets)}/"

    def routes(self) -> list[tuple[str, type[Any], dict[str, Any]]]:
        """The addresses of all files, for tornado; without the prefix."""
        return [
            (r"/static/page/[0-9a-f]{16}/([a-z-]+\.(?:js|css))", Kept, {"path": self.runtime}),
            (r"/static/modules/[0-9a-f]{16}/([a-z-]+\.(?:js|css))", Kept, {"path": self.widgets}),
            (r"/static/(look\.css)", Kept, {"path": self.widgets}),
        ]


class Kept(StaticFileHandler):
    """A file that a browser may keep for ever, because a changed one has another address."""

    def set_extra_headers(self, path: str) -> None:
        """Called by tornado for every file."""
        hashed = "/static/look.css" not in self.request.path or self.get_argument("v", "")
        keep = "public, max-age=31536000, immutable" if hashed else "no-cache"
        self.set_header("Cache-Control", keep)
        self.set_header("X-Content-Type-Options", "nosniff")

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Called by tornado: only scripts and style sheets are given out."""
        if Path(absolute_path).suffix not in TYPES:
            raise HTTPError(404)
        return super().validate_absolute_path(root, absolute_path)


def digest(folder: Path) -> str:
    """Sixteen hexadecimal digits that change when any file of the folder does."""
    total = hashlib.sha256()
    for path in sorted(it for it in folder.iterdir() if it.suffix in TYPES):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]

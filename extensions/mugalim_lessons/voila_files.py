"""The files of Voila's full page, its own and those of installed widgets, from this school only.

Each stands at an address that holds the digest of all of them, so that browsers keep it for ever.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jupyter_core.paths import ENV_JUPYTER_PATH
from tornado.web import HTTPError, RequestHandler
from voila.configuration import VoilaConfiguration
from voila.paths import collect_static_paths, collect_template_paths
from voila.utils import get_page_config

from mugalim_lessons.assets import FOR_EVER
from mugalim_lessons.sending import Content, NoEtagOfItsOwn, send

SHARE = Path(ENV_JUPYTER_PATH[0])
TEMPLATE = "lab"
# Extensions of JupyterLab that show no widgets to learners.
LEFT_OUT = ("@jupyter/nbgrader", "@jupyter-notebook/lab-extension", "jupyterlab_pygments")
_NAME = r"(static|labextensions)/([\w@~-][\w.@~-]*(?:/[\w@~-][\w.@~-]*)*)"
_EXTENSION = re.compile(r"((?:@[^/]+/)?[^/]+)/.+")
_LOG = logging.getLogger("mugalim_lessons")


@dataclass(frozen=True)
class VoilaFiles:
    """What a browser loads for a full page; nothing else of the machine."""

    prefix: str
    share: Path = SHARE
    _made: dict[str, Content] = field(default_factory=dict)

    @cached_property
    def address(self) -> str:
        """Where the files are, with a slash at the end."""
        total = hashlib.sha256()
        for path in self._all():
            total.update(path.name.encode() + b"\0" + path.read_bytes())
        return f"{self.prefix}static/voila/{total.hexdigest()[:16]}/"

    @cached_property
    def page_config(self) -> dict[str, Any]:
        """What Voila's scripts are told, but for the kernel: addresses and installed widgets."""
        configuration = VoilaConfiguration(extension_denylist=list(LEFT_OUT))
        config: dict[str, Any] = get_page_config(self.prefix, {}, _LOG, configuration)
        extensions = [each for each in config["federated_extensions"] if self._folder(each["name"])]
        return {
            **config,
            "fullStaticUrl": f"{self.address}static",
            "fullLabextensionsUrl": f"{self.address}labextensions",
            "federated_extensions": extensions,
            "jupyterLabTheme": "light",
            "fullMathjaxUrl": None,  # Voila then takes the one that it has inside
            "mathjaxConfig": None,
        }

    @cached_property
    def templates(self) -> list[str]:
        """The folders of Voila's template, and of those that it leans on."""
        found = collect_template_paths(["voila", "nbconvert"], TEMPLATE, root_dirs=[self.share])
        return [str(path) for path in found]

    def content(self, kind: str, name: str) -> Content:
        """A file as browsers get it; KeyError where there is none of that name."""
        key = f"{kind}/{name}"
        if key not in self._made:
            path = self._path(kind, name)
            type_ = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            text = "; charset=utf-8" if type_.startswith("text/") else ""
            self._made[key] = Content(path.read_bytes(), type_ + text, hard=False)
        return self._made[key]

    def routes(self) -> list[tuple[str, type[Any], dict[str, Any]]]:
        """The addresses of all files, for tornado; without the prefix."""
        return [(f"/static/voila/[0-9a-f]{{16}}/{_NAME}", VoilaFile, {"files": self})]

    def _path(self, kind: str, name: str) -> Path:
        roots = self._static if kind == "static" else self._folders
        extension = _EXTENSION.fullmatch(name)
        if kind == "labextensions" and not (extension and self._folder(extension[1])):
            raise KeyError(name)
        for path in (root / name for root in roots):
            if path.is_file():
                return path
        raise KeyError(name)

    @cached_property
    def _static(self) -> tuple[Path, ...]:
        found = collect_static_paths(["voila", "nbconvert"], TEMPLATE, root_dirs=[self.share])
        return tuple(Path(path) for path in found)

    @property
    def _folders(self) -> tuple[Path, Path]:
        return self.share / "labextensions", self.share / "voila" / "labextensions"

    def _folder(self, extension: str) -> Path | None:
        """Where an extension for learners is; None for any other."""
        if extension in LEFT_OUT:
            return None
        found = (folder / extension for folder in self._folders)
        return next((path for path in found if (path / "package.json").is_file()), None)

    def _all(self) -> Iterator[Path]:
        for root in (*self._static, *self._folders):
            yield from sorted(path for path in root.rglob("*") if path.is_file())


class VoilaFile(NoEtagOfItsOwn, RequestHandler):
    """A file that a browser may keep for ever, because a changed one has another address."""

    def initialize(self, files: VoilaFiles) -> None:
        """Called by tornado for every request."""
        self.files = files

    async def get(self, kind: str, name: str) -> None:
        """Give the file out; it is compressed beside the loop, where others wait."""
        try:
            content = self.files.content(kind, name)
        except KeyError:
            raise HTTPError(404) from None
        accepted = self.request.headers.get("Accept-Encoding", "")
        await asyncio.to_thread(content.forms, accepted)
        self.set_header("X-Content-Type-Options", "nosniff")
        send(self, content, FOR_EVER)

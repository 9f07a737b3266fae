"""Files for browsers: put together, made small, compressed once, at addresses that never change."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import rcssmin
import rjsmin
from tornado.web import HTTPError, RequestHandler

import mugalim_widgets
from mugalim_lessons.sending import Content, NoEtagOfItsOwn, send

RUNTIME = Path(__file__).parent / "static"
WIDGETS = Path(mugalim_widgets.__file__).parent / "static"
# Modules that several surfaces lean on: loaded once, by their own addresses. All others come inside
# of whatever imports them, so that a surface is one request.
SHARED = ("surface.js", "editing.js", "pieces.js")
FOR_EVER = "public, max-age=31536000, immutable"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_ROOT = re.compile(r":root \{[^}]*\}")
_EXPORT = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Assets:
    """Two folders of files, each at an address that holds the digest of all that is in it."""

    prefix: str
    runtime: Path = RUNTIME
    widgets: Path = WIDGETS
    _made: dict[tuple[Path, str], Content] = field(default_factory=dict)

    @cached_property
    def runtime_address(self) -> str:
        """Where the page's own scripts are, with a slash at the end."""
        return f"{self.prefix}static/page/{digest(self.runtime)}/"

    @cached_property
    def widgets_address(self) -> str:
        """Where the modules of the exercises are, with a slash at the end."""
        return f"{self.prefix}static/modules/{digest(self.widgets)}/"

    def routes(self) -> list[tuple[str, type[Any], dict[str, Any]]]:
        """The addresses of all files, for tornado; without the prefix."""
        runtime, widgets = ({"assets": self, "folder": it} for it in (self.runtime, self.widgets))
        return [
            (r"/static/page/[0-9a-f]{16}/([a-z-]+\.js)", Script, runtime),
            (r"/static/modules/[0-9a-f]{16}/([a-z-]+\.js)", Script, widgets),
        ]

    def script(self, folder: Path, name: str) -> Content:
        """A module as browsers get it; KeyError where the folder has none of that name."""
        if (folder, name) not in self._made:
            if not (folder / name).is_file():
                raise KeyError(name)
            apart = () if folder == self.runtime else SHARED
            text = rjsmin.jsmin(joined(folder, name, apart))
            self._made[folder, name] = Content(text.encode(), "text/javascript; charset=utf-8")
        return self._made[folder, name]

    def modules(self, names: Iterable[str]) -> tuple[str, ...]:
        """Modules of surfaces with the shared ones that they load: what a page may load ahead."""
        known = [name for name in names if (self.widgets / name).is_file()]
        shared = {
            module
            for name in known
            for _, module in _IMPORT.findall(joined(self.widgets, name, SHARED))
        }
        more = {
            it for each in shared for _, it in _IMPORT.findall(joined(self.widgets, each, SHARED))
        }
        return (*(name for name in SHARED if name in shared | more), *known)

    def style(self, surfaces: Iterable[str] = ()) -> Style:
        """The one style sheet of a page that shows these surfaces."""
        return Style(
            self._styles((self.widgets / "look.css", self.runtime / "lesson.css"), surfaces)
        )

    def full_style(self, surfaces: Iterable[str]) -> str:
        """Our style sheet of Voila's full page, where JupyterLab's own stands beside it.

        The school's look is for surfaces alone there, in its light colours, as all of that page is.
        """
        look = (self.widgets / "look.css").read_text(encoding="utf-8")
        colours = _ROOT.search(look)
        ours = f"{colours[0] if colours else ''}:where(.mugalim){{{look}}}"
        found: str = rcssmin.cssmin(ours)
        return found + self._styles((self.runtime / "full.css",), surfaces)

    def _styles(self, pages: Iterable[Path], surfaces: Iterable[str]) -> str:
        own = [self.widgets / f"{name}.css" for name in sorted(set(surfaces))]
        paths = [*pages, self.widgets / "widgets.css", *own]
        text = "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
        found: str = rcssmin.cssmin(text)
        return found


@dataclass(frozen=True)
class Style:
    """A style sheet that stands in its page: a policy names it by its digest."""

    text: str

    @cached_property
    def source(self) -> str:
        """What a Content-Security-Policy says for it."""
        total = hashlib.sha256(self.text.encode()).digest()
        return f"'sha256-{base64.b64encode(total).decode()}'"


class Script(NoEtagOfItsOwn, RequestHandler):
    """A module that a browser may keep for ever, because a changed one has another address."""

    def initialize(self, assets: Assets, folder: Path) -> None:
        """Called by tornado for every request."""
        self.assets = assets
        self.folder = folder

    def get(self, name: str) -> None:
        """Give the module out."""
        try:
            content = self.assets.script(self.folder, name)
        except KeyError:
            raise HTTPError(404) from None
        self.set_header("X-Content-Type-Options", "nosniff")
        send(self, content, FOR_EVER)


def joined(folder: Path, name: str, apart: Iterable[str] = ()) -> str:
    """A module with what it leans on inside, each in a scope of its own.

    Modules `apart` stay imports, each of them once.
    """
    parts: dict[str, str] = {}
    wanted: dict[str, dict[str, None]] = {}
    _join(folder, name, set(apart), parts, wanted)
    imports = "".join(
        f'import {{ {", ".join(names)} }} from "./{module}";\n' for module, names in wanted.items()
    )
    inner = "".join(_scoped(text) for each, text in parts.items() if each != name)
    return imports + inner + parts[name]


def _scoped(text: str) -> str:
    """A module's text as a statement that brings what it exports, and nothing else, into scope."""
    names = ", ".join(_EXPORT.findall(text))
    plain = _EXPORT.sub(lambda found: found[0].removeprefix("export "), text)
    return f"const {{ {names} }} = (() => {{\n{plain}\nreturn {{ {names} }};\n}})();\n"


def _join(
    folder: Path, name: str, apart: set[str], parts: dict[str, str],
    wanted: dict[str, dict[str, None]],
) -> None:  # fmt: skip
    text = (folder / name).read_text(encoding="utf-8")
    for names, module in _IMPORT.findall(text):
        if module in apart:
            found = (each.strip() for each in names.split(","))
            wanted.setdefault(module, {}).update(dict.fromkeys(each for each in found if each))
        elif module not in parts:
            _join(folder, module, apart, parts, wanted)
    parts[name] = _IMPORT.sub("", text)


def digest(folder: Path) -> str:
    """Sixteen hexadecimal digits that change when any file of the folder does."""
    total = hashlib.sha256()
    for path in sorted(it for it in folder.iterdir() if it.suffix in (".js", ".css")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]

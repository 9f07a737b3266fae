"""The browser's files of the surfaces: modules and style sheets, with what they lean on.

The lesson page loads modules by their addresses, where imports work; JupyterLab loads each one
alone from its text, where they do not: there a module comes with what it imports inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

STATIC = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function|async function|class|const|let)", re.MULTILINE)


def module_text(name: str, folder: Path = STATIC) -> str:
    """An ES module of a folder with every module that it imports, directly or not, put before it.

    All share one scope then, so that no two of them may declare the same name at their top.
    """
    own = (folder / name).read_text(encoding="utf-8")
    parts = [_EXPORT.sub("", _text(folder, each)) for each in _leaned_on(folder, name)]
    return "".join([*parts, _IMPORT.sub("", own)])


def style_text(*names: str, folder: Path = STATIC) -> str:
    """The style sheets of surfaces one after another; a surface without one of its own has none."""
    shared = {"widgets", "look"}
    paths = [folder / "widgets.css", *(folder / f"{n}.css" for n in names if n not in shared)]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def imports_of(name: str, folder: Path = STATIC) -> tuple[str, ...]:
    """Every module that a module leans on, each before those that lean on it."""
    return tuple(_leaned_on(folder, name))


def _text(folder: Path, name: str) -> str:
    return _IMPORT.sub("", (folder / name).read_text(encoding="utf-8"))


def _leaned_on(folder: Path, name: str) -> dict[str, None]:
    found: dict[str, None] = {}
    for each in _imported(folder, name):
        found |= {**_leaned_on(folder, each), each: None}
    return found


def _imported(folder: Path, name: str) -> Iterator[str]:
    yield from _IMPORT.findall((folder / name).read_text(encoding="utf-8"))

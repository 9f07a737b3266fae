"""The browser's files of the surfaces: modules and style sheets, with what they lean on.

The lesson page loads modules by their addresses, where imports work; JupyterLab loads each one
alone from its text, where they do not: there a module comes with what it imports inside. Voila's
full page loads a text, too: one that fetches the module from its address.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

STATIC = Path(__file__).parent / "static"
MODULES_AT = "MUGALIM_MODULES"  # of the environment: where modules are, for Voila's full page
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let) (\w+))", re.MULTILINE)
# What is loaded when it is needed, by a function that does nothing else.
_LATER = re.compile(r'(?<=\(\) => )import\("\./([a-z-]+)\.js"\)')


def module_text(name: str, folder: Path = STATIC) -> str:
    """An ES module of a folder with every module that it imports, directly or not, put before it.

    All share one scope then, so that no two of them may declare the same name at their top. One
    that is imported when it is needed, by `() => import("./name.js")`, has a scope of its own.
    """
    late = list(_needed_later(folder, name))
    shared: dict[str, None] = {}
    for each in (*late, name):
        shared |= _leaned_on(folder, each)
    parts = [_EXPORT.sub("", _text(folder, each)) for each in shared]
    return "".join([*parts, *(_scope(folder, each) for each in late), _text(folder, name)])


def module_by_address(name: str, environment: Mapping[str, str] | None = None) -> str:
    """A text that loads a module from where the environment says; "" where it says nothing.

    Only a whole address can be imported by a module that has none itself.
    """
    folder = (os.environ if environment is None else environment).get(MODULES_AT, "")
    if not folder:
        return ""
    return f'const at = new URL("{folder}{name}", location.origin);\n' + (
        "export default (await import(at)).default;\n"
    )


def style_text(*names: str, folder: Path = STATIC) -> str:
    """The style sheets of surfaces one after another; a surface without one of its own has none."""
    shared = {"widgets", "look"}
    paths = [folder / "widgets.css", *(folder / f"{n}.css" for n in names if n not in shared)]
    return "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def imports_of(name: str, folder: Path = STATIC) -> tuple[str, ...]:
    """Every module that a module leans on, each before those that lean on it."""
    return tuple(_leaned_on(folder, name))


def _text(folder: Path, name: str) -> str:
    """A module's text without its imports; what is imported later is there already."""
    text = _IMPORT.sub("", _raw(folder, name))
    return _LATER.sub(lambda match: f"Promise.resolve({_name(match[1])})", text)


def _scope(folder: Path, name: str) -> str:
    """A module that is imported later, as an object of what it exports."""
    text = _text(folder, name)
    exported = ", ".join(_EXPORT.findall(text))
    inner = _EXPORT.sub("", text)
    return f"const {_name(Path(name).stem)} = (() => {{\n{inner}return {{ {exported} }};\n}})();\n"


def _name(stem: str) -> str:
    return f"later_{stem.replace('-', '_')}"


def _leaned_on(folder: Path, name: str) -> dict[str, None]:
    found: dict[str, None] = {}
    for each in _imported(folder, name):
        found |= {**_leaned_on(folder, each), each: None}
    return found


def _needed_later(folder: Path, name: str) -> dict[str, None]:
    """Every module that is imported when it is needed, by a module or by what it leans on."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        looked_at = waiting.pop()
        for each in (looked_at, *_leaned_on(folder, looked_at)):
            late = [f"{stem}.js" for stem in _LATER.findall(_raw(folder, each))]
            waiting += [one for one in late if one not in found]
            found |= dict.fromkeys(late)
    return found


def _imported(folder: Path, name: str) -> Iterator[str]:
    yield from _IMPORT.findall(_raw(folder, name))


def _raw(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")

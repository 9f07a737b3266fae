"""The cells of a lesson as steps: prose to read, and one-line exercises that alone may run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mugalim_courses.code_cells import CALLS, call_of
from mugalim_widgets.show import SURFACES

SETUP = f"from mugalim_widgets import {', '.join(CALLS)}"
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t#]*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


@dataclass(frozen=True)
class Prose:
    """A piece of text in markdown."""

    source: str
    attachments: dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where an exercise goes: its cell's id, the function called and the exercise's name."""

    cell: str
    function: str
    exercise: str

    @property
    def keeps(self) -> bool:
        """Whether an answer is made in it, so that earlier versions are offered here."""
        return self.function not in ("grade", "upload", "choice")

    @property
    def surface(self) -> str:
        """The name of the surface that shows it, as its style sheet is called."""
        return "check" if self.function == "grade" else SURFACES[self.function][0]

    @property
    def source(self) -> str:
        """The line that shows the exercise, written by us and not taken from the notebook."""
        return f"{self.function}({self.exercise!r})"


@dataclass(frozen=True)
class Step:
    """One step of a lesson: what stands under one second-level heading."""

    title: str
    pieces: tuple[Prose | Place, ...]


def steps(notebook: Any) -> tuple[Step, ...]:
    """The steps of a page notebook; what stands before the first heading is the first one's."""
    found: list[tuple[str, list[Prose | Place]]] = []
    for title, piece in _pieces(notebook):
        if title is not None or not found:
            early = found and not found[-1][0]
            found.append((title or "", found.pop()[1] if early else []))
        found[-1][1].append(piece)
    return tuple(Step(title, tuple(pieces)) for title, pieces in found)


def places(notebook: Any) -> tuple[Place, ...]:
    """The exercises of a notebook, in their order."""
    found = (place_of(cell) for cell in notebook.cells if cell.cell_type == "code")
    return tuple(place for place in found if place)


def place_of(cell: Any) -> Place | None:
    """The exercise that a code cell shows; None for any other code, which never runs here."""
    call = call_of(cell.source)
    return Place(str(cell.id), *call) if call else None


def _pieces(notebook: Any) -> Iterator[tuple[str | None, Prose | Place]]:
    """Every piece with the title of the step that it begins, or None where it begins none."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            place = place_of(cell)
            if place:
                yield None, place
        elif cell.cell_type == "markdown":
            for title, source in _split(cell.source):
                yield title, Prose(source, dict(cell.get("attachments", {})))


def _split(source: str) -> Iterator[tuple[str | None, str]]:
    """The parts of a text that begin with a second-level heading, which goes into their title."""
    title: str | None = None
    lines: list[str] = []
    fence = ""
    for line in source.splitlines():
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.match(line)
        if heading:
            if title is not None or any(it.strip() for it in lines):
                yield title, "\n".join(lines)
            title, lines = heading[1], []
        else:
            lines.append(line)
    if title is not None or any(it.strip() for it in lines):
        yield title, "\n".join(lines)

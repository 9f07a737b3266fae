"""Exercises drawn without a kernel: a program that gives the first states of their surfaces.

It reads one request a line on its standard input and answers each by one line, both JSON. What a
learner stored may make it slow or end it; `drawer` gives it a deadline and starts another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mugalim_answers.place import Place
from mugalim_answers.plan import exercise_at
from mugalim_answers.store import Store

if TYPE_CHECKING:
    from mugalim_widgets.surface import Surface

NOWHERE = Path("/nonexistent")  # answers of nobody: every exercise at its start
# What every widget of Jupyter has and no surface uses, and what the page gets in another way.
_NOT_SENT = ("layout", "tabbable", "tooltip", "words")


def drawn(request: dict[str, Any]) -> dict[str, Any]:
    """The states of a lesson's surfaces by cell, and the words of each surface once.

    The request: `lesson`, `answers` (a folder, or null for the start), `language`, `places` as
    [cell, function, exercise], and `answered`: only those exercises that have an answer, or look at
    one that has.
    """
    answers = Path(request["answers"]) if request["answers"] else NOWHERE
    place = Place("app", Path(request["lesson"]), answers, str(request["language"]))
    stored = Store(answers).read().exercises
    words: dict[str, Any] = {}
    cells: dict[str, Any] = {}
    for cell, function, exercise in request["places"]:
        if request["answered"] and stored.keys().isdisjoint(_looked_at(place, exercise)):
            continue
        surface = _surface(function, exercise, place)
        name = f"{type(surface).__module__.rpartition('.')[2]}"
        words[name] = surface.words
        cells[cell] = {**_state(surface), "words": name}
    return {"cells": cells, "words": words}


def _looked_at(place: Place, exercise: str) -> tuple[str, ...]:
    """The exercise and those whose answers it shows something of."""
    return (exercise, *exercise_at(place, exercise).beside)


def _surface(function: str, exercise: str, place: Place) -> Surface:
    from mugalim_widgets.show import panel, surface_class

    if function == "grade":
        return panel(exercise, place)
    return surface_class(function)(exercise, place)


def _state(surface: Surface) -> dict[str, Any]:
    state: dict[str, Any] = surface.get_state()
    return {
        name: value
        for name, value in state.items()
        if not name.startswith("_") and name not in _NOT_SENT
    }


def answer(line: str, draw: Callable[[dict[str, Any]], dict[str, Any]] = drawn) -> str:
    """One line of answer to one line of request; an error in it where it could not be drawn."""
    try:
        return json.dumps(draw(json.loads(line)), ensure_ascii=False, separators=(",", ":"))
    except Exception as error:  # the page then shows the exercises once a kernel has drawn them
        return json.dumps({"error": repr(error)})


def serve(requests: Iterable[str]) -> None:
    """Answer every line until there are no more."""
    import mugalim_widgets.surfaces.spreadsheet  # noqa: F401  nobody shall wait for it later

    for line in requests:
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.stdin)

"""Running a lesson's exercises in a kernel by Voila's executor, and what the page gets of it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_core.utils import ensure_async
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from voila.execute import VoilaExecutor

from mugalim_lessons.cells import SETUP, Place

VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS = 60  # for one exercise to show itself
OURS = "anywidget"  # a layout box is of no use to the page
NOT_SENT = ("_esm", "_css")  # the page loads modules by their own addresses


@dataclass(frozen=True)
class Attached:
    """A running lesson: its kernel, the model of each exercise's cell, the models' states.

    A cell whose exercise failed has None for its model; the others work.
    """

    kernel: str
    cells: Mapping[str, str | None]
    states: Mapping[str, Any]

    def to_json(self, *, words: bool) -> dict[str, Any]:
        """The answer to a page that attaches; without the words where it has them already."""
        states = {
            model: {**given, "state": _without_words(given["state"])} if not words else given
            for model, given in self.states.items()
        }
        return {"kernel": self.kernel, "cells": dict(self.cells), "states": states}


async def run_exercises(kernel_id: str, manager: Any, places: tuple[Place, ...]) -> Attached:
    """Show every exercise in the kernel; raises when the kernel does not start or dies."""
    notebook = new_notebook(cells=[new_code_cell(SETUP)])
    notebook.cells += [new_code_cell(place.source, id=place.cell) for place in places]
    executor = VoilaExecutor(notebook, km=manager, timeout=SECONDS, startup_timeout=SECONDS)
    executor.kc = await executor.async_start_new_kernel_client()
    try:
        models = [await _model(executor, cell, at) for at, cell in enumerate(notebook.cells)]
    finally:
        await ensure_async(executor.kc.stop_channels())
    cells = {place.cell: model for place, model in zip(places, models[1:], strict=True)}
    return Attached(kernel_id, cells, _states(executor))


async def _model(executor: VoilaExecutor, cell: NotebookNode, position: int) -> str | None:
    """Run one cell; the id of the model that it shows, None where it failed or shows none."""
    try:
        await executor.execute_cell(cell, {}, position)
    except CellExecutionError as error:
        executor.log.error("An exercise failed: %s", error)
        return None
    for output in cell.outputs:
        view = output.get("data", {}).get(VIEW)
        if view:
            return str(view["model_id"])
    return None


def _states(executor: VoilaExecutor) -> dict[str, Any]:
    found = {}
    for model, state in executor.widget_state.items():
        if state.get("_model_module") != OURS:
            continue
        kept = {key: value for key, value in state.items() if key not in NOT_SENT}
        found[model] = {"state": kept, "buffers": _buffers(executor, model)}
    return found


def _without_words(state: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in state.items() if key != "words"}


def _buffers(executor: VoilaExecutor, model: str) -> list[dict[str, Any]]:
    return [
        {"path": list(path), "data": _base64(buffer["data"])}
        for path, buffer in executor.widget_buffers.get(model, {}).items()
        if path[0] not in NOT_SENT
    ]


def _base64(data: Any) -> str:
    return data if isinstance(data, str) else base64.b64encode(bytes(data)).decode()

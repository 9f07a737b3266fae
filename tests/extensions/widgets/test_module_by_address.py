"""On Voila's full page a surface's module comes from an address that the browser keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from mugalim_answers.place import Place
from mugalim_widgets.modules import MODULES_AT, module_by_address
from mugalim_widgets.surfaces.choice import Choice

NOWHERE = Place("app", Path("/nonexistent"), Path("/nonexistent"), "en")


def test_the_text_of_a_module_names_its_whole_address() -> None:
    """A module that has no address of its own can import by nothing else."""
    text = module_by_address("choice.js", {MODULES_AT: "/services/lessons/static/modules/0/"})
    assert 'new URL("/services/lessons/static/modules/0/choice.js", location.origin)' in text
    assert module_by_address("choice.js", {}) == ""


@pytest.mark.parametrize("face", ["app", "lab"])
def test_a_surface_of_such_a_kernel_carries_no_module(
    face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both faces, as previews show the same page; on the light page it carries nothing."""
    monkeypatch.setenv(MODULES_AT, "/modules/")
    state = Choice("today", Place(face, NOWHERE.lesson, NOWHERE.answers, "en")).get_state()
    assert '"/modules/choice.js"' in state["_esm"]
    assert len(state["_esm"]) + len(state["_css"]) < 200
    monkeypatch.delenv(MODULES_AT)
    assert Choice("today", NOWHERE).get_state()["_esm"] == ""

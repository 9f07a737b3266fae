"""The surface of slides without a browser: what comes from one is hostile, nothing is told."""

from __future__ import annotations

from typing import Any

import pytest

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_courses.model import CheckUse, Exercise
from mugalim_widgets.surfaces.slides import SlideEditor

DEEP: list[Any] = []
for _ in range(2_000):
    DEEP = [DEEP]
RUN = {"text": "Why?", "points": 28, "colour": "#0D3B66", "background": "#FFFFFF"}
GOOD = {"slides": [{"texts": [{"role": "title", "paragraphs": [{"runs": [RUN]}]}]}], "weight": 9}
HOSTILE = [
    None, 3, "x" * 10_000_000, [], DEEP, {"slides": DEEP}, {"slides": [None]}, {"weight": -1},
    {"slides": [{}] * 300}, {"slides": [{"texts": [{"role": "admin"}]}]},
    {"slides": [{"texts": [{"paragraphs": [{"runs": [{**RUN, "points": float("nan")}]}]}]}]},
    {"slides": [{"texts": [{"paragraphs": [{"runs": [{**RUN, "colour": "url(x)"}]}]}]}]},
    {"slides": [{"texts": [{"paragraphs": [{"runs": [{**RUN, "text": "x" * 10_000_000}]}]}]}]},
    {"slides": [{"images": [{"digest": "../../etc/passwd"}]}]},
    {"slides": [{"images": [{"size": 10**11}]}]},
    {"slides": [{"background": "javascript:x"}]},
]  # fmt: skip


@pytest.fixture
def editor(place: Place, plans: dict[str, Any]) -> SlideEditor:
    """The surface of an exercise with one secret check."""
    secret = CheckUse("words", "slides.words_per_slide", 2, {"most": 1234}, shown=False)
    plans["plans"]["deck"] = Exercise("deck", "slides", question="Slides", checks=(secret,))
    return SlideEditor("deck", place)


@pytest.mark.parametrize("state", HOSTILE, ids=range(len(HOSTILE)))
def test_a_state_that_is_none_is_refused_in_a_sentence(
    state: object, editor: SlideEditor, place: Place, wired: Any, capfd: Any
) -> None:
    """Nothing is stored, nothing raises, and the page is told."""
    wire = wired(editor)
    sent = wire.say({"type": "save", "operations": [{"op": "put", "state": state}]})
    wire.say({"type": "edit", "state": state})
    assert [one["content"]["type"] for one in sent] == ["not-saved"]
    assert sent[0]["content"]["sentence"]
    assert Store(place.answers).read().exercises == {}
    assert capfd.readouterr().err == ""


def test_what_the_page_makes_is_stored_and_shown_again(
    editor: SlideEditor, place: Place, wired: Any
) -> None:
    """On another device, too."""
    sent = wired(editor).say({"type": "save", "operations": [{"op": "put", "state": GOOD}]})
    assert sent[-1]["content"]["type"] == "saved"
    assert SlideEditor("deck", place).state == GOOD


def test_the_page_gets_no_check(editor: SlideEditor) -> None:
    """How many words are too many stands in no trait."""
    assert editor.trouble == ""
    assert "1234" not in str(editor.get_state())

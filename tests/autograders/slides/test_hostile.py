from __future__ import annotations

import pytest
from autograders.slides.decks import Deck, Sheet
from autograders.spoiling import refusal, replaced, with_member
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.slides import Slides
from mugalim_checks.workbook import Workbook

GOOD = Deck([Sheet("Аталыш", ["сөз"], "эскертүү")])()
SPREADSHEET = write_artefact(
    Workbook.from_state({"sheets": [{"name": "1", "cells": {"A1": {"input": "1"}}}]}), ".xlsx"
)
BOMB = b"<a>" + b" " * 20_000_000 + b"</a>"
DTD = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "file.empty"),
        (GOOD[:3_000], "file.damaged"),
        (b"%PDF-1.7", "file.another_kind"),
        (SPREADSHEET, "file.another_kind"),
        (with_member(GOOD, "ppt/vbaProject.bin", b"x"), "file.macros"),
        (with_member(GOOD, "../x", b"x"), "file.strange"),
        (with_member(GOOD, "ppt/x.xml", DTD), "file.strange"),
        (with_member(GOOD, "ppt/x.bin", BOMB), "file.bomb"),
        (with_member(GOOD, ".bin", b"", times=10_000), "file.bomb"),
        (replaced(GOOD, "ppt/presentation.xml", b"rId7", b"rId777"), "file.damaged"),
    ],
)
def test_a_file_that_could_do_harm_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    """Never another exception, never a long wait."""
    assert refusal("slides", content, "deck.pptx") == id


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), new=st.binary(min_size=1, max_size=20))
def test_a_file_with_changed_bytes_is_read_or_refused(at: int, new: bytes) -> None:
    """Nothing but an artefact or a refusal comes out."""
    found = refusal("slides", GOOD[:at] + new + GOOD[at + len(new) :])
    assert found == "" or found.startswith("file.")


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        "x",
        {"slides": 1},
        {"slides": [1]},
        {"sheets": []},
        {"weight": -1},
        {"weight": True},
        {"slides": [{}] * 201},
        {"slides": [{"texts": [{"role": "king"}]}]},
        {"slides": [{"texts": [{"paragraphs": [{"runs": [{}]}]}]}]},
        {"slides": [{"texts": [{"paragraphs": [{"runs": [{"text": "a", "points": 1e999}]}]}]}]},
        {"slides": [{"texts": [{"paragraphs": [{"runs": [{"text": "a", "points": 0.5}]}]}]}]},
        {"slides": [{"texts": [{"paragraphs": [{"runs": [{"text": "a", "colour": "red"}]}]}]}]},
        {"slides": [{"notes": ["\x00"]}]},
        {"slides": [{"notes": ["\ud800"]}]},
        {"slides": [{"notes": ["a" * 90_000] * 6}]},
        {"slides": [{"images": [{"size": -1}]}]},
    ],
)
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """Whatever comes from outside, it is an artefact or damaged."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        Slides.from_state(state)

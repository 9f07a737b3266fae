"""An answer in other forms: named after the artefact, refused in a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from mugalim_answers.exporting import FORMATS, exported
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_courses.model import Exercise

QUIZ = Exercise("quiz", "records", artefact="my_quiz.json")
OPTIONS = [{"text": "4", "key": True}, {"text": "5"}]
READY = {"type": "single", "stem": "2 + 2?", "options": OPTIONS}


def answer(noon: Any, *items: Any, kind: str = "records") -> Answer:
    """A stored quiz."""
    state = {"data": {"items": list(items)}}
    return Answer("quiz", kind, "surface", 1, state, None, noon)


@pytest.mark.parametrize(("format", "name"), [("gift", "my_quiz.txt"), ("qti", "my_quiz.zip"),
                                              ("docx", "my_quiz.docx")])  # fmt: skip
def test_each_form_has_its_name_and_its_bytes(noon: Any, format: str, name: str) -> None:
    """A file for a browser to keep."""
    assert set(FORMATS) == {"gift", "qti", "docx"}
    found, content = exported(QUIZ, answer(noon, READY), format)
    assert (found, bool(content)) == (name, True)


@pytest.mark.parametrize("format", ["pdf", "", None, 3, ["gift"], {"gift": 1}, "x" * 10_000_000])
def test_a_form_that_is_not_known_is_refused(noon: Any, format: object) -> None:
    """The address of a page holds whatever somebody typed."""
    with pytest.raises(AnswerRefused, match=r"answers\.not_understood"):
        exported(QUIZ, answer(noon, READY), format)


def test_another_kind_of_answer_is_refused(noon: Any) -> None:
    """A table is no quiz."""
    for plan, given in (
        (Exercise("quiz", "table"), answer(noon, kind="table")),
        (QUIZ, answer(noon, kind="table")),
    ):
        with pytest.raises(AnswerRefused, match=r"answers\.wrong_kind"):
            exported(plan, given, "gift")


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_what_is_not_ready_is_said_in_her_language(noon: Any, language: str) -> None:
    """Which question, and what it lacks."""
    item = {**READY, "options": [{"text": "4"}, {"text": "5"}]}
    with pytest.raises(AnswerRefused) as refused:
        exported(QUIZ, answer(noon, READY, item), "qti")
    assert "2" in refused.value.sentence(language)

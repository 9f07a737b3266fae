"""The quiz builder's Python side: files where no page gives them, and hostile messages."""

from __future__ import annotations

from typing import Any

import pytest

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.quiz import QuizBuilder, trouble_with_material

PLAN = Exercise("quiz", "records", "Your quiz", artefact="quiz.json")
OPTIONS = [{"text": "4", "key": True}, {"text": "5"}]
READY = {"type": "single", "stem": "2 + 2?", "options": OPTIONS}


@pytest.fixture
def quiz(place: Place, plans: dict[str, Any], wired: Any, noon: Any) -> Any:
    """The wire of a builder whose quiz holds these questions."""

    def made(*items: Any) -> Any:
        plans["plans"]["quiz"] = PLAN
        put = [{"op": "put", "state": {"data": {"items": list(items)}}}]
        store = Store(place.answers)
        store.apply("quiz", "records", put, base=None, start=None, now=noon)
        return wired(QuizBuilder("quiz", place))

    return made


def test_the_kernel_gives_a_file_in_the_lab(quiz: Any) -> None:
    """As a message with its bytes beside it."""
    (sent,) = quiz(READY).say({"type": "export", "format": "gift"})
    assert sent["content"] == {"type": "file", "name": "quiz.txt"}
    assert bytes(sent["buffers"][0]).startswith(b"::01::[plain]2 + 2?")


@pytest.mark.parametrize("format", [None, 3, "exe", [], {}, "x" * 10_000_000])
def test_no_other_file_is_given(quiz: Any, format: object, capfd: Any) -> None:
    """Whatever is asked for, the answer is a sentence."""
    (sent,) = quiz(READY).say({"type": "export", "format": format})
    assert " " in sent["state"]["notice"]["sentence"]
    assert capfd.readouterr().err == ""


def test_a_quiz_that_was_not_begun_says_so(place: Place, plans: Any, wired: Any) -> None:
    """There is nothing to take along yet."""
    plans["plans"]["quiz"] = PLAN
    (sent,) = wired(QuizBuilder("quiz", place)).say({"type": "export", "format": "qti"})
    assert "Write 1 first" in sent["state"]["notice"]["sentence"]


@pytest.mark.parametrize(
    "state", [None, 3, "x" * 10_000_000, [], {"data": []}, {"data": {}, "x": 1}]
)
def test_a_hostile_state_is_refused_in_words(quiz: Any, state: object, capfd: Any) -> None:
    """What was stored stays, and she is told."""
    wire = quiz(READY)
    for message in ("save", "edit", "reload", state):
        wire.say({"type": message, "operations": [{"op": "put", "state": state}], "state": state})
    refused = [each["content"] for each in wire.sent if each["method"] == "custom"]
    assert [each["type"] for each in refused] == ["not-saved"]
    assert capfd.readouterr().err == ""


def test_a_quiz_takes_no_material() -> None:
    """A course writer is told to leave it out."""
    assert trouble_with_material(PLAN) is None
    said = trouble_with_material(Exercise("quiz", "records", material={"fields": []}))
    assert said == "quiz.material: a quiz takes none; remove it"


def test_every_field_of_a_quiz_has_its_label(place: Place, plans: dict[str, Any]) -> None:
    """Hints say a field by the word that stands over it."""
    plans["plans"]["quiz"] = PLAN
    labels = QuizBuilder("quiz", place).labels
    assert labels["items.options.feedback"] == "Feedback to the pupil"
    assert all(labels.values())

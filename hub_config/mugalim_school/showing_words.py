"""The words of an answer as the desk shows them, line by line, in the learner's own language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from mugalim_answers.record import Answer
from mugalim_checks.artefacts import ENDINGS, artefact_class
from mugalim_checks.pictures import Pictures
from mugalim_checks.records import Records
from mugalim_courses.closed import PLACES
from mugalim_courses.model import ARRANGED, Exercise
from mugalim_school.showing_forms import form_lines

MOST_LINES = 400  # of one answer
_FRAME = ("WEBVTT", "NOTE", "STYLE", "REGION")  # how what is no caption begins in a file of them


def words_of(answer: Answer, exercise: Exercise) -> str:
    """The words of an answer; `exercise` is its plan in the learner's language.

    A workbook has none: its tables are drawn.
    """
    return "\n".join(islice(_lines(answer, exercise), MOST_LINES))


def _lines(answer: Answer, exercise: Exercise) -> Iterator[str]:
    if answer.kind == "text":
        yield str(answer.state.get("text", ""))
    elif answer.kind in ARRANGED and answer.kind == exercise.kind:
        yield from _placed(exercise, answer.state.get("placed", {}))
    elif answer.kind in ENDINGS and answer.kind != "workbook":
        artefact: Any = artefact_class(answer.kind).from_state(answer.state)
        if isinstance(artefact, Records):
            yield from form_lines(artefact, exercise)
        elif isinstance(artefact, Pictures):
            yield from _credited(artefact)
        else:
            yield from _passages(artefact)


def _passages(artefact: Any) -> Iterator[str]:
    """Every text of a file, without its properties and what only programs read."""
    for passage in getattr(artefact, "passages", ()):
        is_frame = artefact.kind == "captions" and passage.text.startswith(_FRAME)
        if passage.where["id"] != "place.properties" and not is_frame:
            yield passage.text


def _credited(pictures: Pictures) -> Iterator[str]:
    """Each line of credits with the file that it speaks of, and the files without one."""
    credited = {credit.file for credit in pictures.credits}
    yield from (file.name for file in pictures.files if file.name not in credited)
    for credit in pictures.credits:
        said = (credit.title, credit.author, credit.source, credit.licence, credit.alt)
        yield f"{credit.file}: {' · '.join(filter(None, said))}"


def _placed(exercise: Exercise, placed: Mapping[str, Any]) -> Iterator[str]:
    """What she put where: an order by its numbers, else each item with its group or partner."""
    items = [(each["text"], placed.get(each["id"])) for each in exercise.material["items"]]
    if exercise.kind == "order":
        there = [(place, text) for text, place in items if isinstance(place, int)]
        yield from (f"{place}. {text}" for place, text in sorted(there))
        return
    places = {each["id"]: each["text"] for each in exercise.material[PLACES[exercise.kind][0]]}
    yield from (f"{text} – {places[place]}" for text, place in items if place in places)

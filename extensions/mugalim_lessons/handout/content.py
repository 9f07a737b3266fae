"""What a handout holds: the prose of each step, and each exercise as it can be done on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mugalim_checks.artefacts import ENDINGS
from mugalim_checks.messages import title as title_of_check
from mugalim_courses.model import ARRANGED, CheckUse, Exercise
from mugalim_lessons.cells import Place, Prose, Step

MOST_FIELDS = 60  # of a form on paper


@dataclass(frozen=True)
class Task:
    """An exercise on paper: what is asked, what to choose from, lines to write on, or a file."""

    question: str
    options: tuple[str, ...] = ()  # each with a box to tick
    lines: int = 0
    begin_with: str = ""  # the name of the file beside the handout
    hand_in: str = ""  # the name under which the work is uploaded
    program: bool = False  # it is made in a program of one's own


@dataclass(frozen=True)
class Goals:
    """What is looked at in the work, in a few words each, with the points where there are any."""

    items: tuple[tuple[str, str], ...]


Part = Prose | Task | Goals


@dataclass(frozen=True)
class Section:
    """One step of the lesson."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Handout:
    """A lesson on paper, in one language; `files` are given beside it."""

    title: str
    language: str
    sections: tuple[Section, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)


def sections(
    steps: tuple[Step, ...],
    exercises: Mapping[str, Exercise],
    files: Mapping[str, str],
    language: str,
) -> tuple[Section, ...]:
    """The steps as sections; `files` names the file to begin with, by exercise.

    An exercise that is shown twice (a surface, and a place to upload) is asked once.
    """
    asked: set[str] = set()
    found = []
    for step in steps:
        parts = tuple(_parts(step, exercises, files, language, asked))
        found.append(Section(step.title, parts))
    return tuple(found)


def _parts(
    step: Step, exercises: Mapping[str, Exercise], files: Mapping[str, str], language: str,
    asked: set[str],
) -> Iterator[Part]:  # fmt: skip
    for piece in step.pieces:
        if isinstance(piece, Prose):
            yield piece
            continue
        exercise = exercises.get(piece.exercise)
        if exercise is not None:
            yield from _exercise(piece, exercise, files.get(exercise.name, ""), language, asked)


def _exercise(
    place: Place, exercise: Exercise, begin_with: str, language: str, asked: set[str]
) -> Iterator[Part]:
    if place.function == "grade":
        items = tuple(_goals(exercise.checks, language))
        if items:
            yield Goals(items)
    elif exercise.name not in asked:
        asked.add(exercise.name)
        yield _task(exercise, begin_with)


def _task(exercise: Exercise, begin_with: str) -> Task:
    question = exercise.question or exercise.title
    if exercise.kind == "choice":
        return Task(question, tuple(option.text for option in exercise.options))
    if exercise.kind == "text":
        return Task(question, lines=exercise.lines)
    if exercise.kind in ARRANGED:
        return Task(question, tuple(_texts(exercise.material)))
    fields = tuple(_labels(exercise.material.get("fields", ())))[:MOST_FIELDS]
    if fields:
        return Task(question, fields, lines=len(fields))
    made = exercise.artefact or f"{exercise.name}{ENDINGS[exercise.kind][0]}"
    hand_in = "" if exercise.instant else made
    return Task(question, begin_with=begin_with, hand_in=hand_in, program=not exercise.instant)


def _goals(checks: tuple[CheckUse, ...], language: str) -> Iterator[tuple[str, str]]:
    for use in checks:
        title = title_of_check(use, language)
        if title:
            yield title, f"{use.points:g}" if use.points else ""


def _texts(material: Mapping[str, Any]) -> Iterator[str]:
    """The items of an ordering, sorting or matching, in an order that gives nothing away."""
    groups = [*material.get("groups", ()), *material.get("partners", ())]
    yield from sorted(str(item.get("text", "")) for item in material.get("items", ()))
    yield from (f"— {group.get('text', '')}" for group in groups)


def _labels(fields: Any) -> Iterator[str]:
    for each in fields:
        if isinstance(each, Mapping) and each.get("label"):
            yield str(each["label"])
            yield from _labels(each.get("fields", ()))

"""Closed exercises, which have a right answer: what their material must hold, and their keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mugalim_courses.fields import Fields, check_unique, meant
from mugalim_courses.model import ARRANGED, CheckUse, Exercise
from mugalim_courses.problems import LessonError

MOST_ITEMS = 20
_KEYED = "arranged."  # the checks that are given the key of their exercise
# Where the places of a kind stand in its material, and what an item calls its own.
PLACES = {"sort": ("groups", "group"), "match": ("partners", "partner")}


def right_places(exercise: Exercise) -> dict[str, Any]:
    """Item id -> its place: a number from 1 in an order, else the id of a group or a partner."""
    items = exercise.material["items"]
    if exercise.kind == "order":
        return {item["id"]: number for number, item in enumerate(items, start=1)}
    name = PLACES[exercise.kind][1]
    return {item["id"]: item[name] for item in items}


def moved_on(exercise: Exercise) -> dict[str, Any]:
    """Every item in the place of the next one: a try that must not earn everything."""
    items, places = zip(*right_places(exercise).items(), strict=True)
    return dict(zip(items, [*places[1:], places[0]], strict=True))


def prepared(exercise: Exercise, where: str) -> Exercise:
    """The exercise, its material held against its kind, with its key given to checks that want it.

    An exercise that is not closed stays as it is. LessonError says what its author must repair.
    """
    checked = _MATERIAL.get(exercise.kind)
    if checked is not None:
        checked(exercise, f"{where}.material")
    if exercise.kind not in ARRANGED:
        return exercise
    places = right_places(exercise)
    key = list(places) if exercise.kind == "order" else places
    checks = (_keyed(check, key, f"{where}.checks.{check.id}") for check in exercise.checks)
    return replace(exercise, checks=tuple(checks))


def _keyed(check: CheckUse, key: object, where: str) -> CheckUse:
    if not check.check.startswith(_KEYED):
        return check
    if check.parameters.get("key", key) != key:
        todo = "leave it out: it is taken from the material"
        raise LessonError(where, "'key' says something else than the material", todo)
    return replace(check, parameters={**check.parameters, "key": key})


def _order(exercise: Exercise, where: str) -> None:
    _list(Fields(where, exercise.material, ("items",)), "items")


def _placed(exercise: Exercise, where: str) -> None:
    """Items of a sort or a match, each with a place that there is."""
    places, name = PLACES[exercise.kind]
    fields = Fields(where, exercise.material, (places, "items"))
    known = [place.name("id") for place in _list(fields, places)]
    items = _list(fields, "items", name)
    own = [item.text(name) for item in items]
    for item, place in zip(items, own, strict=True):
        if place not in known:
            raise LessonError(item.at(name), f"there is no '{place[:40]}'", meant(place, known))
    if exercise.kind == "match" and len(set(own)) < len(own):
        twice = next(place for place in own if own.count(place) > 1)
        todo = "give each item its own, or make it a sort"
        raise LessonError(where, f"'{twice}' is the partner of two items", todo)
    if len(set(own)) == 1:
        todo = "give another group an item"
        raise LessonError(where, f"all items belong to '{own[0]}'", todo)


def _list(fields: Fields, key: str, *more: str) -> list[Fields]:
    """The entries of a list, each with an id and a text of its own."""
    known = ("id", "text", *(("reply", *more) if key == "items" else ()))
    found = [Fields(where, data, known) for where, data in fields.items(key)]
    if not 2 <= len(found) <= MOST_ITEMS:
        todo = f"give 2 to {MOST_ITEMS}, each with an id and a text"
        raise LessonError(fields.at(key), f"there are {len(found)}", todo)
    check_unique([each.name("id") for each in found], fields.at(key))
    check_unique([each.text("text").strip() for each in found], fields.at(key))
    for each in found:
        each.text("reply", "")
    return found


def _choice(exercise: Exercise, where: str) -> None:
    fields = Fields(where, exercise.material, ("several", "shuffle"))
    fields.flag("several", False)
    fields.flag("shuffle", False)


def _text(exercise: Exercise, where: str) -> None:
    """A short answer, which has a reply at once; a longer text is read by a person."""
    if not exercise.material:
        return
    fields = Fields(where, exercise.material, ("answers", "reply", "else"))
    fields.text("reply")
    fields.text("else")
    if not _filled(fields.texts("answers")):
        todo = "list what is accepted, in all three languages"
        raise LessonError(fields.at("answers"), "there is no answer to accept", todo)
    if exercise.lines != 1:
        raise LessonError(where, "an answer with a reply is short", "set lines: 1")


def _filled(texts: Sequence[str]) -> bool:
    return bool(texts) and all(text.strip() for text in texts)


_MATERIAL: Mapping[str, Callable[[Exercise, str], None]] = {
    "order": _order,
    "sort": _placed,
    "match": _placed,
    "choice": _choice,
    "text": _text,
}

"""What a learner does to an answer: operations on the stored state, of each kind of exercise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mugalim_answers.refusals import AnswerRefused
from mugalim_checks.artefacts import ENDINGS, artefact_class
from mugalim_checks.core import Failure
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import ARRANGED

State = Mapping[str, Any]
Perform = Callable[[State, Sequence[State], State | None], State]
MOST_OPERATIONS = 2_000
MOST_CHARACTERS = 10_000
MOST_OPTIONS = 20
MOST_TRIES = 10_000
_OPTION = re.compile(r"[\w.-]{1,64}")


def apply_operations(kind: str, state: State, operations: object, start: State | None) -> State:
    """The state after the operations; AnswerRefused where one of them cannot be done.

    `start` is the state before anything was done: an artefact goes back to it, and what is chosen
    or put in its place is one of the ids on offer in it.
    """
    perform = _KINDS.get(kind)
    if perform is None:
        raise AnswerRefused("answers.wrong_kind")
    return perform(state, _checked(operations), start)


def first_state(kind: str, start: State | None) -> State:
    """The state of an exercise that nobody has answered yet."""
    if kind == "choice":
        return {"chosen": []}
    if kind == "text":
        return {"text": ""}
    if kind in ARRANGED:
        return {"placed": {}, "tries": 0}
    if start is None and kind == "workbook":
        raise AnswerRefused("answers.no_start")
    return start or {}


def _checked(operations: object) -> Sequence[Mapping[str, Any]]:
    if not isinstance(operations, list | tuple):
        raise AnswerRefused("answers.not_understood")
    if len(operations) > MOST_OPERATIONS:
        raise AnswerRefused("answers.too_much")
    if not all(isinstance(operation, Mapping) for operation in operations):
        raise AnswerRefused("answers.not_understood")
    return operations


def _choose(state: State, operations: Sequence[State], start: State | None) -> State:
    offered = (start or {}).get("options")
    most = MOST_OPTIONS if (start or {}).get("several", True) else 1
    for operation in operations:
        chosen = operation.get("options")
        if operation.get("op") != "choose" or not isinstance(chosen, list):
            raise AnswerRefused("answers.not_understood")
        if len(chosen) > most or not all(_is_option(one, offered) for one in chosen):
            raise AnswerRefused("answers.unknown_option")
        state = {"chosen": list(dict.fromkeys(chosen))}
    return state


def _is_option(option: object, offered: object) -> bool:
    if not isinstance(option, str) or not _OPTION.fullmatch(option):
        return False
    return not isinstance(offered, list) or option in offered


def _write(state: State, operations: Sequence[State], start: State | None) -> State:
    for operation in operations:
        text = operation.get("text")
        if operation.get("op") != "write" or not isinstance(text, str):
            raise AnswerRefused("answers.not_understood")
        if len(text) > MOST_CHARACTERS:
            raise AnswerRefused("answers.text_too_long", limit=MOST_CHARACTERS, length=len(text))
        state = {"text": _sendable(text)}
    return state


def _sendable(text: str) -> str:
    """The text without what no file can hold: lone halves of characters, and zero bytes."""
    return text.encode("utf-8", "ignore").decode().replace("\x00", "")


def _edit(state: State, operations: Sequence[State], start: State | None) -> State:

    try:
        workbook = Workbook.from_state(state)
        for operation in operations:
            if operation.get("op") == "restore":
                workbook = Workbook.from_state(first_state("workbook", start))
            else:
                workbook = workbook.apply(operation)
        return dict(workbook.to_state())
    except Failure as failure:
        raise AnswerRefused(failure.id, **failure.values) from failure
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise AnswerRefused("answers.not_understood") from trouble


def _put_in_place(state: State, operations: Sequence[State], start: State | None) -> State:
    """Items in their places: {"placed": {item: place}, "tries": how often she began anew}.

    A page names both by the codes on offer in the start; what is kept are the ids behind them.
    """
    items, places = ((start or {}).get(name, {}) for name in ("items", "places"))
    for operation in operations:
        placed, tries = operation.get("placed"), operation.get("tries", state.get("tries", 0))
        if operation.get("op") != "place" or not isinstance(placed, Mapping):
            raise AnswerRefused("answers.not_understood")
        if type(tries) is not int or not 0 <= tries <= MOST_TRIES:
            raise AnswerRefused("answers.not_understood")
        if not all(item in items and _is_one_of(places, place) for item, place in placed.items()):
            raise AnswerRefused("answers.unknown_option")
        found = {items[item]: places[place] for item, place in placed.items()}
        state = {"placed": found, "tries": tries}
    return state


def _is_one_of(places: State, place: object) -> bool:
    return type(place) in (str, int) and place in places


def _put(kind: str) -> Perform:
    """Putting whole states of a kind of artefact, each strictly checked by its class."""

    def put(state: State, operations: Sequence[State], start: State | None) -> State:
        for operation in operations:
            if operation.get("op") == "restore":
                state = first_state(kind, start)
            elif operation.get("op") == "put":
                state = _sound(kind, operation.get("state"))
            else:
                raise AnswerRefused("answers.not_understood")
        return state

    return put


def _sound(kind: str, state: object) -> State:
    try:
        return artefact_class(kind).from_state(state).to_state()
    except Failure as failure:
        raise AnswerRefused(failure.id, **failure.values) from failure


_KINDS: Mapping[str, Perform] = {
    **{kind: _put(kind) for kind in ENDINGS},
    **dict.fromkeys(ARRANGED, _put_in_place),
    "choice": _choose,
    "text": _write,
    "workbook": _edit,
}

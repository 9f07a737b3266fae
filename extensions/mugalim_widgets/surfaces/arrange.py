"""Arrange: given items are put in order, into groups or beside their partners."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from mugalim_answers.operations import State, apply_operations, first_state
from mugalim_answers.record import Answer
from mugalim_courses.closed import PLACES, right_places
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler, Surface
from mugalim_widgets.surfaces.draws import mixed

WORDS = {
    "how_order": "Drag by the dots, or use the arrows.",
    "how_order_keys": "With a keyboard: Alt and an arrow.",
    "how_sort": "Choose a group for each.",
    "how_match": "Choose what belongs to each.",
    "how_drag": "Or drag it to the right-hand side.",
    "up": "Move up: {item}",
    "down": "Move down: {item}",
    "moved": "{item}: now {place} of {all}.",
    "is_first": "{item}: this is the first already.",
    "is_last": "{item}: this is the last already.",
    "choose": "Choose …",
    "put": "{item}: {place}.",
    "twice": "Chosen twice: {place}. It belongs to one only.",
    "nothing_yet": "Nothing yet",
    "done_of": "Chosen: {done} of {all}",
    "look": "Look at it",
    "looking": "Looking …",
    "no_answer": "No answer has come yet. Please try again in a minute.",
    "in_place": "In their places when you looked: {done} of {all}.",
    "all_in_place": "All are in their places: {done} of {all}.",
    "waiting": "Not chosen yet: {n}.",
    "hints": "Look at these again:",
    "start_again": "Start again",
    "started_again": "Everything is back at the start, in another order.",
}
DRAWS = 12  # orders in which items are shown, one for each try, then again from the first


class Arrange(Editor):
    """Items in one of three ways, by the exercise's kind. What belongs where stays here.

    A page knows items and places by the codes of the exercise's start, and shows the items in
    the order of a draw: `draws[tries % len(draws)]`, the same on every device.
    """

    NAME: ClassVar[str] = "arrange"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("arrange.js")
    _css = style_text("arrange")

    module = Unicode("arrange.js").tag(sync=True)
    items = List().tag(sync=True)  # [{"id", "text"}], by their codes
    places = List().tag(sync=True)  # the same of groups or partners; empty for an order
    draws = List().tag(sync=True)  # [[code of an item]]
    looked = Dict().tag(sync=True)  # {"mark", "done", "all", "waiting", "hints": [[code, text]]}

    def handlers(self) -> Mapping[str, Handler]:
        """Looking at what is where, when asked, instead of after every edit."""
        return {**Surface.handlers(self), "look-over": self._look_over}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the items, and where the stored answer has put them."""
        self.surface = self.NAME
        items, texts = self._codes("items"), self._texts("items")
        self.items = [{"id": code, "text": texts[own]} for own, code in items.items()]
        self.places = self._shown_places()
        self.draws = self._drawn(list(items.values()))
        self.state = self._coded(answer.state if answer else first_state(self.kind, None))

    def _shown_places(self) -> list[dict[str, str]]:
        """Groups in their author's order; partners mixed, for that order could be the answer."""
        if self.kind == "order":
            return []
        codes, texts = self._codes("places"), self._texts(PLACES[self.kind][0])
        ids = list(texts) if self.kind == "sort" else mixed(list(texts), self.exercise)
        return [{"id": codes[own], "text": texts[own]} for own in ids]

    def _drawn(self, codes: list[str]) -> list[list[str]]:
        """Orders of the items: never that in which they belong, nor twice the same in a row."""
        right = [self._codes("items")[own] for own in self._right] if self.kind == "order" else []
        draws = [right]
        for number in range(DRAWS):
            drawn = mixed(codes, f"{self.exercise}/{number}")
            turns = ([*drawn[at:], *drawn[:at]] for at in range(len(drawn)))
            new = (turn for turn in turns if turn not in (right, draws[-1]))
            draws.append(next(new, draws[-1]))  # of two items there is but one other order
        return draws[1:]

    def _coded(self, state: State) -> dict[str, Any]:
        """A stored state as a page has it, without what the lesson does not have any more."""
        items, places = self._codes("items"), self._codes("places")
        placed = {
            code: places[state["placed"][own]]
            for own, code in items.items()
            if state["placed"].get(own) in places
        }
        return {"placed": placed, "tries": state.get("tries", 0)}

    def _look_over(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Say how many items are in their places, and the replies of those that are elsewhere."""
        asked = {"op": "place", "placed": content.get("placed")}
        state = apply_operations(self.kind, first_state(self.kind, None), [asked], self._start)
        placed, right, codes = state["placed"], self._right, self._codes("items")
        elsewhere = [own for own in codes if own in placed and placed[own] != right[own]]
        replies = self._texts("items", "reply")
        self.looked = {
            "mark": secrets.token_hex(4),  # two looks in a row may have found the same
            "done": len(placed) - len(elsewhere),
            "all": len(codes),
            "waiting": len(codes) - len(placed),
            "hints": [[codes[own], replies[own]] for own in elsewhere if replies[own]],
        }

    def _codes(self, name: str) -> dict[Any, Any]:
        """What a page calls an item or a place, by its own id; in the order of the codes."""
        offered = (self._start or {}).get(name, {})
        return {offered[code]: code for code in sorted(offered)}

    def _texts(self, name: str, part: str = "text") -> dict[str, str]:
        material = self._plan.material if self._plan else {}
        return {each["id"]: each.get(part, "") for each in material[name]}

    @property
    def _right(self) -> dict[str, Any]:
        return right_places(self._plan) if self._plan else {}

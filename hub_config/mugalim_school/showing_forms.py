"""What was filled into a form, as the desk shows it: fields by their names, choices in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from textwrap import shorten
from typing import Any

from mugalim_checks.records import Records
from mugalim_checks.records.model import is_filled
from mugalim_courses.model import Exercise

# In which order the fields of quizzes, mailboxes and conversations are read; forms have their own.
_READ = (
    "title", "picks", "typed", "ai_text", "claims", "final", "disclosure", "judged", "passphrases",
    "two_step", "turn", "prompt", "claim", "mail", "pair", "account", "verdict", "signs", "choice",
    "stem", "type", "options", "pairs", "steps", "answers", "text", "key", "left", "right",
    "feedback", "media", "address", "paper",
)  # fmt: skip
_WORDS = ("title", "subject", "text", "label", "name")  # of an entry of a material
_LONGEST = 160  # characters of a lesson's words that are shown
_DEEPER = "   "


def form_lines(records: Records, exercise: Exercise) -> Iterator[str]:
    """A form line by line; `exercise` is its plan in the language in which it was filled in.

    What stands for something of the lesson is shown in the lesson's words, and what stands for a
    choice of the surface in those that were saved with it, as the label "path=choice".
    """
    form = _Form(records, tuple(_entries(exercise.material)))
    yield from form.fields("", records.data, 0)


@dataclass(frozen=True)
class _Form:
    records: Records
    entries: tuple[Mapping[str, Any], ...]  # of the lesson's material, on every level

    @cached_property
    def order(self) -> Sequence[str]:
        """The names of fields in the order in which they are read."""
        return (*(str(each["id"]) for each in self.entries if "type" in each), *_READ)

    def fields(self, path: str, owner: Mapping[str, Any], depth: int) -> Iterator[str]:
        """The fields of a form or a group, each with what is inside of it."""
        for name in sorted(owner, key=self._place):
            at = f"{path}.{name}" if path else name
            yield from self._field(at, owner[name], owner, depth)

    def _place(self, name: str) -> int:
        return self.order.index(name) if name in self.order else len(self.order)

    def _field(self, path: str, value: Any, owner: Mapping[str, Any], depth: int) -> Iterator[str]:
        label, before = self.records.label(path), _DEEPER * depth
        if isinstance(value, Mapping) and is_filled(value):
            yield f"{before}{label}:"
            yield from self.fields(path, value, depth + 1)
        elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
            yield f"{before}{label}:"
            for number, item in enumerate(value, start=1):
                yield from self._item(path, item, number, depth)
        else:
            said = self.said(path, value, owner)
            if said:
                yield f"{before}{label}{'' if label.endswith('?') else ':'} {said}"

    def _item(self, path: str, item: Any, number: int, depth: int) -> Iterator[str]:
        """An item of a list: what has no name of its own in its first line, the rest below."""
        owner = item if isinstance(item, Mapping) else {"": item}
        bare = [name for name in owner if f"{path}.{name}" not in self.records.labels]
        first = (
            self.said(f"{path}.{name}", owner[name], owner)
            for name in sorted(bare, key=self._place)
            if name != "id"
        )
        named = {name: value for name, value in owner.items() if name not in bare}
        lines = [" – ".join(filter(None, first)), *self.fields(path, named, depth + 1)]
        head, *rest = list(filter(None, lines)) or [""]
        yield f"{_DEEPER * depth}{number}. {head.strip()}"
        yield from rest

    def said(self, path: str, value: Any, owner: Mapping[str, Any]) -> str:
        """A value in words; "" where nothing was filled in."""
        if isinstance(value, bool):
            return "✓" if value else "✗"
        if isinstance(value, int | float):
            text = f"{value:.10g}"
            return text if self.records.language == "en" else text.replace(".", ",")
        if isinstance(value, list):
            return ", ".join(filter(None, (self.said(path, each, owner) for each in value)))
        return self._chosen(path, value.strip(), owner) if isinstance(value, str) else ""

    def _chosen(self, path: str, value: str, owner: Mapping[str, Any]) -> str:
        """What a text stands for: an option of its field, something of the lesson, or itself."""
        name = path.rpartition(".")[2]
        of_field = (each for each in self.entries if each.get("id") == name and "options" in each)
        beside = (each for each in self.entries if self._is_of(each, owner, value))
        for entry in (*of_field, *beside):
            if isinstance(entry.get(value), str):
                return str(entry[value])
            for inner in _entries({**entry, "id": None}):
                if inner.get("id") == value:
                    return _words(inner)
        same = {_words(each) for each in self.entries if each.get("id") == value}
        if len(same) == 1:
            return same.pop()
        return self.records.labels.get(f"{path}={value}", value)

    @staticmethod
    def _is_of(entry: Mapping[str, Any], owner: Mapping[str, Any], value: str) -> bool:
        """Whether an entry is what stands beside a value, such as the turn of a prompt."""
        names = {entry.get("id"), entry.get("pair")} - {None}
        return any(
            isinstance(each, str) and each != value and each in names for each in owner.values()
        )


def _entries(material: object) -> Iterator[Mapping[str, Any]]:
    """Everything in a material that has an id."""
    if isinstance(material, Mapping):
        if isinstance(material.get("id"), str) or isinstance(material.get("pair"), str):
            yield material
        for each in material.values():
            yield from _entries(each)
    elif isinstance(material, list):
        for each in material:
            yield from _entries(each)


def _words(entry: Mapping[str, Any]) -> str:
    found = (entry[name] for name in _WORDS if isinstance(entry.get(name), str) and entry[name])
    return shorten(next(found, ""), _LONGEST, placeholder=" …")

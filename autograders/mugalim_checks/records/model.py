"""What a teacher filled into a form, as data: fields, and lists of items with fields."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from mugalim_checks.core import Failure
from mugalim_checks.parts import Passage, Where, place

DEEPEST = 8  # lists and groups within each other
MOST_VALUES = 10_000
LONGEST_TEXT = 10_000
MOST_TEXT = 1_000_000  # characters of all texts together
LONGEST_NAME = 200
LARGEST_NUMBER = 10**15
LANGUAGES = ("ky", "ru", "en")

_SURROGATE = re.compile("[\ud800-\udfff]")  # halves of characters that no file can hold


class TooMuch(ValueError):  # noqa: N818  it says what is so, as Failure does
    """More than a form could honestly hold."""


@dataclass(frozen=True)
class Found:
    """One value of a form, and where it stands; the value is None where it is not there."""

    value: Any
    where: Where

    @property
    def is_filled(self) -> bool:
        """Whether something was written, chosen or ticked here."""
        return is_filled(self.value)

    @property
    def text(self) -> str:
        """The value as a trimmed text; "" where it is no text."""
        return self.value.strip() if isinstance(self.value, str) else ""


@dataclass(frozen=True)
class Item:
    """One item of a list: its value, where it stands, and a way to its fields."""

    value: Any
    where: Where
    records: Records
    path: str  # of its list, such as "goals"

    def at(self, name: str) -> Found:
        """A field of the item, such as "date" or "check.kind"; its value is None when missing."""
        where = self.records.field_place(f"{self.path}.{name}", self.where)
        return Found(_inside(self.value, name), where)


@dataclass(frozen=True)
class Records:
    """The data of a form; `labels` are the form's own words for its fields, by dotted path."""

    kind: ClassVar[str] = "records"

    data: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no field holds anything."""
        return not any(is_filled(value) for value, _ in self._leaves())

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text in the form, with its field."""
        return tuple(
            Passage(value, where, self.language)
            for value, where in self._leaves()
            if isinstance(value, str) and value.strip()
        )

    def at(self, path: str) -> tuple[Found, ...]:
        """The values at a path, one for each item of a list marked "[]".

        "review_date" and "adult.role" give one value, "goals[].date" one for each goal,
        "languages[]" each value of a list. What is missing has the value None.
        """
        ahead, marked, last = path.rpartition("[]")
        if not marked:
            return (Found(_inside(self.data, path), self.field_place(path)),)
        items = self.items(f"{ahead}[]")
        if not last:
            return tuple(Found(item.value, item.where) for item in items)
        return tuple(item.at(last.removeprefix(".")) for item in items)

    def items(self, path: str) -> tuple[Item, ...]:
        """The items of a list, such as "goals[]" or "lessons[].steps[]"; none where it is none."""
        ahead, _, name = path.removesuffix("[]").rpartition("[]")
        name = name.removeprefix(".")
        if not ahead:
            owners: list[tuple[Any, Where | None]] = [(self.data, None)]
        else:
            owners = [(item.value, item.where) for item in self.items(f"{ahead}[]")]
        pattern = _pattern(path)
        return tuple(
            Item(value, self._item(owner_where, pattern, number), self, pattern)
            for owner, owner_where in owners
            for number, value in enumerate(_list(_inside(owner, name)), start=1)
        )

    def label(self, path: str) -> str:
        """The form's word for a path such as "goals[].date"; its name where the form says none."""
        pattern = _pattern(path)
        return self.labels.get(pattern) or pattern.rpartition(".")[2].replace("_", " ")

    def field_place(self, path: str, item: Where | None = None) -> Where:
        """A field as a place: Field “Role”; within an item of a list where there is one."""
        if item is None:
            return place("field", name=self.label(path))
        return place("item_field", item=item, name=self.label(path))

    @classmethod
    def from_state(cls, state: object) -> Records:
        """The form that `to_state` gave, an empty one for {}; Failure for anything else."""
        try:
            return cls.checked(state)
        except ValueError:
            raise Failure("file.damaged") from None

    @classmethod
    def checked(cls, state: object) -> Records:
        """The form of a state; ValueError for anything else, TooMuch where it is beyond bounds."""
        if state == {}:
            return cls()
        if not isinstance(state, Mapping) or not isinstance(state.get("data"), Mapping):
            raise ValueError(state)
        labels, language = state.get("labels", {}), state.get("language")
        if language not in (*LANGUAGES, None) or set(state) - {"data", "labels", "language"}:
            raise ValueError(language)
        if not isinstance(labels, Mapping) or not all(map(_is_word, labels.values())):
            raise ValueError(labels)
        copy = _Copy()
        return cls(copy.value(state["data"], 0), copy.value(labels, 0), language)

    def to_state(self) -> dict[str, Any]:
        """The form as plain JSON values."""
        state: dict[str, Any] = {"data": _Copy().value(self.data, 0)}
        if self.labels:
            state["labels"] = dict(self.labels)
        return {**state, "language": self.language} if self.language else state

    def translated(self, lookup: Callable[[str], str]) -> Records:
        """The form with its texts and labels looked up."""
        data = _translated(self.data, lookup)
        labels = {path: lookup(label) for path, label in self.labels.items()}
        return Records(data, labels, self.language)

    def _item(self, owner: Where | None, pattern: str, number: int) -> Where:
        if owner is None:
            return place("item", list=self.label(pattern), number=number)
        return place("item_field", item=owner, name=f"{self.label(pattern)}, {number}")

    def _leaves(self) -> Iterator[tuple[Any, Where]]:
        """Every value that is no list and no group, in order, with its place."""
        yield from self._leaves_of(self.data, "", None)

    def _leaves_of(self, value: Any, path: str, item: Where | None) -> Iterator[tuple[Any, Where]]:
        """The leaves below a path; `item` is the item of a list in which they stand."""
        if isinstance(value, Mapping):
            for name, each in value.items():
                yield from self._leaves_of(each, f"{path}.{name}" if path else name, item)
        elif isinstance(value, list):
            for number, each in enumerate(value, start=1):
                inner = self._item(item, path, number)
                if isinstance(each, Mapping | list):
                    yield from self._leaves_of(each, path, inner)
                else:
                    yield each, inner
        else:
            yield value, self.field_place(path, item)


def is_filled(value: object) -> bool:
    """Whether a value says anything: 0 does, an empty text, an empty list and an open box do not.

    A list or a group says something when anything in it does.
    """
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(is_filled(each) for each in value.values())
    if isinstance(value, list):
        return any(is_filled(each) for each in value)
    return value is not None and value is not False


def _pattern(path: str) -> str:
    return path.replace("[]", "")


def _inside(value: Any, path: str) -> Any:
    for name in path.split(".") if path else ():
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _is_word(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _translated(value: Any, lookup: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _translated(each, lookup) for name, each in value.items()}
    if isinstance(value, list):
        return [_translated(each, lookup) for each in value]
    return lookup(value) if isinstance(value, str) and value else value


@dataclass
class _Copy:
    """A copy of JSON values that counts what it copies."""

    values: int = 0
    characters: int = 0

    def value(self, value: Any, depth: int) -> Any:
        self.values += 1
        if depth > DEEPEST or self.values > MOST_VALUES:
            raise TooMuch
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.value(each, depth + 1) for each in value]
        if isinstance(value, Mapping):
            return {_name(name): self.value(each, depth + 1) for name, each in value.items()}
        return _single(value)

    def _text(self, text: str) -> str:
        self.characters += len(text)
        if len(text) > LONGEST_TEXT or self.characters > MOST_TEXT:
            raise TooMuch
        if _SURROGATE.search(text):
            raise ValueError(text)
        return text


def _name(name: object) -> str:
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME or _SURROGATE.search(name):
        raise ValueError(name)
    return name


def _single(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float) and math.isfinite(value) and abs(value) <= LARGEST_NUMBER:
        return value
    raise ValueError(value)

"""A strict look into a YAML file: every key known, every value of its kind, every fault named."""

from __future__ import annotations

import difflib
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from mugalim_courses.problems import LessonError

NAME = re.compile(r"[a-z][a-z0-9_-]{0,63}")
SLUG = re.compile(r"[a-z][a-z0-9-]{0,39}")


class Fields:
    """The keys and values of one mapping in a file, read by kind; LessonError names the place."""

    def __init__(self, where: str, data: object, known: Sequence[str]) -> None:
        if not isinstance(data, Mapping):
            todo = f"give {', '.join(known) or 'nothing'}"
            raise LessonError(where, "keys with values are expected here", todo)
        self.where = where
        self.data: Mapping[Any, Any] = data
        for key in data:
            if key not in known:
                raise LessonError(where, f"unknown key '{str(key)[:40]}'", meant(str(key), known))

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; the default where the key is absent."""
        value = self._get(key, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            raise LessonError(self.at(key), "a text is expected", "write it in quotation marks")
        return value

    def optional(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        return self.text(key) if key in self.data else None

    def number(self, key: str, default: float | None = None) -> float:
        """A number that is not below zero."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
            raise LessonError(self.at(key), "a number from 0 is expected", f"it is {value!r}")
        return float(value)

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number from 1 to 1000."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
            todo = f"it is {value!r}; give one from 1 to 1000"
            raise LessonError(self.at(key), "a whole number is expected", todo)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise LessonError(self.at(key), "true or false is expected", f"it is {value!r}")
        return value

    def items(self, key: str) -> list[tuple[str, Any]]:
        """The values of a list, each with its place; empty where the key is absent."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise LessonError(self.at(key), "a list is expected", "begin each item with '- '")
        return [(f"{self.at(key)}[{number}]", item) for number, item in enumerate(value)]

    def texts(self, key: str, default: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts."""
        if key not in self.data:
            return tuple(default)
        for where, item in self.items(key):
            if not isinstance(item, str):
                raise LessonError(where, "a text is expected", "write it in quotation marks")
        return tuple(self.data[key])

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A mapping with texts as keys; empty where the key is absent."""
        value = self.data.get(key, {})
        if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
            raise LessonError(self.at(key), "names with values are expected", "see the README")
        return value

    def parameters(self, key: str) -> dict[str, Any]:
        """Values of any depth for a check: texts, numbers, flags, lists and names with values."""
        found = dict(self.mapping(key))
        for name, value in found.items():
            _check_plain(value, f"{self.at(key)}.{name}")
        return found

    def choice(self, key: str, known: Sequence[str]) -> str:
        """One of the known words."""
        value = self.text(key)
        if value not in known:
            what = f"'{value[:40]}' is not known"
            raise LessonError(self.at(key), what, f"use {', '.join(known) or 'no such key'}")
        return value

    def name(self, key: str) -> str:
        """A name in small Latin letters, figures, - and _."""
        return check_name(self.text(key), self.at(key))

    def require(self, *keys: str) -> None:
        """LessonError where one of the keys is absent."""
        for key in keys:
            self._get(key, None)

    def at(self, key: str) -> str:
        """The place of a key."""
        return f"{self.where}.{key}" if "," in self.where else f"{self.where}, {key}"

    def _get(self, key: str, default: object) -> Any:
        if key in self.data:
            return self.data[key]
        if default is None:
            raise LessonError(self.where, f"'{key}' is missing", f"add '{key}: …'")
        return default


def check_name(name: object, where: str) -> str:
    """The name of an exercise, a check or a cell, when it can be one."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise LessonError(where, f"{name!r} cannot be a name", "use small Latin letters, 0-9, -, _")
    return name


def check_slug(name: str, where: str) -> str:
    """The name of a course or a lesson, when it can be a folder and an address alike."""
    if not SLUG.fullmatch(name) or yaml.safe_load(name) != name:  # YAML reads no and on as flags
        todo = "use at most 40 small Latin letters, 0-9 and -, a letter first"
        raise LessonError(where, f"{name!r} cannot be the name of a folder", todo)
    return name


def check_lesson_slug(name: str, where: str) -> str:
    """The name of a lesson: that of a folder, but for two that a course needs for itself."""
    if name in ("course", "locale"):
        todo = "choose another: its words would lie where the course's own lie"
        raise LessonError(where, f"a lesson cannot be called '{name}'", todo)
    return check_slug(name, where)


def check_unique(names: Sequence[str], where: str) -> None:
    """LessonError where a name stands twice."""
    for name, times in Counter(names).items():
        if times > 1:
            raise LessonError(where, f"'{name}' stands twice", "give each a name of its own")


def meant(name: str, known: Sequence[str]) -> str:
    """What to do about a name that is not known: the closest one, else all of them."""
    close = difflib.get_close_matches(name, known, 1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are {', '.join(known)}" if known else "remove it"


def file_below(folder: Path, name: str, where: str) -> str:
    """The name of a regular file inside the folder; LessonError when it is not there."""
    path = folder / name
    try:
        there = path.resolve().is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, RuntimeError, ValueError):  # too long, a circle of links, not a path at all
        there = False
    if not there:
        raise LessonError(where, f"there is no file {name[:80]}", f"put it into {folder.name}/")
    return name


def check_own_files(folder: Path, where: str) -> None:
    """LessonError where anything in the folder is not a plain file, such as a link.

    What a link names would be published with the rights of the school, wherever it lies.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            todo = "put the file itself there"
            raise LessonError(where, f"{path.relative_to(folder)} is no plain file", todo)


def _check_plain(value: object, where: str) -> None:
    if isinstance(value, list):
        for number, item in enumerate(value):
            _check_plain(item, f"{where}[{number}]")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if not isinstance(name, str):
                raise LessonError(where, f"{name!r} is no text", "write it in quotation marks")
            _check_plain(item, f"{where}.{name}")
    elif not isinstance(value, str | bool | int | float | None) or not _finite(value):
        what = f"{value!r} is neither a text, a number, true nor false"
        raise LessonError(where, what, "write it in quotation marks")


def _finite(value: object) -> bool:
    return not isinstance(value, float) or math.isfinite(value)

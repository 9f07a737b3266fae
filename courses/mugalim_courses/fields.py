"""A strict look into a YAML file: every key known, every value of its kind, every fault named."""

from __future__ import annotations

import difflib
import re
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
            raise LessonError(where, "keys with values are expected here", f"give {list(known)}")
        self.where = where
        self.data: Mapping[Any, Any] = data
        for key in data:
            if key not in known:
                close = difflib.get_close_matches(str(key), known, 1)
                todo = f"did you mean '{close[0]}'?" if close else f"known are {', '.join(known)}"
                raise LessonError(where, f"unknown key '{key}'", todo)

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
        """A whole number above zero."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise LessonError(self.at(key), "a whole number is expected", f"it is {value!r}")
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

    def choice(self, key: str, known: Sequence[str]) -> str:
        """One of the known words."""
        value = self.text(key)
        if value not in known:
            raise LessonError(self.at(key), f"'{value}' is not known", f"use {', '.join(known)}")
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


def check_unique(names: Sequence[str], where: str) -> None:
    """LessonError where a name stands twice."""
    for name in names:
        if names.count(name) > 1:
            raise LessonError(where, f"'{name}' stands twice", "give each a name of its own")


def file_below(folder: Path, name: str, where: str) -> str:
    """The name of a regular file inside the folder; LessonError when it is not there."""
    path = folder / name
    inside = "\0" not in name and path.resolve().is_relative_to(folder.resolve())
    if not inside or not path.is_file():
        raise LessonError(where, f"there is no file {name}", f"put it into {folder.name}/")
    return name


def read_yaml(path: Path) -> object:
    """What a YAML file says; LessonError with the line where it cannot be read."""
    where = short(path)
    try:
        return _EachKeyOnce(path.read_text(encoding="utf-8")).get_single_data()
    except FileNotFoundError:
        raise LessonError(where, "the file is missing", "make it") from None
    except UnicodeDecodeError:
        raise LessonError(where, "it is not UTF-8 text", "save it as UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or f"it is not YAML ({error})"
        raise LessonError(f"{where}{line}", what, "repair this line or the one above") from None


def short(path: Path) -> str:
    """The end of a path, as an author knows it, such as courses/reading/first/lesson.yaml."""
    return "/".join(path.parts[-3 if path.name == "course.yaml" else -4 :])


class _EachKeyOnce(yaml.SafeLoader):
    """YAML's safe loader, which also refuses a key that stands twice: the first would be lost."""

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        """Called by YAML for every mapping that it meets."""
        node = super().compose_mapping_node(anchor)
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                what = f"the key '{key.value}' stands twice"
                raise yaml.MarkedYAMLError(problem=what, problem_mark=key.start_mark)
            seen.add(key.value)
        return node

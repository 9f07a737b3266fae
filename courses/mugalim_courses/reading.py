"""A YAML file read with distrust: each key once, no riddles, no more than an author would write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mugalim_courses.problems import LessonError

_BYTES = 256 * 1024
_VALUES = 20_000  # with every *alias counted as what it stands for
_DIGITS = 40
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# YAML's own constructors raise most of these where a tag does not fit its value, as in !!int ""
_FAULTS = (
    yaml.YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip


def read_yaml(path: Path) -> object:
    """What a YAML file says; LessonError with the line where it cannot be read."""
    where = short(path)
    text = _read(path, where)
    try:
        return _data(text)
    except _FAULTS as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or f"it is not YAML ({str(error)[:80]})"
        raise LessonError(f"{where}{line}", what, "repair this line or the one above") from None


def short(path: Path) -> str:
    """The end of a path, as an author knows it, such as courses/reading/first/lesson.yaml."""
    return "/".join(path.parts[-3 if path.name == "course.yaml" else -4 :])


def _read(path: Path, where: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_BYTES + 1)
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise LessonError(where, "the file is missing", "make it") from None
    except OSError as error:
        raise LessonError(where, f"it cannot be read ({error.strerror})", "make it again") from None
    except UnicodeDecodeError:
        raise LessonError(where, "it is not UTF-8 text", "save it as UTF-8") from None
    if len(content) > _BYTES:
        raise LessonError(where, "the file is far too long", "keep texts in it, and nothing else")
    return text


def _data(text: str) -> object:
    loader = _EachKeyOnce(text)
    node = loader.get_single_node()
    if node is None:
        return None
    if _weight(node, {}) > _VALUES:
        raise _fault(node, "there are too many values, or too many *aliases of aliases")
    return loader.construct_document(node)


def _weight(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a node comes to when every alias in it is written out."""
    if id(node) not in known:
        known[id(node)] = -1  # not known yet: it is being counted
        known[id(node)] = 1 + sum(_weight(child, known) for child in _children(node))
    if known[id(node)] < 0:
        raise _fault(node, "an *alias stands inside of what it names")
    return known[id(node)]


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from (key, value)
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif _UNSHOWABLE.search(node.value):
        raise _fault(node, "a character stands here that no page can show")
    elif node.tag.endswith((":int", ":float")) and len(node.value) > _DIGITS:
        raise _fault(node, "the number is too long")


def _fault(node: yaml.Node, what: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=node.start_mark)


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
                raise _fault(key, f"the key '{key.value}' stands twice")
            seen.add(key.value)
        return node

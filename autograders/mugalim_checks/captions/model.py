"""Captions as data: cues and remarks in the order of the file, faults and all."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from mugalim_checks.captions.times import ARROW, Times, clock, parse_times
from mugalim_checks.core import Failure
from mugalim_checks.parts import Passage, Where, place

MOST_BLOCKS = 2_000
LONGEST_TEXT = 10_000  # characters of one block
MOST_TEXT = 1_000_000  # of all blocks together
LONGEST_LINE = 500  # of times, or of an id
FIRST_WORD = "WEBVTT"
_KNOWN_REMARKS = re.compile(r"(NOTE|STYLE|REGION)([ \t\n]|$)")
_TAG = re.compile(r"<[^>]*>?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]+)>")


@dataclass(frozen=True)
class Cue:
    """One caption: its line of times and its text, both as they were written."""

    times: str
    payload: str
    id: str = ""
    line: int = 0  # of the file, counted from 1; 0 where there is no file
    joined: bool = False  # no empty line stands before it

    @property
    def read(self) -> Times:
        """When it comes and goes, as far as its line of times can be read."""
        return parse_times(self.times)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as a viewer sees them: without tags, `&amp;` as "&"."""
        shown = html.unescape(_TAG.sub("", self.payload))
        return tuple(line.strip() for line in shown.split("\n") if line.strip())

    @property
    def text(self) -> str:
        """What a viewer reads, in one line."""
        return " ".join(self.lines)

    def where(self, number: int) -> Where:
        """Its place as the caption of this number, counted from 1."""
        start = self.read.start
        return place("caption", number=number, time="–" if start is None else clock(start))


@dataclass(frozen=True)
class Remark:
    """A block that is no caption: NOTE, STYLE, REGION, or text to which no times belong."""

    text: str
    line: int = 0

    @property
    def is_stray(self) -> bool:
        """Whether a player would leave it out though its author meant it to be read."""
        return _KNOWN_REMARKS.match(self.text) is None


@dataclass(frozen=True)
class Captions:
    """The blocks of a .vtt file; `header` is its first block, None where WEBVTT is missing."""

    kind: ClassVar[str] = "captions"

    header: str | None = FIRST_WORD
    blocks: tuple[Cue | Remark, ...] = ()

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The captions, in the order of the file."""
        return tuple(block for block in self.blocks if isinstance(block, Cue))

    @property
    def is_empty(self) -> bool:
        """Whether there is no caption in it."""
        return not self.cues

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every text: of the captions, of who speaks them, of remarks and of the first block."""
        head = [Passage(self.header, place("text"))] if self.header else []
        return (*head, *self._texts())

    def _texts(self) -> Iterator[Passage]:
        number = 0
        for block in self.blocks:
            if isinstance(block, Remark):
                yield Passage(block.text, place("text"))
                continue
            number += 1
            where = block.where(number)
            for speaker in (block.id, *_VOICE.findall(block.payload), block.text):
                if speaker.strip():
                    yield Passage(html.unescape(speaker).strip(), where)

    @classmethod
    def from_state(cls, state: object) -> Captions:
        """The captions that `to_state` gave; Failure where it is none, or too large."""
        if state == {}:
            return cls()
        try:
            header, blocks = state["header"], state["blocks"]  # type: ignore[index]  # caught below
            if not isinstance(blocks, list) or len(blocks) > MOST_BLOCKS:
                raise ValueError
            found = tuple(_block(each) for each in blocks)
            return _whole(cls(None if header is None else _header(header), found))
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Failure("file.damaged") from None

    def to_state(self) -> dict[str, Any]:
        """The captions as plain JSON values."""
        return {"header": self.header, "blocks": [_block_state(block) for block in self.blocks]}

    def translated(self, lookup: Callable[[str], str]) -> Captions:
        """The captions with the texts of cues and remarks looked up."""
        return replace(self, blocks=tuple(_translated(block, lookup) for block in self.blocks))


def _block(state: Mapping[str, Any]) -> Cue | Remark:
    line = state.get("line", 0)
    if not isinstance(line, int) or isinstance(line, bool) or line < 0:
        raise ValueError
    if "remark" in state:
        remark = _text(state["remark"])
        if not remark:
            raise ValueError
        return Remark(remark, line)
    times, name = _one_line(state["times"]), _one_line(state.get("id", "")).replace(ARROW, "→")
    if ARROW not in times:
        raise ValueError
    return Cue(times, _text(state["text"]), name, line, state.get("joined") is True and not name)


def _text(text: object) -> str:
    """A block's text as a file can hold it: no empty line, no arrow; ValueError for no text."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise ValueError
    text.encode()  # half of a pair of code units cannot be written: UnicodeEncodeError
    plain = re.sub(r"\r\n?", "\n", text).replace("\0", "�").replace(ARROW, "→")
    return "\n".join(line for line in plain.split("\n") if line)


def _one_line(text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_LINE or re.search(r"[\r\n\0]", text):
        raise ValueError
    text.encode()
    return text


def _header(text: object) -> str:
    header = _text(text)
    if not starts_captions(header):
        raise ValueError
    return header


def starts_captions(text: str) -> bool:
    """Whether a text begins as the format asks: WEBVTT, alone or before a space or a line's end."""
    return text.startswith(FIRST_WORD) and text[len(FIRST_WORD) :][:1] in ("", " ", "\t", "\n")


def _whole(captions: Captions) -> Captions:
    """The captions; ValueError where they are too many or their file would read otherwise."""
    if sum(map(_length, captions.blocks)) > MOST_TEXT:
        raise ValueError
    if captions.header is None and captions.blocks:
        first = captions.blocks[0]
        head = first.text if isinstance(first, Remark) else first.id
        if starts_captions(head) or (isinstance(first, Cue) and first.joined):
            raise ValueError
    for before, after in pairwise(captions.blocks):
        above = isinstance(before, Remark) and "\n" not in before.text
        if above and isinstance(after, Cue) and after.joined:
            raise ValueError  # the remark would be that caption's id
    return captions


def _length(block: Cue | Remark) -> int:
    return len(block.text if isinstance(block, Remark) else block.payload)


def _block_state(block: Cue | Remark) -> dict[str, Any]:
    if isinstance(block, Remark):
        return {"remark": block.text, "line": block.line}
    state: dict[str, Any] = {"times": block.times, "text": block.payload, "line": block.line}
    if block.id:
        state["id"] = block.id
    return {**state, "joined": True} if block.joined else state


def _translated(block: Cue | Remark, lookup: Callable[[str], str]) -> Cue | Remark:
    if isinstance(block, Remark):
        return replace(block, text=_text(lookup(block.text)) or block.text)
    return replace(block, payload=_text(lookup(block.payload))) if block.payload else block

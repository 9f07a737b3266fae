"""A .vtt file as the state of captions: every fault is kept with its line, none is repaired.

Source: WebVTT: The Web Video Text Tracks Format, W3C Candidate Recommendation, 4 April 2019,
section 6.1 (WebVTT file parsing, "collect a WebVTT block"). A file in the older .srt form is read
too, so that a check can say what to change in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from mugalim_checks.captions.model import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_BLOCKS,
    MOST_TEXT,
    starts_captions,
)
from mugalim_checks.captions.times import ARROW
from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import refuse_kind, what_is


@dataclass
class _Lines:
    """The lines of a file, and how far they have been read."""

    lines: list[str]
    at: int = 0

    @property
    def here(self) -> str | None:
        return self.lines[self.at] if self.at < len(self.lines) else None

    def take(self) -> str:
        self.at += 1
        return self.lines[self.at - 1]


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the captions in a file; Failure where it holds none of any form."""
    text = _decoded(content)
    if not starts_captions(text) and (ARROW not in text or what_is(content) != "unknown"):
        raise refuse_kind(content, "captions")
    lines = _Lines(text.split("\n"))
    header = None
    if starts_captions(text):
        header = _bounded("\n".join([lines.take(), *_until_gap(lines)]))
    blocks = list(islice(_blocks(lines), MOST_BLOCKS + 1))
    if len(blocks) > MOST_BLOCKS:
        raise Failure("file.bomb")
    return {"header": header, "blocks": blocks}


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if what_is(content) != "unknown":
            raise refuse_kind(content, "captions") from None
        raise Failure("file.not_text") from None
    if len(text) > MOST_TEXT:
        raise Failure("file.bomb")
    return re.sub(r"\r\n?", "\n", text).replace("\0", "�")


def _blocks(lines: _Lines) -> Iterator[dict[str, Any]]:
    while lines.here is not None:
        if lines.here == "":
            lines.take()
        else:
            yield _block(lines)


def _block(lines: _Lines) -> dict[str, Any]:
    """The block that begins here: a caption where its first or second line holds an arrow."""
    first, joined = lines.at + 1, bool(lines.at and lines.lines[lines.at - 1] != "")
    second = lines.lines[lines.at + 1] if lines.at + 1 < len(lines.lines) else ""
    head = lines.take()
    if ARROW not in head and ARROW not in second:
        return {"remark": _bounded("\n".join([head, *_until_gap(lines)])), "line": first}
    name = "" if ARROW in head else _bounded(head, LONGEST_LINE)
    times = _bounded(lines.take() if name else head, LONGEST_LINE)
    text = _bounded("\n".join(_until_gap(lines)))
    return {"times": times, "text": text, "id": name, "line": first, "joined": joined and not name}


def _until_gap(lines: _Lines) -> Iterator[str]:
    """The lines up to an empty one, or to a line of times, with which another caption begins."""
    while lines.here and ARROW not in lines.here:
        yield lines.take()


def _bounded(text: str, most: int = LONGEST_TEXT) -> str:
    if len(text) > most:
        raise Failure("file.bomb")
    return text

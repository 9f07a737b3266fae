"""A PDF as data: pages of text, and what it says of itself to a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from mugalim_checks.core import Failure
from mugalim_checks.parts import Passage, place
from mugalim_checks.states import from_plain, to_plain

MOST_PAGES = 300
MOST_TEXT = 500_000  # characters
LONGEST_TITLE = 500
LANGUAGE = re.compile(r"[a-z]{2,3}")
_DEEPEST = 6


@dataclass(frozen=True)
class Block:
    """A line or a paragraph; a heading has a level from 1, which a file read does not tell."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Page:
    """One page from top to bottom."""

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Pdf:
    """A PDF with its properties, and the bytes of the file that it came in."""

    kind: ClassVar[str] = "pdf"

    pages: tuple[Page, ...] = ()
    title: str = ""
    language: str | None = None
    tagged: bool = False  # it says what is a heading, a paragraph, a picture
    shows_title: bool = False  # in the window, instead of the file's name
    weight: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no page."""
        return not self.pages

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All text."""
        return tuple(
            Passage(block.text, place("text"), self.language)
            for page in self.pages
            for block in page.blocks
            if block.text.strip()
        )

    @classmethod
    def from_state(cls, state: object) -> Pdf:
        """The PDF that `to_state` gave; Failure where it is none or too large."""
        pdf = from_plain(cls, state)
        if len(pdf.pages) > MOST_PAGES or len(pdf.title) > LONGEST_TITLE or pdf.weight < 0:
            raise Failure("file.damaged")
        blocks = [block for page in pdf.pages for block in page.blocks]
        if sum(len(block.text) for block in blocks) > MOST_TEXT:
            raise Failure("file.damaged")
        if not all(0 <= block.level <= _DEEPEST for block in blocks):
            raise Failure("file.damaged")
        if pdf.language is not None and not LANGUAGE.fullmatch(pdf.language):
            raise Failure("file.damaged")
        return pdf

    def to_state(self) -> dict[str, Any]:
        """The PDF as plain JSON values."""
        state: dict[str, Any] = to_plain(self)
        return state

    def translated(self, lookup: Callable[[str], str]) -> Pdf:
        """The PDF with its title and its texts looked up."""
        pages = tuple(
            Page(tuple(replace(block, text=lookup(block.text)) for block in page.blocks))
            for page in self.pages
        )
        return replace(self, pages=pages, title=lookup(self.title) if self.title else "")

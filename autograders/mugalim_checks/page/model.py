"""A web page as data: its blocks of text in order, with their looks, pictures and links."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from mugalim_checks.parts import (
    ColouredText,
    Heading,
    Link,
    Passage,
    Picture,
    Where,
    place,
)

BLACK, WHITE = "#000000", "#FFFFFF"
WIDEST = 320  # pixels: what the narrowest phone shows without scrolling (WCAG 2.2, 1.4.10)
_SHOWN = 24  # letters of a paragraph that a hint shows

# How Google, Word and LibreOffice lead to footnotes and endnotes, and back.
_FOOTNOTE = re.compile(r"#(?:_?ftn|_?edn|sdfootnote|sdendnote)", re.IGNORECASE)
_PIECE = 90_000  # characters of base64: a multiple of four, short enough for a state

Tag = Literal["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "caption"]


@dataclass(frozen=True)
class Image:
    """A picture in a line of text: its words, and its bytes where the file has them.

    `parts` are its bytes in base64, in pieces, of small pictures only. `missing` says that the
    file of the page does not hold the picture: a reader would see an empty frame.
    """

    alt: str | None = None
    name: str = ""
    size: int = 0  # bytes
    width: int = 0  # pixels; 0 where the page does not say
    height: int = 0
    decorative: bool = False
    missing: bool = False
    fixed: bool = False  # it keeps its width on a narrow screen
    parts: tuple[str, ...] = ()
    digest: str = ""  # SHA-256 of its bytes, where they are kept

    @property
    def content(self) -> bytes:
        """Its bytes; none where they are not kept."""
        return b"".join(base64.b64decode(part) for part in self.parts)


@dataclass(frozen=True)
class Look:
    """The looks of text, all styles and inheritance resolved."""

    colour: str = BLACK
    background: str | None = WHITE  # None: over a picture or a gradient
    points: float = 12.0
    bold: bool = False


@dataclass(frozen=True)
class Run:
    """A piece of a block with one look: text, or a picture; inside of a link where it has a target.

    `source` is the place in a data workbook that a number was taken from, such as "Totals!B7".
    """

    text: str = ""
    look: Look = Look()
    language: str | None = None
    target: str | None = None
    label: str = ""  # what a screen reader says for the link instead of its text
    source: str = ""
    image: Image | None = None


@dataclass(frozen=True)
class Cell:
    """Where in a table a block stands, counted from 1."""

    table: int
    row: int
    column: int
    header: bool = False
    rows: int = 1  # how many rows and columns the cell spans
    columns: int = 1


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list item or a piece of a table's cell."""

    tag: Tag
    runs: tuple[Run, ...] = ()
    cell: Cell | None = None
    depth: int = 0  # of a list item: 1 is the outermost list
    ordered: bool = False
    width: float = 0.0  # pixels that it keeps on a narrow screen; 0 where it gives way

    @property
    def text(self) -> str:
        """Its words in one line, the pictures left out."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def level(self) -> int:
        """1 to 6 for a heading, 0 for anything else."""
        return int(self.tag[1]) if re.fullmatch("h[1-6]", self.tag) else 0

    @property
    def language(self) -> str | None:
        """The language in which most of its text is marked."""
        return _most_marked(self.runs)


@dataclass(frozen=True)
class Page:
    """A page: what stands in its head, and its blocks in reading order."""

    kind: ClassVar[str] = "page"

    blocks: tuple[Block, ...] = ()
    title: str = ""
    declared: str | None = None  # the language that the whole page says to be in
    viewport: str = ""
    size: int = 0  # bytes of the page and its style sheets, without pictures

    @property
    def is_empty(self) -> bool:
        """Whether there is no word and no picture."""
        return not any(run.image or run.text.strip() for run in self.runs)

    @property
    def runs(self) -> Iterator[Run]:
        """Every run, in reading order."""
        return (run for block in self.blocks for run in block.runs)

    @property
    def placed(self) -> tuple[tuple[Block, Where], ...]:
        """Every block with the words for its place."""
        number = 0
        found = []
        for block in self.blocks:
            number += not (block.level or block.cell) and bool(block.text)
            found.append((block, _where(block, number)))
        return tuple(found)

    @property
    def language(self) -> str | None:
        """The language that a screen reader would read most of the text in."""
        return _most_marked(tuple(self.runs)) or self.declared

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Headings with words, in reading order."""
        return tuple(
            Heading(block.level, block.text, where)
            for block, where in self.placed
            if block.level and block.text
        )

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every block's text; a cell's is named by its table, row and column."""
        own = (
            Passage(block.text, where, block.language) for block, where in self.placed if block.text
        )
        title = Passage(self.title, place("properties"), self.declared)
        return (*own, title) if self.title else tuple(own)

    @property
    def images(self) -> tuple[Image, ...]:
        """Every picture, as the page shows it."""
        return tuple(run.image for run in self.runs if run.image is not None)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, numbered in reading order."""
        return tuple(
            Picture(
                image.alt,
                place("picture", number=number),
                image.name,
                image.size,
                image.width,
                image.height,
                image.decorative,
            )
            for number, image in enumerate(self.images, 1)
        )

    @property
    def links(self) -> tuple[Link, ...]:
        """Links with what is read out for them: their label, their text, their picture's words."""
        return tuple(link for block in self.blocks for link in links_in(block))

    @property
    def coloured(self) -> tuple[ColouredText, ...]:
        """Every run of text with its colours."""
        return tuple(
            ColouredText(
                run.text.strip(),
                run.look.colour,
                run.look.background,
                where,
                run.look.points,
                run.look.bold,
            )
            for block, where in self.placed
            for run in block.runs
            if run.text.strip()
        )

    @property
    def weight(self) -> int:
        """Bytes of the page, its style sheets and its pictures, each counted once."""
        return self.size + sum(size for _, size in {(each.name, each.size) for each in self.images})

    @classmethod
    def from_state(cls, state: object) -> Page:
        """The page that `to_state` gave, an empty one for {}; Failure for anything else."""
        from mugalim_checks.page.state import page_from

        return page_from(state)

    def to_state(self) -> dict[str, Any]:
        """The page as plain JSON values; what is usual is left out."""
        from mugalim_checks.page.state import state_of

        return state_of(self)

    def translated(self, lookup: Callable[[str], str]) -> Page:
        """The page with its title, its texts and its pictures' words looked up."""

        def told(run: Run) -> Run:
            image = run.image
            if image is not None and image.alt:
                return replace(run, image=replace(image, alt=lookup(image.alt)))
            words = run.text.strip()
            return replace(run, text=run.text.replace(words, lookup(words))) if words else run

        blocks = tuple(
            replace(block, runs=tuple(told(run) for run in block.runs)) for block in self.blocks
        )
        title = lookup(self.title) if self.title else ""
        return replace(self, blocks=blocks, title=title)


def links_in(block: Block) -> tuple[Link, ...]:
    """The links of one block; the numbers of footnotes are none."""
    return tuple(
        _link(runs)
        for target, runs in _grouped(block.runs)
        if target is not None and not _FOOTNOTE.match(target)
    )


def in_parts(content: bytes) -> tuple[str, ...]:
    """A picture's bytes as its `parts`."""
    text = base64.b64encode(content).decode()
    return tuple(text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def _most_marked(runs: tuple[Run, ...]) -> str | None:
    """The language of most letters; None where no text has one."""
    letters = Counter[str]()
    for run in runs:
        if run.language:
            letters[run.language] += len(run.text.strip())
    found = letters.most_common(1)
    return found[0][0] if found and found[0][1] else None


def _where(block: Block, number: int) -> Where:
    """The place of a block: the cell, the heading, or the paragraph by its number."""
    cell = block.cell
    if cell is not None:
        return place("table_cell", table=cell.table, row=cell.row, column=cell.column)
    text = block.text
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
    if block.level:
        return place("heading", text=shown)
    return place("paragraph", number=number, text=shown)


def _grouped(runs: tuple[Run, ...]) -> Iterator[tuple[str | None, tuple[Run, ...]]]:
    """Neighbouring runs of one link together, as (target, runs)."""
    start = 0
    for index in range(1, len(runs) + 1):
        if index == len(runs) or _link_of(runs[index]) != _link_of(runs[start]):
            yield runs[start].target, runs[start:index]
            start = index


def _link_of(run: Run) -> tuple[str | None, str]:
    return run.target, run.label


def _link(runs: tuple[Run, ...]) -> Link:
    shown = "".join(run.image.alt or "" if run.image else run.text for run in runs)
    text = " ".join((runs[0].label or shown).split())
    return Link(text, runs[0].target or "", place("link", text=text[:_SHOWN]))

"""What a document is made of: runs, paragraphs, pictures, cells and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mugalim_checks.parts import Where

BLACK, WHITE = "#000000", "#FFFFFF"
Marker = Literal["", "bullet", "number"]
AsidePlace = Literal["header_footer", "footnote", "comment", "deleted", "properties"]


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph that looks the same throughout; boxes are ☐ and ☒, blanks "____"."""

    text: str
    bold: bool = False
    size: float | None = None  # points; None where the file does not say
    colour: str = BLACK
    background: str | None = WHITE  # None: it cannot be told
    language: str | None = None
    target: str = ""  # of a link


@dataclass(frozen=True)
class Image:
    """A picture of a paragraph; see parts.Picture."""

    alt: str | None = None
    name: str = ""
    size: int = 0  # bytes
    width: int = 0  # pixels
    height: int = 0
    decorative: bool = False
    digest: str = ""  # SHA-256 of its bytes, where they are kept


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `level` 1 to 9 is a heading's, 0 is ordinary text."""

    runs: tuple[Run, ...] = ()
    level: int = 0
    titled: bool = False  # by the style of a title or a subtitle
    marker: Marker = ""  # of a list's item
    images: tuple[Image, ...] = ()

    @cached_property
    def text(self) -> str:
        """Its words, without white space around them."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not self.text and not self.images


@dataclass(frozen=True)
class Cell:
    """A cell of a table; merged ones reach across columns and down rows."""

    blocks: tuple[Paragraph | Table, ...] = ()
    across: int = 1
    down: int = 1

    @cached_property
    def text(self) -> str:
        """Its words, a line for each paragraph; inner tables too."""
        return "\n".join(each.text for each in paragraphs_in(self.blocks) if each.text)


@dataclass(frozen=True)
class Table:
    """A table; each row lists the cells that begin in it, `headers` first rows are marked."""

    rows: tuple[tuple[Cell, ...], ...]
    headers: int = 0

    @cached_property
    def grid(self) -> tuple[tuple[Cell, ...], ...]:
        """The cell at each row and column; a merged one stands in all its places."""
        filled: dict[tuple[int, int], Cell] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in filled:
                    column += 1
                for down in range(min(cell.down, len(self.rows) - row)):
                    for across in range(cell.across):
                        filled.setdefault((row + down, column + across), cell)
                column += cell.across
        width = max((column for _, column in filled), default=-1) + 1
        empty = Cell()
        return tuple(
            tuple(filled.get((row, column), empty) for column in range(width))
            for row in range(len(self.rows))
        )

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The words at each row and column."""
        return tuple(tuple(cell.text for cell in row) for row in self.grid)


@dataclass(frozen=True)
class Aside:
    """Text that does not stand in the flow: in a header, a note, a comment, the properties."""

    place: AsidePlace
    text: str


@dataclass(frozen=True)
class Placed:
    """A paragraph in the order of reading, with where it stands."""

    paragraph: Paragraph
    where: Where
    cell: tuple[int, int, int] | None = None  # number of the table, row, column; from 1

    @property
    def text(self) -> str:
        """Its words."""
        return self.paragraph.text


def paragraphs_in(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Paragraph]:
    """All paragraphs of blocks, those in cells too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_in(cell.blocks)


def tables_in(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Table]:
    """All tables of blocks, inner ones after the one that holds them."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row:
                    yield from tables_in(cell.blocks)

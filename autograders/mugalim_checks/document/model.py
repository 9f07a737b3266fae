"""A text document as data: paragraphs and tables in order, and what hides beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from mugalim_checks.document.blocks import (
    Aside,
    AsidePlace,
    Paragraph,
    Placed,
    Run,
    Table,
    paragraphs_in,
    tables_in,
)
from mugalim_checks.parts import ColouredText, Heading, Link, Passage, Picture, Where, place
from mugalim_checks.states import to_plain
from mugalim_checks.wording.passages import quoted


@dataclass(frozen=True)
class Document:
    """Blocks in order; what is not in the flow stands aside."""

    kind: ClassVar[str] = "document"

    blocks: tuple[Paragraph | Table, ...] = ()
    asides: tuple[Aside, ...] = ()
    title: str = ""  # of the properties
    weight: int = 0  # bytes of the file

    @property
    def is_empty(self) -> bool:
        """Whether no paragraph holds anything."""
        return all(paragraph.is_empty for paragraph in paragraphs_in(self.blocks))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables, inner ones after the one that holds them."""
        return tuple(tables_in(self.blocks))

    @cached_property
    def flow(self) -> tuple[Placed, ...]:
        """All paragraphs that hold something, those in cells too, in reading order."""
        return tuple(_Flow().placed(self.blocks, None))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Paragraphs with a heading's style or outline level."""
        return tuple(
            Heading(each.paragraph.level, each.text, place("heading", text=quoted(each.text)))
            for each in self.flow
            if each.paragraph.level and each.text
        )

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures."""
        images = [image for each in self.flow for image in each.paragraph.images]
        return tuple(
            Picture(
                image.alt, place("picture", number=number), image.name, image.size, image.width,
                image.height, image.decorative,
            )
            for number, image in enumerate(images, 1)
        )  # fmt: skip

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links, each with its words whole."""
        return tuple(link for each in self.flow for link in _links(each.paragraph))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All text: the flow, then what stands aside.

        A passage names its language where it is marked with another than most of the text; that
        one is rather the setting of a program, and is the `language` of the document.
        """
        flow = [
            Passage(each.text, each.where, self._marked(each)) for each in self.flow if each.text
        ]
        return (*flow, *(Passage(each.text, _aside_where(each.place)) for each in self.asides))

    def _marked(self, placed: Placed) -> str | None:
        own = _language((placed,))
        return own if own != self.language else None

    @cached_property
    def coloured(self) -> tuple[ColouredText, ...]:
        """All text of the flow with its colours."""
        return tuple(
            ColouredText(run.text, run.colour, run.background, each.where, run.size, run.bold)
            for each in self.flow
            for run in each.paragraph.runs
            if run.text.strip()
        )

    @cached_property
    def language(self) -> str | None:
        """The language that most of the text is marked with."""
        return _language(self.flow)

    @classmethod
    def from_state(cls, state: object) -> Document:
        """The document that `to_state` gave; Failure where it is none or too large."""
        from mugalim_checks.document.state import document_of

        return document_of(state)

    def to_state(self) -> dict[str, Any]:
        """The document as plain JSON values."""
        state: dict[str, Any] = to_plain(self)
        return state

    def translated(self, lookup: Callable[[str], str]) -> Document:
        """The document with the text of each run, picture and title looked up."""
        blocks = tuple(_translated(block, lookup) for block in self.blocks)
        return replace(self, blocks=blocks, title=self.title and lookup(self.title))


class _Flow:
    """Numbers paragraphs and tables while it goes through the blocks."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0

    def placed(
        self, blocks: tuple[Paragraph | Table, ...], cell: tuple[int, int, int] | None
    ) -> Iterator[Placed]:
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            elif not block.is_empty:
                self._paragraphs += cell is None
                yield Placed(block, self._where(block, cell), cell)

    def _table(self, table: Table) -> Iterator[Placed]:
        self._tables += 1
        number, seen = self._tables, set()
        for row, cells in enumerate(table.grid, 1):
            for column, cell in enumerate(cells, 1):
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield from self.placed(cell.blocks, (number, row, column))

    def _where(self, paragraph: Paragraph, cell: tuple[int, int, int] | None) -> Where:
        if cell is not None:
            return place("table_cell", table=cell[0], row=cell[1], column=cell[2])
        return place("paragraph", number=self._paragraphs, text=quoted(paragraph.text))


def _links(paragraph: Paragraph) -> Iterator[Link]:
    words, target = "", ""
    for run in (*paragraph.runs, Run("")):
        if target and run.target != target:
            yield Link(words.strip(), target, place("link", text=quoted(words.strip() or target)))
        words = words + run.text if run.target and run.target == target else run.text
        target = run.target


def _language(placed: tuple[Placed, ...]) -> str | None:
    marked: Counter[str] = Counter()
    for each in placed:
        for run in each.paragraph.runs:
            if run.language:
                marked[run.language] += sum(letter.isalpha() for letter in run.text)
    return marked.most_common(1)[0][0] if marked else None


def _aside_where(where: AsidePlace) -> Where:
    if where == "comment":
        return {"id": "document.where_comment", "values": {}}
    if where == "footnote":
        return {"id": "document.where_footnote", "values": {}}
    if where == "deleted":
        return {"id": "document.where_deleted", "values": {}}
    return place("properties") if where == "properties" else place("header_footer")


def _translated(block: Paragraph | Table, lookup: Callable[[str], str]) -> Paragraph | Table:
    if isinstance(block, Table):
        rows = (
            tuple(replace(c, blocks=tuple(_translated(b, lookup) for b in c.blocks)) for c in row)
            for row in block.rows
        )
        return replace(block, rows=tuple(rows))
    runs = (
        replace(run, text=lookup(run.text) if run.text.strip() else run.text) for run in block.runs
    )
    images = (replace(image, alt=image.alt and lookup(image.alt)) for image in block.images)
    return replace(block, runs=tuple(runs), images=tuple(images))

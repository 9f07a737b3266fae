"""A page from its model: small, readable on any phone, with everything that checks look at."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from urllib.parse import quote

from mugalim_checks.archives import zipped
from mugalim_checks.page.model import BLACK, WHITE, Block, Cell, Image, Page, Run
from mugalim_checks.pieces import Lookup
from mugalim_checks.pieces.album import ROOM, Album

_SHEET = (
    "body{font-family:system-ui,sans-serif;font-size:12pt;line-height:1.5;margin:0 auto;"
    "padding:1em;max-width:42em}h1,h2,h3,h4,h5,h6{line-height:1.25;font-size:1em}"
    "img{max-width:100%;height:auto}img.fixed{max-width:none}"
    "table{border-collapse:collapse}caption{text-align:left}"
    "th,td{border:1px solid #767676;padding:.3em .5em;text-align:left;vertical-align:top}"
    "td p,th p{margin:0}body{overflow-wrap:break-word}"
    "th,h1,h2,h3,h4,h5,h6,dt{font-weight:normal}a[href]{color:inherit}"
)
_TYPES = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8", "jpeg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
    (b"<svg", "svg+xml"),
)
_SIGNS = tuple(start for start, _ in _TYPES)
_FORBIDDEN = re.compile(r'[:\\?*<>|"]')  # in names of files, on one system or another
_ENDINGS = {"svg+xml": "svg", "jpeg": "jpg"}
_MOST_NOISE = 8_000_000  # bytes; more than any file may have would not be opened again
_LARGEST_INSIDE, _ROOM_INSIDE = 300_000, 6_000_000  # bytes of one picture in a page, and of all
# One grey point: it stands for a picture whose bytes are not kept.
_POINT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AwAAzgDN1GaQsAAAAABJRU5ErkJggg=="
)


def write(page: Page, ending: str, pieces: Lookup | None = None) -> bytes:
    """The page with its pictures inside (.html, .htm), or a .zip of page and pictures.

    `pieces` gives the bytes of those pictures by their digests that the page itself does not keep.
    """
    packed = ending == ".zip"
    limits = (ROOM, ROOM) if packed else (_LARGEST_INSIDE, _ROOM_INSIDE)
    apart = (each.digest for each in page.images if not each.parts)
    writer = _Writer(page, packed, Album(pieces, apart, *limits))
    content = writer.page().encode()
    if not packed:
        return content
    return zipped([("index.html", content), *sorted(writer.files.items())])


@dataclass
class _Writer:
    """One page while it is written, and the files of its pictures."""

    of: Page
    packed: bool
    album: Album
    files: dict[str, bytes] = field(default_factory=dict)
    missing: int = 0

    def page(self) -> str:
        language = f' lang="{self.of.declared}"' if self.of.declared else ""
        viewport = f'<meta name="viewport" content="{escape(self.of.viewport)}">'
        return "\n".join(
            (
                f"<!DOCTYPE html>\n<html{language}>\n<head>",
                '<meta charset="utf-8">',
                *([viewport] if self.of.viewport else []),
                f"<title>{escape(self._title())}</title>",
                f"<style>{_SHEET}</style>\n</head>\n<body>",
                *self._blocks(),
                "</body>\n</html>\n",
            )
        )

    def _title(self) -> str:
        """The page's title, or its first heading, so that a phone can name it."""
        first = next((each.text for each in self.of.blocks if each.level), "")
        return self.of.title or first

    def _blocks(self) -> Iterator[str]:
        """The blocks, those of one list and of one table brought together."""
        waiting: list[Block] = []  # a caption stands before its table
        for kind, group in groupby(self.of.blocks, _together):
            blocks = list(group)
            if kind == "caption":
                waiting = blocks
            elif isinstance(kind, int):
                yield self._table(blocks, waiting)
                waiting = []
            else:
                yield from self._bare(waiting)
                yield self._group(str(kind), blocks)
                waiting = []
        yield from self._bare(waiting)

    def _bare(self, captions: Iterable[Block]) -> Iterator[str]:
        """Captions whose table is gone, as paragraphs."""
        return (self._block(each, "p") for each in captions)

    def _group(self, kind: str, blocks: list[Block]) -> str:
        if kind == "li":
            return self._list(blocks)
        inner = "\n".join(self._block(each, each.tag) for each in blocks)
        return f"<dl>\n{inner}\n</dl>" if kind == "dl" else inner

    def _list(self, blocks: list[Block], depth: int = 1) -> str:
        """Items, each with the deeper ones that follow it as a list of its own inside of it."""
        items: list[list[Block]] = []
        for block in blocks:
            if items and block.depth > depth:
                items[-1].append(block)
            else:
                items.append([block])
        lists = []
        for ordered, group in groupby(items, lambda item: item[0].ordered):
            inner = "\n".join(self._item(item, depth) for item in group)
            lists.append(f"<ol>\n{inner}\n</ol>" if ordered else f"<ul>\n{inner}\n</ul>")
        return "\n".join(lists)

    def _item(self, item: list[Block], depth: int) -> str:
        own = self._block(item[0], "li")
        if len(item) == 1:
            return own
        return f"{own.removesuffix('</li>')}\n{self._list(item[1:], depth + 1)}</li>"

    def _table(self, blocks: list[Block], captions: list[Block]) -> str:
        width = max(block.width for block in blocks)
        lines = [f"<table{_wide(width)}>", *(self._block(each, "caption") for each in captions[:1])]
        grid = _Taken()
        for row in range(1, max(_cell(block).row for block in blocks) + 1):
            inside = [block for block in blocks if _cell(block).row == row]
            cells = groupby(inside, _cell)
            lines.append(f"<tr>{''.join(self._row(row, cells, grid))}</tr>")
        return "\n".join((*lines, "</table>"))

    def _row(
        self, row: int, cells: Iterable[tuple[Cell, Iterable[Block]]], grid: _Taken
    ) -> Iterator[str]:
        for cell, blocks in cells:
            yield from ("<td></td>" for _ in range(grid.gap(row, cell)))
            tag = "th" if cell.header else "td"
            spans = f' rowspan="{cell.rows}"' * (cell.rows > 1)
            spans += f' colspan="{cell.columns}"' * (cell.columns > 1)
            listed = groupby(blocks, _kind)
            inner = "".join(self._group(kind, list(group)) for kind, group in listed)
            yield f"<{tag}{spans}>{inner}</{tag}>"

    def _block(self, block: Block, tag: str) -> str:
        language = block.language
        said = f' lang="{language}"' if language and language != self.of.declared else ""
        around = language or self.of.declared
        inner = "".join(self._linked(target, runs, around) for target, runs in _links(block.runs))
        return f"<{tag}{said}{_wide(block.width if not block.cell else 0)}>{inner}</{tag}>"

    def _linked(self, target: str | None, runs: Iterable[Run], around: str | None) -> str:
        listed = list(runs)
        inner = "".join(self._run(run, around) for run in listed)
        if target is None:
            return inner
        label = f' aria-label="{escape(listed[0].label)}"' if listed[0].label else ""
        return f'<a href="{escape(target)}"{label}>{inner}</a>'

    def _run(self, run: Run, around: str | None) -> str:
        inner = self._image(run.image) if run.image else escape(run.text).replace("\n", "<br>")
        style = _style(run)
        said = f' lang="{run.language}"' if run.language and run.language != around else ""
        looks = f' style="{style}"' if style else ""
        value = f' value="{escape(run.source)}"' if run.source else ""
        if not (said or looks or value):
            return inner
        tag = "data" if run.source else "span"
        return f"<{tag}{value}{said}{looks}>{inner}</{tag}>"

    def _image(self, image: Image) -> str:
        source = self._source(image)
        alt = "" if image.alt is None else f' alt="{escape(image.alt)}"'
        role = ' role="presentation"' if image.decorative and image.alt != "" else ""
        size = "".join(
            f' {name}="{value}"'
            for name, value in (("width", image.width), ("height", image.height))
            if value
        )
        fixed = f' class="fixed" style="min-width:{max(image.width, 321)}px"' if image.fixed else ""
        return f'<img src="{escape(source)}"{alt}{role}{size}{fixed}>'

    def _source(self, image: Image) -> str:
        if image.missing:
            self.missing += 1
            return quote(_base(image.name) or f"missing-{self.missing}.png")
        kept = _harmless(image.content) or self.album.picture(image.digest)
        content = kept or _stand_in(image.size)
        kind = next((kind for start, kind in _TYPES if content.startswith(start)), "png")
        if self.packed:
            return self._file(image.name, content, kind)
        return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"

    def _file(self, name: str, content: bytes, kind: str) -> str:
        """The name under which a picture lies in the archive: its own, or a number."""
        number = len(self.files) + 1
        path = f"images/{_base(name) or f'picture-{number}.{_ENDINGS.get(kind, kind)}'}"
        if self.files.get(path, content) != content:
            path = f"images/{number}-{_base(name)}"
        self.files[path] = content
        return quote(path)


@dataclass
class _Taken:
    """The places of a table that cells have taken so far."""

    places: set[tuple[int, int]] = field(default_factory=set)

    def gap(self, row: int, cell: Cell) -> int:
        """How many empty cells stand before this one in its row; the cell takes its place."""
        before = [each for each in range(1, cell.column) if (row, each) not in self.places]
        self.places.update((row, each) for each in before)
        for down in range(row, row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                self.places.add((down, column))
        return len(before)


def _together(block: Block) -> str | int:
    """Neighbours of one kind are written together; a number is that of a table."""
    if block.cell is not None:
        return block.cell.table
    return _kind(block)


def _kind(block: Block) -> str:
    return "dl" if block.tag in ("dt", "dd") else block.tag


def _cell(block: Block) -> Cell:
    return block.cell or Cell(1, 1, 1)


def _links(runs: Iterable[Run]) -> Iterator[tuple[str | None, Iterable[Run]]]:
    for (target, _), group in groupby(runs, lambda run: (run.target, run.label)):
        yield target, group


def _wide(width: float) -> str:
    return f' style="width:{width:g}px"' if width else ""


def _style(run: Run) -> str:
    look = run.look
    if run.image is not None:
        return ""
    return ";".join(
        words
        for words, said in (
            (f"color:{look.colour}", look.colour != BLACK),
            (f"background:{look.background}", look.background not in (WHITE, None)),
            ("background-image:linear-gradient(#fff,#fff)", look.background is None),
            (f"font-size:{look.points:g}pt", look.points != 12),
            ("font-weight:bold", look.bold),
        )
        if said
    )


def _base(name: str) -> str:
    """The last part of a file's name, such as any archive may hold; "" where it has none."""
    base = _FORBIDDEN.sub("-", name.rpartition("/")[2]).strip()
    return base[:100] if base.strip(".") else ""


def _harmless(content: bytes) -> bytes:
    """A picture's bytes; a drawing is made harmless once more, for a state may say anything."""
    if content.startswith(b"<"):
        from mugalim_checks.page.drawings import drawing_in

        return drawing_in(content)
    return content if content.startswith(_SIGNS) else b""


def _stand_in(size: int) -> bytes:
    """A grey picture of as many bytes as the one it stands for."""
    more = min(max(size - len(_POINT), 0), _MOST_NOISE)
    return _POINT + hashlib.shake_128(b"picture").digest(more)

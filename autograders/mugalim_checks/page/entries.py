"""What a page says in a fixed form: rows of a table, parts with labelled lines, single fields.

Both forms can be made in any office program. A table names its columns in its first row. A part
begins with a heading; its lines are "Label: words", or a row of two cells, or a heading of the
label's name with words below it. Labels are given in all languages of the school.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mugalim_checks.page.model import Block, Page, links_in
from mugalim_checks.parts import Link, Where
from mugalim_checks.wording.spelling import alike

Names = Mapping[str, Sequence[str]]  # a key -> what it may be called on a page
_LABELLED = re.compile(r"\s*([^:=]{1,60}?)\s*(?:[:=]|\s[—–-]\s)\s*(.*)", re.DOTALL)
# Between fields that share a line; a sentence or a comma only where a label may follow.
_SEVERAL = re.compile(r"[\n;|·•]|(?<=[.,!?])\s+(?=[^\W\d_][^:.,;!?]{0,40}:)")
_Label = tuple[tuple[int, int] | None, str | None]  # a table's row, and the key it begins with
_AROUND = re.compile(r"\([^)]*\)|[.:*№#\s]+$|^[\d.\s)]+")


@dataclass(frozen=True)
class Value:
    """What stands in a field, and where."""

    text: str
    where: Where
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One row of a table, or one part of a page: its name and its fields by their keys."""

    name: str
    where: Where
    values: Mapping[str, Value]
    links: tuple[Link, ...] = ()

    def text(self, key: str) -> str:
        """What stands in a field; "" where it is not there."""
        found = self.values.get(key)
        return found.text if found else ""


@dataclass
class _Part:
    """A part of a page while it is read."""

    level: int  # of its heading; 0 for what stands before any
    name: str
    where: Where
    values: dict[str, Value] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    open: str | None = None  # the field whose words the next lines are

    def put(self, key: str, block: Block, where: Where, text: str) -> None:
        """Add words to a field."""
        before = self.values.get(key)
        words = f"{before.text}\n{text}".strip() if before else text
        place = before.where if before else where
        own = (*(before.links if before else ()), *links_in(block))
        self.values[key] = Value(words, place, own)


def rows(page: Page, columns: Names, least: int = 2) -> tuple[Entry, ...]:
    """The rows of the table with most of these columns, at least `least` of them."""
    best: tuple[int, tuple[Entry, ...]] = (least - 1, ())
    for cells in _tables(page).values():
        row, heads = _heads(cells, columns)
        if len(heads) > best[0]:
            best = (len(heads), tuple(_rows(cells, row, heads)))
    return best[1]


def entries(page: Page, fields: Names) -> tuple[Entry, ...]:
    """The rows of a table with these columns, or else the parts that have these fields."""
    return rows(page, fields) or parts(page, fields)


def fields_of(page: Page, names: Names) -> Mapping[str, Value]:
    """Single fields of the page: columns of one table, or labelled lines anywhere."""
    for row in rows(page, names, len(names)):
        return row.values
    found: dict[str, Value] = {}
    for part in parts(page, names):
        for key, value in part.values.items():
            found.setdefault(key, value)
    return found


def parts(page: Page, fields: Names) -> tuple[Entry, ...]:
    """The parts of the page that have one of these fields, each from its heading on."""
    return tuple(
        Entry(part.name, part.where, part.values, tuple(part.links))
        for part in _together(_parts(page, fields))
        if part.values
    )


def _together(parts: Iterable[_Part]) -> list[_Part]:
    """The parts, those below a smaller heading put to the one before where no field comes twice."""
    whole: list[_Part] = []
    for part in parts:
        before = whole[-1] if whole else None
        below = before is not None and part.level > before.level > 0 and bool(before.values)
        if before is not None and below and not before.values.keys() & part.values.keys():
            before.values.update(part.values)
            before.links.extend(part.links)
        else:
            whole.append(part)
    return whole


def key_of(text: str, names: Names) -> str | None:
    """The key that a text is a label of; None where it is none."""
    plain = _bare(text)
    return next((key for key, known in names.items() if plain in map(_bare, known)), None)


@lru_cache(maxsize=2_048)
def _bare(text: str) -> str:
    """A label without its number, brackets, colon and capitals."""
    return " ".join(alike(_AROUND.sub("", _AROUND.sub("", text.strip()))).split())


def _tables(page: Page) -> dict[int, list[tuple[Block, Where]]]:
    """The blocks of each table by its number."""
    found: dict[int, list[tuple[Block, Where]]] = {}
    for block, where in page.placed:
        if block.cell is not None:
            found.setdefault(block.cell.table, []).append((block, where))
    return found


def _heads(cells: Iterable[tuple[Block, Where]], columns: Names) -> tuple[int, dict[int, str]]:
    """The first row with most labels, and its columns' keys; a title may stand above it."""
    heads: dict[int, dict[int, str]] = {0: {}}
    for block, _ in cells:
        key = key_of(block.text, columns)
        if block.cell is not None and key is not None:
            found = heads.setdefault(block.cell.row, {})
            if key not in found.values():
                found[block.cell.column] = key
    row = max(heads, key=lambda each: len(heads[each]))
    return row, heads[row]


def _rows(
    cells: Iterable[tuple[Block, Where]], header: int, heads: Mapping[int, str]
) -> Iterator[Entry]:
    rows: dict[int, _Part] = {}
    for block, where in cells:
        if block.cell is None or block.cell.row <= header:
            continue
        part = rows.setdefault(block.cell.row, _Part(0, block.text, where))
        part.links.extend(links_in(block))
        if block.cell.column in heads:
            part.put(heads[block.cell.column], block, where, block.text)
    for part in rows.values():
        if any(value.text for value in part.values.values()):
            yield Entry(part.name, part.where, part.values, tuple(part.links))


def _parts(page: Page, fields: Names) -> list[_Part]:
    found: list[_Part] = []
    label: _Label = (None, None)
    for block, where in page.placed:
        key = key_of(block.text, fields) if block.level else None
        if key is not None and found:
            found[-1].open = key
        elif block.level or not found:
            found.append(_Part(block.level, block.text, where))
        found[-1].links.extend(links_in(block))
        if not block.level:
            label = _line(found[-1], block, where, fields, label)
    return found


def _line(part: _Part, block: Block, where: Where, fields: Names, label: _Label) -> _Label:
    """One line of a part: labels with their words, or more words for the field that is open.

    `label` is the row of a table that began with a label, and its key; it is given back.
    """
    row = (block.cell.table, block.cell.row) if block.cell else None
    if row is not None and row == label[0]:
        if label[1] is not None:
            part.put(label[1], block, where, block.text)
            return label
    elif row is not None:
        label = (row, key_of(block.text, fields))
    if block.tag == "dt":
        part.open = key_of(block.text, fields)
    elif label[0] != row or label[1] is None:
        _pieces(part, block, where, fields)
    return label


def _pieces(part: _Part, block: Block, where: Where, fields: Names) -> None:
    going = part.open
    for piece in _SEVERAL.split("".join(run.text for run in block.runs)):
        matched = _LABELLED.fullmatch(piece)
        key = key_of(matched[1], fields) if matched else None
        words = matched[2] if matched and key else piece
        if key is not None:
            going = key
            part.open = None if words.strip() else key
        if going is not None:
            part.put(going, block, where, " ".join(words.split()))

"""The parts of a document by their headings and labels, named in any of three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from mugalim_checks.document.blanks import without_blanks
from mugalim_checks.document.blocks import Placed
from mugalim_checks.document.model import Document
from mugalim_checks.parts import Where
from mugalim_checks.wording.measures import language_of
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_NUMBER = re.compile(r"^(?:[ivx]{1,4}[.)]|[\s\d.)(№#-])*(?=\D)")
_AFTER_LABEL = re.compile(r":(?!\d)|\s[–—-]\s")  # "Goal: …", "Goal – …"; not "at 8:00"
_BRACKETED = re.compile(r"[\[<{].*[\]>}]", re.DOTALL)
_NAMED = 10  # the level of a plain line that is called like a part; below all headings
_LANGUAGES = ("en", "ky", "ru")  # the order in which a plan names a thing


@dataclass(frozen=True)
class Section:
    """A heading with all that stands under it, up to the next one of its level or above."""

    heading: Placed
    body: tuple[Placed, ...]

    @property
    def title(self) -> str:
        """The heading's words."""
        return self.heading.text

    @property
    def level(self) -> int:
        """The heading's level."""
        return self.heading.paragraph.level

    @property
    def where(self) -> Where:
        """The heading as a place."""
        return {"id": "place.heading", "values": {"text": quoted(self.title)}}


def sections_of(flow: Sequence[Placed], named: Sequence[str] = ()) -> tuple[Section, ...]:
    """The sections of a document, or of another section's body, inner ones too.

    A plain line that is one of the names given begins a section too, and ends any other.
    """
    tables = _side_by_side(flow, named)
    flow = _by_columns(flow, tables)
    levels = [_level(flow, number, named, tables) for number in range(len(flow))]
    found = []
    for number, level in enumerate(levels):
        if level:
            head = flow[number]
            after = enumerate(levels[number + 1 :], number + 1)
            ends = (
                at
                for at, each in after
                if 0 < each <= level or each == _NAMED or _leaves_column(head, flow[at], tables)
            )
            found.append(Section(head, tuple(flow[number + 1 : next(ends, len(flow))])))
    return tuple(found)


def _side_by_side(flow: Sequence[Placed], named: Sequence[str]) -> set[int]:
    """The tables that have a row of nothing but headings: what is below belongs to each."""
    heads: dict[tuple[int, int], list[bool]] = {}
    seen = set()
    for each in flow:
        if each.cell and each.text and each.cell not in seen:
            seen.add(each.cell)
            is_head = bool(each.paragraph.level) or rank(each.text, named) == 3
            heads.setdefault(each.cell[:2], []).append(is_head)
    return {table for (table, _), row in heads.items() if len(row) > 1 and all(row)}


def _by_columns(flow: Sequence[Placed], tables: set[int]) -> list[Placed]:
    """The flow, where some tables are read column by column."""
    found: list[Placed] = []
    for key, group in groupby(flow, key=lambda each: each.cell[0] if each.cell else 0):
        placed = list(group)
        found += sorted(placed, key=_column_and_row) if key in tables else placed
    return found


def _leaves_column(head: Placed, other: Placed, tables: set[int]) -> bool:
    """Whether a paragraph stands outside of the column that a heading begins."""
    if head.cell is None or head.cell[0] not in tables:
        return False
    return other.cell is None or (other.cell[0], other.cell[2]) != (head.cell[0], head.cell[2])


def _column_and_row(placed: Placed) -> tuple[int, int]:
    _, row, column = placed.cell or (0, 0, 0)
    return column, row


def _level(flow: Sequence[Placed], number: int, named: Sequence[str], tables: set[int]) -> int:
    """The level of a heading, or of a plain line that is called like one; 0 for other text."""
    placed = flow[number]
    if placed.paragraph.level or not placed.text:
        return placed.paragraph.level if placed.text else 0
    after = flow[number + 1].cell if number + 1 < len(flow) else None
    alone = placed.cell and placed.cell[0] not in tables and after != placed.cell
    return _NAMED if named and not alone and rank(placed.text, named) == 3 else 0


def rank(text: str, names: Sequence[str]) -> int:
    """How well a heading fits names: 3 equal, 2 begins with one, 1 holds one, 0 not at all."""
    own = plain(text)
    wanted, pattern = _wanted(tuple(names))
    if own in wanted:
        return 3
    found = pattern.search(own) if wanted else None
    return 0 if found is None else 1 + (found.start() == 0)


@lru_cache(maxsize=256)
def _wanted(names: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """Names for comparing, and a pattern that finds any of them as whole words."""
    wanted = frozenset(found for name in names if (found := plain(name)))
    return wanted, re.compile(rf"\b(?:{'|'.join(re.escape(each) for each in sorted(wanted))})\b")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A heading or a prompt for comparing: small letters, no number before it, no full stop."""
    line = alike(" ".join(text.split())).strip(" .:*•–—-?!")
    return _NUMBER.sub("", line).strip() if any(each.isalpha() for each in line) else line


def find_sections(sections: Sequence[Section], names: Sequence[str]) -> tuple[Section, ...]:
    """The sections whose headings fit the names best, in reading order."""
    ranks = [rank(each.title, names) for each in sections]
    best = max(ranks, default=0)
    return tuple(
        each for each, found in zip(sections, ranks, strict=True) if best and found == best
    )


def sections_named(sections: Sequence[Section], names: Sequence[str]) -> tuple[Section, ...]:
    """The sections whose headings begin with one of the names; else those that hold one."""
    found = tuple(each for each in sections if rank(each.title, names) >= 2)
    return found or find_sections(sections, names)


def written_lines(section: Section, prompts: Sequence[str] = ()) -> tuple[str, ...]:
    """What somebody has written in a section: no headings, boxes, blanks or template's words."""
    lines = [_after_label(section.title)]
    lines += [each.text for each in section.body if not each.paragraph.level]
    asked = {plain(each) for each in prompts}
    kept = (without_blanks(each).strip() for each in lines if not is_prompt(each, asked))
    return tuple(each for each in kept if any(letter.isalnum() for letter in each))


def says_something(section: Section) -> bool:
    """Whether a section has any words, the template's too."""
    lines = (without_blanks(each.text) for each in section.body if not each.paragraph.level)
    return any(letter.isalnum() for line in lines for letter in line)


def is_prompt(text: str, asked: set[str]) -> bool:
    """Whether a text is the template's own: one of the plain texts asked for, or in brackets."""
    return plain(text) in asked or bool(_BRACKETED.fullmatch(text.strip()))


def _after_label(title: str) -> str:
    return title.partition(":")[2].strip()


def fields(flow: Sequence[Placed], names: Sequence[str]) -> Iterator[tuple[str, Placed]]:
    """What is written for a named field, with its label: under a heading, after a colon, or in
    the cell beside or below.
    """  # noqa: D205  one list
    for section in sections_of(flow, names):
        if rank(section.title, names) >= 2:
            yield "\n".join(written_lines(section)), section.heading
    for number, placed in enumerate(flow):
        if placed.paragraph.level:
            continue
        found = _labelled(placed.text, names)
        if found:
            yield found, placed
        elif placed.cell is not None and rank(placed.text, names) == 3:
            yield _beside(flow[number + 1 :], placed.cell), placed


def _labelled(text: str, names: Sequence[str]) -> str:
    """What stands after "Goal:" or "Goal –" at the beginning of a line."""
    for line in text.split("\n"):
        label, *rest = _AFTER_LABEL.split(line, 1)
        if rest and rest[0].strip() and rank(label, names) >= 2 and len(label.split()) <= 6:
            return rest[0].strip()
    return ""


def _beside(flow: Sequence[Placed], cell: tuple[int, int, int]) -> str:
    table, row, column = cell
    next_cell = (table, row, column + 1)
    return "\n".join(each.text for each in flow if each.cell == next_cell)


def wording(document: Document, names: Sequence[str]) -> str:
    """A thing's name in the document's own language; names stand in the order en, ky, ru."""
    text = "\n".join(each.text for each in document.flow)
    language = language_of(text) or document.language
    number = _LANGUAGES.index(language) if language in _LANGUAGES else 0
    return names[number] if number < len(names) else names[0]

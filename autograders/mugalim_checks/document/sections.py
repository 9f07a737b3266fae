"""The parts of a document by their headings and labels, named in any of three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mugalim_checks.document.blanks import without_blanks
from mugalim_checks.document.blocks import Placed
from mugalim_checks.document.model import Document
from mugalim_checks.parts import Where
from mugalim_checks.wording.measures import language_of
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_NUMBER = re.compile(r"^[\s\d.)(№#-]*(?=\D)")
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
    levels = [_level(each, named) for each in flow]
    found = []
    for number, level in enumerate(levels):
        if level:
            after = enumerate(levels[number + 1 :], number + 1)
            ends = (at for at, each in after if 0 < each <= level or each == _NAMED)
            found.append(Section(flow[number], tuple(flow[number + 1 : next(ends, len(flow))])))
    return tuple(found)


def _level(placed: Placed, named: Sequence[str]) -> int:
    """The level of a heading, or of a plain line that is called like one; 0 for other text."""
    if placed.paragraph.level or not placed.text:
        return placed.paragraph.level if placed.text else 0
    return _NAMED if named and placed.cell is None and rank(placed.text, named) == 3 else 0


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
    """What stands after "Goal:" at the beginning of a line."""
    for line in text.split("\n"):
        label, _, rest = line.partition(":")
        if rest.strip() and rank(label, names) >= 2 and len(label.split()) <= 6:
            return rest.strip()
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

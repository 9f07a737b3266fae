"""Checks of a letter that is answered: boxes, lines to sign on, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from mugalim_checks.core import Failure, check
from mugalim_checks.document.blanks import (
    blank_labels,
    boxes,
    has_blank,
    has_date_blank,
    is_blank,
    without_blanks,
)
from mugalim_checks.document.blocks import Placed
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import sections_named, sections_of, wording
from mugalim_checks.parts import Where
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_LABEL_WORDS = 8  # what stands before a blank is a label up to so many words


@dataclass(frozen=True)
class _Line:
    """A paragraph, or a row of a table, of the part in which a parent chooses."""

    text: str
    where: Where
    is_item: bool  # of a list or a table

    @property
    def boxes(self) -> int:
        return boxes(self.text)[0]

    @property
    def ticked(self) -> int:
        return boxes(self.text)[1]

    @property
    def choices(self) -> int:
        """How many boxes have words beside them; several where each has a line of its own."""
        lines = sum(_is_choice(each) for each in self.text.split("\n"))
        return max(lines, int(_is_choice(self.text)))


@check()
def boxes_per_purpose(document: Document, *, purposes: Sequence[str], least: int = 2) -> None:
    """Each purpose has an empty box of its own, in every version of the letter.

    `purposes` names the part in which a parent chooses; without it the whole letter is looked at.
    """
    sections = sections_named(sections_of(document.flow, purposes), purposes)
    choices = [list(_lines(section.body)) for section in sections] or [list(_lines(document.flow))]
    for lines in choices:
        _no_bare_purpose(lines)
        done = sum(line.choices for line in lines)
        if not any(line.boxes for line in lines):
            raise Failure("document.no_boxes", part=wording(document, purposes))
        if done < least:
            raise Failure("document.boxes_few", earned=0.5 * done / least, done=done, least=least)
    for line in (each for lines in choices for each in lines):
        if line.ticked:
            raise Failure("document.box_ticked", earned=0.5, where=line.where)


def _no_bare_purpose(lines: Sequence[_Line]) -> None:
    """Where some lines have a box, every item of the list or table needs one."""
    if not any(line.boxes for line in lines):
        return
    items = [line for line in lines if line.is_item]
    answered = {id(line) for line, after in pairwise(lines) if after.boxes and not after.is_item}
    bare = [line for line in items if not line.boxes and id(line) not in answered]
    if bare:
        share = 0.5 * (len(items) - len(bare)) / len(items)
        raise Failure("document.purpose_bare", earned=share, where=bare[0].where)


def _lines(flow: Sequence[Placed]) -> Iterator[_Line]:
    """The paragraphs and table rows of a part, without its headings and the heads of tables."""
    boxed = {each.cell[0] for each in flow if each.cell and _boxed(each.text)}
    for key, group in groupby(flow, key=lambda each: each.cell and each.cell[:2]):
        placed = [each for each in group if each.text and not each.paragraph.level]
        if key is None:
            for each in placed:
                yield _Line(each.text, each.where, bool(each.paragraph.marker))
        elif sum(_boxed(each.text) for each in placed if each.cell == placed[0].cell) > 1:
            for each in placed:
                yield _Line(each.text, each.where, is_item=False)
        elif placed:
            text = "\n".join(each.text for each in placed)
            yield _Line(text, placed[0].where, key[0] in boxed and (key[1] > 1 or _boxed(text)))


def _is_choice(text: str) -> bool:
    return _boxed(text) and any(letter.isalpha() for letter in without_blanks(text))


def _boxed(text: str) -> bool:
    return boxes(text)[0] > 0


@check()
def signature_and_date_fields(
    document: Document, *, signature: Sequence[str], date: Sequence[str]
) -> None:
    """There is a place to sign and a place for the date: a line, or an empty cell beside."""
    signed = any(_has_field(document, signature, (*signature, *date)))
    dated = any(_has_field(document, date, (*signature, *date)))
    dated = dated or any(has_date_blank(each.text) for each in document.flow)
    if not signed:
        raise Failure(
            "document.no_signature", earned=0.5 * dated, name=wording(document, signature)
        )
    if not dated:
        raise Failure("document.no_date", earned=0.5, name=wording(document, date))


def _has_field(
    document: Document, names: Sequence[str], all_names: Sequence[str]
) -> Iterator[bool]:
    flow = document.flow
    for number, placed in enumerate(flow):
        for before, after in _around(placed.text, names, all_names):
            yield has_blank(after) or (has_blank(before) and is_blank(before))
            if placed.cell is not None:
                yield _empty_beside(document, placed)
            elif not before.strip(" ()") and not after.strip(" :()"):
                beside = (*flow[max(0, number - 1) : number], *flow[number + 1 : number + 2])
                yield any(is_blank(each.text) for each in beside)


def _around(text: str, names: Sequence[str], all_names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands before and after each place of a name, up to the next of all names."""
    plain = alike(text)
    found = sorted(_places(plain, all_names))
    own = set(_places(plain, names))
    for number, (begin, end) in enumerate(found):
        if (begin, end) in own:
            left = found[number - 1][1] if number else 0
            right = found[number + 1][0] if number + 1 < len(found) else len(plain)
            yield plain[left:begin], plain[end:right]


def _places(plain: str, names: Sequence[str]) -> list[tuple[int, int]]:
    pattern = "|".join(re.escape(alike(each)) for each in sorted(names, key=len, reverse=True))
    return [found.span() for found in re.finditer(rf"\b(?:{pattern})\w*", plain)]


def _empty_beside(document: Document, placed: Placed) -> bool:
    """Whether the cell to the right of a label, below or above it is empty or holds a blank."""
    number, row, column = placed.cell or (1, 1, 1)
    texts = document.tables[number - 1].texts
    if len(placed.text.split()) > _LABEL_WORDS:
        return False
    for down, right in ((0, 1), (1, 0), (-1, 0)):
        at_row, at_column = row - 1 + down, column - 1 + right
        if 0 <= at_row < len(texts) and at_column < len(texts[at_row]):
            text = texts[at_row][at_column]
            if not text or is_blank(text):
                return True
    return False


@check()
def blanks_present(document: Document) -> None:
    """There is a line to write on."""
    if not any(has_blank(each.text) for each in document.flow):
        raise Failure("document.no_blanks")


@check(needs=[blanks_present])
def asks_no_more(document: Document, *, allowed: Sequence[str]) -> None:
    """Every line to write on asks for something on the list of what the letter needs."""
    wanted = tuple(alike(each) for each in allowed)
    for placed in document.flow:
        for label in blank_labels(placed.text):
            plain = alike(label)
            if any(each.isalpha() for each in plain) and not any(each in plain for each in wanted):
                raise Failure(
                    "document.asks_more",
                    where=placed.where,
                    text=quoted(label, 40),
                    allowed=quoted(", ".join(_listed(document, allowed)), 50),
                )


def _listed(document: Document, allowed: Sequence[str]) -> list[str]:
    """The names of the list that are used in this letter."""
    text = alike("\n".join(each.text for each in document.flow))
    return [each for each in allowed if alike(each) in text]

"""Checks of headings: that they are headings, and not bold letters only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from mugalim_checks.core import Failure, check
from mugalim_checks.document.blanks import boxes, has_blank
from mugalim_checks.document.blocks import Paragraph, Placed, Run
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import sections_of, written_lines

_LARGER = 1.2  # times the ordinary size
_ORDINARY = 11.0  # points, where a file does not say
_MOST_WORDS = 12
_LEAST_HEADINGS = 2
_ENDS_SENTENCE = re.compile(r"[.!;,…]$")


@check()
def has_headings(document: Document) -> None:
    """There are at least two headings by their style, with text under them."""
    found = sum(bool(written_lines(each)) for each in sections_of(document.flow))
    if found < _LEAST_HEADINGS:
        raise Failure("document.no_headings", found=found, least=_LEAST_HEADINGS)


@check(needs=[has_headings])
def no_fake_headings(document: Document) -> None:
    """No short bold or large line of plain text plays the part of a heading."""
    fakes = fake_headings(document)
    if fakes:
        real = len(document.headings)
        raise Failure(
            "document.fake_heading",
            earned=real / (real + len(fakes)),
            where=fakes[0].where,
            count=len(fakes),
        )


def fake_headings(document: Document) -> tuple[Placed, ...]:
    """Lines that look like headings, stand before text, and have no heading's style."""
    flow = document.flow
    usual = _usual_size(flow)
    return tuple(
        each
        for each, after in pairwise(flow)
        if each.cell is None
        and not after.paragraph.level
        and _looks_like_one(each.paragraph, usual)
    )


def _looks_like_one(paragraph: Paragraph, usual: float) -> bool:
    text = paragraph.text
    if paragraph.level or paragraph.titled or paragraph.marker == "bullet" or not text:
        return False
    if len(text.split()) > _MOST_WORDS or _ENDS_SENTENCE.search(text) or _is_label(text):
        return False
    if boxes(text)[0] or has_blank(text):
        return False
    runs = [run for run in paragraph.runs if any(letter.isalnum() for letter in run.text)]
    return bool(runs) and _stand_out(runs, usual)


def _stand_out(runs: Sequence[Run], usual: float) -> bool:
    bold = all(run.bold for run in runs)
    large = all((run.size or _ORDINARY) >= usual * _LARGER for run in runs)
    return bold or large


def _is_label(text: str) -> bool:
    """Whether a line says something after a colon: "Class: 7-B"."""
    return bool(text.partition(":")[2].strip())


def _usual_size(flow: Sequence[Placed]) -> float:
    """The type size that most of the text has, in points."""
    sizes: Counter[float] = Counter()
    for each in flow:
        if not each.paragraph.level and not each.paragraph.titled:
            for run in each.paragraph.runs:
                sizes[run.size or _ORDINARY] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else _ORDINARY

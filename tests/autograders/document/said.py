"""Documents put together from data, and what a check says of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from mugalim_checks.core import Failure
from mugalim_checks.document import Cell, Document, Paragraph, Run, Table
from mugalim_checks.messages import message


def line(text: str, level: int = 0, *, bold: bool = False, item: bool = False) -> Paragraph:
    """A paragraph, a heading or an item of a list."""
    return Paragraph((Run(text, bold=bold),), level, marker="bullet" if item else "")


def table(*rows: Sequence[str], headers: int = 1) -> Table:
    """A table of texts."""
    return Table(tuple(tuple(Cell((line(each),)) for each in row) for row in rows), headers)


def document(*blocks: Paragraph | Table | str) -> Document:
    """A document; a text "# Goal" is a heading, "## …" one below it, "- …" an item."""
    return Document(tuple(_block(each) for each in blocks))


def _block(block: Paragraph | Table | str) -> Paragraph | Table:
    if not isinstance(block, str):
        return block
    marks, _, text = block.partition(" ")
    if marks and set(marks) == {"#"}:
        return line(text, len(marks))
    return line(text, item=True) if marks == "-" else line(block)


def failure(check: Callable[..., None], found: Document, **parameters: object) -> Failure:
    """The failure that a check raises, with sentences in three languages."""
    with pytest.raises(Failure) as caught:
        check(found, **parameters)
    for language in ("en", "ky", "ru"):
        text = message(caught.value, language)
        assert "{" not in text
        assert len(text) <= 200
    return caught.value

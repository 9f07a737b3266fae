"""A document from JSON values, strictly: whatever comes, a document within bounds or a Failure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mugalim_checks.core import Failure
from mugalim_checks.document.blocks import Cell, Image, Paragraph, Run, Table
from mugalim_checks.document.model import Document
from mugalim_checks.pieces import is_digest
from mugalim_checks.states import from_plain

MOST_PIECES = 20_000  # paragraphs, runs, pictures and places in tables together
LONGEST = 1_000_000  # characters of all text
DEEPEST = 4  # tables in tables
WIDEST = 64  # columns
TALLEST = 2_000  # rows
LARGEST_TYPE = 2_000.0  # points
_COLOUR = re.compile(r"#[0-9A-F]{6}")


def document_of(state: object) -> Document:
    """The document that `to_state` gave, an empty one for {}; Failure for anything else."""
    try:
        document = from_plain(Document, state)
        refuse_excess(document)
    except RecursionError:
        raise Failure("file.damaged") from None
    return document


def refuse_excess(document: Document) -> None:
    """Raise a Failure for a document that is too large, or has what no document has."""
    pieces = 0
    for piece in _pieces(document.blocks, 0):
        pieces += _size(piece)
        if pieces > MOST_PIECES:
            raise Failure("file.bomb")
    if len(document.asides) > MOST_PIECES or document.weight < 0:
        raise Failure("file.bomb")
    flow = sum(len(each.text) for each in document.flow)
    if flow + sum(len(each.text) for each in document.asides) > LONGEST:
        raise Failure("file.bomb")


def _pieces(
    blocks: tuple[Paragraph | Table, ...], depth: int
) -> Iterator[Paragraph | Run | Image | Table]:
    if depth > DEEPEST:
        raise Failure("file.damaged")
    for block in blocks:
        yield block
        if isinstance(block, Paragraph):
            yield from block.runs
            yield from block.images
        else:
            for row in block.rows:
                for cell in row:
                    yield from _pieces(cell.blocks, depth + 1)


def _size(piece: Paragraph | Run | Image | Table) -> int:
    """How much a piece counts; Failure where it has what no document has."""
    if not _fits(piece):
        raise Failure("file.damaged")
    if isinstance(piece, Table):
        return sum(cell.across * cell.down for row in piece.rows for cell in row)
    return 1


def _fits(piece: Paragraph | Run | Image | Table) -> bool:
    if isinstance(piece, Paragraph):
        return 0 <= piece.level <= 9
    if isinstance(piece, Image):
        return min(piece.size, piece.width, piece.height) >= 0 and is_digest(piece.digest)
    return _fits_run(piece) if isinstance(piece, Run) else _fits_table(piece)


def _fits_run(run: Run) -> bool:
    colours = (run.colour, run.background or run.colour)
    sized = run.size is None or 0 <= run.size <= LARGEST_TYPE
    return sized and all(_COLOUR.fullmatch(each) for each in colours)


def _fits_table(table: Table) -> bool:
    if len(table.rows) > TALLEST or not 0 <= table.headers <= len(table.rows):
        return False
    return all(_fits_row(row) for row in table.rows)


def _fits_row(row: tuple[Cell, ...]) -> bool:
    spans = all(cell.across >= 1 and 1 <= cell.down <= TALLEST for cell in row)
    return spans and sum(cell.across for cell in row) <= WIDEST

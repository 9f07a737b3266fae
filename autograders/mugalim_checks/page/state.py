"""A page as plain JSON values and back, strictly: whatever comes, a page or a Failure."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.page.lines import LONGEST, acts
from mugalim_checks.page.model import Block, Cell, Image, Look, Page, Run
from mugalim_checks.pieces import is_digest
from mugalim_checks.states import from_plain, to_plain

MOST_BLOCKS = 5_000
MOST_RUNS = 20_000
MOST_TEXT = 90_000  # letters of a page: thirty pages of paper
MOST_CONTENT = 2_000_000  # bytes of all pictures that are kept
_WIDEST_SPAN = 100
DEEPEST_LIST = 20
_COLOUR = re.compile(r"#[0-9A-F]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,8}")


def page_from(state: object) -> Page:
    """The page that `state_of` gave; a Failure with a "file." id for anything else."""
    page = from_plain(Page, state)
    if not all(_block_fits(block) for block in page.blocks) or not _head_fits(page):
        raise Failure("file.damaged")
    if not _is_small(page):
        raise Failure("file.bomb")
    return page


def state_of(page: Page) -> dict[str, Any]:
    """The page as plain JSON values; what is usual is left out."""
    state: dict[str, Any] = to_plain(page)
    return state


def _head_fits(page: Page) -> bool:
    texts = max(len(page.title), len(page.viewport)) <= LONGEST
    return texts and page.size >= 0 and _language_fits(page.declared)


def _block_fits(block: Block) -> bool:
    return (
        0 <= block.depth <= DEEPEST_LIST
        and block.width >= 0
        and (block.cell is None or _cell_fits(block.cell))
        and all(_run_fits(run) for run in block.runs)
    )


def _cell_fits(cell: Cell) -> bool:
    counted = min(cell.table, cell.row, cell.column, cell.rows, cell.columns) >= 1
    return counted and max(cell.rows, cell.columns) <= _WIDEST_SPAN


def _run_fits(run: Run) -> bool:
    texts = (run.target or "", run.label, run.source)
    return (
        max(len(each) for each in texts) <= LONGEST
        and not acts(run.target or "")
        and _language_fits(run.language)
        and _look_fits(run.look)
        and (run.image is None or _image_fits(run.image))
    )


def _look_fits(look: Look) -> bool:
    colours = (look.colour, look.background or look.colour)
    return look.points >= 0 and all(_COLOUR.fullmatch(each) for each in colours)


def _image_fits(image: Image) -> bool:
    try:
        for part in image.parts:
            base64.b64decode(part, validate=True)
    except (binascii.Error, ValueError):
        return False
    texts = max(len(image.alt or ""), len(image.name)) <= LONGEST
    sound = min(image.size, image.width, image.height) >= 0 and is_digest(image.digest)
    return texts and sound


def _language_fits(language: str | None) -> bool:
    return language is None or _LANGUAGE.fullmatch(language) is not None


def _is_small(page: Page) -> bool:
    runs = tuple(page.runs)
    texts = sum(len(run.text) + len(run.image.alt or "" if run.image else "") for run in runs)
    content = sum(len(part) for run in runs if run.image for part in run.image.parts) * 3 // 4
    small = texts <= MOST_TEXT and content <= MOST_CONTENT
    return small and len(page.blocks) <= MOST_BLOCKS and len(runs) <= MOST_RUNS

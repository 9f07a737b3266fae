"""Checks of how a page is built: its headings, tables and widths, and what a phone loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from mugalim_checks.access import (
    alt_text_present,
    contrast_enough,
    headings_in_order,
    language_named,
    one_top_heading,
    weight_at_most,
)
from mugalim_checks.core import Failure, check
from mugalim_checks.page.model import WIDEST, Page
from mugalim_checks.parts import place
from mugalim_checks.wording import has_words

_STOPS_ZOOM = re.compile(r"user-scalable\s*=\s*(?:no|0)|maximum-scale\s*=\s*1(?:\.0)?(?![\d.])")


@check(needs=[has_words])
def headings_lead(page: Page, *, least: int = 2) -> None:
    """One heading of level 1, at least so many headings, and no level skipped."""
    if not page.headings:
        one_top_heading(page)  # which fails: levels that are nowhere are in no order
    _all_of(partial(one_top_heading, page), partial(headings_in_order, page, least=least))
    found = len(page.headings)
    if found < least:
        raise Failure("page.few_headings", earned=found / least, found=found, least=least)


@check(needs=[has_words])
def accessible(
    page: Page, *, allowed: Sequence[str] = ("ky", "ru", "en"), headings: int = 2, pictures: int = 1
) -> None:
    """Language, headings, pictures' words and contrast are all in order: a quarter each."""
    _all_of(
        partial(language_named, page, allowed=allowed),
        partial(headings_lead, page, least=headings),
        partial(alt_text_present, page, least=pictures),
        partial(contrast_enough, page),
    )


@check(needs=[has_words])
def tables_have_headers(page: Page) -> None:
    """Each table marks the cells that name its columns or rows."""
    tables = sorted({block.cell.table for block in page.blocks if block.cell})
    named = {block.cell.table for block in page.blocks if block.cell and block.cell.header}
    bare = [table for table in tables if table not in named]
    if bare:
        where = place("table_cell", table=bare[0], row=1, column=1)
        raise Failure("page.table_no_header", earned=len(named) / len(tables), where=where)


@check(needs=[has_words])
def reflows(page: Page) -> None:
    """On a narrow phone nothing has to be moved sideways, and the text may be made larger."""
    for block, where in page.placed:
        if block.width > WIDEST:
            raise Failure("page.too_wide", where=where, width=round(block.width), most=WIDEST)
    for picture, image in zip(page.pictures, page.images, strict=True):
        if image.fixed:
            width = max(image.width, WIDEST + 1)
            raise Failure("page.too_wide", where=picture.where, width=width, most=WIDEST)
    if "width=device-width" not in page.viewport.replace(" ", "").lower():
        raise Failure("page.no_viewport")
    if _STOPS_ZOOM.search(page.viewport.lower()):
        raise Failure("page.stops_zoom")


@check(needs=[has_words])
def light_enough(page: Page, *, kilobytes: int) -> None:
    """The page has its pictures with it, and all of it is light."""
    images = page.images
    for picture, image in zip(page.pictures, images, strict=True):
        if image.missing:
            there = sum(not each.missing for each in images)
            raise Failure("page.picture_missing", where=picture.where, name=image.name,
                          done=there, pictures=len(images))  # fmt: skip
    weight_at_most(page, kilobytes=kilobytes)


def _all_of(*steps: Callable[[], None]) -> None:
    """Raise the first step's Failure with the share that all of them earn together."""
    first: Failure | None = None
    earned = 0.0
    for step in steps:
        try:
            step()
            earned += 1
        except Failure as failure:
            first = first or failure
            earned += failure.earned
    if first is not None:
        raise type(first)(first.id, earned=earned / len(steps), **first.values)

"""Checks of a table of sources: whose sites they are, and which is the first to say a thing."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.records.web_addresses import domain, page
from mugalim_checks.table.columns import column_of, fitting
from mugalim_checks.table.model import Table
from mugalim_checks.wording.spelling import alike


@check()
def domains_differ(table: Table, *, column: Sequence[str], least: int) -> None:
    """The addresses in a column lead to at least so many different sites."""
    found = column_of(table, column)
    sites = {row: domain(text) for row, text in found.filled}
    no_address = [row for row, site in sites.items() if not site]
    found.require(no_address, "table.no_address")
    different = len(set(sites.values()))
    if different >= least:
        return
    seen: dict[str, int] = {}
    for row, site in sites.items():
        if site in seen:
            raise Failure(
                "table.same_site",
                earned=different / least,
                where=table.where(row, found.number),
                site=site,
                other=seen[site],
                found=different,
                least=least,
            )
        seen[site] = row.number
    raise Failure("table.few_sites", earned=different / least, found=different, least=least)


@check()
def primary_marked(
    table: Table,
    *,
    column: Sequence[str],
    marks: Sequence[str],
    address: Sequence[str],
    primary: Sequence[str],
    others: Sequence[str] = (),
) -> None:
    """A page that was the first to say a thing is marked so, and none that only repeats it.

    `primary` and `others` are the addresses of the supplied pages; what else is marked nobody
    here can judge, and it neither helps nor harms.
    """
    marking, addresses = column_of(table, column), column_of(table, address)
    known = {alike(mark) for mark in marks}
    marked = [row for row in table.filled_rows if _first_word(row.cell(marking.number)) in known]
    if not marked:
        raise Failure("table.none_marked", where=marking.where, mark=fitting(table, marks))
    pages = {row: page(row.cell(addresses.number)) for row in marked}
    repeating = {page(each) for each in others}
    for row, each in pages.items():
        if each in repeating:
            where = table.where(row, marking.number)
            raise Failure("table.not_primary", earned=1 / 2, where=where)
    if not {page(each) for each in primary} & set(pages.values()):
        raise Failure("table.no_primary", where=marking.where)


def _first_word(text: str) -> str:
    """What an answer such as "Yes, the first." begins with."""
    return alike(text).partition(" ")[0].rstrip(".,;:!")

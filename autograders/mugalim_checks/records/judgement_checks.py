"""Checks of a judgement about a message: the searches before it and the reply after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.records.model import Records
from mugalim_checks.records.wanted import shown
from mugalim_checks.records.web_addresses import is_whole
from mugalim_checks.wording.measures import addresses_in

# What narrows a search in every large search engine: site:, "words in this order", -word, OR.
_OPERATOR = re.compile(
    r"""\b(?:site|filetype|intitle|inurl|before|after):\S|["«“„][^"«»“”„]+["»”“]|(?:^|\s)-\w|\bOR\b"""
)


@check()
def searches_varied(
    records: Records,
    *,
    searches: str,
    words: str,
    language: str,
    least: int,
    languages: int,
    allowed: Sequence[str],
) -> None:
    """There are enough searches, in enough languages, and one uses an operator such as site:."""
    items = [item for item in records.items(searches) if item.at(words).text]
    where, found = records.field_place(searches), len({item.at(words).text for item in items})
    if found < least:
        share = found / least / 3
        raise Failure("records.few_searches", earned=share, where=where, found=found, least=least)
    used = len({item.at(language).text for item in items} & set(allowed))
    if used < languages:
        values = {"where": where, "found": used, "least": languages}
        raise Failure("records.few_languages", earned=1 / 3, **values)
    if not any(_OPERATOR.search(item.at(words).text) for item in items):
        raise Failure("records.no_operator", earned=2 / 3, where=where)


@check()
def reply_with_link(records: Records, *, field: str, least: int, most: int) -> None:
    """A reply has at least and at most so many characters, and in it one link to a page."""
    found = records.at(field)[0]
    links, size = addresses_in(found.text), len(found.text)
    if size < least:
        raise Failure("records.reply_short", where=found.where, found=size, least=least)
    if size > most:
        raise Failure("records.reply_long", earned=1 / 2, where=found.where, found=size, most=most)
    if len(links) != 1:
        said = "records.reply_many_links" if links else "records.reply_without_link"
        raise Failure(said, earned=1 / 2, where=found.where)
    if not is_whole(links[0]):
        raise Failure(
            "records.address_not_whole", earned=1 / 2, where=found.where, text=shown(links[0])
        )

"""Checks of any text: how long, how hard to read, and whether its addresses can be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.parts import HasPassages, Passage, Where
from mugalim_checks.wording.frequent import SHORTENERS
from mugalim_checks.wording.measures import addresses_in, language_of, lix, longest_sentence, words
from mugalim_checks.wording.passages import has_words, passages_of, quoted, text_of

_FEWEST_WORDS = 10  # of a language before its sentences can be called long


@check(needs=[has_words])
def length_at_most(
    artefact: str | HasPassages, *, characters: int, each: bool = False, least_words: int = 5
) -> None:
    """The whole text, or each passage, has at most so many characters."""
    texts = [passage.text.strip() for passage in passages_of(artefact)]
    if not each:
        found = len("\n".join(texts))
        if found > characters:
            raise Failure("wording.too_long", found=found, most=characters, cut=found - characters)
        return
    for passage in passages_of(artefact):
        found = len(passage.text.strip())
        if found > characters:
            raise Failure(
                "wording.passage_too_long",
                where=passage.where,
                found=found,
                most=characters,
                cut=found - characters,
            )


@check()
def words_at_least(artefact: str | HasPassages, *, least: int) -> None:
    """The text has at least so many words."""
    found = len(words(text_of(artefact)))
    if found < least:
        raise Failure("wording.too_short", earned=found / least, found=found, least=least)


@check(needs=[has_words])
def reading_ease(
    artefact: str | HasPassages, *, limits: Mapping[str, float], least_words: int = 5
) -> None:
    """The text of each language stays under the limit (LIX) of that language."""
    groups = _by_language(passages_of(artefact), limits)
    if not groups:
        raise CannotTell("wording.language_unclear")
    for language, passages in groups.items():
        texts = [passage.text for passage in passages]
        if len(groups) > 1 and len(words("\n".join(texts))) < _FEWEST_WORDS:
            continue  # a short field beside the text; its language is hardly known
        found = lix("\n\n".join(texts))
        if found > limits[language]:
            number, sentence = longest_sentence(texts)
            raise Failure(
                "wording.hard_to_read",
                where=passages[number].where,
                words=len(words(sentence)),
                text=quoted(sentence, 30),
                found=round(found),
                most=round(limits[language]),
            )


def _by_language(
    passages: Sequence[Passage], limits: Mapping[str, float]
) -> dict[str, list[Passage]]:
    """The passages of each language that has a limit; by their words, else as they say."""
    groups: dict[str, list[Passage]] = {}
    unsaid: list[Passage] = []
    for passage in passages:
        language = language_of(passage.text) or passage.language
        if language in limits:
            groups.setdefault(str(language), []).append(passage)
        elif language is None and words(passage.text):
            unsaid.append(passage)
    whole = language_of("\n".join(passage.text for passage in passages))
    if whole in limits and len(groups) <= 1:
        groups.setdefault(str(whole), []).extend(unsaid)
    return groups


@check(needs=[has_words])
def no_short_links(artefact: str | HasPassages, *, least_words: int = 5) -> None:
    """No address goes through a service that hides where it leads."""
    found = _short_links(artefact)
    if found:
        where, address = found[0]
        raise Failure("wording.short_link", where=where, address=quoted(address), count=len(found))


def _short_links(artefact: str | HasPassages) -> list[tuple[Where, str]]:
    addresses = [
        (passage.where, address)
        for passage in passages_of(artefact)
        for address in addresses_in(passage.text)
    ]
    addresses += [(link.where, link.target) for link in getattr(artefact, "links", ())]
    return [(where, address) for where, address in addresses if is_short_link(address)]


def is_short_link(address: str) -> bool:
    """Whether an address, with or without https://, belongs to a link shortener."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return False
    return host.casefold().removeprefix("www.") in SHORTENERS

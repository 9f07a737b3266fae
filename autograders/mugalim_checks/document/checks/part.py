"""Checks of a template's parts: kept, filled, and the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.document.blanks import without_blanks
from mugalim_checks.document.blocks import Placed
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import (
    Section,
    fields,
    find_sections,
    is_prompt,
    plain,
    rank,
    says_something,
    sections_named,
    sections_of,
    wording,
    written_lines,
)
from mugalim_checks.wording.measures import language_of, words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_LEAST_WORDS = 5  # of a line whose language can be told
_LABEL_COLUMNS = 2  # of a table with names of parts and what is said of each
_LANGUAGES = {
    "ky": "document.version_ky",
    "ru": "document.version_ru",
    "en": "document.version_en",
}


@check()
def parts_filled(
    document: Document,
    *,
    parts: Mapping[str, Sequence[str]],
    prompts: Sequence[str] = (),
    least_words: int = 2,
) -> None:
    """Each part of the template has its heading, and text of her own under it."""
    sections = sections_of(document.flow, [name for names in parts.values() for name in names])
    troubles = {
        name: None
        if _is_labelled(document, names, prompts, least_words)
        else _trouble(sections, names, prompts, least_words)
        for name, names in parts.items()
    }
    done = sum(trouble is None for trouble in troubles.values())
    for name, trouble in troubles.items():
        if trouble is not None:
            found = find_sections(sections, parts[name])
            title = found[0].title if found else wording(document, parts[name])
            raise Failure(
                trouble,
                earned=done / len(parts),
                part=quoted(title),
                done=done,
                parts=len(parts),
            )


def _trouble(
    sections: Sequence[Section], names: Sequence[str], prompts: Sequence[str], least: int
) -> str | None:
    """What is not there yet in a part; None where it is filled in some of its places."""
    found = sections_named(sections, names)
    if not found:
        return "document.part_missing"
    if any(_is_filled(each, prompts, least) for each in found):
        return None
    if any(written_lines(each, prompts) for each in found):
        return "document.part_short"
    said = any(says_something(each) for each in found)
    return "document.part_prompt" if said else "document.part_empty"


def _is_labelled(
    document: Document, names: Sequence[str], prompts: Sequence[str], least: int
) -> bool:
    """Whether a part is a line such as "Time: 45 minutes", or stands in a table of two columns."""
    asked = {plain(each) for each in prompts}
    return any(
        _is_label(document, placed, names)
        and not is_prompt(text, asked)
        and _is_enough((text,), least)
        for text, placed in fields(document.flow, names)
    )


def _is_label(document: Document, placed: Placed, names: Sequence[str]) -> bool:
    if placed.paragraph.level:
        return False
    if rank(placed.text, names) < 3:  # the line holds more than the label
        return True
    if placed.cell is None or placed.cell[2] != 1:
        return False
    return len(document.tables[placed.cell[0] - 1].grid[0]) == _LABEL_COLUMNS


def _is_filled(section: Section, prompts: Sequence[str], least: int) -> bool:
    return _is_enough(written_lines(section, prompts), least)


def _is_enough(lines: Sequence[str], least: int) -> bool:
    """Whether there are so many different words; single letters are none."""
    return len(set(_WORD.findall(alike(without_blanks(" ".join(lines)))))) >= least


@check()
def language_blocks_equal(
    document: Document,
    *,
    parts: Mapping[str, Mapping[str, Sequence[str]]],
    prompts: Sequence[str] = (),
) -> None:
    """The versions in the languages hold the same parts, each in its own language.

    `parts` names each part in each language: {contact: {ky: [Байланыш], ru: [Контакт]}}.
    """
    named = [name for each in parts.values() for names in each.values() for name in names]
    sections = sections_of(document.flow, named)
    filled = {
        part: {
            language: _version(document, sections, names, prompts)
            for language, names in each.items()
        }
        for part, each in parts.items()
    }
    there = {part: versions for part, versions in filled.items() if any(versions.values())}
    whole = sum(all(versions.values()) for versions in there.values())
    _same_parts(parts, there, whole)
    _own_language(parts, there, whole)


def _same_parts(
    parts: Mapping[str, Mapping[str, Sequence[str]]],
    there: Mapping[str, Mapping[str, str]],
    whole: int,
) -> None:
    languages = list(dict.fromkeys(language for each in parts.values() for language in each))
    for language in languages:
        if not any(versions.get(language) for versions in there.values()):
            raise Failure("document.version_missing", version=_named(language))
    for part, versions in there.items():
        for language, text in versions.items():
            if not text:
                raise Failure(
                    "document.version_lacks_part",
                    earned=whole / len(there),
                    version=_named(language),
                    part=parts[part][language][0],
                    done=whole,
                    parts=len(there),
                )


def _own_language(
    parts: Mapping[str, Mapping[str, Sequence[str]]],
    there: Mapping[str, Mapping[str, str]],
    whole: int,
) -> None:
    for part, versions in there.items():
        for language, text in versions.items():
            if "\n" in text and list(versions.values()).count(text) > 1:
                continue  # both languages stand under one heading
            longest = max(text.split("\n"), key=len)  # short lines may be for both languages
            found = language_of(longest) if len(words(longest)) >= _LEAST_WORDS else None
            if found not in (None, language):
                raise Failure(
                    "document.version_other_language",
                    earned=(whole - 1) / len(there),
                    version=_named(language),
                    part=parts[part][language][0],
                )


def _version(
    document: Document, sections: Sequence[Section], names: Sequence[str], prompts: Sequence[str]
) -> str:
    """What is written in a part of one language; "" where nothing is."""
    asked = {plain(each) for each in prompts}
    lines = [
        line for each in sections_named(sections, names) for line in written_lines(each, prompts)
    ]
    lines = lines or [
        text
        for text, placed in fields(document.flow, names)
        if _is_label(document, placed, names) and not is_prompt(text, asked)
    ]
    return "\n".join(lines)


def _named(language: str) -> object:
    return {"id": _LANGUAGES[language], "values": {}} if language in _LANGUAGES else language

"""The glossaries beside the courses: one word for an idea, and words that strayed for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_ROW = re.compile(
    r"^\| *(?P<english>[^|]+?) *\| *(?P<word>[^|]+?) *\|(?P<never>[^|]*)\|", re.MULTILINE
)
_HEAD = ("English", "---")  # of each table
# What a program calls its own menus and styles: in a drawing of where to press, or quoted.
_QUOTED = re.compile(r"^```press\n.*?^```$|«[^»\n]*»", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Term:
    """A term as a glossary has it; `never` are beginnings of words that have strayed for it."""

    english: str
    word: str
    never: tuple[str, ...]


def glossary(courses: Path, language: str) -> tuple[Term, ...]:
    """The terms of courses/glossary/<language>.md; none where there is no such file."""
    path = courses / "glossary" / f"{language}.md"
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else ()


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> tuple[Term, ...]:
    """A glossary, read once; `changed` tells a new one."""
    rows = _ROW.finditer(path.read_text(encoding="utf-8"))
    return tuple(_term(row) for row in rows if row["english"] not in _HEAD)


def _term(row: re.Match[str]) -> Term:
    never = (word.strip() for word in row["never"].split(","))
    return Term(row["english"], row["word"], tuple(word for word in never if word))


def strays(text: str, terms: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    """The words of a text that stand for a term and must not, each with that term.

    What is quoted may say otherwise: a program in Russian has its own words.
    """
    own = _QUOTED.sub(" ", text)
    for term in terms:
        for never in term.never:
            found = re.search(rf"(?<!\w){re.escape(never)}\w*", own, re.IGNORECASE)
            if found:
                yield found[0], term

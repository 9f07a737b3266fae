"""The language of a request, and the words of the Hub's pages in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from mugalim_courses.languages import LANGUAGES, Catalog, load_catalog

LOCALE = Path(__file__).parent / "locale"
COOKIE = "mugalim-language"
YEAR = 365  # days
_ACCEPTED = re.compile(r"\s*([a-zA-Z]{2,3})(?:-[a-zA-Z0-9-]+)?\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*")


def wanted_language(asked: str | None, cookie: str | None, accepted: str, default: str) -> str:
    """The language asked for in the address, else kept, else accepted by the browser."""
    for wanted in (asked, cookie):
        if wanted in LANGUAGES:
            return wanted
    return _first_accepted(accepted) or default


def words(language: str) -> Catalog:
    """The catalog of the Hub's pages."""
    return load_catalog(LOCALE, language)


def text(language: str) -> Callable[..., str]:
    """The function that templates know as `t`."""
    return words(language).text


def _first_accepted(header: str) -> str | None:
    """The supported language that an Accept-Language header prefers."""
    found = []
    for position, part in enumerate(header.split(",")):
        match = _ACCEPTED.fullmatch(part)
        if match and match[1].lower() in LANGUAGES:
            found.append((-_quality(match[2]), position, match[1].lower()))
    return min(found)[2] if found else None


def _quality(written: str | None) -> float:
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0

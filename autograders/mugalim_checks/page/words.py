"""The word for a field that a hint shows: in the page's language where the plan gives it."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.page.model import Page
from mugalim_checks.wording.measures import language_of
from mugalim_checks.wording.passages import text_of

_ORDER = ("en", "ky", "ru")  # in which a plan lists the words of a field


def word_for(page: Page, names: Sequence[str]) -> str:
    """One of the names of a field; the first where the page's language is not known."""
    language = language_of(text_of(page)) or page.language or ""
    place = _ORDER.index(language) if language in _ORDER and len(names) >= len(_ORDER) else 0
    return names[place]

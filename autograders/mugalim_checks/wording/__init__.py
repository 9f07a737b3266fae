"""Checks of the words of any artefact: length, reading ease, addresses."""

from mugalim_checks.wording.checks import (
    length_at_most,
    no_short_links,
    reading_ease,
    words_at_least,
)
from mugalim_checks.wording.passages import has_words

__all__ = ["has_words", "length_at_most", "no_short_links", "reading_ease", "words_at_least"]

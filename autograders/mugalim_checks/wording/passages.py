"""The text of any artefact: its passages, whole, or in a few words of a hint."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import HasPassages, Passage, place
from mugalim_checks.wording.measures import words


def passages_of(artefact: str | HasPassages) -> Sequence[Passage]:
    """The passages of an artefact; a plain text is one passage."""
    if isinstance(artefact, str):
        return (Passage(artefact, place("text")),)
    return artefact.passages


def text_of(artefact: str | HasPassages) -> str:
    """All text of an artefact, a passage a line."""
    return "\n".join(passage.text for passage in passages_of(artefact))


def quoted(text: str, longest: int = 40) -> str:
    """A text on one line, short enough to be quoted in a hint (characters)."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


@check()
def has_words(artefact: str | HasPassages, *, least_words: int = 5) -> None:
    """There is a text of some words that other checks can look at."""
    found = len(words(text_of(artefact)))
    if found < least_words:
        raise Failure("wording.no_text", earned=found / least_words, found=found, least=least_words)

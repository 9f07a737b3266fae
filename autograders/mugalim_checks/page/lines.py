"""Texts and addresses of a file as they may stand in a page: nothing hidden, nothing that acts."""

from __future__ import annotations

import re

LONGEST = 4_000  # letters of an address, of a picture's words
_ACTS = re.compile(r"(?:javascript|vbscript|data|blob):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """A text without characters that nobody sees and no file may hold."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """A text in one line, cut where it is too long."""
    return " ".join(visible(text).split())[:LONGEST]


def acts(address: str) -> bool:
    """Whether a link would run something instead of leading somewhere."""
    return _ACTS.match("".join(address.split())) is not None  # as browsers leave out breaks

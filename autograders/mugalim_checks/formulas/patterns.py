"""Texts with * and ? in them, as criteria and searches have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mugalim_checks.formulas.problems import TOO_MUCH
from mugalim_checks.formulas.values import VALUE, FormulaError

LONGEST_PATTERN = 255  # characters, as in Excel
_MOST_WORK = 500_000  # characters times steps of one search
_PIECE = re.compile(r"~[*?~]|[*?]|[^*?~]+|~", re.DOTALL)


@dataclass(frozen=True)
class Pattern:
    """A pattern as the pieces between its stars, in any case of letters.

    Each piece is looked for from where the last one ended, so that no text takes long.
    """

    pieces: tuple[re.Pattern[str], ...]

    @property
    def steps(self) -> int:
        """What it costs to look at one character of a text, at most."""
        return sum(len(piece.pattern) if "." in piece.pattern else 1 for piece in self.pieces)

    def fits(self, text: str) -> bool:
        """Whether the whole text is as the pattern says."""
        self._check(text)
        first, *others = self.pieces
        if not others:
            return first.fullmatch(text) is not None
        head = first.match(text)
        end = self._end(others[:-1], text, head.end() if head else -1)
        last = others[-1]
        start = len(text) - _length(last)
        return 0 <= end <= start and last.fullmatch(text, start) is not None

    def find(self, text: str, start: int) -> int:
        """Where the pattern first begins in a text, from a position on; -1 for nowhere."""
        self._check(text)
        head = self.pieces[0].search(text, start)
        if head is None or self._end(self.pieces[1:], text, head.end()) < 0:
            return -1
        return head.start()

    def _check(self, text: str) -> None:
        if len(text) * self.steps > _MOST_WORK:
            raise FormulaError(VALUE, TOO_MUCH)

    def _end(
        self, pieces: list[re.Pattern[str]] | tuple[re.Pattern[str], ...], text: str, at: int
    ) -> int:
        for piece in pieces:
            found = piece.search(text, at) if at >= 0 else None
            at = found.end() if found else -1
        return at


def has_wildcards(text: str) -> bool:
    """Whether a text means more than itself."""
    return "*" in text or "?" in text or "~" in text


@lru_cache(maxsize=512)
def pattern(text: str) -> Pattern:
    """A pattern as it was typed: ~ takes the meaning of * and ? away."""
    if len(text) > LONGEST_PATTERN:
        raise FormulaError(VALUE)
    pieces = [""]
    for part in _PIECE.findall(text):
        if part == "*":
            pieces.append("")
        elif part == "?":
            pieces[-1] += "."
        else:
            pieces[-1] += re.escape(part[1:] if part[0] == "~" and len(part) > 1 else part)
    return Pattern(tuple(re.compile(piece, re.DOTALL | re.IGNORECASE) for piece in pieces))


def _length(piece: re.Pattern[str]) -> int:
    """How many characters a piece takes: an escaped one is one."""
    return len(re.sub(r"\\(.)", r"\1", piece.pattern, flags=re.DOTALL))

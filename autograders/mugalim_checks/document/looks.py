"""How a run of text looks, whatever file it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mugalim_checks.document.blocks import BLACK, WHITE, Run

_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Look:
    """How a run of text looks; None where nothing says it."""

    bold: bool | None = None
    size: float | None = None
    colour: str | None = None  # None: automatic
    background: str | None = None  # None: none of its own
    language: str | None = None
    underlined: bool | None = None
    font: str | None = None

    def over(self, below: Look) -> Look:
        """One look laid over another, which shows where the first says nothing."""
        own = {name: each for name, each in vars(self).items() if each is not None}
        return replace(below, **own)

    def run(self, behind: str | None, target: str) -> Run:
        """A run of no text that looks so, on what is painted behind it, in a link or in none."""
        background = self.background or behind
        return Run(
            "",
            bool(self.bold),
            self.size,
            readable(self.colour, background),
            background or WHITE,
            self.language,
            target[:2_000],
        )


PLAIN = Look()


def language_code(said: str | None) -> str | None:
    """The language of "ky-KG", in small letters: "ky"."""
    code = (said or "").replace("_", "-").partition("-")[0].lower()
    return code if _LANGUAGE.fullmatch(code) else None


def readable(colour: str | None, background: str | None) -> str:
    """A colour as it is drawn: an automatic one turns white on a dark background."""
    if colour is not None:
        return colour
    red, green, blue = (int((background or WHITE)[at : at + 2], 16) for at in (1, 3, 5))
    return WHITE if 0.299 * red + 0.587 * green + 0.114 * blue < 64 else BLACK

"""Boxes to tick and blanks to fill, as characters of a text: ☐, ☒ and lines of "_"."""

from __future__ import annotations

import re

BOX = "☐"
TICKED = "☒"
BLANK = "________"
DATE_BLANK = "__.__.____"

_OPEN_BOXES = "☐□▢◻⬜❏❐❑❒🔲"
_TICKED_BOXES = "☒☑✓✔✅✗✘🗹🗷⊠🗸"
_OPEN = re.compile(rf"[{_OPEN_BOXES}]|\[[ _\u00a0]?\]")
_TICKED = re.compile(rf"[{_TICKED_BOXES}]|\[[xXхХvV+✓]\]")
_BLANK = re.compile(r"_{2,}|\.{5,}|…{2,}|‗{2,}|(?:_ ){2,}_?")
_DATE = re.compile(
    r"[«\"“„]?\s*[_.…]{2,}\s*[»\"”“]?\s*[./\s-]\s*[_.…]{2,}\s*[./\s-]\s*(?:20)?\s*[_.…]{2,}"
)
# The signs of the font Wingdings that people use for boxes.
_WINGDINGS = dict.fromkeys((0x6F, 0x71, 0x72, 0xA8), BOX) | dict.fromkeys(
    (0x78, 0xFC, 0xFD, 0xFE), TICKED
)


def in_font(text: str, font: str | None) -> str:
    """A text set in a font; boxes of Wingdings become ☐ and ☒, other signs stay as they are."""
    if not (font or "").casefold().startswith("wingdings"):
        return text
    return "".join(
        _WINGDINGS.get(ord(each) & 0xFF, each) if _small(each) else each for each in text
    )


def _small(letter: str) -> bool:
    return ord(letter) < 0x100 or 0xF000 <= ord(letter) <= 0xF0FF


def box_of(bullet: str, font: str | None) -> str:
    """The box that a list's bullet is, ☐ or ☒; "" where it is none."""
    bullet = in_font(bullet, font)
    count, ticked = boxes(bullet)
    if len(bullet) != 1 or not count:
        return ""
    return TICKED if ticked else BOX


def boxes(text: str) -> tuple[int, int]:
    """How many boxes a text has, and how many of them are ticked."""
    ticked = len(_TICKED.findall(text))
    return len(_OPEN.findall(text)) + ticked, ticked


def has_blank(text: str) -> bool:
    """Whether a text has a line to write on."""
    return bool(_BLANK.search(text))


def is_blank(text: str) -> bool:
    """Whether a text is nothing but lines to write on."""
    return has_blank(text) and not without_blanks(text).strip(' \t\n.,;:/«»"“”()20')


def has_date_blank(text: str) -> bool:
    """Whether a text has a blank in the form of a date, such as "«__» ______ 20__"."""
    return bool(_DATE.search(text))


def without_blanks(text: str) -> str:
    """A text without its boxes and blanks: what somebody has written."""
    return _BLANK.sub(" ", _OPEN.sub(" ", _TICKED.sub(" ", text)))


def blank_labels(text: str) -> tuple[str, ...]:
    """What stands before each blank of a text, back to the blank before."""
    pieces = _BLANK.split(text)
    return tuple(label for piece in pieces[:-1] if (label := piece.strip(' \t\n:.,;«»"“”()-–—')))

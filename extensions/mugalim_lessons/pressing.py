"""Drawings of where to press: a way through the menus of a program, on a computer or a phone.

A lesson writes them as a fenced block whose lines read "Excel, phone: View → Freeze Top Row".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

FENCE = "press"
ARROW = "→"
_PHONE = ("phone", "телефон")  # in Kyrgyz and Russian alike


@dataclass(frozen=True)
class Way:
    """Where to press one after another in a program; `on_phone` as its app shows it."""

    where: str
    on_phone: bool
    steps: tuple[str, ...]


def ways(source: str) -> tuple[Way, ...]:
    """The ways of a block, a line each; a line without a way is left out."""
    return tuple(_ways(source))


def _ways(source: str) -> Iterator[Way]:
    for line in source.splitlines():
        where, _, rest = line.partition(":")
        steps = tuple(step.strip() for step in rest.split(ARROW) if step.strip())
        if where.strip() and steps:
            yield Way(where.strip(), any(word in where.lower() for word in _PHONE), steps)


def drawn(source: str) -> str:
    """The ways of a block as HTML: a window or a phone each, with its places to press numbered."""
    return "".join(_figure(way) for way in ways(source))


def _figure(way: Way) -> str:
    steps = "".join(f"<li><span>{escape(step)}</span></li>" for step in way.steps)
    kind = "press phone" if way.on_phone else "press"
    return (
        f'<figure class="{kind}"><figcaption>{escape(way.where)}</figcaption>'
        f"<ol>{steps}</ol></figure>"
    )

"""How well two colours can be told apart, as WCAG 2.2 counts it."""

from __future__ import annotations

import re

_COLOUR = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def luminance(colour: str) -> float:
    """The relative luminance of "#RRGGBB", 0 (black) to 1 (white); ValueError for other words.

    Source: WCAG 2.2, definition of relative luminance, for colours in sRGB.
    """
    found = _COLOUR.fullmatch(colour)
    if not found:
        raise ValueError(colour)
    red, green, blue = (_linear(int(part, 16) / 255) for part in found.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours "#RRGGBB", 1 to 21; ValueError for other words.

    Source: WCAG 2.2, definition of contrast ratio: (L1 + 0.05) / (L2 + 0.05).
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)

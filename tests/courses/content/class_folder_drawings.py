"""Drawn pictures that stand for the photos of the practice steps of digital-workplace/class-folder.

Each is painted on a ground of 160 by 120 units that gets lighter towards the bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

_UNIT = 8  # pixels
_SIZE = (160 * _UNIT, 120 * _UNIT)


@dataclass(frozen=True)
class _Hand:
    """Paints in units."""

    draw: Any

    def shape(self, colour: str, *points: tuple[float, float]) -> None:
        """A filled outline."""
        self.draw.polygon([(x * _UNIT, y * _UNIT) for x, y in points], fill=colour)

    def round(self, colour: str, x: float, y: float, wide: float, high: float) -> None:
        """An ellipse around a point."""
        box = [each * _UNIT for each in (x - wide, y - high, x + wide, y + high)]
        self.draw.ellipse(box, fill=colour)

    def line(self, colour: str, width: float, *points: tuple[float, float]) -> None:
        """A line through points."""
        along = [(x * _UNIT, y * _UNIT) for x, y in points]
        self.draw.line(along, fill=colour, width=round(width * _UNIT), joint="curve")


def _apricot(hand: _Hand) -> None:
    hand.line("#5D4037", 4, (0, 22), (60, 30), (160, 14))
    for x, y, size in ((38, 62, 22), (96, 74, 26), (136, 52, 17)):
        hand.line("#6D4C41", 1.5, (x, y - size), (x + 4, 26))
        hand.round("#EF6C00", x, y, size, size)
        hand.round("#FFA726", x - 3, y - 3, size - 6, size - 5)
        hand.line("#D84315", 1, (x + 2, y - size + 4), (x + 6, y), (x + 2, y + size - 4))
    for x in (18, 70, 116):
        hand.shape("#2E7D32", (x, 26), (x + 14, 10), (x + 30, 14), (x + 16, 27))


def _bridge(hand: _Hand) -> None:
    hand.shape("#78909C", (0, 60), (34, 24), (66, 54), (110, 16), (160, 58), (160, 70), (0, 70))
    hand.shape("#558B2F", (0, 66), (160, 66), (160, 120), (0, 120))
    hand.shape("#1E88E5", (58, 66), (102, 66), (136, 120), (24, 120))
    hand.line("#6D4C41", 6, (0, 84), (40, 74), (80, 70), (120, 74), (160, 84))
    for step in range(9):
        x = 8 + step * 18
        hand.line("#4E342E", 2, (x, 62 - (16 - abs(x - 80) / 5)), (x, 80))
    hand.line("#4E342E", 2, (0, 64), (40, 53), (80, 48), (120, 53), (160, 64))


def _yurt(hand: _Hand) -> None:
    hand.shape("#90A4AE", (0, 78), (40, 30), (70, 66), (116, 22), (160, 74))
    hand.shape("#7CB342", (0, 76), (160, 72), (160, 120), (0, 120))
    hand.round("#EFEBE9", 76, 70, 44, 30)
    hand.shape("#EFEBE9", (32, 70), (120, 70), (116, 102), (36, 102))
    hand.line("#B71C1C", 4, (32, 70), (120, 70))
    hand.shape("#5D4037", (68, 76), (84, 76), (84, 102), (68, 102))
    hand.round("#37474F", 76, 42, 10, 4)
    hand.round("#FDD835", 140, 20, 10, 10)


def _eagle(hand: _Hand) -> None:
    hand.shape("#8D6E63", (0, 120), (0, 96), (60, 82), (120, 100), (160, 90), (160, 120))
    for side in (-1, 1):
        wing = ((8, 50), (40, 24), (72, 20), (66, 32), (58, 46), (40, 52), (20, 66))
        hand.shape("#4E342E", *[(80 + side * x, y) for x, y in wing])
    hand.round("#5D4037", 80, 58, 12, 22)
    hand.shape("#3E2723", (72, 76), (88, 76), (96, 98), (64, 98))
    hand.round("#FFF8E1", 80, 36, 8, 8)
    hand.shape("#F9A825", (80, 36), (92, 39), (81, 43))


# The colour at the top of the ground, at its bottom, and what is painted on it.
_SCENES: Mapping[str, tuple[str, str, Callable[[_Hand], None]]] = {
    "apricot": ("#81B9E8", "#E3F2FD", _apricot),
    "bridge": ("#64A6DC", "#FFF3E0", _bridge),
    "yurt": ("#4F93D2", "#E1F5FE", _yurt),
    "eagle": ("#5BA3D9", "#F1F8FE", _eagle),
}


@cache
def scene(name: str) -> Image.Image:
    """A scene of 1280 by 960 pixels; KeyError where there is none of that name."""
    top, bottom, paint = _SCENES[name]
    blend = Image.linear_gradient("L").resize(_SIZE)
    picture = Image.composite(Image.new("RGB", _SIZE, bottom), Image.new("RGB", _SIZE, top), blend)
    paint(_Hand(ImageDraw.Draw(picture)))
    return picture

"""The scenes: what is painted on a ground of 160 by 120 units, from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random
from typing import Any

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Brush:
    """Paints in units; `chance` is the scene's own."""

    draw: Any
    unit: float
    chance: Random

    def shape(self, colour: str, *points: tuple[float, float]) -> None:
        """A filled outline."""
        self.draw.polygon([(x * self.unit, y * self.unit) for x, y in points], fill=colour)

    def round(self, colour: str, x: float, y: float, wide: float, high: float) -> None:
        """An ellipse around a point."""
        box = (x - wide, y - high, x + wide, y + high)
        self.draw.ellipse([each * self.unit for each in box], fill=colour)

    def box(self, colour: str, x: float, y: float, wide: float, high: float) -> None:
        """A rectangle from its top left corner."""
        self.shape(colour, (x, y), (x + wide, y), (x + wide, y + high), (x, y + high))

    def line(self, colour: str, width: float, *points: tuple[float, float]) -> None:
        """A line through points."""
        along = [(x * self.unit, y * self.unit) for x, y in points]
        self.draw.line(along, fill=colour, width=round(width * self.unit), joint="curve")

    def scatter(
        self, colour: str, count: int, area: tuple[int, int, int, int], size: float
    ) -> None:
        """Dots anywhere between left, top, right and bottom."""
        left, top, right, bottom = area
        for _ in range(count):
            x, y = self.chance.uniform(left, right), self.chance.uniform(top, bottom)
            self.round(colour, x, y, size, size)


def _outline(x: float, y: float, wide: float, high: float, lean: float) -> Points:
    """A leaf's outline: pointed at both ends, leaning by an angle."""
    half = [(step / 20, sin(pi * step / 20)) for step in range(21)]
    flat = [(t * 2 - 1, s) for t, s in half] + [(t * 2 - 1, -s) for t, s in reversed(half)]
    return [
        (
            x + wide * u * cos(lean) - high * v * sin(lean),
            y + wide * u * sin(lean) + high * v * cos(lean),
        )
        for u, v in flat
    ]


def _leaf(brush: Brush) -> None:
    brush.shape("#2E7D32", *_outline(84, 58, 66, 30, -0.5))
    brush.shape("#43A047", *_outline(78, 64, 58, 14, -0.5))
    brush.line("#A5D6A7", 2, (26, 90), (142, 26))
    for step in range(5):
        x, y = 46 + step * 17, 79 - step * 9.4
        brush.line("#A5D6A7", 1, (x, y), (x + 4, y - 20 + step))
        brush.line("#A5D6A7", 1, (x, y), (x + 20, y + 8 - step))


def _board(brush: Brush) -> None:
    brush.box("#5D4037", 12, 10, 136, 84)
    brush.box("#1B5E20", 16, 14, 128, 76)
    for row in range(4):
        brush.line("#E8F5E9", 1.4, (24, 28 + row * 15), (60 + 17 * (row % 3), 28 + row * 15))
    brush.round("#E8F5E9", 120, 44, 15, 15)
    brush.round("#1B5E20", 120, 44, 13, 13)
    brush.box("#FFCA28", 102, 98, 40, 14)


def _hike(brush: Brush) -> None:
    brush.round("#FFF176", 128, 22, 12, 12)
    brush.shape("#546E7A", (-5, 90), (40, 20), (88, 90))
    brush.shape("#ECEFF1", (28, 40), (40, 20), (54, 42), (44, 36), (38, 44))
    brush.shape("#37474F", (50, 95), (108, 42), (170, 95))
    brush.shape("#7CB342", (0, 84), (60, 78), (160, 92), (160, 120), (0, 120))
    for step, colour in enumerate(("#D32F2F", "#1976D2", "#FBC02D")):
        brush.round("#4E342E", 70 + step * 16, 82, 3, 3)
        brush.box(colour, 66 + step * 16, 85, 8, 14)


def _experiment(brush: Brush) -> None:
    brush.box("#795548", 0, 92, 160, 28)
    brush.shape("#B3E5FC", (52, 30), (76, 30), (76, 52), (98, 92), (30, 92), (52, 52))
    brush.shape("#7E57C2", (44, 66), (84, 66), (98, 92), (30, 92))
    brush.scatter("#D1C4E9", 14, (44, 68, 84, 90), 1.6)
    brush.box("#E1F5FE", 116, 38, 18, 54)
    brush.box("#EF6C00", 116, 62, 18, 30)
    brush.line("#455A64", 2, (125, 20), (125, 70))


def _mountains(brush: Brush) -> None:
    brush.shape("#90A4AE", (0, 80), (30, 30), (58, 70), (92, 18), (132, 74), (160, 44), (160, 84))
    brush.shape("#FAFAFA", (78, 40), (92, 18), (108, 42), (98, 36), (90, 44))
    brush.shape("#FAFAFA", (20, 46), (30, 30), (40, 46), (30, 42))
    brush.shape("#263238", (0, 78), (160, 84), (160, 120), (0, 120))
    brush.round("#4DD0E1", 92, 102, 58, 10)


def _tulip(brush: Brush) -> None:
    brush.shape("#558B2F", (0, 92), (160, 70), (160, 120), (0, 120))
    for x, y, size in ((40, 46, 1.0), (84, 30, 1.25), (126, 56, 0.9)):
        brush.line("#33691E", 2.4, (x, y + 10), (x - 3, 112))
        brush.shape("#689F38", *_outline(x + 9, y + 50, 26 * size, 5, -1.1))
        brush.round("#C62828", x, y, 11 * size, 15 * size)
        brush.shape("#E53935", (x - 11 * size, y - 14 * size), (x - 5, y), (x - 9 * size, y + 8))
        brush.shape("#E53935", (x + 11 * size, y - 14 * size), (x + 5, y), (x + 9 * size, y + 8))


def _yurt(brush: Brush) -> None:
    brush.shape("#78909C", (0, 78), (26, 58), (52, 76), (118, 74), (140, 54), (160, 68), (160, 90),
                (0, 90))  # fmt: skip
    brush.shape("#8BC34A", (0, 88), (160, 82), (160, 120), (0, 120))
    brush.round("#D7CCC8", 78, 62, 50, 34)
    brush.box("#8BC34A", 20, 97, 120, 8)
    brush.shape("#EFEBE9", (28, 62), (128, 62), (125, 99), (31, 99))
    brush.box("#B71C1C", 28, 60, 100, 4)
    for step in range(9):
        x = 33 + step * 11.3
        brush.shape("#B71C1C", (x - 4, 71), (x, 66), (x + 4, 71), (x, 76))
    brush.round("#5D4037", 78, 30, 9, 4)
    brush.box("#6D4C41", 69, 68, 18, 31)
    brush.line("#FFB300", 1.2, (78, 69), (78, 99))
    brush.line("#8D6E63", 1, (45, 38), (24, 98))
    brush.line("#8D6E63", 1, (111, 38), (132, 98))


def _eagle(brush: Brush) -> None:
    brush.shape("#6D4C41", (0, 120), (0, 74), (34, 84), (54, 120))
    for side in (-1, 1):
        for step in range(5):
            tip = (83 + side * (74 - step * 7), 18 + step * 9)
            brush.shape("#4E342E", (83, 52), (83 + side * (44 - step * 3), 24 + step * 4), tip,
                        (83 + side * (34 - step * 2), 46 + step * 4))  # fmt: skip
        brush.shape("#3E2723", (83, 50), (83 + side * 30, 26), (83 + side * 52, 26),
                    (83 + side * 36, 52), (83 + side * 6, 72))  # fmt: skip
    brush.shape("#4E342E", (74, 52), (92, 52), (90, 80), (99, 100), (83, 96), (67, 100), (76, 80))
    brush.round("#8D6E63", 83, 46, 8, 8)
    brush.shape("#F9A825", (89, 43), (98, 48), (89, 51))
    brush.round("#212121", 86, 44, 1.4, 1.4)


def _apricot(brush: Brush) -> None:
    brush.box("#A1887F", 0, 90, 160, 30)
    brush.shape("#8D6E63", (30, 70), (130, 70), (116, 112), (44, 112))
    for row in range(3):
        for column in range(6 - row):
            x, y = 42 + column * 15 + row * 7, 66 - row * 12
            brush.round("#FB8C00", x, y, 9, 9)
            brush.round("#FFB74D", x - 3, y - 3, 3, 3)
    brush.shape("#2E7D32", *_outline(120, 30, 20, 7, 0.6))


def _person(brush: Brush, x: float, y: float, coat: str, hat: str) -> None:
    """Head and shoulders; `y` is the chin's height."""
    brush.round(coat, x, y + 19, 17, 17)
    brush.box("#D7A27E", x - 2.5, y - 3, 5, 8)
    brush.round(hat, x, y - 10, 8.6, 9.4)
    brush.round("#D7A27E", x, y - 7, 6.8, 7.6)
    brush.box(hat, x - 8, y - 17, 16, 5)
    for side in (-1, 1):
        brush.round("#3E2723", x + side * 2.6, y - 8, 0.9, 0.9)
    brush.line("#8D4B3A", 0.8, (x - 2, y - 3), (x, y - 2.2), (x + 2, y - 3))


def _market(brush: Brush) -> None:
    brush.box("#BCAAA4", 0, 96, 160, 24)
    _person(brush, 42, 52, "#1565C0", "#FAFAFA")
    _person(brush, 118, 54, "#6A1B9A", "#C62828")
    for step in range(8):
        colour = "#D32F2F" if step % 2 else "#FAFAFA"
        brush.shape(colour, (step * 20, 16), (step * 20 + 20, 16), (step * 20 + 16, 38),
                    (step * 20 - 4, 38))  # fmt: skip
    for step, colour in enumerate(("#388E3C", "#FBC02D", "#E64A19", "#7B1FA2")):
        brush.box("#6D4C41", 6 + step * 39, 74, 34, 22)
        brush.round(colour, 23 + step * 39, 72, 16, 9)


def _bridge(brush: Brush) -> None:
    brush.shape("#81C784", (0, 60), (50, 48), (110, 52), (160, 40), (160, 120), (0, 120))
    brush.shape("#1E88E5", (54, 120), (70, 52), (92, 52), (124, 120))
    brush.box("#9E9E9E", 0, 58, 160, 9)
    for step in range(5):
        brush.box("#757575", 8 + step * 35, 66, 7, 26)
    brush.line("#424242", 1.6, (0, 46), (160, 46))
    for step in range(17):
        brush.line("#424242", 1, (step * 10, 46), (step * 10, 58))


def _engineer(brush: Brush) -> None:
    brush.shape("#7986CB", (0, 70), (36, 26), (64, 58), (96, 30), (160, 74), (160, 96), (0, 96))
    brush.shape("#ECEFF1", (27, 37), (36, 26), (45, 36), (36, 34))
    brush.shape("#AED581", (0, 84), (160, 76), (160, 120), (0, 120))
    for step in range(3):
        x, y = 88 + step * 20, 62 + step * 6
        brush.line("#607D8B", 2, (x + 12, y + 20), (x + 12, y + 34))
        brush.shape("#0D47A1", (x, y + 22), (x + 14, y), (x + 36, y), (x + 24, y + 22))
        brush.line("#90CAF9", 0.8, (x + 7, y + 11), (x + 30, y + 11))
        brush.line("#90CAF9", 0.8, (x + 12, y + 22), (x + 25, y))
    brush.round("#EF6C00", 52, 116, 30, 38)
    brush.box("#FFF59D", 24, 100, 56, 5)
    brush.box("#D7A27E", 46, 66, 12, 16)
    brush.line("#3E2723", 4, (38, 54), (36, 74), (40, 96))
    brush.round("#D7A27E", 52, 54, 15, 17)
    turns = (pi * step / 12 for step in range(13))
    brush.shape("#FBC02D", *((52 + 18 * cos(turn), 45 - 17 * sin(turn)) for turn in turns))
    brush.box("#F9A825", 31, 43, 43, 4)
    for side in (-1, 1):
        brush.round("#3E2723", 53 + side * 6, 54, 1.6, 1.8)
    brush.line("#8D4B3A", 1.4, (48, 62), (53, 64), (58, 62))
    brush.shape("#37474F", (62, 90), (94, 84), (98, 104), (66, 110))
    brush.shape("#B3E5FC", (65, 92), (92, 87), (95, 102), (68, 107))


# The colours of the ground, the way it goes (degrees), and what is painted on it.
SCENES: Mapping[str, tuple[str, str, int, Callable[[Brush], None]]] = {
    "leaf": ("#FFF8E1", "#D7CCC8", 60, _leaf),
    "board": ("#CFD8DC", "#90A4AE", 110, _board),
    "hike": ("#4FC3F7", "#E1F5FE", 20, _hike),
    "experiment": ("#FFE0B2", "#B0BEC5", 250, _experiment),
    "mountains": ("#5C6BC0", "#FFCCBC", 340, _mountains),
    "tulip": ("#81D4FA", "#E8F5E9", 80, _tulip),
    "yurt": ("#1976D2", "#BBDEFB", 300, _yurt),
    "eagle": ("#90CAF9", "#FFECB3", 200, _eagle),
    "apricot": ("#F0F4C3", "#AED581", 150, _apricot),
    "market": ("#B3E5FC", "#FFF9C4", 280, _market),
    "engineer": ("#B3E5FC", "#FFE082", 320, _engineer),
    "bridge": ("#7986CB", "#F8BBD0", 40, _bridge),
}

"""Pictures for lessons about slides and pages, drawn by code: a leaf, a bread, a yurt."""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageDraw

WIDE, HIGH = 960, 640  # pixels
_FINER = 2  # drawn so many times larger, then made smaller, for smooth edges
Point = tuple[float, float]


def leaf() -> Image.Image:
    """A green leaf with its veins on pale green."""
    sheet = Image.new("RGB", (WIDE * _FINER, HIGH * _FINER), "#EAF4E4")
    draw = ImageDraw.Draw(sheet)
    draw.polygon(_scaled([*_side(-1), *reversed([*_side(1)])]), fill="#2E7D32")
    draw.line(_scaled([(90, 330), (900, 310)]), fill="#C5E1A5", width=14)
    for step in range(7):
        x = 230 + step * 76
        reach = 40 + 85 * math.sin(math.pi * (step + 1.2) / 9.5)
        for up in (-1, 1):
            draw.line(_scaled([(x, 322), (x + 62, 322 + up * reach)]), fill="#C5E1A5", width=8)
    return _finished(sheet)


def bread() -> Image.Image:
    """A round flat bread, cut into four equal parts."""
    sheet = Image.new("RGB", (WIDE * _FINER, HIGH * _FINER), "#FFF3E0")
    draw = ImageDraw.Draw(sheet)
    for number, (right, down) in enumerate(((1, -1), (1, 1), (-1, 1), (-1, -1))):
        x, y = 480 + right * 16, 320 + down * 16
        for radius, colour in ((255, "#A65F1E"), (232, "#DFA055"), (120, "#EDBE7F")):
            box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
            draw.pieslice(box, number * 90 - 90, number * 90, fill=colour)
        for dot in range(4):
            angle = math.radians(number * 90 - 78 + dot * 22)
            at = (x + 175 * math.cos(angle), y + 175 * math.sin(angle))
            draw.ellipse(_scaled([(at[0] - 9, at[1] - 9), (at[0] + 9, at[1] + 9)]), fill="#A65F1E")
    return _finished(sheet)


def yurt() -> Image.Image:
    """A white yurt on a meadow, mountains behind it."""
    sheet = Image.new("RGB", (WIDE * _FINER, HIGH * _FINER), "#CFE8F7")
    draw = ImageDraw.Draw(sheet)
    for peak in ((150, 150), (430, 90), (760, 170)):
        draw.polygon(_scaled([(peak[0] - 260, 470), peak, (peak[0] + 260, 470)]), fill="#6E8CA0")
        snow = [(peak[0] - 60, peak[1] + 74), peak, (peak[0] + 60, peak[1] + 74)]
        draw.polygon(_scaled(snow), fill="#FFFFFF")
    draw.rectangle(_scaled([(0, 450), (WIDE, HIGH)]), fill="#6FA24A")
    draw.polygon(_scaled([(262, 400), (420, 262), (560, 262), (718, 400)]), fill="#F7F2E6")
    draw.rectangle(_scaled([(280, 400), (700, 545)]), fill="#F7F2E6")
    draw.rectangle(_scaled([(280, 395), (700, 418)]), fill="#B3261E")
    draw.rectangle(_scaled([(440, 435), (540, 545)]), fill="#7A4B00")
    draw.ellipse(_scaled([(450, 238), (530, 276)]), fill="#7A4B00")
    return _finished(sheet)


def png(picture: Image.Image, *, packed: bool = True) -> bytes:
    """The bytes of a picture: few, or as many as it has points, as if nobody had packed it."""
    target = BytesIO()
    if packed:
        picture.quantize(16, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    else:
        picture.save(target, "PNG", compress_level=0)
    return target.getvalue()


def _side(up: int) -> Iterator[Point]:
    """One edge of the leaf, from its stalk to its tip."""
    for step in range(41):
        share = step / 40
        bulge = 235 * math.sin(math.pi * share) ** 0.8 * (1 - 0.25 * share)
        yield 150 + 730 * share, 326 - 12 * share + up * bulge


def _scaled(points: list[Point]) -> list[Point]:
    return [(x * _FINER, y * _FINER) for x, y in points]


def _finished(sheet: Image.Image) -> Image.Image:
    return sheet.resize((WIDE, HIGH), Image.Resampling.LANCZOS)

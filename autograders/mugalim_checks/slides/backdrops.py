"""What is behind a slide's text: the background, and every shape that lies beneath."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pptx.oxml.ns import qn

from mugalim_checks.slides.colours import Colour, Palette, colour_within
from mugalim_checks.slides.placing import Box, Placed

_PAPER = "#FFFFFF"
_TOUCHING = 0.05  # share of a text's area that may lie over something else
_FIRST_BACKGROUND = 1001  # numbers of a theme's background fills begin here


@dataclass(frozen=True)
class _Layer:
    """A shape that covers a rectangle; None is a picture, a gradient or another unknown."""

    box: Box
    colour: str | None


@dataclass
class Backdrop:
    """The background of a slide and its shapes so far, from the rearmost on."""

    background: str | None
    palette: Palette
    theme: Any
    layers: list[_Layer] = field(default_factory=list)

    def behind(self, box: Box | None) -> str | None:
        """The colour behind a rectangle; None where there is not one alone that is known."""
        if box is None:
            return None if self.layers else self.background
        for layer in reversed(self.layers):
            if layer.box.holds(box):
                return layer.colour
            if layer.box.shared(box) > _TOUCHING * box.width * box.height:
                return None
        return self.background

    def add(self, shape: Placed, box: Box | None, properties: list[Any]) -> str | None:
        """Put a shape on top, and say what its text has behind it.

        `properties` are the p:spPr of the shape and of the places that it takes its looks from.
        """
        behind = self.behind(box)
        filled, colour = self._fill(shape, properties, behind)
        if not filled:
            return behind
        if box is not None:
            self.layers.append(_Layer(box, colour))
        return colour

    def add_picture(self, box: Box | None) -> None:
        """Put a picture on top."""
        if box is not None:
            self.layers.append(_Layer(box, None))

    def _fill(
        self, shape: Placed, properties: list[Any], behind: str | None
    ) -> tuple[bool, str | None]:
        """Whether a shape covers what is behind it, and with which colour."""
        for each in properties:
            found = self._own_fill(each, shape, behind)
            if found is not None:
                return found
        reference = shape.element.find(f"{qn('p:style')}/{qn('a:fillRef')}")
        if reference is None or int(reference.get("idx", 0)) == 0:
            return False, None
        return True, styled_fill(reference, "a:fillStyleLst", 1, self.palette, self.theme, behind)

    def _own_fill(
        self, properties: Any, shape: Placed, behind: str | None
    ) -> tuple[bool, str | None] | None:
        """The fill that a shape's properties name; None where they name none."""
        for child in properties:
            if child.tag == qn("a:grpFill") and shape.group_fill is not None:
                return self._own_fill(shape.group_fill, shape, behind) or (False, None)
            if child.tag == qn("a:noFill"):
                return False, None
            if child.tag == qn("a:solidFill"):
                return self._solid(child, properties, behind)
            if child.tag in (qn("a:gradFill"), qn("a:blipFill"), qn("a:pattFill")):
                return True, None
        return None

    def _solid(self, fill: Any, properties: Any, behind: str | None) -> tuple[bool, str | None]:
        element = colour_within(fill)
        colour = None if element is None else self.palette.colour(element)
        if colour is not None and colour.alpha == 0:
            return False, None
        if colour is None or properties.find(qn("a:custGeom")) is not None:
            return True, None  # a shape of any outline: what it covers is not known
        return True, colour.over(behind)


def background_of(parts: list[Any], palettes: list[Palette], theme: Any) -> str | None:
    """The background of the slide, its layout or its master, the first that has one."""
    for part, palette in zip(parts, palettes, strict=True):
        found = part.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if found is None:
            continue
        reference = found.find(qn("p:bgRef"))
        if reference is not None:
            return _referred(reference, palette, theme)
        fill = found.find(f"{qn('p:bgPr')}/{qn('a:solidFill')}")
        element = None if fill is None else colour_within(fill)
        colour = None if element is None else palette.colour(element)
        return None if colour is None else colour.over(_PAPER)
    return _PAPER


def _referred(reference: Any, palette: Palette, theme: Any) -> str | None:
    if int(reference.get("idx", 0)) < _FIRST_BACKGROUND:
        return _PAPER if int(reference.get("idx", 0)) in (0, 1000) else None
    return styled_fill(reference, "a:bgFillStyleLst", _FIRST_BACKGROUND, palette, theme, _PAPER)


def styled_fill(
    reference: Any, styles: str, first: int, palette: Palette, theme: Any, behind: str | None
) -> str | None:
    """The colour of a theme's numbered fill; None where it is a gradient or a picture."""
    element = colour_within(reference)
    own: Colour | None = None if element is None else palette.colour(element)
    fills = theme.find(f".//{qn(styles)}")
    index = int(reference.get("idx", 0)) - first
    if fills is None or not 0 <= index < len(fills) or fills[index].tag != qn("a:solidFill"):
        return None
    inner = colour_within(fills[index])
    colour = None if inner is None else palette.colour(inner, own)
    return None if colour is None else colour.over(behind)

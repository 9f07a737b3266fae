"""How a slide's text looks: type size, weight and colour, through everything it inherits from.

The order is that of PowerPoint: the run, its paragraph, the list styles of the shape, of its place
on the layout and on the master, the style of the shape, the master's text styles, the presentation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pptx.oxml.ns import qn

from mugalim_checks.slides.colours import Palette, colour_within, percentage
from mugalim_checks.slides.model import LARGEST_POINTS, SMALLEST_POINTS

STANDARD_POINTS = 18.0  # where nobody has said anything
_TITLES = ("title", "ctrTitle")
_OTHERS = ("dt", "ftr", "sldNum", "hdr", "")
_FILLS = tuple(
    qn(f"a:{name}") for name in ("solidFill", "noFill", "gradFill", "blipFill", "pattFill")
)


@dataclass(frozen=True)
class Looks:
    """What is said about the text of one shape, from the nearest word to the farthest."""

    lists: tuple[Any, ...]  # list styles of the shape, its places on layout and master
    farther: tuple[Any, ...]  # list styles of the master's texts and of the presentation
    palette: Palette
    font: Any | None = None  # the a:fontRef of the shape's style
    shrunk: float = 1.0  # by fitting the text into the shape
    table: tuple[Any, ...] = field(default=())  # a:tcTxStyle of a table's style

    def points(self, run: Any, paragraph: Any) -> float:
        """The type size in points."""
        found = self._attribute("sz", run, paragraph)
        size = STANDARD_POINTS if found is None else float(found) / 100
        return min(max(round(size * self.shrunk, 2), SMALLEST_POINTS), LARGEST_POINTS)

    def bold(self, run: Any, paragraph: Any) -> bool:
        """Whether it is bold."""
        found = self._attribute("b", run, paragraph)
        if found is None:
            found = next((each.get("b") for each in self.table if each.get("b")), None)
        return found in ("1", "true", "on")

    def colour(self, run: Any, paragraph: Any, behind: str | None) -> str | None:
        """The colour in front of another one; None for a gradient and the like."""
        own = next(self._own(run, paragraph), None)
        if own is not None and own.find(qn("a:hlinkClick")) is not None:
            return self._by_name("hlink", behind)
        for properties in (*self._own(run, paragraph), *self._styles(self.lists, paragraph)):
            fill = _fill(properties)
            if fill is not None:
                return self._filled(fill, behind)
        for styled in (self.font, *self.table):
            element = None if styled is None else colour_within(styled)
            if element is not None:
                return self._solid(element, behind)
        for properties in self._styles(self.farther, paragraph):
            fill = _fill(properties)
            if fill is not None:
                return self._filled(fill, behind)
        return self._by_name("tx1", behind)

    def _by_name(self, name: str, behind: str | None) -> str | None:
        found = self.palette.theme.get(self.palette.names.get(name, name))
        return None if found is None else self._solid(found, behind)

    def _filled(self, fill: Any, behind: str | None) -> str | None:
        element = colour_within(fill) if fill.tag == qn("a:solidFill") else None
        return None if element is None else self._solid(element, behind)

    def _solid(self, element: Any, behind: str | None) -> str | None:
        colour = self.palette.colour(element)
        return None if colour is None else colour.over(behind)

    def _attribute(self, name: str, run: Any, paragraph: Any) -> str | None:
        """The nearest word about one property."""
        lists = (*self.lists, *self.farther)
        for properties in (*self._own(run, paragraph), *self._styles(lists, paragraph)):
            if properties.get(name) is not None:
                return str(properties.get(name))
        return None

    def _own(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """The properties of a run and of its paragraph."""
        for owner, path in ((run, "a:rPr"), (paragraph, "a:pPr")):
            found = owner.find(qn(path))
            if found is not None and path == "a:pPr":
                found = found.find(qn("a:defRPr"))
            if found is not None:
                yield found

    def _styles(self, lists: tuple[Any, ...], paragraph: Any) -> Iterator[Any]:
        """The properties of a paragraph's level in each of these list styles."""
        properties = paragraph.find(qn("a:pPr"))
        level = 0 if properties is None else int(properties.get("lvl", 0))
        for style in lists:
            for name in (f"a:lvl{level + 1}pPr", "a:defPPr"):
                found = style.find(f"{qn(name)}/{qn('a:defRPr')}")
                if found is not None:
                    yield found


def _fill(properties: Any) -> Any | None:
    return next((each for each in properties if each.tag in _FILLS), None)


def list_styles(shapes: Iterator[Any]) -> tuple[Any, ...]:
    """The list styles of shapes, those that have one."""
    found = (shape.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}") for shape in shapes)
    return tuple(style for style in found if style is not None)


def farther_styles(place: str, master: Any, presentation: Any) -> tuple[Any, ...]:
    """The text styles of a master for a kind of place, then what the presentation says for all."""
    standard = presentation.find(qn("p:defaultTextStyle"))
    styles = master.find(qn("p:txStyles"))
    name = "titleStyle" if place in _TITLES else "bodyStyle"
    name = "otherStyle" if place in _OTHERS else name
    on_master = None if styles is None else styles.find(qn(f"p:{name}"))
    order = (standard, on_master) if not place else (on_master, standard)
    return tuple(style for style in order if style is not None)


def language_of(run: Any) -> str | None:
    """The language that a run is marked with, such as "ky"; defaults of a template do not count."""
    properties = run.find(qn("a:rPr"))
    found = None if properties is None else properties.get("lang")
    return found.partition("-")[0].lower()[:8] if found else None


def shrinking(body: Any) -> float:
    """By how much a text is made smaller to fit its shape."""
    fitted = body.find(f"{qn('a:bodyPr')}/{qn('a:normAutofit')}")
    return 1.0 if fitted is None else percentage(fitted.get("fontScale"))

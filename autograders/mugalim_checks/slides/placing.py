"""Where the shapes of a slide are, groups undone, and which places of its layout they fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

MOST_SHAPES = 2_000  # of a slide
_DEEPEST = 20  # groups in groups
_ALTERNATES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES = frozenset(qn(name) for name in ("p:sp", "p:pic", "p:graphicFrame"))
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in EMU."""

    left: float
    top: float
    width: float
    height: float

    def holds(self, other: Box) -> bool:
        """Whether the other lies within it, a hair's breadth aside."""
        return self.shared(other) >= 0.98 * other.width * other.height

    def shared(self, other: Box) -> float:
        """The area that both cover."""
        wide = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        high = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)


@dataclass(frozen=True)
class _Frame:
    """How the coordinates within a group become those of the slide."""

    left: float = 0
    top: float = 0
    wider: float = 1
    higher: float = 1

    def box(self, transform: Any) -> Box | None:
        """A transform's rectangle on the slide."""
        place, size = transform.find(qn("a:off")), transform.find(qn("a:ext"))
        if place is None or size is None:
            return None
        return Box(
            self.left + float(place.get("x")) * self.wider,
            self.top + float(place.get("y")) * self.higher,
            float(size.get("cx")) * self.wider,
            float(size.get("cy")) * self.higher,
        )

    def within(self, transform: Any) -> _Frame:
        """The frame of a group that has this transform."""
        box = None if transform is None else self.box(transform)
        if transform is None or box is None:
            return self
        place, size = transform.find(qn("a:chOff")), transform.find(qn("a:chExt"))
        if place is None or size is None:
            return self
        wider = box.width / (float(size.get("cx")) or 1)
        higher = box.height / (float(size.get("cy")) or 1)
        left = box.left - float(place.get("x")) * wider
        return _Frame(left, box.top - float(place.get("y")) * higher, wider, higher)


@dataclass(frozen=True)
class Placed:
    """A shape of a slide, a layout or a master; `box` is None where it has none of its own."""

    element: Any
    box: Box | None
    group_fill: Any | None = None  # the properties of the group that it is in

    @property
    def mark(self) -> Any | None:
        """The p:ph element that makes it a placeholder."""
        return next(self.element.iter(qn("p:ph")), None)

    @property
    def place(self) -> str:
        """The type of the placeholder, such as "title"; "" where it is none."""
        mark = self.mark
        return "" if mark is None else str(mark.get("type", "obj"))

    @property
    def is_title(self) -> bool:
        """Whether it is the place of a title."""
        return self.place in _TITLES

    @property
    def is_furniture(self) -> bool:
        """Whether it is the place of a date, a footer or the slide's number."""
        return self.place in _FURNITURE


def shapes_of(part: Any) -> list[Placed]:
    """The shapes of a p:sld, p:sldLayout, p:sldMaster or p:notes, from the rearmost on."""
    tree = part.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    found: list[Placed] = []
    for shape in [] if tree is None else _shapes(tree, _Frame(), None, 0):
        found.append(shape)
        if len(found) >= MOST_SHAPES:
            break
    return found


def _shapes(tree: Any, frame: _Frame, group: Any | None, depth: int) -> Iterator[Placed]:
    if depth > _DEEPEST:
        return
    for child in tree:
        if child.tag in _SHAPES:
            transform = next(_transforms(child), None)
            box = None if transform is None else frame.box(transform)
            yield Placed(child, box, group)
        elif child.tag == qn("p:grpSp"):
            own = child.find(qn("p:grpSpPr"))
            transform = None if own is None else own.find(qn("a:xfrm"))
            yield from _shapes(child, frame.within(transform), own, depth + 1)
        elif child.tag == f"{_ALTERNATES}AlternateContent":
            yield from _shapes(_alternative(child), frame, group, depth + 1)


def _transforms(element: Any) -> Iterator[Any]:
    properties = element.find(qn("p:spPr"))
    if properties is not None:
        yield from properties.findall(qn("a:xfrm"))
    yield from element.findall(qn("p:xfrm"))


def _alternative(element: Any) -> Any:
    """The branch that holds shapes: newer programs' first, else what older ones show."""
    branches = [each for each in element if isinstance(each.tag, str)]
    known = (each for each in branches if any(child.tag in _SHAPES for child in each))
    return next(known, [])


# The place of a master that a layout's place of each type takes its looks from.
_ON_MASTER = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}


def on_layout(shape: Placed, layout: list[Placed]) -> Placed | None:
    """The layout's place that a slide's placeholder fills."""
    mark = shape.mark
    if mark is None:
        return None
    places = [each for each in layout if each.mark is not None]
    if shape.is_title:
        return next((each for each in places if each.is_title), None)
    index = mark.get("idx", "0")
    same = (each for each in places if each.mark.get("idx", "0") == index)  # type: ignore[union-attr]  # has a mark
    alike = (each for each in places if each.place == shape.place)
    return next(same, None) or next(alike, None)


def on_master(shape: Placed, master: list[Placed]) -> Placed | None:
    """The master's place from which a placeholder takes its looks."""
    if not shape.place:
        return None
    wanted = _ON_MASTER.get(shape.place, "body")
    return next((each for each in master if each.place == wanted), None)

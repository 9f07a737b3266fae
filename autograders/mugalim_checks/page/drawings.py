"""Drawings (SVG) with nothing left in them that could act or load: shapes, text and colours."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

import html5lib

from mugalim_checks.page.lines import visible

LARGEST = 200_000  # bytes of a drawing that is kept
SPACE = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "title", "desc", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "marker",
})  # fmt: skip
_ATTRIBUTES = frozenset({
    "viewBox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry",
    "d", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity",
    "transform", "text-anchor", "font-size", "font-weight", "font-family", "dx", "dy", "offset",
    "stop-color", "gradientUnits", "id", "clip-path", "preserveAspectRatio", "dominant-baseline",
})  # fmt: skip
_LEADS_OUT = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|script:|data:", re.IGNORECASE)


def harmless(drawing: Element) -> bytes:
    """A drawing as SVG with only what draws; b"" where it is too large to keep."""
    kept = _kept(drawing)
    if kept is None:
        return b""
    kept.set("xmlns", SPACE[1:-1])
    content = tostring(kept, encoding="utf-8")
    return content if len(content) <= LARGEST else b""


def drawing_in(content: bytes) -> bytes:
    """The first drawing in a file's bytes, made harmless; b"" where there is none."""
    text = content[:LARGEST].decode("utf-8", "replace")
    tree = html5lib.parse(text[max(text.find("<svg"), 0) :], treebuilder="etree")
    found = next(tree.iter(f"{SPACE}svg"), None)
    return b"" if found is None else harmless(found)


def _kept(element: Element) -> Element | None:
    tag = element.tag.removeprefix(SPACE) if isinstance(element.tag, str) else ""
    if tag not in _SHAPES:
        return None
    kept = Element(tag, _attributes(element))
    kept.text, kept.tail = _text(element.text), _text(element.tail)
    kept.extend(child for each in element if (child := _kept(each)) is not None)
    return kept


def _attributes(element: Element) -> dict[str, str]:
    return {
        name: _text(value)
        for name, value in element.items()
        if name in _ATTRIBUTES and not _LEADS_OUT.search(value)
    }


def _text(value: str | None) -> str:
    return visible(value or "")

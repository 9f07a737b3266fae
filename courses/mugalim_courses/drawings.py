"""The picture of a lesson: a small SVG of what will be made, safe to show on any page."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

PICTURE = "picture.svg"
LARGEST = 12_000  # bytes
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    {
        "svg", "title", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "defs", "linearGradient", "stop", "clipPath",
    }
)  # fmt: skip
_LOADS = re.compile(r"url\((?!#)|https?:|data:|javascript:", re.IGNORECASE)


def trouble_with_picture(path: Path) -> str | None:
    """What keeps a file from being a lesson's picture; None where it is one.

    Words are not drawn: a picture is the same in all languages.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return "the picture is missing"
    if len(content) > LARGEST:
        return f"the picture has {len(content)} bytes; {LARGEST} are enough"
    try:
        root = fromstring(content)
    except (ParseError, ValueError):
        return "it is no SVG"
    if root.tag != f"{_NAMESPACE}svg" or "viewBox" not in root.attrib:
        return "it is no SVG with a viewBox"
    for element in root.iter():
        name = str(element.tag).removeprefix(_NAMESPACE)
        if name not in _ELEMENTS:
            return f"it holds <{name[:30]}>, which no picture of a lesson needs"
        for key, value in element.attrib.items():
            if key.startswith("on") or _LOADS.search(value):
                return f"its {key[:30]} loads or runs something"
    return None

"""How text looks in an .odt file: automatic and named styles with their parents resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mugalim_checks.document.blanks import box_of
from mugalim_checks.document.blocks import Marker
from mugalim_checks.document.elements import child, children, value, whole
from mugalim_checks.document.looks import PLAIN, Look, language_code

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_POINTS = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)pt")
_PERCENT = re.compile(r"([0-9]{1,3})%")
_TITLES = ("title", "subtitle")
_LEADERS = ("dotted", "solid", "dash", "long-dash", "dot-dash")


@dataclass(frozen=True)
class OdfStyle:
    """A style of paragraphs, text or cells, with what it takes from its parents."""

    look: Look = PLAIN
    level: int = 0
    titled: bool = False
    leader: bool = False  # its tabs draw a line
    background: str | None = None  # behind the paragraph or in the cell
    in_list: bool = False


class OdfStyles:
    """The styles of a document by family and name."""

    def __init__(self, roots: Iterable[Element | None]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._made: dict[tuple[str, str], OdfStyle] = {}
        self._lists: dict[str, dict[int, tuple[Marker, str]]] = {}
        for root in roots:
            for each in root.iter() if root is not None else ():
                if each.tag == "style:style":
                    family, name = each.get("style:family", ""), each.get("style:name", "")
                    self._elements[family, name] = each
                elif each.tag == "style:default-style":
                    self._elements[each.get("style:family", ""), ""] = each
                elif each.tag == "text:list-style":
                    self._lists[each.get("style:name", "")] = _markers_of(each)

    def style(self, family: str, name: str | None) -> OdfStyle:
        """A style by its name; the family's default where there is none."""
        key = (family, name or "")
        if key not in self._elements:
            return OdfStyle() if not name else self.style(family, None)
        if key not in self._made:
            self._made[key] = OdfStyle()  # a ring of styles ends here
            element = self._elements[key]
            below = (
                self.style(family, element.get("style:parent-style-name")) if name else OdfStyle()
            )
            self._made[key] = _style(element, below)
        return self._made[key]

    def marker(self, list_style: str, level: int) -> tuple[Marker, str]:
        """What marks an item of a list at a level (from 1), and its box: ☐, ☒ or ""."""
        return self._lists.get(list_style, {}).get(level, ("bullet", ""))


def _style(element: Element, below: OdfStyle) -> OdfStyle:
    paragraph = child(element, "style:paragraph-properties")
    said = element.get("style:default-outline-level")
    name = (element.get("style:display-name") or element.get("style:name") or "").casefold()
    stops = children(child(paragraph, "style:tab-stops"), "style:tab-stop")
    behind = [
        value(child(element, f"style:{each}-properties"), "fo:background-color")
        for each in ("paragraph", "table-cell")
    ]
    return OdfStyle(
        look=_look(child(element, "style:text-properties"), below.look).over(below.look),
        level=below.level if said is None else whole(said, most=9),
        titled=name in _TITLES or below.titled,
        leader=any(each.get("style:leader-style", "none") in _LEADERS for each in stops)
        or below.leader,
        background=next((found for each in behind if (found := _colour(each))), below.background),
        in_list=bool(element.get("style:list-style-name")) or below.in_list,
    )


def _look(properties: Element | None, below: Look) -> Look:
    if properties is None:
        return PLAIN
    weight = properties.get("fo:font-weight")
    underline = properties.get("style:text-underline-style")
    code = language_code(properties.get("fo:language"))
    return Look(
        bold=None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        size=_size(properties.get("fo:font-size"), below.size),
        colour=_colour(properties.get("fo:color")),
        background=_colour(properties.get("fo:background-color")),
        language=None if code in ("zxx", "none", "und") else code,
        underlined=None if underline is None else underline != "none",
        font=properties.get("style:font-name") or properties.get("fo:font-family"),
    )


def _size(said: str | None, below: float | None) -> float | None:
    if found := _POINTS.fullmatch(said or ""):
        return float(found[1])
    if found := _PERCENT.fullmatch(said or ""):
        return None if below is None else below * int(found[1]) / 100
    return None


def _colour(said: str | None) -> str | None:
    return said.upper() if said and _HEX.fullmatch(said) else None


def _markers_of(style: Element) -> dict[int, tuple[Marker, str]]:
    found: dict[int, tuple[Marker, str]] = {}
    for level in style:
        number = whole(level.get("text:level"), 1, 10)
        if level.tag == "text:list-level-style-number" and level.get("style:num-format"):
            found[number] = ("number", "")
        elif level.tag == "text:list-level-style-bullet":
            properties = child(level, "style:text-properties")
            font = value(properties, "style:font-name") or value(properties, "fo:font-family")
            found[number] = ("bullet", box_of(level.get("text:bullet-char", ""), font))
    return found

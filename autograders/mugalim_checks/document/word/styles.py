"""How text looks in a .docx file: direct formatting, styles and defaults resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mugalim_checks.document.elements import child, children, switched_on, value, whole
from mugalim_checks.document.looks import PLAIN, Look, language_code

_HEADING = re.compile(
    r"(?:heading|заголовок|башсөз|баш сөз|баш аталыш|аталыш|башлык)\s*([1-9])", re.I
)
_TITLE = re.compile(r"(?:sub)?title|название|заглавие|подзаголовок", re.I)
CONTENTS = re.compile(r"(?:toc|оглавление|contents)\s*(?:heading|\d)", re.I)
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_HIGHLIGHTS = {
    "black": "#000000", "blue": "#0000FF", "cyan": "#00FFFF", "green": "#00FF00",
    "magenta": "#FF00FF", "red": "#FF0000", "yellow": "#FFFF00", "white": "#FFFFFF",
    "darkBlue": "#000080", "darkCyan": "#008080", "darkGreen": "#008000",
    "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000",
    "darkGray": "#808080", "lightGray": "#C0C0C0",
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """A style of paragraphs, text or tables, with what it takes from those it is based on."""

    look: Look = PLAIN
    level: int | None = None  # None: nothing says it; 0: ordinary text
    titled: bool = False
    contents: bool = False
    numbering: tuple[str, str] | None = None  # id and level of a list
    leader: bool = False  # its tabs draw a line
    background: str | None = None  # behind the paragraph
    element: Element | None = None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._made: dict[str, Style] = {}
        self._ordinary = ""
        for each in children(root, "w:style"):
            name = each.get("w:styleId", "")
            self._elements[name] = each
            if each.get("w:default") in ("1", "true", "on") and each.get("w:type") == "paragraph":
                self._ordinary = name
        self.default = look_of(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))

    def paragraph(self, id: str | None) -> Style:
        """A paragraph's style; the ordinary one where it names none."""
        return self.style(id if id in self._elements else self._ordinary)

    def style(self, id: str | None) -> Style:
        """The style of that id; a bare one where there is none."""
        if id is None or id not in self._elements:
            return Style()
        if id not in self._made:
            self._made[id] = Style()  # a ring of styles ends here
            below = self.style(value(child(self._elements[id], "w:basedOn")))
            self._made[id] = _style(self._elements[id], below)
        return self._made[id]

    def chain(self, id: str | None) -> tuple[Element, ...]:
        """A style's element and those that it is based on, itself first."""
        found: list[Element] = []
        name = id
        while name in self._elements and len(found) < len(self._elements):
            found.append(self._elements[name])
            name = value(child(found[-1], "w:basedOn"))
        return tuple(found)


def _style(element: Element, below: Style) -> Style:
    name = value(child(element, "w:name")) or ""
    properties = child(element, "w:pPr")
    level = outline_level(properties)
    if level is None and (found := _HEADING.fullmatch(name.strip())):
        level = int(found[1])
    return Style(
        look=look_of(child(element, "w:rPr")).over(below.look),
        level=below.level if level is None else level,
        titled=bool(_TITLE.fullmatch(name.strip())) or below.titled,
        contents=bool(CONTENTS.match(name.strip())) or below.contents,
        numbering=numbering_of(properties) or below.numbering,
        leader=has_leader(properties) or below.leader,
        background=shade(child(properties, "w:shd")) or below.background,
        element=element,
    )


def outline_level(properties: Element | None) -> int | None:
    """The level that paragraph properties give, 0 for ordinary text; None where they do not say."""
    said = value(child(properties, "w:outlineLvl"))
    if said is None:
        return None
    number = whole(said, 9)
    return number + 1 if number < 9 else 0


def numbering_of(properties: Element | None) -> tuple[str, str] | None:
    """The list's id ("0": none) and level that paragraph properties give."""
    numbered = child(properties, "w:numPr")
    name = value(child(numbered, "w:numId"))
    return None if name is None else (name, value(child(numbered, "w:ilvl")) or "0")


def has_leader(properties: Element | None) -> bool:
    """Whether a tab stop draws a line to write on."""
    stops = children(child(properties, "w:tabs"), "w:tab")
    return any(each.get("w:leader", "none") in ("underscore", "dot", "middleDot") for each in stops)


def look_of(properties: Element | None) -> Look:
    """What run properties say themselves."""
    if properties is None:
        return PLAIN
    found = {each.tag: each for each in properties}
    half_points = whole(value(found.get("w:sz")), 0, 4_000)
    underline = value(found.get("w:u"))
    highlight = _HIGHLIGHTS.get(value(found.get("w:highlight")) or "")
    return Look(
        bold=switched_on(found.get("w:b")),
        size=half_points / 2 if half_points else None,
        colour=_hex(value(found.get("w:color"))),
        background=highlight or shade(found.get("w:shd")),
        language=language_code(value(found.get("w:lang"))),
        underlined=None if underline is None else underline != "none",
        font=value(found.get("w:rFonts"), "w:ascii"),
    )


def shade(element: Element | None) -> str | None:
    """The colour of a shading; None where it has none that can be told."""
    return _hex(value(element, "w:fill"))


def _hex(said: str | None) -> str | None:
    return f"#{said.upper()}" if said and _HEX.fullmatch(said) else None


# What the table's look switches off, by the bits of its value.
_REGIONS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80}


@dataclass(frozen=True)
class TableStyle:
    """The shading and text colour that a table's style gives to its rows."""

    regions: Mapping[str, tuple[str | None, Look]]

    def at(self, row: int, column: int, rows: int) -> tuple[str | None, Look]:
        """Background and look at a place (from 0) of a table with so many rows."""
        names = [""]
        first = "firstRow" in self.regions
        if row or not first:
            names.append(f"band{(row - first) % 2 + 1}Horz")
        names += ["firstCol"] * (column == 0) + ["lastRow"] * (row == rows - 1)
        names += ["firstRow"] * (row == 0)
        background, look = None, PLAIN
        for name in names:
            shaded, over = self.regions.get(name, (None, PLAIN))
            background, look = shaded or background, over.over(look)
        return background, look


def table_style(properties: Element | None, styles: Styles) -> TableStyle:
    """The style of a table by its properties."""
    off = _switched_off(child(properties, "w:tblLook"))
    regions: dict[str, tuple[str | None, Look]] = {}
    for element in reversed(styles.chain(value(child(properties, "w:tblStyle")))):
        parts = [
            ("", element),
            *((each.get("w:type", ""), each) for each in children(element, "w:tblStylePr")),
        ]
        for name, part in parts:
            if name not in off:
                shaded, look = regions.get(name, (None, PLAIN))
                own = shade(child(part, "w:tcPr", "w:shd"))
                regions[name] = (own or shaded, look_of(child(part, "w:rPr")).over(look))
    return TableStyle(regions)


def _switched_off(look: Element | None) -> set[str]:
    if look is None:
        return set()
    bits = (
        int(look.get("w:val", "0"), 16)
        if re.fullmatch(r"[0-9A-Fa-f]{1,4}", look.get("w:val", ""))
        else 0
    )
    names = {"firstRow": "firstRow", "lastRow": "lastRow", "firstColumn": "firstCol"}
    off = {
        name
        for attribute, name in names.items()
        if look.get(f"w:{attribute}", "1" if bits & _REGIONS[attribute] else "0")
        not in ("1", "true")
    }
    bands = look.get("w:noHBand", "1" if bits & 0x200 else "0") in ("1", "true", "on")
    return off | ({"band1Horz", "band2Horz"} if bands else set())

"""Content controls, form fields, symbols and lists of a .docx file, as signs of a text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from mugalim_checks.document.blanks import BLANK, BOX, DATE_BLANK, TICKED, box_of, in_font
from mugalim_checks.document.blocks import Marker
from mugalim_checks.document.elements import child, children, switched_on, value


def control_text(element: Element) -> str | None:
    """What a content control shows instead of its contents: a box or a blank; None: nothing."""
    properties = child(element, "w:sdtPr")
    box = child(properties, "w14:checkbox")
    if box is not None:
        checked = child(box, "w14:checked")
        on = checked is not None and checked.get("w14:val", "1").lower() in ("1", "true", "on")
        return TICKED if on else BOX
    if switched_on(child(properties, "w:showingPlcHdr")):
        return DATE_BLANK if child(properties, "w:date") is not None else BLANK
    return None


def is_contents(element: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = value(child(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")) or ""
    return gallery.startswith("Table of Contents")


def lists_of(numbering: Element | None) -> dict[tuple[str, str], tuple[Marker, str]]:
    """What marks the items of each list and level, and their box: ☐, ☒ or ""."""
    abstract = {
        each.get("w:abstractNumId", ""): {
            level.get("w:ilvl", "0"): _marker(level) for level in children(each, "w:lvl")
        }
        for each in children(numbering, "w:abstractNum")
    }
    return {
        (each.get("w:numId", ""), level): marker
        for each in children(numbering, "w:num")
        for level, marker in abstract.get(value(child(each, "w:abstractNumId")) or "", {}).items()
    }


def _marker(level: Element) -> tuple[Marker, str]:
    if value(child(level, "w:numFmt")) not in ("bullet", "none"):
        return "number", ""
    font = value(child(level, "w:rPr", "w:rFonts"), "w:ascii")
    return "bullet", box_of(value(child(level, "w:lvlText")) or "", font)


def symbol_text(element: Element) -> str:
    """The sign that a symbol of a font stands for."""
    code = element.get("w:char", "")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    return in_font(chr(int(code, 16)), element.get("w:font"))


def old_box(box: Element) -> str:
    """The box of an old form field."""
    checked = switched_on(child(box, "w:checked"))
    on = switched_on(child(box, "w:default")) if checked is None else checked
    return TICKED if on else BOX

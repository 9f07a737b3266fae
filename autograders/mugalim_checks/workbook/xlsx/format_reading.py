"""The conditional formats of a sheet in an .xlsx file, and the colours of its cells."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl.styles.colors import COLOR_INDEX

from mugalim_checks.formulas.inputs import normalise
from mugalim_checks.formulas.tokens import stored_formula
from mugalim_checks.formulas.values import number_from_text
from mugalim_checks.workbook.elements import attribute, every, first, text_of

MOST = 500
_BY_FORMULA = frozenset(
    {"expression", "containsText", "notContainsText", "notContains", "beginsWith", "endsWith",
     "containsBlanks", "notContainsBlanks", "containsErrors", "notContainsErrors"}
)  # fmt: skip
_KINDS = {"cellIs": "cell", "iconSet": "icons", "dataBar": "bars", "colorScale": "scale"}
# The colours of the ordinary theme, in the order in which a cell's colour counts them.
_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000",
          "5B9BD5", "70AD47", "0563C1", "954F72")  # fmt: skip
_NEWER = b"schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def format_states(sheet: Any) -> list[dict[str, Any]]:
    """The state of each conditional format that openpyxl has read, one for each range."""
    states = []
    for group in sheet.conditional_formatting:
        for rule in group.rules:
            state = {**_condition(rule.type, rule.operator, rule.formula), **_dxf(rule.dxf)}
            if rule.iconSet is not None:
                state["operator"] = rule.iconSet.iconSet or "3TrafficLights1"
            states += [{"range": range_, **state} for range_ in str(group.sqref).split()]
    return states[:MOST]


def extended_formats(root: Element | None) -> list[dict[str, Any]]:
    """The conditional formats that Excel keeps in a sheet's extensions."""
    states = []
    for group in every(root, "conditionalFormatting"):
        if _NEWER.decode() not in str(group.tag):
            continue
        for rule in every(group, "cfRule"):
            formulas = [text_of(each) for each in every(rule, "f")]
            state = _condition(rule.get("type"), rule.get("operator"), formulas)
            if state["kind"] == "icons":
                icons = attribute(first(rule, "iconSet"), "iconSet") or "3TrafficLights1"
                state |= {"operator": icons, "formulas": []}
            state |= _extended_dxf(first(rule, "dxf"))
            ranges = text_of(first(group, "sqref")).split()
            states += [{"range": range_, **state} for range_ in ranges]
    return states[:MOST]


def _condition(type_: str | None, operator: str | None, formulas: Any) -> dict[str, Any]:
    if type_ in _BY_FORMULA and formulas:
        return {"kind": "formula", "formulas": [stored_formula(f"={formulas[0]}")]}
    kind = _KINDS.get(type_ or "", "other")
    if kind == "cell":
        limits = [_limit(str(each)) for each in formulas or ()]
        return {"kind": "cell", "operator": operator or "equal", "formulas": limits}
    return {"kind": kind, "operator": type_ or ""} if kind == "other" else {"kind": kind}


def _limit(text: str) -> str:
    return normalise(text) if number_from_text(text) is not None else stored_formula(f"={text}")


def _dxf(dxf: Any) -> dict[str, Any]:
    """What a format brings where it holds."""
    if dxf is None:
        return {}
    font, fill = dxf.font, dxf.fill
    state = {
        "bold": bool(font and font.b),
        "italic": bool(font and font.i),
        "underlined": bool(font and font.u),
        "struck": bool(font and font.strike),
        "colour": colour(font.color) if font else "",
        "fill": colour(fill.bgColor) or colour(fill.fgColor) if fill else "",
        "number_format": (dxf.numFmt.formatCode or "") if dxf.numFmt else "",
    }
    return {name: value for name, value in state.items() if value}


def _extended_dxf(dxf: Element | None) -> dict[str, Any]:
    tags = {"b": "bold", "i": "italic", "u": "underlined", "strike": "struck"}
    font = first(dxf, "font")
    state: dict[str, Any] = {
        name: True for tag, name in tags.items() if first(font, tag) is not None
    }
    look = attribute(first(dxf, "numFmt"), "formatCode")
    return {**state, "number_format": look} if look else state


def looks(cell: Any) -> dict[str, Any]:
    """The state of how a cell looks, but for its number format."""
    font, fill = cell.font, cell.fill
    text = colour(font.color) if font is not None else ""
    pattern = getattr(fill, "fill_type", None)
    behind = colour(fill.fgColor) if pattern == "solid" else ""
    unsure = pattern is not None and not behind  # then a white text need not be unseen
    state = {
        "bold": bool(font and font.b),
        "italic": bool(font and font.i),
        "colour": "" if unsure or text == "#000000" else text,
        "fill": behind,
    }
    return {name: value for name, value in state.items() if value}


def colour(found: Any) -> str:
    """A colour of openpyxl as "#RRGGBB"; "" where it is not known."""
    kind = getattr(found, "type", None)
    if kind == "rgb" and isinstance(found.rgb, str):
        return f"#{found.rgb[-6:].upper()}" if found.rgb != "00000000" else ""
    if kind == "theme" and 0 <= found.theme < len(_THEME):
        return _tinted(_THEME[found.theme], found.tint or 0.0)
    if kind == "indexed" and 0 <= found.indexed < len(COLOR_INDEX):
        return f"#{COLOR_INDEX[found.indexed][-6:].upper()}"
    return ""


def _tinted(rgb: str, tint: float) -> str:
    """A theme's colour made lighter (tint above 0) or darker, as Excel does it."""
    red, green, blue = (int(rgb[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "#" + "".join(f"{round(part * 255):02X}" for part in _rgb(hue, min(light, 1.0), full))


def _rgb(hue: float, light: float, full: float) -> Iterator[float]:
    yield from colorsys.hls_to_rgb(hue, light, full)

"""The styles of an .ods file: how cells look, what is wide, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.workbook.elements import attribute, every, local

_DEEPEST = 10  # styles that lean on one another
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}


@dataclass
class Styles:
    """Styles by name, from every part of a file that has some."""

    by_name: dict[str, Element] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)  # number formats by their style's name
    looks: dict[str | None, dict[str, Any]] = field(default_factory=dict)  # those asked for

    @classmethod
    def of(cls, roots: Iterable[Element | None]) -> Styles:
        """The styles of all parts; those of the later ones win."""
        styles = cls()
        for root in roots:
            for each in every(root, "style"):
                for key in ("display-name", "name"):  # conditions use the one that is shown
                    name = attribute(each, key)
                    if name:
                        styles.by_name[name] = each
            for each in every(root, "number-style", "percentage-style"):
                styles.numbers[attribute(each, "name") or ""] = _number_format(each)
        return styles

    def property(self, name: str | None, wanted: str) -> str | None:
        """A property of a style, or of the one that it leans on; None where neither has it."""
        for _ in range(_DEEPEST):
            style = self.by_name.get(name or "")
            if style is None:
                return None
            found = attribute(style, wanted)
            for each in style:
                if found is None and local(str(each.tag)).endswith("-properties"):
                    found = attribute(each, wanted)
            if found is not None:
                return found
            name = attribute(style, "parent-style-name")
        return None

    def look(self, name: str | None) -> Mapping[str, Any]:
        """The state of how a cell of a style looks, with its number format."""
        if name in self.looks:
            return self.looks[name]
        state = {
            "format": self.numbers.get(self.property(name, "data-style-name") or "", ""),
            "bold": self.property(name, "font-weight") == "bold",
            "italic": self.property(name, "font-style") == "italic",
            "colour": _colour(self.property(name, "color"), "#000000"),
            "fill": _colour(self.property(name, "background-color"), ""),
        }
        self.looks[name] = {key: value for key, value in state.items() if value}
        return self.looks[name]

    def length(self, name: str | None, wanted: str) -> float | None:
        """A length in centimetres; None where a style says nothing about it."""
        text = self.property(name, wanted) or ""
        try:
            return float(text[:-2]) * _CENTIMETRES[text[-2:]]
        except (ValueError, KeyError):
            return None


def _colour(text: str | None, ordinary: str) -> str:
    found = (text or "").upper()
    return found if len(found) == 7 and found.startswith("#") and found != ordinary else ""


def _number_format(style: Element) -> str:
    number = next(every(style, "number"), None)
    if number is None or len(list(every(style, "text"))) > 1:
        return ""
    places = attribute(number, "decimal-places") or "0"
    digits = min(int(places), 15) if places.isdigit() else 0
    look = "#,##0" if attribute(number, "grouping") == "true" else "0"
    look += f".{'0' * digits}" if digits else ""
    percent = local(str(style.tag)) == "percentage-style"
    automatic = digits == 0 and not percent and attribute(number, "decimal-places") is None
    return "" if automatic else f"{look}%" if percent else look

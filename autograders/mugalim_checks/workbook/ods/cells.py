"""One cell of an .ods file as a state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.formulas.addresses import Area, cell_address
from mugalim_checks.formulas.inputs import constant_input, percent_input, text_input, typed_look
from mugalim_checks.formulas.moving import with_names
from mugalim_checks.workbook.elements import attribute, local, number_of
from mugalim_checks.workbook.ods.formulas import from_ods
from mugalim_checks.workbook.sheet import LONGEST_INPUT

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?.*")
_TIME = re.compile(r"PT(\d+)H(\d+)M.*")
_MOST_SPACES = 100


def cell_state(cell: Element, look: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The state of a cell; its input is "" where it is empty."""
    formula = attribute(cell, "formula")
    if formula:
        return {"input": with_names(from_ods(formula), names)[:LONGEST_INPUT], **look}
    text = _constant(cell)
    if typed_look(text) == look.get("format"):
        return {"input": text, **{name: look[name] for name in look if name != "format"}}
    return {"input": text, **look}


def _constant(cell: Element) -> str:
    kind = attribute(cell, "value-type")
    number = number_of(attribute(cell, "value"))
    if kind in ("float", "currency", "percentage") and number is not None:
        return percent_input(number) if kind == "percentage" else constant_input(number)
    if kind == "boolean":
        return constant_input(attribute(cell, "boolean-value") == "true")
    if kind == "date":
        return _date(attribute(cell, "date-value") or "")
    if kind == "time":
        time = _TIME.fullmatch(attribute(cell, "time-value") or "")
        return f"{int(time[1]):02}:{int(time[2]):02}" if time else ""
    if kind == "string":
        return text_input((attribute(cell, "string-value") or _paragraphs(cell))[:LONGEST_INPUT])
    return ""


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day, hour, minute = found.groups()
    time = f" {hour}:{minute}" if hour and (hour, minute) != ("00", "00") else ""
    return f"{day}.{month}.{year}{time}"


def _paragraphs(cell: Element) -> str:
    return "\n".join(words(each) for each in cell if local(str(each.tag)) == "p")


def words(element: Element) -> str:
    """The text of a paragraph, with the spaces and line breaks that are kept as elements."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        tag = local(str(each.tag))
        if tag == "s":
            yield " " * min(int(number_of(attribute(each, "c")) or 1), _MOST_SPACES)
        elif tag in ("tab", "line-break"):
            yield "\t" if tag == "tab" else "\n"
        else:
            yield from _pieces(each)
        yield each.tail or ""


def spilled(arrays: Iterable[tuple[Area, str]]) -> Iterator[tuple[str, str]]:
    """The other cells of array formulas that fill several cells: each its part of the result."""
    for area, formula in arrays:
        for row, column in area.cells():
            if (row, column) != (area.top, area.left) and formula.startswith("="):
                down, right = row - area.top + 1, column - area.left + 1
                yield cell_address(row, column), f"=INDEX({formula[1:]},{down},{right})"

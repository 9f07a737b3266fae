"""What an .ods file allows in its cells, and how it formats them by condition."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.formulas.inputs import normalise
from mugalim_checks.formulas.values import number_from_text
from mugalim_checks.workbook.elements import attribute, every, first, local, text_of
from mugalim_checks.workbook.ods.formulas import from_ods, references_from_ods
from mugalim_checks.workbook.ods.styles import Styles
from mugalim_checks.workbook.places import area_of, range_of

MOST = 500
_SIGNS = {
    "<=": "less_or_equal", ">=": "greater_or_equal", "<>": "not_equal", "!=": "not_equal",
    "<": "less", ">": "greater", "=": "equal",
}  # fmt: skip
_COMPARED = re.compile(r"(<=|>=|<>|!=|<|>|=)\s*(.+)", re.DOTALL)
_CALL = re.compile(r"([a-z-]+)\((.*)\)", re.DOTALL)
_ARGUMENT = re.compile(r'(?:"(?:[^"]|"")*"|\[[^\]]*\]|\([^()]*\)|[^",;\[(])+')
# The operators of a conditional format, as an .xlsx file names them.
_FILE_SIGNS = {
    "less_or_equal": "lessThanOrEqual", "greater_or_equal": "greaterThanOrEqual",
    "not_equal": "notEqual", "less": "lessThan", "greater": "greaterThan", "equal": "equal",
}  # fmt: skip
_OTHERS = {"duplicate": "duplicateValues", "unique": "uniqueValues"}


def rule_state(validation: Element) -> dict[str, Any]:
    """The state of a rule in an .ods file."""
    error = first(validation, "error-message")
    condition = (attribute(validation, "condition") or "").partition(":")[2]
    stops = attribute(error, "message-type") in (None, "stop")
    return {
        **_condition(condition or attribute(validation, "condition") or ""),
        "blank": attribute(validation, "allow-empty-cell") != "false",
        "warns": not stops or attribute(error, "display") == "false",
        "message": "\n".join(text_of(each) for each in every(error, "p")),
    }


def _condition(text: str) -> dict[str, Any]:
    kind = "any"
    for start, name in (
        ("cell-content-is-whole-number()", "whole"),
        ("cell-content-is-decimal-number()", "decimal"),
    ):
        if text.startswith(start):
            kind, text = name, text[len(start) :].removeprefix(" and ").strip()
    if text.startswith("cell-content-text-length"):
        kind, text = "text_length", text.replace("cell-content-text-length", "cell-content", 1)
    call = _CALL.fullmatch(text)
    if call and call[1] == "cell-content-is-in-list":
        return _list(call[2])
    if call and call[1] == "is-true-formula":
        return {"type": "custom", "formula": from_ods(f"={call[2]}")}
    return {"type": kind, **_limits(text)} if kind != "any" else {"type": "any"}


def _list(inside: str) -> dict[str, Any]:
    items = _arguments(inside)
    if items and all(each.startswith('"') for each in items):
        return {"type": "list", "values": [normalise(_unquoted(each)) for each in items]}
    return {"type": "list", "source": from_ods(f"={inside}")}


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"') if len(text) > 1 else text


def _arguments(inside: str) -> list[str]:
    return [each.strip() for each in _ARGUMENT.findall(inside)]


def _limits(text: str) -> dict[str, Any]:
    call = _CALL.fullmatch(text)
    if call and call[1] in ("cell-content-is-between", "cell-content-is-not-between"):
        ends = [*map(_limit, _arguments(call[2])), "", ""]
        operator = "not_between" if "not" in call[1] else "between"
        return {"operator": operator, "first": ends[0], "second": ends[1]}
    compared = _COMPARED.fullmatch(text.removeprefix("cell-content()").strip())
    if compared:
        return {"operator": _SIGNS[compared[1]], "first": _limit(compared[2])}
    return {}


def _limit(text: str) -> str:
    return normalise(text) if number_from_text(text) is not None else from_ods(f"={text}")


def format_states(table: Element, styles: Styles) -> list[dict[str, Any]]:
    """The states of a sheet's conditional formats, one for each range and condition."""
    states = []
    for group in every(table, "conditional-format"):
        addresses = references_from_ods(attribute(group, "target-range-address"))
        ranges = [range_of(area) for each in addresses if (area := area_of(each))]
        for each in group:
            state = _format(each, styles, ranges[0] if ranges else "A1")
            states += [{"range": range_, **state} for range_ in ranges]
    return states[:MOST]


def _format(found: Element, styles: Styles, range_: str) -> dict[str, Any]:
    tag = local(str(found.tag))
    if tag == "icon-set":
        return {"kind": "icons", "operator": attribute(found, "icon-set-type") or ""}
    if tag in ("data-bar", "color-scale"):
        return {"kind": "bars" if tag == "data-bar" else "scale"}
    condition = attribute(found, "value") or ""
    return {**_held(condition, range_.partition(":")[0]), **_brings(found, styles)}


def _brings(found: Element, styles: Styles) -> dict[str, Any]:
    name = attribute(found, "apply-style-name")
    look = dict(styles.look(name))
    if "format" in look:
        look["number_format"] = look.pop("format")
    if styles.property(name, "text-underline-style") not in (None, "none"):
        look["underlined"] = True
    if styles.property(name, "text-line-through-style") not in (None, "none"):
        look["struck"] = True
    return look


def _held(condition: str, corner: str) -> dict[str, Any]:
    """The state of a condition: a comparison, a formula, or another by its name."""
    compared = _COMPARED.fullmatch(condition)
    if compared:
        operator = _FILE_SIGNS[_SIGNS[compared[1]]]
        return {"kind": "cell", "operator": operator, "formulas": [_limit(compared[2])]}
    call = _CALL.fullmatch(condition)
    if call and call[1] == "formula-is":
        return {"kind": "formula", "formulas": [from_ods(f"={call[2]}")]}
    if call and call[1] in ("between", "not-between"):
        operator = "between" if call[1] == "between" else "notBetween"
        limits = [_limit(each) for each in _arguments(call[2])[:2]]
        return {"kind": "cell", "operator": operator, "formulas": limits}
    if call and call[1] == "contains-text":
        formula = from_ods(f"=NOT(ISERROR(SEARCH({call[2]};[.{corner}])))")
        return {"kind": "formula", "formulas": [formula]}
    return {"kind": "other", "operator": _OTHERS.get(condition, condition)[:100]}

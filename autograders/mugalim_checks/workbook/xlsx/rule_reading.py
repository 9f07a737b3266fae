"""The data validations of an .xlsx file as rules; those of newer programs, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.formulas.inputs import normalise
from mugalim_checks.formulas.tokens import stored_formula
from mugalim_checks.formulas.values import number_from_text

_NEWER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_FORMULA = "{http://schemas.microsoft.com/office/excel/2006/main}f"
_RANGE = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"
_KINDS = {
    "whole": "whole",
    "decimal": "decimal",
    "list": "list",
    "custom": "custom",
    "textLength": "text_length",
}
_OPERATORS = {
    "between": "between",
    "notBetween": "not_between",
    "equal": "equal",
    "notEqual": "not_equal",
    "lessThan": "less",
    "lessThanOrEqual": "less_or_equal",
    "greaterThan": "greater",
    "greaterThanOrEqual": "greater_or_equal",
}


def validation_states(found: Iterable[Any]) -> list[dict[str, Any]]:
    """The state of each validation that openpyxl has read, one for each range."""
    states = []
    for each in found:
        rule = _rule(
            {
                "type": each.type,
                "operator": each.operator,
                "first": each.formula1,
                "second": each.formula2,
                "blank": each.allowBlank,
                "style": each.errorStyle,
                "shown": each.showErrorMessage,
                "message": each.error,
            }
        )
        states += [{"range": range_, "rule": rule} for range_ in str(each.sqref).split()]
    return states


def extended_validations(root: Element | None) -> list[dict[str, Any]]:
    """The validations that Excel keeps in a sheet's extensions: lists on another sheet."""
    if root is None:
        return []
    states = []
    for each in root.iter(f"{_NEWER}dataValidation"):
        rule = _rule(
            {
                "type": each.get("type"),
                "operator": each.get("operator"),
                "first": each.findtext(f"{_NEWER}formula1/{_FORMULA}"),
                "second": each.findtext(f"{_NEWER}formula2/{_FORMULA}"),
                "blank": each.get("allowBlank") in ("1", "true"),
                "style": each.get("errorStyle"),
                "shown": each.get("showErrorMessage") in ("1", "true"),
                "message": each.get("error"),
            }
        )
        states += [
            {"range": range_, "rule": rule} for range_ in (each.findtext(_RANGE) or "").split()
        ]
    return states


def _rule(found: dict[str, Any]) -> dict[str, Any]:
    """A rule's state. Where the program shows no stop, anything can be typed after all."""
    kind = _KINDS.get(found["type"] or "", "any")
    rule: dict[str, Any] = {
        "type": kind,
        "blank": bool(found["blank"]),
        "warns": found["style"] in ("warning", "information") or not found["shown"],
        "message": found["message"] or "",
    }
    first, second = found["first"] or "", found["second"] or ""
    if kind == "list":
        return {**rule, **_list(first)}
    if kind == "custom":
        return {**rule, "formula": stored_formula(f"={first}")}
    if kind != "any":
        operator = _OPERATORS.get(found["operator"] or "", "between")
        rule |= {"operator": operator, "first": _limit(first), "second": _limit(second)}
    return rule


def _list(first: str) -> dict[str, Any]:
    if first.startswith('"') and first.endswith('"') and len(first) > 1:
        return {"values": [normalise(part.strip()) for part in first[1:-1].split(",")]}
    return {"source": stored_formula(f"={first}")}


def _limit(text: str) -> str:
    if not text or number_from_text(text) is not None:
        return normalise(text)
    return stored_formula(f"={text}")

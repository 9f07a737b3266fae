"""What may be typed, and formats by condition, as an .ods file keeps them."""

from __future__ import annotations

from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.ods.elements import paragraphs, tag
from mugalim_checks.workbook.ods.formulas import cells_to_ods, expression_to_ods
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import ConditionalFormat

_SIGNS = {
    "equal": "=", "not_equal": "!=", "less": "<", "less_or_equal": "<=", "greater": ">",
    "greater_or_equal": ">=",
}  # fmt: skip
_FILE_SIGNS = {
    "equal": "=", "notEqual": "!=", "lessThan": "<", "lessThanOrEqual": "<=", "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}  # fmt: skip
_OTHERS = {"duplicateValues": "duplicate", "uniqueValues": "unique"}
_KINDS = {"whole": "cell-content-is-whole-number()", "decimal": "cell-content-is-decimal-number()"}


def rule_element(rule: Rule, name: str, sheet: str, corner: str) -> str:
    """The element of a rule, written for the cell in its corner."""
    condition = _condition(rule)
    about = {
        "table:name": name,
        "table:base-cell-address": cells_to_ods(corner, sheet),
        "table:allow-empty-cell": "true" if rule.blank else "false",
        **({"table:condition": f"of:{condition}"} if condition else {}),
    }
    error = {"table:message-type": "warning" if rule.warns else "stop", "table:display": "true"}
    said = paragraphs(rule.message) if rule.message else ""
    return tag("table:content-validation", about, tag("table:error-message", error, said))


def _condition(rule: Rule) -> str:
    if rule.type == "list":
        return f"cell-content-is-in-list({_list(rule)})"
    if rule.type == "custom":
        return f"is-true-formula({_expression(rule.formula)})"
    if rule.type == "any":
        return ""
    first, second = _expression(rule.first), _expression(rule.second)
    start = "cell-content-text-length" if rule.type == "text_length" else "cell-content"
    if rule.operator in ("between", "not_between"):
        how = "is-between" if rule.operator == "between" else "is-not-between"
        compared = f"{start}-{how}({first};{second})"
    else:
        compared = f"{start}(){_SIGNS[rule.operator]}{first}"
    kind = _KINDS.get(rule.type)
    return f"{kind} and {compared}" if kind else compared


def _list(rule: Rule) -> str:
    if rule.source:
        return _expression(rule.source)
    texts = (str(typed_value(each) if each.startswith("'") else each) for each in rule.values)
    return ";".join('"' + each.replace('"', '""') + '"' for each in texts)


def _expression(text: str) -> str:
    return expression_to_ods(text).removeprefix("=")


def conditional_formats(sheet: Sheet, first_style: int) -> str:
    """The element of a sheet's conditional formats; their styles are numbered from the first."""
    found = [
        tag(
            "calcext:conditional-format",
            {"calcext:target-range-address": _target(each.range, sheet.name)},
            _entry(each, first_style + number, sheet.name),
        )
        for number, each in enumerate(sheet.formats)
    ]
    return tag("calcext:conditional-formats", {}, *found) if found else ""


def _target(range_: str, sheet: str) -> str:
    first, _, last = range_.partition(":")
    start = cells_to_ods(first, sheet).removeprefix("$")
    return f"{start}:{cells_to_ods(last, sheet).removeprefix('$')}" if last else start


def _entry(found: ConditionalFormat, style: int, sheet: str) -> str:
    if found.kind == "icons":
        marks = [("percent", each) for each in ("0", "33", "67")]
        icons = {"calcext:icon-set-type": found.operator or "3Signs"}
        return tag("calcext:icon-set", icons, *_marks(marks))
    if found.kind == "bars":
        return tag("calcext:data-bar", {}, *_marks([("auto-minimum", "0"), ("auto-maximum", "0")]))
    if found.kind == "scale":
        ends = (("minimum", "#FFFFFF"), ("maximum", "#63BE7B"))
        entries = [
            tag(
                "calcext:color-scale-entry",
                {"calcext:value": "0", "calcext:type": kind, "calcext:color": colour},
            )
            for kind, colour in ends
        ]
        return tag("calcext:color-scale", {}, *entries)
    about = {
        "calcext:apply-style-name": f"Condition_{style}",
        "calcext:value": _value(found),
        "calcext:base-cell-address": _target(found.range.partition(":")[0], sheet),
    }
    return tag("calcext:condition", about)


def _marks(marks: list[tuple[str, str]]) -> list[str]:
    return [
        tag("calcext:formatting-entry", {"calcext:value": value, "calcext:type": kind})
        for kind, value in marks
    ]


def _value(found: ConditionalFormat) -> str:
    limits = [_expression(each) for each in found.formulas] or [""]
    if found.kind == "formula":
        return f"formula-is({limits[0]})"
    if found.kind == "cell" and found.operator in ("between", "notBetween"):
        name = "between" if found.operator == "between" else "not-between"
        return f"{name}({limits[0]},{limits[-1]})"
    if found.kind == "cell":
        return f"{_FILE_SIGNS.get(found.operator, '=')}{limits[0]}"
    return _OTHERS.get(found.operator, found.operator)

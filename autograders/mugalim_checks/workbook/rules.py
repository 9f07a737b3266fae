"""What may be typed into a cell: a rule, as JSON and as a test of an input."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas import Calculation, normalise
from mugalim_checks.formulas.addresses import parse_area
from mugalim_checks.formulas.moving import moved
from mugalim_checks.formulas.values import number_from_text, typed_value

KINDS = ("any", "whole", "decimal", "list", "custom", "text_length")
OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "equal": operator.eq,
    "not_equal": operator.ne,
    "less": operator.lt,
    "less_or_equal": operator.le,
    "greater": operator.gt,
    "greater_or_equal": operator.ge,
}
BETWEEN = ("between", "not_between")
_LONGEST = 1_000
_LONGEST_LIST = 255  # characters, as in Excel


@dataclass(frozen=True)
class Rule:
    """A rule for cells. `first` and `second` are limits (numbers or formulas, as texts).

    `values` lists what a list allows; or `source` names the cells that hold it, as "=Lists!A1:A6".
    `formula` (custom) is written for the top left cell of the rule's range. `blank`: an empty
    cell is allowed. `warns`: the program only warns, so that anything can be typed after all.
    """

    type: str = "any"
    operator: str = "between"
    first: str = ""
    second: str = ""
    values: tuple[str, ...] = ()
    source: str = ""
    formula: str = ""
    blank: bool = True
    warns: bool = False
    message: str = ""

    def to_state(self) -> dict[str, Any]:
        """The rule as JSON, without what is left at its default."""
        plain = asdict(self)
        kept = {
            each.name: plain[each.name]
            for each in fields(self)
            if plain[each.name] != each.default or each.name == "type"
        }
        return {**kept, "values": list(self.values)} if self.values else kept

    @classmethod
    def from_state(cls, data: object) -> Rule:
        """The rule of a state; Failure where it is none."""
        if not isinstance(data, Mapping) or set(data) - {each.name for each in fields(cls)}:
            raise Failure("workbook.unknown_rule")
        values = data.get("values", ())
        if not isinstance(values, list | tuple) or len(values) > _LONGEST:
            raise Failure("workbook.unknown_rule")
        words = {name: data[name] for name in data if name not in {"values", "blank", "warns"}}
        if not all(isinstance(text, str | int | float) for text in (*words.values(), *values)):
            raise Failure("workbook.unknown_rule")
        for name in {"formula", "source"} & set(words):
            words[name] = _as_formula(str(words[name]))
        rule = cls(
            **{name: normalise(str(text))[:_LONGEST] for name, text in words.items()},
            values=tuple(normalise(str(text))[:_LONGEST] for text in values),
            blank=bool(data.get("blank", True)),
            warns=bool(data.get("warns", False)),
        )
        if len(",".join(rule.values)) > _LONGEST_LIST:
            raise Failure("workbook.unknown_rule")
        if rule.type not in KINDS or rule.operator not in (*OPERATORS, *BETWEEN):
            raise Failure("workbook.unknown_rule")
        return rule


def accepts(
    rule: Rule, text: str, calculation: Calculation, sheet: str, cell: str, corner: str
) -> bool:
    """Whether a rule lets a text be typed into a cell.

    `corner` is the top left cell of the rule's range. For a custom rule the text is put into the
    calculation's cell for a moment.
    """
    if rule.type == "any" or rule.warns:
        return True
    if text == "":
        return rule.blank
    if rule.type == "list":
        return _in_list(rule, text, calculation, sheet, cell, corner)
    if rule.type == "custom":
        return _fits_formula(rule, text, calculation, sheet, cell, corner)
    number = float(len(text)) if rule.type == "text_length" else number_from_text(text)
    if number is None or (rule.type == "whole" and number != int(number)):
        return False
    limits = [_limit(each, calculation, sheet, cell, corner) for each in (rule.first, rule.second)]
    return _within(rule.operator, number, limits)


def _within(how: str, number: float, limits: list[float | None]) -> bool:
    first, second = limits
    if first is None or (how in BETWEEN and second is None):
        return False
    if how in BETWEEN:
        low, high = sorted((first, second or 0.0))
        return (low <= number <= high) == (how == "between")
    return OPERATORS[how](number, first)


def _in_list(
    rule: Rule, text: str, calculation: Calculation, sheet: str, cell: str, corner: str
) -> bool:
    values = [typed_value(value.strip()) for value in rule.values]
    if rule.source:
        values = _source_values(moved(rule.source, corner, cell), calculation, sheet)
    wanted = typed_value(text)
    if isinstance(wanted, str):
        return wanted in values
    return any(type(value) is type(wanted) and value == wanted for value in values)


def _source_values(source: str, calculation: Calculation, sheet: str) -> list[Any]:
    name, _, cells = source.removeprefix("=").rpartition("!")
    name = name.removeprefix("'").removesuffix("'").replace("''", "'") or sheet
    try:
        area = parse_area(cells, name)
    except ValueError:
        return []
    return list(calculation.values_in(area))


def _fits_formula(
    rule: Rule, text: str, calculation: Calculation, sheet: str, cell: str, corner: str
) -> bool:
    before = calculation.input(sheet, cell)
    calculation.set(sheet, cell, text)
    try:
        fits = calculation.evaluate(sheet, cell, moved(_as_formula(rule.formula), corner, cell))
    finally:
        calculation.set(sheet, cell, before)
    return fits is True or (isinstance(fits, float) and fits != 0)


def _limit(text: str, calculation: Calculation, sheet: str, cell: str, corner: str) -> float | None:
    if not text:
        return None
    value = calculation.evaluate(sheet, cell, moved(_as_formula(text), corner, cell))
    return value if isinstance(value, float) else None


def _as_formula(text: str) -> str:
    return text if text.startswith("=") or not text else f"={text}"

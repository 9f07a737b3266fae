"""What the conditional formats of a sheet make its cells look like, by the values as of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mugalim_checks.formulas import Calculation, ErrorValue, Value
from mugalim_checks.formulas.addresses import cell_address, cell_position, parse_area
from mugalim_checks.formulas.moving import moved
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import FormulaError, compare, typed_value
from mugalim_checks.workbook import Sheet
from mugalim_checks.workbook.surroundings import ConditionalFormat

MOST = 20_000  # cells looked at, of a sheet
Looks = dict[str, dict[str, Any]]  # by address: bold, colour, fill, icon, tone, …
_PLAIN = ("bold", "italic", "underlined", "struck", "colour", "fill")
_TONES = ("bad", "wait", "good")
# The signs of a set of icons, the lowest first; a set of four or five tells by the sign alone.
_SIGNS = {
    "3Arrows": "▼►▲", "3ArrowsGray": "▼►▲", "3Flags": "⚑⚑⚑", "3Signs": "◆▲●",
    "3TrafficLights1": "●●●", "3TrafficLights2": "●●●", "3Symbols": "✖!✔", "3Symbols2": "✖!✔",
    "4Arrows": "▼↘↗▲", "4ArrowsGray": "▼↘↗▲", "4RedToBlack": "●●●●", "4Rating": "▁▃▅▇",
    "4TrafficLights": "●●●●", "5Arrows": "▼↘►↗▲", "5ArrowsGray": "▼↘►↗▲", "5Rating": "▁▂▃▅▇",
    "5Quarters": "○◔◑◕●",
}  # fmt: skip
_HOLDS = {
    "equal": lambda found: found == 0,
    "notEqual": lambda found: found != 0,
    "greaterThan": lambda found: found > 0,
    "greaterThanOrEqual": lambda found: found >= 0,
    "lessThan": lambda found: found < 0,
    "lessThanOrEqual": lambda found: found <= 0,
}


def effective_looks(sheet: Sheet, calculation: Calculation) -> Looks:
    """The looks that conditional formats give to cells; of two formats the first one wins."""
    found: Looks = {}
    for each in sheet.formats:
        for address, look in _Range.of(sheet, calculation, each).looks():
            found[address] = {**look, **found.get(address, {})}
    return found


@dataclass(frozen=True)
class _Range:
    """One conditional format over the used cells of its range."""

    found: ConditionalFormat
    sheet: str
    calculation: Calculation
    corner: str
    values: Mapping[str, Value]
    _known: dict[str, Value] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, calculation: Calculation, found: ConditionalFormat) -> _Range:
        area, places = parse_area(found.range), [cell_position(each) for each in sheet.cells]
        bottom = min(area.bottom, max((row for row, _ in places), default=0))
        right = min(area.right, max((column for _, column in places), default=0))
        addresses = [
            cell_address(row, column)
            for row in range(area.top, bottom + 1)
            for column in range(area.left, right + 1)
        ][:MOST]
        values = {each: calculation.value(sheet.name, each) for each in addresses}
        corner = cell_address(area.top, area.left)
        return cls(found, sheet.name, calculation, corner, values)

    def looks(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The looks of the cells for which the format holds."""
        kind = self.found.kind
        if kind == "icons":
            yield from self._icons()
        else:
            look = {name: value for name in _PLAIN if (value := getattr(self.found, name))}
            holds = {"cell": self._compares, "formula": self._is_true}.get(kind, self._repeats)
            yield from ((address, look) for address in self.values if look and holds(address))

    def _compares(self, address: str) -> bool:
        value = self.values[address]
        if value is None or isinstance(value, ErrorValue) or not self.found.formulas:
            return False
        limits = [self._limit(each, address) for each in self.found.formulas]
        try:
            found = [compare(value, limit) for limit in limits]
        except FormulaError:
            return False
        if self.found.operator in ("between", "notBetween"):
            low, high = sorted((found[0], found[-1]))
            return (low <= 0 <= high) == (self.found.operator == "between")
        return bool(_HOLDS.get(self.found.operator, _HOLDS["equal"])(found[0]))

    def _limit(self, text: str, address: str) -> Value:
        return self._worked_out(text, address) if is_formula(text) else typed_value(text)

    def _is_true(self, address: str) -> bool:
        formula = next(iter(self.found.formulas), "")
        value = self._worked_out(formula, address) if is_formula(formula) else None
        return value is True or (type(value) is float and value != 0)

    def _worked_out(self, formula: str, address: str) -> Value:
        """The formula's value as it is for a cell; one that is the same for all is asked once."""
        there = moved(formula, self.corner, address)
        if there not in self._known:
            self._known[there] = self.calculation.evaluate(self.sheet, address, there)
        return self._known[there]

    def _repeats(self, address: str) -> bool:
        """Whether a value stands in the range twice, or once where that is looked for."""
        if self.found.operator not in ("duplicateValues", "uniqueValues"):
            return False
        times = self._times[_alike(self.values[address])]
        twice = self.found.operator == "duplicateValues"
        return self.values[address] is not None and (times > 1) == twice

    @cached_property
    def _times(self) -> Counter[object]:
        return Counter(map(_alike, self.values.values()))

    def _icons(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """A sign for each number, by the share of the way from the lowest to the highest."""
        signs = _SIGNS.get(self.found.operator, "◆▲●")
        for address, share in self._shares():
            level = min(int(share * len(signs) + 0.005), len(signs) - 1)
            look = {"icon": signs[level]}
            if "Gray" not in self.found.operator and "Black" not in self.found.operator:
                look["tone"] = _TONES[level * 3 // len(signs)]
            yield address, look

    def _shares(self) -> Iterator[tuple[str, float]]:
        numbers = {each: value for each, value in self.values.items() if type(value) is float}
        low, high = min(numbers.values(), default=0.0), max(numbers.values(), default=0.0)
        for address, number in numbers.items():
            yield address, (number - low) / (high - low) if high > low else 1.0


def _alike(value: Value) -> object:
    return value.casefold() if isinstance(value, str) else value

"""All functions of the sheet, by their English names."""

from __future__ import annotations

from mugalim_checks.formulas import (
    functions_arithmetic,
    functions_conditions,
    functions_conversion,
    functions_dates,
    functions_information,
    functions_logic,
    functions_lookup,
    functions_order,
    functions_regression,
    functions_rounding,
    functions_statistics,
    functions_text,
    functions_workdays,
)
from mugalim_checks.formulas.arguments import Function

FUNCTIONS: dict[str, Function] = {
    **functions_arithmetic.FUNCTIONS,
    **functions_rounding.FUNCTIONS,
    **functions_statistics.FUNCTIONS,
    **functions_order.FUNCTIONS,
    **functions_regression.FUNCTIONS,
    **functions_conditions.FUNCTIONS,
    **functions_logic.FUNCTIONS,
    **functions_information.FUNCTIONS,
    **functions_lookup.FUNCTIONS,
    **functions_text.FUNCTIONS,
    **functions_conversion.FUNCTIONS,
    **functions_dates.FUNCTIONS,
    **functions_workdays.FUNCTIONS,
}

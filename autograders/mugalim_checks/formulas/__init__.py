"""The formulas of a spreadsheet: read, worked out, and kept in one stored form."""

from mugalim_checks.formulas.calculation import Calculation
from mugalim_checks.formulas.inputs import normalise
from mugalim_checks.formulas.problems import Problem
from mugalim_checks.formulas.values import ErrorValue, Value

__all__ = ["Calculation", "ErrorValue", "Problem", "Value", "normalise"]

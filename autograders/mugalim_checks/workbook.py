"""Workbooks: what they are, how they are read, and every check of them."""

from mugalim_checks.workbook_average_checks import (
    average_is_right,
    empty_mark_not_zero,
    formula_in_every_row,
    range_covers_marks,
)
from mugalim_checks.workbook_cell_checks import (
    absolute_reference_used,
    cell_is_formula,
    cell_uses_function,
    cell_value_is,
)
from mugalim_checks.workbook_files import read_workbook
from mugalim_checks.workbook_level_check import level_uses_threshold_cells
from mugalim_checks.workbook_model import Cell, Sheet, Validation, Workbook
from mugalim_checks.workbook_rules import Rule
from mugalim_checks.workbook_table_checks import (
    header_frozen,
    marks_are_limited,
    no_visible_errors,
)

__all__ = [
    "Cell",
    "Rule",
    "Sheet",
    "Validation",
    "Workbook",
    "absolute_reference_used",
    "average_is_right",
    "cell_is_formula",
    "cell_uses_function",
    "cell_value_is",
    "empty_mark_not_zero",
    "formula_in_every_row",
    "header_frozen",
    "level_uses_threshold_cells",
    "marks_are_limited",
    "no_visible_errors",
    "range_covers_marks",
    "read_workbook",
]

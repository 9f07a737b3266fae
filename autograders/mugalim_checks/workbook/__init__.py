"""Workbooks: what they are, how they are read, and every check of them."""

from mugalim_checks.workbook.checks.averages import (
    average_is_right,
    empty_mark_not_zero,
    formula_in_every_row,
    range_covers_marks,
)
from mugalim_checks.workbook.checks.cells import (
    absolute_reference_used,
    cell_is_formula,
    cell_uses_function,
    cell_value_is,
)
from mugalim_checks.workbook.checks.charts import (
    axis_from_zero,
    chart_fits,
    chart_shows_counts,
    has_chart,
)
from mugalim_checks.workbook.checks.data import (
    columns_consistent,
    columns_described,
    no_person_in_data,
)
from mugalim_checks.workbook.checks.guidance import checkpoints_set, progress_counts, times_agreed
from mugalim_checks.workbook.checks.help import (
    counts_add_up,
    filter_on_header,
    format_beyond_colour,
    list_follows_rule,
)
from mugalim_checks.workbook.checks.levels import level_uses_threshold_cells
from mugalim_checks.workbook.checks.project import (
    dates_follow,
    roles_shared_out,
    tasks_complete,
    twin_for_each,
)
from mugalim_checks.workbook.checks.register_table import (
    header_frozen,
    marks_are_limited,
    no_visible_errors,
)
from mugalim_checks.workbook.checks.sharing import (
    codes_tell_nothing,
    groups_large_enough,
    no_key_inside,
    nothing_hidden,
    properties_empty,
    same_as_source,
    table_names_nobody,
)
from mugalim_checks.workbook.checks.tables import has_data, has_table
from mugalim_checks.workbook.checks.task import answers_are_formulas, key_recomputes, steps_asked
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import Cell, Sheet, Validation

ARTEFACT = Workbook

__all__ = [
    "ARTEFACT",
    "Cell",
    "Rule",
    "Sheet",
    "Validation",
    "Workbook",
    "absolute_reference_used",
    "answers_are_formulas",
    "average_is_right",
    "axis_from_zero",
    "cell_is_formula",
    "cell_uses_function",
    "cell_value_is",
    "chart_fits",
    "chart_shows_counts",
    "checkpoints_set",
    "codes_tell_nothing",
    "columns_consistent",
    "columns_described",
    "counts_add_up",
    "dates_follow",
    "empty_mark_not_zero",
    "filter_on_header",
    "format_beyond_colour",
    "formula_in_every_row",
    "groups_large_enough",
    "has_chart",
    "has_data",
    "has_table",
    "header_frozen",
    "key_recomputes",
    "level_uses_threshold_cells",
    "list_follows_rule",
    "marks_are_limited",
    "no_key_inside",
    "no_person_in_data",
    "no_visible_errors",
    "nothing_hidden",
    "progress_counts",
    "properties_empty",
    "range_covers_marks",
    "roles_shared_out",
    "same_as_source",
    "steps_asked",
    "table_names_nobody",
    "tasks_complete",
    "times_agreed",
    "twin_for_each",
]

"""What each check looks for, in a few words that stand beside its outcome."""

from __future__ import annotations

from collections.abc import Mapping

from mugalim_answers.refusals import LOCALE
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import CheckUse

# Filled with a check's own parameters; never with one that tells the answer.
TITLES: Mapping[str, str] = {
    "workbook.formula_in_every_row": "Every pupil's average is a formula",
    "workbook.average_is_right": "Every average is right",
    "workbook.range_covers_marks": "The formula takes in all the marks",
    "workbook.empty_mark_not_zero": "An empty mark does not count as zero",
    "workbook.level_uses_threshold_cells": "Levels follow the thresholds in their cells",
    "workbook.no_visible_errors": "No cell shows an error",
    "workbook.marks_are_limited": "Only possible marks can be typed",
    "workbook.header_frozen": "The first row stays in sight",
    "workbook.cell_is_formula": "There is a formula in {cell}",
    "workbook.cell_uses_function": "The formula in {cell} uses the right function",
    "workbook.cell_value_is": "{cell} counts right",
    "workbook.absolute_reference_used": "The formula in {cell} holds on to the threshold",
}


def title(use: CheckUse, language: str) -> str:
    """The title of a check as a lesson uses it; empty for a check that has none."""
    english = TITLES.get(use.check)
    if english is None:
        return ""
    cell = str(use.parameters.get("cell", ""))
    return load_catalog(LOCALE, language).text(english, cell=cell)

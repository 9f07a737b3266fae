"""A sheet with every formula and reference in it rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mugalim_checks.workbook.places import reference
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import Chart, Series

Rewrite = Callable[[str], str]  # a formula, with its =, to a formula


def with_formulas(sheet: Sheet, rewrite: Rewrite) -> Sheet:
    """The sheet with the formulas of its cells, rules and formats rewritten, and charts' cells."""
    return replace(
        sheet,
        cells={
            address: replace(cell, input=rewrite(cell.input)) if cell.input[0] == "=" else cell
            for address, cell in sheet.cells.items()
        },
        validations=tuple(
            replace(each, rule=rule_rewritten(each.rule, rewrite)) for each in sheet.validations
        ),
        formats=tuple(
            replace(each, formulas=tuple(map(rewrite, each.formulas))) for each in sheet.formats
        ),
        charts=tuple(_chart(each, rewrite) for each in sheet.charts),
    )


def rule_rewritten(rule: Rule, rewrite: Rewrite) -> Rule:
    """A rule with its formulas rewritten: its limits, its source, its own formula."""
    return replace(
        rule,
        first=rewrite(rule.first),
        second=rewrite(rule.second),
        source=rewrite(rule.source),
        formula=rewrite(rule.formula),
    )


def cells_rewritten(cells: str, rewrite: Rewrite) -> str:
    """A reference such as "Marks!B2:B4" rewritten as a formula would be; "" where it is gone."""
    return reference(rewrite(f"={cells}")) if cells else ""


def _chart(chart: Chart, rewrite: Rewrite) -> Chart:
    series = tuple(
        Series(
            each.name,
            cells_rewritten(each.name_cell, rewrite),
            cells_rewritten(each.categories, rewrite),
            cells_rewritten(each.values, rewrite),
        )
        for each in chart.series
    )
    return replace(chart, series=series)

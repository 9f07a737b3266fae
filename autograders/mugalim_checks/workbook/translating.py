"""A sheet in another language: its texts looked up, its formulas following the sheets' names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mugalim_checks.formulas.moving import with_sheets_renamed
from mugalim_checks.workbook.places import reference
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import Axis, Chart, ConditionalFormat, Series


def translated(sheet: Sheet, lookup: Callable[[str], str]) -> Sheet:
    """The sheet with every text looked up: cells, its name, lists and messages, charts."""

    def text(words: str) -> str:
        if not words:
            return words
        return with_sheets_renamed(words, lookup) if words.startswith("=") else lookup(words)

    return replace(
        sheet,
        name=lookup(sheet.name),
        cells={a: replace(cell, input=text(cell.input)) for a, cell in sheet.cells.items()},
        validations=tuple(
            replace(each, rule=_translated_rule(each.rule, text)) for each in sheet.validations
        ),
        formats=tuple(_translated_format(each, text) for each in sheet.formats),
        charts=tuple(_translated_chart(each, text) for each in sheet.charts),
        comments=tuple(replace(each, text=text(each.text)) for each in sheet.comments),
    )


def _translated_rule(rule: Rule, text: Callable[[str], str]) -> Rule:
    return replace(
        rule,
        values=tuple(text(value) for value in rule.values),
        message=text(rule.message),
    )


def _translated_format(format_: ConditionalFormat, text: Callable[[str], str]) -> ConditionalFormat:
    formulas = (text(each) if each.startswith("=") else each for each in format_.formulas)
    return replace(format_, formulas=tuple(formulas))


def _translated_chart(chart: Chart, text: Callable[[str], str]) -> Chart:
    def moved(cells: str) -> str:
        return reference(text(f"={cells}")) if cells else ""

    series = tuple(
        Series(text(each.name), moved(each.name_cell), moved(each.categories), moved(each.values))
        for each in chart.series
    )
    return replace(
        chart,
        title=text(chart.title),
        across=_translated_axis(chart.across, text),
        up=_translated_axis(chart.up, text),
        series=series,
        alt=text(chart.alt) if chart.alt else chart.alt,
        remembered=(),
    )


def _translated_axis(axis: Axis, text: Callable[[str], str]) -> Axis:
    return replace(axis, title=text(axis.title))

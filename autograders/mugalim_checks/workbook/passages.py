"""Every text of a workbook with its place, and the pictures that need words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mugalim_checks.formulas import Calculation
from mugalim_checks.formulas.inputs import typed_look
from mugalim_checks.formulas.tokens import is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.parts import Passage, Picture, Where, place
from mugalim_checks.wording.passages import quoted
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import Chart, DefinedName, Properties

_LONG_NUMBER = re.compile(r"\d{9,}")


def pictures_of(sheet: Sheet) -> Iterator[Picture]:
    """A sheet's charts and pictures."""
    for chart in sheet.charts:
        yield Picture(chart.alt, place("cell", sheet=sheet.name, cell=chart.cell))
    for image in sheet.images:
        where = place("cell", sheet=sheet.name, cell=image.cell)
        yield Picture(image.alt, where, image.name)


def passages_of(
    sheets: Iterable[Sheet],
    properties: Properties,
    names: Iterable[DefinedName],
    leftovers: Iterable[str],
    counted: Calculation,
) -> Iterator[Passage]:
    """Every text: of all sheets, the hidden ones too, and of the file itself."""
    for sheet in sheets:
        yield Passage(sheet.name, place("sheet", sheet=sheet.name))
        yield from _cells(sheet, counted)
        yield from _said(_around(sheet))
    for name in names:
        where = where_name(name.name)
        yield from _said(((name.name, where), (name.refers, where)))
    yield from _said((text, place("properties")) for text in _properties(properties))
    yield from _said((text, where_leftover()) for text in leftovers)


def where_name(name: str) -> Where:
    """The place of a name for cells."""
    return {"id": "workbook.where_name", "values": {"name": quoted(name)}}


def where_leftover() -> Where:
    """The place of what no cell shows."""
    return {"id": "workbook.where_leftover", "values": {}}


def where_chart(sheet: Sheet, number: int) -> Where:
    """The place of a chart: its title, or which it is on its sheet."""
    title = sheet.charts[number].title or str(number + 1)
    return {"id": "workbook.where_chart", "values": {"title": quoted(title)}}


def _said(texts: Iterable[tuple[str, Where]]) -> Iterator[Passage]:
    for text, where in texts:
        if text.strip():
            yield Passage(text, where)


def _cells(sheet: Sheet, counted: Calculation) -> Iterator[Passage]:
    for address, cell in sheet.cells.items():
        where = place("cell", sheet=sheet.name, cell=address)
        value = typed_value(cell.input)
        if is_formula(cell.input):
            if '"' in cell.input:  # texts that stand in the formula itself
                yield Passage(cell.input, where)
            value = counted.value(sheet.name, address)
        if isinstance(value, str) and value:
            yield Passage(value, where)
        elif "yyyy" in typed_look(cell.input) or _LONG_NUMBER.fullmatch(cell.input):
            yield Passage(cell.input, where)  # a birth date or a phone need not be a text


def _around(sheet: Sheet) -> Iterator[tuple[str, Where]]:
    for comment in sheet.comments:
        where = place("comment", cell=comment.cell)
        yield comment.text, where
        yield comment.author, where
    for each in sheet.validations:
        where = place("cell", sheet=sheet.name, cell=each.range)
        yield each.rule.message, where
        yield from ((value, where) for value in each.rule.values)
    for number, chart in enumerate(sheet.charts):
        where = where_chart(sheet, number)
        yield from ((text, where) for text in _chart_texts(chart))
    for image in sheet.images:
        where = place("cell", sheet=sheet.name, cell=image.cell)
        yield image.alt or "", where
        yield image.name, where
    yield from ((text, place("header_footer")) for text in sheet.around)
    yield from ((text, place("sheet", sheet=sheet.name)) for text in sheet.boxes)


def _chart_texts(chart: Chart) -> Iterator[str]:
    yield from (chart.title, chart.across.title, chart.up.title, chart.alt or "")
    yield from (series.name for series in chart.series)
    yield from chart.remembered


def _properties(properties: Properties) -> Iterator[str]:
    yield from (properties.creator, properties.last_modified_by, properties.company)
    yield from (properties.manager, properties.title, properties.subject, properties.keywords)
    yield from (properties.category, properties.description)
    for own in properties.custom:
        yield from (own.name, own.text)

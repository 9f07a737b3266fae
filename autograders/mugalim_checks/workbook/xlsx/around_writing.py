"""What surrounds a sheet's cells, written into an .xlsx file: formats, charts, comments, hidden."""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from io import BytesIO
from typing import Any

from mugalim_checks.formulas.addresses import LAST_COLUMN as LAST_COLUMN_OF_FILES
from mugalim_checks.formulas.addresses import LAST_ROW as LAST_ROW_OF_FILES
from mugalim_checks.formulas.addresses import cell_address, cell_position, parse_area
from mugalim_checks.formulas.moving import quoted
from mugalim_checks.formulas.tokens import for_file, is_formula
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.workbook.places import LAST_ROW, area_of, range_of
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import Axis, Chart, ConditionalFormat

# A white point: where a picture's words are kept and the picture is not.
_POINT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAusB9Y5lP1UAAAAASUVORK5CYII="
)
_CRITERIA = {
    "equal": "==", "notEqual": "!=", "greaterThan": ">", "greaterThanOrEqual": ">=",
    "lessThan": "<", "lessThanOrEqual": "<=", "between": "between", "notBetween": "not between",
}  # fmt: skip
# The file's names of sets of icons, and the writer's.
_ICONS = {
    "3Arrows": "3_arrows", "3ArrowsGray": "3_arrows_gray", "3Flags": "3_flags",
    "3TrafficLights1": "3_traffic_lights", "3TrafficLights2": "3_traffic_lights_rimmed",
    "3Signs": "3_signs", "3Symbols": "3_symbols_circled", "3Symbols2": "3_symbols",
    "4Arrows": "4_arrows", "4ArrowsGray": "4_arrows_gray", "4RedToBlack": "4_red_to_black",
    "4Rating": "4_ratings", "4TrafficLights": "4_traffic_lights", "5Arrows": "5_arrows",
    "5ArrowsGray": "5_arrows_gray", "5Rating": "5_ratings", "5Quarters": "5_quarters",
}  # fmt: skip
_OTHERS: dict[str, dict[str, Any]] = {
    "duplicateValues": {"type": "duplicate"},
    "uniqueValues": {"type": "unique"},
    "top10": {"type": "top", "value": 10},
    "aboveAverage": {"type": "average", "criteria": "above"},
}
_CHARTS = {"other": "column"}
_LONGEST_TITLE = 255
_LARGEST_MERGED = 20_000  # cells
_NOT_A_TITLE = re.compile(r"^=")


def write_around(file: Any, page: Any, sheet: Sheet, names: set[str]) -> None:
    """Everything of a sheet but its cells; `names` are the sheets that there are."""
    _hide(page, sheet)
    if sheet.filters:
        page.autofilter(*box(sheet.filters[0]))
    for range_ in sheet.filters[1:]:
        _write_table(page, sheet, range_)
    for format_ in sheet.formats:
        _write_format(file, page, format_)
    for comment in sheet.comments:
        if comment.text:
            page.write_comment(comment.cell, comment.text, {"author": comment.author})
    for image in sheet.images:
        about = {"image_data": BytesIO(_POINT), "description": image.alt or ""}
        page.insert_image(image.cell, "point.png", about)
    for chart in sheet.charts:
        _write_chart(file, page, chart, names)
    if sheet.around:
        page.set_header("&C" + " ".join(sheet.around).replace("&", "&&")[:240])


def box(range_: str) -> tuple[int, int, int, int]:
    """A range as the writer counts it: first row, first column, last row, last column, from 0."""
    area = parse_area(range_)
    bottom, right = min(area.bottom, LAST_ROW_OF_FILES), min(area.right, LAST_COLUMN_OF_FILES)
    return area.top - 1, area.left - 1, bottom - 1, right - 1


def merge_cells(page: Any, sheet: Sheet) -> None:
    """Merge cells; called before any is written, since merging empties them."""
    from xlsxwriter.exceptions import OverlappingRange

    for range_ in sheet.merged:
        if parse_area(range_).size <= _LARGEST_MERGED:
            with suppress(OverlappingRange):
                page.merge_range(*box(range_), "")


def _hide(page: Any, sheet: Sheet) -> None:
    if sheet.hidden == "hidden":
        page.hide()
    elif sheet.hidden:
        page.very_hidden()
    for range_ in sheet.hidden_rows:
        top, _, bottom, _ = box(range_)
        for row in range(top, min(bottom, LAST_ROW - 1) + 1):
            page.set_row(row, None, None, {"hidden": True})
    for range_ in sheet.hidden_columns:
        _, left, _, right = box(range_)
        page.set_column(left, right, None, None, {"hidden": True})


def _write_table(page: Any, sheet: Sheet, range_: str) -> None:
    """A second range with filter buttons is a table of its own; only there can it be kept."""
    from xlsxwriter.exceptions import OverlappingRange

    area = parse_area(range_)
    if area.bottom == area.top or area.size > _LARGEST_MERGED:
        return
    columns = range(area.left, area.right + 1)
    heads = [typed_value(sheet.input(cell_address(area.top, column))) for column in columns]
    words = [head for head in heads if isinstance(head, str) and not is_formula(head)]
    if len({head.casefold() for head in words}) == len(columns):
        with suppress(OverlappingRange):
            headers = [{"header": head} for head in words]
            page.add_table(*box(range_), {"columns": headers, "style": None})


def _write_format(file: Any, page: Any, found: ConditionalFormat) -> None:
    options: dict[str, Any] = {}
    formulas = [for_file(each) if is_formula(each) else each for each in found.formulas]
    if found.kind == "cell" and formulas:
        options = _comparison(found.operator, formulas)
    elif found.kind == "formula" and formulas:
        options = {"type": "formula", "criteria": formulas[0]}
    elif found.kind == "icons":
        options = {"type": "icon_set", "icon_style": _ICONS.get(found.operator, "3_signs")}
    elif found.kind in ("bars", "scale"):
        options = {"type": "data_bar" if found.kind == "bars" else "2_color_scale"}
    else:
        options = dict(_OTHERS.get(found.operator, {}))
    if options:
        look = _dxf(found)
        if look and found.kind in ("cell", "formula", "other"):
            options["format"] = file.add_format(look)
        page.conditional_format(*box(found.range), options)


def _comparison(operator: str, formulas: list[str]) -> dict[str, Any]:
    limits = [_limit(each) for each in formulas]
    criteria = _CRITERIA.get(operator, "==")
    if "between" in criteria:
        return {"type": "cell", "criteria": criteria, "minimum": limits[0], "maximum": limits[-1]}
    return {"type": "cell", "criteria": criteria, "value": limits[0]}


def _limit(text: str) -> Any:
    value = typed_value(text)
    return value if isinstance(value, float) else text


def _dxf(found: ConditionalFormat) -> dict[str, Any]:
    look = {
        "bold": found.bold,
        "italic": found.italic,
        "underline": 1 if found.underlined else 0,
        "font_strikeout": found.struck,
        "font_color": found.colour,
        "bg_color": found.fill,
        "num_format": found.number_format,
    }
    return {name: value for name, value in look.items() if value}


def _write_chart(file: Any, page: Any, chart: Chart, names: set[str]) -> None:
    """A chart whose cells are there; one of a kind that we do not know becomes columns."""
    made = file.add_chart({"type": _CHARTS.get(chart.kind, chart.kind)})
    known = [each for each in chart.series if _formula(each.values, names)]
    for each in known:
        made.add_series(
            {
                "name": _formula(each.name_cell, names) or _title(each.name) or None,
                "categories": _formula(each.categories, names) or None,
                "values": _formula(each.values, names),
            }
        )
    if not known:
        return
    if chart.title:
        made.set_title({"name": _title(chart.title)})
    if chart.kind not in ("pie", "doughnut"):
        axes = [_axis(chart.across), _axis(chart.up)]
        if chart.kind == "bar":
            axes.reverse()  # the writer's x is what lies across, and bars lie themselves
        made.set_x_axis(axes[0])
        made.set_y_axis(axes[1])
    page.insert_chart(chart.cell, made, {"description": chart.alt} if chart.alt else {})


def _axis(axis: Axis) -> dict[str, Any]:
    options = {"name": _title(axis.title), "min": axis.minimum, "max": axis.maximum}
    return {name: value for name, value in options.items() if value not in (None, "")}


def _title(text: str) -> str:
    """A text that is not taken for a formula."""
    return _NOT_A_TITLE.sub(" =", text)[:_LONGEST_TITLE]


def _formula(reference: str, names: set[str]) -> str:
    """A reference as the writer wants it; "" where its sheet is not there."""
    area = area_of(reference)
    if area is None or area.sheet not in names:
        return ""
    first, _, last = range_of(area).partition(":")
    try:
        ends = [_fixed(each) for each in (first, last) if each]
    except ValueError:  # whole rows or columns
        return ""
    return f"={quoted(area.sheet)}!{':'.join(ends)}"


def _fixed(address: str) -> str:
    row, column = cell_position(address)
    return f"${cell_address(row, column).rstrip('0123456789')}${row}"

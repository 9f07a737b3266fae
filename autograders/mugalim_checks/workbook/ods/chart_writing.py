"""A chart as an .ods file keeps it: a small document of its own."""

from __future__ import annotations

from mugalim_checks.workbook.ods.elements import document, tag
from mugalim_checks.workbook.ods.formulas import cells_to_ods
from mugalim_checks.workbook.surroundings import Axis, Chart

_KINDS = {
    "column": "chart:bar", "bar": "chart:bar", "line": "chart:line", "area": "chart:area",
    "pie": "chart:circle", "doughnut": "chart:ring", "scatter": "chart:scatter",
    "radar": "chart:radar", "other": "chart:bar",
}  # fmt: skip


def chart_part(chart: Chart) -> str:
    """The document of a chart."""
    title = _title(chart.title)
    about = {"chart:class": _KINDS[chart.kind], "svg:width": "12cm", "svg:height": "7cm"}
    series = "".join(_series(each.values, each.name_cell) for each in chart.series if each.values)
    shared = next((each.categories for each in chart.series if each.categories), "")
    plot = tag(
        "chart:plot-area",
        {"chart:style-name": "plot"},
        _axis(chart.across, "x", shared),
        _axis(chart.up, "y", ""),
        series,
    )
    styles = tag(
        "office:automatic-styles",
        {},
        _style("plot", {"chart:vertical": "true" if chart.kind == "bar" else "false"}),
        _style("x", _limits(chart.across)),
        _style("y", _limits(chart.up)),
    )
    body = tag("office:chart", {}, tag("chart:chart", about, title, plot))
    return document("office:document-content", styles, tag("office:body", {}, body))


def _style(name: str, properties: dict[str, str]) -> str:
    about = {"style:name": name, "style:family": "chart"}
    return tag("style:style", about, tag("style:chart-properties", properties))


def _limits(axis: Axis) -> dict[str, str]:
    limits = {"chart:minimum": axis.minimum, "chart:maximum": axis.maximum}
    found = {name: f"{limit:g}" for name, limit in limits.items() if limit is not None}
    return {"chart:display-label": "true", **found}


def _title(text: str) -> str:
    return tag("chart:title", {}, tag("text:p", {}, text=text)) if text else ""


def _axis(axis: Axis, dimension: str, categories: str) -> str:
    about = {
        "chart:dimension": dimension,
        "chart:name": f"primary-{dimension}",
        "chart:style-name": dimension,
    }
    cells = {"table:cell-range-address": _cells(categories)}
    shared = tag("chart:categories", cells) if categories else ""
    return tag("chart:axis", about, _title(axis.title), shared)


def _series(values: str, name_cell: str) -> str:
    about = {"chart:values-cell-range-address": _cells(values)}
    if name_cell:
        about["chart:label-cell-address"] = _cells(name_cell)
    return tag("chart:series", about)


def _cells(reference: str) -> str:
    return cells_to_ods(reference).removeprefix("$")

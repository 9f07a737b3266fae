"""The charts and pictures of a sheet in an .ods file, as states."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.workbook.elements import attribute, every, first, number_of, text_of, tree
from mugalim_checks.workbook.ods.formulas import reference_from_ods
from mugalim_checks.workbook.ods.styles import Styles

MOST = 200
_KINDS = {
    "chart:bar": "column", "chart:line": "line", "chart:area": "area", "chart:circle": "pie",
    "chart:ring": "doughnut", "chart:scatter": "scatter", "chart:radar": "radar",
    "chart:filled-radar": "radar",
}  # fmt: skip


def frame_state(frame: Element, archive: zipfile.ZipFile, cell: str) -> tuple[str, dict[str, Any]]:
    """What a frame holds, "charts" or "images", and its state."""
    words = text_of(first(frame, "desc")) or text_of(first(frame, "title"))
    state: dict[str, Any] = {"cell": cell, **({"alt": words} if words else {})}
    for each in every(frame, "object"):
        part = posixpath.normpath(attribute(each, "href") or "") + "/content.xml"
        if part in archive.namelist():
            return "charts", {**chart_state(tree(archive.read(part))), **state}
    name = attribute(frame, "name")
    return "images", {**state, **({"name": name[:200]} if name else {})}


def chart_state(root: Element) -> dict[str, Any]:
    """The state of a chart's own part."""
    chart = next((each for each in every(root, "chart") if attribute(each, "class")), None)
    area = first(chart, "plot-area")
    if chart is None or area is None:
        return {}
    styles = Styles.of([root])
    kind = _KINDS.get(attribute(chart, "class") or "", "other")
    if kind == "column" and styles.property(attribute(area, "style-name"), "vertical") == "true":
        kind = "bar"
    across, up = _axis(area, "x", styles), _axis(area, "y", styles)
    state = {
        "kind": kind,
        "title": text_of(first(chart, "title")).strip(),
        "across": across,
        "up": up,
        "series": list(_series(area))[:MOST],
        "remembered": list(_remembered(chart))[:MOST],
    }
    return {name: value for name, value in state.items() if value}


def _axis(area: Element, dimension: str, styles: Styles) -> dict[str, Any]:
    for axis in every(area, "axis"):
        if attribute(axis, "dimension") != dimension:
            continue
        style = attribute(axis, "style-name")
        state: dict[str, Any] = {"title": text_of(first(axis, "title")).strip()}
        for name in ("minimum", "maximum"):
            limit = number_of(styles.property(style, name))
            if limit is not None:
                state[name] = limit
        return {name: value for name, value in state.items() if value != ""}
    return {}


def _series(area: Element) -> Iterator[dict[str, str]]:
    shared = next((attribute(each, "cell-range-address") for each in every(area, "categories")), "")
    for each in every(area, "series"):
        domain = attribute(first(each, "domain"), "cell-range-address")
        state = {
            "name_cell": reference_from_ods(attribute(each, "label-cell-address")),
            "categories": reference_from_ods(domain or shared),
            "values": reference_from_ods(attribute(each, "values-cell-range-address")),
        }
        yield {name: value for name, value in state.items() if value}


def _remembered(chart: Element) -> Iterator[str]:
    for cell in every(first(chart, "table"), "table-cell"):
        if attribute(cell, "value-type") == "string":
            yield "\n".join(text_of(each) for each in every(cell, "p"))

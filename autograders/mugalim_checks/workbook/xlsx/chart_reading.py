"""The charts, pictures and text boxes of a sheet in an .xlsx file, as states."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.workbook.elements import (
    attribute,
    every,
    first,
    local,
    number_of,
    text_of,
    tree,
)
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW, reference

MOST = 200  # of a sheet, and texts that a chart remembers
_KINDS = {
    "lineChart": "line", "line3DChart": "line", "areaChart": "area", "area3DChart": "area",
    "pieChart": "pie", "pie3DChart": "pie", "ofPieChart": "pie", "doughnutChart": "doughnut",
    "scatterChart": "scatter", "radarChart": "radar", "barChart": "column", "bar3DChart": "column",
}  # fmt: skip
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part is related to: id -> (last word of the type, path)."""
    folder, name = posixpath.split(part)
    try:
        root = tree(archive.read(f"{folder}/_rels/{name}.rels"))
    except KeyError:
        return {}
    found = {}
    for each in every(root, "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
        kind = each.get("Type", "").rpartition("/")[2]
        found[each.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def drawn(archive: zipfile.ZipFile, part: str) -> dict[str, list[Any]]:
    """The states of charts, images and boxes that are drawn on the sheet in a part."""
    found: dict[str, list[Any]] = {"charts": [], "images": [], "boxes": []}
    for kind, path in relations(archive, part).values():
        if kind == "drawing" and path in archive.namelist():
            related = relations(archive, path)
            for anchor in every(tree(archive.read(path)), *_ANCHORS):
                _take(anchor, archive, related, found)
    return {name: states[:MOST] for name, states in found.items() if states}


def _take(
    anchor: Element,
    archive: zipfile.ZipFile,
    related: dict[str, tuple[str, str]],
    found: dict[str, list[Any]],
) -> None:
    cell = _corner(anchor)
    for frame in every(anchor, "graphicFrame"):
        named = next((attribute(each, "id") for each in every(frame, "chart")), None)
        kind, path = related.get(named or "", ("", ""))
        root = tree(archive.read(path)) if path in archive.namelist() else None
        state = chart_state(root) if kind == "chart" else {}
        found["charts"].append({**state, **_alt(frame), "cell": cell})
    for picture in every(anchor, "pic"):
        found["images"].append({**_alt(picture), **_name(picture), "cell": cell})
    for shape in every(anchor, "sp"):
        words = "".join(text_of(each) for each in every(shape, "t")).strip()
        if words:
            found["boxes"].append(words)


def _corner(anchor: Element) -> str:
    start = first(anchor, "from")
    row, column = (number_of(text_of(first(start, name))) or 0 for name in ("row", "col"))
    return cell_address(min(int(row) + 1, LAST_ROW), min(int(column) + 1, LAST_COLUMN))


def _alt(frame: Element) -> dict[str, str]:
    about = next(every(frame, "cNvPr"), None)
    words = attribute(about, "descr") or attribute(about, "title")
    return {"alt": words[:1_000]} if words else {}


def _name(frame: Element) -> dict[str, str]:
    name = attribute(next(every(frame, "cNvPr"), None), "name")
    return {"name": name[:200]} if name else {}


def chart_state(root: Element | None) -> dict[str, Any]:
    """The state of a chart part, but for its place and its words for whoever cannot see it."""
    chart = first(root, "chart")
    area = first(chart, "plotArea")
    plots = [each for each in area or () if local(str(each.tag)) in _KINDS]
    if not plots:
        return {}
    state: dict[str, Any] = {
        "kind": _kind(plots[0]),
        "title": _words(first(chart, "title")),
        "series": [_series(each) for plot in plots for each in every(plot, "ser")][:MOST],
        "remembered": list(_remembered(root))[:MOST],
        **_axes(area, upright=_kind(plots[0]) != "bar"),
    }
    return {name: value for name, value in state.items() if value}


def _kind(plot: Element) -> str:
    kind = _KINDS[local(str(plot.tag))]
    return "bar" if attribute(first(plot, "barDir"), "val") == "bar" else kind


def _series(series: Element) -> dict[str, str]:
    def cells(*names: str) -> str:
        formula = next(
            (every(first(series, name), "f") for name in names if _has(series, name)), None
        )
        return reference(text_of(next(formula, None))) if formula else ""

    state = {
        "name": text_of(first(series, "tx", "v")),
        "name_cell": cells("tx"),
        "categories": cells("cat", "xVal"),
        "values": cells("val", "yVal"),
    }
    return {name: value for name, value in state.items() if value}


def _has(series: Element, name: str) -> bool:
    return first(series, name) is not None


def _axes(area: Element | None, *, upright: bool) -> dict[str, Any]:
    """The state of the axis of categories and of that of values."""
    values = [each for each in area or () if local(str(each.tag)) == "valAx"]
    others = [each for each in area or () if local(str(each.tag)) in ("catAx", "dateAx")]
    if not others and len(values) > 1:  # a scatter: both axes have numbers
        others = [each for each in values if attribute(first(each, "axPos"), "val") in ("b", "t")]
        values = [each for each in values if each not in others]
    return {
        "across": _axis(others[0]) if others else {},
        "up": _axis(values[0]) if values else {},
    }


def _axis(axis: Element) -> dict[str, Any]:
    if attribute(first(axis, "delete"), "val") in ("1", "true"):
        return {}
    state: dict[str, Any] = {"title": _words(first(axis, "title"))}
    for name, tag in (("minimum", "min"), ("maximum", "max")):
        limit = number_of(attribute(first(axis, "scaling", tag), "val"))
        if limit is not None:
            state[name] = limit
    return {name: value for name, value in state.items() if value != ""}


def _words(title: Element | None) -> str:
    """A title as typed, or as its cell was when the file was saved."""
    typed = "".join(text_of(each) for each in every(title, "t"))
    return (typed or "".join(text_of(each) for each in every(title, "v"))).strip()


def _remembered(root: Element | None) -> Iterator[str]:
    for cache in every(root, "strCache", "strLit", "multiLvlStrCache"):
        yield from (text_of(each) for each in every(cache, "v"))

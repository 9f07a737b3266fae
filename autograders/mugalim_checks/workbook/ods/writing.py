"""A workbook written as an .ods file that shows its numbers in a preview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mugalim_checks.archives import PLAIN_MEMBER, zipped
from mugalim_checks.workbook.looks import tidied
from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.ods.chart_writing import chart_part
from mugalim_checks.workbook.ods.elements import document, tag
from mugalim_checks.workbook.ods.formulas import cells_to_ods, to_ods
from mugalim_checks.workbook.ods.pages import Pages
from mugalim_checks.workbook.places import area_of
from mugalim_checks.workbook.sheet import Sheet
from mugalim_checks.workbook.surroundings import DefinedName, Properties

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_CHART_TYPE = "application/vnd.oasis.opendocument.chart"


def write_ods(workbook: Workbook) -> bytes:
    """The bytes of an .ods file; the same bytes for the same workbook."""
    pages = Pages(workbook.calculate())
    tidy = [tidied(sheet) for sheet in workbook.sheets]
    tables = "".join(pages.table(sheet) for sheet in tidy)
    body = tag(
        "office:spreadsheet", {}, pages.rules(), tables, _names(workbook.names), _filters(tidy)
    )
    parts = {
        "content.xml": document(
            "office:document-content",
            tag("office:automatic-styles", {}, pages.cell_styles()),
            tag("office:body", {}, body),
        ),
        "styles.xml": document(
            "office:document-styles",
            tag("office:styles", {}, pages.conditional_styles()),
            _master(tidy),
        ),
        "meta.xml": document(
            "office:document-meta", tag("office:meta", {}, _meta(workbook.properties))
        ),
        "settings.xml": document("office:document-settings", _settings(tidy)),
    }
    objects = {
        f"Object {number}/content.xml": chart_part(chart)
        for number, chart in enumerate(pages.charts, 1)
    }
    return _packed({**parts, **objects})


def _packed(parts: Mapping[str, str]) -> bytes:
    entries = [_entry("/", _TYPE)]
    for name in parts:
        folder, _, _ = name.rpartition("/")
        if folder:
            entries.append(_entry(f"{folder}/", _CHART_TYPE))
        entries.append(_entry(name, "text/xml"))
    manifest = document("manifest:manifest", *entries)
    members = {PLAIN_MEMBER: _TYPE, **parts, "META-INF/manifest.xml": manifest}
    return zipped((name, text.encode()) for name, text in members.items())


def _entry(path: str, kind: str) -> str:
    return tag("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind})


def _names(names: Iterable[DefinedName]) -> str:
    found = []
    for each in names:
        name = {"table:name": each.name}
        area = area_of(each.refers)
        if area:
            cells = {"table:cell-range-address": cells_to_ods(each.refers)}
            base = {"table:base-cell-address": cells_to_ods("A1", area.sheet)}
            found.append(tag("table:named-range", name | base | cells))
        elif each.refers:
            expression = {"table:expression": to_ods(f"={each.refers.removeprefix('=')}")[3:]}
            found.append(tag("table:named-expression", name | expression))
    return tag("table:named-expressions", {}, *found) if found else ""


def _filters(sheets: Sequence[Sheet]) -> str:
    found = [
        tag(
            "table:database-range",
            {
                "table:name": f"__Anonymous_Sheet_DB__{number}",
                "table:target-range-address": cells_to_ods(range_, sheet.name),
                "table:display-filter-buttons": "true",
            },
        )
        for number, sheet in enumerate(sheets)
        for range_ in sheet.filters
    ]
    return tag("table:database-ranges", {}, *found) if found else ""


def _master(sheets: Sequence[Sheet]) -> str:
    words = "".join(tag("text:p", {}, text=text) for sheet in sheets for text in sheet.around)
    if not words:
        return ""
    layout = tag("office:automatic-styles", {}, tag("style:page-layout", {"style:name": "pm1"}))
    page = {"style:name": "Default", "style:page-layout-name": "pm1"}
    header = tag("style:master-page", page, tag("style:header", {}, words))
    return layout + tag("office:master-styles", {}, header)


def _meta(properties: Properties) -> str:
    texts = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:description": properties.description,
        "meta:initial-creator": properties.creator,
        "dc:creator": properties.last_modified_by,
        "meta:keyword": properties.keywords,
    }
    own = [(each.name, each.text) for each in properties.custom]
    own += [("Company", properties.company), ("Manager", properties.manager)]
    found = [tag(name, {}, text=text) for name, text in texts.items() if text]
    found += [
        tag("meta:user-defined", {"meta:name": name}, text=text) for name, text in own if text
    ]
    return "".join(found)


def _settings(sheets: Iterable[Sheet]) -> str:
    entries = "".join(_panes(sheet) for sheet in sheets if any(sheet.frozen))
    tables = tag("config:config-item-map-named", {"config:name": "Tables"}, entries)
    views = tag(
        "config:config-item-map-indexed",
        {"config:name": "Views"},
        tag("config:config-item-map-entry", {}, tables),
    )
    return tag(
        "office:settings",
        {},
        tag("config:config-item-set", {"config:name": "ooo:view-settings"}, views),
    )


def _panes(sheet: Sheet) -> str:
    items = []
    for way, fixed, side in (
        ("Vertical", sheet.frozen[0], "Bottom"),
        ("Horizontal", sheet.frozen[1], "Right"),
    ):
        if fixed:
            items.append(_item(f"{way}SplitMode", "short", 2))
            items.append(_item(f"{way}SplitPosition", "int", fixed))
            items.append(_item(f"Position{side}", "int", fixed))
    name = {"config:name": sheet.name}
    return tag("config:config-item-map-entry", name, *items)


def _item(name: str, kind: str, value: int) -> str:
    return tag("config:config-item", {"config:name": name, "config:type": kind}, text=str(value))

"""What an .ods file says beside its cells: properties, names, filters, frozen rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.workbook.elements import attribute, every, first, local, text_of
from mugalim_checks.workbook.ods.formulas import cells_from_ods, references_from_ods
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW, area_of, range_of

MOST = 900
_META = {
    "initial-creator": "creator", "creator": "last_modified_by", "title": "title",
    "subject": "subject", "description": "description",
}  # fmt: skip

_OF_OFFICES = {"Company": "company", "Manager": "manager"}  # kept from an .xlsx file


def properties(meta: Element | None) -> dict[str, Any]:
    """The state of the file's properties."""
    state: dict[str, Any] = {}
    custom = []
    keywords = []
    for each in first(meta, "meta") or ():
        tag, words = local(str(each.tag)), text_of(each).strip()
        if tag in _META and words:
            state[_META[tag]] = words
        elif tag == "keyword" and words:
            keywords.append(words)
        elif tag == "user-defined" and words:
            name = (attribute(each, "name") or "")[:1_000]
            if name in _OF_OFFICES:
                state[_OF_OFFICES[name]] = words
            else:
                custom.append({"name": name, "text": words})
    extra = {"keywords": ", ".join(keywords), "custom": custom[:MOST]}
    return {**state, **{name: value for name, value in extra.items() if value}}


def names(sheets: Element | None) -> list[dict[str, str]]:
    """The states of names for cells and for formulas."""
    found = []
    for each in every(sheets, "named-range", "named-expression"):
        cells = attribute(each, "cell-range-address")
        refers = cells_from_ods(cells) if cells else attribute(each, "expression") or ""
        found.append({"name": (attribute(each, "name") or "")[:1_000], "refers": refers[:1_000]})
    return found[:MOST]


def filters(sheets: Element | None) -> Iterator[tuple[str, str]]:
    """The (sheet, range) of everything with filter buttons."""
    for each in every(sheets, "database-range"):
        if attribute(each, "display-filter-buttons") == "true":
            for found in references_from_ods(attribute(each, "target-range-address")):
                area = area_of(found)
                if area:
                    yield area.sheet, range_of(area)


def frozen(settings: Element | None) -> dict[str, list[int]]:
    """Frozen rows and columns by the sheet's name."""
    found = {}
    for entry in every(settings, "config-item-map-entry"):
        items = {
            attribute(each, "name") or "": text_of(each)
            for each in entry
            if local(str(each.tag)) == "config-item"
        }
        rows = _frozen(items, "Vertical", LAST_ROW)
        columns = _frozen(items, "Horizontal", LAST_COLUMN)
        if rows or columns:
            found[attribute(entry, "name") or ""] = [rows, columns]
    return found


def _frozen(items: dict[str, str], way: str, most: int) -> int:
    position = items.get(f"{way}SplitPosition", "")
    if items.get(f"{way}SplitMode") != "2" or not position.isdigit():
        return 0
    return min(int(position), most - 1)


def header_footer(styles: Element | None) -> list[str]:
    """The texts of headers and footers, without what the program fills in by itself."""
    found = []
    for each in every(styles, "header", "footer", "header-left", "footer-left"):
        if attribute(each, "display") == "false":
            continue
        found += [text for part in every(each, "p") if (text := "".join(_typed(part)).strip())]
    return list(dict.fromkeys(found))[:MOST]


def _typed(part: Element) -> Iterator[str]:
    yield part.text or ""
    for each in part:
        if local(str(each.tag)) == "span":
            yield from _typed(each)
        yield each.tail or ""

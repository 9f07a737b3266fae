"""The sheets of an .ods file as states: cells and what surrounds them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import Area, cell_address, column_letters
from mugalim_checks.formulas.moving import with_sheets_renamed
from mugalim_checks.opening.refusals import read_member
from mugalim_checks.workbook.elements import LONGEST_TEXT, attribute, every, first, local, tree
from mugalim_checks.workbook.elements import text_of as whole_text
from mugalim_checks.workbook.model import MOST_CELLS, MOST_SHEETS
from mugalim_checks.workbook.ods import about
from mugalim_checks.workbook.ods.cells import cell_state, spilled, words
from mugalim_checks.workbook.ods.charts import frame_state
from mugalim_checks.workbook.ods.rules import format_states, rule_state
from mugalim_checks.workbook.ods.styles import Styles
from mugalim_checks.workbook.places import LAST_COLUMN, LAST_ROW, range_of, ranges, runs
from mugalim_checks.workbook.sheet import LONGEST_NAME

MOST = 900
_SILENT = frozenset({"style-name", "number-columns-repeated"})  # attributes of an empty cell
_PARTS = ("table-header-rows", "table-row-group", "table-rows", "table-header-columns",
          "table-column-group", "table-columns")  # fmt: skip


def state_of(archive: zipfile.ZipFile, content: bytes) -> dict[str, Any]:
    """The state of the workbook in an .ods file that has been looked over before."""
    roots = {name: _part(archive, f"{name}.xml") for name in ("content", "styles", "meta")}
    body = first(roots["content"], "body", "spreadsheet")
    tables = [each for each in body or () if local(str(each.tag)) == "table"]
    if len(tables) > MOST_SHEETS:
        raise Failure("file.too_many_sheets", most=MOST_SHEETS)
    styles = Styles.of([roots["styles"], roots["content"]])
    names = about.names(body)
    areas = {each["name"].casefold(): each["refers"] for each in names if "!" in each["refers"]}
    rules = {
        attribute(each, "name"): rule_state(each) for each in every(body, "content-validation")
    }
    states = [_Sheet(table, styles, areas, rules, archive).state() for table in tables]
    _add_settings(states, _part(archive, "settings.xml"), body, roots["styles"])
    _shorten_names(states)
    whole = {"properties": about.properties(roots["meta"]), "names": names}
    return {"sheets": states, **{name: value for name, value in whole.items() if value}}


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    return tree(read_member(archive, name)) if name in archive.namelist() else None


def _add_settings(
    states: list[dict[str, Any]],
    settings: Element | None,
    body: Element | None,
    styles: Element | None,
) -> None:
    frozen, filters = about.frozen(settings), list(about.filters(body))
    around = about.header_footer(styles)
    for state in states:
        state["frozen"] = frozen.get(state["name"], [0, 0])
        own = [range_ for sheet, range_ in filters if sheet == state["name"]]
        if own:
            state["filters"] = own
    if states and around:
        states[0]["around"] = around


def _shorten_names(states: list[dict[str, Any]]) -> None:
    """Give sheets with longer names than Excel takes shorter ones, in formulas too."""
    long = [state["name"] for state in states if len(state["name"]) > LONGEST_NAME]
    shorter = {name: f"{name[: LONGEST_NAME - 3]}~{place}" for place, name in enumerate(long, 1)}
    for state in states if shorter else ():
        state["name"] = shorter.get(state["name"], state["name"])
        for cell in state["cells"].values():
            text = cell["input"]
            cell["input"] = with_sheets_renamed(text, lambda name: shorter.get(name, name))


@dataclass
class _Sheet:
    """One sheet while it is read, row by row."""

    table: Element
    styles: Styles
    names: dict[str, str]
    rules: dict[str | None, dict[str, Any]]
    archive: zipfile.ZipFile
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    ruled: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    drawn: dict[str, list[Any]] = field(default_factory=dict)
    comments: list[dict[str, str]] = field(default_factory=list)
    arrays: list[tuple[Area, str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[str, float] = field(default_factory=dict)
    defaults: dict[int, str | None] = field(default_factory=dict)  # styles of columns' cells

    def state(self) -> dict[str, Any]:
        self._columns()
        row = 1
        for element in _within(self.table, "table-row"):
            row = self._row(element, row)
        for shapes in (each for each in self.table if local(str(each.tag)) == "shapes"):
            self._frames(shapes, "A1")
        for address, text in spilled(self.arrays):
            if address in self.cells:
                self.cells[address]["input"] = text
        return {
            "name": attribute(self.table, "name") or "",
            "cells": self.cells,
            "validations": self._validations(),
            "widths": self.widths,
            **{name: value for name, value in self._around().items() if value},
        }

    def _around(self) -> dict[str, Any]:
        shown = self.styles.property(attribute(self.table, "style-name"), "display")
        return {
            "hidden": "hidden" if shown == "false" else "",
            "hidden_rows": [f"{top}:{bottom}" for top, bottom in runs(self.hidden_rows)][:MOST],
            "hidden_columns": [
                f"{column_letters(left)}:{column_letters(right)}"
                for left, right in runs(self.hidden_columns)
            ],
            "merged": self.merged[:MOST],
            "formats": format_states(self.table, self.styles),
            "comments": self.comments[:MOST],
            **{name: states[:MOST] for name, states in self.drawn.items()},
        }

    def _columns(self) -> None:
        number = 1
        for element in _within(self.table, "table-column"):
            last = min(number + _repeated(element, "columns") - 1, LAST_COLUMN)
            style = attribute(element, "style-name")
            width = self.styles.length(style, "column-width")
            here = range(number, last + 1)
            if attribute(element, "visibility") in ("collapse", "filter") or width == 0:
                self.hidden_columns |= set(here)
            elif width and len(here) <= LAST_COLUMN // 2:
                wide = max(0.0, (round(width / 2.54 * 96) - 5) / 7)
                self.widths |= {column_letters(each): round(wide, 2) for each in here}
            default = attribute(element, "default-cell-style-name")
            self.defaults |= dict.fromkeys(here, default)
            number = last + 1

    def _row(self, element: Element, row: int) -> int:
        last = min(row + _repeated(element, "rows") - 1, LAST_ROW)
        height = self.styles.length(attribute(element, "style-name"), "row-height")
        if attribute(element, "visibility") in ("collapse", "filter") or height == 0:
            self.hidden_rows |= set(range(row, last + 1))
        filled = [(column, cell) for column, cell in _cells(element) if _says_something(cell)]
        for number in range(row, last + 1) if filled else ():
            for column, cell in filled:
                self._cell(cell, number, column)
            if len(self.cells) > MOST_CELLS:
                raise Failure("file.too_many_cells", most=MOST_CELLS)
        return last + 1

    def _cell(self, element: Element, row: int, column: int) -> None:
        address = cell_address(row, column)
        style = attribute(element, "style-name") or self.defaults.get(column)
        state = cell_state(element, self.styles.look(style), self.names)
        if state["input"]:
            self.cells[address] = state
        rule = attribute(element, "content-validation-name")
        if rule in self.rules:
            self.ruled.setdefault(rule or "", set()).add((row, column))
        self._spans(element, row, column, state["input"])
        for note in (each for each in element if local(str(each.tag)) == "annotation"):
            author = whole_text(first(note, "creator"))
            text = "\n".join(words(each) for each in every(note, "p"))[:LONGEST_TEXT]
            self.comments.append({"cell": address, "text": text, "author": author})
        self._frames(element, address)

    def _spans(self, element: Element, row: int, column: int, text: str) -> None:
        for start, kept in (("number-", self.merged), ("number-matrix-", None)):
            down = int(attribute(element, f"{start}rows-spanned") or 1)
            right = int(attribute(element, f"{start}columns-spanned") or 1)
            if down * right > 1:
                bottom, last = min(row + down - 1, LAST_ROW), min(column + right - 1, LAST_COLUMN)
                area = Area("", row, column, bottom, last)
                if kept is not None:
                    kept.append(range_of(area))
                elif area.size <= MOST_CELLS:
                    self.arrays.append((area, text))

    def _frames(self, element: Element, address: str) -> None:
        for frame in every(element, "frame"):
            kind, state = frame_state(frame, self.archive, address)
            self.drawn.setdefault(kind, []).append(state)

    def _validations(self) -> list[dict[str, Any]]:
        return [
            {"range": range_, "rule": self.rules[name]}
            for name, cells in self.ruled.items()
            for range_ in ranges(cells)
        ][:MOST]


def _says_something(cell: Element) -> bool:
    return bool(len(cell)) or any(local(name) not in _SILENT for name in cell.attrib)


def _within(table: Element, wanted: str) -> Iterator[Element]:
    """Rows or columns of a table, those in groups too."""
    for each in table:
        tag = local(str(each.tag))
        if tag == wanted:
            yield each
        elif tag in _PARTS:
            yield from _within(each, wanted)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row with their columns; of a long repetition of nothing only the first."""
    column = 1
    for each in row:
        if local(str(each.tag)) not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _repeated(each, "columns")
        last = min(column + repeated - 1, LAST_COLUMN)
        for number in range(column, last + 1):
            yield number, each
        column += repeated
        if column > LAST_COLUMN:
            return


def _repeated(element: Element, what: str) -> int:
    text = attribute(element, f"number-{what}-repeated") or "1"
    return max(int(text), 1) if text.isdigit() else 1

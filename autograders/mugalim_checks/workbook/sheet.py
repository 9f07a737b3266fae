"""One sheet as data, with its cells; as plain JSON, and strictly back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.formulas import normalise
from mugalim_checks.formulas.addresses import parse_area
from mugalim_checks.formulas.inputs import percent_input, typed_look
from mugalim_checks.formulas.values import typed_value
from mugalim_checks.states import from_plain, to_plain
from mugalim_checks.workbook.places import (
    LAST_COLUMN,
    LAST_ROW,
    own_address,
    own_range,
    reference,
)
from mugalim_checks.workbook.rules import Rule
from mugalim_checks.workbook.surroundings import (
    Chart,
    Comment,
    ConditionalFormat,
    Image,
    Series,
    Visibility,
)

MOST_VALIDATIONS = 200  # of a sheet
MOST_AROUND = 1_000  # comments, charts, merged ranges and so on, of a sheet, each
LONGEST_INPUT = 8_192
LONGEST_NAME = 31  # of a sheet, as in Excel
_LOOK = re.compile(r"[#0][#0,. ]{0,20}%?")  # number formats that are kept
_COLOUR = re.compile(r"#[0-9A-F]{6}")
_FORBIDDEN = frozenset("[]:*?/\\")


@dataclass(frozen=True)
class Cell:
    """What was typed into a cell, in its stored form, and how it looks."""

    input: str
    format: str = ""  # a number format such as "0.0"; "" is the general one
    bold: bool = False
    italic: bool = False
    colour: str = ""  # of the text, "#RRGGBB"; "" is the ordinary black
    fill: str = ""  # behind the text; "" is none


@dataclass(frozen=True)
class Validation:
    """A rule for a range such as "C2:N41"."""

    range: str
    rule: Rule


@dataclass(frozen=True, kw_only=True)
class Around:
    """What surrounds the cells of a sheet; in its state only where there is any.

    Hidden rows are ranges such as "5:9", hidden columns such as "D:D"; `filters` are the ranges
    whose first row has filter buttons; `around` are texts of the page's header and footer,
    `boxes` those of text boxes.
    """

    hidden: Visibility = ""
    hidden_rows: tuple[str, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    formats: tuple[ConditionalFormat, ...] = ()
    charts: tuple[Chart, ...] = ()
    comments: tuple[Comment, ...] = ()
    images: tuple[Image, ...] = ()
    around: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet(Around):
    """One sheet: cells by address, frozen rows and columns, rules, widths of columns by letter."""

    name: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    frozen: tuple[int, int] = (0, 0)
    validations: tuple[Validation, ...] = ()
    widths: Mapping[str, float] = field(default_factory=dict)

    def input(self, address: str) -> str:
        """What stands in a cell; "" where it is empty."""
        cell = self.cells.get(address)
        return cell.input if cell else ""


_AROUND = tuple(Around.__dataclass_fields__)


def sheet_of(state: Mapping[str, Any]) -> Sheet:
    """The sheet that `state_of` gave; Failure or another exception for anything else."""
    rows, columns = state.get("frozen") or (0, 0)
    validations = [
        Validation(own_range(each["range"]), Rule.from_state(each["rule"]))
        for each in state.get("validations", ())
    ]
    cells = {own_address(address): cell_of(each) for address, each in state["cells"].items()}
    widths = {str(letters): float(width) for letters, width in state.get("widths", {}).items()}
    return Sheet(
        sheet_name(state["name"]),
        {address: cell for address, cell in cells.items() if cell.input},
        frozen_panes(rows, columns),
        tuple(validations[:MOST_VALIDATIONS]),
        {letters: own_width(width) for letters, width in widths.items() if 1 <= width <= 255},
        **_around(state),
    )


def _around(state: Mapping[str, Any]) -> dict[str, Any]:
    found = from_plain(Around, {name: state[name] for name in _AROUND if name in state})
    parts = {name: getattr(found, name) for name in _AROUND}
    if any(len(part) > MOST_AROUND for part in parts.values()):
        raise Failure("workbook.damaged")
    return {
        **parts,
        "hidden_rows": _checked(own_range, found.hidden_rows),
        "hidden_columns": _checked(own_range, found.hidden_columns),
        "merged": tuple(each for each in _checked(own_range, found.merged) if ":" in each),
        "filters": _checked(own_range, found.filters),
        "formats": tuple(replace(each, range=own_range(each.range)) for each in found.formats),
        "charts": tuple(_chart(each) for each in found.charts),
        "comments": tuple(replace(each, cell=own_address(each.cell)) for each in found.comments),
        "images": tuple(replace(each, cell=own_address(each.cell)) for each in found.images),
    }


def _checked(form: Callable[[object], str], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(form(text) for text in texts)


def _chart(chart: Chart) -> Chart:
    return replace(
        chart,
        cell=own_address(chart.cell),
        series=tuple(
            Series(
                each.name,
                reference(each.name_cell),
                reference(each.categories),
                reference(each.values),
            )
            for each in chart.series
        ),
    )


def frozen_panes(rows: object, columns: object) -> tuple[int, int]:
    """Frozen rows and columns; Failure where they are no such numbers."""
    for number, most in ((rows, LAST_ROW), (columns, LAST_COLUMN)):
        if not isinstance(number, int) or not 0 <= number < most:
            raise Failure("workbook.damaged")
    return int(rows), int(columns)  # type: ignore[call-overload]  # checked above


def stored(text: object) -> str:
    """An input in its stored form; Failure where it is too long."""
    if not isinstance(text, str):
        raise Failure("workbook.damaged")
    if len(text) > LONGEST_INPUT:
        raise Failure("workbook.too_long", most=LONGEST_INPUT)
    return normalise(text)


def own_width(width: float) -> float:
    """A column's width in characters, on the grid of screen points that files keep."""
    return round(int(width * 7 + 0.5) / 7, 2)


def sheet_name(name: object) -> str:
    """A name that a sheet can have, as in Excel; Failure for any other."""
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_NAME or set(name) & _FORBIDDEN:
        raise Failure("workbook.damaged")
    if "'" in (name[0], name[-1]) or not name.isprintable():
        raise Failure("workbook.damaged")
    return name


def cell_of(state: Mapping[str, Any]) -> Cell:
    """The cell of a state; Failure or another exception for what is none."""
    text, look = stored(state["input"]), str(state.get("format", ""))
    value = typed_value(text)
    own = typed_look(text)
    if "%" in look and isinstance(value, float) and not own:
        text, look, own = percent_input(value), "", "%"
    known = _LOOK.fullmatch(look) is not None and look != own and ("%" in look or not own)
    return Cell(
        text,
        look if known else "",
        state.get("bold") is True,
        state.get("italic") is True,
        _colour(state.get("colour", "")),
        _colour(state.get("fill", "")),
    )


def _colour(text: object) -> str:
    return text if isinstance(text, str) and _COLOUR.fullmatch(text) else ""


def state_of(sheet: Sheet) -> dict[str, Any]:
    """A sheet as plain JSON values; what is not there is left out."""
    around = to_plain(Around(**{name: getattr(sheet, name) for name in _AROUND}))
    return {
        "name": sheet.name,
        "cells": {address: to_plain(cell) for address, cell in sheet.cells.items()},
        "frozen": list(sheet.frozen),
        "validations": [
            {"range": each.range, "rule": each.rule.to_state()} for each in sheet.validations
        ],
        "widths": dict(sheet.widths),
        **around,
    }


def covers(range_: str, row: int, column: int) -> bool:
    """Whether a cell lies in a range."""
    area = parse_area(range_)
    return area.top <= row <= area.bottom and area.left <= column <= area.right

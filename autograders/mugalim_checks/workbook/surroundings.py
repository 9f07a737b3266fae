"""What surrounds the cells of a workbook: formats by condition, charts, comments, pictures, names.

Every field left at its default is left out of the state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FormatKind = Literal["cell", "formula", "icons", "bars", "scale", "other"]
ChartKind = Literal[
    "column", "bar", "line", "area", "pie", "doughnut", "scatter", "radar", "other"
]  # fmt: skip
Visibility = Literal["", "hidden", "very_hidden"]

# Sets of icons that differ by colour alone: the same shape in every colour.
_ONE_SHAPE = frozenset(
    {"3TrafficLights1", "3TrafficLights2", "4TrafficLights", "3Flags", "4RedToBlack"}
)


@dataclass(frozen=True)
class ConditionalFormat:
    """A format that a cell takes on by itself.

    `operator` compares the cell (kind "cell") with `formulas`, is the set of icons (kind "icons"),
    or the file's own name of the kind ("other"). Formulas are written for the range's top left
    cell. Looks: what the format brings where it holds.
    """

    range: str
    kind: FormatKind = "other"
    operator: str = ""
    formulas: tuple[str, ...] = ()
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    colour: str = ""
    fill: str = ""
    number_format: str = ""

    @property
    def colour_alone(self) -> bool:
        """Whether nothing but a colour tells the cells apart."""
        if self.kind == "icons":
            return self.operator in _ONE_SHAPE
        if self.kind == "bars":
            return False  # a bar has a length
        return not (
            self.bold or self.italic or self.underlined or self.struck or self.number_format
        )


@dataclass(frozen=True)
class Axis:
    """An axis of a chart; a limit is None where the program chooses it."""

    title: str = ""
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Series:
    """What a chart draws: references such as "Marks!B2:B4"; `name` in words, or by its cell."""

    name: str = ""
    name_cell: str = ""
    categories: str = ""
    values: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart on a sheet; `alt` is None where nobody wrote what it shows."""

    kind: ChartKind = "other"
    title: str = ""
    across: Axis = Axis()  # the axis of the categories
    up: Axis = Axis()  # the axis of the values
    series: tuple[Series, ...] = ()
    alt: str | None = None
    cell: str = "A1"  # where its top left corner lies
    remembered: tuple[str, ...] = ()  # texts that the chart keeps for itself, whatever cells say


@dataclass(frozen=True)
class Comment:
    """A comment or note at a cell, with its author; answers in a thread are comments, too."""

    cell: str
    text: str = ""
    author: str = ""


@dataclass(frozen=True)
class Image:
    """A picture on a sheet; `alt` is None where nobody wrote what it shows."""

    alt: str | None = None
    cell: str = "A1"
    name: str = ""


@dataclass(frozen=True)
class DefinedName:
    """A name for cells or for a formula, such as Threshold for Marks!$R$1."""

    name: str
    refers: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class CustomProperty:
    """A property of the file that somebody made up."""

    name: str
    text: str = ""


@dataclass(frozen=True)
class Properties:
    """What a file says of itself and of who made it."""

    creator: str = ""
    last_modified_by: str = ""
    company: str = ""
    manager: str = ""
    title: str = ""
    subject: str = ""
    keywords: str = ""
    category: str = ""
    description: str = ""
    custom: tuple[CustomProperty, ...] = ()


NO_PROPERTIES = Properties()

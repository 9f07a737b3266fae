"""The numbers of a page that name the cell they were taken from.

A number does so in two ways: as inserted by the school's own surface, `<data value="Totals!B7">`,
or in a table of sources with the columns number, sheet and cell (or sheet and cell in one).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mugalim_checks.core import CannotTell, Failure
from mugalim_checks.formulas import Calculation
from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.formulas.values import ErrorValue
from mugalim_checks.page.entries import Names, rows
from mugalim_checks.page.figures import Figure, figures
from mugalim_checks.page.model import Page
from mugalim_checks.parts import Where
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.places import area_of

_LOOK_ALIKE = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


@dataclass(frozen=True)
class Source:
    """A number with its cell; `table` is that of the sources, 0 where it stands in the text."""

    text: str
    reference: str
    where: Where
    table: int = 0


def sources(page: Page, columns: Names) -> tuple[Source, ...]:
    """Every number that names its cell, in reading order."""
    return (*_inserted(page), *_listed(page, columns))


def _inserted(page: Page) -> Iterator[Source]:
    for block, where in page.placed:
        for index, run in enumerate(block.runs):
            if run.source:
                after = "".join(each.text for each in block.runs[index + 1 : index + 2])
                yield Source(f"{run.text}{after[:12]}", run.source, where)


def _listed(page: Page, columns: Names) -> Iterator[Source]:
    for row in rows(page, columns):
        number, sheet, cell = (row.text(key) for key in ("number", "sheet", "cell"))
        if number or cell:
            reference = f"{sheet}!{cell}" if sheet and "!" not in cell else cell
            found = row.values.get("number")
            where = found.where if found else row.where
            yield Source(number, reference, where, int(where["values"]["table"]))


@dataclass(frozen=True)
class Cells:
    """The values of a data workbook, asked for by references."""

    workbook: Workbook
    calculation: Calculation

    def compare(self, source: Source) -> Figure:
        """The number that a source shows, if its cell gives it; Failure where it does not."""
        figure = next(figures(source.text), None)
        if figure is None:
            raise Failure("page.source_no_figure", where=source.where, text=source.text[:30])
        value, per_cent = self._value(source)
        hundred = per_cent or figure.per_cent
        if not figure.shows(value) and not (hundred and figure.shows(value * 100)):
            raise _differs(source, figure, value * 100 if hundred and abs(value) <= 1 else value)
        return figure

    def _value(self, source: Source) -> tuple[float, bool]:
        """The value of a source's cell, and whether the cell shows it as a per cent."""
        area = area_of(_in_latin(source.reference.strip()))
        sheet = self.workbook.sheet(area.sheet) if area else None
        if area is None or sheet is None or area.size != 1:
            raise self._not_found(source)
        address = cell_address(area.top, area.left)
        value = self.calculation.value(sheet.name, address)
        problem = self.calculation.problem(sheet.name, address)
        if problem is not None and problem.id == "formula.unknown_function":
            raise CannotTell(problem.id, **problem.named)
        if isinstance(value, bool | ErrorValue) or not isinstance(value, int | float):
            raise Failure(
                "page.cell_no_number", where=source.where, reference=source.reference[:40]
            )
        cell = sheet.cells.get(address)
        looks = "%" in cell.format or cell.input.endswith("%") if cell else False
        return float(value), looks

    def _not_found(self, source: Source) -> Failure:
        example = self.workbook.sheets[0].name if self.workbook.sheets else "Data"
        return Failure(
            "page.source_unclear",
            where=source.where,
            reference=source.reference[:40] or "—",
            example=f"{example[:20]}!B7",
        )


def _in_latin(reference: str) -> str:
    """A reference whose cell was typed on a Russian keyboard: Лист!С3 with a Cyrillic С."""
    sheet, mark, cell = reference.rpartition("!")
    return f"{sheet}{mark}{cell.upper().translate(_LOOK_ALIKE)}"


def _differs(source: Source, figure: Figure, value: float) -> Failure:
    """What the cell gives instead, rounded as the page does, or finer where that looks the same."""
    rounded = round(value, figure.decimals)
    if rounded == figure.value or abs(value) < 1:
        rounded = round(value, figure.decimals + 2)
    return Failure(
        "page.number_differs",
        where=source.where,
        text=figure.text,
        reference=source.reference[:40],
        value=rounded,
        sign=" %" if figure.per_cent else "",
    )

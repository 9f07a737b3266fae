"""Rows and columns put into a sheet or taken out of it, and rows put into another order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mugalim_checks.core import Failure
from mugalim_checks.formulas.addresses import (
    Area,
    cell_address,
    cell_position,
    column_letters,
    column_number,
    parse_area,
)
from mugalim_checks.formulas.moving import moved
from mugalim_checks.formulas.shifting import Shift, shifted
from mugalim_checks.workbook.places import own_address, range_of
from mugalim_checks.workbook.rewriting import Rewrite, rule_rewritten, with_formulas
from mugalim_checks.workbook.sheet import Cell, Sheet, Validation
from mugalim_checks.workbook.surroundings import ConditionalFormat


def shifted_sheet(sheet: Sheet, shift: Shift) -> Sheet:
    """A sheet after a shift of its own rows or columns, or of those of another sheet."""

    def rewrite(formula: str) -> str:
        return shifted(formula, sheet.name, shift)

    if sheet.name.casefold() != shift.sheet.casefold():
        return with_formulas(sheet, rewrite)
    return _moved_along(with_formulas(_kept_corners(sheet, shift), rewrite), shift)


def _kept_corners(sheet: Sheet, shift: Shift) -> Sheet:
    """Rules and formats written for the first cell of their range that stays."""
    return replace(
        sheet,
        validations=tuple(_rule_kept(each, shift) for each in sheet.validations),
        formats=tuple(_format_kept(each, shift) for each in sheet.formats),
    )


def _rule_kept(validation: Validation, shift: Shift) -> Validation:
    return replace(
        validation, rule=rule_rewritten(validation.rule, _to_kept(validation.range, shift))
    )


def _format_kept(found: ConditionalFormat, shift: Shift) -> ConditionalFormat:
    rewrite = _to_kept(found.range, shift)
    return replace(found, formulas=tuple(map(rewrite, found.formulas)))


def _to_kept(range_: str, shift: Shift) -> Rewrite:
    """What writes a formula anew for the first cell of a range that is not taken out."""
    area = parse_area(range_)
    row, column = area.top, area.left
    first, last = (row, area.bottom) if shift.axis == "row" else (column, area.right)
    behind = shift.at - shift.count  # the first one that stays after what is taken out
    if shift.count > 0 or not shift.at <= first < behind <= last:
        return lambda formula: formula
    kept = cell_address(behind, column) if shift.axis == "row" else cell_address(row, behind)
    return lambda formula: moved(formula, cell_address(row, column), kept)


def _moved_along(sheet: Sheet, shift: Shift) -> Sheet:
    """Everything that has a place on the sheet at its new one; what is taken out is left away."""
    rows, columns = sheet.frozen
    by_row = shift.axis == "row"
    return replace(
        sheet,
        cells={
            own_address(there): cell
            for address, cell in sheet.cells.items()
            if (there := _cell_after(address, shift))
        },
        frozen=(_frozen(rows, shift), columns) if by_row else (rows, _frozen(columns, shift)),
        validations=tuple(
            replace(each, range=there)
            for each in sheet.validations
            if (there := _range_after(each.range, shift))
        ),
        widths=sheet.widths if by_row else _widths(sheet, shift),
        hidden_rows=_ranges(sheet.hidden_rows, shift),
        hidden_columns=_ranges(sheet.hidden_columns, shift),
        merged=tuple(each for each in _ranges(sheet.merged, shift) if ":" in each),
        filters=_ranges(sheet.filters, shift),
        formats=tuple(
            replace(each, range=there)
            for each in sheet.formats
            if (there := _range_after(each.range, shift))
        ),
        charts=tuple(
            replace(each, cell=_cell_after(each.cell, shift) or each.cell) for each in sheet.charts
        ),
        comments=tuple(
            replace(each, cell=there)
            for each in sheet.comments
            if (there := _cell_after(each.cell, shift))
        ),
        images=tuple(
            replace(each, cell=_cell_after(each.cell, shift) or each.cell) for each in sheet.images
        ),
    )


def _cell_after(address: str, shift: Shift) -> str | None:
    row, column = cell_position(address)
    after = shift.place(row if shift.axis == "row" else column)
    if after is None:
        return None
    return cell_address(after, column) if shift.axis == "row" else cell_address(row, after)


def _range_after(range_: str, shift: Shift) -> str | None:
    area = shift.area(parse_area(range_))
    return range_of(area) if area else None


def _ranges(ranges: Iterable[str], shift: Shift) -> tuple[str, ...]:
    return tuple(there for each in ranges if (there := _range_after(each, shift)))


def _frozen(count: int, shift: Shift) -> int:
    """How many rows or columns stay in sight: those put in or taken out among them count."""
    if shift.at > count:
        return count
    return max(count + shift.count, shift.at - 1)


def _widths(sheet: Sheet, shift: Shift) -> dict[str, float]:
    places = {shift.place(column_number(each)): width for each, width in sheet.widths.items()}
    return {column_letters(place): width for place, width in places.items() if place}


def arranged(sheet: Sheet, area: Area, order: list[int]) -> Sheet:
    """The rows of an area in another order: `order` names for each row the one that comes there.

    Formulas move as if they were copied; Failure where the order is not one of these very rows.
    """
    rows = list(range(area.top, area.bottom + 1))
    if sorted(order) != rows:
        raise Failure("workbook.damaged")
    target = dict(zip(order, rows, strict=True))

    def there(address: str) -> str:
        row, column = cell_position(address)
        inside = area.left <= column <= area.right and row in target
        return cell_address(target[row], column) if inside else address

    return replace(
        sheet,
        cells={
            there(each): _carried(cell, each, there(each)) for each, cell in sheet.cells.items()
        },
        comments=tuple(replace(each, cell=there(each.cell)) for each in sheet.comments),
    )


def _carried(cell: Cell, source: str, target: str) -> Cell:
    return replace(cell, input=moved(cell.input, source, target)) if source != target else cell

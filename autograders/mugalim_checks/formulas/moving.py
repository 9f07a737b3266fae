"""A formula copied to another cell, or to a sheet that is named otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mugalim_checks.formulas.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    cell_position,
    column_letters,
    column_number,
)
from mugalim_checks.formulas.tokens import is_formula, tokenise

GONE = "#REF!"  # what stands in a formula for cells that are not there any more
_PART = re.compile(r"(\$?)([A-Z]{1,3})?(\$?)(\d{1,7})?")


def moved(formula: str, source: str, target: str) -> str:
    """A stored formula as it reads after copying from one cell to another.

    Addresses move, except what a dollar sign holds; what leaves the sheet becomes #REF!.
    """
    if not is_formula(formula):
        return formula
    (row, column), (to_row, to_column) = cell_position(source), cell_position(target)
    down, right = to_row - row, to_column - column

    def move(sheet: str, cells: str) -> str:
        parts = [_moved_part(part, down, right) for part in cells.split(":")]
        return GONE if GONE in parts else sheet + ":".join(parts)

    return rewritten(formula, move)


def with_sheets_renamed(formula: str, rename: Callable[[str], str]) -> str:
    """A stored formula in which every sheet's name is the new one."""

    def renamed(sheet: str, cells: str) -> str:
        return f"{quoted(rename(unquoted(sheet[:-1])))}!{cells}" if sheet else cells

    return rewritten(formula, renamed) if is_formula(formula) else formula


def with_names(formula: str, names: Mapping[str, str]) -> str:
    """A stored formula in which names (in small letters) are replaced by the areas they mean."""
    if not names or not is_formula(formula):
        return formula
    return "=" + "".join(
        names.get(token.text.casefold(), token.text) if token.kind == "word" else token.text
        for token in tokenise(formula[1:])
    )


def quoted(sheet: str) -> str:
    """A sheet's name as a formula writes it."""
    plain = re.fullmatch(r"[^\W\d]\w*", sheet) and not re.fullmatch(r"[A-Za-z]{1,3}\d*", sheet)
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"


def unquoted(sheet: str) -> str:
    """A sheet's name out of a formula."""
    if sheet.startswith("'") and sheet.endswith("'") and len(sheet) > 1:
        return sheet[1:-1].replace("''", "'")
    return sheet


def rewritten(formula: str, rewrite: Callable[[str, str], str]) -> str:
    """A stored formula with each of its areas rewritten, given as its sheet with "!", and cells."""
    parts = []
    for token in tokenise(formula[1:]):
        if token.kind == "area":
            sheet, mark, cells = token.text.rpartition("!")
            parts.append(rewrite(sheet + mark, cells))
        else:
            parts.append(token.text)
    return "=" + "".join(parts)


def _moved_part(part: str, down: int, right: int) -> str:
    match = _PART.fullmatch(part)
    if not match:
        return GONE
    fixed_column, letters, fixed_row, digits = match.groups()
    if letters is None:  # a whole row: its dollar sign stands in the first place
        fixed_row = fixed_row or fixed_column
        fixed_column = ""
    text = ""
    if letters:
        number = column_number(letters) + (0 if fixed_column else right)
        if not 1 <= number <= LAST_COLUMN:
            return GONE
        text = fixed_column + column_letters(number)
    if digits:
        row = int(digits) + (0 if fixed_row else down)
        if not 1 <= row <= LAST_ROW:
            return GONE
        text += fixed_row + str(row)
    return text

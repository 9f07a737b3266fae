"""A spreadsheet file as a workbook's state; runs only inside a limited child of `opening`."""

from __future__ import annotations

from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import open_office
from mugalim_checks.workbook.model import MOST_CELLS, MOST_SHEETS, Workbook
from mugalim_checks.workbook.ods.reading import state_of as state_of_ods
from mugalim_checks.workbook.xlsx.reading import state_of as state_of_xlsx


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the workbook in a file; Failure with a "file." id where it cannot be had."""
    archive = open_office(content, "workbook", ("xlsx", "ods"))
    try:
        is_xlsx = "[Content_Types].xml" in archive.namelist()
        state_of = state_of_xlsx if is_xlsx else state_of_ods
        return _checked(state_of(archive, content))
    finally:
        archive.close()


def _checked(state: dict[str, Any]) -> dict[str, Any]:
    """The state when a workbook can be made of it: said here, where a file is at hand."""
    sheets = state["sheets"]
    if not 1 <= len(sheets) <= MOST_SHEETS:
        raise Failure("file.too_many_sheets", most=MOST_SHEETS)
    if sum(len(sheet["cells"]) for sheet in sheets) > MOST_CELLS:
        raise Failure("file.too_many_cells", most=MOST_CELLS)
    try:
        Workbook.from_state(state)
    except Failure:
        raise Failure("file.damaged") from None
    return state

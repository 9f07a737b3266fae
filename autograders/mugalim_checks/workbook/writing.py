"""A workbook as an .xlsx or .ods file that shows its numbers in a preview."""

from __future__ import annotations

from mugalim_checks.workbook.model import Workbook
from mugalim_checks.workbook.ods.writing import write_ods
from mugalim_checks.workbook.xlsx.writing import write_xlsx


def write(workbook: Workbook, ending: str) -> bytes:
    """The bytes of the file, with the values of formulas in it."""
    return write_ods(workbook) if ending == ".ods" else write_xlsx(workbook)

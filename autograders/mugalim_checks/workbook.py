"""Workbooks: what they are, how they are read, and every check of them."""

from mugalim_checks.workbook_files import read_workbook
from mugalim_checks.workbook_model import Cell, Sheet, Validation, Workbook
from mugalim_checks.workbook_rules import Rule

__all__ = ["Cell", "Rule", "Sheet", "Validation", "Workbook", "read_workbook"]

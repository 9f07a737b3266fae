"""Workbooks as .xlsx files."""

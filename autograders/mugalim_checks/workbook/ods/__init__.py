"""Workbooks as .ods files."""

"""The surfaces of a lesson: one class and one plain ES module each."""

from mugalim_widgets.show import choice, grade, spreadsheet, text, upload

__all__ = ["choice", "grade", "spreadsheet", "text", "upload"]

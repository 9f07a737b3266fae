"""Document: a letter, a plan, a rubric or a web page, written block by block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Bool, Dict, List, Unicode

from mugalim_answers.plan import exercise_at
from mugalim_answers.record import Answer
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler
from mugalim_widgets.surfaces.workbook_figures import charts_of, figures_of

WORDS = {
    "document": "Your document",
    "page": "Your page",
    "tools": "Tools for the text",
    "style": "Style of the paragraph",
    "s_text": "Text",
    "s_title": "Title of the whole",
    "s_h": "Heading {n}",
    "s_bullet": "List with dots",
    "s_number": "List with numbers",
    "s_other": "As in your file",
    "bold": "Bold",
    "is_bold": "Bold.",
    "is_plain": "Not bold any more.",
    "choose_words": "Choose some words first, or put the cursor into a word.",
    "link": "Link",
    "link_words": "Words that say where it leads",
    "link_address": "Address",
    "link_start": "https://",
    "link_unclear": "Please write the words and an address that begins with https://.",
    "link_done": "The words are a link now.",
    "unlink": "Keep the words without the link",
    "add": "Add",
    "table": "Table",
    "new_table": "New table",
    "picture": "Picture",
    "box": "Box to tick ☐",
    "blank": "Line to write on ____",
    "figure": "Number from your table",
    "figure_help": "Choose a number. The page remembers which cell it comes from.",
    "no_figures": "There are no numbers in your table yet. Fill it in first, then come back.",
    "search": "Find a number",
    "chart": "Chart",
    "insert": "Put it in",
    "rows": "Rows",
    "columns": "Columns",
    "more": "More",
    "up": "Move up",
    "down": "Move down",
    "remove": "Delete",
    "remove_table": "Delete the table",
    "removed": "Deleted. “Undo” brings it back.",
    "moved": "Moved: place {n} of {all}.",
    "no_further": "It cannot be moved further.",
    "language": "Language of the text",
    "language_none": "Not said yet",
    "language_part": "Language of this paragraph",
    "language_same": "As the whole text",
    "colour": "Colour of the letters",
    "background": "Colour behind them",
    "colours": "black, dark grey, grey, light grey, white, red, blue, green, yellow, pale yellow, "
    "pale blue, very dark blue",
    "narrow": "Let it fit a narrow phone",
    "headed": "The first row names the columns",
    "row_add": "Row below",
    "row_remove": "Delete the row",
    "column_add": "Column on the right",
    "column_remove": "Delete the column",
    "points_row": "Row for points",
    "total_row": "Row for the total",
    "points": "Points",
    "total": "Total",
    "as_table": "Show it as a table",
    "as_cells": "Show it cell by cell",
    "last_line": "This is the last one. To take the whole table away, choose “More”.",
    "fixed_table": "Rows and columns of this table stay as they are in your file.",
    "row": "Row {n}",
    "column": "Column {n}",
    "kept": "There is a table inside of this cell. It stays as it is in your file.",
    "pasted": "Put in. Paragraphs: {n}.",
    "sending": "Sending {name} …",
    "picture_there": "The picture is there. Please write what it shows.",
    "smaller": "Make it smaller",
    "kilobytes": "kB",
    "alt": "What does it show? (for whoever cannot see it)",
    "ornament": "It is an ornament only and needs no words",
    "not_shown": "The picture is kept. It cannot be shown here.",
    "page_title": "Title of the page (the name that the phone shows)",
    "count": "Words: {n}",
    "count_of": "Words: {n} of about {wanted}",
    "aloud": "Reading aloud, minutes: {minutes} of {wanted}",
    "parts": "Parts that this work has",
    "help": "Enter begins a new paragraph. Text from Word can be pasted in.",
    "help_keys": "With keys: Ctrl+B bold, Ctrl+K link, Alt+↑ and Alt+↓ move a paragraph, "
    "Alt+F10 goes to the tools, Escape back to the text.",
}
MOST_PARTS = 40
MOST_WANTED = 10_000  # words, or minutes


class DocumentEditor(Editor):
    """Text with headings, lists, tables and pictures; a page takes numbers from a table, too."""

    NAME: ClassVar[str] = "document"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("document.js")
    _css = style_text("document")

    module = Unicode("document.js").tag(sync=True)
    parts = List().tag(sync=True)  # [{"title", "help"}]: what the work is made of
    wanted = Dict().tag(sync=True)  # {"words", "minutes"}: how long it should be
    points = Bool(False).tag(sync=True)  # whether its tables have rows for points and their total
    counts = Bool(False).tag(sync=True)  # whether numbers can be taken from a table beside it
    figures = List().tag(sync=True)  # [{"shown", "source", "row", "column"}]
    charts = List().tag(sync=True)  # [{"title", "width", "height", "parts"}]

    def handlers(self) -> Mapping[str, Handler]:
        """Counting the table beside it again, beside what every editor understands."""
        return {**super().handlers(), "figures": self._show_figures}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored document, or the start, and what the lesson brings along."""
        super().show_answer(answer)
        material = self._plan.material if self._plan else {}
        self.parts = list(material.get("parts", ()))
        self.wanted = {name: material[name] for name in ("words", "minutes") if name in material}
        self.points = bool(material.get("points"))
        self.counts = self.kind == "page" and bool(self._data())
        self.wakes = self.instant or self.counts
        self._show_figures({}, ())

    def _show_figures(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Take the numbers and charts anew from the table that is stored beside the page."""
        workbook = self._workbook() if self.counts else None
        self.figures = figures_of(workbook, self.language) if workbook else []
        self.charts = charts_of(workbook, self.language) if workbook else []

    def _data(self) -> str:
        """The name of the table beside the page; "" where it has none."""
        if self._plan is None or self._place is None:
            return ""
        kinds = {name: exercise_at(self._place, name).kind for name in self._plan.beside}
        return next((name for name, kind in kinds.items() if kind == "workbook"), "")

    def _workbook(self) -> Workbook | None:
        stored = self.store.read().exercises.get(self._data())
        if stored is None or stored.kind != "workbook":
            return None
        return Workbook.from_state(stored.state)


def trouble_with_material(exercise: Exercise) -> str | None:
    """What does not fit in a document's or a page's material, for its designer; None for none."""
    material = exercise.material
    for name in material:
        if name not in ("parts", "words", "minutes", "points"):
            return f"{exercise.name}: material has {name}; it takes parts, words, minutes, points"
    parts = material.get("parts", [])
    if not isinstance(parts, list) or len(parts) > MOST_PARTS or not all(map(_is_part, parts)):
        return f"{exercise.name}: each part is {{title, help}}, both words; at most {MOST_PARTS}"
    for name in ("words", "minutes"):
        value = material.get(name, 1)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_WANTED:
            return f"{exercise.name}: {name} is a whole number from 1 to {MOST_WANTED}"
    if not isinstance(material.get("points", False), bool):
        return f"{exercise.name}: points is true where the tables have rows for points, or left out"
    return None


def _is_part(part: object) -> bool:
    if not isinstance(part, Mapping) or not set(part) <= {"title", "help"}:
        return False
    title, said = part.get("title"), part.get("help", "")
    return isinstance(title, str) and bool(title.strip()) and isinstance(said, str)

"""A small course on disk that keeps every rule, for tests to read, translate and spoil."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mugalim_courses.loading import load_course
from mugalim_courses.model import Course, Lesson

COURSE = "title: Reading\nsummary: To read well.\nlessons: [first]\n"
PLAN = """\
title: A page a day
summary: A table of what was read.
minutes: 30
exercises:
  today:
    kind: choice
    question: Do you read?
    options:
      - {id: much, text: Much, reply: "Good."}
      - {id: little, text: Little}
  table:
    kind: workbook
    artefact: table.xlsx
    start: files/table.xlsx
    checks:
      - {id: rows, check: workbook.rows, points: 2, parameters: {sheet: Pages}}
      - {id: total, check: workbook.total, points: 1.5}
  note: {kind: text, lines: 2}
rubric:
  - id: layout
    question: Is it readable?
    levels: [{points: 1, text: Yes}, {points: 0, text: Not yet}]
solution: {table: solution/table.xlsx}
not_yet:
  - {file: not_yet/rows.xlsx, exercise: table, fails: [rows]}
later:
  - day: 2
    question: How many pages a day?
    options: [{id: one, text: One, right: true, reply: Yes.}, {id: ten, text: Ten, reply: Not yet.}]
  - day: 7
    question: Where do you count them?
    options: [{id: a, text: Here, right: true, reply: Yes.}, {id: b, text: There, reply: Not yet.}]
  - day: 21
    question: Who adds them up?
    options: [{id: a, text: A formula, right: true, reply: Yes.}, {id: b, text: I, reply: Not yet.}]
""".replace("text: Yes", 'text: "Yes, all"')
MANUAL = {"grade": True, "grade_id": "layout", "locked": False, "solution": True, "task": False}
CELLS = (
    ("setup", "from mugalim_widgets import choice, grade, spreadsheet, text", {"tags": ["setup"]}),
    ("situation", "## A page\n\nWrite `=SUM(A1:A2)`, or [look](files/table.xlsx).", {}),
    ("today", 'choice("today")', {}),
    ("work", "## Your table\n\nCount the pages.", {}),
    ("table", 'spreadsheet("table")', {}),
    ("grade-table", 'grade("table")', {"nbgrader": {"locked": True, "grade": True}}),
    ("layout", "**Readable?**", {"nbgrader": MANUAL}),
    ("note", 'text("note")', {}),
)
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5"><path d="M1 1h6"/></svg>'
FILES = ("files/table.xlsx", "solution/table.xlsx", "not_yet/rows.xlsx")


def write_cells(path: Path, cells: tuple[tuple[str, str, dict[str, Any]], ...]) -> None:
    """Write a notebook of cells, each an id, a source and metadata."""
    made = []
    for name, source, metadata in cells:
        words = source.startswith(("#", "*"))
        more = {} if words else {"outputs": [], "execution_count": None}
        kind = "markdown" if words else "code"
        made.append({"cell_type": kind, "id": name, "metadata": metadata, "source": source, **more})
    notebook = {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook))


@dataclass(frozen=True)
class Author:
    """Somebody who writes the small course: spoils a file, or reads the course again."""

    folder: Path

    def change(self, old: str, new: str, file: str = "first/lesson.yaml") -> None:
        """Put other words into a file; they must be there."""
        path = self.folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def change_cell(self, name: str, source: str | None = None, **metadata: Any) -> None:
        """Give one cell another source or other metadata."""
        changed = tuple(
            (cell, source or words, metadata or about) if cell == name else (cell, words, about)
            for cell, words, about in CELLS
        )
        write_cells(self.folder / "first/lesson.ipynb", changed)

    def translate(self, translate: Callable[[str], str], language: str = "ky") -> None:
        """Give every text of the course words in a language."""
        from babel.messages.catalog import Catalog
        from babel.messages.pofile import write_po

        from mugalim_courses.translating import course_messages, messages

        named = {"course": course_messages(self.course()), "first": messages(self.lesson())}
        for name, texts in named.items():
            catalog = Catalog(locale=language)
            for message in texts:
                catalog.add(message.text, translate(message.text), context=message.context)
            path = self.folder / "locale" / language / f"{name}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalog)

    def course(self) -> Course:
        """The course as it stands now."""
        return load_course(self.folder)

    def lesson(self) -> Lesson:
        """The course's only lesson as it stands now."""
        return self.course().lesson("first")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """The author of a course that nothing is wrong with but its missing translations."""
    folder = tmp_path / "courses" / "reading"
    for name in FILES:
        (folder / "first" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "first" / name).write_bytes(name.encode())
    (folder / "course.yaml").write_text(COURSE)
    (folder / "first/lesson.yaml").write_text(PLAN)
    (folder / "first/picture.svg").write_text(PICTURE)
    write_cells(folder / "first/lesson.ipynb", CELLS)
    return Author(folder)

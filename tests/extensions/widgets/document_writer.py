"""What a teacher does on the surface for documents and pages, by the names that she sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from mugalim_answers.place import Place
from mugalim_answers.review import review
from mugalim_answers.store import Store
from mugalim_checks.artefacts import artefact_class, read_artefact, write_artefact
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.document import DocumentEditor

COURSES = Path(__file__).parents[3] / "courses"
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
# The page keeps a picture, and says of it what a school would say.
KEEPS_PICTURES = """dot => document.addEventListener("mugalim-ask", (event) => {
  const { what, name, change } = event.detail, width = change?.longest ?? 1200;
  const piece = { digest: "ab".repeat(32), name, size: width * 700,
    photo: { width, height: width / 2 } };
  event.preventDefault();
  event.detail.done = name === "too-big.jpg" ? Promise.reject(new Error("Too big for the school."))
    : Promise.resolve(what === "piece-address" ? dot : piece);
})"""
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
FROM_ELSEWHERE = """name => document.getElementById(name).dispatchEvent(
  new Event("mugalim-state"))"""


def exercise_of(lesson: str, name: str) -> Exercise:
    """An exercise of a lesson, "<course>/<lesson>", to be begun on an empty sheet."""
    plan = parse_lesson_plan(COURSES / lesson / "lesson.yaml")
    return replace(plan.exercises[name], start=None, variants=())


class Writer:
    """One exercise on the page of a test, with a keyboard or a finger."""

    def __init__(self, desk: Any, place: Place, exercise: Exercise) -> None:
        self.exercise, self.place, self.page = exercise, place, desk.page
        self.page.evaluate(KEEPS_PICTURES, DOT)
        widget = DocumentEditor(exercise.name, place)
        self.words = widget.words
        self.touches = bool(self.page.evaluate("navigator.maxTouchPoints"))
        desk.show(exercise.name, widget)
        self.texts.first.click()

    @property
    def texts(self) -> Locator:
        """All places to write in."""
        return self.page.locator(".paper [role=textbox]")

    def press(self, key: str, times: int = 1) -> None:
        """Press a key."""
        for _ in range(times):
            self.page.keyboard.press(key)

    def type(self, *lines: str, style: str = "") -> None:
        """Type lines, each a paragraph; the first one in a style."""
        if style:
            self.page.get_by_label(self.words["style"]).select_option(style)
        for number, line in enumerate(lines):
            if number:
                self.press("Enter")
            self.page.keyboard.insert_text(line)

    def then(self, *lines: str, style: str = "") -> None:
        """Press Enter, then type."""
        self.press("Enter")
        self.type(*lines, style=style)

    def button(self, name: str) -> None:
        """Press a button by its name."""
        found = self.page.get_by_role("button", name=name, exact=True)
        found.tap() if self.touches else found.click()

    def tool(self, *keys: str) -> None:
        """Press buttons by their words, one after another."""
        for key in keys:
            self.button(self.words[key])

    def choose(self, key: str, value: str) -> None:
        """Choose from a list by its label."""
        self.page.get_by_label(self.words[key], exact=True).select_option(value)

    def fill(self, key: str, text: str) -> None:
        """Write into a field by its label."""
        self.page.get_by_label(self.words[key]).last.fill(text)

    def heading(self, level: int) -> None:
        """Add a heading after the block with the caret."""
        self.tool("add")
        self.button(self.words["s_h"].format(n=level))

    def table(self, *rows: tuple[str, ...]) -> None:
        """Put a table in and write into its cells."""
        self.tool("add", "new_table")
        self.fill("rows", str(len(rows)))
        self.fill("columns", str(len(rows[0])))
        self.tool("insert")
        for row, texts in enumerate(rows, 1):
            for column, text in enumerate(texts, 1):
                self.cell(row, column).focus()
                self.page.keyboard.insert_text(text)

    def cell(self, row: int, column: int) -> Locator:
        """The place to write in of a cell, counted from 1."""
        line = self.page.locator("table tr").nth(row - 1)
        return line.locator("> td").nth(column - 1).get_by_role("textbox").last

    def headed(self) -> None:
        """Mark the first row of the table as that of captions."""
        self.tool("table")
        self.page.get_by_label(self.words["headed"]).check()
        self.tool("table")

    def picture(self, alt: str, name: str = "IMG_2041.jpg") -> None:
        """Put a picture in and say what it shows, if anything."""
        self.tool("add")
        with self.page.expect_file_chooser() as chooser:
            self.tool("picture")
        file: Any = {"name": name, "mimeType": "image/jpeg", "buffer": b"1"}
        chooser.value.set_files([file])
        if alt:
            self.fill("alt", alt)

    def paste(self, html: str, text: str = "") -> None:
        """Paste what an office program gives; wait until it is there."""
        before = self.texts.count()
        self.page.evaluate(PASTE, [html, text])
        expect(self.texts).not_to_have_count(before)

    def show_stored(self) -> None:
        """Have the page show what another device has stored."""
        self.page.evaluate(FROM_ELSEWHERE, self.exercise.name)

    def state(self) -> Any:
        """What is stored, once all is."""
        expect(self.page.locator(".status[data-state=saved]")).to_be_visible()
        return Store(self.place.answers).read().exercises[self.exercise.name].state

    def not_yet(self, as_file: str = "") -> list[str]:
        """The ids of the checks that the stored work does not pass, or its file of that ending."""
        state, store = self.state(), Store(self.place.answers)
        if as_file:
            made = artefact_class(self.exercise.kind).from_state(state)
            name, file = f"{self.exercise.name}{as_file}", write_artefact(made, as_file)
            again = read_artefact(self.exercise.kind, file, name).to_state()
            now = datetime(2026, 9, 1, tzinfo=UTC)
            store.attach(self.exercise.name, self.exercise.kind, name, file, again, now)
        results = review(self.exercise, store.read(), store).results
        return [each.id for each in results if each.outcome != "passed"]

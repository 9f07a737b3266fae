"""A lesson in a learner's browser: its steps, the table, uploads, checks, and the hand-in."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect
from visiting import Visitor

SLOW = 60_000  # ms; a lesson's first answer on two busy cores


class LessonScreen:
    """What a learner does on the page of one lesson."""

    def __init__(self, visitor: Visitor, course: str, lesson: str) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.path = f"/services/lessons/{course}/{lesson}"

    def open(self) -> LessonScreen:
        """Open the lesson where it was left."""
        self.visitor.go(self.path)
        return self

    def place(self, function: str, exercise: str) -> Locator:
        """Where an exercise is shown; its step is brought up first."""
        found = self.page.locator(f"[data-function={function}][data-exercise={exercise}]")
        step = found.locator("xpath=ancestor::section").get_attribute("id")
        if not found.is_visible():
            self.page.evaluate("step => { location.hash = step }", step)
        expect(found).to_be_visible(timeout=SLOW)
        return found

    def cell(self, exercise: str, address: str) -> Locator:
        """A cell of a table."""
        name, row = re.findall(r"[A-Z]+|\d+", address)
        grid = self.place("spreadsheet", exercise).locator("table[role=grid]")
        expect(grid).to_be_visible(timeout=SLOW)
        return grid.locator(f"tbody tr:nth-child({row}) td").nth(ord(name) - ord("A"))

    def type_into(self, exercise: str, address: str, text: str) -> None:
        """Go to a cell and type, as on any keyboard."""
        self.cell(exercise, address).click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def tool(self, exercise: str, name: str) -> Locator:
        """A button of the table: over it where there is room, else in its menu."""
        place = self.place("spreadsheet", exercise)
        button = place.locator(f".tools [data-tool={name}]")
        if not button.is_visible():
            place.locator(".tools [data-tool=more]").click()
            button = place.locator(f".asking [data-tool={name}]")
        return button

    def fill_down(self, exercise: str, address: str, formula: str) -> None:
        """Type a formula and copy it down beside the filled rows."""
        self.type_into(exercise, address, formula)
        self.cell(exercise, address).click()
        self.tool(exercise, "fill").click()

    def limit(self, exercise: str, area: str, low: str, high: str, letters: str) -> None:
        """Limit what may be typed in an area."""
        self.tool(exercise, "limit").click()
        form = self.place("spreadsheet", exercise).locator("form.limits")
        for number, value in enumerate((area, low, high, letters)):
            form.locator("input").nth(number).fill(value)
        form.locator("button[type=submit]").click()

    def upload(self, exercise: str, file: Path) -> Locator:
        """Upload a file; the place, where what was found is shown."""
        place = self.place("upload", exercise)
        expect(place.locator("input[type=file]")).to_be_attached(timeout=SLOW)
        place.locator("input[type=file]").set_input_files(file)
        return place

    def wait_until_saved(self) -> str:
        """Wait for the line that says that all is on the school's disk; gives its words."""
        line = self.page.locator("#status[data-state=saved]")
        expect(line).to_be_visible(timeout=SLOW)
        return line.inner_text()

    def check(self, exercise: str) -> dict[str, str]:
        """Press "Check my work"; the outcome of each check by its title."""
        place = self.place("grade", exercise)
        button = place.locator("button.primary")
        expect(button).to_be_enabled(timeout=SLOW)
        place.locator(".results").evaluate("element => element.replaceChildren()")
        button.click()
        expect(place.locator(".checks > li").first).to_be_visible(timeout=SLOW)
        lines = place.locator(".checks > li").all()
        return {
            line.locator(".check-title").inner_text(): str(line.get_attribute("class"))
            for line in lines
        }

    def hand_in(self) -> str:
        """Hand in from the lesson's last step; the address of the receipt."""
        last = "document.querySelector('#hand-in').closest('section').id"
        self.page.evaluate(f"location.hash = {last}")
        self.page.locator("#hand-in").click()
        self.page.locator("main form button.primary").click()
        self.page.wait_for_url("**/receipts/*")
        return self.page.url

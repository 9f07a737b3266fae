"""Work that passes every check of a lesson, made on the table at 360 px by touch alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from autograders.lessons.cases import Case, cases, plan
from playwright.sync_api import Locator, Page, expect

from mugalim_answers.store import Store
from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import run
from mugalim_checks.formulas.addresses import cell_address, cell_position, parse_area
from mugalim_checks.workbook import Workbook
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
# A lesson, and which of its passing cases is made again.
LESSONS = {
    "spreadsheets/gradebook": 0,
    "spreadsheets/who-needs-help": 0,
    "spreadsheets/share-without-names": 0,
    "spreadsheets/council-page": 0,
    "assessment/data-task": 1,
    "ai-and-together/group-project": 1,
}
BLANK = {"sheets": [{"name": "Start", "cells": {}}]}


def wanted(lesson: str) -> tuple[Exercise, dict[str, Any]]:
    """The exercise of a lesson's case, and the state that passes."""
    case: Case = cases(lesson)[LESSONS[lesson]]
    state = read_artefact("workbook", case.content(), case.file).to_state()
    return plan(lesson).exercises[case.exercise], state


class Hand:
    """What a finger does on the table."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def cell(self, address: str) -> Locator:
        """A cell of the sheet that is shown."""
        row, column = cell_position(address)
        found = self.page.locator(f"[role=grid] tbody tr:nth-child({row}) td")
        return found.nth(column - 1)

    def press(self, name: str) -> None:
        """Tap a button."""
        self.page.get_by_role("button", name=name, exact=True).tap()

    def tool(self, name: str) -> None:
        """Open a tool of the menu."""
        self.press("More")
        self.press(name)

    def fill(self, label: str, text: str) -> None:
        """Type into a field of the panel."""
        self.page.get_by_label(label).fill(text)

    def sheet(self, name: str, first: bool) -> None:
        """Have a sheet of that name, and show it."""
        self.tool("Sheets")
        self.fill("Name of this sheet" if first else "Name of the new sheet", name)
        self.press("Rename" if first else "Add")
        expect(self.page.get_by_role("grid", name=f"Table {name}")).to_be_visible()
        self.press("Close")

    def paste(self, cells: dict[str, Any]) -> None:
        """Put in what was typed elsewhere, by the field for phones."""
        self.cell("A1").tap()
        self.tool("Copy and paste")
        self.press("Paste")
        self.fill("Put the copied text in here", as_text(cells))
        self.press("Paste into the table")

    def around(self, sheet: dict[str, Any]) -> None:
        """Frozen rows, limits, filters, formats and charts, each by its tool."""
        if sheet["frozen"] == [1, 0]:
            self.tool("Freeze the first row")
        for each in sheet["validations"]:
            self.limit(each["range"], each["rule"]["values"])
        for each in sheet.get("filters", ()):
            self.tool("Filter")
            self.fill("Table with its headings", each)
            self.press("Put the filter on")
        for each in sheet.get("formats", ()):
            self.format(each)
        for each in sheet.get("charts", ()):
            self.chart(each)

    def limit(self, range_: str, values: list[str]) -> None:
        """Marks from 2 to 5 and a letter."""
        self.tool("Limit marks")
        self.fill("Cells, such as C2:N41", range_)
        self.page.get_by_label("From", exact=True).fill(values[0])
        self.page.get_by_label("To", exact=True).fill(values[-2])
        self.fill("Letters that are allowed", values[-1])
        self.press("Set the limit")

    def format(self, found: dict[str, Any]) -> None:
        """A conditional format by a number."""
        self.tool("Conditional format")
        self.fill("Cells, such as C2:C41", found["range"])
        self.fill("Number, text, formula", found["formulas"][0].strip("=$").replace("$", ""))
        self.page.get_by_role("checkbox", name="Bold").tap()
        self.press("Add this format")
        self.press("Close")

    def chart(self, chart: dict[str, Any]) -> None:
        """A chart with the titles of its axes."""
        self.tool("Chart")
        self.page.get_by_label("Kind").select_option(chart["kind"])
        series = chart["series"][0]
        self.fill("Cells with the numbers", series["values"])
        self.fill("Cells with their names", series["categories"])
        self.fill("Title of the axis with the names", chart["across"]["title"])
        self.fill("Title of the axis with the numbers", chart["up"]["title"])
        self.press("Draw the chart")
        expect(self.page.locator("figure svg")).to_be_visible()


def as_text(cells: dict[str, Any]) -> str:
    """Cells as a program puts them on the clipboard."""
    last = parse_area(f"A1:{cell_address(*map(max, zip(*map(cell_position, cells), strict=True)))}")

    def rows() -> Iterator[str]:
        for row in range(1, last.bottom + 1):
            texts = [
                cells.get(cell_address(row, n), {}).get("input", "")
                for n in range(1, last.right + 1)
            ]
            yield "\t".join(f'"{text}"' if re.search(r"[\n\t]", text) else text for text in texts)

    return "\n".join(rows())


IN_THE_GATE = ("spreadsheets/who-needs-help", "assessment/data-task")


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "lesson",
    [pytest.param(each, marks=[] if each in IN_THE_GATE else pytest.mark.soak) for each in LESSONS],
)
def test_every_check_of_a_lesson_can_be_passed_by_touch(lesson, desk, place, plans):
    """From an empty sheet, by the table's own tools; the school finds everything done."""
    exercise, state = wanted(lesson)
    plans["plans"]["work"] = Exercise("work", "workbook", question="7-Б")
    plans["starts"]["work"] = BLANK
    desk.show("work", Spreadsheet("work", place))
    hand = Hand(desk.page)
    for number, sheet in enumerate(state["sheets"]):
        hand.sheet(sheet["name"], first=number == 0)
        hand.paste(sheet["cells"])
        hand.around(sheet)
    expect(desk.page.locator(".status[data-state=saved]")).to_be_visible()
    made = Workbook.from_state(Store(place.answers).read().exercises["work"].state)
    outcomes = {each.id: each.outcome for each in run(exercise, made).results}
    assert set(outcomes.values()) == {"passed"}, outcomes
    assert desk.page.evaluate("document.scrollingElement.scrollWidth") <= 360

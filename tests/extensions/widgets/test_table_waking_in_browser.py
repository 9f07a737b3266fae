"""A table whose kernel sleeps: what is done stays on the page, and is counted once on waking."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet

SLEEP = """() => { window.held = []; window.awake = window.toPython;
  window.toPython = async (...sent) => { held.push(sent); return []; }; }"""
# A new kernel: the model takes over its state, then what was not answered is sent once more.
WAKE = """async (state) => {
  window.toPython = window.awake;
  receive("table", [{ method: "update", state }]);
  for (const sent of held) receive("table", await toPython(...sent));
}"""
SAVED = {"exercise": "table", "version": 1, "saved_at": "2026-09-01T08:02:00+00:00"}


@pytest.fixture
def app(place) -> Place:
    """A lesson page, where the school saves."""
    return Place("app", place.lesson, place.answers, "en")


@pytest.fixture
def table(desk, app) -> Page:
    """The page with the small table, asleep; the school takes what it saves."""
    desk.show("table", Spreadsheet("table", app))
    desk.page.evaluate("answer => savesItself(answer)", {"event": "mugalim-saved", "detail": SAVED})
    desk.page.evaluate(SLEEP)
    return desk.page


def cell(page: Page, row: int, column: int):
    """A cell by its place."""
    return page.locator(f"[role=grid] tbody tr:nth-child({row}) td").nth(column - 1)


def wake(desk, app, noon) -> None:
    """Keep what the page asked to save, and give it a new kernel that reads it."""
    page = desk.page
    expect(page.locator(".status[data-state=saved]")).to_be_visible()
    asked = page.evaluate("asked.flatMap((each) => each.operations)")
    start = desk.wires["table"].start
    Store(app.answers).apply("table", "workbook", asked, base=None, start=start, now=noon)
    widget = Spreadsheet("table", app)
    state = {key: value for key, value in widget.get_state().items() if key[0] != "_"}
    state = {key: value for key, value in state.items() if not str(value).startswith("IPY_")}
    desk.wires["table"] = type(desk.wires["table"])()
    widget.comm = desk.wires["table"]
    page.evaluate(WAKE, state)


@pytest.fixture(autouse=True)
def start(desk, plans, table) -> None:
    """What the store begins with."""
    desk.wires["table"].start = plans["start"]


def test_what_is_typed_is_kept_and_counted_on_waking(desk, table, app, noon):
    """A formula shows that it waits; the note says so; on waking its value comes."""
    cell(table, 2, 4).click()
    table.keyboard.type("=B2+C2\n")
    expect(cell(table, 2, 4)).to_have_text("…")
    expect(table.get_by_text("still being counted")).to_be_visible()
    wake(desk, app, noon)
    expect(cell(table, 2, 4)).to_have_text("9")
    expect(table.get_by_text("still being counted")).to_be_hidden()


def test_rows_put_in_while_it_slept_are_put_in_once(desk, table, app, noon):
    """What is sent again after waking is stored already; one step back is still there."""
    cell(table, 3, 1).click()
    table.get_by_role("button", name="More", exact=True).click()
    table.get_by_role("button", name="Rows and columns", exact=True).click()
    table.get_by_role("button", name="Row above", exact=True).click()
    expect(cell(table, 4, 1)).to_have_text("Bakyt")
    wake(desk, app, noon)
    expect(cell(table, 5, 1)).to_have_text("Chinara")
    assert Store(app.answers).read().exercises["table"].version == 1
    table.get_by_role("button", name="Undo", exact=True).click()
    expect(cell(table, 3, 1)).to_have_text("Bakyt")
    cell(table, 3, 2).click()
    table.keyboard.type("=B2*10\n")
    expect(cell(table, 3, 2)).to_have_text("40")


def test_her_place_and_the_open_cell_outlive_the_waking(desk, table, app, noon):
    """The cell that is being typed into stays open, with its caret."""
    cell(table, 2, 2).click()
    table.keyboard.type("3\n")
    table.keyboard.type("=B2+")
    wake(desk, app, noon)
    table.keyboard.type("1\n")
    expect(cell(table, 3, 2)).to_have_text("4")
    expect(cell(table, 4, 2)).to_be_focused()

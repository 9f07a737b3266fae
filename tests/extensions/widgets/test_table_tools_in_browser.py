"""The tools of the table in a real browser: by keyboard at 1280 px, by touch at 360 px."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_courses.model import Exercise
from mugalim_widgets.modules import module_text
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
on_a_phone = pytest.mark.parametrize("desk", [PHONE], indirect=True)


@pytest.fixture
def table(desk, place) -> Page:
    """The page with the small table on it, in English."""
    desk.show("table", Spreadsheet("table", place))
    return desk.page


def cell(page: Page, address: str) -> Locator:
    """The cell of that address."""
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    return page.locator(f"[role=grid] tbody tr:nth-child({row}) td").nth(ord(letters) - 65)


def press(page: Page, name: str) -> None:
    """Press a button by its whole name: by a finger where there is one."""
    button = page.get_by_role("button", name=name, exact=True)
    if page.evaluate("navigator.maxTouchPoints"):
        button.tap()
    else:
        button.click()


def tool(page: Page, name: str) -> None:
    """Choose a tool of the menu."""
    press(page, "More")
    press(page, name)


def choose(page: Page, first: str, last: str) -> None:
    """Choose a range by keys and clicks."""
    cell(page, first).click()
    cell(page, last).click(modifiers=["Shift"])


def sheet(page: Page, place: Place, number: int = 0) -> dict[str, Any]:
    """A sheet as it is on disk, once it is there."""
    expect(page.locator(".status[data-state=saved]")).to_be_visible()
    return Store(place.answers).read().exercises["table"].state["sheets"][number]


def test_what_was_undone_is_done_again(table):
    """Undo and redo by keys and by buttons; with nothing left they say so."""
    cell(table, "B2").click()
    table.keyboard.type("2\n")
    press(table, "Undo")
    expect(cell(table, "B2")).to_have_text("4")
    table.keyboard.press("Control+KeyY")
    expect(cell(table, "B2")).to_have_text("2")
    table.keyboard.press("Control+Shift+KeyZ")
    expect(table.locator(".live")).to_have_text("There is nothing to do again.")
    expect(table.get_by_role("button", name="Redo")).to_have_attribute("aria-disabled", "true")


def test_a_formula_is_filled_to_the_right_and_dragged_by_its_corner(table, place):
    """As far as there is something above; the handle goes where the mouse goes."""
    cell(table, "B5").click()
    table.keyboard.type("=MAX(B2:B4)\n")
    cell(table, "B5").click()
    press(table, "Fill right")
    expect(cell(table, "B5")).to_have_text("5")
    expect(cell(table, "C5")).to_have_text("")
    choose(table, "B5", "D5")
    press(table, "Fill right")
    expect(cell(table, "C5")).to_have_text("5")
    cell(table, "B5").click()
    table.locator(".fill-handle").hover()
    table.mouse.down()
    cell(table, "B7").hover()
    table.mouse.up()
    assert sheet(table, place)["cells"]["B7"]["input"] == "=MAX(B4:B6)"


def test_a_pasted_block_makes_the_sheet_larger_and_says_where_it_ends(table, place):
    """Twenty rows with decimal commas where eight were drawn; what does not fit is told."""
    text = "\n".join(f"{n},5\tx{n}" for n in range(20))
    cell(table, "E3").click()
    paste(table, text)
    expect(cell(table, "E22")).to_have_text("19.5")
    expect(table.locator(".live")).to_have_text("Pasted into E3:F22.")
    cell(table, "A1").click()
    paste(table, "\n".join(["1"] * 400))
    expect(table.locator(".live")).to_contain_text("No more than 300 rows")
    cells = sheet(table, place)["cells"]
    assert (cells["E22"]["input"], "A300" in cells, "A301" in cells) == ("19.5", True, False)


def paste(page: Page, text: str) -> None:
    """Paste a text, as the browser does on Control+V."""
    page.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste",
          {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )


@on_a_phone
def test_on_a_phone_a_range_is_chosen_and_pasted_without_a_mouse(table, place):
    """“Choose more”, copy and paste by buttons; where the clipboard is closed, by a field."""
    cell(table, "B2").tap()
    press(table, "Choose more cells")
    cell(table, "C4").tap()
    expect(table.locator("td[aria-selected=true]")).to_have_count(6)
    press(table, "Choose more cells")
    tool(table, "Copy and paste")
    press(table, "Copy")
    press(table, "Close")
    cell(table, "B6").tap()
    tool(table, "Copy and paste")
    press(table, "Paste")
    table.get_by_label("Put the copied text in here").fill("7,5\t8")
    press(table, "Paste into the table")
    expect(cell(table, "B6")).to_have_text("7.5")
    assert sheet(table, place)["cells"]["C6"]["input"] == "8"


@on_a_phone
def test_a_finger_fills_by_the_handle_and_chooses_by_headings(table):
    """The round handle is dragged; a letter at the edge is its whole column."""
    cell(table, "B4").tap()
    expect(table.locator("[role=grid] .fill-handle")).to_have_count(1)
    drag_by_finger(table, cell(table, "B4").locator(".fill-handle"), cell(table, "B6"))
    expect(cell(table, "B6")).to_have_text("5")
    table.get_by_role("columnheader", name="C", exact=True).tap()
    expect(cell(table, "C3")).to_have_attribute("aria-selected", "true")
    expect(table.locator(".live")).to_have_text("Chosen: C1:C10.")


def drag_by_finger(page: Page, start: Locator, end: Locator) -> None:
    """Touch, move and let go, as the screen itself reports it."""
    places = [box["x"] + box["width"] / 2 for box in (start.bounding_box(), end.bounding_box())]
    heights = [box["y"] + box["height"] / 2 for box in (start.bounding_box(), end.bounding_box())]
    screen = page.context.new_cdp_session(page)
    points = [
        (
            places[0] + (places[1] - places[0]) * n / 5,
            heights[0] + (heights[1] - heights[0]) * n / 5,
        )
        for n in range(6)
    ]
    for n, (x, y) in enumerate(points):
        kind = "touchMove" if n else "touchStart"
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(500)  # a tap that follows at once is none: it ends a scrolling


def test_rows_and_columns_are_put_in_and_taken_out(table, place):
    """Formulas follow, and one step back brings all of it."""
    cell(table, "D2").click()
    table.keyboard.type("=B3+B4\n")
    expect(cell(table, "D2")).to_have_text("8")
    cell(table, "A3").click()
    tool(table, "Rows and columns")
    press(table, "Row above")
    expect(cell(table, "A4")).to_have_text("Bakyt")
    expect(cell(table, "D2")).to_have_text("8")
    press(table, "Delete rows: 3")
    press(table, "Delete rows: 3")
    expect(cell(table, "D2")).to_have_text("#REF!")
    press(table, "Undo")
    expect(cell(table, "D2")).to_have_text("8")
    press(table, "Column to the left")
    cells = sheet(table, place)["cells"]
    assert (cells["E2"]["input"], cells["B4"]["input"]) == ("=C3+C4", "Chinara")


def test_sheets_are_added_renamed_moved_and_deleted(table, place):
    """A formula on another sheet follows the name; a deleted sheet comes back."""
    tool(table, "Sheets")
    table.get_by_label("Name of the new sheet").fill("Summary")
    press(table, "Add")
    tab = table.get_by_role("button", name="Summary", exact=True)
    expect(tab).to_have_attribute("aria-pressed", "true")
    cell(table, "A1").click()
    table.keyboard.type("=SUM(Marks!B2:B4)\n")
    expect(cell(table, "A1")).to_have_text("12")
    press(table, "Marks")
    table.get_by_label("Name of this sheet").fill("7-Б")
    press(table, "Rename")
    expect(table.get_by_role("button", name="7-Б", exact=True)).to_be_visible()
    press(table, "Move to the right")
    expect(table.get_by_role("button", name="Move to the right")).to_be_disabled()
    press(table, "Delete the sheet")
    expect(cell(table, "A1")).to_have_text("#REF!")
    press(table, "Undo")
    press(table, "Summary")
    expect(cell(table, "A1")).to_have_text("12")
    assert sheet(table, place)["cells"]["A1"]["input"] == "=SUM('7-Б'!B2:B4)"


def test_numbers_get_decimals_per_cent_and_dates(table, place):
    """What is shown changes at once in the table, what was typed stays."""
    cell(table, "E1").click()
    table.keyboard.type("=2/3\n46000\n")
    cell(table, "E1").click()
    tool(table, "Bold and numbers")
    press(table, "Fewer decimals")
    expect(cell(table, "E1")).to_have_text("0.667")
    press(table, "As per cent")
    expect(cell(table, "E1")).to_have_text("67%")
    cell(table, "E2").click()
    press(table, "As a date")
    expect(cell(table, "E2")).to_have_text("09.12.2025")
    press(table, "Bold")
    assert sheet(table, place)["cells"]["E2"] == {"input": "09.12.2025", "bold": True}
    press(table, "As a plain number")
    expect(cell(table, "E2")).to_have_text("46000")


def test_a_cell_offers_the_words_of_its_list(table, place):
    """A list is set by a tool; the cell has a drop-down, and refuses other words."""
    choose(table, "E2", "E4")
    press(table, "Limit marks")
    table.get_by_label("What may be typed").select_option("list")
    table.get_by_label("The list").fill("To do, Done")
    press(table, "Set the limit")
    cell(table, "E3").click()
    table.get_by_label("Choose for E3").select_option("Done")
    expect(cell(table, "E3")).to_contain_text("Done")
    table.keyboard.type("later\n")
    expect(table.locator(".live.seen")).to_have_text("Only To do, Done can be typed here.")
    table.keyboard.press("Escape")
    assert sheet(table, place)["cells"]["E3"]["input"] == "Done"


def test_rows_are_sorted_and_filtered_by_the_buttons_of_a_heading(table, place):
    """Sorting keeps a row together; a filter hides rows and brings them back."""
    cell(table, "B2").click()
    tool(table, "Sort rows")
    press(table, "Largest or Я first")
    expect(cell(table, "A2")).to_have_text("Chinara")
    assert sheet(table, place)["cells"]["C4"]["input"] == "4.5"
    tool(table, "Filter")
    press(table, "Put the filter on")
    table.get_by_role("button", name="Filter: Maths").click()
    press(table, "Mark none")
    table.get_by_role("checkbox", name="4", exact=True).check()
    press(table, "Show only these")
    expect(cell(table, "A2")).to_be_hidden()
    expect(cell(table, "A3")).to_be_visible()
    hidden = sheet(table, place)
    assert (hidden["filters"], hidden["hidden_rows"]) == (["A1:D4"], ["2:2", "4:4"])
    press(table, "Undo")
    expect(cell(table, "A2")).to_be_visible()


def test_a_conditional_format_shows_at_once_and_follows_the_values(table, place):
    """Bold and red below a limit; icons by the numbers; each can be removed."""
    choose(table, "B2", "B4")
    tool(table, "Conditional format")
    table.get_by_label("Number, text, formula").fill("4")
    table.get_by_role("checkbox", name="Bold").check()
    table.get_by_label("Colour").select_option("red")
    press(table, "Add this format")
    expect(cell(table, "B3")).to_have_css("font-weight", "700")
    cell(table, "B3").click()
    table.keyboard.type("5\n")
    expect(cell(table, "B3")).to_have_css("font-weight", "400")
    table.get_by_label("When the cell").select_option("icons")
    press(table, "Add this format")
    expect(cell(table, "B2")).to_contain_text("▼")
    found = sheet(table, place)["formats"]
    assert [(each["range"], each["kind"]) for each in found] == [
        ("B2:B4", "cell"),
        ("B2:B4", "icons"),
    ]


def test_a_chart_is_drawn_changed_and_removed(table, place):
    """Its words are hers; whoever cannot see it hears them, and finds the numbers in a table."""
    choose(table, "A1", "B4")
    tool(table, "Chart")
    expect(table.get_by_label("Cells with the numbers")).to_have_value("B2:B4")
    table.get_by_label("Title of the axis with the names").fill("Pupil")
    table.get_by_label("Title of the axis with the numbers").fill("Mark")
    table.get_by_label("What the chart shows").fill("Chinara has the best mark.")
    press(table, "Draw the chart")
    expect(table.get_by_role("img", name="Chinara has the best mark.")).to_be_visible()
    expect(table.locator("figure rect")).to_have_count(3)
    expect(table.locator("figure tbody tr")).to_have_count(3)
    table.get_by_role("button", name="Change the chart: Chart 1").click()
    table.get_by_label("Kind").select_option("line")
    table.get_by_label("The axis begins at").fill("2,5")
    press(table, "Keep the changes")
    chart = sheet(table, place)["charts"][0]
    assert (chart["kind"], chart["up"]) == ("line", {"title": "Mark", "minimum": 2.5})
    assert chart["series"][0]["values"] == "Marks!B2:B4"
    table.get_by_role("button", name="Remove: Chart 1").click()
    expect(table.locator("figure")).to_have_count(0)


def test_a_chart_of_per_cents_is_written_in_per_cent(table, place):
    """What its cells show as 50 % does not stand at the axis as 0.5."""
    for address, text in (("B2", "50%"), ("B3", "25%"), ("B4", "75%")):
        cell(table, address).click()
        table.keyboard.type(text)
        table.keyboard.press("Enter")
    choose(table, "A1", "B4")
    tool(table, "Chart")
    press(table, "Draw the chart")
    expect(table.locator("figure svg")).to_contain_text("20%")
    table.locator("figure summary").click()
    expect(table.locator("figure tbody tr").first).to_contain_text("50%")


@pytest.fixture
def telling(plans) -> None:
    """A start that tells more than its cells."""
    state = plans["start"]
    state["sheets"][0] |= {
        "comments": [{"cell": "B2", "text": "ill", "author": "Завуч"}],
        "hidden_columns": ["C:C"],
    }
    state["sheets"].append(
        {"name": "Old", "cells": {"A1": {"input": "x"}}, "hidden": "very_hidden"}
    )
    state |= {
        "properties": {"creator": "Завуч", "company": "Мектеп"},
        "names": [{"name": "Aida", "refers": "Marks!$A$2"}],
    }


@on_a_phone
def test_what_else_the_file_holds_is_shown_and_removed(telling, table, place):
    """Properties, comments, names, what is hidden: by touch at 360 px until nothing is left."""
    cell(table, "B2").tap()
    expect(table.locator(".live")).to_contain_text("comment: ill")
    expect(cell(table, "C2")).to_be_hidden()
    tool(table, "What else the file holds")
    press(table, "Remove all properties")
    for name in (
        "Remove: Marks!B2: Завуч: ill",
        "Remove: Aida: Marks!$A$2",
        "Show: Marks: columns C:C",
        "Show: Sheet “Old”",
    ):
        press(table, name)
    expect(table.locator(".asking .help")).to_contain_text("Nothing but the cells")
    expect(cell(table, "C2")).to_be_visible()
    sheet(table, place)
    stored = Store(place.answers).read().exercises["table"].state
    assert set(stored) == {"sheets"}
    assert not {"comments", "hidden_columns", "hidden"} & {
        *stored["sheets"][0],
        *stored["sheets"][1],
    }


def test_the_tools_are_reached_and_used_by_keys_alone(table, place):
    """Choose a range, go back to the menu, draw a chart, close; the keyboard comes back."""
    cell(table, "A1").click()
    for key in ("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Shift+Tab", "Shift+Tab"):
        table.keyboard.press(key)
    expect(table.get_by_role("button", name="More", exact=True)).to_be_focused()
    table.keyboard.press("Enter")
    expect(table.get_by_role("button", name="Copy and paste")).to_be_focused()
    go_to(table, table.get_by_role("button", name="Chart", exact=True))
    table.keyboard.press("Enter")
    expect(table.get_by_label("Kind")).to_be_focused()
    go_to(table, table.get_by_label("Title of the chart"))
    table.keyboard.type("Marks\n")
    expect(table.locator("figcaption")).to_have_text("Marks")
    expect(table.get_by_role("button", name="More", exact=True)).to_be_focused()
    table.keyboard.press("Enter")
    table.keyboard.press("Escape")
    expect(table.locator(".asking")).to_be_hidden()


def go_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the keyboard."""
    for _ in range(30):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(wanted)


def test_whole_columns_and_rows_and_lists_have_keys(table):
    """Control and Space, Shift and Space, Alt and an arrow; Control+B makes bold."""
    cell(table, "B2").click()
    table.keyboard.press("Control+Space")
    expect(table.locator(".live")).to_have_text("Chosen: B1:B8.")
    table.keyboard.press("Control+KeyB")
    expect(cell(table, "B4")).to_have_css("font-weight", "700")
    cell(table, "B2").click()
    table.keyboard.press("Shift+Space")
    expect(table.locator(".live")).to_have_text("Chosen: A2:G2.")
    table.keyboard.press("Delete")
    expect(cell(table, "A2")).to_have_text("")


def test_the_table_begins_where_something_is_seen(desk, place, plans):
    """A hidden first sheet, row and column: the keyboard starts at the first cell that is shown."""
    shown = plans["start"]["sheets"][0] | {"hidden_rows": ["1:1"], "hidden_columns": ["A:A"]}
    plans["start"]["sheets"] = [{"name": "Old", "cells": {}, "hidden": "hidden"}, shown]
    desk.show("table", Spreadsheet("table", place))
    expect(cell(desk.page, "B2")).to_have_attribute("tabindex", "0")
    cell(desk.page, "B2").click()
    desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("ArrowUp")
    expect(cell(desk.page, "B2")).to_be_focused()


def test_in_the_lab_the_tools_come_with_the_module(desk, place):
    """Loaded alone from its text, where nothing can be imported."""
    text = module_text("spreadsheet.js")
    headers = {"content-type": "text/javascript"}
    desk.page.route("**/static/alone.js", lambda route: route.fulfill(body=text, headers=headers))
    widget = Spreadsheet("table", place)
    widget.module = "alone.js"
    desk.show("table", widget)
    cell(desk.page, "A2").click()
    tool(desk.page, "Rows and columns")
    press(desk.page, "Row above")
    expect(cell(desk.page, "A3")).to_have_text("Aida")


LINE = {
    "kind": "line",
    "title": "7-Б",
    "up": {"title": "7-Б"},
    "series": [{"values": "'7-Б'!B2:B5", "categories": "'7-Б'!A2:A5"}],
}
RICH = {
    "sheets": [
        {
            "name": "7-Б",
            "cells": {
                "A1": {"input": "№", "bold": True}, "B1": {"input": "Орточо баа", "bold": True},
                **{f"A{n}": {"input": str(n - 1)} for n in range(2, 6)},
                **{f"B{n}": {"input": str(n)} for n in range(2, 6)}, "B6": {"input": "=1/0"},
                "C2": {"input": "7-Б", "colour": "#9C0006", "fill": "#FFC7CE"},
            },
            "frozen": [1, 0],
            "filters": ["A1:B5"],
            "formats": [{"range": "B2:B5", "kind": "icons", "operator": "3Arrows"}],
            "validations": [{"range": "A2:A5", "rule": {"type": "list", "values": ["1", "2"]}}],
            "comments": [{"cell": "A2", "text": "7-Б", "author": "7-Б"}],
            "charts": [LINE],
        },
        {"name": "7-А", "cells": {}},
    ],
    "properties": {"creator": "7-Б"},
}  # fmt: skip
PANELS = (
    "charts",
    "rules",
    "file",
    "rows",
    "sheets",
    "sort",
    "filter",
    "limit",
    "numbers",
    "clipboard",
    "restore",
)


def seen(desk, place, plans, look, panels) -> list[str]:
    """What is wrong with the rich table in a look, plain and with panels open."""
    plans["plans"]["rich"] = Exercise("rich", "workbook", question="7-Б", title="7-Б")
    plans["starts"]["rich"] = RICH
    desk.take(look)
    desk.show("rich", Spreadsheet("rich", Place("lab", place.lesson, place.answers, look.language)))
    cell(desk.page, "A2").click()
    expect(desk.page.locator(".pick")).to_be_visible()
    expect(desk.page.locator("figure svg")).to_be_visible()
    found = []
    for name in ("menu", *panels):
        if desk.page.locator(".asking").is_visible():
            desk.page.locator(".asking header button").click()
        desk.page.locator(".tools [data-tool=more]").click()
        if name != "menu":
            button = desk.page.locator(f":is(.tools, .asking) [data-tool={name}]")
            button.locator("visible=true").click()
        expect(desk.page.locator(".asking")).to_be_visible()
        found += desk.problems()
    return found


@pytest.mark.parametrize("look", looks("spreadsheet"), ids=str)
def test_the_table_is_right_in_three_languages(desk, place, plans, look):
    """Axe, width and words: with the menu, and one long panel for each look."""
    panel = PANELS[looks("spreadsheet").index(look)]
    assert seen(desk, place, plans, look, [panel]) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_every_panel_is_right_in_every_look(desk, place, plans, look):
    """Every language, narrow and wide, light and dark."""
    assert seen(desk, place, plans, look, PANELS) == []

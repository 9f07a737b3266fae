"""The table in a real browser, with the real widget behind it: keyboard, mouse, finger."""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet

IMPORT = re.compile(r'import \{ [\w, ]+ \} from "\./([a-z-]+\.js)";')
STATIC = Path(__file__).parents[3] / "extensions/mugalim_widgets/static"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def table(desk, place):
    """The page with the small table on it, in Russian."""
    russian = Place(place.face, place.lesson, place.answers, "ru")
    desk.show("table", Spreadsheet("table", russian))
    return desk.page


def cell(page, address):
    """The cell of that address."""
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    return page.locator(f"tbody tr:nth-child({row}) td").nth(ord(letters) - 65)


def stored(place, address):
    """What is on disk for a cell."""
    answer = Store(place.answers).read().exercises["table"]
    return answer.state["sheets"][0]["cells"].get(address, {}).get("input", "")


def more(page, tool):
    """Choose a tool of the menu."""
    page.get_by_role("button", name="Ещё", exact=True).click()
    page.get_by_role("button", name=tool, exact=True).click()


def saved(page):
    """Wait until the surface says that it is saved."""
    expect(page.locator(".status[data-state=saved]")).to_be_visible()


def test_a_russian_formula_typed_by_keyboard_is_counted_and_saved(table, place):
    """Typing starts the edit, Enter takes it, the kernel's value comes back, disk has it."""
    cell(table, "D2").click()
    table.keyboard.type("=СРЗНАЧ(B2:C2)+0,25")
    table.keyboard.press("Enter")
    expect(cell(table, "D2")).to_have_text("4,75")
    expect(cell(table, "D3")).to_be_focused()
    saved(table)
    assert stored(place, "D2") == "=AVERAGE(B2:C2)+0.25"


def test_a_changed_mark_changes_what_leans_on_it(table):
    """Only the kernel counts; the page shows what came back."""
    cell(table, "D2").click()
    table.keyboard.type('=ЕСЛИ(B2>=4;"да";"нет")')
    table.keyboard.press("Enter")
    expect(cell(table, "D2")).to_have_text("да")
    cell(table, "B2").click()
    table.keyboard.type("3")
    table.keyboard.press("Tab")
    expect(cell(table, "D2")).to_have_text("нет")
    expect(cell(table, "C2")).to_be_focused()


def test_arrows_move_and_the_cell_is_read_out(table):
    """One cell is in the tab order; each move says where she is and what is there."""
    cell(table, "A1").click()
    table.keyboard.press("ArrowDown")
    table.keyboard.press("ArrowRight")
    expect(cell(table, "B2")).to_be_focused()
    expect(table.locator(".live")).to_have_text("B2: 4")
    expect(table.locator("td[tabindex='0']")).to_have_count(1)
    table.keyboard.press("Control+End")
    expect(table.locator(".live")).to_have_text("D4: пусто")
    table.keyboard.press("Control+Home")
    expect(cell(table, "A1")).to_be_focused()
    table.keyboard.press("End")
    expect(cell(table, "D1")).to_be_focused()


def test_tab_leaves_the_table_when_nothing_is_being_typed(table):
    """The table is no trap for the keyboard."""
    cell(table, "B2").click()
    table.keyboard.press("Shift+Tab")
    expect(table.locator("input.formula")).to_be_focused()


def test_escape_leaves_a_cell_as_it_was(table):
    """F2 opens, Escape closes without a change."""
    cell(table, "B2").click()
    table.keyboard.press("F2")
    table.keyboard.type("9")
    table.keyboard.press("Escape")
    expect(cell(table, "B2")).to_have_text("4")
    expect(cell(table, "B2")).to_be_focused()


def test_an_error_is_said_in_words(table):
    """#DIV/0! alone tells a teacher nothing."""
    cell(table, "E2").click()
    table.keyboard.type("=B2/0\n")
    expect(cell(table, "E2")).to_have_text("#DIV/0!")
    table.keyboard.press("ArrowUp")
    expect(table.locator(".live")).to_contain_text("Здесь не на что делить")


def test_delete_clears_a_range_and_undo_brings_it_back(table, place):
    """Shift with arrows chooses a range; Control+Z works with any keyboard layout."""
    cell(table, "B2").click()
    table.keyboard.press("Shift+ArrowDown")
    table.keyboard.press("Shift+ArrowRight")
    expect(table.locator("td[aria-selected=true]")).to_have_count(4)
    table.keyboard.press("Delete")
    expect(cell(table, "C3")).to_have_text("")
    table.keyboard.press("Control+KeyZ")
    expect(cell(table, "C3")).to_have_text("4,5")
    saved(table)
    assert stored(place, "C3") == "4.5"


def test_the_formula_bar_edits_the_chosen_cell(table):
    """What is typed above the table goes into the cell that was chosen, even on leaving."""
    cell(table, "D2").click()
    table.get_by_label("Ячейка D2").fill("=B2*2")
    cell(table, "A4").click()
    expect(cell(table, "D2")).to_have_text("8")
    expect(cell(table, "A4")).to_be_focused()
    expect(table.get_by_label("Ячейка A4")).to_have_value("Chinara")


def test_fill_down_moves_references_as_far_as_there_are_names(table):
    """One formula becomes a column; what has a $ stays."""
    cell(table, "D2").click()
    table.keyboard.type('=B2+$B$2&"B2"\n')
    expect(cell(table, "D2")).to_have_text("8B2")
    cell(table, "D2").click()
    table.get_by_role("button", name="Заполнить вниз").click()
    expect(cell(table, "D3")).to_have_text("7B2")
    expect(cell(table, "D4")).to_have_text("9B2")
    expect(cell(table, "D5")).to_have_text("")


def test_a_pasted_table_lands_in_its_cells(table, place):
    """Three rows from Excel, with a decimal comma and a quoted cell."""
    cell(table, "B2").click()
    text = '1\t2\t3,5\r\n4\t"5\tx"\t6\r\n7\t8\t=B2+C2\r\n'
    table.evaluate(
        """text => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste",
          {clipboardData: data, bubbles: true, cancelable: true})); }""",
        text,
    )
    expect(cell(table, "D4")).to_have_text("3")
    expect(cell(table, "C3")).to_have_text("5\tx", use_inner_text=False)
    saved(table)
    assert [stored(place, address) for address in ("B2", "D2", "D4")] == ["1", "3.5", "=B2+C2"]


def test_copy_and_paste_move_a_formula(table, desk):
    """A formula copied one row down reads the next row."""
    table.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell(table, "D2").click()
    table.keyboard.type("=B2*10\n")
    expect(cell(table, "D2")).to_have_text("40")
    cell(table, "D2").click()
    table.keyboard.press("Control+c")
    cell(table, "D3").click()
    table.keyboard.press("Control+v")
    expect(cell(table, "D3")).to_have_text("30")


def test_the_first_row_can_be_frozen(table, place):
    """Frozen, the header stays in sight while the rest scrolls."""
    table.set_viewport_size({"width": 1280, "height": 320})
    table.get_by_role("button", name="Закрепить первую строку").click()
    table.locator(".grid-scroll").evaluate("box => { box.scrollTop = 200; }")
    top = cell(table, "A1").bounding_box()["y"]
    box = table.locator(".grid-scroll").bounding_box()
    assert box["y"] <= top < box["y"] + 60
    expect(table.get_by_role("button", name="Открепить первую строку")).to_be_visible()
    saved(table)
    assert Store(place.answers).read().exercises["table"].state["sheets"][0]["frozen"] == [1, 0]


def test_marks_can_be_limited(table, place):
    """A limit keeps other marks out, says why, and lets the letter for an absence in."""
    cell(table, "B2").click()
    cell(table, "C4").click(modifiers=["Shift"])
    table.get_by_role("button", name="Ограничить оценки").click()
    expect(table.get_by_label("Ячейки, например")).to_have_value("B2:C4")
    table.get_by_label("От", exact=True).fill("2")
    table.get_by_label("До", exact=True).fill("5")
    table.get_by_label("Буквы").fill("н, ж")
    table.get_by_role("button", name="Поставить ограничение").click()
    cell(table, "B2").click()
    table.keyboard.type("7\n")
    expect(table.locator(".live")).to_contain_text("от 2 до 5 или н, ж")
    expect(table.locator("input.editor")).to_be_visible()
    table.keyboard.press("Escape")
    table.keyboard.press("F2")
    table.keyboard.press("Control+a")
    table.keyboard.type("н\n")
    expect(cell(table, "B2")).to_have_text("н")
    saved(table)
    rule = Store(place.answers).read().exercises["table"].state["sheets"][0]["validations"][0]
    assert rule == {"range": "B2:C4", "rule": {"type": "list", "values": [*"2345", "н", "ж"]}}


def test_back_to_the_start_asks_first(table, place):
    """One press loses nothing; the second brings the start back."""
    cell(table, "B2").click()
    table.keyboard.type("2\n")
    more(table, "Вернуть к началу")
    table.get_by_role("button", name="Оставить мою работу").click()
    expect(cell(table, "B2")).to_have_text("2")
    more(table, "Вернуть к началу")
    table.get_by_role("button", name="Да, начать заново").click()
    expect(cell(table, "B2")).to_have_text("4")
    saved(table)
    assert stored(place, "B2") == "4"


def test_a_page_that_saves_is_asked_instead_of_the_kernel(table, place):
    """Where the page takes the saving, the kernel's store is left alone."""
    detail = {"exercise": "table", "saved_at": "2026-09-01T08:02:00+00:00"}
    table.evaluate("answer => savesItself(answer)", {"event": "mugalim-saved", "detail": detail})
    cell(table, "B2").click()
    table.keyboard.type("2\n")
    expect(table.locator(".status")).to_have_text("Сохранено в 14:02")
    asked = table.evaluate("asked")
    operation = {"op": "set", "sheet": "Marks", "cell": "B2", "input": "2"}
    assert asked == [{"exercise": "table", "kind": "workbook", "operations": [operation]}]
    assert not place.answers.exists()


def test_what_was_not_saved_is_said(table):
    """A refusal of the page is shown as it is, in words."""
    detail = {"sentence": "В школе закончилось место.", "kept": True}
    answer = {"event": "mugalim-not-saved", "detail": detail}
    table.evaluate("answer => savesItself(answer)", answer)
    cell(table, "B2").click()
    table.keyboard.type("2\n")
    expect(table.locator(".status[data-state=not-saved]")).to_contain_text("закончилось место")


def test_an_answer_from_elsewhere_is_shown(table, place, noon):
    """A second device saved: the page says so, the table is drawn again from the store."""
    start = {"sheets": [{"name": "Marks", "cells": {"A1": {"input": "elsewhere"}}}]}
    Store(place.answers).apply("table", "workbook", [], base=None, start=start, now=noon)
    table.evaluate("""document.querySelector("#table").dispatchEvent(new Event("mugalim-state"))""")
    expect(cell(table, "A1")).to_have_text("elsewhere")


def test_what_is_being_typed_outlives_a_new_drawing(table, place, noon):
    """A second device saves while she types: the table changes around the open cell."""
    cell(table, "B2").click()
    table.keyboard.type("=B3+")
    edit = [{"op": "set", "sheet": "Marks", "cell": "B3", "input": "2"}]
    start = {"sheets": [{"name": "Marks", "cells": {"B3": {"input": "1"}}}]}
    Store(place.answers).apply("table", "workbook", edit, base=None, start=start, now=noon)
    table.evaluate("""document.querySelector("#table").dispatchEvent(new Event("mugalim-state"))""")
    expect(cell(table, "B3")).to_have_text("2")
    table.keyboard.type("1\n")
    expect(cell(table, "B2")).to_have_text("3")


def test_what_is_being_typed_is_taken_before_a_check(table, place):
    """The check panel's flush takes the open cell too."""
    cell(table, "B2").click()
    table.keyboard.type("5")
    table.evaluate("""document.body.dispatchEvent(new CustomEvent("mugalim-flush",
      {bubbles: true, cancelable: true, detail: {}}))""")
    saved(table)
    assert stored(place, "B2") == "5"


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_on_a_phone_a_tap_chooses_and_the_next_one_opens(table):
    """At 360 px by touch: nothing scrolls sideways but the table itself."""
    cell(table, "B3").tap()
    expect(cell(table, "B3")).to_be_focused()
    cell(table, "B3").tap()
    table.keyboard.type("5")
    table.keyboard.press("Enter")
    expect(cell(table, "B3")).to_have_text("35")
    wide = table.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= 360
    assert cell(table, "B3").bounding_box()["height"] >= 40


def test_a_class_of_forty_is_drawn_fast(desk, place, plans):
    """45 rows and 20 columns stand in less than a second and one edit touches few cells."""
    inputs = {f"{letter}{row}": "4" for letter in "BCDEFGHIJKLMN" for row in range(2, 42)}
    inputs |= {f"O{row}": f"=AVERAGE(B{row}:N{row})" for row in range(2, 42)}
    plans["start"]["sheets"][0]["cells"] = {a: {"input": text} for a, text in inputs.items()}
    widget = Spreadsheet("table", place)
    began = time.monotonic()
    wire = desk.show("table", widget)
    assert time.monotonic() - began < 2
    cell(desk.page, "B2").click()
    desk.page.keyboard.type("5\n")
    expect(cell(desk.page, "O2")).to_have_text("4.0769")
    values = next(one for one in wire.sent if "values" in one.get("state", {}))
    assert set(values["state"]["values"]["sheets"][0]["shown"]) == {"B2", "O2"}


def test_leaving_takes_everything_away(table):
    """The cleanup leaves nothing on the page and stops listening."""
    table.evaluate("unmount()")
    expect(table.locator(".mugalim")).to_have_count(0)


def test_no_machine_words_are_in_the_modules():
    """They are plain: they import one another and nothing else; no other host."""
    for module in STATIC.glob("*.js"):
        code = module.read_text()
        for line in re.findall(r"^import\b.*", code, re.MULTILINE):
            named = IMPORT.fullmatch(line)
            assert named, line
            assert (STATIC / named[1]).is_file()
        assert "http" not in code.replace("http://www.w3.org/2000/svg", "")

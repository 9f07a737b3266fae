"""Choice, text and check panel in a real browser, with the real widgets behind them."""

import pytest
from playwright.sync_api import expect

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.core import Report, Result
from mugalim_courses.model import CheckUse
from mugalim_widgets.surfaces import check as checking
from mugalim_widgets.surfaces.check import CheckPanel
from mugalim_widgets.surfaces.choice import Choice
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet
from mugalim_widgets.surfaces.text import Text
from mugalim_widgets.surfaces.upload import Upload


def saved(page, id):
    """Wait until that surface says that it is saved."""
    expect(page.locator(f"#{id} .status[data-state=saved]")).to_be_visible()


def test_a_choice_gets_its_reply_and_is_saved(desk, place):
    """The reply comes after choosing, and was not on the page before."""
    widget = Choice("today", place)
    assert "Good." not in str(widget.get_state())
    desk.show("today", widget)
    desk.page.get_by_role("radio", name="By hand").check()
    expect(desk.page.locator(".reply")).to_have_text("Good.")
    saved(desk.page, "today")
    assert Store(place.answers).read().exercises["today"].state == {"chosen": ["hand"]}


def test_a_stored_choice_is_shown_again(desk, place, noon):
    """Coming back, her choice and its reply are there."""
    chosen = [{"op": "choose", "options": ["sheet"]}]
    Store(place.answers).apply("today", "choice", chosen, base=None, start=None, now=noon)
    desk.show("today", Choice("today", place))
    group = desk.page.get_by_role("group", name="How do you count now?")
    expect(group.get_by_role("radio", name="In a table")).to_be_checked()
    expect(desk.page.locator(".reply")).to_have_text("Fine.")


def test_a_text_is_saved_after_a_pause_once(desk, place):
    """Many keys make one saving."""
    wire = desk.show("reflection", Text("reflection", place))
    desk.page.get_by_label("What will you use?").type("Колдоном <b>ң</b>")
    saved(desk.page, "reflection")
    answer = Store(place.answers).read().exercises["reflection"]
    assert (answer.version, answer.state) == (1, {"text": "Колдоном <b>ң</b>"})
    assert len([one for one in wire.sent if one["method"] == "custom"]) == 1


@pytest.fixture
def found(monkeypatch, plans):
    """A check panel's plan with four checks, and what they find."""
    uses = [
        CheckUse("formula", "workbook.formula_in_every_row", 3),
        CheckUse("valid", "workbook.marks_are_limited", 1, where=("surface", "computer")),
        CheckUse("errors", "workbook.no_visible_errors", 1),
        CheckUse("secret", "workbook.average_is_right", 2, shown=False),
    ]
    plans["plans"]["table"] = plans["plans"]["table"].__class__(
        "table", "workbook", checks=(*uses,)
    )
    results = [
        Result("formula", "passed", 3.0, 3.0),
        Result("valid", "not_yet", 0.5, 1.0, "core.empty"),
        Result("errors", "did_not_run", 0.0, 1.0, "core.broken", {"check": "errors"}),
        Result("secret", "not_yet", 0.0, 2.0, "core.empty", shown=False),
    ]
    report = Report("table", tuple(results))
    monkeypatch.setattr(checking, "review", lambda plan, answer, store: report)
    return report


def test_check_my_work_shows_each_check_and_the_points(desk, place, found):
    """Outcome in words, points so far, where it can be met; the keyboard goes to the result."""
    desk.show("check", CheckPanel("table", place))
    desk.page.get_by_role("button", name="Check my work").click()
    expect(desk.page.get_by_role("heading", name="What the check found")).to_be_focused()
    items = desk.page.locator(".checks > li")
    expect(items.nth(0)).to_contain_text("Done (3 / 3)")
    expect(items.nth(1)).to_contain_text("Not yet (0.5 / 1)")
    expect(items.nth(1)).to_contain_text("Can be met: on this page, in an office program on a comp")
    expect(items.nth(2)).to_contain_text("Not checked")
    expect(items.nth(3)).to_have_text("Checked after you hand in Every average is right")
    expect(desk.page.locator(".points")).to_contain_text("3.5 of 5 points so far")
    expect(desk.page.get_by_role("button", name="Check again")).to_be_visible()


def test_a_check_reads_what_was_saved_a_moment_ago(desk, place):
    """Typed and not yet sent: the check has it saved first."""
    desk.show("practice", Spreadsheet("practice", place))
    desk.show("check", CheckPanel("practice", place))
    desk.page.locator("tbody tr:nth-child(2) td").nth(3).click()
    desk.page.keyboard.type("=B2+C2")
    desk.page.get_by_role("button", name="Check my work").click()
    expect(desk.page.locator("#check li.passed")).to_contain_text("There is a formula in D2")
    expect(desk.page.locator("#practice li.passed")).to_be_visible()


def test_a_page_that_cannot_save_is_named_in_the_check(desk, place, found):
    """What is checked then is what was saved before, and it says so."""
    desk.show("check", CheckPanel("table", place))
    desk.page.evaluate("""document.addEventListener("mugalim-flush", (event) => {
      event.preventDefault(); event.detail.done = Promise.reject(new Error("offline")); })""")
    desk.page.get_by_role("button", name="Check my work").click()
    expect(desk.page.locator(".status[data-state=not-saved]")).to_contain_text("not saved yet")
    expect(desk.page.locator(".checks > li")).to_have_count(4)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize(
    "desk", [{"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}], indirect=True
)
def test_every_surface_fits_360_px_in_each_language(desk, place, found, language):
    """Nothing is wider than the phone."""
    where = Place(place.face, place.lesson, place.answers, language)
    shown = {"table": Spreadsheet, "today": Choice, "reflection": Text}
    for name, surface in shown.items():
        desk.show(name, surface(name, where))
    desk.show("upload", Upload("table", where))
    desk.show("check", CheckPanel("table", where))
    desk.page.locator("#check button").click()
    expect(desk.page.locator("#check h3")).to_be_focused()
    assert desk.page.evaluate("document.scrollingElement.scrollWidth") <= 360

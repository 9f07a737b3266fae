"""The same work with the data of another subject: a learner's, and a designer's trial."""

from __future__ import annotations

from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Locator, expect
from visiting import Visit, Visitor

LESSON = ("spreadsheets", "who-needs-help")
API = "/services/school/api/subject/spreadsheets/who-needs-help/help"


def picker(visitor: Visitor) -> Locator:
    """Where subjects are chosen; its step is brought up first."""
    found = visitor.page.locator("details.subjects")
    step = found.locator("xpath=ancestor::section").get_attribute("id")
    visitor.page.evaluate("step => { location.hash = step }", step)
    found.locator("summary").click()
    return found


def test_a_learner_begins_with_biology_and_can_go_back(visit: Visit) -> None:
    """What she had before is among the earlier versions; a subject that there is not is refused."""
    learner = visit("marina", language="ru")
    screen = LessonScreen(learner, *LESSON).open()
    screen.type_into("help", "F2", "mine")
    screen.wait_until_saved()
    mathematics = screen.cell("help", "B2").inner_text()
    box = picker(learner)
    box.get_by_role("button", name="Биология").click()
    expect(box.get_by_role("status")).to_contain_text("Биология")
    expect(screen.cell("help", "B2")).not_to_have_text(mathematics, timeout=SLOW)
    expect(screen.cell("help", "F2")).not_to_contain_text("mine")
    learner.page.locator("button[data-history=help]").click()
    learner.page.locator("dialog button", has_text="Вернуть").first.click()
    learner.page.locator("dialog > button").click()
    expect(screen.cell("help", "F2")).to_contain_text("mine", timeout=SLOW)
    for wanted in ("physics", "../maths", 3, None):
        assert learner.send("POST", API, {"subject": wanted})[0] == 422


def test_a_designer_tries_each_subject(visit: Visit) -> None:
    """In the preview, by a link that opens it anew."""
    designer = visit("begimai", width=1280, language="en")
    page = designer.go("/services/lessons/preview/" + "/".join(LESSON))
    screen = LessonScreen(designer, *LESSON)
    before = screen.cell("help", "B2").inner_text()
    picker(designer).get_by_role("link", name="Biology").click()
    page.wait_for_url("**subject=help:biology*")
    expect(screen.cell("help", "B2")).not_to_have_text(before, timeout=SLOW)
    assert designer.problems == []

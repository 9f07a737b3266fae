"""The designer's way: the Lab on the working copy, the lesson as an app from there, publishing."""

from __future__ import annotations

from lesson_screen import SLOW
from playwright.sync_api import expect
from running import RunningSchool
from visiting import Visit

NOTEBOOK = "/hub/user-redirect/lab/tree/spreadsheets/gradebook/lesson.ipynb"


def lab_is_on(school: RunningSchool) -> bool:
    """Whether this machine can isolate a Lab; the school says so when it cannot."""
    told = school.log.read_text()
    assert "The Lab is off" in told or "Note" not in told
    return "The Lab is off" not in told


def test_a_designer_opens_the_lesson_as_an_app_from_the_lab(
    school: RunningSchool, visit: Visit
) -> None:
    """Where it is isolated it shows the notebook, the app one press away; elsewhere it is off."""
    designer = visit("begimai", width=1280, language="ky")
    page = designer.go(NOTEBOOK)
    if not lab_is_on(school):
        assert "lab" not in page.url.split("/")
        return
    button = page.locator("jp-button", has_text="Open as an app")
    expect(button).to_be_visible(timeout=2 * SLOW)
    with designer.context.expect_page() as opened:
        button.click()
    app = opened.value
    app.wait_for_url("**/services/lessons/preview/spreadsheets/gradebook")
    expect(app.locator("h1")).to_have_text("Өзү эсептеген журнал")


def test_a_course_is_checked_and_published_from_the_designers_page(visit: Visit) -> None:
    """The shipped course has nothing to repair; nothing has changed, so nothing is published."""
    page = visit("begimai", width=1280, language="en").page
    page.locator("form[action*='check'] button, button[name=do][value=check]").first.click()
    expect(page.locator("main .done").first).to_be_visible(timeout=2 * SLOW)
    page = visit("begimai", width=360, language="ru").page
    page.locator("form[action*='publish'] button, button[name=do][value=publish]").first.click()
    expect(page.locator("main .done, main .note").first).to_be_visible(timeout=2 * SLOW)

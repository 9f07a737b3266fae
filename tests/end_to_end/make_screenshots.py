"""Makes the README's pictures: a real school, each user's screen. Run by `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser import launch
from first_lesson import LESSON, fill_by_keyboard, grade_and_send
from first_lesson import Story as Seen
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Browser, sync_playwright
from running import RunningSchool, running_school
from visiting import Visitor

PICTURES = Path(__file__).parent / "pictures"
COMMENT = (
    "Айгүл, журнал считает сам, и всё видно с первого взгляда. "
    "Осталось закрепить первую строку и ограничить оценки: подсказки ниже."
)
LAB = "/hub/user-redirect/lab/tree/spreadsheets/gradebook/lesson.ipynb"


def main() -> None:
    """Let the demo teachers do the lesson, and take a picture of every screen."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        Path(folder).chmod(0o755)
        browser = launch(playwright)
        with running_school(Path(folder) / "data") as school:
            take(school, browser)
        browser.close()


def take(school: RunningSchool, browser: Browser) -> None:
    """The pictures, one after the other."""
    aigul = signed_in(school, browser, "aigul", 360, "ru")
    screen = LessonScreen(aigul, "spreadsheets", "gradebook").open()
    fill_by_keyboard(screen)
    screen.cell("register", "O2").click()
    keep(aigul, "lesson")
    screen.hand_in()
    marina = signed_in(school, browser, "marina", 1280, "ru")
    other = LessonScreen(marina, "spreadsheets", "gradebook").open()
    other.upload("register", LESSON / "solution/register.xlsx").locator(".done").wait_for()
    other.hand_in()
    nurlan = signed_in(school, browser, "nurlan", 1280, "en")
    nurlan.page.locator("a[href$='/spreadsheets/gradebook/']").first.click()
    keep(nurlan, "desk")
    grade_and_send(Seen(), nurlan, COMMENT)
    page = aigul.go("/services/school/courses")
    page.locator("a[href*='/feedback/']").first.click()
    keep(aigul, "feedback")
    keep(signed_in(school, browser, "operator", 1280, "en"), "operating")
    begimai = signed_in(school, browser, "begimai", 1280, "en")
    begimai.go(LAB)
    begimai.page.locator("jp-button", has_text="Open as an app").wait_for(timeout=2 * SLOW)
    begimai.page.wait_for_timeout(2000)
    keep(begimai, "lab")


def signed_in(
    school: RunningSchool, browser: Browser, login: str, width: int, language: str
) -> Visitor:
    """One of the demo people in a browser of her own."""
    visitor = Visitor(browser, school.url, width=width, language=language)
    visitor.sign_in(login, school.passwords[login])
    return visitor


def keep(visitor: Visitor, name: str) -> None:
    """Take a picture of what is on the screen."""
    visitor.page.wait_for_timeout(500)
    visitor.page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()

"""The story of a first lesson: two teachers and a facilitator, from invitation to feedback."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Browser, expect
from running import RunningSchool
from visiting import Visitor

LESSON = Path(__file__).parents[1] / "courses/spreadsheets/gradebook"
AVERAGE = '=IFERROR(ROUND(AVERAGE(C2:N2);2);"")'
LEVEL = '=IF(O2="";"";IF(O2>=$S$2;$R$2;IF(O2>=$S$3;$R$3;IF(O2>=$S$4;$R$4;$R$5))))'
COMMENT = "Рахмат, Жылдыз! <b>Таблица</b> түшүнүктүү, бир гана формат калды."


@dataclass
class Story:
    """What was seen, chapter by chapter."""

    pages: dict[str, str] = field(default_factory=dict)  # texts of pages by name
    checks: dict[str, dict[str, str]] = field(default_factory=dict)  # title -> outcome
    saved: dict[str, str] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)
    too_wide: dict[str, int] = field(default_factory=dict)


def sign_up(visitor: Visitor, invitation: str, name: str, phone: str) -> None:
    """Sign up by a facilitator's link."""
    visitor.page.goto(invitation)
    visitor.page.fill("#name", name)
    visitor.page.fill("#username", phone)
    visitor.page.fill("#password", "кызыл алма жана көк тоо 47")
    visitor.page.locator("main form button.primary").click()
    visitor.page.wait_for_url("**/services/school/**")


def invite(facilitator: Visitor) -> str:
    """Make an invitation on the desk; its link."""
    facilitator.go("/services/school/desk/")
    facilitator.page.locator("a[href$='/invite']").first.click()
    facilitator.page.locator("main form button.primary").first.click()
    expect(facilitator.page.locator("img[src^='data:image/svg']").first).to_be_visible()
    return str(
        facilitator.page.locator("a[href*='signup?invitation=']").first.get_attribute("href")
    )


def fill_by_keyboard(screen: LessonScreen) -> None:
    """The register made on the page, on a phone's screen."""
    screen.fill_down("register", "O2", AVERAGE)
    for address, threshold in (("S2", "4,5"), ("S3", "3,5"), ("S4", "2,5")):
        screen.type_into("register", address, threshold)
    screen.fill_down("register", "P2", LEVEL)


def jyldyz(story: Story, visitor: Visitor, school: RunningSchool) -> None:
    """In Kyrgyz at 360 pixels: fills the sheet; the lessons service is killed in the middle."""
    screen = LessonScreen(visitor, "spreadsheets", "gradebook").open()
    fill_by_keyboard(screen)
    story.saved["before the kill"] = screen.wait_until_saved()
    school.service("mugalim_lessons").kill()
    screen.type_into("register", "O1", "Орточо")
    story.checks["jyldyz, first"] = screen.check("register")
    screen.open()
    story.pages["average after the kill"] = screen.cell("register", "O2").inner_text()
    screen.limit("register", "C2:N41", "2", "5", "н, ж")
    screen.tool("register", "freeze").click()
    screen.wait_until_saved()
    story.checks["jyldyz, repaired"] = screen.check("register")
    story.too_wide["lesson"] = visitor.too_wide()
    screen.hand_in()
    story.pages["receipt"] = visitor.page.inner_text("main")


def svetlana(story: Story, visitor: Visitor) -> None:
    """In Russian on a laptop: uploads a file that is not yet right, then a better one."""
    screen = LessonScreen(visitor, "spreadsheets", "gradebook").open()
    place = screen.upload("register", LESSON / "not_yet/typed_average.xlsx")
    expect(place.locator(".found .done")).to_be_visible(timeout=SLOW)
    story.checks["svetlana, first"] = screen.check("register")
    place = screen.upload("register", LESSON / "solution/register.xlsx")
    expect(place.locator(".found .done")).to_be_visible(timeout=SLOW)
    screen.wait_until_saved()
    story.checks["svetlana, repaired"] = screen.check("register")
    screen.hand_in()


def grade_and_send(story: Story, facilitator: Visitor, comment: str = COMMENT) -> None:
    """The facilitator grades all new hand-ins, judges each, and sends."""
    page = facilitator.go("/services/school/desk/")
    page.locator("a[href$='/spreadsheets/gradebook/']").first.click()
    page.locator("form[action$='grade'] button").click()
    expect(page.locator("a[href*='/desk/attempts/']")).to_have_count(2, timeout=SLOW)
    address = page.url
    expect(page.locator("progress")).to_have_count(0, timeout=120_000)
    attempts = [link.get_attribute("href") for link in page.locator("a[href*='/attempts/']").all()]
    for attempt in dict.fromkeys(attempts):
        page.goto(facilitator.url + str(attempt))
        page.locator("input[name=layout][value='5']").check()
        page.fill("textarea[name=comment]", comment)
        page.locator("form[action$='judge'] button:not([name=send])").click()
        page.wait_for_url("**saved=1*")
    page.goto(address)
    page.locator("form[action$='send'] button").click()
    story.pages["desk"] = page.inner_text("main")


def read_feedback(visitor: Visitor) -> str:
    """The feedback as the learner finds it from my courses."""
    page = visitor.go("/services/school/courses")
    page.locator("a[href*='/feedback/']").first.click()
    page.wait_for_url("**/feedback/*")
    return page.inner_text("main")


def tell(school: RunningSchool, chromium: Browser) -> Story:
    """The whole story; takes about two minutes."""
    told = Story()
    nurlan = Visitor(chromium, school.url, width=1280, language="ky")
    first = Visitor(chromium, school.url, width=360, language="ky")
    second = Visitor(chromium, school.url, width=1280, language="ru")
    nurlan.sign_in("nurlan", school.passwords["nurlan"])
    invitation = invite(nurlan)
    sign_up(first, invitation, "Жылдыз Төрөбаева", "0555 10 20 30")
    sign_up(second, invitation, "Светлана Ким, учитель", "0555 10 20 31")
    jyldyz(told, first, school)
    svetlana(told, second)
    grade_and_send(told, nurlan)
    told.pages["feedback ky"] = read_feedback(first)
    told.too_wide["feedback"] = first.too_wide()
    told.pages["feedback ru"] = read_feedback(second)
    for visitor in (nurlan, first, second):
        told.strangers |= visitor.other_hosts
        visitor.close()
    return told

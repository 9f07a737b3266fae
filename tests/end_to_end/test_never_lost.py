"""Nothing shown as saved is lost: two devices, broken links, wrong clocks, closed storage."""

from __future__ import annotations

import time

import psutil
from cohorts import LESSON
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from running import RunningSchool
from visiting import Visit, Visitor

COURSE, SLUG = LESSON.split("/")
SAVING = "**/api/answers/**"
CLOSED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, {
    get() { throw new DOMException("closed", "SecurityError"); },
  });
"""
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('mugalim')).length"


def area(page: Page, exercise: str = "note") -> Locator:
    """Where a text is written on an open page of the lesson; its step is brought up."""
    place = page.locator(f"[data-function=text][data-exercise={exercise}]")
    step = place.locator("xpath=ancestor::section").get_attribute("id")
    page.evaluate("step => { location.hash = step }", step)
    found = place.locator("textarea, input")
    expect(found).to_be_visible(timeout=SLOW)
    return found


def offline(context: BrowserContext) -> None:
    """From now on nothing is saved from here."""
    context.route(SAVING, lambda route: route.abort())


def online(context: BrowserContext) -> None:
    """The link is there again."""
    context.unroute(SAVING)


def line(page: Page, state: str) -> Locator:
    """The line at the foot, once it says so."""
    found = page.locator(f"#status[data-state={state}]")
    expect(found).to_be_visible(timeout=SLOW)
    return found


def open_lesson(visitor: Visitor) -> Page:
    """The lesson on one of her devices."""
    return LessonScreen(visitor, COURSE, SLUG).open().page


def second_device(visitor: Visitor, visit: Visit) -> Visitor:
    """Another device of the same person, signed in by the cookies of the first."""
    other = visit(language=visitor.language)
    other.context.add_cookies(visitor.context.cookies())  # type: ignore[arg-type]  # as read
    return other


def versions(visitor: Visitor, count: int) -> list[int]:
    """The versions of the note at the school, the newest first, once there are so many."""
    end = time.monotonic() + SLOW / 1000
    while True:
        _, said = visitor.send("GET", f"/services/school/api/history/{LESSON}/note")
        if len(said["versions"]) >= count or time.monotonic() > end:
            return [each["version"] for each in said["versions"]]
        time.sleep(0.3)


def test_work_that_comes_late_does_not_replace_newer_work(newcomer: Visit, visit: Visit) -> None:
    """The phone was offline, the laptop saved meanwhile: its work stays, the phone's is kept."""
    phone = newcomer("late.phone", language="ru")
    laptop = second_device(phone, visit)
    page, other = open_lesson(phone), open_lesson(laptop)
    offline(phone.context)
    area(page).fill("Из автобуса")
    line(page, "kept")
    area(other).fill("С ноутбука, позже")
    line(other, "saved")
    online(phone.context)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".aside")).to_contain_text("пришло позже", timeout=SLOW)
    expect(area(page)).to_have_value("С ноутбука, позже", timeout=SLOW)
    page.locator(".aside button").click()
    dialogue = page.locator("dialog.earlier-list")
    expect(dialogue.locator("li")).to_have_count(3)
    dialogue.locator("li button").first.click()
    expect(dialogue.locator("[role=status]")).to_contain_text("возвращена")
    page.keyboard.press("Escape")
    expect(area(page)).to_have_value("Из автобуса", timeout=SLOW)


def test_newer_work_wins_and_the_other_is_kept(newcomer: Visit, visit: Visit) -> None:
    """Two open pages that know nothing of each other: the last one counts, and says so."""
    phone = newcomer("newer.phone", language="ky")
    laptop = second_device(phone, visit)
    page, other = open_lesson(phone), open_lesson(laptop)
    area(page)
    area(other).fill("Ноутбуктан")
    line(other, "saved")
    area(page).fill("Телефондон")
    expect(page.locator(".aside")).to_contain_text("башка жерде", timeout=SLOW)
    status, said = phone.send("GET", f"/services/school/api/answers/{LESSON}")
    assert status == 200
    assert said["exercises"]["note"]["state"]["text"] == "Телефондон"
    _, kept = phone.send("GET", f"/services/school/api/history/{LESSON}/note")
    assert len(kept["versions"]) == 2


def test_a_wrong_clock_changes_nothing(newcomer: Visit, visit: Visit) -> None:
    """A phone that lives in 2001 saves, and its newer work is not taken for old."""
    phone = newcomer("old.clock", language="ky")
    laptop = second_device(phone, visit)
    phone.page.clock.install(time=978_307_200)
    other = open_lesson(laptop)
    area(other).fill("Биринчи")
    line(other, "saved")
    page = open_lesson(phone)
    area(page).fill("Экинчи")
    phone.page.clock.run_for(3000)
    line(page, "saved")
    _, said = phone.send("GET", f"/services/school/api/answers/{LESSON}")
    assert said["exercises"]["note"]["state"]["text"] == "Экинчи"
    assert said["exercises"]["note"]["saved_at"] > "2026"


def test_closed_storage_is_said_honestly(newcomer: Visit) -> None:
    """Without storage the page has what is not saved, says that it must stay open, and sends it."""
    learner = newcomer("no.storage", language="ru")
    learner.context.add_init_script(CLOSED)
    page = open_lesson(learner)
    found = area(page)
    offline(learner.context)
    found.fill("Только на этой странице")
    expect(line(page, "kept")).to_contain_text("не закрывайте")
    online(learner.context)
    page.evaluate("dispatchEvent(new Event('online'))")
    line(page, "saved")
    assert learner.problems == [] or all("ERR_FAILED" in each for each in learner.problems)


def test_what_waits_on_a_shared_phone_is_told_before_signing_out(newcomer: Visit) -> None:
    """On my courses a sign-out first names the lesson; then nothing of her stays."""
    learner = newcomer("shared.phone", language="ky")
    page = open_lesson(learner)
    found = area(page)
    offline(learner.context)
    found.fill("Жөнөтүлө элек")
    line(page, "kept")
    learner.go("/services/school/courses")
    page.locator("#leave").click()
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("#unsent a")).to_have_attribute("href", f"/services/lessons/{LESSON}")
    assert page.evaluate(KEPT) > 0
    page.locator("#leave").click()
    page.wait_for_url("**/hub/**")
    assert page.evaluate(KEPT) == 0


def test_a_killed_proxy_loses_nothing(newcomer: Visit, school: RunningSchool) -> None:
    """Nothing answers for a while: what was written meanwhile is saved when it does again."""
    learner = newcomer("no.proxy", language="ru")
    page = open_lesson(learner)
    found = area(page)
    proxy = next(
        it for it in school.processes() if "configurable-http-proxy" in " ".join(it.cmdline())
    )
    proxy.kill()
    psutil.wait_procs([proxy], timeout=30)
    found.fill("Пока никого нет")
    line(page, "kept")
    expect(page.locator("#status[data-state=saved]")).to_be_visible(timeout=3 * SLOW)
    expect(area(page)).to_have_value("Пока никого нет")


def test_an_answer_that_got_lost_on_the_way_is_not_taken_for_anothers(newcomer: Visit) -> None:
    """The school saved, its answer did not come: the page sends again, and tells nothing odd."""
    learner = newcomer("lost.answer", language="ru")
    page = open_lesson(learner)
    lost: list[str] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(str(route.fetch().status))
        route.abort()

    learner.context.route(SAVING, lose)
    area(page).fill("Одно")
    line(page, "saved")
    area(page).fill("Одно и два")
    assert versions(learner, 2) == [2, 1]
    assert lost == ["200"]
    expect(page.locator(".aside")).to_have_count(0)

"""The page in a real browser: it draws, saves, survives the service's end, and is for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lesson_hub import LessonHub
from playwright.sync_api import Browser, Page, expect
from visiting import Visitor

from mugalim_answers.store import Store

LESSON = "/services/lessons/spreadsheets/tiny"


@pytest.fixture
def visitor(chromium: Browser, hub: LessonHub) -> Iterator[Visitor]:
    """A new visitor with a phone, in English."""
    person = Visitor(chromium, hub.url)
    yield person
    person.close()


def open_lesson(visitor: Visitor, name: str, path: str = LESSON) -> Page:
    """Sign in and open the lesson."""
    page = visitor.go("/hub/login")
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill("x")
    page.locator("input[type=submit]").click()
    page.wait_for_url("**/services/school/")
    visitor.problems.clear()  # the stock sign-in page is not ours
    visitor.other_hosts.clear()
    return visitor.go(path)


def stored(hub: LessonHub, name: str) -> Store:
    """What the school has of a person."""
    return Store(hub.data / "answers" / name / "spreadsheets" / "tiny")


def test_an_answer_is_saved_and_there_again_after_closing(hub: LessonHub, visitor: Visitor) -> None:
    """The page says saved once the school has it, and shows it when it is opened again."""
    page = open_lesson(visitor, "chooser")
    page.get_by_label("In a table").check()
    expect(page.locator("#status")).to_contain_text("Saved")
    expect(page.get_by_text("Half is done.")).to_be_visible()
    assert stored(hub, "chooser").read().exercises["today"].state["chosen"] == ["typed"]
    page.reload()
    expect(page.get_by_label("In a table")).to_be_checked()
    assert visitor.problems == []
    assert visitor.other_hosts == set()


def test_nothing_is_lost_when_the_service_is_killed(hub: LessonHub, visitor: Visitor) -> None:
    """Writing goes on without a reload, and what was chosen meanwhile gets its reply."""
    page = open_lesson(visitor, "writer")
    page.get_by_label("In a table").check()
    expect(page.get_by_text("Half is done.")).to_be_visible()
    page.evaluate("window.same = true")
    hub.lessons().kill()
    page.locator("#next").click()
    page.locator("#back").click()
    page.get_by_label("On a calculator").check()
    expect(page.get_by_text("Then this helps.")).to_be_visible(timeout=90_000)
    page.locator("#next").click()
    page.locator("textarea").fill("Written after the break.")
    expect(page.locator("#status")).to_contain_text("Saved", timeout=30_000)
    assert page.evaluate("window.same") is True
    page.wait_for_timeout(1500)
    answers = stored(hub, "writer").read().exercises
    assert answers["today"].state["chosen"] == ["calculator"]
    assert answers["note"].state["text"] == "Written after the break."


def test_what_is_written_without_a_connection_is_sent_later(
    hub: LessonHub, visitor: Visitor
) -> None:
    """It is kept on the device, even when the page is closed, and the page says so."""
    page = open_lesson(visitor, "traveller", f"{LESSON}#step-2")
    page.locator("textarea").wait_for()
    visitor.context.route("**/api/answers/**", lambda route: route.abort())
    page.locator("textarea").fill("In the bus.")
    expect(page.locator("#status")).to_contain_text("No connection")
    page.close(run_before_unload=False)
    visitor.context.unroute("**/api/answers/**")
    visitor.page = visitor.context.new_page()
    visitor.go(LESSON)
    expect(visitor.page.locator("#status")).to_contain_text("Saved")
    assert stored(hub, "traveller").read().exercises["note"].state["text"] == "In the bus."


def test_a_refusal_of_the_school_is_said_and_not_repeated(hub: LessonHub, visitor: Visitor) -> None:
    """The sentence is the school's own."""
    page = open_lesson(visitor, "refused", f"{LESSON}#step-2")
    said = '{"error": "x", "sentence": "The school has no room left."}'
    visitor.context.route("**/api/answers/**", lambda route: route.fulfill(status=507, body=said))
    page.locator("textarea").fill("Too much.")
    expect(page.locator("#status")).to_contain_text("The school has no room left.")
    assert page.evaluate("Object.keys(localStorage).filter(it => it.startsWith('mugalim:'))") == []


def test_a_failed_exercise_is_a_sentence_and_the_others_work(
    chromium: Browser, hub: LessonHub
) -> None:
    """One module that cannot be loaded does not stop the rest."""
    visitor = Visitor(chromium, hub.url)
    visitor.context.route("**/choice.js", lambda route: route.abort())
    page = open_lesson(visitor, "unlucky")
    expect(page.get_by_text("The others work.")).to_be_visible()
    page.locator("#next").click()
    expect(page.locator("textarea")).to_be_visible()
    visitor.close()


def test_steps_are_kept_in_the_address_and_on_the_device(visitor: Visitor) -> None:
    """Next, back, a link and a later visit show one step each; a toggle shows all."""
    page = open_lesson(visitor, "stepper")
    expect(page.locator(".step:visible")).to_have_count(1)
    page.locator("#next").click()
    expect(page.get_by_role("heading", name="Second step")).to_be_focused()
    assert page.url.endswith("#step-2")
    visitor.go("/services/school/")
    visitor.go(LESSON)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    page.locator("#map summary").click()
    page.locator("#show-all").click()
    expect(page.locator(".step:visible")).to_have_count(4)


def test_all_steps_are_readable_without_scripts(chromium: Browser, hub: LessonHub) -> None:
    """And every exercise says what it needs."""
    visitor = Visitor(chromium, hub.url, scripts=False)
    page = open_lesson(visitor, "plain")
    expect(page.locator(".step:visible")).to_have_count(4)
    expect(page.locator("noscript p:visible")).to_have_count(2)
    visitor.close()


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_accessible(
    chromium: Browser, hub: LessonHub, language: str, width: int, tmp_path: Path
) -> None:
    """No violation of WCAG 2.2 AA, nothing wider than the screen, in every language."""
    visitor = Visitor(chromium, hub.url, width=width, language=language)
    page = open_lesson(visitor, "seer")
    page.locator(".mugalim-choice").wait_for()
    assert visitor.accessibility_problems() == []
    assert visitor.too_wide() == 0
    assert page.locator("html").get_attribute("lang") == language
    visitor.close()

"""A page opens asleep, wakes at a touch, and rests again; its look and its place stay."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from lesson_hub import LessonHub, Person, lesson_hub
from playwright.sync_api import Browser, Page, expect
from visiting import Visitor

LESSON = "/services/lessons/spreadsheets/tiny"
SLOW = 60_000
SignIn = Callable[[LessonHub, str], Person]


@pytest.fixture(scope="module")
def restful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LessonHub]:
    """A hub whose pages rest after four seconds without a touch."""
    with lesson_hub(tmp_path_factory.mktemp("rest"), MUGALIM_REST_SECONDS="4") as running:
        yield running


@pytest.fixture
def page(chromium: Browser, restful: LessonHub) -> Iterator[Page]:
    """The lesson, opened by somebody new."""
    visitor = Visitor(chromium, restful.url)
    page = visitor.go("/hub/login")
    page.locator("input[name=username]").fill(f"sleeper{time.monotonic_ns()}")
    page.locator("input[name=password]").fill("x")
    page.locator("input[type=submit]").click()
    page.wait_for_url("**/services/school/")
    yield visitor.go(LESSON)
    visitor.close()


def until(hub: LessonHub, count: int) -> bool:
    """Whether there are so many kernels within a minute."""
    end = time.monotonic() + 60
    while len(hub.kernels()) != count and time.monotonic() < end:
        time.sleep(0.3)
    return len(hub.kernels()) == count


def test_a_page_is_drawn_without_a_kernel(page: Page, restful: LessonHub) -> None:
    """Reading and looking need none; nor does writing."""
    expect(page.get_by_label("In a table")).to_be_visible()
    page.locator("#next").click()
    page.locator("textarea").fill("Saved without one.")
    expect(page.locator("#status")).to_contain_text("Saved", timeout=SLOW)
    assert restful.kernels() == []


def test_a_touch_wakes_it_and_it_rests_again(page: Page, restful: LessonHub) -> None:
    """The choice gets its reply; four seconds later the kernel is gone, and all looks as before."""
    page.evaluate("window.same = true")
    page.get_by_label("In a table").check()
    expect(page.get_by_text("Half is done.")).to_be_visible(timeout=SLOW)
    assert until(restful, 0)
    expect(page.get_by_text("Half is done.")).to_be_visible()
    page.get_by_label("On a calculator").check()
    expect(page.get_by_text("Then this helps.")).to_be_visible(timeout=SLOW)
    assert page.evaluate("window.same") is True
    assert until(restful, 0)


@pytest.mark.soak
def test_pages_that_nobody_touches_hold_no_kernel(hub: LessonHub, sign_in: SignIn) -> None:
    """Three hundred open pages, twenty of them in use: twenty kernels."""
    people = [sign_in(hub, f"open{number}") for number in range(300)]
    for person in people:
        assert person.get("/mine/spreadsheets/tiny?version=1&lang=en").status_code == 200
    before = len(hub.kernels())
    for person in people[:20]:
        answer = person.attach("page-of-hers")
        while answer.status_code == 202:
            answer = person.attach("page-of-hers")
        assert answer.status_code == 200
    assert len(hub.kernels()) - before == 20

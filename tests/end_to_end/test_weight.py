"""Pages of few bytes that can be read without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cohorts import HAND_IN, LESSON, Cohort, Returned
from lesson_screen import SLOW
from playwright.sync_api import expect
from visiting import Visit, Visitor

LARGEST_PAGE = 60_000  # bytes, compressed, of all that a page fetches at first
LESSON_PAGE = f"/services/lessons/{LESSON}"
SCHOOL = "/services/school"


@contextmanager
def counted(visitor: Visitor) -> Iterator[list[float]]:
    """The bytes of each answer that comes over the line, headers included; nothing is known yet."""
    network = visitor.context.new_cdp_session(visitor.page)
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    network.send("Network.enable")
    network.send("Network.clearBrowserCache")
    yield sizes
    visitor.page.wait_for_load_state("networkidle")
    network.detach()
    assert len(sizes) >= 2, "the page and its style sheet were not counted"


def weight(visitor: Visitor, path: str) -> float:
    """The bytes of a page that is opened for the first time."""
    with counted(visitor) as sizes:
        visitor.go(path)
    return sum(sizes)


@pytest.mark.parametrize("path", ["/hub/login", "/hub/reset", "/hub/nowhere"])
def test_pages_before_the_sign_in_are_light(visit: Visit, path: str) -> None:
    """They are opened in places with little network."""
    assert weight(visit(), path) < LARGEST_PAGE


def test_the_sign_up_page_is_light(visit: Visit, cohort: Cohort) -> None:
    """It is the first thing that a teacher sees."""
    assert weight(visit(), cohort.invitation.removeprefix(cohort.school.url)) < LARGEST_PAGE


def test_a_learners_pages_are_light(visit: Visit, returned: Returned) -> None:
    """My courses, a course, the map, the page before a hand-in, the receipt and the feedback."""
    learner = visit(returned.login, language="ky")
    school = [f"{SCHOOL}/courses", f"{SCHOOL}/courses/spreadsheets", f"{SCHOOL}/map"]
    paths = [*school, HAND_IN, returned.receipt, returned.feedback]
    heavy = {path: weight(learner, path) for path in paths}
    assert max(heavy.values()) < LARGEST_PAGE, heavy


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_lesson_is_light(visit: Visit, language: str) -> None:
    """The page with its scripts and what its exercises fetch, until the first of them is drawn."""
    learner = visit("aigul")
    with counted(learner) as sizes:
        page = learner.go(f"{LESSON_PAGE}?lang={language}#step-2")
        expect(page.locator("#step-2 .mugalim").first).to_be_visible(timeout=SLOW)
    print(f"first load of the lesson in {language}: {sum(sizes):.0f} bytes")  # noqa: T201  a figure to read
    assert sum(sizes) < LARGEST_PAGE


def test_the_pages_of_the_staff_are_light(visit: Visit, cohort: Cohort, returned: Returned) -> None:
    """The desk, one hand-in, designing and operating."""
    pages = {
        cohort.facilitator: [cohort.desk, cohort.lesson, returned.attempt],
        "begimai": [f"{SCHOOL}/designing/"],
        "operator": [f"{SCHOOL}/operating/"],
    }
    for login, paths in pages.items():
        visitor = visit(login)
        heavy = {path: weight(visitor, path) for path in paths}
        assert max(heavy.values()) < LARGEST_PAGE, heavy


def test_all_is_readable_without_scripts(visit: Visit) -> None:
    """She signs in, sees her courses, and reads every step of the lesson."""
    learner = visit("marina", language="ru", scripts=False)
    page = learner.go(f"{SCHOOL}/courses")
    link = page.locator(f"a[href*='{LESSON_PAGE}']").first
    expect(link).to_be_visible()
    link.click()
    steps = page.locator("section.step")
    expect(steps.first).to_be_visible(timeout=SLOW)
    assert steps.count() > 10
    assert all(step.is_visible() for step in steps.all())
    expect(page.locator("noscript p, .exercise p.note").first).to_be_visible()
    expect(page.locator("#hand-in")).to_be_visible()

"""Voila's full page in a real browser: stock widgets move, our exercises are saved beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from full_lessons import ASKED, BUTTONS, EXAMPLES, FOLDED, MOVING, make_draft, make_full_release
from lesson_hub import LessonHub
from playwright.sync_api import Browser, Page, expect
from test_lesson_in_browser import open_lesson
from visiting import Visitor

from mugalim_answers.store import Store

LESSON = "/services/lessons/spreadsheets/moving"
PATIENCE = 150_000  # ms that a kernel and 1.5 MB may take on a busy machine


@pytest.fixture(scope="module")
def moving(hub: LessonHub) -> LessonHub:
    """The hub with a lesson of sliders, an accordion and interact."""
    release = hub.data / "releases/spreadsheets/moving/1"
    make_full_release(release, MOVING, FOLDED, ASKED, BUTTONS)
    return hub


@pytest.fixture
def visitor(chromium: Browser, moving: LessonHub) -> Iterator[Visitor]:
    """A new visitor with a phone, in English."""
    person = Visitor(chromium, moving.url)
    yield person
    person.close()


def open_full(visitor: Visitor, name: str, path: str = LESSON) -> Page:
    """Sign in, open the lesson and wait for its last widget."""
    page = open_lesson(visitor, name, path)
    expect(page.get_by_label("In a table")).to_be_visible(timeout=PATIENCE)
    return page


def of_page(page: Page) -> str:
    """The kernel of the page that is open."""
    return str(page.evaluate("JSON.parse(document.body.dataset.about).kernel"))


def test_stock_widgets_move_and_the_exercise_is_saved(moving: LessonHub, visitor: Visitor) -> None:
    """By keyboard: in the browser alone, and with the kernel; nothing comes from elsewhere."""
    page = open_full(visitor, "mover")
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page.get_by_text("20 lessons")).to_be_visible()
    expect(page.locator(".widget-label").filter(has_text="4")).to_be_visible()
    page.get_by_role("slider").nth(1).press("ArrowRight")
    expect(page.get_by_text("Class 7: 21 pupils")).to_be_visible()
    page.get_by_text("A number").click()
    expect(page.locator(".widget-text input[type=number]")).to_have_value("7")
    page.get_by_label("In a table").check()
    expect(page.get_by_text("Half is done.")).to_be_visible()
    expect(page.locator("#status")).to_contain_text("Saved")
    answers = Store(moving.data / "answers/mover/spreadsheets/moving").read().exercises
    assert answers["today"].state["chosen"] == ["typed"]
    assert visitor.other_hosts == set()
    assert visitor.problems == []
    assert visitor.too_wide() == 0


def test_icons_and_formulas_need_no_other_host(visitor: Visitor) -> None:
    """Voila's template links style sheets and formulas elsewhere; its scripts have them, too."""
    page = open_full(visitor, "looker")
    font = "getComputedStyle(document.querySelector('.fa-check'), '::before').fontFamily"
    assert "Font Awesome" in page.evaluate(font)
    expect(page.locator(".jupyter-widgets mjx-container")).to_have_count(1)
    assert visitor.other_hosts == set()
    assert visitor.problems == []


def test_the_text_is_there_before_the_widgets_and_the_step_stays(visitor: Visitor) -> None:
    """She reads on where she was when the page takes over."""
    visitor.context.route("**/*.voila.js", lambda route: route.abort())
    page = open_lesson(visitor, "early", f"{LESSON}#step-2")
    expect(page.locator("#rendered_cells")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Second step")).to_be_in_viewport()
    assert page.url.endswith("/moving#step-2")


def test_the_kernel_ends_with_the_page(visitor: Visitor) -> None:
    """Another page needs its place."""
    page = open_full(visitor, "leaver")
    kernel = f"/services/lessons/api/kernels/{of_page(page)}"
    assert visitor.send("GET", kernel)[0] == 200
    visitor.go("/services/school/")
    expect(page.get_by_text("leaver")).to_be_visible()
    asked = f"fetch('{kernel}').then((answer) => answer.status === 403)"
    page.wait_for_function(asked, timeout=PATIENCE, polling=500)


def test_a_page_whose_kernel_ended_opens_again_at_a_touch(visitor: Visitor) -> None:
    """What she chose is there again, though the kernel that knew it is not."""
    page = open_full(visitor, "sleeper")
    page.get_by_label("In a table").check()
    expect(page.locator("#status")).to_contain_text("Saved")
    page.evaluate("window.same = true")
    visitor.send("DELETE", f"/services/lessons/api/kernels/{of_page(page)}")
    page.wait_for_timeout(11_000)  # the page looks no oftener than every ten seconds
    page.get_by_role("heading", name="Second step").click()
    page.wait_for_function("!window.same", timeout=PATIENCE)
    expect(page.get_by_label("In a table")).to_be_checked(timeout=PATIENCE)
    expect(page.get_by_text("Half is done.")).to_be_visible()


def test_in_a_preview_the_kernel_keeps_what_a_designer_tries(
    hub: LessonHub, visitor: Visitor
) -> None:
    """As in the Lab, no page saves; the school has nothing of it."""
    make_draft(hub.data.parent / "courses/drafts/tried", FOLDED)
    page = open_full(visitor, "designer", "/services/lessons/preview/drafts/tried")
    page.get_by_label("In a table").check()
    expect(page.locator(".mugalim .status")).to_contain_text("Saved at")
    expect(page.get_by_text("Half is done.")).to_be_visible()
    assert not (hub.data / "answers/designer").exists()
    assert visitor.problems == []


@pytest.mark.soak
@pytest.mark.parametrize("name", EXAMPLES)
def test_notebooks_made_for_voila_are_shown(hub: LessonHub, chromium: Browser, name: str) -> None:
    """Everything that their cells show is on the page, and no script complains."""
    sources, shown = EXAMPLES[name]
    make_full_release(hub.data / f"releases/spreadsheets/{name}/1", *sources)
    visitor = Visitor(chromium, hub.url, width=1280)
    page = open_full(visitor, f"guest-{name}", f"/services/lessons/spreadsheets/{name}")
    for selector in shown:
        expect(page.locator(selector).first).to_be_visible()
    assert page.locator('script[type="application/vnd.voila.cell-output+json"]').count() == 0
    assert page.get_by_text("This part could not be shown").count() == 0
    assert visitor.problems == []
    assert visitor.other_hosts == set()
    visitor.close()

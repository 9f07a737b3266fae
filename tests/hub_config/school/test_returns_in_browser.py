"""On a phone in Kyrgyz: a question comes back, a course's page, the map."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hub_config.school.offering import offer
from hub_config.school.serving import Running, serving
from playwright.sync_api import Browser, expect
from seeing import problems_of
from visiting import Visitor

from mugalim_school.config import SchoolConfig
from mugalim_school.database import now
from mugalim_school.models import Attempt
from mugalim_school.web import Handler, School

COURSE = Path(__file__).parents[3] / "courses/spreadsheets"
ABOUT = {"level": "A2–B1", "outcomes": ("Отчётту даярдоо",), "audience": "Мугалимдер үчүн."}


def put_in_place(config: SchoolConfig) -> None:
    """The lesson with its own words and picture, and a course that comes after it."""
    school = School.open(config)
    offer(school, "spreadsheets", ["gradebook"], title="Сандар", summary="Баалар.", **ABOUT)
    offer(school, "next", ["one"], title="Кийинки", prerequisites=("spreadsheets/gradebook",))
    folder = config.releases("spreadsheets", "gradebook") / "1"
    for name in ("lesson.yaml", "picture.svg"):
        shutil.copyfile(COURSE / "gradebook" / name, folder / name)
    (folder / "locale").mkdir()
    shutil.copyfile(COURSE / "locale/ky/gradebook.po", folder / "locale/ky.po")
    school.close()


def hand_in(running: Running, days_ago: int) -> None:
    """Aigul's hand-in, so many days ago."""
    with running.school.database.session() as session:
        session.add(
            Attempt(
                id="0", person=running.aigul.person, course="spreadsheets", lesson="gradebook",
                version=1, number=1, cohort=1, late=False, digest="0", files=[],
                handed_in_at=now() - timedelta(days=days_ago), state="handed_in",
            )
        )  # fmt: skip


@pytest.fixture
def school(
    config: SchoolConfig, database: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Running]:
    """A school that serves from a thread of its own, beside the browser."""

    async def identify(handler: Handler) -> str | None:
        return handler.request.headers.get("X-Test-Person")

    monkeypatch.setattr(Handler, "identify", identify)
    put_in_place(config)
    found: list[Running] = []
    there, ended = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with serving(config) as running:
            found.append(running)
            loops.append(asyncio.get_running_loop())
            there.set()
            await ended.wait()

    loops: list[asyncio.AbstractEventLoop] = []
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert there.wait(60)
    yield found[0]
    loops[0].call_soon_threadsafe(ended.set)
    thread.join()


def phone(chromium: Browser, running: Running, **more: bool) -> Visitor:
    """Aigul's phone."""
    address = running.url.partition("/services/")[0]
    visitor = Visitor(chromium, address, language="ky", **more)
    visitor.context.set_extra_http_headers({"X-Test-Person": running.aigul.person})
    return visitor


def test_two_taps_without_scripts(chromium: Browser, school: Running) -> None:
    """She taps an answer, reads what is right, taps Done, and the question is gone."""
    hand_in(school, days_ago=2)
    visitor = phone(chromium, school, scripts=False)
    page = visitor.go("/services/school/courses")
    answers = page.locator(".return .answer")
    expect(answers).to_have_count(3)
    expect(page.locator("#returns")).to_be_in_viewport()
    smallest = min(box["height"] for each in answers.all() if (box := each.bounding_box()))
    assert smallest >= 44
    answers.nth(1).click()
    expect(page.locator("p.note:not([hidden])")).to_contain_text("Азырынча жок")
    expect(page.locator(".chosen .tag.good")).to_be_visible()
    page.locator("main .button.primary").click()
    expect(page.locator("h1")).to_have_text("Менин курстарым")
    expect(page.locator(".return")).to_have_count(0)
    visitor.close()


def test_everything_can_be_read_on_a_phone(chromium: Browser, school: Running) -> None:
    """Nothing too wide, nothing against WCAG, no word left in English that is ours."""
    hand_in(school, days_ago=8)
    visitor = phone(chromium, school)
    pages = ("courses", "courses/spreadsheets", "map")
    found = []
    for path in pages:
        found += problems_of(visitor.go(f"/services/school/{path}"), "ky")
    visitor.go("/services/school/courses").locator(".return[open] .answer").first.click()
    visitor.page.wait_for_url("**/returns/**")
    found += problems_of(visitor.page, "ky")
    assert found == []
    assert not visitor.problems
    picture = visitor.go("/services/school/courses/spreadsheets").locator(".lessons img")
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    visitor.close()

import re
from datetime import timedelta

import pytest
from hub_config.school.desk_steps import text_of
from hub_config.school.offering import offer, release
from hub_config.school.serving import LESSON, Running, move_dates

from mugalim_school import teaching
from mugalim_school.database import now
from mugalim_school.models import Attempt
from mugalim_school.releases import newest

ABOUT = {
    "level": "A2–B1",
    "audience": "For all who count.",
    "outcomes": ("Count by a formula", "Show <numbers>"),
    "prerequisites": ("spreadsheets/gradebook", "first", "gone"),
}


def handed_in(running: Running, course: str, lesson: str, returned: bool = False) -> None:
    """A hand-in of Aigul's in a lesson."""
    with running.school.database.session() as session:
        session.add(
            Attempt(
                id=f"{course}{lesson}"[:24], person=running.aigul.person, course=course,
                lesson=lesson, version=1, number=1, cohort=1, handed_in_at=now(), late=False,
                digest="0", files=[], state="handed_in", returned_at=now() if returned else None,
            )
        )  # fmt: skip


def open_to_all(running: Running, course: str, lesson: str, days: float = 0) -> None:
    """Open a lesson to the cohort, so many days from now."""
    with running.school.database.session() as session:
        found = newest(session, course, lesson)
        assert found is not None
        teaching.open_lesson(session, 1, found, now() + timedelta(days=days), None, "test")


async def test_a_course_says_what_it_is_for(running: Running) -> None:
    """Outcomes, audience, level, how long it takes, lessons in order, competences in words."""
    offer(running.school, "next", ["two", "one"], **ABOUT)
    page = await text_of(running.aigul, "courses/next")
    for words in ("For all who count.", "A2–B1", "Count by a formula", "Show &lt;numbers&gt;"):
        assert words in page
    assert "2 lessons, about 60 minutes" in page
    assert page.index("1. Lesson two") < page.index("2. Lesson one")
    assert "What two makes." in page
    assert page.index("Professional collaboration") < page.index("Analysing evidence")
    russian = await text_of(running.aigul, "courses/next?lang=ru")
    assert "Анализ результатов учёбы" in russian
    assert "2 урока, около 60 минут" in russian


async def test_a_published_course_speaks_three_languages(running: Running) -> None:
    """What publishing kept of course.yaml is shown in the language of the page."""
    page = await text_of(running.aigul, "courses/spreadsheets?lang=ky")
    assert "Сандар жардамга келет" in page
    assert "Баалар, орточо баалар, отчёттор өзү эсептелет" in page
    assert "pictures/spreadsheets/gradebook/1.svg" in page


async def test_what_comes_before_is_linked_with_how_far_she_is(running: Running) -> None:
    """A lesson, a course of two lessons, and nothing of one that is not published."""
    offer(running.school, "first", ["one", "two"])
    offer(running.school, "next", ["more"], **ABOUT)
    open_to_all(running, "first", "two")
    handed_in(running, "first", "two")
    page = await text_of(running.aigul, "courses/next")
    before = page[page.index('id="before"') : page.index('id="lessons"')]
    assert "courses/spreadsheets#lesson-gradebook" in before
    assert "Not yet" in before
    assert "Handed in: 1 of 2" in before
    assert "gone" not in before


@pytest.mark.parametrize(
    ("days", "returned", "words"),
    [(5, None, "Opens on"), (-1, None, "Begin"), (-1, False, "Handed in"),
     (-1, True, "Feedback has come")],
)  # fmt: skip
async def test_each_lesson_says_where_she_stands(
    running: Running, days: int, returned: bool | None, words: str
) -> None:
    """One that no cohort of hers has is not open yet."""
    offer(running.school, "next", ["one", "two"])
    open_to_all(running, "next", "one", days)
    if returned is not None:
        handed_in(running, "next", "one", returned)
    page = await text_of(running.aigul, "courses/next")
    one, two = page[page.index('id="lesson-one"') :].split('id="lesson-two"')
    assert words in one
    assert "Not open yet" in two


async def test_an_older_release_shows_what_it_has(running: Running) -> None:
    """Published before courses kept their words: title, lessons, no more."""
    release(running.school, "older", "one")
    page = await text_of(running.aigul, "courses/older")
    assert "<h1>Older older</h1>" in page
    assert "1 lesson, about 30 minutes" in page
    assert "What one makes." in page


async def test_a_release_that_cannot_be_read_does_not_hide_the_others(running: Running) -> None:
    """One folder is gone, the plan of another is spoiled."""
    offer(running.school, "next", ["one", "two"])
    config = running.school.config
    (config.releases("next", "one") / "1" / "release.json").unlink()
    (config.releases("next", "two") / "1" / "lesson.yaml").write_text("title: [")
    page = await text_of(running.aigul, "courses/next")
    assert "Lesson two" in page
    assert "Lesson one" not in page


async def test_the_facilitator_reads_a_course_without_a_state(running: Running) -> None:
    """She takes no lessons."""
    page = await text_of(running.nurlan, "courses/spreadsheets")
    assert "Not open yet" not in page
    assert "Not open yet" not in await text_of(running.nurlan, "map")


@pytest.mark.parametrize("path", ["courses/gone", "courses/UPPER", "courses/a%2Fb"])
async def test_a_course_that_is_not_there_gets_a_sentence(running: Running, path: str) -> None:
    """As every address that is not there."""
    answer = await running.aigul.ask(path)
    assert answer.code == 404
    assert "There is nothing at this address." in answer.body.decode()


async def test_a_picture_is_kept_long_and_runs_nothing(running: Running) -> None:
    """The picture of one version, with a policy of its own."""
    answer = await running.aigul.ask("pictures/spreadsheets/gradebook/1.svg")
    assert answer.code == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert answer.body.startswith(b"<svg")


@pytest.mark.parametrize(
    "path",
    ["pictures/spreadsheets/gradebook/2.svg", "pictures/spreadsheets/gradebook/0.svg",
     "pictures/spreadsheets/..%2F1/1.svg", "pictures/spreadsheets/none/1.svg"],
)  # fmt: skip
async def test_no_other_file_is_given_as_a_picture(running: Running, path: str) -> None:
    """Only versions that are published, by number."""
    assert (await running.aigul.ask(path)).code == 404


async def test_my_courses_leads_to_the_course_and_the_map(running: Running) -> None:
    """The heading is the link."""
    page = await text_of(running.aigul, "courses")
    assert 'href="/services/school/courses/spreadsheets"' in page
    assert 'href="/services/school/map"' in page


async def test_the_map_shows_order_lines_and_where_she_stands(running: Running) -> None:
    """What comes before stands above, in words too; her state is in words beside its sign."""
    offer(running.school, "next", ["one"], **ABOUT)
    handed_in(running, *LESSON.split("/"))
    page = await text_of(running.aigul, "map")
    assert page.index('id="course-spreadsheets"') < page.index('id="course-next"')
    after = page[page.index('id="course-next"') :]
    assert "Comes after" in after
    assert "courses/spreadsheets#lesson-gradebook" in after
    assert re.search(r'<svg class="wires".*<path d="M500 0C500 28 500 20 500 48"/>', page)
    assert re.search(r'<li class="handed_in">[^<]+<span class="soft">\s*Handed in', page)
    assert "style=" not in page


async def test_the_map_marks_what_opens_later(running: Running) -> None:
    """The lesson is open to her cohort only tomorrow."""
    move_dates(running.school.database, opens_at=now() + timedelta(days=1))
    assert '<li class="not_open">' in await text_of(running.aigul, "map")


async def test_the_newest_version_is_shown(running: Running) -> None:
    """Its picture has an address of its own, so that nobody sees a kept older one."""
    offer(running.school, "next", ["one"])
    release(running.school, "next", "one", version=2)
    assert "pictures/next/one/2.svg" in await text_of(running.aigul, "courses/next")

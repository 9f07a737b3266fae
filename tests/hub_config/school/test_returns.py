import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hub_config.school.desk_steps import press, text_of
from hub_config.school.offering import release
from hub_config.school.serving import LESSON, Client, Running, aside
from sqlalchemy import select
from tornado.httpclient import HTTPResponse

from mugalim_courses.model import RETURNS
from mugalim_school import personal, returns
from mugalim_school.database import now
from mugalim_school.dates import tomorrow
from mugalim_school.models import Attempt, PutOff, ReturnedAnswer

PLAN = """
title: "Lesson {lesson}"
summary: Any.
minutes: 30
exercises: {{note: {{kind: text}}}}
later:
""" + "".join(
    f"""
  - day: {day}
    question: "Question {day} of {{lesson}}?"
    options:
      - {{{{id: yes_{day}, text: "Yes <{day}>", right: true, reply: "Good {day}."}}}}
      - {{{{id: no_{day}, text: "No {day}", reply: "Not yet {day}."}}}}
"""
    for day in RETURNS
)
PLACE = "returns/small/one"


def handed_in(running: Running, days_ago: float, lesson: str = "one", number: int = 1) -> None:
    """A hand-in of Aigul's in a small lesson, so long ago."""
    with running.school.database.session() as session:
        session.add(
            Attempt(
                id=f"{lesson}{number}", person=running.aigul.person, course="small",
                lesson=lesson, version=1, number=number, cohort=1, late=False, digest="0",
                handed_in_at=now() - timedelta(days=days_ago), files=[], state="handed_in",
            )
        )  # fmt: skip


def days_pass(running: Running, days: float) -> None:
    """All that was done lies so many days further back."""
    with running.school.database.session() as session:
        for attempt in session.scalars(select(Attempt)):
            attempt.handed_in_at -= timedelta(days=days)
        for one in session.scalars(select(PutOff)):
            one.until -= timedelta(days=days)


def asked(running: Running, days: Iterable[float]) -> list[list[tuple[int, int]]]:
    """Which questions (day, asked) wait for Aigul so many days from now."""
    with running.school.database.reading() as session:
        found = [
            returns.waiting(session, running.aigul.person, now() + timedelta(days=day))
            for day in days
        ]
    return [[(one.day, one.asked) for one in each] for each in found]


async def choose(who: Client, option: str, day: int = 2) -> HTTPResponse:
    """Tap an option of a card on my courses."""
    return await press(who, "courses", f"{PLACE}/{day}", option=option)


def kept(running: Running) -> list[tuple[int, int, str, bool]]:
    """What is kept of Aigul's answers: day, asked, option, whether it is right."""
    with running.school.database.reading() as session:
        found = session.scalars(select(ReturnedAnswer).order_by(ReturnedAnswer.at))
        return [(one.day, one.asked, one.option, one.is_right) for one in found]


@pytest.fixture
def school(running: Running) -> Running:
    """A school with a small lesson that has three questions."""
    release(running.school, "small", "one", PLAN)
    return running


async def test_a_question_comes_back_on_its_day(school: Running) -> None:
    """Counted from the first hand-in; later ones change nothing."""
    handed_in(school, 1.9)
    assert "Do you still know?" not in await text_of(school.aigul, "courses")
    handed_in(school, 0, number=2)
    days_pass(school, 0.2)
    page = await text_of(school.aigul, "courses")
    assert "From “Lesson one”, two taps" in page
    assert "Question 2 of one?" in page
    assert "Yes &lt;2&gt;" in page
    assert "Do you still know?" not in await text_of(school.marina, "courses")


async def test_a_right_answer_does_not_come_back(school: Running) -> None:
    """On the later days each has a question of its own only."""
    handed_in(school, 2)
    assert (await choose(school.aigul, "yes_2")).code == 303
    assert asked(school, (0, 4, 6, 20)) == [[], [], [(7, 7)], [(7, 21), (21, 21)]]


async def test_what_was_not_right_comes_back_with_the_next_day(school: Running) -> None:
    """Day 7 asks the question of day 2 again; day 21 asks all that are not right yet."""
    handed_in(school, 2)
    await choose(school.aigul, "no_2")
    assert asked(school, (0, 6)) == [[], [(2, 7), (7, 7)]]
    days_pass(school, 6)
    await choose(school.aigul, "yes_2")
    await choose(school.aigul, "no_7", day=7)
    assert asked(school, (0, 15)) == [[], [(7, 21), (21, 21)]]
    assert kept(school) == [
        (2, 2, "no_2", False), (2, 7, "yes_2", True), (7, 7, "no_7", False),
    ]  # fmt: skip


async def test_whoever_comes_late_is_asked_each_question_once(school: Running) -> None:
    """After the last day nothing comes back any more."""
    handed_in(school, 90)
    assert asked(school, (0,)) == [[(2, 21), (7, 21), (21, 21)]]
    for day in RETURNS:
        await choose(school.aigul, f"no_{day}", day=day)
    assert asked(school, (0, 100)) == [[], []]


async def test_three_cards_at_most_the_oldest_first(school: Running) -> None:
    """The fourth waits until one of them is answered."""
    for lesson, days in (("two", 8), ("three", 3.5)):
        release(school.school, "small", lesson, PLAN)
        handed_in(school, days, lesson)
    handed_in(school, 5)
    page = await text_of(school.aigul, "courses")
    assert page.count('<details class="card return"') == returns.MOST
    places = [page.index(f"Question {each}?") for each in ("2 of one", "2 of three", "2 of two")]
    assert places == sorted(places)
    assert "Question 7 of two?" not in page


async def test_the_reply_says_what_is_right(school: Running) -> None:
    """Her choice with its reply; the right one beside it, where hers was not."""
    handed_in(school, 2)
    answer = await choose(school.aigul, "no_2")
    page = await text_of(school.aigul, answer.headers["Location"].rpartition("school/")[2])
    assert "Not yet 2." in page
    assert page.index("No 2") < page.index("Yes &lt;2&gt;")
    assert 'href="/services/school/courses">Done' in page
    days_pass(school, 6)
    await choose(school.aigul, "yes_7", day=7)
    page = await text_of(school.aigul, f"{PLACE}/7")
    assert "Good 7." in page
    assert "No 7" not in page


async def test_an_answer_that_is_sent_twice_is_kept_once(school: Running) -> None:
    """The first one stays, also where the second is another one."""
    handed_in(school, 8)
    for option in ("no_2", "no_2", "yes_2"):
        answer = await press(school.aigul, "courses", f"{PLACE}/2", option=option)
        assert answer.headers["Location"].endswith(f"{PLACE}/2")
    assert kept(school) == [(2, 7, "no_2", False)]


def test_two_answers_at_the_same_time_are_one(running: Running) -> None:
    """Two requests that both found the question waiting."""
    due = returns.Due("small", "one", 2, 2, now())
    for option in ("first", "second"):
        with running.school.database.session() as session:
            returns.keep_answer(session, running.aigul.person, due, option, False, now())
    assert [option for _, _, option, _ in kept(running)] == ["first"]


async def test_not_now_hides_a_question_until_tomorrow(school: Running) -> None:
    """Twice is once; tomorrow it is there again."""
    handed_in(school, 2)
    page = await text_of(school.aigul, "courses")
    assert "Not now" in page
    for _ in range(2):
        answer = await press(school.aigul, f"hand-in/{LESSON}", f"{PLACE}/2", later="1")
        assert answer.headers["Location"].endswith("/courses")
    assert "Question 2" not in await text_of(school.aigul, "courses")
    days_pass(school, 1)
    assert "Question 2" in await text_of(school.aigul, "courses")
    assert kept(school) == []


def test_tomorrow_begins_at_midnight_in_bishkek() -> None:
    """Six hours before UTC."""
    evening = datetime(2026, 11, 25, 17, 59, tzinfo=UTC)
    assert tomorrow(evening) == datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
    assert tomorrow(evening + timedelta(minutes=1)) == datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        (f"{PLACE}/2", {"option": "none"}, 409),
        (f"{PLACE}/2", {}, 409),
        (f"{PLACE}/2", {"option": "yes_7"}, 409),
        (f"{PLACE}/7", {"option": "yes_7"}, 404),
        (f"{PLACE}/3", {"option": "yes_2"}, 404),
        ("returns/small/none/2", {"option": "yes_2"}, 404),
        ("returns/small/none/2", {"later": "1"}, 303),
    ],
)
async def test_what_does_not_fit_keeps_nothing(
    school: Running, path: str, fields: dict[str, str], status: int
) -> None:
    """An unknown option, a day that has not come, a lesson that she has not handed in."""
    handed_in(school, 3)
    answer = await press(school.aigul, "courses", path, **fields)
    assert answer.code == status
    assert kept(school) == []


async def test_a_form_of_another_page_is_refused(school: Running) -> None:
    """As every form of the school: without the page's own token nothing happens."""
    handed_in(school, 3)
    answer = await school.aigul.ask(f"{PLACE}/2", method="POST", body="option=yes_2")
    assert answer.code == 403
    assert kept(school) == []


async def test_nobody_reads_the_reply_of_another(school: Running) -> None:
    """Without an answer of her own she is sent to my courses."""
    handed_in(school, 3)
    await choose(school.aigul, "yes_2")
    for who in (school.marina, school.nurlan):
        answer = await who.ask(f"{PLACE}/2")
        assert answer.headers["Location"].endswith("/courses")


async def test_the_questions_are_those_of_the_newest_release(school: Running) -> None:
    """An option that is no more there is answered by a sentence; without questions none comes."""
    handed_in(school, 3)
    newer = PLAN.replace("yes_2", "new_2").replace("Question 2", "A newer question")
    release(school.school, "small", "one", newer, version=2)
    assert "A newer question of one?" in await text_of(school.aigul, "courses")
    assert (await choose(school.aigul, "yes_2")).code == 409
    release(school.school, "small", "one", PLAN.partition("later:")[0], version=3)
    assert "Do you still know?" not in await text_of(school.aigul, "courses")


async def test_a_plan_that_cannot_be_read_asks_nothing(school: Running) -> None:
    """My courses is there all the same."""
    handed_in(school, 3)
    (school.school.config.releases("small", "one") / "1" / "lesson.yaml").write_text("title: [")
    assert "Do you still know?" not in await text_of(school.aigul, "courses")


async def test_the_question_of_a_published_lesson_is_in_her_language(running: Running) -> None:
    """Its words come from the lesson's catalog."""
    with running.school.database.session() as session:
        session.add(
            Attempt(
                id="real", person=running.aigul.person, course="spreadsheets", lesson="gradebook",
                version=1, number=1, cohort=1, handed_in_at=now() - timedelta(days=2),
                late=False, digest="0", files=[], state="handed_in",
            )
        )  # fmt: skip
    page = await text_of(running.aigul, "courses?lang=ky")
    assert "Эсиңиздеби?" in page
    assert "In D5 stands 4.3." not in page


async def test_the_facilitator_sees_how_much_came_back_right(running: Running) -> None:
    """For each learner and lesson of the cohort: right, of how many answered."""
    with running.school.database.session() as session:
        for day, right in ((2, False), (7, True)):
            due = returns.Due("spreadsheets", "gradebook", day, 7, now())
            returns.keep_answer(session, running.aigul.person, due, "any", right, now())
        other = returns.Due("small", "one", 2, 2, now())
        returns.keep_answer(session, running.aigul.person, other, "any", True, now())
    page = await text_of(running.nurlan, "desk/1/")
    assert "Still known: 1 of 2 · A gradebook that counts by itself" in page
    assert page.count("Still known") == 1


async def test_a_person_takes_her_answers_along_and_is_forgotten(running: Running) -> None:
    """The export holds them; the erasure leaves none."""
    who, config = running.aigul.person, running.school.config
    with running.school.database.session() as session:
        due = returns.Due("small", "one", 2, 2, now())
        returns.keep_answer(session, who, due, "any", True, now())
        returns.put_off(session, who, due, now())
    target = personal.export(config, "aigul", config.data / "aigul.zip")
    about: dict[str, Any] = json.loads(zipfile.ZipFile(target).read("about.json"))
    assert about["returned_answers"][0]["option"] == "any"
    assert len(about["put_off_returns"]) == 1
    aside(personal.erase, config, "aigul")
    with running.school.database.reading() as session:
        assert session.query(ReturnedAnswer).count() == session.query(PutOff).count() == 0

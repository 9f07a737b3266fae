import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hub_config.school.desk_steps import DESK, attempt_of, ended, hand_in, judge, press, text_of
from hub_config.school.serving import LESSON, Client, Running, add_person

from mugalim_checks.core import Report, Result
from mugalim_nbgrader.batch import Graded
from mugalim_nbgrader.outcome import Outcome
from mugalim_nbgrader.trouble import NbgraderTrouble
from mugalim_school import grading, teaching
from mugalim_school.database import now
from mugalim_school.dates import field_value
from mugalim_school.models import Attempt, Extension, Job, LogLine, Person, ResetCode

REPORT = Report("register", (Result("formula", "passed", 3, 3),))


def outsider(running: Running) -> Client:
    """A facilitator of another cohort."""
    with running.school.database.session() as session:
        cohort = teaching.make_cohort(session, "Osh", ["spreadsheets"], "test")
        return running.client(add_person(session, "azamat", cohort, "facilitator").id)


def pretend(monkeypatch: pytest.MonkeyPatch, does: Callable[[str], Any]) -> None:
    """Grading that asks nobody: `does(person)` awaits and gives an outcome or a trouble."""

    async def grade_all(_worker: Any, _course: str, _name: str, people: Any, said: Any) -> None:
        for done, person in enumerate(people, start=1):
            found = await does(person)
            trouble = found if isinstance(found, NbgraderTrouble) else None
            said(Graded(person, None if trouble else found, trouble), done, len(people))

    monkeypatch.setattr(grading, "grade_all", grade_all)


def graded(attempt: Attempt) -> Outcome:
    """An outcome for an attempt."""
    return Outcome("graded", (REPORT,), 3, 20, handed_in_at=attempt.handed_in_at.isoformat())


async def test_the_only_cohort_opens_at_once(running: Running) -> None:
    """Its lessons, its learners and the way in stand on one page."""
    answer = await running.nurlan.ask("desk/")
    assert answer.headers["Location"] == "/services/school/desk/1/"
    page = await text_of(running.nurlan, "desk/1/")
    assert "A gradebook that counts by itself" in page
    assert "Aigul Test" in page


async def test_another_cohort_is_not_there(running: Running) -> None:
    """Not its page, lesson, hand-in, file, results or people; and not one word about it."""
    attempt = await hand_in(running, running.aigul)
    other = outsider(running)
    person = running.aigul.person
    for path in (
        "desk/1/", DESK, DESK + "progress", f"desk/attempts/{attempt}", "desk/1/invite",
        f"desk/attempts/{attempt}/files/register", "desk/1/results.csv",
        f"desk/1/people/{person}/reset",
    ):  # fmt: skip
        answer = await other.ask(path)
        assert answer.code == 404, path
        assert "Naryn" not in answer.body.decode()
        assert "Aigul" not in answer.body.decode()
    dates = {"person": person, "opens_at": "2026-12-01T08:00", "due_at": "2027-12-01T08:00"}
    for action in ("open", "extend", "grade", "send"):
        assert (await press(other, "desk/2/invite", DESK + action, **dates)).code == 404, action
    assert attempt_of(running, attempt).state == "handed_in"


async def test_learners_have_no_desk(running: Running) -> None:
    """They are told that the page is for others."""
    for path in ("desk/", DESK, "designing/", "operating/"):
        answer = await running.aigul.ask(path)
        assert answer.code == 403, path
        assert "This page is for others at the school." in answer.body.decode()


async def test_feedback_is_hers_alone_and_only_once_sent(running: Running) -> None:
    """Before it is sent, and for her colleague, there is nothing."""
    attempt = await hand_in(running, running.aigul)
    assert (await running.aigul.ask(f"feedback/{attempt}")).code == 404
    with running.school.database.session() as session:
        session.get_one(Attempt, attempt).snapshot = {}
    assert (await running.marina.ask(f"feedback/{attempt}")).code == 404
    assert (await running.nurlan.ask(f"feedback/{attempt}")).code == 404


async def test_a_hand_in_while_grading_is_the_next_to_grade(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was graded keeps its result, replaced; the newer one waits."""
    first = await hand_in(running, running.aigul, "4")
    go_on = asyncio.Event()

    async def slow(_person: str) -> Outcome:
        await go_on.wait()
        return graded(attempt_of(running, first))

    pretend(monkeypatch, slow)
    await press(running.nurlan, DESK, DESK + "grade")
    second = await hand_in(running, running.aigul, "5")
    go_on.set()
    await ended(running)
    assert attempt_of(running, first).state == "superseded"
    assert attempt_of(running, first).score == 3
    assert attempt_of(running, second).state == "handed_in"
    assert "Grade all new hand-ins (1)" in await text_of(running.nurlan, DESK)


async def test_progress_is_told_while_it_runs(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the page, with and without its script."""
    await hand_in(running, running.aigul)
    go_on = asyncio.Event()

    async def slow(_person: str) -> NbgraderTrouble:
        await go_on.wait()
        return NbgraderTrouble("worker.died")

    pretend(monkeypatch, slow)
    await press(running.nurlan, DESK, DESK + "grade")
    answer = await running.nurlan.ask(DESK + "progress")
    assert json.loads(answer.body) == {"done": 0, "total": 1, "ended": False}
    assert "Graded: 0 of 1" in await text_of(running.nurlan, DESK)
    go_on.set()
    await ended(running)
    assert "1 hand-in could not be graded:" in await text_of(running.nurlan, DESK)


async def test_an_error_in_a_run_ends_it_and_loses_no_hand_in(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hand-ins are new again."""
    attempt = await hand_in(running, running.aigul)

    async def broken(_person: str) -> Outcome:
        raise RuntimeError("unexpected")

    pretend(monkeypatch, broken)
    await press(running.nurlan, DESK, DESK + "grade")
    await ended(running)
    assert attempt_of(running, attempt).state == "handed_in"


async def test_a_killed_service_leaves_no_hand_in_behind(running: Running) -> None:
    """At the next start its runs are over and its hand-ins are new."""
    attempt = await hand_in(running, running.aigul)
    with running.school.database.session() as session:
        session.get_one(Attempt, attempt).state = "grading"
        run = {"course": "spreadsheets", "lesson": "gradebook", "cohort": 1, "total": 1}
        session.add(Job(**run, started_by=running.nurlan.person, started_at=now(), failed=[]))
    grading.recover(running.school.database)
    assert attempt_of(running, attempt).state == "handed_in"
    assert (await ended(running)).done == 0


async def test_what_is_not_graded_cannot_be_judged(running: Running) -> None:
    """Nor what was replaced; a sentence says why."""
    first = await hand_in(running, running.aigul, "4")
    path = f"desk/attempts/{first}"
    early = await press(running.nurlan, DESK, f"{path}/judge", layout="3")
    assert (early.code, "not graded yet" in early.body.decode()) == (422, True)
    await hand_in(running, running.aigul, "5")
    replaced = await press(running.nurlan, DESK, f"{path}/judge", layout="3")
    assert "handed in again" in replaced.body.decode()


async def test_a_level_must_be_one_of_the_lessons(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither none nor 4 of 0, 3, 5; and a comment has an end."""
    attempt = await hand_in(running, running.aigul)

    async def quick(_person: str) -> Outcome:
        return graded(attempt_of(running, attempt))

    pretend(monkeypatch, quick)
    await press(running.nurlan, DESK, DESK + "grade")
    await ended(running)
    for level in ("", "4", "nan"):
        answer = await judge(running, attempt, layout=level)
        assert "Please choose a level" in answer.body.decode()
    assert "too long" in (await judge(running, attempt, comment="x" * 4001)).body.decode()
    assert (await press(running.nurlan, DESK, DESK + "send")).code == 422
    assert attempt_of(running, attempt).judged_by is None


async def test_more_time_must_be_more(running: Running) -> None:
    """A date before the cohort's is refused; a later one is hers alone."""
    early, late = (field_value(now() + timedelta(days=days)) for days in (1, 30))
    who = running.aigul.person
    answer = await press(running.nurlan, DESK, DESK + "extend", person=who, due_at=early)
    assert answer.code == 422
    answer = await press(running.nurlan, DESK, DESK + "extend", person=who, due_at=late)
    assert answer.code == 303
    with running.school.database.reading() as session:
        assert session.query(Extension).one().person == who
    assert "More time, until" in await text_of(running.nurlan, DESK)


async def test_looks_at_work_are_logged_and_draw_it_as_data(running: Running) -> None:
    """Formulas beside values; what she wrote stays text."""
    body = json.dumps({"operations": [{"op": "write", "text": "<script>alert(1)</script>"}]})
    await running.aigul.write(f"api/answers/{LESSON}/reflection", body)
    attempt = await hand_in(running, running.aigul, "=2+3")
    page = await text_of(running.nurlan, f"desk/attempts/{attempt}")
    assert "<td>5<small>=2+3</small></td>" in page
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    file = await running.nurlan.ask(f"desk/attempts/{attempt}/files/register")
    assert file.headers["Content-Disposition"] == 'attachment; filename="register.xlsx"'
    with running.school.database.reading() as session:
        lines = session.query(LogLine).filter_by(subject=running.aigul.person)
        assert {line.action for line in lines} >= {"look_at_work", "download_work"}


async def test_an_invitation_is_a_link_and_a_picture_until_withdrawn(running: Running) -> None:
    """The link carries the code; afterwards it is gone from the page."""
    assert (await running.nurlan.send("desk/1/invite", uses="10")).code == 303
    page = await text_of(running.nurlan, "desk/1/invite")
    code = page.partition("hub/signup?invitation=")[2].partition('"')[0]
    assert "data:image/svg+xml" in page
    await press(running.nurlan, "desk/1/invite", "desk/1/withdraw", code=code)
    assert code not in await text_of(running.nurlan, "desk/1/invite")


async def test_a_reset_code_is_shown_once(running: Running) -> None:
    """To her own facilitator; only its hash is kept."""
    path = f"desk/1/people/{running.aigul.person}/reset"
    answer = await running.nurlan.send(path)
    code = answer.body.decode().partition("<code>")[2].partition("</code>")[0]
    assert len(code) >= 8
    assert code not in await text_of(running.nurlan, path)
    with running.school.database.reading() as session:
        assert code not in session.query(ResetCode).one().hash
        assert "Nurlan" in (session.get_one(Person, running.aigul.person).notice or "")

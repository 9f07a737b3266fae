import asyncio
import errno
import json
from datetime import timedelta
from typing import Any

import pytest
from hub_config.school.serving import LESSON, Client, Running, move_dates
from tornado.httpclient import HTTPResponse

from mugalim_answers import store as stores
from mugalim_answers.store import Store
from mugalim_school import teaching
from mugalim_school.database import now
from mugalim_school.models import Opening, Visit

REGISTER = f"api/answers/{LESSON}/register"


def typed(cell: str, text: str, base: int | None = None) -> str:
    """A save of one typed cell."""
    operation = {"op": "set", "sheet": "Marks", "cell": cell, "input": text}
    return json.dumps({"base": base, "operations": [operation]})


def found(answer: HTTPResponse) -> Any:
    """What an answer holds."""
    return json.loads(answer.body)


def stored(running: Running, who: Client) -> Store:
    """A learner's answers on disk."""
    return Store(running.school.config.answers(who.person, "spreadsheets", "gradebook"))


async def test_what_is_said_to_be_saved_is_on_disk(running: Running) -> None:
    """The version that the page is told can be read again."""
    answer = await running.aigul.write(REGISTER, typed("O2", "=AVERAGE(C2:N2)"))
    assert answer.code == 200, answer.body
    assert found(answer)["version"] == 1
    state = stored(running, running.aigul).read().exercises["register"].state
    assert state["sheets"][0]["cells"]["O2"]["input"] == "=AVERAGE(C2:N2)"
    again = found(await running.aigul.ask(f"api/answers/{LESSON}"))
    assert again["exercises"]["register"]["state"] == state


async def test_two_saves_at_once_both_stay(running: Running) -> None:
    """The second of two devices is told the whole state."""
    saves = [running.aigul.write(REGISTER, typed(cell, "5", base=0)) for cell in ("C2", "D2")]
    answers = await asyncio.gather(*saves)
    assert sorted(found(each)["version"] for each in answers) == [1, 2]
    behind = max((found(each) for each in answers), key=lambda each: each["version"])
    cells = behind["state"]["sheets"][0]["cells"]
    assert cells["C2"]["input"] == cells["D2"]["input"] == "5"


async def test_nobody_saves_from_a_foreign_page(running: Running) -> None:
    """Without our header, from another site or origin, nothing is done."""
    body = typed("C2", "5")
    tries = [
        await running.aigul.ask(REGISTER, method="POST", body=body),
        await running.aigul.write(REGISTER, body, headers={"Sec-Fetch-Site": "cross-site"}),
        await running.aigul.write(REGISTER, body, headers={"Origin": "https://elsewhere.example"}),
    ]
    assert [each.code for each in tries] == [403, 403, 403]
    assert found(tries[0])["error"] == "school.not_ours"
    assert not stored(running, running.aigul).read().exercises


async def test_whoever_is_not_signed_in_is_told_so(running: Running) -> None:
    """The page then goes to the sign-in and comes back."""
    answer = await running.client("").write(REGISTER, typed("C2", "5"))
    assert answer.code == 401
    assert found(answer)["error"] == "sign_in"


async def test_an_address_never_leads_to_anothers_answers(running: Running) -> None:
    """The person comes from the Hub, so the same address is each one's own."""
    await running.aigul.write(REGISTER, typed("C2", "5"))
    assert found(await running.marina.ask(f"api/answers/{LESSON}")) == {"exercises": {}}
    other = f"api/answers/{LESSON}/../../{running.aigul.person}"
    assert (await running.marina.ask(other)).code in (400, 403, 404)


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"operations": 1}', '{"base": "x", "operations": []}', "[" * 5000]
)
async def test_what_cannot_be_read_is_not_saved(running: Running, body: str) -> None:
    """A sentence, and no trace on disk."""
    answer = await running.aigul.write(REGISTER, body)
    assert answer.code == 422
    assert found(answer)["error"] == "answers.not_understood"
    assert not stored(running, running.aigul).read().exercises


async def test_an_exercise_that_does_not_exist_is_refused(running: Running) -> None:
    """A page of an old version may ask for one."""
    answer = await running.aigul.write(f"api/answers/{LESSON}/gone", typed("C2", "5"))
    assert (answer.code, found(answer)["error"]) == (404, "school.no_exercise")


async def test_a_lesson_that_is_not_open_takes_nothing(running: Running) -> None:
    """Before the opening date, and for somebody outside the cohort."""
    outsider = running.nurlan
    assert (await outsider.write(REGISTER, typed("C2", "5"))).code == 403
    move_dates(running.school.database, opens_at=now() + timedelta(days=1))
    answer = await running.aigul.write(REGISTER, typed("C2", "5"))
    assert (answer.code, found(answer)["error"]) == (403, "school.not_open")


async def test_a_full_disk_is_told_and_loses_nothing(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved before is still there."""
    await running.aigul.write(REGISTER, typed("C2", "5"))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stores, "write_whole", full)
    answer = await running.aigul.write(REGISTER, typed("C2", "4"))
    assert (answer.code, found(answer)["error"]) == (507, "answers.disk_full")
    state = stored(running, running.aigul).read().exercises["register"].state
    assert state["sheets"][0]["cells"]["C2"]["input"] == "5"


async def test_the_work_of_the_page_downloads_as_a_workbook(running: Running) -> None:
    """Also before anything was typed, and when practice files share the lesson."""
    await running.aigul.write(REGISTER, typed("C2", "5"))
    back = await running.aigul.ask(f"artefact/{LESSON}/register")
    assert back.body.startswith(b"PK")
    assert (await running.aigul.ask(f"artefact/{LESSON}/today")).code == 404


async def test_the_step_is_remembered(running: Running) -> None:
    """My courses continues there; nonsense is refused."""
    path = f"api/step/{LESSON}"
    assert (await running.aigul.write(path, '{"step": 3}')).code == 200
    assert (await running.aigul.write(path, '{"step": -1}')).code == 422
    with running.school.database.reading() as session:
        visit = session.get_one(Visit, (running.aigul.person, "spreadsheets", "gradebook"))
        assert visit.step == 3


async def test_errors_come_in_her_language(running: Running) -> None:
    """Cookie first, then what the browser accepts."""
    for headers, word in (
        ({"Cookie": "mugalim-language=ru"}, "урок"),
        ({"Accept-Language": "en-US,en"}, "lesson"),
    ):
        answer = await running.nurlan.write(REGISTER, typed("C2", "5"), headers=headers)
        assert word in found(answer)["sentence"].casefold()


async def test_the_permit_is_for_services_alone(running: Running) -> None:
    """A person who asks for it finds nothing there."""
    path = f"api/permit?person={running.marina.person}&course=spreadsheets&lesson=gradebook"
    answer = await running.aigul.ask(path)
    assert answer.code == 404
    assert running.marina.person not in answer.body.decode()


def test_more_time_for_one_learner_is_hers_alone(running: Running) -> None:
    """Her due date moves, her colleague's does not."""
    later = now() + timedelta(days=30)
    with running.school.database.session() as session:
        opening = session.query(Opening).one()
        teaching.extend(session, opening.id, running.aigul.person, later, running.nurlan.person)
        mine, hers = (
            teaching.open_for(session, who.person, "spreadsheets", "gradebook", now())
            for who in (running.aigul, running.marina)
        )
    assert (mine.due_at, mine.extended) == (later, True)
    assert not hers.extended

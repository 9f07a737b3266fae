"""What learners and a facilitator do on the school's pages, as steps for tests."""

import asyncio
import json
import re
from typing import Any
from urllib.parse import urlencode

from hub_config.school.serving import LESSON, Client, Running
from sqlalchemy import select
from tornado.httpclient import HTTPResponse

from mugalim_school.models import Attempt, Job

DESK = f"desk/1/{LESSON}/"


async def press(who: Client, page: str, path: str, **fields: Any) -> HTTPResponse:
    """Open a page and send one of its forms, with the page's token."""
    shown = await who.ask(page)
    token = re.search(r'name="_xsrf" value="([^"]+)"', shown.body.decode())
    assert token, shown.body.decode()
    cookies = [each.split(";")[0] for each in shown.headers.get_list("Set-Cookie")]
    form = urlencode({"_xsrf": token[1], **fields}, doseq=True)
    headers = {"Cookie": "; ".join(cookies), "Sec-Fetch-Site": "same-origin"}
    return await who.ask(path, method="POST", body=form, headers=headers)


async def hand_in(running: Running, who: Client, mark: str = "5") -> str:
    """A saved mark, handed in; gives the attempt's id."""
    operation = {"op": "set", "sheet": "Marks", "cell": "C2", "input": mark}
    body = json.dumps({"base": None, "operations": [operation]})
    assert (await who.write(f"api/answers/{LESSON}/register", body)).code == 200
    answer = await who.send(f"hand-in/{LESSON}")
    assert answer.code == 303, answer.body
    return str(answer.headers["Location"].rpartition("/")[2])


async def grade(running: Running) -> Job:
    """Press "Grade all new hand-ins" and wait until the run has ended."""
    answer = await press(running.nurlan, DESK, DESK + "grade")
    assert answer.code == 303, answer.body
    return await ended(running)


async def ended(running: Running) -> Job:
    """The newest run of grading, once it has ended."""
    while True:
        with running.school.database.reading() as session:
            job = session.scalar(select(Job).order_by(Job.id.desc()).limit(1))
        if job is not None and job.ended_at is not None:
            return job
        await asyncio.sleep(0.1)


async def judge(running: Running, attempt: str, **fields: str) -> HTTPResponse:
    """Choose the middle level and save, or send."""
    page = f"desk/attempts/{attempt}"
    chosen = {"layout": "3", "comment": "Good.\nNow <the> averages.", **fields}
    return await press(running.nurlan, page, f"{page}/judge", **chosen)


def attempt_of(running: Running, attempt: str) -> Attempt:
    """An attempt as the database has it now."""
    with running.school.database.reading() as session:
        return session.get_one(Attempt, attempt)


async def text_of(who: Client, path: str) -> str:
    """A page's HTML; it must be there."""
    answer = await who.ask(path)
    assert answer.code == 200, answer.body
    return answer.body.decode()

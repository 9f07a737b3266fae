"""The school's real application with three people, for tests that ask it over HTTP."""

import re
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from mugalim_school import people, teaching
from mugalim_school.app import make_app
from mugalim_school.config import LARGEST_UPLOAD, SchoolConfig
from mugalim_school.database import Database, now
from mugalim_school.logins import normal_name
from mugalim_school.models import Cohort, Opening, Person
from mugalim_school.releases import newest
from mugalim_school.web import School

T = TypeVar("T")
PREFIX = "/services/school/"
LESSON = "spreadsheets/gradebook"


@dataclass
class Client:
    """Somebody's browser, as far as these tests need one."""

    url: str
    person: str

    async def ask(self, path: str, **more: Any) -> HTTPResponse:
        """One request, redirects not followed."""
        usual = {"X-Test-Person": self.person, "Accept-Language": "en"}
        headers = {**usual, **more.pop("headers", {})}
        client = AsyncHTTPClient(force_instance=True)
        try:
            return await client.fetch(
                self.url + path, headers=headers, raise_error=False, follow_redirects=False, **more
            )
        finally:
            client.close()

    async def write(self, path: str, body: str | bytes, **more: Any) -> HTTPResponse:
        """A request of the lesson page's scripts that changes something."""
        headers = {"X-Mugalim": "1", **more.pop("headers", {})}
        return await self.ask(path, method=more.pop("method", "POST"), body=body, headers=headers)

    async def send(self, path: str, **fields: str) -> HTTPResponse:
        """Send the form of a page as a browser does: with the page's token and cookie."""
        page = await self.ask(path)
        token = re.search(r'name="_xsrf" value="([^"]+)"', page.body.decode())
        assert token, page.body.decode()
        cookies = [each.split(";")[0] for each in page.headers.get_list("Set-Cookie")]
        form = urlencode({"_xsrf": token[1], **fields})
        headers = {"Cookie": "; ".join(cookies), "Sec-Fetch-Site": "same-origin"}
        return await self.ask(path, method="POST", body=form, headers=headers)


@dataclass
class Running:
    """The real application on a free port, with two learners of one cohort and a facilitator."""

    school: School
    url: str
    aigul: Client
    marina: Client
    nurlan: Client

    def client(self, person: str) -> Client:
        """The browser of somebody; "" for nobody."""
        return Client(self.url, person)


@asynccontextmanager
async def serving(config: SchoolConfig) -> AsyncIterator[Running]:
    """The application of a school with three people, until the block ends."""
    school = School.open(config)
    socket, port = bind_unused_port()
    server = HTTPServer(make_app(school), max_body_size=LARGEST_UPLOAD)
    server.add_socket(socket)
    url = f"http://127.0.0.1:{port}{PREFIX}"
    ids = three_people(school.database)
    yield Running(school, url, *(Client(url, one) for one in ids))
    server.stop()
    await server.close_all_connections()
    school.close()


def three_people(database: Database) -> tuple[str, str, str]:
    """Two learners and a facilitator of a cohort to which the lesson is open; their ids."""
    with database.session() as session:
        cohort = teaching.make_cohort(session, "Naryn", ["spreadsheets"], "test")
        ids = tuple(
            add_person(session, login, cohort, role).id
            for login, role in (
                ("aigul", "learner"), ("marina", "learner"), ("nurlan", "facilitator"),
            )
        )  # fmt: skip
        release = newest(session, "spreadsheets", "gradebook")
        assert release is not None
        at = now() - timedelta(hours=1)
        teaching.open_lesson(session, cohort.id, release, at, at + timedelta(days=14), "test")
    return ids  # type: ignore[return-value]  # there are three


def add_person(session: Any, login: str, cohort: Cohort, role: str) -> Person:
    """Somebody in a cohort, without a password."""
    person = people.add(session, normal_name(login.title() + " Test"), login, "", "en")
    people.join(session, person.id, cohort.id, role)
    return person


def move_dates(database: Database, **change: Any) -> None:
    """Change the dates of the only opening."""
    with database.session() as session:
        opening = session.query(Opening).one()
        for name, value in change.items():
            setattr(opening, name, value)


def aside(function: Callable[..., T], *values: object) -> T:
    """Call what starts an event loop of its own in another thread, away from the tests' loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *values).result()

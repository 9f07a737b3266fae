"""A real Hub with its real proxy in a temporary folder, and visitors of it."""

from __future__ import annotations

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests
from running import free_port

from mugalim_hub.running import with_free_ports
from mugalim_hub.school_commands import config_of
from mugalim_hub.settings import Settings
from mugalim_school import people
from mugalim_school.database import Database, upgrade
from mugalim_school.models import Cohort, CohortCourse, Person

HERE = Path(__file__).parent
PASSWORD = "four green apples at noon"
XSRF = re.compile(r'name="_xsrf" value="([^"]+)"')


@dataclass(frozen=True)
class LittleSchool:
    """A running Hub, its database, and the invitations of one cohort by role."""

    settings: Settings
    database: Database
    invitations: dict[str, str]
    process: subprocess.Popen[bytes]

    password = PASSWORD

    @property
    def url(self) -> str:
        """The school's address, with a slash at its end."""
        return self.settings.address

    def visitor(self) -> Visitor:
        """Somebody new with a browser, at an address of her own."""
        return Visitor(self.url, f"192.0.2.{secrets.randbelow(254) + 1}")

    def invite(self, role: str, **more: int) -> str:
        """The code of another invitation into the cohort."""
        with self.database.session() as session:
            return people.invite(session, "p00000000", role, 1, **more).code

    def person(self, login: str) -> Person:
        """The person with that login, as the database knows her."""
        with self.database.session() as session:
            found = people.find(session, login)
        assert found is not None
        return found


class Visitor(requests.Session):
    """A browser without a screen: keeps cookies, fills in forms."""

    def __init__(self, url: str, address: str) -> None:
        super().__init__()
        self.url = url
        self.headers.update({"Accept-Language": "en", "X-Forwarded-For": address})

    def see(self, path: str) -> requests.Response:
        """Open a page, wherever it leads."""
        return self.get(self.url + path)

    def fill_in(self, path: str, follow: bool = True, **fields: str) -> requests.Response:
        """Open the page of a form, then send it."""
        token = XSRF.search(self.see(path).text)
        assert token is not None
        data = {"_xsrf": token[1], **fields}
        return self.post(self.url + path, data=data, allow_redirects=follow)

    def sign_in(self, login: str, password: str = PASSWORD, **more: str) -> requests.Response:
        """Sign in by the form."""
        return self.fill_in("hub/login", username=login, password=password, **more)

    def sign_up(self, code: str, login: str, **more: str) -> requests.Response:
        """Sign up by the form of an invitation."""
        fields = {"name": "Айгүл Асанова", "username": login, "password": PASSWORD, **more}
        return self.fill_in(f"hub/signup?invitation={code}", invitation=code, **fields)


@pytest.fixture(scope="session")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LittleSchool]:
    """The Hub as it runs in a school, with one cohort; no process is left when it ends."""
    data = tmp_path_factory.mktemp("school")
    settings = with_free_ports(Settings(data=data, courses=data, port=free_port(), language="en"))
    (settings.hub_data).mkdir(mode=0o700)
    upgrade(config_of(settings))
    database = Database(settings.database_url)
    invitations = make_cohort(database)
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "--config", str(HERE / "little_config.py")],
            cwd=settings.hub_data, env={**os.environ, **settings.environment()},
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        wait_for(f"{settings.address}services/lessons/", process, data / "log")
        yield LittleSchool(settings, database, invitations, process)
    finally:
        started = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        process.wait(120)  # the Hub gives each service half a minute to end
        database.close()
        assert psutil.wait_procs(started, timeout=10)[1] == []


def make_cohort(database: Database) -> dict[str, str]:
    """A cohort that takes one course; the codes of invitations to it, by role."""
    with database.session() as session:
        cohort = Cohort(title="Naryn, autumn", courses=[CohortCourse(course="spreadsheets")])
        session.add(cohort)
        session.flush()
        roles = {"learner": cohort.id, "facilitator": cohort.id, "designer": None, "operator": None}
        return {
            role: people.invite(session, "p00000000", role, to).code for role, to in roles.items()
        }


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers; fail with the Hub's log."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    pytest.fail(log.read_text()[-3000:])

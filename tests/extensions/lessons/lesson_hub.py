"""A real hub in a temporary folder, with the lessons service, a stand-in school, and a lesson."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import psutil
import requests
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from running import free_port

from mugalim_hub import proxy
from mugalim_lessons.cells import SETUP

HERE = Path(__file__).parent
LANGUAGES = {"en": "First", "ky": "Биринчи", "ru": "Первый"}
PLAN = """\
title: A tiny lesson
summary: Two exercises.
minutes: 5
exercises:
  today:
    kind: choice
    question: How do you count?
    options:
      - {id: calculator, text: On a calculator, reply: Then this helps.}
      - {id: typed, text: In a table, reply: Half is done.}
  note:
    kind: text
    question: Write a line.
"""
CONFIG = """\
import json, sys
c = get_config()
known = json.loads({known!r})
c.JupyterHub.bind_url = known["url"]
c.JupyterHub.hub_port = known["hub"]
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.cookie_secret = b"s" * 32
c.ConfigurableHTTPProxy.command = known["proxy"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:%d" % known["api"]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.default_url = "/services/school/"
c.JupyterHub.load_roles = [{{"name": "user", "scopes": [
    "access:services!service=school", "access:services!service=lessons", "self"]}}]
c.JupyterHub.services = [
    {{"name": name, "url": "http://127.0.0.1:%d" % known[name], "command": known["command_" + name],
      "environment": known["environment"], "oauth_no_confirm": True}}
    for name in ("school", "lessons")
]
"""


class Person:
    """A signed-in person's requests, made as a lesson page makes them."""

    def __init__(self, hub: LessonHub, name: str) -> None:
        self.base = f"{hub.url}/services/lessons"
        self.session = requests.Session()
        page = self.session.get(f"{hub.url}/hub/login", timeout=20)
        token = re.search(r'name="_xsrf"\s+value="([^"]+)"', page.text)
        assert token
        form = {"username": name, "password": "x", "_xsrf": token[1]}
        self.session.post(f"{hub.url}/hub/login", data=form, timeout=20).raise_for_status()
        self.session.headers["X-Mugalim"] = "1"
        self.get("/spreadsheets/tiny")

    def get(self, path: str, **more: Any) -> requests.Response:
        """Get an address of the lessons service."""
        return self.session.get(self.base + path, timeout=40, **more)

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:
        """Any other request to the lessons service."""
        return self.session.request(method, self.base + path, timeout=40, **more)

    def attach(self, page: str = "", lesson: str = "spreadsheets/tiny") -> requests.Response:
        """Attach an open page, by default one that was just opened."""
        body = {"page": page or str(uuid.uuid4()), "version": 1, "language": "en"}
        return self.ask("POST", f"/attach/{lesson}", json=body)

    def attached(self) -> list[str]:
        """The ids of her kernels."""
        return [kernel["id"] for kernel in self.get("/api/kernels").json()]

    def cookies(self) -> str:
        """The Cookie header for an address of the lessons service."""
        request = requests.Request("GET", f"{self.base}/api/kernels")
        return str(self.session.prepare_request(request).headers["Cookie"])


@dataclass(frozen=True)
class LessonHub:
    """A running hub: its address, the data folder, and the hub's process."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

    def kernels(self) -> list[psutil.Process]:
        """The processes of all kernels."""
        found = self.lessons().children(recursive=True)
        return [it for it in found if folder_of(it).endswith("/here")]

    def lessons(self) -> psutil.Process:
        """The process of the lessons service."""
        hub = psutil.Process(self.process.pid)
        for child in hub.children(recursive=True):
            if "mugalim_lessons" in child.cmdline():
                return child
        raise LookupError(self.log.read_text())


def folder_of(process: psutil.Process) -> str:
    """The working folder of a process; "" where it has just ended."""
    try:
        return process.cwd()
    except psutil.Error:
        return ""


@contextmanager
def lesson_hub(folder: Path, **environment: str) -> Iterator[LessonHub]:
    """A hub with two services in the folder; ended with all that it started."""
    data = folder / "data"
    make_release(data / "releases" / "spreadsheets" / "tiny" / "1")
    hub = _start(folder, data, environment)
    try:
        _wait(hub)
        yield hub
    finally:
        _stop(hub)


def make_release(release: Path) -> None:
    """A published lesson with a choice, a text and a step to read."""
    (release / "page").mkdir(parents=True)
    (release / "lesson.yaml").write_text(PLAN, encoding="utf-8")
    for language, first in LANGUAGES.items():
        notebook = new_notebook(
            cells=[
                new_code_cell(SETUP, id="setup", metadata={"tags": ["setup"]}),
                new_markdown_cell(f"## {first} step\n\nWords, <script>alert(1)</script>."),
                new_code_cell("choice('today')", id="today"),
                new_markdown_cell("## Second step\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
                new_code_cell("text('note')", id="note"),
                new_markdown_cell("## Third step\n\nThe end."),
            ]
        )
        nbformat.write(notebook, release / "page" / f"{language}.ipynb")


def _start(folder: Path, data: Path, environment: dict[str, str]) -> LessonHub:
    ports = {name: free_port() for name in ("public", "hub", "api", "school", "lessons")}
    url = f"http://127.0.0.1:{ports['public']}"
    school = f"http://127.0.0.1:{ports['school']}/services/school/"
    known = {
        **ports, "url": url, "proxy": proxy.command(),
        "command_school": [sys.executable, str(HERE / "standin_school.py")],
        "command_lessons": [sys.executable, "-m", "mugalim_lessons"],
        "environment": {
            "MUGALIM_DATA": str(data), "MUGALIM_COURSES": str(folder / "courses"),
            "MUGALIM_DATABASE": "sqlite:///secret", "MUGALIM_SCHOOL_URL": school,
            "PATH": os.environ["PATH"], "NBGRADER_SECRET": "never", **environment,
        },
    }  # fmt: skip
    config = folder / "jupyterhub_config.py"
    config.write_text(CONFIG.format(known=json.dumps(known)), encoding="utf-8")
    log = folder / "hub.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(config)], cwd=folder,
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    return LessonHub(url, data, process, log)


def _wait(hub: LessonHub) -> None:
    end = time.monotonic() + 240
    while time.monotonic() < end and hub.process.poll() is None:
        try:
            asked = ("/hub/login", "/services/school/", "/services/lessons/")
            found = [requests.get(hub.url + it, allow_redirects=False, timeout=5) for it in asked]
            if [answer.status_code for answer in found] == [200, 302, 302]:
                return
        except requests.RequestException:
            pass
        time.sleep(0.3)
    raise RuntimeError(hub.log.read_text()[-6000:])


def _stop(hub: LessonHub) -> None:
    started = [psutil.Process(hub.process.pid)]
    started += started[0].children(recursive=True)
    hub.process.terminate()
    _, alive = psutil.wait_procs(started, timeout=15)
    for process in alive:
        process.kill()
    hub.process.wait()

"""`make run` from a fresh checkout by the other kind of user: an ordinary one, tried by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from lesson_screen import SLOW
from playwright.sync_api import Browser, expect
from running import ROOT, RunningSchool, free_port, started_school
from visiting import Visitor

USER = "mugalim-tester"
INSTALLS_WITHIN = 900.0  # seconds
LAB = "/hub/user-redirect/lab/tree/spreadsheets/gradebook/lesson.ipynb"

pytestmark = pytest.mark.soak


def make_user() -> pwd.struct_passwd:
    """An ordinary user of this machine."""
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        subprocess.run(["/usr/sbin/useradd", "--system", "--user-group", USER], check=True)
        return pwd.getpwnam(USER)


@pytest.fixture(scope="module")
def others_school(open_folder: Path) -> Iterator[RunningSchool]:
    """A school that an ordinary user installed and serves; needs root, to become that user."""
    assert os.geteuid() == 0, "run `make soak` as root too: only root can try the other user"
    user, home = make_user(), open_folder / "home"
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "-q", str(ROOT), str(home / "checkout")], check=True)
    for path in (home, *home.rglob("*")):
        os.lchown(path, user.pw_uid, user.pw_gid)
    port = free_port()
    command = ["make", "run", f"PORT={port}", f"DATA={home / 'data'}", "PYTHON=/usr/bin/python3"]
    environment = {**os.environ, "HOME": str(home), "USER": USER}
    with started_school(
        command, home / "data", port, INSTALLS_WITHIN, cwd=home / "checkout", env=environment,
        user=user.pw_uid, group=user.pw_gid, extra_groups=[],
    ) as school:  # fmt: skip
        yield school
    shutil.rmtree(home)


def test_everything_runs_as_that_user(others_school: RunningSchool) -> None:
    """No part has more rights than whoever started it."""
    assert {process.username() for process in others_school.processes()} == {USER}


def test_a_teacher_and_a_designer_do_their_work(
    others_school: RunningSchool, chromium: Browser
) -> None:
    """My courses shows the lesson; the Lab runs in its sandbox."""
    teacher = Visitor(chromium, others_school.url, language="ru")
    teacher.sign_in("marina", others_school.passwords["marina"])
    expect(teacher.page.locator("article h3")).to_have_text("Журнал, который считает сам")
    designer = Visitor(chromium, others_school.url, width=1280)
    designer.sign_in("begimai", others_school.passwords["begimai"])
    designer.go(LAB)
    button = designer.page.locator("jp-button", has_text="Open as an app")
    expect(button).to_be_visible(timeout=3 * SLOW)
    for visitor in (teacher, designer):
        visitor.close()


def test_nothing_is_left_behind(others_school: RunningSchool) -> None:
    """Ctrl-C ends all that the user started; this test comes last in its file."""
    assert others_school.stop() == []
    assert [one.pid for one in psutil.process_iter() if one.username() == USER] == []

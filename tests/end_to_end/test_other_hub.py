"""The same school on the other version of the Hub that it is made for: JupyterHub 5.5."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Browser, expect
from running import ROOT, RunningSchool, free_port, started_school
from visiting import Visitor

OTHER = "jupyterhub>=5.5,<6"

pytestmark = pytest.mark.soak


def run(*command: object) -> str:
    """What a program answers; it must work."""
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


@pytest.fixture(scope="module")
def other_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of this environment with the other Hub laid before it."""
    folder = tmp_path_factory.mktemp("other") / "venv"
    venv.create(folder, with_pip=True)
    python = folder / "bin/python"
    run(python, "-m", "pip", "install", "-q", "--no-deps", OTHER)
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    beneath = sysconfig.get_path("purelib")
    Path(packages, "beneath.pth").write_text(f"import site; site.addsitedir({beneath!r})\n")
    shutil.rmtree(folder / "share", ignore_errors=True)
    (folder / "share").symlink_to(Path(sys.prefix, "share"))  # Jupyter's templates and kernels
    run(python, "-m", "mugalim_hub", "proxy", "install")
    return python


@pytest.fixture(scope="module")
def other_school(other_python: Path, open_folder: Path) -> Iterator[RunningSchool]:
    """A school on the other Hub."""
    data, port = open_folder / "other-hub", free_port()
    command = [str(other_python), "-m", "mugalim_hub", "run"]
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": programs}  # programs of the packages beneath
    with started_school(
        [*command, "--port", str(port), "--data", str(data)], data, port, cwd=ROOT, env=environment
    ) as school:
        yield school


def test_it_is_the_other_version(other_python: Path) -> None:
    """Else this file would prove nothing."""
    version = run(other_python, "-c", "import jupyterhub; print(jupyterhub.__version__)")
    assert version.startswith("5."), (version, sys.version)


def test_a_teacher_works_and_hands_in(other_school: RunningSchool, chromium: Browser) -> None:
    """Sign-in, the lesson, saving, checking and the hand-in are the same."""
    teacher = Visitor(chromium, other_school.url, language="ky")
    teacher.sign_in("aigul", other_school.passwords["aigul"])
    screen = LessonScreen(teacher, "spreadsheets", "gradebook").open()
    screen.type_into("practice_average", "F2", "=СРЗНАЧ(B2:E2)")
    expect(screen.cell("practice_average", "F2")).to_have_text("4,25", timeout=SLOW)
    screen.wait_until_saved()
    screen.hand_in()
    teacher.close()


def test_a_learner_has_no_server(other_school: RunningSchool, chromium: Browser) -> None:
    """The roles mean the same on both."""
    teacher = Visitor(chromium, other_school.url, language="ru")
    teacher.sign_in("marina", other_school.passwords["marina"])
    teacher.go("/hub/spawn")
    assert "/services/school/" in teacher.page.url
    teacher.close()

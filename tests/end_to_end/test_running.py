"""A school of its own is started, disturbed, stopped and started again.

The story runs once; each test looks at one thing that was seen in it.
"""

from __future__ import annotations

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from cohorts import ANSWERS, LESSON
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Browser, expect
from running import RunningSchool, free_port, mugalim, running_school
from visiting import Visitor

BEFORE, AFTER = "Калкулятордо эсептейм.", "Эми таблица өзү эсептейт."


@dataclass
class Story:
    """What was seen."""

    first_start: float = 0  # seconds
    second_start: float = 0
    passwords: list[dict[str, str]] = field(default_factory=list)  # at each start
    answers: list[Any] = field(default_factory=list)  # at the end of the first run, in the second
    refused: dict[str, subprocess.CompletedProcess[str]] = field(default_factory=dict)
    left_alive: list[psutil.Process] = field(default_factory=list)


def write_and_kill(story: Story, school: RunningSchool, chromium: Browser) -> None:
    """A learner writes; the school service is killed while she goes on; what she saved stays."""
    learner = Visitor(chromium, school.url, language="ky")
    learner.sign_in("aigul", school.passwords["aigul"])
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    area = screen.place("text", "note").locator("textarea")
    expect(area).to_be_visible(timeout=SLOW)
    area.fill(BEFORE)
    screen.wait_until_saved()
    school.service("mugalim_school").kill()
    area.fill(AFTER)
    expect(learner.page.locator("#status[data-state=kept]")).to_be_visible(timeout=SLOW)
    expect(learner.page.locator("#status[data-state=saved]")).to_be_visible(timeout=2 * SLOW)
    story.answers.append(learner.send("GET", ANSWERS))
    learner.close()


def start_others(story: Story, school: RunningSchool, folder: Path) -> None:
    """A second school on the same data, and one on the same port."""
    port = school.url.rpartition(":")[2]
    data, other = str(school.data), str(folder / "other")
    story.refused["data"] = mugalim("run", "--data", data, "--port", str(free_port()))
    story.refused["port"] = mugalim("run", "--data", other, "--port", port)


@pytest.fixture(scope="module")
def story(open_folder: Path, chromium: Browser) -> Story:
    """The whole story, told once."""
    told, data = Story(), open_folder / "running"
    began = time.monotonic()
    with running_school(data) as school:
        told.first_start = time.monotonic() - began
        told.passwords.append(school.passwords)
        write_and_kill(told, school, chromium)
        start_others(told, school, open_folder)
        told.left_alive += school.stop()
    school.log.unlink()  # what it said then is no sign that it is there now
    began = time.monotonic()
    with running_school(data) as school:
        told.second_start = time.monotonic() - began
        told.passwords.append(school.passwords)
        learner = Visitor(chromium, school.url)
        learner.sign_in("aigul", told.passwords[0]["aigul"])
        told.answers.append(learner.send("GET", ANSWERS))
        learner.close()
        told.left_alive += school.stop()
    return told


def test_a_second_start_is_quick(story: Story) -> None:
    """Nothing is made anew that is there."""
    assert story.second_start < max(30, story.first_start)


def test_a_second_start_keeps_data_and_passwords(story: Story) -> None:
    """She signs in with the password of the first day and finds her work."""
    assert story.passwords[0] == story.passwords[1]
    assert story.answers[0] == story.answers[1]


def test_what_is_written_while_the_school_is_away_is_saved_after_it(story: Story) -> None:
    """The Hub starts the killed service again, and the open page sends what it kept."""
    status, said = story.answers[0]
    assert (status, said["exercises"]["note"]["state"]["text"]) == (200, AFTER)


def test_ctrl_c_leaves_no_process(story: Story) -> None:
    """Neither the Hub, nor its proxy, nor a service, nor a lesson."""
    assert story.left_alive == []


@pytest.mark.parametrize("taken", ["data", "port"])
def test_a_second_school_is_refused_with_a_sentence(story: Story, taken: str) -> None:
    """The operator reads what is taken and what to do; the school that runs is not disturbed."""
    refused = story.refused[taken]
    said = refused.stderr.strip().splitlines()
    assert refused.returncode == 2
    assert "already runs" in said[-1] if taken == "data" else "Choose another port" in said[-1]
    assert "Traceback" not in refused.stderr


def test_production_makes_no_demo_accounts(tmp_path: Path) -> None:
    """A school with real people gets its tables and nobody in them."""
    data = tmp_path / "data"
    done = mugalim("prepare", "--data", str(data), MUGALIM_PRODUCTION="1")
    assert done.returncode == 0, done.stderr
    assert (data / "school.sqlite").exists()
    assert not (data / "demo-accounts.txt").exists()
    asked = mugalim("people", "export", "aigul", "--data", str(data), MUGALIM_PRODUCTION="1")
    assert asked.returncode == 2
    assert "no account" in asked.stderr

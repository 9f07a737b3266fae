from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from extensions.nbgrader.small_lesson import DAY, beside, hand_in, write_source

from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.trouble import NbgraderTrouble

LATER = DAY + timedelta(hours=1)


async def test_the_points_of_an_answer_come_back_with_its_report(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """The rubric waits for a person, and the outcome names the attempt and the answers."""
    given = hand_in(worker, release, "pgood0001", "2.5", tmp_path)
    outcome = await worker.grade("demo", "small", "pgood0001")
    assert (outcome.state, outcome.score, outcome.max_score) == ("graded", 2.5, 6)
    assert [report.exercise for report in outcome.reports] == ["words"]
    assert (outcome.digest, outcome.handed_in_at) == (given.digest, DAY.isoformat())
    row = {row.person: row for row in await worker.scores("demo", "small")}["pgood0001"]
    assert row.waits
    assert row.cells["judgement"].automatic is None


async def test_an_empty_hand_in_scores_zero_and_waits_for_nobody(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """No answer is an ordinary outcome."""
    hand_in(worker, release, "pempty001", "", tmp_path)
    outcome = await worker.grade("demo", "small", "pempty001")
    assert (outcome.state, outcome.score, outcome.message) == ("graded", 0, None)
    row = {row.person: row for row in await worker.scores("demo", "small")}["pempty001"]
    assert not row.waits


@pytest.mark.parametrize(
    ("words", "message"), [("die", "grading.stopped"), ("nan", "grading.not_a_number")]
)
async def test_an_accident_is_a_flagged_zero(
    worker: Worker, release: Path, tmp_path: Path, words: str, message: str
) -> None:
    """A dead kernel and a result that is no number leave a score, a message and a flag."""
    hand_in(worker, release, f"p{words}00001", words, tmp_path)
    outcome = await worker.grade("demo", "small", f"p{words}00001")
    assert (outcome.state, outcome.score, outcome.message) == ("did_not_run", 0, message)
    row = {row.person: row for row in await worker.scores("demo", "small")}[f"p{words}00001"]
    assert (row.cells["words"].automatic, row.cells["words"].waits) == (0, True)


async def test_a_run_beyond_its_deadline_is_stopped(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """The deadline holds for the whole hand-in."""
    hand_in(worker, release, "psleep001", "sleep", tmp_path)
    outcome = await worker.grade("demo", "small", "psleep001", deadline=3)
    assert (outcome.state, outcome.message) == ("did_not_run", "grading.stopped")


async def test_a_grading_kernel_knows_nothing_of_the_school(
    worker: Worker, release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No token of the Hub and no address of the database, not even for the worker's kernel."""
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
    monkeypatch.setenv("MUGALIM_DATABASE", "sqlite:///secret")
    monkeypatch.setenv("PATH", os.defpath)  # where there is no alembic
    monkeypatch.setenv("HOME", "/nowhere")  # as after a service has dropped its rights
    other = Worker(worker.data)
    hand_in(worker, release, "penviron1", "environment", tmp_path)
    outcome = await other.grade("demo", "small", "penviron1")
    await other.register("fresh", "small", None)  # makes a gradebook
    other.close()
    assert outcome.score == 4


async def test_what_a_kernel_prints_is_no_reply(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """The worker's answers have a channel of their own."""
    hand_in(worker, release, "pprints01", "printed", tmp_path)
    assert (await worker.grade("demo", "small", "pprints01")).score == 1


@pytest.mark.parametrize("content", ["", "{", '{"cells": 3}', "[]"])
async def test_a_damaged_notebook_is_a_flagged_zero(
    worker: Worker, release: Path, tmp_path: Path, content: str
) -> None:
    """It is named and counts as looked at by nobody yet."""
    hand_in(worker, release, "pdamaged1", "4", tmp_path)
    place = worker.folder("demo") / "submitted" / "pdamaged1" / "small"
    (place / "small.ipynb").write_text(content)
    outcome = await worker.grade("demo", "small", "pdamaged1")
    assert (outcome.state, outcome.message) == ("did_not_run", "grading.damaged")


async def test_a_link_in_a_hand_in_is_a_flagged_zero(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """The file behind it is nowhere in what was graded."""
    hand_in(worker, release, "plinked01", "4", tmp_path)
    place = worker.folder("demo") / "submitted" / "plinked01" / "small"
    (place / "extra.txt").symlink_to("/etc/hostname")
    outcome = await worker.grade("demo", "small", "plinked01")
    assert (outcome.state, outcome.message) == ("did_not_run", "grading.strange_file")
    assert not (worker.folder("demo") / "autograded" / "plinked01").exists()


async def test_answers_left_beside_the_source_give_nobody_points(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """They are copied over the learner's own, and told apart by their digest."""
    left = worker.folder("demo") / "source" / "small" / "answers"
    left.mkdir()
    trial = {"exercises": {"words": {"state": {"text": "4"}}}}
    (left / "answers.json").write_text(json.dumps(trial))
    hand_in(worker, release, "pother001", "", tmp_path)
    outcome = await worker.grade("demo", "small", "pother001")
    shutil.rmtree(left)
    assert (outcome.score, outcome.message) == (0, "grading.other_answers")


async def test_nothing_handed_in_is_told_and_scores_nothing(worker: Worker, release: Path) -> None:
    """Asking for a grade does not make a line in the gradebook."""
    with pytest.raises(NbgraderTrouble, match=r"grading\.nothing"):
        await worker.grade("demo", "small", "pnothing1")
    assert "pnothing1" not in [row.person for row in await worker.scores("demo", "small")]


async def test_marks_stay_on_regrading_and_go_with_a_new_attempt(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """A mark never lands on words that nobody has read."""
    hand_in(worker, release, "pmarked01", "2.5", tmp_path)
    await worker.grade("demo", "small", "pmarked01")
    marks = {"judgement": 2.0, "words": 3.5}
    local = DAY.astimezone(timezone(timedelta(hours=6))).isoformat()
    await worker.judge("demo", "small", "pmarked01", marks, "Good", "nurlan", local)
    assert (await worker.grade("demo", "small", "pmarked01")).score == 5.5
    hand_in(worker, release, "pmarked01", "3.0", tmp_path, at=LATER)
    assert (await worker.grade("demo", "small", "pmarked01")).score == 3
    row = {row.person: row for row in await worker.scores("demo", "small")}["pmarked01"]
    assert (row.cells["judgement"].marked, row.cells["judgement"].waits) == (None, True)
    with pytest.raises(NbgraderTrouble, match=r"judge\.other_attempt"):
        await worker.judge("demo", "small", "pmarked01", marks, "", "nurlan", DAY.isoformat())


async def test_a_failed_regrading_keeps_a_persons_marks(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """They belong to the attempt, which is still the same; somebody is asked to look."""
    hand_in(worker, release, "pmarked02", "2.5", tmp_path)
    await worker.grade("demo", "small", "pmarked02")
    await worker.judge("demo", "small", "pmarked02", {"judgement": 2.0}, "Good", "nurlan")
    place = worker.folder("demo") / "submitted" / "pmarked02" / "small"
    (place / "small.ipynb").write_text("{")
    outcome = await worker.grade("demo", "small", "pmarked02")
    assert (outcome.state, outcome.score) == ("did_not_run", 2)


@pytest.mark.parametrize("mark", [-1, 2.5, float("nan")])
async def test_a_mark_outside_the_rubric_is_refused(
    worker: Worker, release: Path, tmp_path: Path, mark: float
) -> None:
    """Nothing is kept of a refused judgement."""
    hand_in(worker, release, "pgood0001", "2.5", tmp_path)
    await worker.grade("demo", "small", "pgood0001")
    with pytest.raises(NbgraderTrouble, match=r"judge\.too_much"):
        await worker.judge("demo", "small", "pgood0001", {"judgement": mark}, "", "nurlan")


async def test_an_erased_learner_leaves_no_trace(
    worker: Worker, release: Path, tmp_path: Path
) -> None:
    """Neither a folder nor a byte of the database names her."""
    await worker.enrol("demo", "pforget01", "Gulzat Erasova")
    hand_in(worker, release, "pforget01", "1.5", tmp_path)
    await worker.grade("demo", "small", "pforget01")
    await worker.erase("demo", "pforget01")
    folder = worker.folder("demo")
    assert not [path for path in folder.rglob("*") if "pforget01" in path.name]
    kept = (folder / "gradebook.db").read_bytes()
    assert b"pforget01" not in kept
    assert b"Erasova" not in kept


def test_nbgraders_own_command_with_our_settings_comes_to_the_same(
    worker: Worker, tmp_path: Path
) -> None:
    """An operator may run `nbgrader autograde` in the course folder; the scores agree."""
    source = write_source(tmp_path / "source", "words")
    made = asyncio.run(worker.generate("command", "small", source, beside(source)))
    for person, words in (("pplain001", ""), ("pplain002", "2.5"), ("pplain003", "nan")):
        hand_in(worker, made, person, words, tmp_path, course="command")
    copy = worker.folder("command").with_name("command-copy")
    shutil.copytree(worker.folder("command"), copy)
    command = [sys.executable, "-m", "nbgrader", "autograde", "small", "--course", "command"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    for person in ("pplain001", "pplain002", "pplain003"):
        asyncio.run(worker.grade("command", "small", person))
    stock, ours = (asyncio.run(worker.scores(name, "small")) for name in (copy.name, "command"))
    assert [row.score for row in stock] == [row.score for row in ours] == [0, 2.5, 0]

"""`mugalim review`, `checks list` and `courses coverage`: what a designer sees in a terminal."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mugalim_courses.competences import FRAMEWORKS
from mugalim_hub.cli import main

COURSES = Path(__file__).parents[3] / "courses"
GRADEBOOK = COURSES / "spreadsheets/gradebook"
SOLVED = GRADEBOOK / "solution/register.xlsx"
TYPED = GRADEBOOK / "not_yet/typed_average.xlsx"
LESSON = ["--lesson", "spreadsheets/gradebook"]


def status(*command: str) -> int:
    """The exit status of a command."""
    try:
        return main(command)
    except SystemExit as ended:
        return int(ended.code or 0)


def test_work_that_is_done_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Every check with its points, and the sum."""
    assert status("review", str(SOLVED), *LESSON) == 0
    said = capsys.readouterr().out
    assert "Points: 15 of 15" in said
    assert said.count("Done") == 8


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Not yet"), ("ky", "Азырынча жок"), ("ru", "Пока нет")]
)
def test_work_that_is_not_done_ends_with_1_and_a_hint(
    capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    """In the language that was asked for, with the place."""
    assert status("review", str(TYPED), *LESSON, "--lang", language) == 1
    said = capsys.readouterr().out
    assert words in said
    assert re.search(r"\bO\d+\b", said)


def test_results_come_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    """For a designer's own scripts: ids, outcomes, points and sentences."""
    assert status("review", str(TYPED), *LESSON, "--json", "--lang", "ru") == 1
    found = json.loads(capsys.readouterr().out)
    (failed,) = [each for each in found["results"] if each["outcome"] == "not_yet"]
    assert (failed["id"], failed["message"]) == ("formula", "workbook.average_typed")
    assert failed["sentence"]
    assert found["points"] < found["max_points"] == 15


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("register.xlsx", b"", "This file is empty"),
        ("register.xlsx", b"%PDF-1.7", "This is a PDF. Another file is needed here: a spreadsheet"),
        ("register.xlsx", SOLVED.read_bytes()[:4000], "cannot be opened"),
        ("register.xlsx", None, "No such file"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    """The sentence that a learner would get, and the file's name."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert status("review", str(path), *LESSON) == 2
    said = capsys.readouterr().err
    assert words in said
    assert str(path) in said


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["review", str(SOLVED)], "--lesson"),
        (["review", str(SOLVED), "--lesson", "spreadsheets/gradebok"], "spreadsheets/gradebook?"),
        (["review", str(SOLVED), *LESSON, "--exercise", "table"], "it has practice_average"),
        (["review", "notes.pdf", *LESSON], "no exercise takes a file like notes.pdf"),
        (["review", str(SOLVED), *LESSON, "--beside", "data=x"], "write NAME=FILE"),
        (["review", str(SOLVED), *LESSON, "--lang", "de"], "invalid choice: 'de'"),
    ],
)
def test_what_was_not_understood_ends_with_64(
    capsys: pytest.CaptureFixture[str], command: list[str], words: str
) -> None:
    """How the command goes, and what to write instead."""
    assert status(*command) == 64
    said = capsys.readouterr().err
    assert words in said
    assert "usage: mugalim review" in said


def test_practice_is_reviewed_too(capsys: pytest.CaptureFixture[str]) -> None:
    """Checks without points count where there are no others."""
    start = str(GRADEBOOK / "files/practice_average.xlsx")
    assert status("review", start, *LESSON, "--exercise", "practice_average") == 1
    assert "Not yet" in capsys.readouterr().out


def test_checks_are_listed_with_parameters_and_lessons(capsys: pytest.CaptureFixture[str]) -> None:
    """A designer finds a check without reading code."""
    assert status("checks", "list") == 0
    listed = capsys.readouterr().out
    about = listed[listed.index("workbook.header_frozen\n") :].partition("used by")[0]
    assert "The header row stays in view" in about
    assert "· header_row: int, 1 if left out" in about
    assert "used by: spreadsheets/gradebook" in listed


def test_coverage_names_the_lessons_of_each_competence(capsys: pytest.CaptureFixture[str]) -> None:
    """All 22 competences and all 18 cells have a lesson."""
    assert status("courses", "coverage") == 0
    said = capsys.readouterr().out
    assert "4.2  Analysing evidence\n       spreadsheets/gradebook" in said
    assert "Competences without a lesson: 0." in said


@pytest.fixture
def finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished course that stands in for the shipped ones; the plan of its only lesson."""
    monkeypatch.setenv("MUGALIM_COURSES", str(tmp_path))
    assert status("courses", "new", "reading/first") == 0
    plan = tmp_path / "reading/first/lesson.yaml"
    every = {name: f"{name}: {json.dumps(list(codes))}" for name, codes in FRAMEWORKS.items()}
    text = plan.read_text(encoding="utf-8").replace("digcompedu: []", every["digcompedu"])
    plan.write_text(text.replace("ict_cft: []", every["ict_cft"]), encoding="utf-8")
    return plan


def test_a_new_lesson_passes_validation_whole(
    finished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its surfaces, checks, files and words in three languages; not even advice is left."""
    capsys.readouterr()
    assert status("courses", "validate", finished.parents[1].name) == 0
    assert capsys.readouterr().out == "Ready for teachers.\n"


def test_what_a_finished_course_names_is_scored(
    finished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One check with points is enough; without one each competence is said with its lesson."""
    assert status("courses", "coverage") == 0
    text = finished.read_text(encoding="utf-8")
    finished.write_text(text.replace("points: 6", "points: 0"), encoding="utf-8")
    capsys.readouterr()
    assert status("courses", "coverage") == 1
    said = capsys.readouterr().out
    assert "No scored check: digcompedu 4.2, named by reading/first" in said
    assert "No scored check: ict_cft KA5, named by reading/first" in said
    assert "Competences without a lesson: 0." in said


def test_a_course_with_planned_lessons_may_lack_checks(
    finished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not finished, so nothing of it is missing yet."""
    text = finished.read_text(encoding="utf-8")
    finished.write_text(text.replace("points: 6", "points: 0"), encoding="utf-8")
    assert status("courses", "new", "reading/second") == 0
    (finished.parents[1] / "second/lesson.ipynb").unlink()
    course = finished.parents[1] / "course.yaml"
    named = course.read_text(encoding="utf-8").replace("[first, second]", "[first]")
    course.write_text(named + "planned: [second]\n", encoding="utf-8")
    assert status("courses", "coverage") == 0
    assert "No scored check" not in capsys.readouterr().out


def test_the_command_runs_by_itself() -> None:
    """As it is typed: `mugalim review …`."""
    command = [sys.executable, "-m", "mugalim_hub", "review", str(TYPED), *LESSON]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "Not yet" in done.stdout, done.stderr) == (1, True, "")

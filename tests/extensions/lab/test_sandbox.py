"""The Lab's walls, tried from inside by real programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mugalim_lab import landlock


def inside(folder: Path, program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A Python program run in a sandbox that may write in the folder only."""
    walls = [sys.executable, "-m", "mugalim_lab.sandbox", "--write", str(folder), "--"]
    command = [*walls, sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The Lab's own folder, and one beside it with a learner's file."""
    own, other = tmp_path / "own", tmp_path / "other"
    own.mkdir()
    other.mkdir()
    (other / "answers.json").write_text("hers")
    return own, other


def test_this_machine_offers_what_the_sandbox_needs() -> None:
    """The tests below mean nothing on a machine without Landlock: then this one fails."""
    assert landlock.version() >= landlock.LEAST_VERSION


def test_a_program_may_work_in_its_own_folder(folders: tuple[Path, Path]) -> None:
    """Reading and writing in the Lab's folder is as ever."""
    own, _ = folders
    done = inside(own, "import sys; open(sys.argv[1], 'w').write('mine')", own / "note.txt")
    assert done.returncode == 0, done.stderr
    assert (own / "note.txt").read_text() == "mine"


def test_a_lesson_can_be_tried_in_the_lab(folders: tuple[Path, Path]) -> None:
    """The school's own packages are found and read."""
    own, _ = folders
    done = inside(own, "import mugalim_widgets, mugalim_checks.workbook, mugalim_courses")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "attempt",
    [
        "import sys; open(sys.argv[1]).read()",
        "import sys; open(sys.argv[1], 'w').write('forged')",
        "import os, sys; os.truncate(sys.argv[1], 0)",
        "import os, sys; os.unlink(sys.argv[1])",
        "import os, sys; os.link(sys.argv[1], sys.argv[2] + '/copy')",
    ],
)
def test_a_file_outside_cannot_be_touched(folders: tuple[Path, Path], attempt: str) -> None:
    """Reading, writing, cutting, removing and linking a learner's file are all refused."""
    own, other = folders
    done = inside(own, attempt, other / "answers.json", own)
    assert "Error" in done.stderr
    assert (other / "answers.json").read_text() == "hers"


def test_another_process_keeps_its_environment_to_itself(folders: tuple[Path, Path]) -> None:
    """The tokens of the school's services stand in their environment."""
    own, _ = folders
    done = inside(own, "import sys; open(f'/proc/{sys.argv[1]}/environ').read()", os.getpid())
    assert "PermissionError" in done.stderr


def test_another_process_cannot_be_ended(folders: tuple[Path, Path]) -> None:
    """A signal to a process outside is refused where Landlock 6 is offered, as it is here."""
    own, _ = folders
    with subprocess.Popen(["/bin/sleep", "60"]) as sleeper:
        done = inside(own, "import os, sys; os.kill(int(sys.argv[1]), 9)", sleeper.pid)
        alive = sleeper.poll() is None
        sleeper.kill()
    assert ("PermissionError" in done.stderr and alive) or landlock.version() < 6


def test_a_link_out_of_the_folder_leads_nowhere(folders: tuple[Path, Path]) -> None:
    """The file that a link points to counts, not the link."""
    own, other = folders
    (own / "link").symlink_to(other / "answers.json")
    done = inside(own, "import sys; open(sys.argv[1]).read()", own / "link")
    assert "PermissionError" in done.stderr

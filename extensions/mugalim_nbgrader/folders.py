"""nbgrader's folder of one course, and the settings that our code and nbgrader's tools share."""

from __future__ import annotations

import contextlib
import fcntl
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mugalim_nbgrader.trouble import NbgraderTrouble

CONFIG = "nbgrader_config.py"
_COURSE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_ASSIGNMENT = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(@[1-9][0-9]{0,3})?")
_PERSON = re.compile(r"[a-z][a-z0-9]{7,15}")


def course_folder(data: Path, course: str) -> Path:
    """The course's nbgrader folder, made where it is missing, with up-to-date settings in it."""
    if not _COURSE.fullmatch(course):
        raise NbgraderTrouble("names.course", name=course)
    folder = Path(data).absolute() / "nbgrader" / course
    for step in ("source", "release", "submitted", "autograded", "feedback"):
        (folder / step).mkdir(parents=True, exist_ok=True)
    wanted = settings_file(course)
    config = folder / CONFIG
    if not config.exists() or config.read_text(encoding="utf-8") != wanted:
        written = folder / f".{CONFIG}.new"
        written.write_text(wanted, encoding="utf-8")
        written.replace(config)
    return folder


def settings(course: str) -> Mapping[str, Mapping[str, Any]]:
    """Every nbgrader setting that differs from its default, by class; plain values only."""
    return {
        "CourseDirectory": {"course_id": course},
        "GenerateAssignment": {
            "preprocessors": [
                "mugalim_nbgrader.points.DerivePoints",
                "nbgrader.preprocessors.LockCells",
                "nbgrader.preprocessors.ClearSolutions",
                "nbgrader.preprocessors.ClearOutput",
                "nbgrader.preprocessors.CheckCellMetadata",
                "nbgrader.preprocessors.ComputeChecksums",
                "nbgrader.preprocessors.SaveCells",
                "nbgrader.preprocessors.ClearHiddenTests",
                "nbgrader.preprocessors.ClearMarkScheme",
                "nbgrader.preprocessors.ComputeChecksums",
                "nbgrader.preprocessors.CheckCellMetadata",
            ]
        },
        "Autograde": {
            "autograde_preprocessors": [
                "mugalim_nbgrader.execute.CleanExecute",
                "mugalim_nbgrader.guard.Guard",
                "nbgrader.preprocessors.LimitOutput",
                "nbgrader.preprocessors.SaveAutoGrades",
                "nbgrader.preprocessors.AssignLatePenalties",
                "nbgrader.preprocessors.CheckCellMetadata",
            ]
        },
        "ClearSolutions": {"text_stub": "No answer was written."},
    }


def settings_file(course: str) -> str:
    """The settings as nbgrader's own tools read them; the folder is wherever the file is."""
    lines = [
        '"""Settings of nbgrader for this course; written by the school, changes are undone."""',
        "",
        "from pathlib import Path",
        "",
        "c.CourseDirectory.root = str(Path(__file__).resolve().parent)",
    ]
    for section, values in settings(course).items():
        lines += [f"c.{section}.{name} = {value!r}" for name, value in values.items()]
    return "\n".join(lines) + "\n"


def check_names(assignment: str, person: str | None = None) -> None:
    """Refuse names that could leave the folder or confuse nbgrader's patterns of paths."""
    if not _ASSIGNMENT.fullmatch(assignment):
        raise NbgraderTrouble("names.assignment", name=assignment)
    if person is not None and not _PERSON.fullmatch(person):
        raise NbgraderTrouble("names.person", name=person)


@contextlib.contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold the course for writing; another process that wants it waits. Ends with the process."""
    with (folder / ".writer").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def remove(folder: Path) -> None:
    """Remove a folder that nbgrader may have made read-only; nothing where there is none."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        for inner in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            inner.chmod(0o700)
        shutil.rmtree(folder)

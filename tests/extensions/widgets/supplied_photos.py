"""What lessons of photos begin with: the week of 7-B, and the gallery of mountain pictures."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
from autograders.pictures.drawn import photo

from mugalim_checks.artefacts import read_artefact
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise

COURSES = Path(__file__).parents[3] / "courses"
COPIES = "Copies"
GALLERY = ("mountains", "tulip", "yurt", "eagle", "apricot", "market", "bridge")
_HEAVY: dict[str, Any] = {"width": 1800, "noise": 0.12, "quality": 85}
_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


def exercise_of(lesson: str, name: str) -> Exercise:
    """An exercise of a lesson, "<course>/<lesson>", as its plan has it."""
    return parse_lesson_plan(COURSES / lesson / "lesson.yaml").exercises[name]


@cache
def week() -> bytes:
    """Eight photos and files: two twice, one with its place, one that does not open everywhere."""
    return _zipped({
        "IMG_20261121_101533.jpg": photo("hike", **_HEAVY, place=True),
        "IMG_20261123_091102.jpg": photo("leaf", **_HEAVY),
        "IMG_20261123_091102 (1).jpg": photo("leaf", width=1000, quality=70),
        "IMG_20261124_103012.heic": _HEIC + photo("board", width=400),
        "IMG_20261125_114008.jpg": photo("experiment", **_HEAVY),
        "experiment small.jpg": photo("experiment", width=640, quality=60),
        "plan new FINAL.docx": _document(),
        "marks.xlsx": _workbook(),
        f"{COPIES}/IMG_20261124_103012.jpg": photo("board", **_HEAVY),
    })  # fmt: skip


@cache
def gallery() -> bytes:
    """Seven pictures, as large as a source has them."""
    return _zipped({f"{name}.jpg": photo(name, **_HEAVY) for name in GALLERY})


@cache
def state_in(kind: str, content: bytes) -> dict[str, Any]:
    """The state of a start file, read as the school reads it."""
    return read_artefact(kind, content, "start.zip").to_state()


def pieces_in(content: bytes) -> list[bytes]:
    """The bytes of every file in a start."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def _zipped(files: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def _document() -> bytes:
    made, target = docx.Document(), BytesIO()
    made.add_paragraph("Why is a leaf green?")
    made.save(target)
    return target.getvalue()


def _workbook() -> bytes:
    made, target = openpyxl.Workbook(), BytesIO()
    made.active["A1"] = "Marks"
    made.save(target)
    return target.getvalue()

"""The designers' working copy of the courses: begun from the shipped ones, never overwritten."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

ORIGIN = ".shipped.json"  # course -> digest of the shipped course that the copy came from
BESIDE = "glossary"  # comes with the courses, and is kept like one


def prepare_working_copy(shipped: Path, copy: Path) -> tuple[str, ...]:
    """Bring shipped courses into the working copy; gives the courses that were left alone.

    A course that is not there yet is copied. One that nobody touched since is replaced by a newer
    shipped one. One that a designer changed stays, and is named when the shipped one is newer. The
    glossaries go along like a course.
    """
    copy.mkdir(parents=True, exist_ok=True)
    origins = _read(copy / ORIGIN)
    kept = []
    beside = [shipped / BESIDE] if (shipped / BESIDE).is_dir() else []
    for course in sorted([*(path.parent for path in shipped.glob("*/course.yaml")), *beside]):
        newest, known = digest(course), origins.get(course.name)
        target = copy / course.name
        if newest == known and target.exists():
            continue
        if target.exists() and digest(target) not in (known, newest):
            kept.append(course.name)
            continue
        _replace(course, target)
        origins[course.name] = newest
        (copy / ORIGIN).write_text(json.dumps(origins, indent=1), encoding="utf-8")
    return tuple(kept)


def digest(folder: Path) -> str:
    """One digest of all files of a course: their names and contents, nothing hidden."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder)
        if not any(part.startswith(".") for part in name.parts):
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _replace(course: Path, target: Path) -> None:
    staging = target.with_name(f".new-{target.name}")
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(course, staging, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    shutil.rmtree(target, ignore_errors=True)
    staging.rename(target)


def _read(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, TypeError, ValueError):
        return {}  # nothing is known then, so every course counts as changed and is left alone

"""A hand-in as files: the school's own release with a learner's answers, put in place whole."""

from __future__ import annotations

import hashlib
import html
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mugalim_answers.disk import locked, make_folder, write_whole
from mugalim_answers.record import Answer, FileDigest, read_answers
from mugalim_answers.store import Store
from mugalim_nbgrader.folders import check_names, remove
from mugalim_nbgrader.trouble import NbgraderTrouble

METADATA = "mugalim"  # our key in a notebook's metadata
TIMESTAMP = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader's exchange writes it
_LARGEST = 60_000_000  # bytes of one file of a hand-in


@dataclass(frozen=True)
class Submission:
    """What was handed in: the digest of answers.json and of every file, by the server's clock."""

    digest: str
    files: tuple[FileDigest, ...]
    at: datetime


def write_submission(
    course_folder: Path,
    assignment: str,
    person: str,
    release_notebook: Path,
    store: Store,
    rubric_texts: Mapping[str, str],
    at: datetime,
) -> Submission:
    """Put a hand-in into `submitted/`, in place of the learner's earlier one.

    `rubric_texts` maps a manual cell's id to the learner's words for it. Built aside and
    renamed under a lock, so that a reader meets the earlier one or this one. A full disk is
    raised as AnswerRefused and leaves the earlier one.
    """
    check_names(assignment, person)
    place = _aside(course_folder, assignment, person)
    target = course_folder / "submitted" / person / assignment
    with locked(place):
        _recover(place, target)
        new = place / "new"
        remove(new)
        files = store.export(new / "answers")
        record = (new / "answers" / "answers.json").read_bytes()
        digest = hashlib.sha256(record).hexdigest()
        answers = read_answers(record).exercises
        notebook = _filled(_read_notebook(release_notebook), rubric_texts, answers, digest)
        write_whole(new / release_notebook.name, notebook)
        write_whole(new / "timestamp.txt", at.astimezone(UTC).strftime(TIMESTAMP).encode())
        _swap(new, target, place / "old")
    return Submission(digest, files, at)


def take_submission(course_folder: Path, assignment: str, person: str, target: Path) -> None:
    """Copy the latest hand-in for grading, whole; nothing but regular files is ever copied."""
    check_names(assignment, person)
    place = _aside(course_folder, assignment, person)
    source = course_folder / "submitted" / person / assignment
    remove(target)
    with locked(place):
        _recover(place, source)
        if source.is_symlink() or not source.is_dir():
            raise NbgraderTrouble("grading.nothing", assignment=assignment)
        for path in _regular_files(source):
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy, follow_symlinks=False)


def _aside(course_folder: Path, assignment: str, person: str) -> Path:
    """The place of a hand-in's lock and of its unfinished parts."""
    return course_folder / ".intake" / person / assignment


def _recover(place: Path, target: Path) -> None:
    """Put the earlier hand-in back where a writer was killed between its two renames."""
    old = place / "old"
    if old.exists() and not target.exists():
        old.rename(target)
    remove(old)


def _swap(new: Path, target: Path, old: Path) -> None:
    make_folder(target.parent)
    if target.exists() or target.is_symlink():
        target.rename(old)
    new.rename(target)
    remove(old)


def _regular_files(folder: Path) -> Iterator[Path]:
    """Every file under a folder; refused as a whole where one is a link, a device, or huge."""
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            about = (Path(root) / name).lstat()
            if stat.S_ISDIR(about.st_mode):
                continue
            if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
                raise NbgraderTrouble("grading.strange_file", name=name)
        yield from (Path(root) / name for name in files)


def _read_notebook(path: Path) -> dict[str, Any]:
    notebook = json.loads(path.read_bytes())
    if not isinstance(notebook, dict):
        raise NbgraderTrouble("generate.no_release", name=path.name)
    return notebook


def _filled(
    notebook: dict[str, Any],
    texts: Mapping[str, str],
    answers: Mapping[str, Answer],
    digest: str,
) -> bytes:
    """The release with the learner's words in its manual cells and the digest in its metadata."""
    for cell in notebook["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade") and about.get("solution"):
            words = _manual_text(texts.get(about["grade_id"], ""), answers)
            cell["source"] = words or cell["source"]
    notebook["metadata"][METADATA] = {"digest": digest}
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _manual_text(words: str, answers: Mapping[str, Answer]) -> str:
    """Her words and links to her artefacts; nothing where she answered nothing at all.

    An unchanged manual cell is nbgrader's own sign for "no response", which scores 0.
    """
    parts = (
        [f'<pre style="white-space: pre-wrap">\n{escaped(words)}\n</pre>'] if words.strip() else []
    )
    parts += [_artefact_line(answers[name]) for name in sorted(answers)]
    return "\n\n".join(parts)


def _artefact_line(answer: Answer) -> str:
    if answer.file is None:
        return f"<p>{escaped(answer.exercise)}: version {answer.version}</p>"
    address = f"answers/files/{answer.file.sha256}"
    return f'<p>{escaped(answer.exercise)}: <a href="{address}">{escaped(answer.file.name)}</a></p>'


def escaped(words: str) -> str:
    """A learner's words as HTML that stays text, also for whoever draws Markdown and formulas."""
    return html.escape(words).replace("$", "&#36;").replace("\\", "&#92;").replace("`", "&#96;")

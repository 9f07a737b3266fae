"""A lesson built: what nbgrader's source/ gets, what a release holds, swapped in whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mugalim_courses.drawings import PICTURE, trouble_with_picture
from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE
from mugalim_courses.model import Lesson
from mugalim_courses.notebooks import (
    built_notebook,
    learner_notebook,
    source_notebook,
    translate_notebook,
    with_own_code,
)
from mugalim_courses.problems import LessonError
from mugalim_courses.translating import catalog_path, lesson_catalog

if TYPE_CHECKING:
    from nbformat import NotebookNode


def write_source(lesson: Lesson, target: Path) -> Path:
    """Lay the lesson's nbgrader source into a folder; gives the notebook's path.

    Beside the notebook stand lesson.yaml and the catalogs, which grading reads.
    """
    if (lesson.folder / "answers").exists():
        todo = "remove the folder: it would be copied over every learner's answers"
        raise LessonError(str(lesson.folder), "somebody's answers lie beside the lesson", todo)
    target.mkdir(parents=True, exist_ok=True)
    write_plan(lesson, target)
    notebook = target / f"{lesson.slug}.ipynb"
    write_notebook(source_notebook(lesson), notebook)
    return notebook


def write_plan(lesson: Lesson, target: Path) -> None:
    """Copy lesson.yaml and the lesson's catalogs, flat, into a folder."""
    (target / "locale").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(lesson.folder / "lesson.yaml", target / "lesson.yaml")
    for language in LANGUAGES:
        catalog = catalog_path(lesson, language)
        if catalog.is_file():
            shutil.copyfile(catalog, target / "locale" / f"{language}.po")


def write_picture(lesson: Lesson, target: Path) -> None:
    """Copy the picture of what the lesson makes, where there is one."""
    for path in _picture(lesson):
        shutil.copyfile(path, target / path.name)


def write_pages(lesson: Lesson, release: NotebookNode, target: Path) -> None:
    """Write page/<language>.ipynb from the generated release: translated, without rubric cells.

    The lesson's own code, which nbgrader is not given, stands in it again.
    """
    (target / "page").mkdir(parents=True, exist_ok=True)
    page = learner_notebook(with_own_code(release, lesson))
    for language in LANGUAGES:
        catalog = lesson_catalog(lesson, language)
        translated = page if language == SOURCE_LANGUAGE else translate_notebook(page, catalog)
        write_notebook(translated, target / "page" / f"{language}.ipynb")


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook, the same bytes for the same content."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8")


def write_about(target: Path, about: Mapping[str, Any]) -> None:
    """Write release.json."""
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (target / "release.json").write_text(text, encoding="utf-8")


def content_digest(lesson: Lesson) -> str:
    """One digest of all that a learner or a grader meets of a lesson: equal means unchanged.

    A notebook that was only run, or a catalog with another header, is the same. LessonError where
    the notebook cannot be built.
    """
    cells = [
        [cell.id, cell.cell_type, cell.source, cell.metadata.get("nbgrader")]
        for cell in built_notebook(lesson).cells
    ]
    words = [
        [language, sorted(map(str, lesson_catalog(lesson, language).entries.items()))]
        for language in LANGUAGES
    ]
    files = [
        [path.relative_to(lesson.folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()]
        for path in (lesson.folder / "lesson.yaml", *_picture(lesson), *given_files(lesson))
    ]
    told = json.dumps([lesson.course, lesson.slug, cells, words, files], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _picture(lesson: Lesson) -> tuple[Path, ...]:
    """The picture of the lesson, where it has one that can be shown."""
    path = lesson.folder / PICTURE
    return () if trouble_with_picture(path) else (path,)


def given_files(lesson: Lesson) -> tuple[Path, ...]:
    """The files that learners are given, without what an editor hides beside them."""
    files = lesson.folder / "files"
    return tuple(
        path
        for path in sorted(files.rglob("*"))
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(files).parts)
    )


def structure_digest(notebook: NotebookNode) -> str:
    """One digest of the graded cells' ids and kinds, which stay once work was handed in."""
    graded = [
        (cell.metadata.nbgrader["grade_id"], cell.cell_type)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    ]
    return hashlib.sha256(json.dumps(sorted(graded)).encode()).hexdigest()


def swap_in(staging: Path, target: Path) -> None:
    """Put a finished folder in its place; where that fails, what stood there stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    old = target.with_name(f".old-{target.name}")
    if old.exists() and not target.exists():
        old.rename(target)  # the power went between the two renames of an earlier swap
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)

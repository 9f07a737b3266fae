"""From a lesson's source to its release by nbgrader, made aside and swapped in only when whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import nbformat
from nbgrader.api import MissingEntry
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from mugalim_nbgrader.folders import check_names, remove
from mugalim_nbgrader.gradebook import gradebook, nbgrader_config
from mugalim_nbgrader.trouble import NbgraderTrouble

_SAVE = "nbgrader.preprocessors.SaveCells"


def generate(
    folder: Path, assignment: str, notebook: Path, extra_files: Mapping[str, Path]
) -> Path:
    """Build an assignment's source and release; gives the release notebook's path.

    `extra_files` maps names in the assignment's folder to files or folders. A run that fails
    leaves the earlier source, release and gradebook as they were.
    """
    check_names(assignment)
    staging = folder / ".staging"
    remove(staging)
    try:
        _lay_out(staging / "source" / assignment, assignment, notebook, extra_files)
        _refuse_other_cells(folder, assignment, staging / "source" / assignment)
        _convert(folder, assignment, save=False)
        _convert(folder, assignment, save=True)
        _swap_in(folder, staging, assignment)
    finally:
        remove(staging)
    return folder / "release" / assignment / _notebook_name(assignment)


def _notebook_name(assignment: str) -> str:
    """The lesson's name without the number of a rebuilt assignment, as in gradebook@2."""
    return assignment.partition("@")[0] + ".ipynb"


def _lay_out(
    source: Path, assignment: str, notebook: Path, extra_files: Mapping[str, Path]
) -> None:
    source.mkdir(parents=True)
    shutil.copyfile(notebook, source / _notebook_name(assignment))
    for name, path in extra_files.items():
        parts = PurePosixPath(name).parts
        if not parts or parts[0] in ("answers", "/") or ".." in parts or name.endswith(".ipynb"):
            raise NbgraderTrouble("generate.refused_file", name=name)
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(path, target)


def _refuse_other_cells(folder: Path, assignment: str, source: Path) -> None:
    """Graded cells cannot come or go once somebody has handed in: a new assignment is wanted."""
    notebook = nbformat.read(source / _notebook_name(assignment), as_version=4)
    wanted = {
        cell.metadata.nbgrader["grade_id"]
        for cell in notebook.cells
        if is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell)
    }
    with gradebook(folder) as book:
        try:
            known = book.find_notebook(_notebook_name(assignment)[: -len(".ipynb")], assignment)
        except MissingEntry:
            return
        if known.submissions and {cell.name for cell in known.source_cells} != wanted:
            raise NbgraderTrouble("generate.other_cells", assignment=assignment)


def _convert(folder: Path, assignment: str, *, save: bool) -> None:
    """Run nbgrader from staging to staging; without `save` the gradebook is not touched."""
    config = nbgrader_config(folder)
    config.CourseDirectory.source_directory = ".staging/source"
    config.CourseDirectory.release_directory = ".staging/release"
    config.CourseDirectory.assignment_id = assignment
    if not save:
        steps: Iterable[str] = config.GenerateAssignment.preprocessors
        config.GenerateAssignment.preprocessors = [step for step in steps if step != _SAVE]
    course = CourseDirectory(config=config)
    converter = GenerateAssignment(
        coursedir=course, config=config, force=True, no_database=not save
    )
    try:
        converter.start()
    except (NbGraderException, ValueError, OSError) as trouble:
        raise NbgraderTrouble("generate.failed", assignment=assignment) from trouble


def _swap_in(folder: Path, staging: Path, assignment: str) -> None:
    for step in ("source", "release"):
        place, old = folder / step / assignment, staging / f"old-{step}"
        if place.exists():
            place.rename(old)
        (staging / step / assignment).rename(place)

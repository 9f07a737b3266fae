"""courses/README.md tells an author every key and every call that there is."""

from __future__ import annotations

from pathlib import Path

import mugalim_courses
from mugalim_courses import loading, notebooks
from mugalim_courses.competences import FRAMEWORKS

COURSES = Path(mugalim_courses.__file__).parents[1]
README = (COURSES / "README.md").read_text(encoding="utf-8")


def test_every_key_of_a_plan_is_explained() -> None:
    """A key that is taken and not told would never be used."""
    keys = {*loading._LESSON, *loading._EXERCISE, *loading._CHECK, *FRAMEWORKS}
    assert [
        key for key in sorted(keys) if f"`{key}" not in README and f" {key}:" not in README
    ] == []


def test_every_call_and_module_is_explained() -> None:
    """Authors learn of each surface, and readers of each module."""
    assert [call for call in notebooks.CALLS if f'{call}("' not in README] == []
    modules = {path.stem for path in (COURSES / "mugalim_courses").glob("*.py")}
    quiet = {"__init__", "model", "problems"}
    assert [name for name in sorted(modules - quiet) if f"[{name}](" not in README] == []


def test_the_licence_of_courses_is_said() -> None:
    """With its name, its address, and whom to name."""
    licence = (COURSES / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY 4.0" in README
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in licence
    assert '"Courses of the Mugalim kit" by' in licence

"""Courses as the school's pages name them."""

from __future__ import annotations

from pathlib import Path

import yaml

from mugalim_courses.languages import load_catalog
from mugalim_school.config import SchoolConfig


def course_title(config: SchoolConfig, course: str, language: str) -> str:
    """A course's title in a language; its short name where its files cannot be read."""
    folder = config.courses / course
    try:
        title = str(yaml.safe_load((folder / "course.yaml").read_text(encoding="utf-8"))["title"])
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError):
        return course
    return load_catalog(_locale(folder, language), "course").text(title, context="course.yaml")


def _locale(folder: Path, language: str) -> Path:
    """The folder of a course's catalogs in one language; each is named after what it is for."""
    return folder / "locale" / language

"""Published versions of lessons, as files: what they are called, hold and ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_courses.languages import load_catalog
from mugalim_school.config import SchoolConfig
from mugalim_school.models import Release


@dataclass(frozen=True)
class Published:
    """One published version of a lesson."""

    course: str
    lesson: str
    version: int
    assignment: str
    folder: Path

    @property
    def notebook(self) -> Path:
        """Nbgrader's release version of the lesson."""
        return self.folder / f"{self.lesson}.ipynb"

    def about(self) -> dict[str, Any]:
        """What release.json says."""
        found: dict[str, Any] = json.loads((self.folder / "release.json").read_bytes())
        return found

    def title(self, language: str) -> str:
        """The lesson's title in a language."""
        return self.words(str(self.about()["title"]), language)

    def words(self, text: str, language: str) -> str:
        """A text of the lesson's plan in a language."""
        return load_catalog(self.folder / "locale", language).text(text, context="lesson.yaml")

    def course_title(self, language: str) -> str:
        """The title of the lesson's course in a language."""
        title = str(self.about()["course_title"])
        return load_catalog(self.folder / "course", language).text(title, context="course.yaml")


def published(config: SchoolConfig, row: Release) -> Published:
    """The files of a release."""
    return Published(row.course, row.lesson, row.version, row.assignment, config.data / row.path)


def newest(
    session: Session, course: str, lesson: str, assignment: str | None = None
) -> Release | None:
    """The newest version of a lesson, or of one of its assignments."""
    wanted = select(Release).where(Release.course == course, Release.lesson == lesson)
    if assignment is not None:
        wanted = wanted.where(Release.assignment == assignment)
    return session.scalar(wanted.order_by(Release.version.desc()).limit(1))


def find_version(session: Session, course: str, lesson: str, version: int) -> Release | None:
    """One version of a lesson."""
    wanted = select(Release).where(
        Release.course == course, Release.lesson == lesson, Release.version == version
    )
    return session.scalar(wanted)

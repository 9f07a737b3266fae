"""Published courses for tests, written as they lie in a school, without building notebooks."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mugalim_courses.model import Course, Lesson
from mugalim_school.database import now
from mugalim_school.models import Release
from mugalim_school.offered import write_course
from mugalim_school.web import School

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5"><path d="M1 1h6v3z"/></svg>'
PLAN = """
title: Lesson {lesson}
summary: What {lesson} makes.
minutes: 30
competences: {{digcompedu: ["4.2", "1.2"]}}
exercises: {{note: {{kind: text}}}}
"""


def offer(school: School, slug: str, lessons: Sequence[str], **about: Any) -> None:
    """Publish a course of these lessons, saying this about itself."""
    made = [release(school, slug, lesson) for lesson in lessons]
    texts = {"title": f"Course {slug}", "summary": f"Good for {slug}.", **about}
    write_course(
        school.config, Course(slug=slug, folder=Path("/none"), lessons=tuple(made), **texts)
    )


def release(school: School, course: str, lesson: str, plan: str = PLAN, version: int = 1) -> Lesson:
    """Publish a version of a lesson whose plan is this text."""
    folder = school.config.releases(course, lesson) / str(version)
    folder.mkdir(parents=True)
    (folder / "lesson.yaml").write_text(plan.format(lesson=lesson), encoding="utf-8")
    (folder / "picture.svg").write_text(PICTURE, encoding="utf-8")
    about = {"title": f"Lesson {lesson}", "course_title": f"Older {course}", "minutes": 30}
    (folder / "release.json").write_text(json.dumps({**about, "steps": 9}), encoding="utf-8")
    with school.database.session() as session:
        session.add(
            Release(
                course=course, lesson=lesson, version=version, assignment=lesson, digest="0",
                path=str(folder.relative_to(school.config.data)), structure="0",
                published_at=now(), published_by="test",
            )
        )  # fmt: skip
    return Lesson(course, lesson, "", "", 30, folder, {})

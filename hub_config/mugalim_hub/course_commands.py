"""`mugalim courses …`: check, publish and translate courses, and begin a new lesson."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mugalim_checks.core import Report, find_check
from mugalim_checks.core import run as run_checks
from mugalim_checks.workbook import read_workbook
from mugalim_courses import LessonError, Problem, load_course
from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE
from mugalim_courses.model import Course, Exercise, Lesson
from mugalim_courses.translating import update_catalog
from mugalim_courses.validating import Grading
from mugalim_courses.validating import validate as problems_of
from mugalim_hub.errors import OperatorError
from mugalim_hub.school_commands import config_of
from mugalim_hub.settings import Settings
from mugalim_school import publishing


def validate(settings: Settings, slugs: list[str]) -> int:
    """Print every problem of the courses (all of them, if none is named); 0 when there is none."""
    found = [problem for course in _courses(settings, slugs) for problem in _problems(course)]
    for problem in found:
        print("advice:" if problem.advice else "problem:", problem)  # noqa: T201  what was asked for
    if any(not problem.advice for problem in found):
        return 2
    print("Ready for teachers.")  # noqa: T201  what was asked for
    return 0


def publish(settings: Settings, slug: str) -> int:
    """Publish a course's changed lessons as new versions; says which."""
    if any(not problem.advice for problem in _problems(_course(settings.courses / slug))):
        raise OperatorError(f"{slug} has problems. See them with: mugalim courses validate {slug}")
    released = publishing.publish(config_of(settings), slug, by="operator")
    for release in released:
        print(f"{release.course}/{release.lesson}: version {release.version}")  # noqa: T201  the answer
    if not released:
        print("Nothing has changed since the last version.")  # noqa: T201  what was asked for
    return 0


def translate(settings: Settings, slug: str) -> int:
    """Bring the catalogs of a course up to its lessons; says where they are."""
    for lesson in _course(settings.courses / slug).lessons:
        texts = _texts_of_files(lesson)
        for language in LANGUAGES:
            if language != SOURCE_LANGUAGE:
                print(update_catalog(lesson, language, texts))  # noqa: T201  what was asked for
    return 0


def grading() -> Grading:
    """What validation needs of the checks."""
    return Grading(known_check=_known_check, review=_review, file_texts=file_texts)


def file_texts(path: Path) -> tuple[str, ...]:
    """The texts in a start file that a translator sees; numbers are the same everywhere."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    read_workbook(path.read_bytes(), path.name).translated(note)
    return tuple(text for text in found if any(letter.isalpha() for letter in text))


def _texts_of_files(lesson: Lesson) -> tuple[str, ...]:
    starts = {each.start: None for each in lesson.exercises.values() if each.start}
    return tuple(
        dict.fromkeys(text for start in starts for text in file_texts(lesson.folder / start))
    )


def _known_check(name: str) -> bool:
    try:
        find_check(name)
    except KeyError:
        return False
    return True


def _review(exercise: Exercise, file: Path | None) -> Report:
    artefact = read_workbook(file.read_bytes(), file.name) if file else None
    return run_checks(exercise, artefact)


def _courses(settings: Settings, slugs: list[str]) -> Iterator[Course]:
    folders = [path.parent for path in sorted(settings.courses.glob("*/course.yaml"))]
    for folder in [settings.courses / slug for slug in slugs] or folders:
        yield _course(folder)


def _course(folder: Path) -> Course:
    if not (folder / "course.yaml").is_file():
        raise OperatorError(f"There is no course {folder.name} in {folder.parent}")
    try:
        return load_course(folder)
    except LessonError as error:
        raise OperatorError(str(error)) from None


def _problems(course: Course) -> tuple[Problem, ...]:
    return problems_of(course, grading())

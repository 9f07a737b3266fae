"""`mugalim courses …`: check, publish and translate courses, and begin a new lesson."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mugalim_checks.artefacts import write_artefact
from mugalim_checks.workbook import Workbook
from mugalim_courses import LessonError, load_course
from mugalim_courses.beginning import State, new_lesson
from mugalim_courses.competences import FRAMEWORKS
from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE
from mugalim_courses.model import Course, Lesson
from mugalim_courses.translating import update_catalog, update_course_catalog
from mugalim_hub.errors import OperatorError
from mugalim_hub.school_commands import config_of
from mugalim_hub.settings import Settings
from mugalim_school import publishing
from mugalim_school.checking import check_course, file_texts

Code = tuple[str, str]  # a framework, and a competence's code in it


def validate(settings: Settings, slugs: list[str]) -> int:
    """Print every problem of the courses (all of them, if none is named); 0 when there is none."""
    known = sorted(path.parent.name for path in settings.courses.glob("*/course.yaml"))
    config = config_of(settings)
    found = [problem for slug in slugs or known for problem in check_course(config, slug)]
    for problem in found:
        print("advice:" if problem.advice else "problem:", problem)  # noqa: T201  what was asked for
    if any(not problem.advice for problem in found):
        return 2
    print("Ready for teachers.")  # noqa: T201  what was asked for
    return 0


def publish(settings: Settings, slug: str) -> int:
    """Publish the changed lessons of a course's working copy as new versions; says which."""
    settings = replace(settings, courses=settings.working_copy)
    released = publishing.publish(config_of(settings), slug, by="operator")
    for release in released:
        print(f"{release.course}/{release.lesson}: version {release.version}")  # noqa: T201  the answer
    if not released:
        print("Nothing has changed since the last version.")  # noqa: T201  what was asked for
    return 0


def translate(settings: Settings, slug: str) -> int:
    """Bring the catalogs of a course up to its lessons; says where they are."""
    course = _course(settings.courses / slug)
    for path in _catalogs(course):
        print(path)  # noqa: T201  what was asked for
    return 0


def new(settings: Settings, name: str) -> int:
    """Begin a lesson, COURSE/LESSON; says where it lies and what comes next."""
    course, _, slug = name.partition("/")
    try:
        lesson = new_lesson(settings.courses, course, slug, _to_xlsx)
    except LessonError as error:
        raise OperatorError(str(error)) from None
    print(f"{lesson.folder}\nNext: mugalim courses validate {course}")  # noqa: T201  the answer
    return 0


def handout(settings: Settings, name: str, language: str, target: Path | None) -> int:
    """Write a lesson's handout, COURSE/LESSON, as a zip; says where it is."""
    from mugalim_lessons.handout.making import of_working_copy

    course, _, slug = name.partition("/")
    folder = settings.courses / course / slug
    if not slug or not (folder / "lesson.yaml").is_file():
        raise OperatorError(f"There is no lesson {name} in {settings.courses}")
    path = target or Path(f"{slug}-{language}.zip")
    try:
        content = of_working_copy(folder, course, language)
        path.write_bytes(content)
    except LessonError as error:
        raise OperatorError(str(error)) from None
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}") from None
    print(path)  # noqa: T201  the answer
    return 0


def coverage(settings: Settings) -> int:
    """Print each competence with the lessons that name it; 1 where one lacks a lesson or a check.

    A competence that a lesson of a finished course names is scored where a written lesson that
    names it has a check with points; a course is finished when none of its lessons is planned.
    """
    courses = [_course(path.parent) for path in sorted(settings.courses.glob("*/course.yaml"))]
    named = _lessons_by_code(courses)
    bare = 0
    for framework in ("digcompedu", "ict_cft"):
        print(f"{framework}:")  # noqa: T201  what was asked for
        for code, name in FRAMEWORKS[framework].items():
            lessons = named.get((framework, code), ())
            bare += not lessons
            print(f"  {code:4} {name}\n       {', '.join(lessons) or 'no lesson'}")  # noqa: T201  the answer
    print(f"Competences without a lesson: {bare}. Lessons in (brackets) are planned.")  # noqa: T201  the answer
    unscored = _unscored(courses)
    for (framework, code), lessons in unscored.items():
        print(f"No scored check: {framework} {code}, named by {', '.join(lessons)}")  # noqa: T201  the answer
    return 1 if bare or unscored else 0


def _lessons_by_code(courses: Iterable[Course]) -> dict[Code, list[str]]:
    found: dict[Code, list[str]] = {}
    for course in courses:
        for lesson in (*course.lessons, *course.planned):
            name = f"{course.slug}/{lesson.slug}"
            shown = f"({name})" if lesson in course.planned else name
            for code in _codes(lesson):
                found.setdefault(code, []).append(shown)
    return found


def _unscored(courses: Sequence[Course]) -> dict[Code, list[str]]:
    """The competences that finished courses name and no check scores, with those lessons."""
    written = [lesson for course in courses for lesson in course.lessons]
    scored = {code for lesson in written if _is_scored(lesson) for code in _codes(lesson)}
    found: dict[Code, list[str]] = {}
    for lesson in (one for course in courses if not course.planned for one in course.lessons):
        for code in _codes(lesson):
            if code not in scored:
                found.setdefault(code, []).append(f"{lesson.course}/{lesson.slug}")
    return found


def _codes(lesson: Lesson) -> Iterator[Code]:
    for framework, codes in lesson.competences.items():
        yield from ((framework, code) for code in codes)


def _is_scored(lesson: Lesson) -> bool:
    return any(exercise.points for exercise in lesson.exercises.values())


def _catalogs(course: Course) -> Iterator[Path]:
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            yield update_course_catalog(course, language)
            for lesson in course.lessons:
                yield update_catalog(lesson, language, _texts_of_files(lesson))


def _texts_of_files(lesson: Lesson) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in lesson.exercises.values():
        for start in each.starts:
            found |= dict.fromkeys(file_texts(each, lesson.folder / start))
    return tuple(found)


def _to_xlsx(state: State) -> bytes:
    return write_artefact(Workbook.from_state(state), ".xlsx")


def _course(folder: Path) -> Course:
    if not (folder / "course.yaml").is_file():
        raise OperatorError(f"There is no course {folder.name} in {folder.parent}")
    try:
        return load_course(folder)
    except LessonError as error:
        raise OperatorError(str(error)) from None

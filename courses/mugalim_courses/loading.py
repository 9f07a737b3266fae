"""Courses from files: course.yaml and lesson.yaml under a strict schema, as plain objects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mugalim_courses.catalogs import check_catalogs
from mugalim_courses.closed import prepared
from mugalim_courses.competences import FRAMEWORKS
from mugalim_courses.fields import (
    SLUG,
    Fields,
    check_lesson_slug,
    check_name,
    check_own_files,
    check_slug,
    check_unique,
    file_below,
    meant,
)
from mugalim_courses.model import (
    ARRANGED,
    ARTEFACTS,
    RETURNS,
    CheckUse,
    Course,
    Exercise,
    Lesson,
    NotYet,
    Option,
    Return,
    RubricItem,
    RubricLevel,
    Variant,
)
from mugalim_courses.problems import LessonError
from mugalim_courses.reading import read_yaml, short

KINDS = (*ARTEFACTS, *ARRANGED, "choice", "text")
PLACES = ("surface", "phone", "computer")

_CHECK_NAME = re.compile(r"[a-z][a-z_]*\.[a-z][a-z0-9_]*")
_PREREQUISITE = re.compile(rf"{SLUG.pattern}(/{SLUG.pattern})?")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_LESSON = (
    "title", "summary", "minutes", "competences", "exercises", "rubric", "solution", "not_yet",
    "later",
)  # fmt: skip
_EXERCISE = (
    "kind", "title", "question", "artefact", "start", "variants", "instant", "options", "material",
    "lines", "beside", "checks",
)  # fmt: skip
_COURSE = (
    "title", "summary", "level", "audience", "outcomes", "prerequisites", "lessons", "planned",
)  # fmt: skip
_CHECK = ("id", "check", "title", "points", "parameters", "shown", "where")


def load_courses(folder: Path) -> tuple[Course, ...]:
    """Every course in the folder, by name. LessonError tells the author what to repair."""
    return tuple(load_course(path.parent) for path in sorted(folder.glob("*/course.yaml")))


def load_course(folder: Path) -> Course:
    """The course in the folder, with its lessons in the order of course.yaml."""
    path = folder / "course.yaml"
    check_own_files(folder, short(path))
    fields = Fields(short(path), read_yaml(path), _COURSE)
    fields.require("lessons")
    slug, names = check_slug(folder.name, short(path)), fields.texts("lessons")
    planned = fields.texts("planned")
    check_unique((*names, *planned), fields.at("lessons"))
    _check_names(folder, names, fields.at("lessons"))
    _check_names(folder, planned, fields.at("planned"))
    lessons = tuple(load_lesson(folder / name, slug) for name in names)
    plans = tuple(load_plan(folder / name, slug) for name in planned)
    check_catalogs(folder)
    return Course(
        slug=slug,
        title=fields.text("title"),
        summary=fields.text("summary"),
        folder=folder,
        lessons=lessons,
        planned=plans,
        level=fields.text("level", ""),
        audience=fields.text("audience", ""),
        outcomes=fields.texts("outcomes"),
        prerequisites=_prerequisites(fields),
    )


def _prerequisites(fields: Fields) -> tuple[str, ...]:
    """Names of courses, or of lessons as "course/lesson"; whether they are there is seen later."""
    for name in fields.texts("prerequisites"):
        if not _PREREQUISITE.fullmatch(name):
            todo = "write course or course/lesson"
            raise LessonError(fields.at("prerequisites"), f"'{name[:40]}' is no name", todo)
    return fields.texts("prerequisites")


def _check_names(folder: Path, names: Sequence[str], where: str) -> None:
    for name in names:
        check_lesson_slug(name, where)
        _check_folder(folder, name, where)


def load_plan(folder: Path, course: str) -> Lesson:
    """A lesson of which only the plan is written; LessonError where it has its notebook already."""
    if (folder / "lesson.ipynb").is_file():
        where = short(folder.parent / "course.yaml")
        raise LessonError(where, f"{folder.name} has its notebook", "move it up to 'lessons'")
    return parse_lesson_plan(folder / "lesson.yaml", course)


def _check_folder(course: Path, lesson: str, where: str) -> None:
    if not (course / lesson).is_dir():
        there = [path.parent.name for path in sorted(course.glob("*/lesson.yaml"))]
        raise LessonError(where, f"there is no folder {lesson}/", meant(lesson, there))


def load_lesson(folder: Path, course: str) -> Lesson:
    """The lesson in the folder; all files that it names must be there."""
    lesson = parse_lesson_plan(folder / "lesson.yaml", course)
    where = short(folder / "lesson.yaml")
    for exercise in lesson.exercises.values():
        at = f"{where}, exercises.{exercise.name}"
        if exercise.kind == "workbook" and exercise.start is None:
            raise LessonError(at, "'start' is missing", "name the workbook in files/ to begin with")
        if exercise.start:
            file_below(folder, exercise.start, f"{at}.start")
        for variant in exercise.variants:
            file_below(folder, variant.start, f"{at}.variants.{variant.id}")
            if variant.solution:
                file_below(folder, variant.solution, f"{at}.variants.{variant.id}")
    for exercise_name, file in lesson.solution.items():
        file_below(folder, file, f"{where}, solution.{exercise_name}")
    for number, proof in enumerate(lesson.not_yet):
        file_below(folder, proof.file, f"{where}, not_yet[{number}]")
    file_below(folder, "lesson.ipynb", where)
    return lesson


def parse_lesson_plan(path: Path, course: str = "", slug: str = "") -> Lesson:
    """The lesson that a lesson.yaml plans, wherever the file lies (a release holds one too)."""
    fields = Fields(short(path), read_yaml(path), _LESSON)
    fields.require("exercises")
    exercises = _exercises(fields)
    return Lesson(
        course=course or path.parent.parent.name,
        slug=slug or path.parent.name,
        title=fields.text("title"),
        summary=fields.text("summary"),
        minutes=fields.whole("minutes"),
        folder=path.parent,
        exercises=exercises,
        rubric=_rubric(fields),
        competences=_competences(fields),
        solution=_solution(fields, exercises),
        not_yet=_not_yet(fields, exercises),
        later=_later(fields),
    )


def _exercises(fields: Fields) -> dict[str, Exercise]:
    where = fields.at("exercises")
    found = {
        check_name(name, where): _exercise(name, f"{where}.{name}", data)
        for name, data in fields.mapping("exercises").items()
    }
    for exercise in found.values():
        for name in exercise.beside:
            if name not in found or name == exercise.name:
                others = [each for each in found if each != exercise.name]
                what = f"there is no other exercise '{name[:40]}'"
                raise LessonError(f"{where}.{exercise.name}.beside", what, meant(name, others))
    return found


def _exercise(name: str, where: str, data: object) -> Exercise:
    fields = Fields(where, data, _EXERCISE)
    exercise = Exercise(
        name=name,
        kind=fields.choice("kind", KINDS),
        title=fields.text("title", ""),
        question=fields.text("question", ""),
        artefact=fields.optional("artefact"),
        start=fields.optional("start"),
        variants=_variants(fields),
        instant=fields.flag("instant", False),
        options=tuple(_option(*item) for item in fields.items("options")),
        material=fields.parameters("material"),
        lines=fields.whole("lines", 3),
        beside=fields.texts("beside"),
        checks=tuple(_check(*item) for item in fields.items("checks")),
    )
    _fits_its_kind(exercise, where)
    check_unique([check.id for check in exercise.checks], f"{where}.checks")
    check_unique([option.id for option in exercise.options], f"{where}.options")
    return prepared(exercise, where)


def _variants(fields: Fields) -> tuple[Variant, ...]:
    """The subjects that a start is offered in; the first one is the start itself."""
    known = ("id", "text", "start", "solution")
    inner = [Fields(where, data, known) for where, data in fields.items("variants")]
    found = tuple(
        Variant(each.name("id"), each.text("text"), each.text("start"), each.optional("solution"))
        for each in inner
    )
    where = fields.at("variants")
    check_unique([variant.id for variant in found], where)
    for variant in found:
        _in_files(variant.start, f"{where}.{variant.id}.start")
    if found and (len(found) < 2 or found[0].start != fields.optional("start")):
        todo = "give two or more, and to the first one the exercise's own start"
        raise LessonError(where, "there is nothing to choose from the start", todo)
    return found


def _fits_its_kind(exercise: Exercise, where: str) -> None:
    if (exercise.kind == "choice") != (len(exercise.options) >= 2):
        todo = "give two options or more to a choice, and none to anything else"
        raise LessonError(f"{where}.options", f"they do not fit the kind {exercise.kind}", todo)
    _in_files(exercise.start or "files/any", f"{where}.start")
    artefact = exercise.artefact or "any"
    if not _FILE_NAME.fullmatch(artefact):
        todo = "leave folders out; use letters, 0-9, -, _ and ."
        raise LessonError(f"{where}.artefact", f"{artefact[:40]} is no file name", todo)
    if exercise.instant and exercise.points:
        raise LessonError(where, "practice carries no points", "set points to 0, or instant: false")


def _in_files(start: str, where: str) -> None:
    parts = Path(start).parts
    if parts[:1] != ("files",) or ".." in parts:
        todo = "keep it in files/: nothing else is given to learners"
        raise LessonError(where, f"{start} is not in files/", todo)


def _option(where: str, data: object) -> Option:
    fields = Fields(where, data, ("id", "text", "reply"))
    return Option(fields.name("id"), fields.text("text"), fields.text("reply", ""))


def _check(where: str, data: object) -> CheckUse:
    fields = Fields(where, data, _CHECK)
    places = fields.texts("where", PLACES)
    for place in places:
        if place not in PLACES:
            raise LessonError(fields.at("where"), f"'{place}' is no place", f"use {PLACES}")
    check = fields.text("check")
    if not _CHECK_NAME.fullmatch(check):
        todo = "write module.function, such as workbook.header_frozen"
        raise LessonError(fields.at("check"), f"'{check[:40]}' is no check's name", todo)
    return CheckUse(
        id=fields.name("id"),
        check=check,
        title=fields.text("title", ""),
        points=fields.number("points"),
        parameters=fields.parameters("parameters"),
        shown=fields.flag("shown", True),
        where=places,
    )


def _rubric(fields: Fields) -> tuple[RubricItem, ...]:
    items = tuple(_rubric_item(*item) for item in fields.items("rubric"))
    check_unique([item.id for item in items], fields.at("rubric"))
    return items


def _rubric_item(where: str, data: object) -> RubricItem:
    fields = Fields(where, data, ("id", "question", "levels"))
    levels = tuple(_level(*item) for item in fields.items("levels"))
    if not 2 <= len(levels) <= 3 or len({level.points for level in levels}) != len(levels):
        todo = "describe two or three, each with points of its own"
        raise LessonError(fields.at("levels"), f"there are {len(levels)} levels", todo)
    return RubricItem(fields.name("id"), fields.text("question"), levels)


def _level(where: str, data: object) -> RubricLevel:
    fields = Fields(where, data, ("points", "text"))
    return RubricLevel(fields.number("points"), fields.text("text"))


def _later(fields: Fields) -> tuple[Return, ...]:
    """One question for each day on which the lesson comes back, or none at all."""
    found = tuple(_return(*item) for item in fields.items("later"))
    if found and tuple(each.day for each in found) != RETURNS:
        todo = f"give one for each of the days {', '.join(map(str, RETURNS))}, in this order"
        raise LessonError(fields.at("later"), f"the days are {[each.day for each in found]}", todo)
    return found


def _return(where: str, data: object) -> Return:
    fields = Fields(where, data, ("day", "question", "options"))
    options = [
        Fields(at, each, ("id", "text", "reply", "right")) for at, each in fields.items("options")
    ]
    right = [each.name("id") for each in options if each.flag("right", False)]
    if not 2 <= len(options) <= 4 or len(right) != 1:
        todo = "give two to four, and right: true to one of them"
        raise LessonError(fields.at("options"), "one of several must be right", todo)
    found = tuple(Option(e.name("id"), e.text("text"), e.text("reply")) for e in options)
    check_unique([option.id for option in found], fields.at("options"))
    return Return(fields.whole("day"), fields.text("question"), found, right[0])


def _competences(fields: Fields) -> dict[str, tuple[str, ...]]:
    where = fields.at("competences")
    inner = Fields(where, fields.mapping("competences"), tuple(FRAMEWORKS))
    found = {name: inner.texts(name) for name in FRAMEWORKS if name in inner.data}
    for name, codes in found.items():
        for code in codes:
            if code not in FRAMEWORKS[name]:
                what = f"'{code[:20]}' is no code of it"
                raise LessonError(inner.at(name), what, meant(code, tuple(FRAMEWORKS[name])))
    return found


def _solution(fields: Fields, exercises: Mapping[str, Exercise]) -> dict[str, str]:
    inner = Fields(fields.at("solution"), fields.mapping("solution"), tuple(exercises))
    for name in inner.data:
        _takes_a_file(exercises[name], inner.at(name))
    return {name: inner.text(name) for name in inner.data}


def _takes_a_file(exercise: Exercise, where: str) -> None:
    if exercise.kind in ARRANGED:
        todo = "leave it out: what is right stands in the material"
        raise LessonError(where, f"{exercise.name} is made of no file", todo)


def _not_yet(fields: Fields, exercises: Mapping[str, Exercise]) -> tuple[NotYet, ...]:
    return tuple(_proof(where, data, exercises) for where, data in fields.items("not_yet"))


def _proof(where: str, data: Any, exercises: Mapping[str, Exercise]) -> NotYet:
    fields = Fields(where, data, ("file", "exercise", "fails"))
    exercise = fields.choice("exercise", tuple(exercises))
    _takes_a_file(exercises[exercise], fields.at("exercise"))
    known = {check.id for check in exercises[exercise].checks}
    if not fields.texts("fails"):
        raise LessonError(fields.at("fails"), "it names no check", f"use one of {sorted(known)}")
    for name in fields.texts("fails"):
        if name not in known:
            raise LessonError(fields.at("fails"), f"no check '{name}'", f"use {sorted(known)}")
    return NotYet(fields.text("file"), exercise, fields.texts("fails"))

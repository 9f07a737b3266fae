"""A lesson in another language: its words taken out, its catalogs kept, its plan translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mugalim_courses.catalogs import COURSE, FILES, PLAN, Message, bring_up_to
from mugalim_courses.languages import Catalog, load_catalog
from mugalim_courses.model import Course, Exercise, Lesson, Option, RubricItem
from mugalim_courses.notebooks import is_prose, read_notebook

Say = Callable[[str], str]
# The keys of a surface's material whose texts are read by learners; all others hold names and ids.
WORDS = frozenset(
    {
        "text", "texts", "title", "label", "labels", "help", "hint", "question", "reply", "subject",
        "sender", "address", "unit", "caption", "answer", "name", "else",
    }
)  # fmt: skip


def messages(lesson: Lesson, file_texts: tuple[str, ...] = ()) -> tuple[Message, ...]:
    """Every text of a lesson, once each; texts in its start files are handed in."""
    notebook = read_notebook(lesson)
    prose = [Message(cell.id, cell.source) for cell in notebook.cells if is_prose(cell)]
    plan = [Message(PLAN, text) for text in _plan_texts(lesson) if text]
    files = [Message(FILES, text) for text in file_texts]
    return tuple(dict.fromkeys([*plan, *prose, *files]))


def localised(lesson: Lesson, catalog: Catalog) -> Lesson:
    """The lesson's plan with its titles, questions, options and rubric in the language."""

    def say(text: str) -> str:
        return catalog.text(text, PLAN) if text else text

    return replace(
        lesson,
        title=say(lesson.title),
        summary=say(lesson.summary),
        exercises={name: _exercise(each, say) for name, each in lesson.exercises.items()},
        rubric=tuple(_rubric_item(item, say) for item in lesson.rubric),
        later=tuple(
            replace(each, question=say(each.question), options=_options(each.options, say))
            for each in lesson.later
        ),
    )


def catalog_path(lesson: Lesson, language: str) -> Path:
    """Where the lesson's catalog of a language lies."""
    return lesson.folder.parent / "locale" / language / f"{lesson.slug}.po"


def course_catalog_path(course: Course, language: str) -> Path:
    """Where the words of course.yaml lie in a language."""
    return course.folder / "locale" / language / "course.po"


def course_messages(course: Course) -> tuple[Message, ...]:
    """The texts of course.yaml."""
    texts = (course.title, course.summary, course.audience, *course.outcomes)
    return tuple(Message(COURSE, text) for text in texts if text)


def lesson_catalog(lesson: Lesson, language: str) -> Catalog:
    """The lesson's words in a language, as its author keeps them."""
    return load_catalog(catalog_path(lesson, language).parent, language, lesson.slug)


def update_catalog(lesson: Lesson, language: str, file_texts: tuple[str, ...] = ()) -> Path:
    """Bring a lesson's catalog up to its texts; gives the file.

    New texts are empty, changed ones keep their old words marked fuzzy, all others stay as they
    are. Words of texts that are gone stay at the end of the file, as comments.
    """
    path = catalog_path(lesson, language)
    title = f"{lesson.course}/{lesson.slug}"
    bring_up_to(path, title, messages(lesson, file_texts))
    return path


def update_course_catalog(course: Course, language: str) -> Path:
    """Bring the catalog of course.yaml up to its texts, like a lesson's; gives the file."""
    path = course_catalog_path(course, language)
    bring_up_to(path, course.slug, course_messages(course))
    return path


def _plan_texts(lesson: Lesson) -> Iterator[str]:
    yield from (lesson.title, lesson.summary)
    for exercise in lesson.exercises.values():
        yield from (exercise.title, exercise.question)
        for option in exercise.options:
            yield from (option.text, option.reply)
        yield from (variant.text for variant in exercise.variants)
        yield from _words_in(exercise.material)
        yield from (check.title for check in exercise.checks)
    for item in lesson.rubric:
        yield item.question
        yield from (level.text for level in item.levels)
    for each in lesson.later:
        yield each.question
        for option in each.options:
            yield from (option.text, option.reply)


def _exercise(exercise: Exercise, say: Say) -> Exercise:
    checks = tuple(replace(check, title=say(check.title)) for check in exercise.checks)
    return replace(
        exercise,
        title=say(exercise.title),
        question=say(exercise.question),
        options=_options(exercise.options, say),
        variants=tuple(replace(each, text=say(each.text)) for each in exercise.variants),
        material=_said(exercise.material, say),
        checks=checks,
    )


def _options(options: tuple[Option, ...], say: Say) -> tuple[Option, ...]:
    return tuple(replace(each, text=say(each.text), reply=say(each.reply)) for each in options)


def _words_in(material: Any) -> Iterator[str]:
    """The texts of a surface's material that a learner reads."""
    if isinstance(material, Mapping):
        for name, value in material.items():
            if name in WORDS:
                yield from _texts(value)
            else:
                yield from _words_in(value)
    elif isinstance(material, list):
        for each in material:
            yield from _words_in(each)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        yield from _words_in(value)


def _said(material: Any, say: Say, read: bool = False) -> Any:
    """A surface's material with its words looked up; `read`: texts here are such words."""
    if isinstance(material, Mapping):
        return {name: _said(value, say, name in WORDS) for name, value in material.items()}
    if isinstance(material, list):
        return [_said(each, say, read) for each in material]
    return say(material) if read and isinstance(material, str) else material


def _rubric_item(item: RubricItem, say: Say) -> RubricItem:
    levels = tuple(replace(level, text=say(level.text)) for level in item.levels)
    return replace(item, question=say(item.question), levels=levels)

"""A lesson in another language: its words taken out, its catalogs kept, its plan translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog as Po
from babel.messages.pofile import read_po, write_po

from mugalim_courses.languages import NAMES, Catalog, load_catalog
from mugalim_courses.model import Course, Exercise, Lesson, RubricItem
from mugalim_courses.notebooks import is_prose, read_notebook

Say = Callable[[str], str]

COURSE, PLAN, FILES = (
    "course.yaml",
    "lesson.yaml",
    "files",
)  # the contexts of texts that stand in no cell
AUTHORS = "the authors of the course"  # in the header of a catalog


@dataclass(frozen=True)
class Message:
    """One text to translate: where it stands (a cell's id, lesson.yaml or files), and its words."""

    context: str
    text: str


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
    )


def catalog_path(lesson: Lesson, language: str) -> Path:
    """Where the lesson's catalog of a language lies."""
    return lesson.folder.parent / "locale" / language / f"{lesson.slug}.po"


def course_catalog_path(course: Course, language: str) -> Path:
    """Where the words of course.yaml lie in a language."""
    return course.folder / "locale" / language / "course.po"


def course_messages(course: Course) -> tuple[Message, ...]:
    """The texts of course.yaml."""
    return (Message(COURSE, course.title), Message(COURSE, course.summary))


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
    _update(path, language, title, messages(lesson, file_texts))
    return path


def update_course_catalog(course: Course, language: str) -> Path:
    """Bring the catalog of course.yaml up to its texts, like a lesson's; gives the file."""
    path = course_catalog_path(course, language)
    _update(path, language, course.slug, course_messages(course))
    return path


def _update(path: Path, language: str, title: str, texts: Sequence[Message]) -> None:
    known = _read(path, language) if path.exists() else _begin(language, title)
    wanted = Po(locale=language, charset="utf-8", creation_date=known.creation_date)
    for message in texts:
        wanted.add(message.text, context=message.context)
    known.update(wanted)
    known.last_translator = known.msgid_bugs_address = AUTHORS
    content = BytesIO()
    write_po(content, known, width=100)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())


def _begin(language: str, title: str) -> Po:
    """An empty catalog with the header that every catalog of a course has."""
    comment = f"# {title}: {NAMES[language]}.\n# Native review pending.\n# Licence: CC BY 4.0."
    now = datetime.now(UTC)
    return Po(
        locale=language,
        project=f"Mugalim courses: {title}",
        version="1",
        charset="utf-8",
        header_comment=comment,
        creation_date=now,
        revision_date=now,
        language_team=NAMES[language],
        fuzzy=False,
    )


def _read(path: Path, language: str) -> Po:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _plan_texts(lesson: Lesson) -> Iterator[str]:
    yield from (lesson.title, lesson.summary)
    for exercise in lesson.exercises.values():
        yield from (exercise.title, exercise.question)
        for option in exercise.options:
            yield from (option.text, option.reply)
    for item in lesson.rubric:
        yield item.question
        yield from (level.text for level in item.levels)


def _exercise(exercise: Exercise, say: Say) -> Exercise:
    options = tuple(
        replace(option, text=say(option.text), reply=say(option.reply))
        for option in exercise.options
    )
    title, question = say(exercise.title), say(exercise.question)
    return replace(exercise, title=title, question=question, options=options)


def _rubric_item(item: RubricItem, say: Say) -> RubricItem:
    levels = tuple(replace(level, text=say(level.text)) for level in item.levels)
    return replace(item, question=say(item.question), levels=levels)

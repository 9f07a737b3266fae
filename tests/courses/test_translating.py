"""A lesson's words leave for the translator and come back in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from mugalim_courses import localised
from mugalim_courses.languages import load_catalog
from mugalim_courses.translating import (
    Message,
    catalog_path,
    course_messages,
    lesson_catalog,
    messages,
    update_catalog,
    update_course_catalog,
)

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog as Po
    from conftest import Author


def po(author: Author) -> Po:
    """The Kyrgyz catalog of the small lesson, as its translator opens it."""
    with catalog_path(author.lesson(), "ky").open("rb") as file:
        return read_po(file, locale="ky")


def test_every_text_is_taken_out_once(author: Author) -> None:
    """Plan, prose and start files; no code, no rubric cell, nothing twice."""
    found = messages(author.lesson(), ("Pages", "Pages"))
    assert len(found) == len(set(found))
    assert Message("files", "Pages") in found
    assert Message("lesson.yaml", "Do you read?") in found
    assert Message("lesson.yaml", "Yes, all") in found
    assert Message("work", "## Your table\n\nCount the pages.") in found
    assert {message.context for message in found} == {"lesson.yaml", "situation", "work", "files"}


def test_a_plan_speaks_the_catalogs_language(author: Author) -> None:
    """Titles, questions, options, replies and rubric; ids and points stay."""
    author.translate(lambda text: f"ky {text}")
    lesson = localised(author.lesson(), lesson_catalog(author.lesson(), "ky"))
    today = lesson.exercises["today"]
    assert (lesson.title, today.question) == ("ky A page a day", "ky Do you read?")
    assert (today.options[0].id, today.options[0].text) == ("much", "ky Much")
    assert (today.options[0].reply, today.options[1].reply) == ("ky Good.", "")
    assert (lesson.rubric[0].id, lesson.rubric[0].levels[0].text) == ("layout", "ky Yes, all")
    assert lesson.points == author.lesson().points


def test_a_new_catalog_has_every_text_empty(author: Author) -> None:
    """The translator's work lies before her, with no word of a template left in it."""
    path = update_catalog(author.lesson(), "ky", ("Pages",))
    assert {message.id for message in po(author) if message.id} == {
        message.text for message in messages(author.lesson(), ("Pages",))
    }
    assert "ative review pending" in path.read_text()
    assert "EMAIL@ADDRESS" not in path.read_text()


def test_a_second_update_changes_no_byte(author: Author) -> None:
    """Nothing moved in the lesson, so nothing moves in its catalog."""
    author.translate(lambda text: f"ky {text}")
    before = update_catalog(author.lesson(), "ky").read_bytes()
    assert update_catalog(author.lesson(), "ky").read_bytes() == before


def test_translations_are_kept_and_changed_ones_marked(author: Author) -> None:
    """An edited sentence keeps its old words, marked, and is not shown until looked at."""
    author.translate(lambda text: f"ky {text}")
    author.change("Count the pages.", "Count all the pages.", "first/lesson.ipynb")
    update_catalog(author.lesson(), "ky")
    (changed,) = [message for message in po(author) if message.fuzzy and message.id]
    assert changed.string == "ky ## Your table\n\nCount the pages."
    catalog = lesson_catalog(author.lesson(), "ky")
    assert catalog.text("Do you read?", "lesson.yaml") == "ky Do you read?"
    assert catalog.text(str(changed.id), "work") == changed.id


def test_words_of_a_text_that_is_gone_stay_as_comments(author: Author) -> None:
    """A paragraph that comes back finds its translation again."""
    author.translate(lambda text: f"ky {text}")
    author.change("A table of what was read.", "Quite another thing here.")
    path = update_catalog(author.lesson(), "ky")
    assert '#~ msgstr "ky A table of what was read."' in path.read_text()


def test_the_words_of_course_yaml_have_a_catalog(author: Author) -> None:
    """Its title and summary are translated in course.po."""
    path = update_course_catalog(author.course(), "ru")
    assert path == author.folder / "locale/ru/course.po"
    assert course_messages(author.course())[0] == Message("course.yaml", "Reading")
    author.translate(lambda text: f"ru {text}", "ru")
    words = load_catalog(path.parent, "ru", "course")
    assert words.text("Reading", "course.yaml") == "ru Reading"

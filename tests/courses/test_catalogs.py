"""A translator's file stays hers: header, comments, order and words survive every update."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mugalim_courses
from mugalim_courses import LessonError, load_course
from mugalim_courses.catalogs import Message, bring_up_to, read_catalog
from mugalim_courses.translating import update_catalog, update_course_catalog

if TYPE_CHECKING:
    from conftest import Author

SHIPPED = Path(mugalim_courses.__file__).parents[1] / "spreadsheets"
HEADER = """# Aliya read this until cell 4.

# Native review pending.
msgid ""
msgstr ""
"Language: ky\\n"
"X-Review: half way\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
ONE = '\n# as her grandmother says\nmsgctxt "situation"\nmsgid "A page"\nmsgstr "Барак"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A catalog with one text, in the folder of its language."""
    path = tmp_path / "courses/reading/locale/ky/first.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + ONE, encoding="utf-8")
    return path


def update(path: Path, *texts: tuple[str, str]) -> str:
    """The catalog's text after it was brought up to these texts."""
    bring_up_to(path, "reading/first", [Message(*each) for each in texts])
    return path.read_text(encoding="utf-8")


def entries(path: Path) -> dict[tuple[str, str], str]:
    """The words of a catalog by context and English text."""
    return {(str(e.context), str(e.id)): str(e.string) for e in read_catalog(path) if e.id}


def test_nothing_changes_where_nothing_changed(path: Path) -> None:
    """Header and comments stay as the translator wrote them, to the byte."""
    assert update(path, ("situation", "A page")) == HEADER + ONE + "\n"


def test_entries_follow_the_order_of_the_lesson(path: Path) -> None:
    """A translator reads the lesson from its beginning to its end."""
    update(path, ("work", "Then"), ("situation", "A page"), ("lesson.yaml", "Last"))
    assert [context for context, _ in entries(path)] == ["work", "situation", "lesson.yaml"]


def test_a_rewritten_cell_keeps_its_old_words_marked(path: Path) -> None:
    """However much was rewritten: they are the best beginning there is."""
    text = update(path, ("situation", "Quite other words, and many more of them."))
    assert "#, fuzzy\n" in text
    assert entries(path)["situation", "Quite other words, and many more of them."] == "Барак"


def test_a_cell_with_a_new_id_keeps_its_translation(path: Path) -> None:
    """The words are the same, so nobody has to look at them."""
    text = update(path, ("beginning", "A page"))
    assert entries(path) == {("beginning", "A page"): "Барак"}
    assert "fuzzy" not in text


def test_words_still_in_use_are_not_lent_to_a_new_text(path: Path) -> None:
    """A new text much like another one is simply not translated yet."""
    update(path, ("situation", "A page"), ("lesson.yaml", "A page!"))
    assert entries(path)["lesson.yaml", "A page!"] == ""


def test_a_text_that_comes_back_finds_its_words(path: Path) -> None:
    """They waited at the end of the file, and comments with them."""
    assert '#~ msgstr "Барак"' in update(path, ("work", "Then"))
    assert ONE in update(path, ("work", "Then"), ("situation", "A page")) + "\n"
    assert "#~" not in path.read_text()


def test_long_lines_are_broken_alike_every_time(path: Path) -> None:
    """Two people's updates differ only where their texts do."""
    long = "One of many words. " * 20
    first = update(path, ("work", long))
    assert max(map(len, first.splitlines())) <= 102
    assert update(path, ("work", long)) == first


def test_a_new_catalog_says_what_it_is(tmp_path: Path) -> None:
    """Its language, its licence, and that a native speaker has yet to read it."""
    text = update(tmp_path / "locale/ru/first.po", ("work", "Then"))
    assert text.startswith("# reading/first: Русский.\n# Native review pending.\n")
    assert "CC BY 4.0" in text
    assert '"Language: ru\\n"' in text
    assert "nplurals=3" in text
    assert update(tmp_path / "locale/ru/first.po", ("work", "Then")) == text


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (HEADER + ONE + "\nhello", "line 16: 'hello' cannot be read"),
        (HEADER + ONE.replace('rak"', "rak").replace('ак"', "ак"), "line 14: 'msgstr \"Барак' can"),
        (HEADER + '\nmsgctxt "a"\nmsgid "b"\n', "missing msgstr"),
        (HEADER.replace("utf-8", "bytes") + ONE, "unknown encoding"),
        (HEADER.replace("X-Review", "POT-Creation-Date") + ONE, "half way"),
        (HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[9] "c"\n', "more translations"),
    ],
)
def test_a_file_that_lost_its_form_is_named_and_left_alone(
    path: Path, spoiled: str, said: str
) -> None:
    """Nothing is written over words that could not be read."""
    path.write_text(spoiled, encoding="utf-8")
    with pytest.raises(LessonError) as caught:
        update(path, ("situation", "A page"))
    assert said in str(caught.value)
    assert str(caught.value).startswith("courses/reading/locale/ky/first.po")
    assert path.read_text(encoding="utf-8") == spoiled


def test_an_old_editors_catalog_is_named(path: Path) -> None:
    """Another encoding than UTF-8 is a sentence."""
    path.write_bytes(ONE.encode("cp1251", "replace") + "Окуу".encode("cp1251"))
    with pytest.raises(LessonError, match="save it as UTF-8"):
        read_catalog(path)


def test_a_course_with_a_spoiled_catalog_is_not_loaded(author: Author) -> None:
    """It would be published with words lost; even those of the course itself."""
    update_course_catalog(author.course(), "ky")
    path = update_catalog(author.lesson(), "ky")
    path.write_text(path.read_text() + "oh\n")
    with pytest.raises(LessonError, match=r"courses/reading/locale/ky/first\.po, line \d+: 'oh'"):
        author.course()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_shipped_catalogs_are_up_to_their_lessons(tmp_path: Path, language: str) -> None:
    """An update changes no word, no mark and no header of them."""
    course = load_course(shutil.copytree(SHIPPED, tmp_path / "spreadsheets"))
    for lesson in course.lessons:
        path = tmp_path / f"spreadsheets/locale/{language}/{lesson.slug}.po"
        before, header = entries(path), path.read_text().partition("\n\n")[0]
        texts = tuple(text for context, text in before if context == "files")
        update_catalog(lesson, language, texts)
        assert entries(path) == before
        assert path.read_text().partition("\n\n")[0] == header
        assert "fuzzy" not in path.read_text()
    path = tmp_path / f"spreadsheets/locale/{language}/course.po"
    before_all = path.read_bytes()
    update_course_catalog(course, language)
    assert path.read_bytes() == before_all

"""What is built of a lesson: nbgrader's source, pages in three languages, and the swap."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mugalim_courses import LessonError, parse_lesson_plan
from mugalim_courses.building import (
    content_digest,
    structure_digest,
    swap_in,
    write_about,
    write_pages,
    write_source,
)
from mugalim_courses.notebooks import source_notebook

if TYPE_CHECKING:
    from conftest import Author


def test_a_source_holds_notebook_plan_and_catalogs_and_no_more(
    author: Author, tmp_path: Path
) -> None:
    """No solution and no proof ever comes near what learners are given."""
    author.translate(lambda text: f"ky {text}")
    notebook = write_source(author.lesson(), tmp_path / "source")
    found = {path.relative_to(tmp_path / "source").as_posix() for path in _files(tmp_path)}
    assert found == {"first.ipynb", "lesson.yaml", "locale/ky.po"}
    assert json.loads(notebook.read_text())["nbformat"] == 4
    assert parse_lesson_plan(tmp_path / "source/lesson.yaml").points == 4.5


def test_a_lesson_with_answers_beside_it_is_not_built(author: Author, tmp_path: Path) -> None:
    """Grading would copy them over every learner's."""
    (author.folder / "first/answers").mkdir()
    with pytest.raises(LessonError, match="answers"):
        write_source(author.lesson(), tmp_path / "source")
    assert not (tmp_path / "source").exists()


def test_the_same_lesson_is_built_into_the_same_bytes(author: Author, tmp_path: Path) -> None:
    """A version differs from another only where the lesson does."""
    one = write_source(author.lesson(), tmp_path / "one").read_bytes()
    assert write_source(author.lesson(), tmp_path / "two").read_bytes() == one


def test_pages_are_written_in_three_languages(author: Author, tmp_path: Path) -> None:
    """Each without the rubric's cells; one without words of its own is in English."""
    author.translate(lambda text: text.replace("Your table", "Таблица"), "ru")
    lesson = author.lesson()
    write_pages(lesson, source_notebook(lesson), tmp_path)
    texts = {path.stem: path.read_text() for path in (tmp_path / "page").iterdir()}
    assert set(texts) == {"ky", "ru", "en"}
    assert "Таблица" in texts["ru"]
    assert texts["ky"] == texts["en"]
    assert not any("Readable" in text for text in texts.values())


def test_a_release_says_what_it_is(tmp_path: Path) -> None:
    """release.json holds what it was given."""
    write_about(tmp_path, {"title": "Окуу", "version": 3})
    assert json.loads((tmp_path / "release.json").read_text()) == {"title": "Окуу", "version": 3}


def test_a_digest_changes_with_what_people_meet(author: Author) -> None:
    """Words and start files count; a proof for authors does not."""
    before = content_digest(author.lesson())
    (author.folder / "first/not_yet/rows.xlsx").write_bytes(b"other")
    assert content_digest(author.lesson()) == before
    author.translate(lambda text: f"ky {text}")
    translated = content_digest(author.lesson())
    (author.folder / "first/files/table.xlsx").write_bytes(b"other")
    assert len({before, translated, content_digest(author.lesson())}) == 3


def test_a_notebook_that_was_only_run_is_the_same(author: Author) -> None:
    """Trying a lesson in the Lab, or saving a catalog in an editor, makes no new version."""
    author.translate(lambda text: f"ky {text}")
    before = content_digest(author.lesson())
    author.change('"execution_count": null', '"execution_count": 7', "first/lesson.ipynb")
    author.change('msgid ""\n', '# read by Aliya\nmsgid ""\n', "locale/ky/first.po")
    hidden = author.folder / "first/files/.ipynb_checkpoints/table.xlsx"
    hidden.parent.mkdir()
    hidden.write_bytes(b"as it was")
    assert content_digest(author.lesson()) == before


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("Count the pages.", "Count them.", "first/lesson.ipynb"),
        ("points: 1.5", "points: 2", "first/lesson.yaml"),
        ("ky Much", "ky Many", "locale/ky/first.po"),
    ],
)
def test_any_change_of_words_or_points_is_a_change(
    author: Author, old: str, new: str, file: str
) -> None:
    """It becomes a version of its own when it is published."""
    author.translate(lambda text: f"ky {text}")
    before = content_digest(author.lesson())
    author.change(old, new, file)
    assert content_digest(author.lesson()) != before


def test_structure_is_the_graded_cells_alone(author: Author) -> None:
    """New points and words keep the assignment; a renamed graded cell does not."""
    before = structure_digest(source_notebook(author.lesson()))
    author.change("points: 1.5", "points: 3")
    author.change("Count the pages.", "Count them.", "first/lesson.ipynb")
    assert structure_digest(source_notebook(author.lesson())) == before
    author.change('"id": "grade-table"', '"id": "grade-two"', "first/lesson.ipynb")
    assert structure_digest(source_notebook(author.lesson())) != before


def test_a_folder_is_swapped_in_whole(tmp_path: Path) -> None:
    """What stood there is gone with all its files."""
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(name)
    swap_in(tmp_path / "new", tmp_path / "old")
    assert [path.relative_to(tmp_path).as_posix() for path in _files(tmp_path)] == ["old/new.txt"]


def test_a_failed_swap_leaves_what_stood_there(tmp_path: Path) -> None:
    """A release that learners have open is not lost with a failed build."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old/kept.txt").write_text("kept")
    with pytest.raises(FileNotFoundError):
        swap_in(tmp_path / "missing", tmp_path / "old")
    assert (tmp_path / "old/kept.txt").read_text() == "kept"


def test_a_swap_that_the_power_cut_stopped_is_mended(tmp_path: Path) -> None:
    """What was put aside comes back, even where the next swap fails too."""
    (tmp_path / ".old-release").mkdir()
    (tmp_path / ".old-release/kept.txt").write_text("kept")
    with pytest.raises(FileNotFoundError):
        swap_in(tmp_path / "missing", tmp_path / "release")
    assert (tmp_path / "release/kept.txt").read_text() == "kept"


def _files(folder: Path) -> list[Path]:
    places = (folder / "source") if (folder / "source").exists() else folder
    return [path for path in places.rglob("*") if path.is_file()]

"""Code of an author's own in a lesson: allowed, told, and kept away from grading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mugalim_courses import LessonError
from mugalim_courses.building import content_digest, write_pages, write_source
from mugalim_courses.code_cells import is_own_code, needs_full_page
from mugalim_courses.languages import LANGUAGES
from mugalim_courses.notebooks import check_notebook, source_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Author

SLIDER = "import ipywidgets as widgets\n\nwidgets.IntSlider()"


def with_code(author: Author, source: str, name: str = "own", **metadata: object) -> None:
    """Put a cell of code before the author's table."""
    path = author.folder / "first/lesson.ipynb"
    notebook = json.loads(path.read_text())
    cell = {"cell_type": "code", "id": name, "metadata": metadata, "source": source,
            "outputs": [], "execution_count": None}  # fmt: skip
    notebook["cells"].insert(4, cell)
    path.write_text(json.dumps(notebook))


def test_code_of_its_own_is_advice_that_names_its_cell_and_weight(author: Author) -> None:
    """The author learns what it costs; nothing stops her."""
    with_code(author, SLIDER)
    (told,) = check_notebook(author.lesson())
    assert told.advice
    assert told.where.endswith("cell own")
    assert "about 1.5 MB instead of about 50 kB" in told.what


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('points = grade("table")', "is not one known call"),
        ('display(choice("today"))', "is not one known call"),
        ('def show():\n    return grade("table")', "is not one known call"),
        ("%matplotlib inline", "cannot be read as Python"),
        ("if True", "cannot be read as Python"),
        ("\0", "cannot be read as Python"),
        ("text = 5", "gives text another meaning"),
        ("from os import path as folder", "gives folder another meaning"),
        ("def order(): pass", "gives order another meaning"),
    ],
)
def test_code_that_could_lead_points_or_exercises_astray_is_a_fault(
    author: Author, source: str, words: str
) -> None:
    """A call among other code, a name taken from an exercise, and what is no Python."""
    with_code(author, source)
    assert any(words in each.what for each in check_notebook(author.lesson()) if not each.advice)
    with pytest.raises(LessonError):
        source_notebook(author.lesson())


def test_names_inside_a_function_are_its_own(author: Author) -> None:
    """They hide no exercise from the cells after it."""
    with_code(author, "def shout(text):\n    form = text.upper()\n    return form")
    assert all(each.advice for each in check_notebook(author.lesson()))


@pytest.mark.parametrize("source", [SLIDER, ""])
def test_a_cell_that_nbgrader_would_grade_stays_one_call(author: Author, source: str) -> None:
    """Other code in it, or none at all, would give points that nobody meant."""
    with_code(author, source, nbgrader={"grade": True, "locked": True})
    with pytest.raises(LessonError, match="is not one known call"):
        source_notebook(author.lesson())


def test_graders_never_get_code_of_its_own(author: Author, tmp_path: Path) -> None:
    """Neither nbgrader's source nor what is made of it holds such a cell, nor an empty one."""
    with_code(author, SLIDER)
    with_code(author, "# only words", name="empty")
    text = write_source(author.lesson(), tmp_path / "source").read_text()
    assert "ipywidgets" not in text
    assert "only words" not in text


def test_pages_have_the_code_in_its_place_in_every_language(author: Author, tmp_path: Path) -> None:
    """The same bytes in all of them, between the same cells, and without what was tried."""
    with_code(author, SLIDER)
    author.translate(lambda text: f"ky {text}")
    lesson = author.lesson()
    write_pages(lesson, source_notebook(lesson), tmp_path)
    pages = [json.loads((tmp_path / f"page/{it}.ipynb").read_text())["cells"] for it in LANGUAGES]
    code = [[cell for cell in page if cell["cell_type"] == "code"] for page in pages]
    assert code[0] == code[1] == code[2]
    assert [cell["id"] for cell in pages[0]][3:6] == ["work", "own", "table"]


def test_a_change_of_the_code_is_a_change_of_the_lesson(author: Author) -> None:
    """It is published again, though grading does not see it."""
    before = content_digest(author.lesson())
    with_code(author, SLIDER)
    assert content_digest(author.lesson()) != before


def test_only_code_of_its_own_wants_the_full_page() -> None:
    """The setup, known calls, text and empty cells are for the light one."""
    setup = new_code_cell("from mugalim_widgets import choice", metadata={"tags": ["setup"]})
    light = [setup, new_markdown_cell("print(1)"), new_code_cell('choice("a")'), new_code_cell("#")]
    assert not needs_full_page(new_notebook(cells=light))
    assert needs_full_page(new_notebook(cells=[*light, new_code_cell(SLIDER)]))
    assert is_own_code(new_code_cell("%magic"))

"""The rules of a lesson's cells, and what is made of its notebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.nbgraderformat import MetadataValidator

from mugalim_courses import LessonError
from mugalim_courses.code_cells import call_of
from mugalim_courses.languages import Catalog
from mugalim_courses.notebooks import (
    check_notebook,
    is_prose,
    learner_notebook,
    read_notebook,
    source_notebook,
    step_titles,
    translate_notebook,
)

if TYPE_CHECKING:
    from conftest import Author


def said(author: Author) -> list[str]:
    """What the author is told about the cells."""
    return [str(problem) for problem in check_notebook(author.lesson())]


def test_nothing_is_said_of_a_notebook_in_order(author: Author) -> None:
    """The small course keeps every rule."""
    assert said(author) == []


@pytest.mark.parametrize(
    "source",
    [
        'grade("table");',
        'points = grade("table")',
        "grade(name)",
        'grade("table", 1)',
        'grade(name="table")',
        'grade("table").points',
        'print("table")',
        'grade("table")\n0.0',
        "grade(",
        "",
    ],
)
def test_anything_but_one_plain_call_is_no_call(source: str) -> None:
    """Points are read from a cell's last value, so nothing may stand around the call."""
    assert call_of(source) is None


@pytest.mark.parametrize(
    ("cell", "change", "words"),
    [
        ("grade-table", {"source": 'grade("table");'}, "is not one known call"),
        ("grade-table", {"source": 'grade("nobody")'}, "there is no exercise 'nobody'"),
        ("grade-table", {"source": 'grade("note")'}, "table has 0 grades"),
        ("grade-table", {"nbgrader": {"locked": False}}, "the grade cell is not locked"),
        ("table", {"source": 'text("table")'}, "text() does not fit 'table', a workbook"),
        ("table", {"source": 'grade("table")'}, "table has 2 grades"),
        ("layout", {"source": "## Words", "tags": []}, "stands in one place only"),
        ("work", {"nbgrader": {"grade": True}}, "the rubric item work stands in one place only"),
        ("setup", {"source": "import os"}, "the setup is not that one import"),
        ("setup", {"tags": ["other"]}, "the first code cell, and no other, is the setup"),
        ("note", {"tags": ["setup"]}, "the first code cell, and no other, is the setup"),
    ],
)
def test_each_broken_rule_is_said(
    author: Author, cell: str, change: dict[str, Any], words: str
) -> None:
    """The author learns of it before a learner's points go astray, and nothing is built."""
    author.change_cell(cell, **change)
    assert any(words in line for line in said(author))
    with pytest.raises(LessonError):
        source_notebook(author.lesson())


def test_two_cells_of_one_id_are_said_and_not_renamed(author: Author) -> None:
    """A new id would lose the cell's translations without a word."""
    author.change('"id": "work"', '"id": "situation"', "first/lesson.ipynb")
    assert any("the cell id 'situation' stands twice" in line for line in said(author))


@pytest.mark.parametrize("old", ['"id": "work", ', '"nbformat_minor": 5', '"cells": ['])
def test_a_notebook_that_is_none_is_one_sentence(author: Author, old: str) -> None:
    """Cells without id, an older version or half a file end in words for the author."""
    new = {'"nbformat_minor": 5': '"nbformat_minor": "x"'}.get(old, "")
    author.change(old, new, "first/lesson.ipynb")
    with pytest.raises(LessonError, match="open it in the Lab and save it again"):
        read_notebook(author.lesson())


def test_answers_beside_the_lesson_are_said(author: Author) -> None:
    """They would be copied over every learner's answers."""
    (author.folder / "first/answers").mkdir()
    assert any("somebody's answers" in line for line in said(author))


def test_points_come_from_the_plan_alone(author: Author) -> None:
    """Metadata says nothing of its own: the grade cell has the checks' points."""
    author.change("points: 1.5", "points: 4")
    cells = {cell.id: cell for cell in source_notebook(author.lesson()).cells}
    graded = cells["grade-table"].metadata.nbgrader
    assert (graded.grade_id, graded.points, graded.locked) == ("grade-table", 6, True)
    assert cells["layout"].metadata.nbgrader.points == 1
    assert cells["layout"].metadata.nbgrader.solution
    assert "nbgrader" not in cells["table"].metadata
    assert "nbgrader" not in cells["work"].metadata


def test_nbgrader_takes_the_source_as_its_own(author: Author) -> None:
    """Its validator of metadata has nothing to say."""
    MetadataValidator().validate_nb(source_notebook(author.lesson()))


def test_what_a_designer_saw_when_she_tried_it_is_dropped(author: Author) -> None:
    """Neither outputs nor counts of a trial reach a learner."""
    output = '"outputs": [{"output_type": "stream", "name": "stdout", "text": "hers"}]'
    author.change('"outputs": []', output, "first/lesson.ipynb")
    author.change('"execution_count": null', '"execution_count": 3', "first/lesson.ipynb")
    for cell in source_notebook(author.lesson()).cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


def test_only_prose_is_translated(author: Author) -> None:
    """Every other cell stays byte by byte, even where the catalog has words for it."""
    source = source_notebook(author.lesson())
    entries = {(cell.id, cell.source): (f"ky {cell.source}",) for cell in source.cells}
    translated = translate_notebook(source, Catalog("ky", entries))
    for ours, theirs in zip(source.cells, translated.cells, strict=True):
        if is_prose(ours):
            assert theirs.source == f"ky {ours.source}"
        else:
            assert json.dumps(theirs) == json.dumps(ours)


def test_a_learners_notebook_leaves_the_rubric_out(author: Author) -> None:
    """What a facilitator judges is not shown as a cell; everything else is."""
    source = source_notebook(author.lesson())
    names = [cell.id for cell in learner_notebook(source).cells]
    assert names == [cell.id for cell in source.cells if cell.id != "layout"]


def test_each_second_level_heading_begins_a_step(author: Author) -> None:
    """The steps are the headings, in order."""
    assert step_titles(read_notebook(author.lesson())) == ("A page", "Your table")

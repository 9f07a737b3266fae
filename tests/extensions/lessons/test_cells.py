"""Steps and exercises are found; nothing else of a notebook runs or gets through."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mugalim_lessons.cells import Place, Prose, places, steps
from mugalim_lessons.exporter import clean


def test_a_second_level_heading_begins_a_step() -> None:
    """Also in the middle of a cell, but not inside a block of code."""
    text = "Hello\n\n## One\n\n```\n## not a step\n```\n## Two\nmore"
    found = steps(new_notebook(cells=[new_markdown_cell(text)]))
    assert [step.title for step in found] == ["One", "Two"]
    assert isinstance(found[0].pieces[0], Prose)


@pytest.mark.parametrize("code", ["import os", "choice('a'); x()", "choice(x)", "eval('1')", "("])
def test_code_that_is_no_exercise_has_no_place(code: str) -> None:
    """Only the known calls with one name are run."""
    assert places(new_notebook(cells=[new_code_cell(code)])) == ()


def test_an_exercise_is_run_by_a_line_of_our_own() -> None:
    """The name is written as data."""
    found = places(new_notebook(cells=[new_code_cell('choice("to\\"day")', id="c")]))
    assert found == (Place("c", "choice", 'to"day'),)
    assert found[0].source == "choice('to\"day')"


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>",
        '<img src="https://elsewhere.example/a.png">',
        '<a href="javascript:alert(1)">a</a>',
        '<p onclick="x()">a</p>',
        '<iframe src="/hub"></iframe>',
        '<a href="data:text/html,x">a</a>',
    ],
)
def test_harmful_html_is_taken_out(html: str) -> None:
    """No script, no handler, nothing loaded from elsewhere."""
    cleaned = clean(html)
    for harmful in ("script", "src=", "href=", "onclick", "iframe"):
        assert harmful not in cleaned

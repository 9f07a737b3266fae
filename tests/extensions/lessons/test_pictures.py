"""Pictures in the prose of a published lesson: each page shows those of its own language."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from mugalim_lessons.lessons import read_lesson, render

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg"><title>{}</title></svg>'


@pytest.mark.parametrize("language", ["ky", "en"])
def test_a_picture_of_the_lessons_files_stands_in_the_page(language: str, tmp_path: Path) -> None:
    """A release keeps the files of each language apart; the prose says files/ in all of them."""
    (tmp_path / "page").mkdir()
    (tmp_path / "files" / language).mkdir(parents=True)
    drawing = DRAWN.format(language)
    (tmp_path / "files" / language / "pair.svg").write_text(drawing, encoding="utf-8")
    prose = "## Two charts\n\n![Two charts](files/pair.svg)"
    page = tmp_path / "page" / f"{language}.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell(prose)]), page)
    html = asyncio.run(render(read_lesson(page, tmp_path), language))
    assert b64encode(drawing.encode()).decode() in html

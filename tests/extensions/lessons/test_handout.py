"""The handout of the first lesson: readable on paper and by a screen reader, with no key in it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import mugalim_courses
from mugalim_checks.artefacts import read_artefact
from mugalim_courses.loading import load_lesson
from mugalim_lessons.handout.making import of_working_copy
from mugalim_lessons.handout.markup import Pictures, blocks

COURSES = Path(mugalim_courses.__file__).parents[1]
FOLDER = COURSES / "spreadsheets/gradebook"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf"
    "FcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module", params=["ky", "ru", "en"])
def members(request: pytest.FixtureRequest) -> Mapping[str, bytes]:
    """What is in the zip, by path; `language` beside it."""
    with zipfile.ZipFile(BytesIO(of_working_copy(FOLDER, "spreadsheets", request.param))) as made:
        found = {name: made.read(name) for name in made.namelist()}
    return {"language": request.param.encode(), **found}


def test_everything_stands_beside_each_other(members: Mapping[str, bytes]) -> None:
    """A page, the same as a PDF, and each file to begin with, in the language of the rest."""
    assert {"handout.html", "handout.pdf", "files/register.xlsx"} <= set(members)
    start = read_artefact("workbook", members["files/register.xlsx"], "register.xlsx")
    cyrillic = bool(re.search("[а-я]", str(start.to_state())))
    assert cyrillic == (members["language"] != b"en")


def test_the_page_loads_nothing_and_gives_nothing_away(members: Mapping[str, bytes]) -> None:
    """No script, no other address, no reply to an option that nobody has chosen."""
    page = members["handout.html"].decode()
    assert f'<html lang="{members["language"].decode()}">' in page
    assert not re.search(r"<script|<link|src=\"http|url\(", page)
    lesson = load_lesson(FOLDER, "spreadsheets")
    replies = [option.reply for each in lesson.exercises.values() for option in each.options]
    assert [reply for reply in replies if reply in page] == []
    assert page.count('class="line"') >= 5


def test_the_pdf_is_tagged_and_says_its_language(members: Mapping[str, bytes]) -> None:
    """PDF/UA: title, language, tags; and the letters of Kyrgyz are letters."""
    found = PdfReader(BytesIO(members["handout.pdf"]))
    root = found.root_object
    assert root["/Lang"] == members["language"].decode()
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert found.metadata
    assert found.metadata.title
    text = "".join(page.extract_text() for page in found.pages)
    assert ("ң" in text) == (members["language"] == b"ky")


def test_markdown_is_data_and_never_a_command(tmp_path: Path) -> None:
    """Marks, links, lists, tables and pictures become pieces; Typst's own signs stay text."""
    source = (
        f"#eval **b** [l](https://a.b) `x`\n\n- one\n\n| a |\n|---|\n| 1 |\n\n"
        f"![words](data:image/png;base64,{PIXEL}) ![none](../../etc/passwd)"
    )
    pictures = Pictures(tmp_path)
    found = blocks(source, {}, pictures)
    assert [block["type"] for block in found] == [
        "text",
        "list",
        "table",
        "picture",
        "text",
        "text",
    ]
    assert found[0]["text"][0] == {"kind": "plain", "text": "#eval "}
    assert list(pictures.found) == ["picture-1.png"]

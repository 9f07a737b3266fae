"""The words of spreadsheets/gradebook in three languages: whole, alike in structure, and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
import yaml
from babel.messages.pofile import read_po
from openpyxl import load_workbook

from mugalim_courses.loading import load_course
from mugalim_courses.translating import course_messages
from mugalim_widgets.surfaces.spreadsheet import WORDS as SHEET
from mugalim_widgets.words import in_language

COURSE = Path(__file__).parents[3] / "courses" / "spreadsheets"
LESSON = COURSE / "gradebook"
WORDS = {"title", "summary", "question", "text", "reply"}
# Of the table, that the steps name.
BUTTONS = ("fill", "limit", "limit_set", "freeze", "more", "download")
MACHINE = "kernel|notebook|server|json|traceback|ядр[оа]|ноутбук|блокнот|сервер|трейсбек"
FAMILIAR = {
    "ru": r"\b(ты|тебя|тебе|твой|твоя|твоё|твои|вы|вас|вам|вами|ваш\w*)\b",
    "ky": r"\b(сен|сени|сенин|сага|сенде|сиз|сизге|сизди|сиздин)\b",
}
languages = pytest.mark.parametrize("language", ["ky", "ru"])


def prose() -> dict[str, str]:
    """The text of each prose cell by its id."""
    notebook = nbformat.read(LESSON / "lesson.ipynb", as_version=4)
    return {
        cell.id: cell.source
        for cell in notebook.cells
        if cell.cell_type == "markdown" and "nbgrader" not in cell.metadata
    }


def planned(part: object) -> Iterator[str]:
    """Every text of a plan that a person reads."""
    if isinstance(part, list):
        for each in part:
            yield from planned(each)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in WORDS and isinstance(value, str):
                yield value
            elif key != "parameters":
                yield from planned(value)


def in_start_files() -> set[str]:
    """Every text that stands in a file which a learner is given."""
    books = [load_workbook(path) for path in sorted((LESSON / "files").glob("*.xlsx"))]
    values = {c.value for book in books for sheet in book for row in sheet for c in row}
    names = {name for book in books for name in book.sheetnames}
    return {v for v in values | names if isinstance(v, str) and not v.startswith("=")}


def catalog(language: str, name: str = "gradebook") -> dict[tuple[str | None, str], str]:
    """The translations of a catalog by context and English text."""
    file = BytesIO((COURSE / "locale" / language / f"{name}.po").read_bytes())
    found = read_po(file, locale=language, abort_invalid=True)
    return {(m.context, str(m.id)): str(m.string) for m in found if m.id and not m.fuzzy}


def plan_texts(path: Path) -> set[str]:
    """Every text of a YAML file that a person reads."""
    return set(planned(yaml.safe_load(path.read_text(encoding="utf-8"))))


@languages
def test_every_text_of_the_lesson_is_translated_and_nothing_else(language: str) -> None:
    """Prose, plan and start files: each text has its translation, and no translation is left."""
    expected = {(cell, text) for cell, text in prose().items()}
    expected |= {("lesson.yaml", text) for text in plan_texts(LESSON / "lesson.yaml")}
    expected |= {("files", text) for text in in_start_files()}
    found = catalog(language)
    assert set(found) == expected
    assert all(found.values())


@languages
def test_every_text_of_the_course_is_translated(language: str) -> None:
    """All that the course's page says of it is there in both languages."""
    expected = {(said.context, said.text) for said in course_messages(load_course(COURSE))}
    found = catalog(language, "course")
    assert set(found) == expected
    assert all(found.values())


def structure(text: str) -> list[str]:
    """The marks of headings, lists, tables and numbered items, line by line."""
    return re.findall(r"(?m)^\s*(?:#+ |- |\d+\. |\|)", text)


@languages
def test_a_translation_keeps_headings_lists_and_tables(language: str) -> None:
    """Steps begin with headings, so that a lost one would join two steps."""
    translations = catalog(language)
    for cell, english in prose().items():
        assert structure(translations[cell, english]) == structure(english), cell


@languages
def test_a_translation_names_the_same_cells_of_the_table(language: str) -> None:
    """An address that got lost or changed would send a learner to another cell."""
    for (context, english), translated in catalog(language).items():
        if context != "files":
            address = r"(?<![A-Za-z])\$?[A-Z]\$?\d+"
            assert set(re.findall(address, translated)) == set(re.findall(address, english))


def formulas(text: str) -> list[str]:
    """The formulas in a text, with English separators."""
    return [found.replace(";", ",").rstrip(".,") for found in re.findall(r"=[A-Z]+\(\S+\)", text)]


@languages
def test_a_translation_has_the_same_formulas(language: str) -> None:
    """Only the sign between a formula's parts differs."""
    for (context, english), translated in catalog(language).items():
        assert formulas(translated) == formulas(english), context


@languages
def test_formulas_and_decimals_are_written_as_at_home(language: str) -> None:
    """A semicolon between a formula's parts and a decimal comma, in Kyrgyz and Russian."""
    for translated in catalog(language).values():
        assert not re.search(r"\d\.\d", translated)
        assert not re.search(r"=[A-Z]+\([^\s`]*,[^\s`]", translated)


@languages
def test_the_steps_call_the_buttons_as_the_table_does(language: str) -> None:
    """Whoever looks for a button finds it under the name that the step gave."""
    buttons, translations = in_language(SHEET, language, "spreadsheet"), catalog(language)
    for cell, english in prose().items():
        for button in BUTTONS:
            named = f"**{SHEET[button]}**" in english
            assert (f"**{buttons[button]}**" in translations[cell, english]) == named


@languages
def test_no_word_of_the_machine_reaches_a_teacher(language: str) -> None:
    """Learners never see what the school runs on, in any language."""
    for (_, english), translated in catalog(language).items():
        assert not re.search(MACHINE, f"{english}\n{translated}", re.IGNORECASE)


@languages
def test_teachers_are_addressed_with_respect(language: str) -> None:
    """Сиз and Вы with a capital, and no familiar form."""
    for translated in catalog(language).values():
        found = re.search(FAMILIAR[language], translated)
        assert found is None, translated


@languages
def test_a_catalog_says_its_language_and_that_a_review_is_pending(language: str) -> None:
    """A reader of the file sees at once what it is and that a native speaker has yet to read it."""
    for name in ("course", "gradebook"):
        text = (COURSE / "locale" / language / f"{name}.po").read_text(encoding="utf-8")
        assert f'"Language: {language}\\n"' in text
        assert "native review pending" in text


def test_a_start_file_shows_no_one_who_made_it() -> None:
    """No author's name and no date of this day travel with a file."""
    for path in sorted((LESSON / "files").glob("*.xlsx")):
        with ZipFile(path) as archive:
            core = archive.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in core
        assert "2026-09-01" in core

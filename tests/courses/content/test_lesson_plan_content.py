"""digital-workplace/lesson-plan does what it promises: files, practice, work, three languages."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.document import Document
from mugalim_checks.document.blocks import Image, Paragraph, Run, Table
from mugalim_checks.messages import message
from mugalim_courses.loading import load_course
from mugalim_courses.model import NotYet
from mugalim_courses.notebooks import read_notebook
from mugalim_courses.translating import lesson_catalog
from mugalim_widgets.surfaces.document import WORDS as SURFACE
from mugalim_widgets.words import in_language

LESSON = load_course(Path(__file__).parents[3] / "courses" / "digital-workplace").lesson(
    "lesson-plan"
)
MAKER = Path(__file__).with_name("make_lesson_plan_files.py")
languages = pytest.mark.parametrize("language", ["en", "ky", "ru"])
ALT = {
    "en": "Fifteen squares in three rows of five",
    "ky": "Үч катарда бештен он беш чарчы",
    "ru": "Пятнадцать квадратов в трёх рядах по пять",
}


def words(language: str) -> Callable[[str], str]:
    """What a text of the start files is called in a language."""
    catalog = lesson_catalog(LESSON, language)
    return lambda text: catalog.text(text, "files")


@cache
def kept(file: str) -> Document:
    """A document of the lesson, read as a learner's upload is read."""
    found = read_artefact("document", (LESSON.folder / file).read_bytes(), Path(file).name)
    assert isinstance(found, Document)
    return found


def start(exercise: str, language: str) -> Document:
    """The document that a learner of a language begins with."""
    return kept(LESSON.exercises[exercise].start or "").translated(words(language))


def report(exercise: str, document: Document) -> Report:
    """What the checks of an exercise say of a document."""
    return run(LESSON.exercises[exercise], document)


def not_passed(found: Report) -> list[str]:
    """The ids of the checks that did not pass."""
    return [each.id for each in found.results if each.outcome != "passed"]


def styled(document: Document) -> Document:
    """The document with its first bold line as title, the others as headings of parts."""
    level, blocks = 1, []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.runs and block.runs[0].bold:
            block, level = replace(block, level=level), 2
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def written(document: Document, instead: Mapping[str, str]) -> Document:
    """The document with other words in place of some of its own."""
    return document.translated(lambda text: instead.get(text, text))


def filled(table: Table, minutes: Mapping[int, str], text: str = "") -> Table:
    """The table with its first row marked, minutes in some rows and a text in their other cells."""
    rows = [list(row) for row in table.rows]
    for row, said in minutes.items():
        for column, shown in enumerate((text, text, said)):
            if shown:
                rows[row][column] = replace(rows[row][column], blocks=(Paragraph((Run(shown),)),))
    return replace(table, rows=tuple(map(tuple, rows)), headers=1)


def with_table(document: Document, minutes: Mapping[int, str], text: str = "") -> Document:
    """The document with its tables filled."""
    blocks = [filled(b, minutes, text) if isinstance(b, Table) else b for b in document.blocks]
    return replace(document, blocks=tuple(blocks))


@languages
def test_each_practice_is_met_by_what_its_step_says(language: str) -> None:
    """Styles, a marked row and five minutes, words for the drawing: not before, then passed."""
    alone = start("practice_picture", language)
    done = {
        "practice_style": styled(start("practice_style", language)),
        "practice_table": with_table(start("practice_table", language), {4: "5"}),
        "practice_picture": written(alone, {"IMG_2041.png": ALT[language]}),
    }
    for name, document in done.items():
        assert not_passed(report(name, document)) == []
        begun = not_passed(report(name, start(name, language)))
        assert begun == [use.id for use in LESSON.exercises[name].checks]


@languages
def test_the_form_becomes_a_plan_by_the_four_steps_of_the_text(language: str) -> None:
    """Styles, her own words, stages with minutes, a picture with words: all 13 points."""
    say = words(language)
    own = {
        say("What pupils can do at the end"): ALT[language],
        say("How you see that the goal is reached"): ALT[language],
        say("How long the lesson is"): say("45 minutes"),
    }
    form = start("plan", language)
    assert report("plan", form).points <= 1
    plan = with_table(written(styled(form), own), {1: "5", 2: "15", 3: "20", 4: "5"}, say("New"))
    picture = Paragraph(images=(Image(ALT[language], "IMG_1.jpg", 9, 800, 600),))
    done = replace(plan, blocks=(*plan.blocks, picture))
    assert not_passed(report("plan", done)) == []


@languages
def test_the_words_of_the_form_are_known_to_the_check_as_no_answer(language: str) -> None:
    """Headings and a table alone fill none of the four parts."""
    found = report("plan", styled(start("plan", language)))
    (parts,) = (each for each in found.results if each.id == "parts")
    assert (parts.points, parts.values["done"]) == (0, 0)


@pytest.mark.parametrize("proof", LESSON.not_yet, ids=lambda proof: Path(proof.file).stem)
@languages
def test_a_hint_says_what_to_do_and_where(proof: NotYet, language: str) -> None:
    """The line, the cell or the picture of this very file, and the number that does not fit."""
    name = {"plain_lines": "2", "bold_line": "Assessment", "level_skipped": "Goal",
            "goal_left_open": "Goal", "header_unmarked": "Stage", "ten_minutes_lost": "35",
            "file_name_as_words": "leaf.png"}[Path(proof.file).stem]  # fmt: skip
    found = run(LESSON.exercises["plan"], kept(proof.file))
    hints = [message(each, language) for each in found.results if each.outcome == "not_yet"]
    assert len(hints) == 1
    assert name in hints[0]
    if proof.fails == ("table",):
        assert in_language(SURFACE, language, "document")["headed"] in hints[0]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_steps_call_the_tools_as_the_page_does(language: str) -> None:
    """Whoever looks for a style or a button finds it under the name that the step gave."""
    catalog, tools = lesson_catalog(LESSON, language), in_language(SURFACE, language, "document")
    named = {key: said for key, said in SURFACE.items() if key not in ("s_h", "s_text")}
    for cell in read_notebook(LESSON).cells:
        said = catalog.text(cell.source, cell.id)
        for key in (key for key, text in named.items() if f"**{text}**" in cell.source):
            assert f"**{tools[key]}**" in said, (cell.id, key)
        for level in re.findall(r"\*\*Heading (\d)\*\*", cell.source):
            assert f"**{tools['s_h'].format(n=level)}**" in said, cell.id


def test_the_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    runpy.run_path(str(MAKER))["main"](tmp_path)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    folders = ("files", "solution", "not_yet")
    there = [p for name in folders for p in (LESSON.folder / name).iterdir()]
    assert made == {p.relative_to(LESSON.folder): p.read_bytes() for p in there}

"""spreadsheets/who-needs-help does what it promises: steps in each language, subjects, hints."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.messages import message
from mugalim_checks.workbook import Workbook
from mugalim_courses.languages import Catalog
from mugalim_courses.loading import load_course
from mugalim_courses.notebooks import is_prose, read_notebook
from mugalim_courses.translating import lesson_catalog, localised
from mugalim_widgets.surfaces.spreadsheet import WORDS
from mugalim_widgets.words import in_language

COURSE = Path(__file__).parents[3] / "courses" / "spreadsheets"
LESSON = load_course(COURSE).lesson("who-needs-help")
HELP = LESSON.exercises["help"]
MADE = runpy.run_path(str(Path(__file__).with_name("make_who_needs_help_files.py")))
DRAWN = runpy.run_path(str(Path(__file__).with_name("make_who_needs_help_pictures.py")))
BOLD = {"operator": "lessThan", "bold": True, "fill": "#FFC7CE", "colour": "#9C0006"}
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])
subjects = pytest.mark.parametrize("subject", [each.id for each in HELP.variants])


@cache
def book(file: str) -> Workbook:
    """A workbook of the lesson, read as a learner's upload is read."""
    return read_artefact("workbook", (LESSON.folder / file).read_bytes(), Path(file).name)


def catalog(language: str) -> Catalog:
    """The lesson's words in a language; none are needed in English."""
    return lesson_catalog(LESSON, language)


def start(file: str, language: str) -> Workbook:
    """The workbook that a learner of that language begins with."""
    return book(file).translated(lambda text: catalog(language).text(text, "files"))


def prose(cell: str, language: str) -> str:
    """The text of a step in a language."""
    source = next(c.source for c in read_notebook(LESSON).cells if c.id == cell)
    return catalog(language).text(source, cell)


def not_passed(exercise: str, workbook: Workbook) -> list[str]:
    """The ids of the checks that did not pass."""
    found: Report = run(LESSON.exercises[exercise], workbook)
    return [result.id for result in found.results if result.outcome != "passed"]


def typed(workbook: Workbook, inputs: Mapping[str, str]) -> Workbook:
    """The workbook after inputs into cells."""
    for cell, text in inputs.items():
        name = workbook.sheets[0].name
        workbook = workbook.apply({"op": "set", "sheet": name, "cell": cell, "input": text})
    return workbook


def around(workbook: Workbook, part: str, value: Any) -> Workbook:
    """The workbook with another filter, format or chart."""
    name = workbook.sheets[0].name
    return workbook.apply({"op": "part", "sheet": name, "part": part, "value": value})


def by_average(workbook: Workbook, last: int, columns: str) -> Workbook:
    """The workbook with its rows sorted by column B, the lowest first."""
    sheet = workbook.sheets[0]
    order = sorted(range(2, last + 1), key=lambda row: float(sheet.input(f"B{row}")))
    area = f"A2:{columns}{last}"
    return workbook.apply({"op": "arrange", "sheet": sheet.name, "range": area, "order": order})


def chart(workbook: Workbook, names: str, values: str) -> Workbook:
    """The workbook with a chart of columns whose axes have titles."""
    sheet = workbook.sheets[0].name
    series = [{"categories": f"'{sheet}'!{names}", "values": f"'{sheet}'!{values}"}]
    titled = {"across": {"title": "1"}, "up": {"title": "2"}}
    drawn = {"kind": "column", "cell": "I2", "series": series, **titled}
    return around(workbook, "charts", [drawn])


@languages
def test_the_formulas_as_printed_meet_the_first_two_practices(language: str) -> None:
    """Whoever types what the steps print, and turns the sign as they say, is done."""
    counted, more = re.findall(r"`(=COUNTIF\(.+\)|>=4)`", prose("count-intro", language))
    own = counted.replace("<3", more)
    done = typed(start("files/practice_count.xlsx", language), {"B10": counted, "B11": own})
    assert not_passed("practice_count", done) == []
    groups = start("files/practice_groups.xlsx", language)
    assert not_passed("practice_groups", groups) == ["counts"]
    (both,) = re.findall(r"`(=COUNTIFS\(.+\))`", prose("groups-intro", language))
    assert not_passed("practice_groups", typed(groups, {"B12": both})) == []


@languages
def test_the_table_s_tools_meet_the_other_practices(language: str) -> None:
    """Sorted and filtered, marked in bold, drawn as a chart: each from a start that is not."""
    rows = start("files/practice_sort.xlsx", language)
    assert not_passed("practice_sort", rows) == ["lowest", "next", "filter"]
    rows = around(by_average(rows, 8, "D"), "filters", ["A1:D8"])
    assert not_passed("practice_sort", rows) == []
    marks = start("files/practice_mark.xlsx", language)
    assert not_passed("practice_mark", marks) == ["cond"]
    rule = {"range": "B2:B8", "kind": "cell", "formulas": ["3"], **BOLD}
    assert not_passed("practice_mark", around(marks, "formats", [rule])) == []
    bars = start("files/practice_chart.xlsx", language)
    assert not_passed("practice_chart", bars) == ["chart", "zero"]
    assert not_passed("practice_chart", chart(bars, "A2:A4", "B2:B4")) == []


@languages
@subjects
def test_the_help_table_can_be_done_as_the_lesson_says(subject: str, language: str) -> None:
    """Counted, drawn, ruled, marked, sorted and listed, in each subject and language."""
    done = start(f"files/help_{subject}.xlsx", language)
    formulas = dict(zip(("G2", "G3", "G4"), MADE["counts"](41), strict=True))
    named = {f"F{row}": text for row, text in enumerate("абв", 2)}
    done = by_average(typed(done, {**formulas, **named, "G6": "3", "G8": "6"}), 41, "D")
    sheet = done.sheets[0]
    due = [
        sheet.input(f"A{row}")
        for row in range(2, 42)
        if float(sheet.input(f"B{row}")) < 3 or float(sheet.input(f"C{row}")) >= 6
    ]
    done = typed(done, {f"F{row}": name for row, name in enumerate(due, 11)})
    rule = {"range": "B2:B41", "kind": "cell", "formulas": ["=$G$6"], **BOLD}
    done = around(around(done, "formats", [rule]), "filters", ["A1:D41"])
    assert not_passed("help", chart(done, "F2:F4", "G2:G4")) == []


@subjects
def test_a_week_is_enough_for_the_list_of_each_subject(subject: str) -> None:
    """With the limits that the step names, seven to ten of forty; somebody is found by each."""
    rows = MADE["rows_of"](subject)
    assert 7 <= len(MADE["picked"](rows)) <= 10
    low, away = [row for row in rows if row[1] < 3], [row for row in rows if row[2] >= 6]
    assert low
    assert set(away) - set(low)
    assert sum(MADE["how_many"](rows)) == 40
    assert {3.0, 4.0} <= {row[1] for row in rows}  # who would fall between the groups


HINTS = {
    "somebody_between": ["38", "40"],
    "typed_count": ["G2", "COUNTIF"],
    "colour_alone": ["B2:B41"],
    "no_filter": ["1"],
    "chart_of_pupils": ["B2:B41", "G2:G4"],
    "bare_axes": ["0", "2"],
    "axis_cut": ["5", "0"],
    "one_forgotten": ["Petrova", "8", "9"],
}


@languages
@pytest.mark.parametrize("proof", LESSON.not_yet, ids=lambda proof: Path(proof.file).stem)
def test_a_hint_says_where(proof: Any, language: str) -> None:
    """The cell, the row, the pupil or the numbers that somebody has to look at."""
    found = run(HELP, book(proof.file))
    failed = [result for result in found.results if result.outcome == "not_yet"]
    assert tuple(result.id for result in failed) == proof.fails
    hint = message(failed[0], language)
    assert all(each in hint for each in HINTS[Path(proof.file).stem]), hint


@languages
def test_steps_and_drawings_tell_the_same_numbers(language: str) -> None:
    """20, 14 and 6 stand in the step, in its picture, and in the practice of the chart."""
    text = prose("pair-intro", language)
    (drawing,) = re.findall(r"\]\(files/(pair\w*\.svg)\)", text)
    assert drawing == f"pair{'' if language == 'en' else '_' + language}.svg"
    bars = book("files/practice_chart.xlsx").sheets[0]
    for row, number in enumerate((20, 14, 6), 2):
        assert bars.input(f"B{row}") == str(number)
        assert str(number) in text
        assert f">{number}</text>" in (LESSON.folder / "files" / drawing).read_text()
    topic = catalog(language).text("fractions", "files")
    assert topic in prose("sort-intro", language)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_steps_call_the_buttons_as_the_table_does(language: str) -> None:
    """Whoever looks for a button finds it under the name that the step gave."""
    buttons = in_language(WORDS, language, "spreadsheet")
    for cell in (each for each in read_notebook(LESSON).cells if is_prose(each)):
        translated = catalog(language).text(cell.source, cell.id)
        for key, english in WORDS.items():
            if f"**{english}**" in cell.source:
                assert f"**{buttons[key]}**" in translated, (cell.id, english)


@languages
def test_each_rule_s_item_stands_where_the_rule_puts_it(language: str) -> None:
    """The numbers in an item's text, in every language, are those of its group."""
    lesson = localised(LESSON, catalog(language))
    for item in lesson.exercises["practice_rule"].material["items"]:
        numbers = re.findall(r"\d+(?:[.,]\d+)?", item["text"])
        average, days = (float(number.replace(",", ".")) for number in numbers)
        assert item["group"] == ("list" if average < 3 or days >= 6 else "later"), item


def test_files_and_drawings_are_those_that_the_scripts_make(tmp_path: Path) -> None:
    """Running the scripts again changes no byte, and all files together stay small."""
    MADE["main"](tmp_path)
    DRAWN["main"](tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    folders = ("files", "solution", "not_yet")
    kept = {
        path.relative_to(LESSON.folder): path.read_bytes()
        for folder in folders
        for path in (LESSON.folder / folder).iterdir()
    }
    assert made == kept
    assert sum(map(len, kept.values())) < 400_000


def test_a_step_fits_a_phone() -> None:
    """Prose above an exercise stays within what a phone shows; the plan gives 14 of 19 points."""
    texts = [each.source for each in read_notebook(LESSON).cells if is_prose(each)]
    said = [re.sub(r"```press.*?```", "", text, flags=re.DOTALL) for text in texts]
    assert max(len(text.split()) for text in said) <= 140
    assert (HELP.points, LESSON.points) == (14, 19)

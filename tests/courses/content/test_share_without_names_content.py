"""spreadsheets/share-without-names can be done as it says, in each language, from its own files."""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path

import pytest

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Report, run
from mugalim_checks.formulas.addresses import cell_position
from mugalim_checks.messages import message
from mugalim_checks.workbook import Workbook
from mugalim_courses.languages import Catalog
from mugalim_courses.loading import load_lesson
from mugalim_courses.translating import lesson_catalog

FOLDER = Path(__file__).parents[3] / "courses" / "spreadsheets" / "share-without-names"
LESSON = load_lesson(FOLDER, "spreadsheets")
MAKER = Path(__file__).with_name("make_share_without_names_files.py")
languages = pytest.mark.parametrize("language", ["ky", "ru", "en"])


def book(file: str) -> Workbook:
    """A workbook of the lesson, read as a learner's upload is read."""
    return read_artefact("workbook", (FOLDER / file).read_bytes(), Path(file).name)


@cache
def words(language: str) -> Catalog:
    """The lesson's words in a language; none are needed in English."""
    return lesson_catalog(LESSON, language)


class Table:
    """A start in a language, and what a learner does with it."""

    def __init__(self, exercise: str, language: str) -> None:
        self.exercise, self.say = LESSON.exercises[exercise], words(language)
        start = book(self.exercise.start or "")
        self.book = start.translated(lambda text: self.say.text(text, "files"))

    def do(self, op: str, sheet: str = "Class", **named: object) -> None:
        """One operation of the surface, on a sheet by its English name."""
        own = {"op": op, "sheet": self.say.text(sheet, "files"), **named}
        self.book = self.book.apply(own)

    def type(self, inputs: dict[str, str], sheet: str = "Class") -> None:
        """Write into cells."""
        for cell, text in inputs.items():
            self.do("set", sheet, cell=cell, input=text)

    def column(self, letter: str, sheet: str) -> list[str]:
        """What stands in a column from its heading on."""
        found = self.book.sheet(self.say.text(sheet, "files"))
        assert found is not None
        places = [each for each in found.cells if each.startswith(letter)]
        return [found.cells[each].input for each in sorted(places, key=cell_position)]

    def sort(self, last: int, right: str) -> None:
        """Sort the rows below the heading by their codes in column A."""
        codes = dict(enumerate(self.column("A", "Class")[1:], 2))
        order = sorted(codes, key=lambda row: codes[row])
        self.do("arrange", range=f"A2:{right}{last}", order=order)

    def report(self) -> Report:
        """What the checks say now."""
        return run(self.exercise, self.book)

    def missing(self) -> list[str]:
        """The ids of the checks that do not pass."""
        return [each.id for each in self.report().results if each.outcome != "passed"]


@languages
def test_six_names_become_codes(language: str) -> None:
    """Codes alone are not enough: the rows change their order and the names go."""
    table = Table("practice_codes", language)
    table.type(
        {f"A{n}": code for n, code in enumerate(["K58", "K07", "K33", "K91", "K20", "K64"], 2)}
    )
    assert table.missing() == ["codes", "names"]
    table.sort(7, "C")
    table.do("delete", axis="column", at=2, count=1)
    assert table.missing() == []


@languages
def test_what_is_hidden_is_shown_and_then_deleted(language: str) -> None:
    """Showing it is half of the way: the names are in sight then."""
    table = Table("practice_hidden", language)
    table.do("part", part="hidden_columns", value=[])
    table.do("part", "Old list", part="hidden", value="")
    assert table.missing() == ["names"]
    table.do("delete", axis="column", at=3, count=1)
    table.do("remove", "Old list")
    assert table.missing() == []


@languages
def test_comment_and_properties_are_taken_out(language: str) -> None:
    """Each of them is found by a check of its own."""
    table = Table("practice_file", language)
    table.do("part", part="comments", value=[])
    assert table.missing() == ["props"]
    table.do("about", properties={})
    assert table.missing() == []


@languages
def test_a_group_of_one_joins_its_neighbour(language: str) -> None:
    """One formula counts both; the row that is left over is emptied."""
    table = Table("practice_groups", language)
    table.type({"D4": "2, 3", "E4": '=COUNTIF(B2:B13,"<=3")', "D5": "", "E5": ""})
    assert table.missing() == []


@languages
def test_the_class_becomes_a_shared_table_as_the_steps_say(language: str) -> None:
    """Codes, order, only what she needs, the file, the summary: full points."""
    table = Table("shared", language)
    codes = table.column("A", "Codes")
    assert len(codes) == 31
    table.type({f"A{row}": code for row, code in enumerate(codes, 1)})
    table.sort(31, "G")
    table.do("part", part="hidden_columns", value=[])
    table.do("delete", axis="column", at=2, count=4)
    table.do("remove", "Codes")
    table.do("remove", "Families")
    table.do("part", part="comments", value=[])
    table.do("about", properties={})
    name = table.say.text("Class", "files")
    counted = {f"B{row}": f"=COUNTIF({name}!B2:B31,{mark})" for row, mark in ((2, 5), (3, 4))}
    joined = {"A4": "2, 3", "B4": f'=COUNTIF({name}!B2:B31,"<=3")', "A5": ""}
    table.type({**counted, "B4": f"=COUNTIF({name}!B2:B31,3)", "B5": "2"}, "Summary")
    assert table.missing() == ["small"]
    table.type({**joined, "B5": ""}, "Summary")
    assert table.report().points == 15


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("name_in_comment", "B5"),
        ("note_hidden", "column D"),
        ("author_told", "Author: Асанова Г."),
        ("initials_as_code", "BA-2012"),
        ("order_of_the_register", "Sort the rows by “Code”"),
        ("mark_changed", "Mathematics"),
        ("row_lost", "29"),
        ("group_of_two", "mark 2"),
        ("key_inside", "“Key”, cell B1"),
    ],
)
def test_a_hint_says_where(file: str, place: str) -> None:
    """Whoever reads it finds the place in this very file."""
    results = run(LESSON.exercises["shared"], book(f"not_yet/{file}.xlsx")).results
    said = [message(each, "en") for each in results if each.outcome == "not_yet"]
    assert len(said) == 1
    assert place in said[0]


def test_the_plan_knows_the_order_of_the_class_list() -> None:
    """The marks by which a copy of the class list is known are those of the class."""
    pupils = runpy.run_path(str(MAKER))["PUPILS"]
    codes = next(each for each in LESSON.exercises["shared"].checks if each.id == "codes")
    order = codes.parameters["order"]
    assert order == {
        "maths": [each[3] for each in pupils],
        "language": [each[4] for each in pupils],
    }


def test_the_office_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    """Running the script again changes no byte."""
    runpy.run_path(str(MAKER))["main"](tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.xlsx")}
    assert made == {each.relative_to(FOLDER): each.read_bytes() for each in FOLDER.rglob("*.xlsx")}

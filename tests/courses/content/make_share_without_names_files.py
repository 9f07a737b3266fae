"""Makes the office files of spreadsheets/share-without-names again: starts, solution, not-yet.

Run by hand, from anywhere: `python tests/courses/content/make_share_without_names_files.py
[FOLDER]`. The same bytes come out each time. The class is invented; its names are those of plants,
hills and weather. Here a file has an author only where the lesson is about that.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

LESSON = Path(__file__).parents[3] / "courses" / "spreadsheets" / "share-without-names"
MADE_AT = datetime(2026, 9, 1)  # noqa: DTZ001  an .xlsx holds a date without a zone
TEACHER = {"author": "Асанова Г.", "company": "№ 12"}

# Pupils in the order of the class list: name, birth date, village, mathematics, Kyrgyz.
PUPILS = (
    ("Bulutova Aiperi", "2012-03-14", "Ak-Suu", 4, 4),
    ("Chynarov Nurbek", "2011-11-02", "Kyzyl-Tuu", 3, 3),
    ("Kaiynova Begimai", "2012-05-27", "Ak-Suu", 5, 4),
    ("Tootaev Erlan", "2012-01-09", "Jany-Jol", 3, 4),
    ("Jamgyrova Sezim", "2011-12-30", "Ak-Suu", 4, 5),
    ("Archabekov Daniyar", "2012-07-18", "Ak-Suu", 2, 3),
    ("Kolbaeva Gulzat", "2012-02-21", "Kyzyl-Tuu", 4, 4),
    ("Tashynov Bakyt", "2011-10-05", "Ak-Suu", 3, 3),
    ("Jyldyzova Meerim", "2012-04-11", "Jany-Jol", 5, 5),
    ("Talbekov Islam", "2012-08-03", "Ak-Suu", 3, 4),
    ("Gulkanova Nuriza", "2012-06-16", "Kyzyl-Tuu", 4, 4),
    ("Kamyshov Timur", "2011-09-24", "Ak-Suu", 3, 3),
    ("Betegeeva Aidana", "2012-03-03", "Kara-Oi", 4, 4),
    ("Suusarov Adilet", "2012-05-08", "Ak-Suu", 3, 2),
    ("Shamalova Jibek", "2012-02-12", "Ak-Suu", 4, 4),
    ("Kumtorov Azamat", "2011-12-19", "Kyzyl-Tuu", 3, 3),
    ("Bermet-Toova Alina", "2012-01-25", "Ak-Suu", 5, 5),
    ("Karagaev Emir", "2012-07-07", "Jany-Jol", 3, 4),
    ("Cholova Kunduz", "2011-11-23", "Ak-Suu", 4, 4),
    ("Monguev Chyngyz", "2012-06-01", "Kyzyl-Tuu", 2, 3),
    ("Nurasheva Rakhat", "2012-04-28", "Ak-Suu", 4, 4),
    ("Orukov Beksultan", "2012-03-31", "Jany-Jol", 3, 3),
    ("Saiynova Asel", "2011-10-17", "Ak-Suu", 4, 4),
    ("Jailoev Ruslan", "2012-05-15", "Kyzyl-Tuu", 3, 4),
    ("Dolonova Nazik", "2012-08-22", "Ak-Suu", 5, 5),
    ("Almalyev Kubat", "2012-01-13", "Ak-Suu", 3, 3),
    ("Terekova Diana", "2011-12-06", "Kyzyl-Tuu", 4, 4),
    ("Kungoev Ulan", "2012-02-29", "Ak-Suu", 3, 3),
    ("Yrysova Eliza", "2012-07-26", "Jany-Jol", 4, 4),
    ("Tokoev-Jol Sanjar", "2012-06-20", "Kyzyl-Tuu", 4, 4),
)
BY_TEACHER = {"author": TEACHER["author"]}  # of a comment
NOTES = {4: "father works abroad", 12: "free meals", 20: "lives with grandmother"}
_DRAW = random.Random(7)  # noqa: S311  the same draw each time; nothing is to be secret
CODES = [f"K{number:02}" for number in _DRAW.sample(range(10, 100), len(PUPILS))]
TELLING = {0: "BA-2012", 1: "CN-2011"}  # initials and the year of birth
TABLE = ["Code", "Mathematics", "Kyrgyz"]
LAST_ROW = len(PUPILS) + 1
GROUPS = (
    ("mark 5", f"=COUNTIF(Class!B2:B{LAST_ROW},5)", 4),
    ("mark 4", f"=COUNTIF(Class!B2:B{LAST_ROW},4)", 12),
    ("mark 2 or 3", f'=COUNTIF(Class!B2:B{LAST_ROW},"<=3")', 14),
)
TOO_SMALL = (
    *GROUPS[:2],
    ("mark 3", f"=COUNTIF(Class!B2:B{LAST_ROW},3)", 12),
    ("mark 2", f"=COUNTIF(Class!B2:B{LAST_ROW},2)", 2),
)
Mark = tuple[str, int, int]  # code, mathematics, Kyrgyz


def marks(codes: Sequence[str] = CODES, *, mixed: bool = True) -> list[Mark]:
    """A row for each pupil: by code, or in the order of the class list."""
    rows = [(code, pupil[3], pupil[4]) for code, pupil in zip(codes, PUPILS, strict=True)]
    return sorted(rows) if mixed else rows


@dataclass(frozen=True)
class Shared:
    """A table that somebody is about to give away, with what she has overlooked."""

    rows: Sequence[Mark] = field(default_factory=marks)
    groups: Sequence[tuple[str, str, int]] = GROUPS
    properties: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    hidden: bool = False  # a column of remarks
    key: bool = False  # a sheet with birth dates


def fill(sheet: Worksheet, rows: Sequence[Sequence[object]], left: int = 0) -> None:
    """Rows from the first row down; formulas come with their values, as (formula, value)."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row, left):
            if isinstance(cell, tuple):
                sheet.write_formula(number, column, cell[0], None, cell[1])
            elif cell != "":
                sheet.write(number, column, cell)


def hide(sheet: Worksheet, column: str) -> None:
    """A column that is there and not seen."""
    sheet.set_column(f"{column}:{column}", 20, None, {"hidden": True})


def open_book(path: Path, properties: dict[str, str] | None = None) -> Workbook:
    """A new workbook of the first of September."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook(path)
    book.set_properties({"created": MADE_AT, **(properties or {})})
    return book


def write_shared(path: Path, shared: Shared) -> None:
    """The table with codes, its summary, and what was overlooked."""
    with open_book(path, shared.properties) as book:
        sheet = book.add_worksheet("Class")
        sheet.set_column("B:C", 14)
        fill(sheet, [TABLE, *shared.rows])
        if shared.comment:
            sheet.write_comment("B5", shared.comment, BY_TEACHER)
        if shared.hidden:
            fill(sheet, [["Note"], ["free meals"]], left=3)
            hide(sheet, "D")
        summary = book.add_worksheet("Summary")
        summary.set_column("A:A", 14)
        counted = [[name, (formula, value)] for name, formula, value in shared.groups]
        fill(summary, [["Group", "How many"], *counted])
        if shared.key:
            dates = [[code, pupil[1]] for code, pupil in zip(CODES, PUPILS, strict=True)]
            fill(book.add_worksheet("Key"), [["Code", "Birth date"], *dates])


def write_class(path: Path) -> None:
    """The class as its teacher keeps it: names, a hidden column, a hidden sheet, a comment."""
    with open_book(path, TEACHER) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet("Class")
        fill(sheet, [["Pupil", "Birth date", "Village", "Note", *TABLE[1:]]], left=1)
        for row, (name, born, village, maths, kyrgyz) in enumerate(PUPILS, 1):
            fill_row = [name, "", village, NOTES.get(row, ""), maths, kyrgyz]
            for column, cell in enumerate(fill_row, 1):
                if cell != "":
                    sheet.write(row, column, cell)
            sheet.write_datetime(
                row, 2, datetime.combine(date.fromisoformat(born), MADE_AT.time()), day
            )
        sheet.set_column("B:B", 20)
        sheet.set_column("C:C", 12)
        hide(sheet, "E")
        sheet.write_comment("F7", "Talk to the mother of Archabekov", BY_TEACHER)
        summary = book.add_worksheet("Summary")
        fill(summary, [["Group", "How many"], *([f"mark {mark}"] for mark in (5, 4, 3, 2))])
        summary.set_column("A:A", 14)
        fill(book.add_worksheet("Codes"), [["Code"], *([code] for code in CODES)])
        families = book.add_worksheet("Families")
        names = [[PUPILS[row - 1][0], note] for row, note in NOTES.items()]
        fill(families, [["Pupil", "Note"], *names])
        families.hide()


def write_practice_codes(path: Path) -> None:
    """Six pupils with an empty column for their codes."""
    with open_book(path) as book:
        sheet = book.add_worksheet("Class")
        rows = [["", pupil[0], pupil[3]] for pupil in PUPILS[:6]]
        fill(sheet, [["Code", "Pupil", "Mathematics"], *rows])
        sheet.set_column("B:C", 20)


def write_practice_hidden(path: Path) -> None:
    """Codes in sight; the names in a hidden column and on a hidden sheet."""
    with open_book(path) as book:
        sheet = book.add_worksheet("Class")
        rows = [[CODES[n], PUPILS[n][3], PUPILS[n][0]] for n in range(6)]
        fill(sheet, [["Code", "Mathematics", "Pupil"], *sorted(rows)])
        sheet.set_column("B:B", 14)
        hide(sheet, "C")
        old = book.add_worksheet("Old list")
        fill(old, [["Pupil"], *([pupil[0]] for pupil in PUPILS[:6])])
        old.hide()


def write_practice_file(path: Path) -> None:
    """Codes and marks, a comment with a name, and an author."""
    with open_book(path, TEACHER) as book:
        sheet = book.add_worksheet("Class")
        fill(sheet, [TABLE, *marks()[:6]])
        sheet.set_column("B:C", 14)
        sheet.write_comment("B4", "Ask Chynarov to read aloud", BY_TEACHER)


def write_practice_groups(path: Path) -> None:
    """Twelve marks and their groups; the last group is one child."""
    numbers = [4, 3, 5, 4, 3, 2, 4, 5, 3, 4, 5, 3]
    counts = {mark: numbers.count(mark) for mark in (5, 4, 3, 2)}
    with open_book(path) as book:
        sheet = book.add_worksheet("Class")
        rows = [[code, number] for code, number in zip(sorted(CODES[:12]), numbers, strict=True)]
        fill(sheet, [TABLE[:2], *rows])
        counted = [[f"mark {mark}", (f"=COUNTIF(B2:B13,{mark})", n)] for mark, n in counts.items()]
        fill(sheet, [["Group", "How many"], *counted], left=3)
        sheet.set_column("B:B", 14)
        sheet.set_column("D:D", 14)


def not_yet() -> dict[str, Shared]:
    """Tables that each lack exactly one thing, by the name of their file."""
    done = Shared()
    initials = [TELLING.get(number, code) for number, code in enumerate(CODES)]
    first, *others = done.rows
    better = (first[0], 5 if first[1] < 5 else 4, first[2])
    return {
        "name_in_comment": replace(done, comment="Ask Chynarov to read aloud"),
        "note_hidden": replace(done, hidden=True),
        "author_told": replace(done, properties=TEACHER),
        "initials_as_code": replace(done, rows=marks(initials)),
        "order_of_the_register": replace(done, rows=marks(sorted(CODES), mixed=False)),
        "mark_changed": replace(done, rows=[better, *others]),
        "row_lost": replace(done, rows=others),
        "group_of_two": replace(done, groups=TOO_SMALL),
        "key_inside": replace(done, key=True),
    }


def main(folder: Path) -> None:
    """Every office file of the lesson, written into its folder."""
    files = folder / "files"
    write_class(files / "class.xlsx")
    write_practice_codes(files / "practice_codes.xlsx")
    write_practice_hidden(files / "practice_hidden.xlsx")
    write_practice_file(files / "practice_file.xlsx")
    write_practice_groups(files / "practice_groups.xlsx")
    write_shared(folder / "solution" / "shared.xlsx", Shared())
    for name, shared in not_yet().items():
        write_shared(folder / "not_yet" / f"{name}.xlsx", shared)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)

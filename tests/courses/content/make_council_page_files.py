"""Makes the files of spreadsheets/council-page again: starts in three subjects, solutions, not-yet.

Run by hand, from anywhere: `python tests/courses/content/make_council_page_files.py [FOLDER]`.
The same bytes come out each time. The class is invented; its table has codes and no names.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from council_report import REPORT_FRAME, STEPS_TO_REPAIR, not_yet_reports, report
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

LESSON = Path(__file__).parents[3] / "courses" / "spreadsheets" / "council-page"
MADE_AT = datetime(2026, 9, 1)  # noqa: DTZ001  an .xlsx holds a date without a zone
PUPILS = 38
QUARTERS = ("1st quarter", "2nd quarter")
HEADINGS = ["Quarter", "Pupils", "Mark 4 or 5", "Share", "Mark 2"]
COUNTS = (
    "=COUNT(Marks!{0}2:{0}39)",
    '=COUNTIF(Marks!{0}2:{0}39,">=4")',
    "=COUNTIF(Marks!{0}2:{0}39,2)",
)
_DRAW = random.Random(38)  # noqa: S311  the same draw each time; nothing is to be secret
CODES = sorted(f"K{number:02}" for number in _DRAW.sample(range(10, 100), PUPILS))


@dataclass(frozen=True)
class Subject:
    """How many pupils have a 5, a 4, a 3 and a 2 in each of the two quarters."""

    first: tuple[int, int, int, int]
    second: tuple[int, int, int, int]

    def marks(self) -> list[tuple[int, int]]:
        """The marks of each pupil in both quarters: most stay near their rank."""
        draw = random.Random(sum(self.first[:2]))  # noqa: S311  as above
        ranks = sorted(range(PUPILS), key=lambda rank: rank + draw.uniform(0, 8))
        pairs = [
            (_spread(self.first)[n], _spread(self.second)[rank]) for n, rank in enumerate(ranks)
        ]
        draw.shuffle(pairs)
        return pairs

    @property
    def good(self) -> tuple[int, int]:
        """How many have a 4 or 5 in each quarter."""
        return sum(self.first[:2]), sum(self.second[:2])


SUBJECTS = {
    "mathematics": Subject((4, 13, 15, 6), (6, 16, 13, 3)),  # more pupils with a 4 or 5
    "biology": Subject((8, 16, 11, 3), (6, 13, 14, 5)),  # fewer
    "literature": Subject((7, 14, 13, 4), (8, 14, 12, 4)),  # one more: hardly a change
}


def _spread(counts: Sequence[int]) -> list[int]:
    """As many marks of each kind as counted, from 5 down to 2."""
    return [mark for mark, count in zip((5, 4, 3, 2), counts, strict=True) for _ in range(count)]


def book_at(path: Path) -> Workbook:
    """A new workbook of the first of September, without an author."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook(path)
    book.set_properties({"created": MADE_AT})
    return book


def fill(sheet: Worksheet, rows: Sequence[Sequence[object]], left: int = 0) -> None:
    """Rows from the first row down; "" leaves a cell empty."""
    for number, row in enumerate(rows):
        for column, cell in enumerate(row, left):
            if cell != "":
                sheet.write(number, column, cell)


def draw(book: Workbook, sheet: Worksheet, axes: Mapping[str, str]) -> None:
    """The shares of both quarters as columns, with titles at the axes."""
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=Totals!$A$2:$A$3", "values": "=Totals!$D$2:$D$3"})
    chart.set_title({"name": "Pupils with a mark of 4 or 5"})
    chart.set_x_axis({"name": axes["across"]})
    chart.set_y_axis({"name": axes["up"], "min": 0})
    chart.set_legend({"none": True})
    sheet.insert_chart("A6", chart)


def write_data(path: Path, subject: Subject, axes: Mapping[str, str] | None = None) -> None:
    """Marks by code and the table of totals; with `axes`, filled in and drawn."""
    with book_at(path) as book:
        sheet = book.add_worksheet("Totals")
        sheet.set_column("A:E", 15)
        fill(sheet, [HEADINGS, *([quarter] for quarter in QUARTERS)])
        per_cent = book.add_format({"num_format": "0%"})
        for row, column in ((2, "B"), (3, "C")):
            good, bad = subject.good[row - 2], (subject.first, subject.second)[row - 2][3]
            pupils, fours, twos = (formula.format(column) for formula in COUNTS)
            sheet.write_formula(f"B{row}", pupils, None, PUPILS)
            if axes:
                sheet.write_formula(f"C{row}", fours, None, good)
                sheet.write_formula(f"D{row}", f"=C{row}/B{row}", per_cent, good / PUPILS)
                sheet.write_formula(f"E{row}", twos, None, bad)
        if axes:
            draw(book, sheet, axes)
        marks = [[code, *pair] for code, pair in zip(CODES, subject.marks(), strict=True)]
        fill(book.add_worksheet("Marks"), [["Code", *QUARTERS], *marks])


def write_practice(folder: Path) -> None:
    """The small tables of the practice steps."""
    first, second = "5433243432", "5443343443"
    with book_at(folder / "practice_count.xlsx") as book:
        sheet = book.add_worksheet("Marks")
        rows = [
            [CODES[n], int(a), int(b)] for n, (a, b) in enumerate(zip(first, second, strict=True))
        ]
        fill(sheet, [["Code", *QUARTERS], *rows])
        fill(sheet, [["Quarter", "Mark 4 or 5"], *([quarter] for quarter in QUARTERS)], left=4)
        sheet.set_column("B:F", 15)
    with book_at(folder / "practice_share.xlsx") as book:
        sheet = book.add_worksheet("Classes")
        fill(sheet, [["Class", "Pupils", "Mark 4 or 5", "Share"], ["7-A", 25, 15], ["7-B", 40, 18]])
        sheet.set_column("C:C", 15)
    with book_at(folder / "practice_chart.xlsx") as book:
        sheet = book.add_worksheet("Totals")
        per_cent = book.add_format({"num_format": "0%"})
        fill(sheet, [["Quarter", "Share"], *([quarter] for quarter in QUARTERS)])
        for row, share in enumerate((0.45, 0.58), 1):
            sheet.write_number(row, 1, share, per_cent)
        sheet.set_column("A:A", 15)


AXES = {"across": "Quarter", "up": "Share of pupils, %"}


def data_name(subject: str) -> str:
    """The file of a subject's table; the first one has no subject in its name."""
    return "data.xlsx" if subject == "mathematics" else f"data_{subject}.xlsx"


def write_text(path: Path, text: str) -> None:
    """A page, in UTF-8 and with the same line ends everywhere."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def main(folder: Path) -> None:
    """Every file of the lesson, written into its folder."""
    files, done, short = folder / "files", folder / "solution", folder / "not_yet"
    for name, subject in SUBJECTS.items():
        write_data(files / data_name(name), subject)
        write_data(done / data_name(name), subject, AXES)
    write_practice(files)
    write_text(files / "report.html", REPORT_FRAME)
    write_text(files / "practice_steps.html", STEPS_TO_REPAIR)
    mathematics = SUBJECTS["mathematics"]
    write_data(short / "axis_without_unit.xlsx", mathematics, {**AXES, "up": "Share"})
    write_text(done / "report.html", report(*mathematics.good))
    for name, page in not_yet_reports(*mathematics.good).items():
        write_text(short / f"{name}.html", page)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)

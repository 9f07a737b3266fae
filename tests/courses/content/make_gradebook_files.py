"""Makes the office files of spreadsheets/gradebook again: start files, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_gradebook_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

LESSON = Path(__file__).parents[3] / "courses" / "spreadsheets" / "gradebook"
SHEET = "Marks"
MADE_AT = datetime(2026, 9, 1)  # noqa: DTZ001  an .xlsx holds a date without a zone
MARKS = [f"Mark {n}" for n in range(1, 13)]
LEVELS = ["excellent", "good", "enough", "not enough"]
THRESHOLDS = [4.5, 3.5, 2.5]
FIRST_ROW, LAST_ROW = 2, 41

# Invented pupils; "." is an empty mark, "a" an absence.
PUPILS = (
    ("Abdieva A.", "444543a4a345"),
    ("Akmatov N.", "5545.4554a4."),
    ("Alieva G.", "445545354354"),
    ("Asanov B.", "43.334a33333"),
    ("Asanova A.", "23a332322232"),
    ("Bakirov T.", "a4233a234333"),
    ("Bekova S.", "455455545.55"),
    ("Bolotova K.", "454444aa4343"),
    ("Borisov D.", "323.2.223.33"),
    ("Daniyarova M.", "44454554455."),
    ("Duishenov E.", "a44444344243"),
    ("Egorova L.", "4.434.34443a"),
    ("Ibraimov A.", "455.45544555"),
    ("Isaeva J.", "444.4344a43."),
    ("Ismailova R.", "33a222232..2"),
    ("Kadyrov U.", "45.33.343454"),
    ("Karimova D.", "4a5544554445"),
    ("Kasymov B.", "5445454..4.5"),
    ("Kenjebaeva A.", "44244343433a"),
    ("Kim V.", "4a44.3a33434"),
    ("Kovaleva O.", "232..2..3323"),
    ("Kulova M.", "554455445344"),
    ("Lebedev P.", "55.554.54.45"),
    ("Mamatov E.", "4.35.4.344a2"),
    ("Mambetova Z.", "4543444433.5"),
    ("Mirzaeva S.", "4a4453.44.44"),
    ("Moldoev A.", "............"),
    ("Musaeva T.", "5a45a5545545"),
    ("Nazarov K.", "55454544.45."),
    ("Nurlanova B.", "44..54.55454"),
    ("Omurova A.", "333a444a4434"),
    ("Orozov D.", "544a.5455555"),
    ("Osmonova G.", ".555.55a5555"),
    ("Petrova N.", "445aa55a54a3"),
    ("Rakhimov I.", "3a5.4545.555"),
    ("Sadykova E.", "3a3334353.43"),
    ("Saparov M.", "45a4a..3444."),
    ("Toktosunova A.", ".4334aa4a43."),
    ("Turgunov S.", "3a44444..434"),
    ("Usenova K.", "2232a3.32322"),
)

Cell = str | float | tuple[str, str | float]  # text, number, or a formula with its value
AVERAGE = '=IFERROR(ROUND(AVERAGE(C{row}:N{row}),2),"")'
WHOLE = '=IFERROR(ROUND(AVERAGE(C{row}:N{row}),0),"")'
OVER_TWELVE = "=ROUND(SUM(C{row}:N{row})/12,2)"
LEVEL = '=IF(O{row}="","",IF(O{row}>=$S$2,$R$2,IF(O{row}>=$S$3,$R$3,IF(O{row}>=$S$4,$R$4,$R$5))))'


def average_of(marks: str) -> float | str:
    """The average of the marks that are there, to two digits; nothing where there are none."""
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    return round(sum(numbers) / len(numbers) + 1e-9, 2) if numbers else ""


def level_of(average: float | str) -> str:
    """The word of the first threshold that the average reaches; nothing without an average."""
    if isinstance(average, str):
        return ""
    reached = (word for word, least in zip(LEVELS, THRESHOLDS, strict=False) if average >= least)
    return next(reached, LEVELS[-1])


@dataclass(frozen=True)
class Register:
    """A register as somebody left it: what stands in O and P, and what guards the marks."""

    average: str = AVERAGE
    level: str = LEVEL
    value: Callable[[str], float | str] = average_of
    thresholds: bool = True
    limited: bool = True
    frozen: bool = True
    other: Mapping[str, Cell] | None = None  # cells that differ from all this

    def cells(self) -> dict[str, Cell]:
        """Every cell that holds something, by its address."""
        cells: dict[str, Cell] = {"A1": "No", "B1": "Pupil", "O1": "Average", "P1": "Level"}
        cells |= {f"{column}1": title for column, title in zip("CDEFGHIJKLMN", MARKS, strict=True)}
        cells |= {"R1": "Level", "S1": "From"}
        cells |= {f"R{row}": word for row, word in enumerate(LEVELS, 2)}
        if self.thresholds:
            cells |= {f"S{row}": least for row, least in enumerate(THRESHOLDS, 2)}
        for row, (name, marks) in enumerate(PUPILS, FIRST_ROW):
            cells |= {f"A{row}": float(row - 1), f"B{row}": name}
            cells |= marks_of(row, "CDEFGHIJKLMN", marks)
            cells |= self.results(row, marks)
        return cells | dict(self.other or {})

    def results(self, row: int, marks: str) -> dict[str, Cell]:
        """The average and the level of one pupil, where this register has them."""
        value = self.value(marks)
        found: dict[str, Cell] = {}
        if self.average:
            found[f"O{row}"] = (self.average.format(row=row), value)
        if self.level:
            found[f"P{row}"] = (self.level.format(row=row), level_of(value))
        return found


def marks_of(row: int, columns: str, marks: str) -> dict[str, Cell]:
    """The marks of one pupil by address; an empty mark has no cell."""
    pairs = zip(columns, marks, strict=True)
    return {f"{c}{row}": float(m) if m.isdigit() else m for c, m in pairs if m != "."}


def put(sheet: Worksheet, address: str, cell: Cell) -> None:
    """One cell as a person would have typed it; a formula goes in with its value."""
    if isinstance(cell, tuple):
        sheet.write_formula(address, cell[0], None, cell[1])
    elif isinstance(cell, str):
        sheet.write_string(address, cell)
    else:
        sheet.write_number(address, cell)


def write(
    path: Path, cells: Mapping[str, Cell], *, limited: str = "", frozen: bool = False, wide: str
) -> None:
    """An .xlsx file with one sheet; `limited` is a range of marks, `wide` the names' column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path) as book:
        book.set_properties({"created": MADE_AT})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(f"{wide}:{wide}", 18)
        for address, cell in cells.items():
            put(sheet, address, cell)
        if limited:
            allowed = ["2", "3", "4", "5", "a"]
            sheet.data_validation(limited, {"validate": "list", "source": allowed})
        if frozen:
            sheet.freeze_panes(1, 0)


def write_register(path: Path, register: Register) -> None:
    """The register of 40 pupils as an .xlsx file."""
    limited = f"C{FIRST_ROW}:N{LAST_ROW}" if register.limited else ""
    write(path, register.cells(), limited=limited, frozen=register.frozen, wide="B")


def number_counted(row: int, marks: str) -> float:
    """What an average over A:N gives: it counts the pupil's number too."""
    numbers = [row - 1, *(int(mark) for mark in marks if mark.isdigit())]
    return round(sum(numbers) / len(numbers) + 1e-9, 2)


def whole_average(marks: str) -> float | str:
    """What is left of an average without its decimals."""
    numbers = [int(mark) for mark in marks if mark.isdigit()]
    return float(int(sum(numbers) / len(numbers) + 0.5)) if numbers else ""


def over_twelve(marks: str) -> float:
    """What the marks give to whoever divides by 12 whatever is empty."""
    return round(sum(int(mark) for mark in marks if mark.isdigit()) / 12 + 1e-9, 2)


def not_yet() -> dict[str, Register]:
    """Registers that each lack exactly one thing, by the name of their file."""
    done = Register()
    _, marks = PUPILS[4]
    fixed = LEVEL.replace("$S$2", "4.5").replace("$S$3", "3.5").replace("$S$4", "2.5")
    too_wide = '=IFERROR(ROUND(AVERAGE(A6:N6),2),"")'
    with_number = number_counted(6, marks)
    wide: dict[str, Cell] = {
        "O6": (too_wide, with_number),
        "P6": (LEVEL.format(row=6), level_of(with_number)),
    }
    error = "#DIV/0!"
    bare = {"O28": ("=ROUND(AVERAGE(C28:N28),2)", error), "P28": (LEVEL.format(row=28), error)}
    return {
        "typed_average": replace(done, other={"O6": float(average_of(marks))}),
        "number_counted": replace(done, other=wide),
        "whole_averages": replace(done, average=WHOLE, value=whole_average),
        "empty_as_zero": replace(done, average=OVER_TWELVE, value=over_twelve),
        "threshold_in_formula": replace(done, level=fixed),
        "visible_error": replace(done, other=bare),
        "any_mark_allowed": replace(done, limited=False),
        "header_scrolls_away": replace(done, frozen=False),
    }


def practice() -> dict[str, dict[str, Cell]]:
    """The small sheets of the practice steps, by the name of their exercise."""
    return {
        "practice_average": class_of(["4445", "5455", "3443", "4334"]),
        "practice_empty": class_of(["55.5", "4044", "3433", "5445"])
        | {"F2": ("=SUM(B2:E2)/4", 3.75)}
        | {
            f"F{row}": (f"=AVERAGE(B{row}:E{row})", value)
            for row, value in ((3, 3.0), (4, 3.25), (5, 4.5))
        },
        "practice_round": class_of(["54.4", "4454", "3.43", "5545"])
        | {"F2": ("=AVERAGE(B2:E2)", 13 / 3)},
        "practice_error": class_of(["....", "4454", "3443", "5545"])
        | {"F2": ("=AVERAGE(B2:E2)", "#DIV/0!")},
        "practice_rule": class_of(["4445", "5a55", "34.3", "4334"]),
        "practice_level": averages_of([4.25, 3.5, 3.17, 4.75]),
    }


NAMES = ("Asanova A.", "Bekova S.", "Kim V.", "Orozov D.")


def class_of(rows: list[str]) -> dict[str, Cell]:
    """Four pupils with four marks each, and a column for the average."""
    cells: dict[str, Cell] = {"A1": "Pupil", "F1": "Average"}
    cells |= {f"{column}1": title for column, title in zip("BCDE", MARKS, strict=False)}
    for row, (name, marks) in enumerate(zip(NAMES, rows, strict=True), FIRST_ROW):
        cells |= {f"A{row}": name} | marks_of(row, "BCDE", marks)
    return cells


def averages_of(values: list[float]) -> dict[str, Cell]:
    """Four pupils with their averages, and a threshold with its two words."""
    cells: dict[str, Cell] = {"A1": "Pupil", "B1": "Average", "C1": "Level"}
    cells |= {"E1": "Level", "F1": "From", "E2": "good", "F2": 3.5, "E3": "not yet good"}
    for row, (name, value) in enumerate(zip(NAMES, values, strict=True), FIRST_ROW):
        cells |= {f"A{row}": name, f"B{row}": value}
    return cells


def main(folder: Path) -> None:
    """Every office file of the lesson, written into its folder."""
    untouched = Register(average="", level="", thresholds=False, limited=False, frozen=False)
    write_register(folder / "files" / "register.xlsx", untouched)
    for name, cells in practice().items():
        write(folder / "files" / f"{name}.xlsx", cells, wide="A")
    write_register(folder / "solution" / "register.xlsx", Register())
    for name, register in not_yet().items():
        write_register(folder / "not_yet" / f"{name}.xlsx", register)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)

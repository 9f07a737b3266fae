"""Makes the office files of spreadsheets/who-needs-help again: starts, solutions, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_who_needs_help_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LESSON = Path(__file__).parents[3] / "courses" / "spreadsheets" / "who-needs-help"
SHEET = "Class"
MADE_AT = datetime(2026, 9, 1)  # noqa: DTZ001  an .xlsx holds a date without a zone
HEADINGS = ("Pupil", "Average", "Absences", "Hardest topic")
GROUPS = ("with the teacher", "with a hint", "on their own")
WIDTHS = {"A": 15, "B": 14, "C": 17, "D": 20, "E": 3, "F": 24, "G": 17}
RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
BELOW, FROM = 3.0, 6.0  # the rule: an average below 3, or absent for 6 days
BELOW_LIMIT = {"type": "cell", "criteria": "<", "value": "=$G$6"}
HEADED = (*HEADINGS, "Group", "How many", "To help this week")

PUPILS = (
    "Abdieva A.", "Akmatov N.", "Alieva G.", "Asanov B.", "Asanova A.", "Bakirov T.", "Bekova S.",
    "Bolotova K.", "Borisov D.", "Daniyarova M.", "Duishenov E.", "Egorova L.", "Ibraimov A.",
    "Isaeva J.", "Ismailova R.", "Kadyrov U.", "Karimova D.", "Kasymov B.", "Kenjebaeva A.",
    "Kim V.", "Kovaleva O.", "Kulova M.", "Lebedev P.", "Mamatov E.", "Mambetova Z.",
    "Mirzaeva S.", "Moldoev A.", "Musaeva T.", "Nazarov K.", "Nurlanova B.", "Omurova A.",
    "Orozov D.", "Osmonova G.", "Petrova N.", "Rakhimov I.", "Sadykova E.", "Saparov M.",
    "Toktosunova A.", "Turgunov S.", "Usenova K.",
)  # fmt: skip
LAST = len(PUPILS) + 1
# The average in hundredths, the days of absence, and the hardest topic of each pupil, in order.
SUBJECTS: Mapping[str, tuple[tuple[str, str, str], str]] = {
    "mathematics": (
        ("fractions", "equations", "word problems"),
        "292/2c 325/2b 408/5a 308/2a 408/2a 242/7b 433/3c 400/4c 325/1c 250/4a "
        "392/1a 292/1a 283/0a 433/1b 383/1b 392/0a 417/2c 392/0b 317/7b 300/1b "
        "383/5a 400/0a 367/0a 483/0a 375/2c 367/2c 300/0a 467/4a 408/3c 283/1b "
        "358/2b 292/3c 475/1b 392/6a 342/0c 408/2b 317/4c 483/2a 425/0b 383/2a",
    ),
    "biology": (
        ("respiration", "photosynthesis", "food chains"),
        "375/1a 383/0b 300/0b 300/3a 483/7a 433/5a 358/2c 217/1c 400/1c 492/3a "
        "308/0c 367/5c 275/7c 333/0a 233/2b 333/0a 367/2b 258/0a 275/0a 500/4b "
        "267/2b 308/2c 450/8b 342/0a 317/1c 450/4c 400/0b 483/1a 483/5c 450/0c "
        "308/3c 408/2a 425/5c 367/0b 408/1b 292/0b 358/2b 317/2c 433/1c 392/0c",
    ),
    "literature": (
        ("reading aloud", "retelling", "essay"),
        "317/0b 233/2a 358/4a 367/0a 308/1b 358/1a 483/0a 475/0a 433/0c 500/0b "
        "358/3c 475/7c 283/7b 267/3b 350/4c 383/1b 367/3c 375/7a 483/2c 417/0c "
        "317/3a 300/0c 383/3b 383/1c 492/0a 300/1b 450/0c 458/5c 408/0a 400/2b "
        "400/3c 342/3b 392/3a 342/4b 217/0c 325/1b 292/1a 358/0c 408/3b 292/0a",
    ),
}
SMALL = ("450/1b", "300/0c", "283/2a", "367/6a", "258/3a", "400/2c", "292/1b")

Cell = str | float | tuple[str, float]  # text, number, or a formula with its value
Row = tuple[str, float, float, str]


def rows_of(subject: str) -> tuple[Row, ...]:
    """Name, average, absences and hardest topic of each pupil in a subject."""
    topics, written = SUBJECTS[subject]
    return tuple(_row(*pair, topics) for pair in zip(PUPILS, written.split(), strict=True))


def _row(name: str, written: str, topics: Sequence[str]) -> Row:
    average, rest = written.split("/")
    return name, int(average) / 100, float(rest[:-1]), topics["abc".index(rest[-1])]


def small_class() -> tuple[Row, ...]:
    """Seven pupils for the steps of practice."""
    names = ("Asanova A.", "Bekova S.", "Kim V.", "Orozov D.", *PUPILS[13:16])
    topics = SUBJECTS["mathematics"][0]
    return tuple(_row(*pair, topics) for pair in zip(names, SMALL, strict=True))


def counts(last: int, low: str = "<3", middle: str = ">=3", top: str = ">=4") -> list[str]:
    """The formulas of three groups over the averages down to a row."""
    there = f"B2:B{last}"
    return [
        f'=COUNTIF({there},"{low}")',
        f'=COUNTIFS({there},"{middle}",{there},"<4")',
        f'=COUNTIF({there},"{top}")',
    ]


def how_many(rows: Sequence[Row]) -> list[float]:
    """How many pupils are below 3, from 3 to below 4, and from 4."""
    groups = [0.0, 0.0, 0.0]
    for _, average, _, _ in rows:
        groups[(average >= 3) + (average >= 4)] += 1
    return groups


def picked(rows: Sequence[Row]) -> list[str]:
    """Whom the rule picks: those below the limit by average, then those who were away."""
    low = sorted((row for row in rows if row[1] < BELOW), key=lambda row: row[1])
    away = [row for row in rows if row[1] >= BELOW and row[2] >= FROM]
    return [row[0] for row in (*low, *away)]


@dataclass(frozen=True)
class Look:
    """A chart of F2:G4 or its like, as somebody drew it."""

    values: str = "$G$2:$G$4"
    names: str = "$F$2:$F$4"
    titles: tuple[str, str] = ("Group", "Number of pupils")
    minimum: float | None = None


@dataclass(frozen=True)
class Table:
    """A help table as somebody left it: its cells, and what was done around them."""

    cells: Mapping[str, Cell]
    marks: Mapping[str, object] | None = None  # the conditional format of the averages
    filtered: bool = False
    chart: Look | None = None
    last: int = LAST
    widths: Mapping[str, int] = field(default_factory=lambda: WIDTHS)


def pupils(rows: Sequence[Row], width: int = 4) -> dict[str, Cell]:
    """The first columns of a class, with their headings."""
    lines = [HEADINGS, *rows]
    return {
        f"{column}{number}": each
        for number, line in enumerate(lines, 1)
        for column, each in zip("ABCD"[:width], line, strict=False)
    }


def groups(at: str, top: int = 1, formulas: Sequence[tuple[str, float]] = ()) -> dict[str, Cell]:
    """The headings of the groups in two columns, and the groups that are counted by then."""
    name, count = at
    cells: dict[str, Cell] = {f"{name}{top}": "Group", f"{count}{top}": "How many"}
    for row, (group, formula) in enumerate(zip(GROUPS, formulas, strict=False), top + 1):
        cells |= {f"{name}{row}": group, f"{count}{row}": formula}
    return cells


def start(subject: str) -> dict[str, Cell]:
    """The class of a subject, with room for the groups, the rule and the list."""
    labels = {"F6": "Average below", "F8": "Absences from", "F10": "To help this week"}
    return pupils(rows_of(subject)) | groups("FG") | labels


def whole(subject: str) -> Table:
    """The help table of a subject with all of the work done."""
    rows = rows_of(subject)
    counted = groups("FG", 1, list(zip(counts(LAST), how_many(rows), strict=True)))
    listed = {f"F{row}": name for row, name in enumerate(picked(rows), 11)}
    cells = start(subject) | counted | {"G6": BELOW, "G8": FROM} | listed
    return Table(cells, {**BELOW_LIMIT, "bold": True}, filtered=True, chart=Look())


def not_yet() -> dict[str, Table]:
    """Help tables that each lack exactly one thing, by the name of their file."""
    done, rows = whole("mathematics"), rows_of("mathematics")
    exactly = sum(row[1] == BELOW for row in rows)
    low, middle, _ = how_many(rows)
    gap: Cell = (counts(LAST, middle=">3")[1], middle - exactly)
    end = f"F{10 + len(picked(rows))}"
    one_short = {address: cell for address, cell in done.cells.items() if address != end}
    marks = Look(values=f"$B$2:$B${LAST}", names=f"$A$2:$A${LAST}")
    return {
        "somebody_between": replace(done, cells={**done.cells, "G3": gap}),
        "typed_count": replace(done, cells={**done.cells, "G2": low}),
        "colour_alone": replace(done, marks=BELOW_LIMIT),
        "no_filter": replace(done, filtered=False),
        "chart_of_pupils": replace(done, chart=marks),
        "bare_axes": replace(done, chart=Look(titles=("", ""))),
        "axis_cut": replace(done, chart=Look(minimum=5)),
        "one_forgotten": replace(done, cells=one_short),
    }


def practice() -> dict[str, Table]:
    """The small tables of the practice steps, by the name of their exercise."""
    rows = small_class()
    last = len(rows) + 1
    low, middle, top = how_many(rows)
    found = [low, middle - 1, top]
    between = list(zip(counts(last, middle=">3"), found, strict=True))
    colour = {"type": "cell", "criteria": "<", "value": BELOW}
    seen = {f"B{row}": number for row, number in enumerate((20.0, 14.0, 6.0), 2)}
    named = {f"A{row}": name for row, name in enumerate(reversed(GROUPS), 2)}
    tables = {
        "practice_count": Table(pupils(rows, 2) | {"A10": "Below 3", "A11": "4 or more"}),
        "practice_groups": Table(pupils(rows, 2) | groups("AB", 10, between)),
        "practice_sort": Table(pupils(rows)),
        "practice_mark": Table(pupils(rows, 3), marks=colour),
        "practice_chart": Table(groups("AB") | named | seen),
    }
    narrow = {"A": 15, "B": 15}  # both are seen whole on a phone
    two = ("practice_count", "practice_groups", "practice_chart")
    tables |= {name: replace(tables[name], widths=narrow) for name in two}
    return {name: replace(table, last=last) for name, table in tables.items()}


def put(sheet: Worksheet, address: str, cell: Cell, heading: Format) -> None:
    """One cell as a person would have typed it; a formula goes in with its value."""
    if isinstance(cell, tuple):
        sheet.write_formula(address, cell[0], None, cell[1])
    elif isinstance(cell, str):
        sheet.write_string(address, cell, heading if cell in HEADED else None)
    else:
        sheet.write_number(address, cell)


def write(path: Path, table: Table) -> None:
    """An .xlsx file of one sheet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Workbook(path) as book:
        book.set_properties({"created": MADE_AT})
        sheet = book.add_worksheet(SHEET)
        heading = book.add_format({"bold": True})
        for column, width in table.widths.items():
            sheet.set_column(f"{column}:{column}", width)
        for address, cell in table.cells.items():
            put(sheet, address, cell, heading)
        if table.marks:
            looks = RED | {name: True for name in table.marks if name == "bold"}
            rule = {name: value for name, value in table.marks.items() if name != "bold"}
            there = f"B2:B{table.last}"
            sheet.conditional_format(there, {**rule, "format": book.add_format(looks)})
        if table.filtered:
            sheet.autofilter(f"A1:D{table.last}")
        if table.chart:
            draw(book, sheet, table.chart)


def draw(book: Workbook, sheet: Worksheet, look: Look) -> None:
    """A chart of columns beside the table."""
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": f"={SHEET}!{look.names}", "values": f"={SHEET}!{look.values}"})
    across, up = look.titles
    chart.set_x_axis({"name": across} if across else {})
    chart.set_y_axis(({"name": up} if up else {}) | {"min": look.minimum})
    chart.set_legend({"none": True})
    sheet.insert_chart("I2", chart)


def main(folder: Path) -> None:
    """Every office file of the lesson, written into its folder."""
    for subject in SUBJECTS:
        write(folder / "files" / f"help_{subject}.xlsx", Table(start(subject)))
        write(folder / "solution" / f"help_{subject}.xlsx", whole(subject))
    for name, table in practice().items():
        write(folder / "files" / f"{name}.xlsx", table)
    for name, table in not_yet().items():
        write(folder / "not_yet" / f"{name}.xlsx", table)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)

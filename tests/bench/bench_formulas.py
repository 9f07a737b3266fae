"""The formula engine beside the `formulas` library, and on a sheet of 100,000 formulas.

Run by `make bench`. The library works the whole register out each time, as it knows no other way;
ours is taken twice, all of it from the inputs and with one mark changed. Runs are taken in turn;
medians are printed.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from mugalim_checks.formulas import Calculation, ErrorValue
from mugalim_checks.formulas.addresses import column_letters
from mugalim_checks.formulas.inputs import constant_input
from mugalim_checks.formulas.tokens import stored_formula

REGISTER = Path(__file__).parents[2] / "courses/spreadsheets/gradebook/solution/register.xlsx"
ROUNDS = 5
ROWS = 5_000
MARKS = "BCDEFGHIJK"
# One row of formulas beside ten marks; {r} is the row, {above} the one above, {last} the last one.
ROW = (
    "=ROUND(AVERAGE(B{r}:K{r}),2)",
    '=IF(L{r}>=$AI$1,"excellent",IF(L{r}>=$AH$1,"good",IF(L{r}>=2.5,"fair","poor")))',
    "=COUNTIF(B{r}:K{r},5)",
    '=COUNTIF(B{r}:K{r},"н")',
    '=IFERROR(SUM(B{r}:K{r})/COUNT(B{r}:K{r}),"")',
    "=MAX(B{r}:K{r})-MIN(B{r}:K{r})",
    "=L{r}*$AH$1+N{r}",
    '=IF(AND(L{r}>=3,O{r}<3),"ok","see")',
    "=VLOOKUP(L{r},$AJ$1:$AK$4,2,TRUE)",
    "=COUNTIF(M:M,M{r})",
    "=RANK(L{r},L$2:L${last})",
    "=ROUND(L{r}-AVERAGE(L$2:L${last}),2)",
    '=A{r}&": "&M{r}',
    '=IF(L{r}>N(L{above}),"up","down")',
    '=SUMIF(B{r}:K{r},">=4")',
    "=LEFT(A{r},3)",
    "=COUNTA(B{r}:K{r})-COUNT(B{r}:K{r})",
    "=MEDIAN(B{r}:K{r})",
    "=IF(ISNUMBER(B{r}),B{r}+N(C{r}),0)",
    "=ROUND(L{r}/5*100,0)",
)


def test_the_register_beside_the_library() -> None:
    """Prints medians and ratios; fails only where a value is an error."""
    import formulas  # heavy: only here

    sheet, inputs = register()
    live = Calculation({sheet: inputs})
    marks = ["3", "4"]

    def change() -> None:
        live.set(sheet, "C2", marks[0])
        marks.reverse()

    def by_the_library() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library's own
            formulas.ExcelModel().loads(str(REGISTER)).finish().calculate()

    change()  # the first change finds out what leans on what
    works = (by_the_library, lambda: Calculation({sheet: inputs}), change)
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    theirs, full, one = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"\n{'register of 40 pupils':32}{'seconds':>12}{'library/ours':>14}")
    print(f"{'formulas, all of it':32}{theirs:12.4f}{1.0:14.1f}")
    print(f"{'ours, all of it':32}{full:12.4f}{theirs / full:14.1f}")
    print(f"{'ours, one mark changed':32}{one:12.6f}{theirs / one:14.1f}")
    assert not any(isinstance(live.value(sheet, each), ErrorValue) for each in inputs)


def test_a_sheet_of_a_hundred_thousand_formulas() -> None:
    """Prints the seconds of the first full evaluation from plain inputs, and of one change."""
    cells = large_sheet()
    full = [seconds(lambda: Calculation({"Sheet": cells})) for _ in range(ROUNDS)]
    alone = seconds(lambda: Calculation({"Sheet": cells}), time.process_time)
    live = Calculation({"Sheet": cells})
    first = seconds(lambda: live.set("Sheet", "B9", "5"))
    again = seconds(lambda: live.set("Sheet", "B9", "2"))
    count = sum(text.startswith("=") for text in cells.values())
    print(f"\n{f'{count:,} formulas, {len(cells) - count:,} constants':44}{'seconds':>10}")
    print(f"{'first full evaluation, median':44}{statistics.median(full):10.2f}")
    print(f"{'first full evaluation, best':44}{min(full):10.2f}")
    print(f"{'the same, seconds of the processor':44}{alone:10.2f}")
    print(f"{'first change, which finds what leans on it':44}{first:10.2f}")
    print(f"{'next change (it moves a whole column)':44}{again:10.2f}")
    assert not any(isinstance(live.value("Sheet", each), ErrorValue) for each in cells)


def register() -> tuple[str, dict[str, str]]:
    """The name and the inputs of the register's sheet."""
    sheet = openpyxl.load_workbook(REGISTER).worksheets[0]
    return sheet.title, {
        cell.coordinate: typed(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def typed(value: Any) -> str:
    """A value of the file as it would be typed."""
    if isinstance(value, str) and value.startswith("="):
        return stored_formula(value)
    return constant_input(float(value) if isinstance(value, int) else value)


def large_sheet() -> dict[str, str]:
    """Names, ten marks a row with some absences, and twenty formulas beside them."""
    cells = {"AH1": "3.5", "AI1": "4.5", "L1": "Average"}
    for row, (limit, level) in enumerate(
        [("0", "poor"), ("2.5", "fair"), ("3.5", "good"), ("4.5", "excellent")], 1
    ):
        cells |= {f"AJ{row}": limit, f"AK{row}": level}
    for row in range(2, ROWS + 2):
        cells[f"A{row}"] = f"Pupil {row}"
        for place, column in enumerate(MARKS):
            absent = (row + place) % 11 == 0
            cells[f"{column}{row}"] = "н" if absent else str(2 + (row * 7 + place * 3) % 4)
        for place, formula in enumerate(ROW):
            text = formula.replace("{r}", str(row)).replace("{above}", str(row - 1))
            cells[f"{column_letters(12 + place)}{row}"] = text.replace("{last}", str(ROWS + 1))
    return cells


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long a piece of work takes."""
    began = clock()
    work()
    return clock() - began

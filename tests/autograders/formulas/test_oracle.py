"""Every function beside an independent library, over workbooks with one formula a cell."""

from __future__ import annotations

import random
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from mugalim_checks.formulas import Calculation, Value
from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.formulas.forms import FORMS
from mugalim_checks.formulas.functions import FUNCTIONS
from mugalim_checks.formulas.parser import parse, walk
from mugalim_checks.formulas.syntax import Call
from mugalim_checks.formulas.tokens import for_file, is_formula
from mugalim_checks.formulas.values import typed_value

HERE = Path(__file__).parent
CASES: dict[str, list[str]] = yaml.safe_load((HERE / "oracle.yaml").read_text())
DIFFERENCES: list[tuple[str, Any, str]] = yaml.safe_load((HERE / "differences.yaml").read_text())
BOOK: dict[str, list[tuple[str, Any]]] = yaml.safe_load((HERE / "by_the_book.yaml").read_text())
COLUMNS = {
    "A": ["5", "4", "", "н", "3", "TRUE", "4.5", "2"],
    "B": ["Asan", "Bermet", "Chyngyz", "bermet", "Aida K.", "'12", "", "x*y"],
    "C": ["=1/0"],
    "D": ["2", "3", "4", "5", "3", "2.5"],
    "E": ["low", "fair", "good", "best", "fair", "mid"],
    "F": ["23.11.2026", "15.02.2011", "26.10.2026", "07.11.2026", "09.11.2026"],
    "G": ["1", "2", "3", "4", "5", "7"],
    "J": ["2", "3", "4", "5"],
    "K": ["low", "fair", "good", "best"],
    "L": ["5", "4", "3", "2"],
}
DATA = {
    f"{column}{row}": text
    for column, texts in COLUMNS.items()
    for row, text in enumerate(texts, 1)
    if text
}
# Formulas over a row of marks as a register has them; {r} is the row.
OVER_MARKS = [
    "=AVERAGE(A{r}:F{r})", "=ROUND(AVERAGE(A{r}:F{r}),1)", "=SUM(A{r}:F{r})/COUNT(A{r}:F{r})",
    '=COUNTIF(A{r}:F{r},">=4")', '=COUNTIF(A{r}:F{r},"н")', '=SUMIF(A{r}:F{r},"<4")',
    "=MAX(A{r}:F{r})-MIN(A{r}:F{r})", '=IF(AVERAGE(A{r}:F{r})>=3.5,"good","fair")',
    '=IFERROR(A{r}/B{r},"none")', "=MEDIAN(A{r}:F{r})", "=LARGE(A{r}:F{r},2)",
    "=STDEV(A{r}:F{r})", "=VAR(A{r}:F{r})", "=PERCENTILE(A{r}:F{r},0.4)",
    "=QUARTILE(A{r}:F{r},3)", "=COUNTA(A{r}:F{r})+COUNTBLANK(A{r}:F{r})",
    "=ROUNDUP(SUM(A{r}:F{r})/7,2)", "=ROUNDDOWN(SUM(A{r}:F{r})/7,2)", "=MOD(SUM(A{r}:F{r})*7,4)",
    '=A{r}&"-"&F{r}', "=SUMPRODUCT(A{r}:C{r},D{r}:F{r})", "=-SUM(A{r}:C{r})^2+10%*3",
    '=TEXT(SUM(A{r}:F{r})/9,"0.00")', "=MATCH(4,A{r}:F{r},0)", "=AVERAGEA(A{r}:F{r})",
    '=AVERAGEIF(A{r}:F{r},">2")', "=SUMSQ(A{r}:F{r})", "=INT(SUM(A{r}:F{r})/4)",
    "=RANK(MAX(A{r}:F{r}),A{r}:F{r})", '=IFS(SUM(A{r}:F{r})>20,"a",TRUE,"b")',
]  # fmt: skip
MARKS_ROWS = 8


def marks() -> dict[str, str]:
    """Rows of chance marks, absences and gaps; the same ones every time."""
    chance = random.Random(7)  # noqa: S311  no secret
    return {
        cell_address(row, column): text
        for row in range(1, MARKS_ROWS + 1)
        for column in range(1, 7)
        if (text := chance.choice(["2", "3", "4", "5", "4.5", "н", ""]))
    }


FIXED = {
    cell_address(n % 100 + 1, 20 + n // 100): formula
    for n, formula in enumerate(formula for group in CASES.values() for formula in group)
}
OVER_ROWS = {
    cell_address(row, 10 + n): formula.replace("{r}", str(row))
    for n, formula in enumerate(OVER_MARKS)
    for row in range(1, MARKS_ROWS + 1)
}


def by_the_library(cells: dict[str, str], path: Path) -> dict[str, Any]:
    """The values that the library works out, by address."""
    import formulas

    book = openpyxl.Workbook()
    sheet = book.active
    for address, text in cells.items():
        sheet[address] = for_file(text) if is_formula(text) else typed_value(text)
    book.save(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own
        found = formulas.ExcelModel().loads(str(path)).finish().calculate()
    return {
        name.rpartition("!")[2]: ranges.value[0, 0]
        for name, ranges in found.items()
        if ":" not in name and hasattr(ranges, "value")
    }


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, Value, Any]]]:
    """Formulas with our value and the library's, of both workbooks."""
    folder, found = tmp_path_factory.mktemp("oracle"), {}
    for name, data, placed in (("fixed", DATA, FIXED), ("marks", marks(), OVER_ROWS)):
        ours = Calculation({"Sheet": {**data, **placed}})
        theirs = by_the_library({**data, **placed}, folder / f"{name}.xlsx")
        found[name] = [(text, ours.value("Sheet", at), theirs[at]) for at, text in placed.items()]
    return found


def same(ours: Value, theirs: Any) -> bool:
    """Whether two engines mean the same, numbers to nine digits."""
    if isinstance(ours, float) and not isinstance(theirs, bool):
        try:
            return float(str(theirs)) == pytest.approx(ours, rel=1e-9, abs=1e-9)
        except ValueError:
            return False
    return str(ours) == str(theirs)


def test_every_formula_is_as_the_library_has_it(
    pairs: dict[str, list[tuple[str, Value, Any]]],
) -> None:
    """Two engines that know nothing of each other agree, but for the differences in the list."""
    known = {formula for formula, _, _ in DIFFERENCES}
    apart = [each for each in pairs["fixed"] if not same(each[1], each[2])]
    assert [each for each in apart if each[0] not in known] == []
    assert known == {formula for formula, _, _ in apart}, "a difference that is none any more"


def test_registers_count_as_the_library_counts_them(
    pairs: dict[str, list[tuple[str, Value, Any]]],
) -> None:
    """The formulas of a class register agree over chance marks, absences and gaps."""
    assert len(pairs["marks"]) == len(OVER_MARKS) * MARKS_ROWS
    assert [each for each in pairs["marks"] if not same(each[1], each[2])] == []


@pytest.mark.parametrize(("formula", "expected", "reason"), DIFFERENCES)
def test_where_the_library_differs_ours_is_excels(formula: str, expected: Any, reason: str) -> None:
    """The value of Excel's documentation, with the reason beside it."""
    got = Calculation({"Sheet": {**DATA, "Z99": formula}}).value("Sheet", "Z99")
    assert reason
    assert got == (pytest.approx(expected) if isinstance(expected, float) else expected)


def test_every_function_is_in_a_table() -> None:
    """No function goes untested, and each case names what it tests."""
    formulas = [*FIXED.values(), *(formula for cases in BOOK.values() for formula, _ in cases)]
    used = {
        part.name
        for formula in formulas
        for part in walk(parse(formula, ""))
        if isinstance(part, Call)
    }
    assert used == set(FUNCTIONS) | set(FORMS)

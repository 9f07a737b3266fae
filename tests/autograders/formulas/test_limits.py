"""What a hostile formula asks for is bounded, and said."""

from __future__ import annotations

import pytest

from mugalim_checks.formulas import Calculation, ErrorValue

LONG = {f"A{row}": "a" * 3_000 for row in range(1, 201)}


def column(formula: str, rows: int = 3_000) -> dict[str, str]:
    """A formula in many cells of one column; {r} is the row."""
    return {f"J{row}": formula.replace("{r}", str(row)) for row in range(1, rows + 1)}


@pytest.mark.parametrize(
    ("formula", "error", "problem"),
    [
        ('=REPT("ab",20000)', "#VALUE!", "formula.long_text"),
        ('=SUBSTITUTE(REPT("a",30000),"a","bb")', "#VALUE!", "formula.long_text"),
        ('=REPT("a",20000)&REPT("b",20000)', "#VALUE!", "formula.long_text"),
        ("=9^9^9^9", "#NUM!", "formula.big_number"),
        ("=EXP(1000000)", "#NUM!", "formula.big_number"),
        ("=PRODUCT(1E300,1E300)", "#NUM!", "formula.big_number"),
        ("=SUM(B1:ZZ9999)", "#NUM!", "formula.too_much"),
        ("=SUM(ROW(B1:B1000)*COLUMN(B1:ZZ1))", "#NUM!", "formula.too_much"),
        ('=SEARCH("' + "a?" * 100 + 'b",REPT("a",30000))', "#VALUE!", "formula.too_much"),
    ],
)
def test_a_formula_that_asks_for_too_much_says_so(formula: str, error: str, problem: str) -> None:
    """The value is an error, and the problem names the bound."""
    calculation = Calculation({"S": {"A1": formula, "ZZ9999": "1"}})
    found = calculation.problem("S", "A1")
    assert calculation.value("S", "A1") == ErrorValue(error)
    assert found is not None
    assert found.id == problem


@pytest.mark.parametrize(
    "cells",
    [
        LONG | column('=COUNTIF(A$1:A$200,"*a?a*b{r}")'),
        column('=SUBSTITUTE(REPT("ab",16000),"a","{r}")'),
        {f"A{row}": "1" for row in range(1, 3_001)}
        | column("=SUMPRODUCT((A$1:A$3000>{r})*A$1:A$3000)"),
        column("=SUM(J$1:J$3000)"),
        column("=" + "+{r}" * 1_500, 120),
        {f"A{row}": str(row) for row in range(1, 3_001)} | column("=VLOOKUP({r},A{r}:C9000,1,0)"),
    ],
)
def test_work_without_end_is_given_up(cells: dict[str, str]) -> None:
    """The steps of one recalculation are counted, whatever they are spent on."""
    calculation = Calculation({"S": cells})
    found = {calculation.problem("S", address) for address in cells}
    assert "formula.too_much" in {problem.id for problem in found if problem}


@pytest.mark.parametrize(
    "cells",
    [
        {f"A{row}": f"=A{row + 1}+1" for row in range(1, 5_000)},
        {f"A{row}": "1" for row in range(1, 3_001)} | column("=SUM(A$1:A{r})"),
        {f"A{row}": str(row) for row in range(1, 3_001)} | column("=RANK(A{r},A$1:A$3000)"),
        {f"A{row}": str(row) for row in range(1, 3_001)} | column("=COUNTIF(A:A,A{r})"),
        {f"A{row}": str(row) for row in range(1, 3_001)} | column("=VLOOKUP(A{r},A:B,1,FALSE)"),
        {f"A{row}": str(row) for row in range(1, 3_001)} | column("=FORECAST(A{r},A:A,A:A)"),
    ],
)
def test_long_columns_of_honest_work_are_done(cells: dict[str, str]) -> None:
    """What many cells ask of one area is found once."""
    calculation = Calculation({"S": cells})
    assert all(calculation.problem("S", address) is None for address in cells)

"""Values by Excel's documentation, for what no other engine could be asked."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from mugalim_checks.formulas import Calculation, ErrorValue

NOW = datetime.datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001  what the clock on the wall says
CASES = yaml.safe_load(Path(__file__).with_name("by_the_book.yaml").read_text())
CELLS = {
    f"{column}{row}": text
    for column, texts in {
        "A": ["5", "4", "", "н", "3", "TRUE", "4.5", "2"],
        "B": ["Asan", "Bermet", "Chyngyz", "bermet", "Aida K.", "'12", "", "x*y"],
        "C": ["=1/0"],
        "D": ["2", "3", "4", "5", "3", "2.5"],
        "E": ["low", "fair", "good", "best", "fair", "mid"],
        "F": ["23.11.2026", "15.02.2011", "26.10.2026", "07.11.2026", "09.11.2026"],
        "G": ["1", "2", "3", "4", "5", "7"],
        "M": ["5", "7", "=SUBTOTAL(9,M1:M2)"],
    }.items()
    for row, text in enumerate(texts, 1)
    if text
}


@pytest.mark.parametrize(
    ("formula", "expected"), [case for group in CASES.values() for case in group]
)
def test_a_formula_gives_what_excels_help_says(formula: str, expected: Any) -> None:
    """The value, of the right type; errors by their names."""
    got = Calculation({"S": {**CELLS, "Z99": formula}}, NOW).value("S", "Z99")
    if isinstance(got, ErrorValue):
        assert got.code == expected
    else:
        assert got == (pytest.approx(expected) if isinstance(expected, float) else expected)
        assert type(got) is type(expected)


def test_without_a_clock_today_is_said_to_be_unknown() -> None:
    """Nothing reads the clock in secret."""
    calculation = Calculation({"S": {"A1": "=TODAY()+1"}})
    problem = calculation.problem("S", "A1")
    assert calculation.value("S", "A1") == ErrorValue("#N/A")
    assert problem is not None
    assert problem.id == "formula.no_clock"


@pytest.mark.parametrize(
    "formula", ["=RAND()", '=INDIRECT("A1")', "=OFFSET(A1,1,1)", "=UNIQUE(A1:A3)"]
)
def test_what_is_not_here_is_named(formula: str) -> None:
    """Chance, addresses made of texts, and results that spill are not known, and say so."""
    problem = Calculation({"S": {**CELLS, "Z99": formula}}).problem("S", "Z99")
    assert problem is not None
    assert problem.id == "formula.unknown_function"

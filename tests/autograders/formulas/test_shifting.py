from __future__ import annotations

import pytest

from mugalim_checks.formulas.moving import moved
from mugalim_checks.formulas.shifting import Axis, Shift, shifted


@pytest.mark.parametrize(
    ("formula", "axis", "at", "count", "after"),
    [
        ("=A1+$B$3", "row", 2, 1, "=A1+$B$4"),
        ("=SUM(B2:B5)", "row", 3, 2, "=SUM(B2:B7)"),
        ("=SUM(B2:B5)", "row", 2, 1, "=SUM(B3:B6)"),
        ("=SUM(B2:B5)", "row", 6, 1, "=SUM(B2:B5)"),
        ("=SUM(B2:B5)", "row", 1, -2, "=SUM(B1:B3)"),
        ("=SUM(B2:B5)", "row", 5, -2, "=SUM(B2:B4)"),
        ("=SUM(B2:B5)", "row", 2, -4, "=SUM(#REF!)"),
        ("=IF(A2>0,A2,A3)", "row", 2, -1, "=IF(#REF!>0,#REF!,A2)"),
        ("=SUM(C:N)", "row", 3, 5, "=SUM(C:N)"),
        ("=SUM(C:N)", "column", 4, -1, "=SUM(C:M)"),
        ("=SUM($2:$41)", "row", 5, 2, "=SUM($2:$43)"),
        ("=B5:A1", "row", 2, 1, "=B6:A1"),
        ("=$A$1&A1", "column", 1, 1, "=$B$1&B1"),
        ('=N!A5+Marks!A5&"A5"', "row", 2, -1, '=N!A5+Marks!A4&"A5"'),
        ("='marks'!A5", "row", 2, 1, "='marks'!A6"),
        ("=A1048576", "row", 6, 1, "=#REF!"),
        ("A5", "row", 1, 1, "A5"),
    ],
)
def test_references_follow_what_they_named(
    formula: str, axis: Axis, at: int, count: int, after: str
) -> None:
    """As Excel writes the same formulas after rows or columns were put in or taken out."""
    assert shifted(formula, "Marks", Shift("Marks", axis, at, count)) == after


def test_a_lost_reference_to_another_sheet_can_still_be_read() -> None:
    """#REF! stands alone: nobody can read "Marks!#REF!"."""
    assert moved("=Marks!A1+1", "B2", "B1") == "=#REF!+1"
    assert shifted("=Marks!A1", "Other", Shift("Marks", "row", 1, -1)) == "=#REF!"

from __future__ import annotations

import warnings

import pytest

from mugalim_checks.formulas.addresses import column_letters
from mugalim_checks.workbook import Workbook

MARKS = [["5", "4", "3", ""], ["2", "2", "н", "5"], ["4", "4", "4", "4"], ["3", "", "", "2"]]
FORMULAS = [
    "=AVERAGE(A{r}:D{r})",
    "=ROUND(AVERAGE(A{r}:D{r}),1)",
    "=SUM(A{r}:D{r})/COUNT(A{r}:D{r})",
    "=COUNTIF(A{r}:D{r},\">=4\")",
    "=MAX(A{r}:D{r})-MIN(A{r}:D{r})",
    '=IF(AVERAGE(A{r}:D{r})>=3.5,"good","fair")',
    '=IFERROR(A{r}/B{r},"none")',
    "=-A{r}^2+10%*3",
    "=MEDIAN(A{r}:D{r})",
    "=LARGE(A{r}:D{r},2)",
    "=IF(AND(A{r}>2,D{r}<5),A{r}&\"-\"&D{r},MOD(A{r}*7,4))",
    "=SUMPRODUCT(A{r}:B{r},A{r}:B{r})",
    "=MATCH(2,A{r}:D{r},0)",
    "=ROUNDUP(A{r}/3,2)+ROUNDDOWN(A{r}/3,2)",
    "=LEN(\"абв\")+COUNTA(A{r}:D{r})",
]  # fmt: skip


CELLS = {
    f"{c}{r + 1}": text for r, row in enumerate(MARKS) for c, text in zip("ABCD", row, strict=True)
}
PLACES = {
    f"{column_letters(6 + n)}{row}": formula.replace("{r}", str(row))
    for n, formula in enumerate(FORMULAS)
    for row in range(1, len(MARKS) + 1)
}
BOOK = Workbook.from_state(
    {
        "sheets": [
            {"name": "S", "cells": {a: {"input": text} for a, text in (CELLS | PLACES).items()}}
        ]
    }
)


@pytest.fixture(scope="module")
def by_the_oracle(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The values that an independent library works out from our file, by address."""
    import formulas

    path = tmp_path_factory.mktemp("oracle") / "register.xlsx"
    path.write_bytes(BOOK.to_xlsx())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library's own
        found = formulas.ExcelModel().loads(str(path)).finish().calculate()
    return {
        name.rpartition("!")[2]: ranges.value[0, 0]
        for name, ranges in found.items()
        if ":" not in name and hasattr(ranges, "value")
    }


@pytest.mark.parametrize("address", PLACES)
def test_a_register_counts_as_an_independent_library_does(
    address: str, by_the_oracle: dict[str, object]
) -> None:
    """Two engines that know nothing of each other agree on a class register."""
    ours, theirs = BOOK.calculate().value("S", address), by_the_oracle[address]
    if isinstance(ours, float):
        assert float(str(theirs)) == pytest.approx(ours)
    else:
        assert str(theirs) == str(ours)

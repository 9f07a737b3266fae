"""Workbooks made of rows, and what one check says about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mugalim_checks.core import Failure, find_check
from mugalim_checks.formulas.addresses import cell_address
from mugalim_checks.messages import message
from mugalim_checks.workbook import Workbook

Rows = Sequence[Sequence[object]]


def book(
    sheets: Mapping[str, Rows], around: Mapping[str, Mapping[str, Any]] | None = None
) -> Workbook:
    """A workbook of these rows, with what surrounds some of its sheets."""
    states = []
    for name, rows in sheets.items():
        cells = {
            cell_address(row, column): {"input": str(value)}
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
            if value is not None
        }
        states.append({"name": name, "cells": cells, **(around or {}).get(name, {})})
    return Workbook.from_state({"sheets": states})


def said(check: str, workbook: Workbook, **parameters: Any) -> tuple[str, float]:
    """The id that a check raises and the share that is earned; ("", 1) where it passes."""
    try:
        find_check(f"workbook.{check}")(workbook, **parameters)
    except Failure as failure:
        texts = {message(failure, language) for language in ("en", "ky", "ru")}
        assert len(texts) == 3, texts
        assert all(len(text) <= 200 and "{" not in text for text in texts), texts
        return failure.id.removeprefix("workbook."), round(failure.earned, 2)
    return "", 1.0

"""Addresses of cells and areas: A1 in words, (row, column) in numbers, both from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_COLUMN = re.compile(r"\$?([A-Za-z]{1,3})")


@dataclass(frozen=True)
class Area:
    """A rectangle of cells on a named sheet, ends included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: tuple[str, int, int]) -> bool:
        sheet, row, column = cell
        return (
            sheet == self.sheet
            and self.top <= row <= self.bottom
            and self.left <= column <= self.right
        )

    @property
    def size(self) -> int:
        """How many cells."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def cells(self) -> Iterator[tuple[int, int]]:
        """The (row, column) of every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """The number of a column: A is 1; ValueError for what is no column."""
    match = _COLUMN.fullmatch(letters)
    number = 0
    for letter in match[1].upper() if match else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= LAST_COLUMN:
        raise ValueError(letters)
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """The letters of a column: 1 is A."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=32_768)
def cell_position(address: str) -> tuple[int, int]:
    """The (row, column) of an address such as "B7" or "$B$7"; ValueError for anything else."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise ValueError(address)
    row = int(match[2])
    if row > LAST_ROW:
        raise ValueError(address)
    return row, column_number(match[1])


def cell_address(row: int, column: int) -> str:
    """The address of a cell, without dollar signs."""
    return f"{column_letters(column)}{row}"


def parse_area(text: str, sheet: str = "") -> Area:
    """The area of "C2:N41", "C2", "C:N" or "2:41"; ValueError for anything else."""
    first, _, second = text.replace("$", "").partition(":")
    second = second or first
    if first.isdigit() and second.isdigit() and ":" in text:
        ends = (int(first), 1, int(second), LAST_COLUMN)
    elif first.isalpha() and second.isalpha() and ":" in text:
        ends = (1, column_number(first), LAST_ROW, column_number(second))
    else:
        ends = (*cell_position(first), *cell_position(second))
    top, bottom = sorted((ends[0], ends[2]))
    left, right = sorted((ends[1], ends[3]))
    if not 1 <= top <= bottom <= LAST_ROW:
        raise ValueError(text)
    return Area(sheet, top, left, bottom, right)

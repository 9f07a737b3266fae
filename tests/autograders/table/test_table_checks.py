from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.table import (
    Table,
    column_type,
    columns_present,
    dates_within,
    domains_differ,
    each_row_has,
    primary_marked,
    rows_between,
    values_in,
    words_at_least,
)

NAME, MARK, DAY = ["Name", "Аты", "Имя"], ["Mark", "Баасы", "Оценка"], ["Date", "Күнү", "Дата"]
TABLE = Table(
    ("Аты", "Баасы", "Күнү"),
    (("Асан бала", "4,5", "23.11.2026"), (), ("Айзада кыз", "5", "2026-11-24")),
    ("Титул",),
)
EMPTY = Table(("Имя ученика", "Оценка", "Дата", "Что нужно и почему это так"), ())
KG = ["Address", "Дареги", "Адрес"]


def failure_of(check: Any, table: Table, **parameters: object) -> Failure:
    """What a check raises, with a sentence in each language."""
    with pytest.raises(Failure) as caught:
        check(table, **parameters)
    said = {message(caught.value, language) for language in ("en", "ky", "ru")}
    assert len(said) == 3
    assert all("{" not in text and len(text) <= 200 for text in said), said
    return caught.value


def column(*cells: str, name: str = "Баасы") -> Table:
    """A table of one column."""
    return Table((name,), tuple((cell,) for cell in cells))


def test_columns_are_found_by_their_names_in_any_language() -> None:
    """A missing one is named in the language of the table."""
    columns_present(TABLE, columns={"name": NAME, "mark": MARK, "day": DAY})
    found = failure_of(columns_present, EMPTY, columns={"name": NAME, "mark": MARK})
    assert (found.id, found.earned, found.values["name"]) == ("table.no_column", 0.5, "Имя")


@pytest.mark.parametrize(
    ("least", "most", "id", "earned"),
    [(3, None, "table.few_rows", 2 / 3), (1, 1, "table.many_rows", 1 / 2)],
)
def test_blank_rows_are_not_counted(least: int, most: int | None, id: str, earned: float) -> None:
    """Rows that hold something are."""
    rows_between(TABLE, least=2, most=2)
    found = failure_of(rows_between, TABLE, least=least, most=most)
    assert (found.id, found.earned) == (id, earned)


def test_each_row_says_something_in_each_column() -> None:
    """A dash says nothing; three of four cells are three quarters of the points."""
    table = Table(("Аты", "Баасы"), (("а", "4"), ("б", "-")), ("Титул",))
    asked = {"name": NAME, "mark": MARK}
    each_row_has(TABLE, columns=asked)
    found = failure_of(each_row_has, table, columns=asked)
    assert (found.id, found.earned) == ("table.cell_empty", 0.75)
    assert message(found, "ru").startswith("Строка 4, столбец «Баасы»:")
    assert failure_of(each_row_has, EMPTY, columns={"day": DAY}).id == "table.few_rows"
    assert failure_of(each_row_has, TABLE, columns={"x": KG}).id == "table.no_column"


@pytest.mark.parametrize(
    ("type", "cells", "id"),
    [
        ("number", ("4,5", "төрт"), "table.no_number"),
        ("number", ("4.5", "23.11.2026"), "table.no_number"),
        ("whole", ("4", "4,5"), "table.no_whole"),
        ("date", ("23.11.2026", "23-ноябрь"), "table.no_date"),
        ("text", ("бар", "5"), "table.no_words"),
        (None, ("5", "4,5", "жок"), "table.no_number"),
        (None, ("бар", "жок", "5"), "table.no_words"),
        (None, ("1.12.2026", "2.12.2026", "3"), "table.no_date"),
    ],
)
def test_a_column_holds_one_type(type: str | None, cells: tuple[str, ...], id: str) -> None:
    """Empty cells are passed over; the last of these cells is the one that does not fit."""
    column_type(column(*cells[:-1], ""), column=MARK, type=type)
    found = failure_of(column_type, column(*cells), column=MARK, type=type)
    assert (found.id, found.values["text"]) == (id, cells[-1])
    assert found.earned == pytest.approx((len(cells) - 1) / len(cells))


def test_a_column_holds_words_of_a_list() -> None:
    """In any letters of a phone."""
    values_in(column("Ооба", "жок", "ЖӨК"), column=MARK, allowed=["ооба", "жок"])
    found = failure_of(values_in, column("ооба", "мүмкүн"), column=MARK, allowed=["ооба", "жок"])
    assert (found.id, found.earned) == ("table.value_unknown", 0.5)


def test_a_column_holds_enough_words() -> None:
    """In each of its filled cells."""
    words_at_least(TABLE, column=NAME, least=2)
    found = failure_of(words_at_least, column("бир эки", "бир"), column=MARK, least=2)
    assert (found.id, found.earned) == ("table.few_words", 0.5)


@pytest.mark.parametrize(
    ("cell", "id"), [("23.11.2019", "table.date_far"), ("кечээ", "table.no_date")]
)
def test_days_lie_close_together(cell: str, id: str) -> None:
    """A year is mistyped easily; no clock is asked."""
    dates_within(TABLE, column=DAY, days=1)
    found = failure_of(dates_within, column("1.12.2026", cell, "3.12.2026"), column=MARK, days=60)
    assert (found.id, found.earned) == (id, pytest.approx(2 / 3))


@pytest.mark.parametrize(
    "check", [column_type, lambda table, column: dates_within(table, column=column, days=9)]
)
def test_an_empty_column_holds_nothing_that_fits(check: Any) -> None:
    """What is true of every cell is not true of none."""
    assert failure_of(check, column("", ""), column=MARK).id == "table.column_empty"


@pytest.mark.parametrize(
    ("addresses", "id", "earned"),
    [
        (("https://a.example/1", "https://www.a.example/2"), "table.same_site", 1 / 3),
        (("https://a.example", "b.example"), "table.few_sites", 2 / 3),
        (("https://a.example", "китеп"), "table.no_address", 1 / 2),
        ((), "table.column_empty", 0),
    ],
)
def test_sources_are_of_different_sites(addresses: tuple[str, ...], id: str, earned: float) -> None:
    """Pages of one site are one source."""
    found = failure_of(domains_differ, column(*addresses, name="Адрес"), column=KG, least=3)
    assert (found.id, found.earned) == (id, pytest.approx(earned))


@pytest.mark.parametrize(
    ("marks", "id", "earned"),
    [
        (("", "", ""), "table.none_marked", 0),
        (("ооба", "Ооба", ""), "table.not_primary", 0.5),
        (("", "", "ооба"), "table.no_primary", 0),
    ],
)
def test_the_page_that_counted_for_itself_is_marked(
    marks: tuple[str, str, str], id: str, earned: float
) -> None:
    """Not one that repeats it; of a page that nobody knows nothing is said."""
    asked: dict[str, Any] = {
        "column": ["Primary", "Алгачкы"], "address": KG, "marks": ["yes", "ооба"],
        "primary": ["https://a.example/1"], "others": ["https://b.example/2"],
    }  # fmt: skip
    pages = ("www.a.example/1/", "https://b.example/2", "https://c.example/3")

    def marked(*said: str) -> Table:
        return Table(("Дареги", "Алгачкы"), tuple(zip(pages, said, strict=True)))

    primary_marked(marked("Ооба, алгачкы", "жок", "ооба"), **asked)
    found = failure_of(primary_marked, marked(*marks), **asked)
    assert (found.id, found.earned) == (id, earned)


def test_a_missing_column_costs_only_its_own_share() -> None:
    """Two of three columns are filled in both rows; a heading's question mark is no other name."""
    table = Table(("Аты", "Баасы?"), (("а", "4"), ("б", "5")))
    found = failure_of(each_row_has, table, columns={"name": NAME, "mark": MARK, "day": DAY})
    assert (found.id, found.earned) == ("table.no_column", pytest.approx(2 / 3))

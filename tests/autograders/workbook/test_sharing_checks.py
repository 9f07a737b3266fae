"""Finer cases of the checks of a table that is given away."""

from __future__ import annotations

from typing import Any

import pytest
from autograders.workbook.made import Rows, book, said

from mugalim_checks.core import run
from mugalim_courses.model import CheckUse, Exercise

TABLE = {"code": ["Code", "Код", "Код"], "mark": ["Mark", "Баа", "Оценка"]}
SUMMARY = {"group": ["Group", "Топ", "Группа"], "count": ["How many", "Канча", "Сколько"]}
ROSTER = ["Булутова Айпери", "Чынаров Нурбек", "Тоотаев Эрлан"]
BORN = ["2012-03-14", "2011-11-02", "2012-05-27"]


def rows(*codes: str) -> list[list[Any]]:
    """A table of codes with marks."""
    return [["Code", "Mark"], *([code, 3 + place] for place, code in enumerate(codes))]


@pytest.mark.parametrize(
    ("codes", "wanted"),
    [
        (("K7", "K3", "K9"), ("", 1.0)),
        (("AB7", "AB3", "AB9"), ("", 1.0)),
        (("101", "102", "103"), ("", 1.0)),
        (("K7", "", "K9"), ("code_empty", 0.33)),
        (("K7", "k7", "K9"), ("code_twice", 0.33)),
        (("АБ-2012", "K3", "M9"), ("code_tells", 0.67)),
        (("BA", "NC", "TE"), ("code_tells", 0.0)),
        (("Айп-1", "K3", "M9"), ("code_tells", 0.67)),
        (("14032012", "02112011", "77"), ("code_tells", 0.33)),
        (("NC-35", "K3", "M9"), ("", 1.0)),
    ],
)
def test_codes_are_of_nobody(codes: tuple[str, ...], wanted: tuple[str, float]) -> None:
    """One each, without a name, initials or a birth date; a common beginning tells nothing."""
    more = {"code": "code", "roster": ROSTER, "born": BORN}
    found = said("codes_tell_nothing", book({"T": rows(*codes)}), columns=TABLE, **more)
    assert found == wanted


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [([3, 5, 4], ("code_counted", 0.5)), ([5, 3, 4], ("", 1.0)), ([3, 5], ("", 1.0))],
)
def test_rows_in_the_order_of_the_class_can_be_counted(
    marks: list[int], wanted: tuple[str, float]
) -> None:
    """Whoever has the class list needs no key where the rows still stand as they do there."""
    table = [["Code", "Mark"], *([f"K{9 - n}", mark] for n, mark in enumerate(marks))]
    more = {"code": "code", "roster": ROSTER, "order": {"mark": [3, 5, 4]}}
    found = said("codes_tell_nothing", book({"T": table}), columns=TABLE, **more)
    assert found == wanted


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ([3, 4, 5], ("", 1.0)),
        ([3, 4], ("rows_differ", 0.0)),
        ([3, 4, 4], ("average_moved", 0.0)),
        (["a", "b", "c"], ("average_moved", 0.0)),
    ],
)
def test_the_table_is_the_same_as_its_source(marks: list[Any], wanted: tuple[str, float]) -> None:
    """In rows and in averages."""
    table = [["Code", "Mark"], *([f"K{n}", mark] for n, mark in enumerate(marks))]
    averages = {"mark": 4.0}
    found = said("same_as_source", book({"T": table}), columns=TABLE, rows=3, averages=averages)
    assert found == wanted


@pytest.mark.parametrize(
    ("groups", "wanted"),
    [
        ([["a", 3], ["b", 0]], ("", 1.0)),
        ([["a", 3], ["b", 2]], ("group_small", 0.5)),
        ([["a", 3], ["b", "few"]], ("summary_no_number", 0.5)),
        ([], ("summary_empty", 0.0)),
    ],
)
def test_no_group_is_a_name(groups: Rows, wanted: tuple[str, float]) -> None:
    """Groups of one or two are joined."""
    workbook = book({"S": [["Group", "How many"], *groups]})
    more = {"group": "group", "count": "count", "smallest": 3}
    assert said("groups_large_enough", workbook, summary=SUMMARY, **more) == wanted


CODES = rows("K1", "K2", "K3", "K4")


@pytest.mark.parametrize(
    ("sheets", "wanted"),
    [
        ({"T": CODES}, ""),
        ({"T": CODES, "More": [["Code", "Absent"], ["K1", 1], ["K2", 1], ["K3", 0]]}, ""),
        ({"T": CODES, "More": [["Code", "No"], ["K1", 9], ["K2", 4], ["K3", 7]]}, "key_sheet"),
        ({"T": [[*row, None, row[0], row[1]] for row in CODES]}, "key_sheet"),
        ({"T": [["Code", "Mark", "Surname"], ["K1", 4, "x"]]}, "key_column"),
        ({"T": CODES, "More": [["Surname"]]}, ""),
    ],
)
def test_no_key_lies_inside(sheets: dict[str, Rows], wanted: str) -> None:
    """Codes beside something that is another in every row are a key; marks are not."""
    more = {"columns": TABLE, "code": "code", "telling": ["Surname", "Фамилиясы", "Фамилия"]}
    assert said("no_key_inside", book(sheets), **more)[0] == wanted


@pytest.mark.parametrize(
    ("around", "wanted"),
    [
        ({}, ""),
        ({"hidden": "hidden"}, "sheet_hidden"),
        ({"hidden_columns": ["B:B"]}, "column_hidden"),
        ({"hidden_columns": ["D:Z"]}, ""),
        ({"hidden_rows": ["3:3"]}, "row_hidden"),
        ({"hidden_rows": ["9:99"]}, ""),
        ({"cells": {"A1": {"input": "x", "colour": "#FFFFFF"}}}, "text_unseen"),
        ({"cells": {"A1": {"input": "x", "fill": "#000000"}}}, "text_unseen"),
        ({"cells": {"A1": {"input": "x", "colour": "#FFFFFF", "fill": "#203764"}}}, ""),
    ],
)
def test_nothing_is_hidden(around: dict[str, Any], wanted: str) -> None:
    """What is hidden and empty hides nothing."""
    workbook = book({"T": CODES}, {"T": around})
    assert said("nothing_hidden", workbook, columns=TABLE)[0] == wanted


def test_a_title_alone_names_nobody_and_earns_nothing() -> None:
    """Without a table there is nothing to be said about names."""
    exercise = Exercise(
        "shared",
        "workbook",
        checks=(
            CheckUse("a", "workbook.table_names_nobody", 3.0, {"columns": TABLE, "roster": ROSTER}),
        ),
    )
    assert run(exercise, book({"T": [["A table for the methodologist of our school"]]})).points == 0
    assert run(exercise, book({"T": CODES})).points == 3
    named = run(exercise, book({"T": [*CODES, ["Айпери Булутова", 4]]})).results[0]
    assert named.message == "privacy.roster_name"


def test_properties_name_nobody() -> None:
    """Author, last editor, company and manager; the title may stay."""
    state = book({"T": CODES}).to_state()
    for properties, wanted in (
        ({"title": "Marks"}, ("", 1.0)),
        ({"company": "School"}, ("property_told", 0.75)),
        ({"creator": "a", "last_modified_by": "b", "manager": "c"}, ("property_told", 0.25)),
    ):
        workbook = type(book({"T": CODES})).from_state({**state, "properties": properties})
        assert said("properties_empty", workbook, columns=TABLE) == wanted

"""Finer cases of the checks of a help table and of charts."""

from __future__ import annotations

from typing import Any

import pytest
from autograders.workbook.made import book, said

from mugalim_checks.core import CannotTell
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.checks.help import counts_add_up

CLASS = {"pupil": ["Pupil", "Окуучу", "Ученик"], "average": ["Average", "Орточо баа", "Средний"]}
SUMMARY = {"group": ["Group", "Топ", "Группа"], "count": ["How many", "Канча", "Сколько"]}
MARKS = [2.5, 3.0, 3.4, 4.0, 4.6, 5.0]
COUNTS: list[Any] = [
    '=COUNTIF(B2:B7,"<3.5")',
    '=COUNTIFS(B2:B7,">=3.5",B2:B7,"<4.5")',
    '=COUNTIF(B2:B7,">=4.5")',
]


def table(
    counts: list[Any] = COUNTS,
    listed: list[str] = ["Pupil 1"],  # noqa: B006  never changed
    limit: object = 3,
    label: str = "Average below",
    **around: Any,
) -> Workbook:
    """Six pupils, three groups, a limit and a list."""
    rows: list[list[Any]] = [["Pupil", "Average", None, "Group", "How many", label, limit]]
    rows += [[f"Pupil {n}", mark, None, None, None, None, None] for n, mark in enumerate(MARKS, 1)]
    for row, (name, count) in enumerate(zip("ABC", counts, strict=False), 1):
        rows[row][3:5] = [name, count]
    rows[0].append("To help")
    for row, name in enumerate(listed, 1):
        rows[row].append(name)
    return book({"Class": rows}, {"Class": around})


def counts(workbook: Workbook) -> tuple[str, float]:
    """What the check of counts says."""
    more = {"count": "count", "vary": "average", "groups": 3}
    return said("counts_add_up", workbook, columns=CLASS, summary=SUMMARY, **more)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (COUNTS, ("", 1.0)),
        (['=COUNTIF(B:B,"<3,5")', *COUNTS[1:]], ("", 1.0)),
        (COUNTS[:2], ("groups_few", 0.0)),
        ([3, 1, 2], ("count_typed", 0.0)),
        ([*COUNTS[:2], 2], ("count_typed", 0.33)),
        ([*COUNTS[:2], "=6-E2-E3"], ("count_otherwise", 0.33)),
        ([*COUNTS[:2], '=COUNTIF(B2:B4,">=4.5")'], ("count_otherwise", 0.33)),
        ([*COUNTS[:2], '=COUNTIF(B2:B7,">4.6")'], ("counts_sum", 0.5)),
        (['=COUNTIF(B2:B7,"<=3.4")', *COUNTS[1:2], '=COUNTIF(B2:B7,">4.5")'], ("counts_gap", 0.75)),
    ],
)  # fmt: skip
def test_groups_are_counted_by_formulas_that_leave_nobody_out(
    made: list[Any], wanted: tuple[str, float]
) -> None:
    """Typed, otherwise counted, twice or not at all; now or when marks change."""
    assert counts(table(made)) == wanted


def test_a_count_by_a_function_that_we_do_not_know_cannot_be_told() -> None:
    """Our gap is not her failure."""
    workbook = table([*COUNTS[:2], "=COUNTIF(B2:B7,WEBSERVICE(1))"])
    with pytest.raises(CannotTell):
        counts_add_up(workbook, columns=CLASS, summary=SUMMARY, count="count", vary="average")


BOLD = {"kind": "cell", "operator": "lessThan", "formulas": ["3"], "bold": True}
RED = {"kind": "cell", "operator": "lessThan", "formulas": ["3"], "fill": "#FFC7CE"}


@pytest.mark.parametrize(
    ("formats", "wanted"),
    [
        ([{**BOLD, "range": "B2:B7"}], ("", 1.0)),
        ([{**BOLD, "range": "A1:Z100"}], ("", 1.0)),
        ([{**BOLD, "range": "B2:B4"}, {**BOLD, "range": "A5:A7"}], ("", 1.0)),
        ([{"range": "B2:B7", "kind": "bars"}], ("", 1.0)),
        ([], ("format_missing", 0.0)),
        ([{**BOLD, "range": "Z2:Z7"}], ("format_missing", 0.0)),
        ([{**RED, "range": "B2:B7"}], ("colour_alone", 0.5)),
        ([{**RED, "range": "A2:A7"}], ("colour_alone", 0.5)),
        ([{"range": "B2:B7", "kind": "scale"}], ("colour_alone", 0.5)),
        ([{"range": "B2:B7", "kind": "icons", "operator": "3Flags"}], ("icons_alike", 0.5)),
        ([{**BOLD, "range": "B2:B4"}], ("format_partly", 0.5)),
    ],
)
def test_a_format_says_more_than_a_colour(
    formats: list[dict[str, Any]], wanted: tuple[str, float]
) -> None:
    """Bold, bars, icons of different shapes; for all rows of the table."""
    assert said("format_beyond_colour", table(formats=formats), columns=CLASS) == wanted


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (["A1:B7"], ("", 1.0)),
        (["A1:G1000"], ("", 1.0)),
        ([], ("filter_missing", 0.0)),
        (["D1:E4"], ("filter_missing", 0.0)),
        (["A2:B7"], ("filter_elsewhere", 0.5)),
        (["A1:B4"], ("filter_short", 0.5)),
    ],
)
def test_a_filter_stands_on_the_header(filters: list[str], wanted: tuple[str, float]) -> None:
    """On the right row, over the whole table."""
    assert said("filter_on_header", table(filters=filters), columns=CLASS) == wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, ("", 1.0)),
        ({"limit": "3.2", "listed": ["pupil 2", "Pupil 1"]}, ("", 1.0)),
        ({"listed": ["Pupil 1", "Pupil 6"]}, ("list_extra", 0.5)),
        ({"limit": 3.2}, ("list_misses", 0.5)),
        ({"limit": 2}, ("rule_picks", 0.0)),
        ({"limit": 6}, ("rule_picks", 0.0)),
        ({"limit": "three"}, ("limit_no_number", 0.0)),
        ({"limit": "=1/0"}, ("cell_error", 0.0)),
        ({"label": "Rule"}, ("limit_missing", 0.0)),
    ],
)
def test_a_list_holds_whom_the_rule_picks(
    changes: dict[str, Any], wanted: tuple[str, float]
) -> None:
    """All of them and nobody else, by the limit that she chose."""
    rule = {"average": ["<", "Average below", "Төмөн", "Ниже"]}
    more = {"key": "pupil", "rule": rule, "listed": ["To help", "Жардам", "Помочь"]}
    assert said("list_follows_rule", table(**changes), columns=CLASS, **more) == wanted


def chart(values: str = "Class!E2:E4", **changes: Any) -> Workbook:
    """The table with a chart."""
    titles = {"across": {"title": "Group"}, "up": {"title": "Pupils"}}
    return table(charts=[{"kind": "column", "series": [{"values": values}], **titles, **changes}])


@pytest.mark.parametrize(
    ("workbook", "wanted"),
    [
        (chart(), ("", 1.0)),
        (chart("Class!$E$1:$E$4", kind="bar"), ("", 1.0)),
        (table(), ("chart_missing", 0.0)),
        (chart("Class!B2:B7"), ("chart_elsewhere", 0.0)),
        (chart("Other!E2:E4"), ("chart_elsewhere", 0.0)),
        (chart(kind="pie"), ("chart_no_bars", 0.3)),
        (chart(up={}), ("axis_untitled", 0.75)),
        (chart(up={}, across={}), ("axis_untitled", 0.5)),
    ],
)
def test_a_chart_draws_the_counted_cells(workbook: Workbook, wanted: tuple[str, float]) -> None:
    """By bars, with titles, and not the marks of single pupils."""
    assert said("chart_shows_counts", workbook, summary=SUMMARY, count="count") == wanted


@pytest.mark.parametrize(
    ("workbook", "wanted"),
    [
        (chart(), ""),
        (chart(up={"minimum": 0}), ""),
        (chart(up={"minimum": 5}), "axis_cut"),
        (table(), "chart_missing"),
        (chart(kind="line"), "chart_no_bars"),
    ],
)
def test_bars_begin_at_zero(workbook: Workbook, wanted: str) -> None:
    """Where there are none, nothing is true of them."""
    found = said("has_chart", workbook)[0] or said("axis_from_zero", workbook)[0]
    assert found == wanted


def test_a_table_is_found_by_its_headings() -> None:
    """None, one missing, too few rows; a total ends a table."""
    rows = [["Title"], [], ["Average (1)", "Ученик:"], [4, "a"], [5, "b"], ["Total", 9]]
    good = book({"Other": [["x"]], "Class": rows})
    assert said("has_table", good, columns=CLASS, least=2) == ("", 1.0)
    assert said("has_table", good, columns=CLASS, least=3)[0] == "table_short"
    assert said("has_table", book({"C": [["Pupil", "Mark"]]}), columns=CLASS)[0] == "table_missing"
    more = {**CLASS, "absent": ["Absent", "Жок", "Нет"]}
    assert said("has_table", good, columns=more)[0] == "heading_missing"


def test_letters_of_a_russian_keyboard_make_the_same_heading() -> None:
    """Келбеген кундор is Келбеген күндөр."""
    headings = {"absent": ["Absences", "Келбеген күндөр", "Пропуски"]}
    assert said("has_table", book({"S": [["Келбеген кундор"], [3]]}), columns=headings) == ("", 1)


def test_a_group_that_nobody_can_be_in_is_no_group() -> None:
    """All in one, none in the others: the sum is right, the groups are not."""
    never = ['=COUNTIF(B2:B7,">=0")', '=COUNTIF(B2:B7,">9")', '=COUNTIF(B2:B7,">9")']
    asked = {"columns": CLASS, "summary": SUMMARY, "count": "count", "vary": "average"}
    assert said("counts_add_up", table(never), **asked) == ("group_never", 0.5)


def test_a_mean_below_the_class_is_no_pupil() -> None:
    """Whatever it is called, it reads all rows above it; a group "the others" stays a group."""
    rows = [["Pupil", "Average"], ["a", 3], ["b", 5], ["Класс боюнча", "=AVERAGE(B2:B3)"]]
    wanted = ("table_short", 0.0)
    assert said("has_table", book({"S": rows}), columns=CLASS, least=3) == wanted
    rows[-1] = ["the others", "=40-SUM(B2:B3)"]
    assert said("has_table", book({"S": rows}), columns=CLASS, least=3) == ("", 1.0)

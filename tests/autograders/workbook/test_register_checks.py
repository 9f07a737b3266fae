from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from mugalim_checks.core import Result
from mugalim_checks.workbook import Workbook

Make = Callable[..., Workbook]
Judge = Callable[[Workbook], dict[str, Result]]


def failed(results: dict[str, Result]) -> dict[str, str | None]:
    """The message of each check that did not pass."""
    return {name: each.message for name, each in results.items() if each.outcome != "passed"}


def test_a_good_register_passes_every_check(register: Make, judge: Judge) -> None:
    """The solution earns all points."""
    assert failed(judge(register())) == {}


def test_a_title_above_the_register_moves_it_down(register: Make, judge: Judge) -> None:
    """Two rows were put in above the header; Excel has moved every address."""

    def down(text: str) -> str:
        return re.sub(r"(\$?[A-Z]\$?)(\d+)", lambda found: found[1] + str(int(found[2]) + 2), text)

    state = register().to_state()
    (sheet,) = state["sheets"]
    cells = {
        down(address): {
            **cell,
            "input": down(cell["input"]) if "=" in cell["input"] else cell["input"],
        }
        for address, cell in sheet["cells"].items()
    }
    rules = [{**each, "range": down(each["range"])} for each in sheet["validations"]]
    title = {"A1": {"input": "7-B, the first quarter"}}
    moved = {**sheet, "cells": {**title, **cells}, "validations": rules, "frozen": [3, 0]}
    assert failed(judge(Workbook.from_state({"sheets": [moved]}))) == {}


GOOD_FORMULAS = [
    ("I{row}", '=IF(COUNT(C{row}:H{row})=0,"",SUM(C{row}:H{row})/COUNT(C{row}:H{row}))'),
    ("I{row}", '=ЕСЛИОШИБКА(ОКРУГЛ(СРЗНАЧ(C{row}:H{row});2);"")'),
    ("I{row}", '=IFERROR(AVERAGE(C{row},D{row},E{row}:H{row}),"")'),
    ("I{row}", '=IFERROR(ROUND(AVERAGE(C{row}:H{row}),$M$6),"")'),
    ("J{row}", '=IF(I{row}="","",IFS(I{row}>=M$2,"high",I{row}>=M$3,"fair",TRUE,"low"))'),
    ("J{row}", '=IFERROR(VLOOKUP(I{row},$O$2:$P$4,2),"")'),
    ("J{row}", '=IF(COUNT(C{row}:H{row})=0,"",IF(AVERAGE(C{row}:H{row})>=$M$2,"high","low"))'),
]


@pytest.mark.parametrize(("cell", "formula"), GOOD_FORMULAS)
def test_other_right_ways_pass_too(cell: str, formula: str, register: Make, judge: Judge) -> None:
    """What counts is what a formula does, not how it is written."""
    table = {
        "M6": "1",
        "O2": "0",
        "P2": "low",
        "O3": "3.5",
        "P3": "fair",
        "O4": "4.5",
        "P4": "high",
    }
    assert failed(judge(register({**table, cell: formula}))) == {}


NOT_YET = [
    ({"I4": "4.2"}, {"formula_in_every_row": "workbook.average_typed"}),
    ({"I4": "=4.2"}, {"formula_in_every_row": "workbook.average_reads_nothing"}),
    ({"I4": ""}, {"formula_in_every_row": "workbook.average_missing"}),
    (
        {"I{row}": '=IFERROR(MEDIAN(C{row}:H{row}),"")'},
        {"average_is_right": "workbook.average_differs"},
    ),
    (
        {"I{row}": '=IFERROR(ROUND(AVERAGE(C{row}:H{row}),0),"")'},
        {"average_is_right": "workbook.average_whole"},
    ),
    (
        {"I{row}": '=IFERROR(AVERAGE(A{row}:H{row}),"")'},
        {"range_covers_marks": "workbook.range_too_wide"},
    ),
    (
        {"I3": '=IFERROR(AVERAGE(C1:H3),"")', "D1": "7"},
        {
            "average_is_right": "workbook.average_differs",
            "range_covers_marks": "workbook.range_too_wide",
            "empty_mark_not_zero": "workbook.empty_counted",
        },
    ),
    (
        {"I{row}": "=SUM(C{row}:H{row})/6"},
        {"empty_mark_not_zero": "workbook.empty_counted"},
    ),
    (
        {"I{row}": '=IFERROR(AVERAGEA(C{row}:H{row}),"")'},
        {"empty_mark_not_zero": "workbook.letter_counted"},
    ),
    (
        {"J{row}": '=IF(I{row}="","",IF(I{row}>=4.5,"high",IF(I{row}>=$M$3,"fair","low")))'},
        {"level_uses_threshold_cells": "workbook.level_typed_threshold"},
    ),
    ({"J3": "high"}, {"level_uses_threshold_cells": "workbook.level_missing"}),
    (
        {"J{row}": '=IF(I{row}="","","good")'},
        {"level_uses_threshold_cells": "workbook.level_never_changes"},
    ),
    (
        {"J9": '=IF(I9="","",IF(I9>=M9,"high","low"))'},
        {"level_uses_threshold_cells": "workbook.level_empty_threshold"},
    ),
    (
        {"I{row}": "=ROUND(AVERAGE(C{row}:H{row}),1)"},
        {"no_visible_errors": "workbook.error_shown"},
    ),
    (
        {"I{row}": "=ROUND(AVERAGE(C{row}:H{row}),1)", "C7": "5"},
        {"no_visible_errors": "workbook.error_without_marks"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("inputs", "expected"), NOT_YET)
def test_each_slip_is_told_by_its_own_check(
    inputs: dict[str, str], expected: dict[str, str], register: Make, judge: Judge
) -> None:
    """One slip, one sentence: the other checks are not troubled by it."""
    assert failed(judge(register(inputs))) == expected


def test_a_formula_that_misses_marks_is_told_where(register: Make, judge: Judge) -> None:
    """The first mark that is left out is named with its row."""
    results = judge(register({"I6": '=IFERROR(AVERAGE(C6:G6),"")'}))
    result = results["range_covers_marks"]
    assert result.message == "workbook.range_too_short"
    assert (result.values["row"], result.values["missing"]) == (6, "H6")
    assert results["average_is_right"].outcome == "not_yet"


def test_rows_that_are_right_earn_their_share(register: Make, judge: Judge) -> None:
    """Nine rows of ten are nine points of ten."""
    result = judge(register({"I4": "4.2"}))["formula_in_every_row"]
    assert result.points == 9.0
    assert (result.values["done"], result.values["rows"]) == (9, 10)


def test_typed_averages_earn_nothing_by_the_back_door(register: Make, judge: Judge) -> None:
    """With fewer than half of the averages counted, their checks wait."""
    results = judge(register({"I{row}": "4.2"}))
    for name in ("average_is_right", "range_covers_marks", "empty_mark_not_zero"):
        assert (results[name].outcome, results[name].message) == ("did_not_run", "core.needs")
        assert results[name].points == 0


def test_the_untouched_start_earns_nothing(register: Make, judge: Judge) -> None:
    """Marks that were there from the start are no work of hers."""
    start = register(
        {"I{row}": "", "J{row}": "", "M2": "", "M3": ""}, frozen=[0, 0], validations=[]
    )
    assert sum(result.points for result in judge(start).values()) == 0


def test_without_pupils_nothing_passes(register: Make, judge: Judge) -> None:
    """A check of every row needs a row."""
    results = judge(register({"B{row}": ""}, frozen=[1, 0]))
    assert results["formula_in_every_row"].message == "workbook.no_pupils"
    assert results["marks_are_limited"].message == "workbook.no_pupils"


def test_an_unknown_function_is_our_gap(register: Make, judge: Judge) -> None:
    """What the school does not know yet did not run, and is named."""
    results = judge(register({"I{row}": "=WEBSERVICE(C{row}:H{row})"}))
    assert results["average_is_right"].outcome == "did_not_run"
    assert results["average_is_right"].values == {"name": "WEBSERVICE"}


@pytest.mark.parametrize(
    ("frozen", "message"),
    [
        ([1, 0], None),
        ([1, 2], None),
        ([2, 0], None),
        ([0, 2], "workbook.header_scrolls"),
        ([10, 0], "workbook.too_many_frozen"),
    ],
)
def test_the_header_stays_in_view(
    frozen: list[int], message: str | None, register: Make, judge: Judge
) -> None:
    """Frozen from above, and room left for pupils."""
    assert judge(register(frozen=frozen))["header_frozen"].message == message


MARKS = ["2", "3", "4", "5", "н"]
LIMITS = [
    ({"type": "list", "values": MARKS}, None),
    ({"type": "list", "source": "=$R$1:$R$5"}, None),
    ({"type": "custom", "formula": 'OR(AND(ISNUMBER(C2),C2>=2,C2<=5),C2="н")'}, None),
    ({"type": "custom", "formula": "=ИЛИ(И(C2>=2;C2<=5);C2=\"н\")"}, None),
    ({"type": "whole", "first": "2", "second": "5"}, "workbook.letter_refused"),
    ({"type": "whole", "first": "0", "second": "5"}, "workbook.mark_too_free"),
    ({"type": "decimal", "operator": "greater", "first": "1"}, "workbook.mark_too_free"),
    ({"type": "whole", "first": "3", "second": "5"}, "workbook.mark_refused"),
    ({"type": "list", "values": ["2", "3", "4", "5"]}, "workbook.letter_refused"),
    ({"type": "list", "values": MARKS, "warns": True}, "workbook.rule_only_warns"),
    ({"type": "list", "values": MARKS, "blank": False}, "workbook.empty_refused"),
    ({"type": "custom", "formula": 'OR(AND($C$2>=2,$C$2<=5),C2="н")'}, "workbook.mark_refused"),
    ({"type": "any"}, "workbook.mark_too_free"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "message"), LIMITS)
def test_a_limit_is_tried_out(
    rule: dict[str, object], message: str | None, register: Make, judge: Judge
) -> None:
    """55, 0, 1 and 6 are typed, and the marks, nothing and the letter."""
    lists = {"R1": "2", "R2": "3", "R3": "4", "R4": "5", "R5": "н"}
    # the custom rule that looks at one cell only is found out where that cell is empty
    lists |= {"C2": ""} if "$C$2" in str(rule) else {}
    book = register(lists, validations=[{"range": "C2:H11", "rule": rule}])
    assert judge(book)["marks_are_limited"].message == message


def test_a_limit_on_some_marks_earns_its_share(register: Make, judge: Judge) -> None:
    """Half of the marks limited is half of the points."""
    rule = {"type": "list", "values": ["2", "3", "4", "5", "н"]}
    result = judge(register(validations=[{"range": "C2:E11", "rule": rule}]))["marks_are_limited"]
    assert (result.message, result.points) == ("workbook.marks_partly_free", 5.0)


def test_no_limit_at_all_is_told_plainly(register: Make, judge: Judge) -> None:
    """Someone can type 55."""
    result = judge(register(validations=[]))["marks_are_limited"]
    assert (result.message, result.values["range"]) == ("workbook.marks_free", "C2:H11")

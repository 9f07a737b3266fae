from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mugalim_checks.formulas import Calculation, ErrorValue, normalise
from mugalim_checks.formulas.forms import FORMS
from mugalim_checks.formulas.functions import FUNCTIONS
from mugalim_checks.formulas.moving import moved
from mugalim_checks.formulas.names import _ENGLISH, _RUSSIAN

PIECES = [
    *"+-*/^&%()<>=,;:{}!$#.' \"", "A1", "B2:C3", "A:A", "1:2", "3,5", "4.5", '"x"', "TRUE",
    "#REF!", "'My sheet'!A1", "Нет!A1", "[1]", "_xlfn.", "@", "ё", "\x00", "9" * 20,
    "23.11.2026", "8:30", "A$1", "$B2", '"ДД.ММ.ГГГГ"',
    *sorted(_ENGLISH), *sorted(set(_ENGLISH.values())),
]  # fmt: skip
RUBBISH = st.lists(st.sampled_from(PIECES), max_size=25).map(lambda parts: "=" + "".join(parts))
DATES = st.dates().map(lambda day: f"{day:%d.%m.%Y}")
TYPED = st.one_of(RUBBISH, st.text(max_size=40), st.floats().map(str), DATES)

# Whole formulas: cells and constants, then signs and functions around them.
CELLS = ["A1", "A2", "B1", "B2", "C3", "$A$1", "A$2", "$B1"]
AREAS = ["A1:B2", "A$1:C3", "$A$1:$C$3", "A:A", "1:2", "B2"]
NAMES = sorted(set(FUNCTIONS) | set(FORMS) - {"NOW", "TODAY"})
CONSTANTS = ["0", "2.5", "-1", '"x"', '">=1"', "TRUE", '"23.11.2026"', "{1,2;3,4}", '"0.00"']


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas with smaller ones inside."""
    signs = st.sampled_from([*"+-*/^&=<>", "<=", ">=", "<>"])
    calls = st.tuples(st.sampled_from(NAMES), st.lists(inner, max_size=4))
    return st.one_of(
        st.tuples(inner, signs, inner).map("".join),
        calls.map(lambda call: f"{call[0]}({','.join(call[1])})"),
        inner.map(lambda text: f"({text})%"),
    )


WHOLE = st.recursive(st.sampled_from([*CELLS, *AREAS, *CONSTANTS]), around, max_leaves=6)
FORMULAS = WHOLE.map(lambda text: f"={text}")
INPUTS = st.one_of(FORMULAS, RUBBISH, st.sampled_from(["1", "2", "3.5", "", "н", "5%"]), DATES)
ADDRESSES = st.sampled_from(["A1", "A2", "B1", "B2", "C3", "D4"])


@given(st.dictionaries(ADDRESSES, st.one_of(TYPED, FORMULAS)))
@example({"A1": "=ISOWEEKNUM(A2)"})
@settings(max_examples=300, deadline=None)
def test_no_input_raises(cells: dict[str, str]) -> None:
    """Whatever is typed, each cell has a value of a known kind that can be shown."""
    calculation = Calculation({"S": cells})
    for address in cells:
        value = calculation.value("S", address)
        assert type(value) in {float, str, bool, type(None), ErrorValue}
        assert isinstance(calculation.display("S", address, "ky"), str)


@given(st.one_of(TYPED, FORMULAS))
@settings(max_examples=300, deadline=None)
def test_the_stored_form_is_kept(text: str) -> None:
    """Storing twice changes nothing."""
    stored = normalise(text)
    assert normalise(stored) == stored


@given(FORMULAS)
@settings(max_examples=200, deadline=None)
def test_a_formula_in_russian_is_the_same_formula(formula: str) -> None:
    """Names, semicolons and decimal commas of Russian Excel read as English ones."""
    russian = {english: name for name, english in _RUSSIAN.items()}
    pieces = re.split(r'("[^"]*"|\{[^}]*\})', formula)
    for place in range(0, len(pieces), 2):
        text = re.sub(r"[A-Z][A-Z0-9.]*(?=\()", lambda m: russian.get(m[0], m[0]), pieces[place])
        pieces[place] = re.sub(r"(\d)\.(\d)", r"\1,\2", text.replace(",", ";"))
    written = "".join(pieces)
    if ";" in written and "{" not in written:
        assert normalise(written) == normalise(formula)


@given(
    st.dictionaries(ADDRESSES, INPUTS),
    st.lists(st.tuples(st.sampled_from(["S", "T"]), ADDRESSES, INPUTS), max_size=6),
)
@settings(max_examples=300, deadline=None)
def test_changing_cells_one_by_one_ends_as_all_at_once(
    start: dict[str, str], edits: list[tuple[str, str, str]]
) -> None:
    """Only dependants are worked out again, and nothing is left behind."""
    calculation = Calculation({"S": start, "T": {"A1": "=SUM(S!A1:B2)", "B2": "=S!A1"}})
    state = {"S": dict(start), "T": {"A1": "=SUM(S!A1:B2)", "B2": "=S!A1"}}
    for sheet, address, text in edits:
        calculation.set(sheet, address, text)
        state[sheet][address] = text
    at_once = Calculation(state)
    for sheet in state:
        for address in state[sheet]:
            assert repr(calculation.value(sheet, address)) == repr(at_once.value(sheet, address))
            assert calculation.problem(sheet, address) == at_once.problem(sheet, address)


@given(FORMULAS, st.dictionaries(ADDRESSES, st.sampled_from(["1", "4.5", "н", "TRUE"])))
@settings(max_examples=200, deadline=None)
def test_a_formula_filled_down_is_the_formula_typed_there(
    formula: str, cells: dict[str, str]
) -> None:
    """Formulas that are known by their shape count as those that are read anew."""
    column = {f"H{row}": moved(normalise(formula), "H1", f"H{row}") for row in range(1, 5)}
    together = Calculation({"S": {**cells, **column}})
    for address, text in column.items():
        alone = Calculation({"S": {**cells, **dict.fromkeys(column, "1"), address: text}})
        if "1:2" not in formula:  # rows of which the formulas themselves are a part
            assert repr(together.value("S", address)) == repr(alone.value("S", address))


@given(st.sampled_from([*CELLS, "A1:B2", "A$1:C3"]), st.integers(1, 30), st.integers(0, 9))
def test_a_moved_formula_comes_back(cells: str, down: int, right: int) -> None:
    """Moving there and back again changes nothing."""
    formula, there = f"=SUM({cells})", f"{'DEFGHIJKLM'[right]}{1 + down}"
    assert moved(moved(formula, "D1", there), there, "D1") == formula


@pytest.mark.parametrize(
    "formula",
    [
        "=" + "(" * 5_000 + "1",
        "=" + "-" * 5_000 + "1",
        "=" + "IF(1," * 1_000 + "1" + ")" * 1_000,
        "=" + "+1" * 4_000,
        "=" + "1=(1&(1+(1*(1^(" * 12 + "1" + ")))))" * 12,
        "=1" + "%" * 5_000,
        "=" + "A" * 9_000,
    ],
)
def test_deep_and_long_formulas_are_refused_not_fatal(formula: str) -> None:
    """Nesting never runs into the interpreter's limit."""
    assert Calculation({"S": {"A1": formula}}).value("S", "A1") is not None


def test_only_what_leans_on_a_change_is_told() -> None:
    """A mark changes its average and level, and no other pupil's."""
    cells = {"A1": "4", "B1": "=A1+1", "C1": "=B1*2", "A2": "5", "B2": "=A2"}
    calculation = Calculation({"S": cells})
    assert calculation.set("S", "A1", "5") == {("S", "A1"), ("S", "B1"), ("S", "C1")}
    assert calculation.set("S", "A1", "5") == set()


def test_whole_columns_grow_and_shrink_with_the_sheet() -> None:
    """A formula over a column counts what is typed below, and no more once it is gone."""
    calculation = Calculation(
        {"S": {"A1": "1", "B1": "=SUM(A:A)", "C1": '=SUMPRODUCT(--(A:A=""))'}}
    )
    assert calculation.set("S", "A9", "2") == {("S", "A9"), ("S", "B1"), ("S", "C1")}
    assert calculation.value("S", "C1") == 7.0
    calculation.set("S", "A9", "")
    assert (calculation.value("S", "B1"), calculation.value("S", "C1")) == (1.0, 0.0)


def test_a_sheet_that_comes_later_is_read() -> None:
    """A formula waits for a sheet, and says its name until then."""
    calculation = Calculation({"S": {"A1": "=Later!A1+1"}})
    problem = calculation.problem("S", "A1")
    assert problem is not None
    assert (problem.id, problem.named) == ("formula.unknown_sheet", {"sheet": "Later"})
    assert calculation.set("LATER", "A1", "4") == {("LATER", "A1"), ("S", "A1")}
    assert calculation.value("S", "A1") == 5.0


def test_a_ring_is_named_and_heals() -> None:
    """Cells that count themselves are named; the cells after them show the error, then not."""
    calculation = Calculation({"S": {"A1": "=B1", "B1": "=A1", "C1": "=A1+1"}})
    problem = calculation.problem("S", "A1")
    assert problem is not None
    assert (problem.id, problem.named) == ("formula.cycle", {"cells": "A1, B1"})
    assert calculation.problem("S", "C1") is None
    calculation.set("S", "B1", "2")
    assert calculation.value("S", "C1") == 3.0
    assert calculation.problem("S", "A1") is None


def test_each_ring_is_named_by_its_own_cells() -> None:
    """A cell between two rings lies in neither."""
    cells = {"A1": "=B1", "B1": "=A1", "C1": "=B1", "D1": "=E1+C1", "E1": "=D1", "F1": "=F1"}
    calculation = Calculation({"S": cells})
    found = {address: calculation.problem("S", address) for address in cells}
    named = {address: problem and problem.named["cells"] for address, problem in found.items()}
    assert named == {
        "A1": "A1, B1", "B1": "A1, B1", "C1": None, "D1": "D1, E1", "E1": "D1, E1", "F1": "F1"
    }  # fmt: skip


def test_a_long_chain_of_cells_is_worked_out() -> None:
    """Ten thousand cells in a row need no deep call."""
    cells = {f"A{row}": f"=A{row + 1}+1" for row in range(1, 10_000)}
    calculation = Calculation({"S": {**cells, "A10000": "1"}})
    assert calculation.value("S", "A1") == 10_000.0


def test_too_much_work_ends() -> None:
    """Formulas over everything, many times over, end in a named problem."""
    cells = {f"{column}{row}": "1" for column in "ABCDEFGH" for row in range(1, 501)}
    cells |= {f"J{row}": f"=STDEV(A1:H{row + 1000})" for row in range(1, 1_001)}
    calculation = Calculation({"S": cells})
    problems = {calculation.problem("S", f"J{row}") for row in range(1, 1_001)}
    assert {problem.id for problem in problems if problem} == {"formula.too_much"}


def test_an_unknown_function_is_named() -> None:
    """A function that we do not know is said by its name, not passed over."""
    problem = Calculation({"S": {"A1": "=ФООБАР(1)"}}).problem("S", "A1")
    assert problem is not None
    assert (problem.id, problem.named) == ("formula.unknown_function", {"name": "ФООБАР"})


def test_numbers_are_shown_in_the_language() -> None:
    """Kyrgyz and Russian have the decimal comma."""
    calculation = Calculation({"S": {"A1": "=10/4", "A2": "=1=1", "A3": "12,5%"}})
    shown = [calculation.display("S", "A1", language) for language in ("en", "ky", "ru")]
    assert shown == ["2.5", "2,5", "2,5"]
    assert calculation.display("S", "A2", "ru") == "ИСТИНА"
    assert calculation.display("S", "A3", "ru") == "12,5%"

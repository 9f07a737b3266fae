from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.formulas import Calculation, ErrorValue, normalise
from mugalim_checks.formulas.names import _ENGLISH

PIECES = [
    *"+-*/^&%()<>=,;:{}!$#.' \"", "A1", "B2:C3", "A:A", "1:2", "3,5", "4.5", '"x"', "TRUE",
    "#REF!", "'My sheet'!A1", "Нет!A1", "[1]", "_xlfn.", "@", "ё", "\x00", "9" * 20,
    *sorted(_ENGLISH), *sorted(set(_ENGLISH.values())),
]  # fmt: skip
FORMULAS = st.lists(st.sampled_from(PIECES), max_size=25).map(lambda parts: "=" + "".join(parts))
INPUTS = st.one_of(FORMULAS, st.text(max_size=40), st.floats().map(str))


@given(st.dictionaries(st.sampled_from(["A1", "B2", "C3", "D4"]), INPUTS))
@settings(max_examples=300, deadline=None)
def test_no_input_raises(cells: dict[str, str]) -> None:
    """Whatever is typed, each cell has a value that can be shown."""
    calculation = Calculation({"S": cells})
    for address in cells:
        assert isinstance(calculation.value("S", address), float | str | bool | None | ErrorValue)
        assert isinstance(calculation.display("S", address, "ky"), str)


@given(INPUTS)
@settings(max_examples=300, deadline=None)
def test_the_stored_form_is_kept(text: str) -> None:
    """Storing twice changes nothing, and the value stays."""
    stored = normalise(text)
    assert normalise(stored) == stored


@given(st.lists(st.tuples(st.sampled_from(["A1", "A2", "A3", "B1", "B2"]), FORMULAS), max_size=8))
@settings(max_examples=150, deadline=None)
def test_changing_cells_one_by_one_ends_as_all_at_once(steps: list[tuple[str, str]]) -> None:
    """Only dependants are worked out again, and nothing is left behind."""
    calculation = Calculation({"S": {}})
    for address, text in steps:
        calculation.set("S", address, text)
    at_once = Calculation({"S": dict(steps)})
    for address, _ in steps:
        assert str(calculation.value("S", address)) == str(at_once.value("S", address))


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


def test_a_long_chain_of_cells_is_worked_out() -> None:
    """Ten thousand cells in a row need no deep call."""
    cells = {f"A{row}": f"=A{row - 1}+1" for row in range(2, 5_001)}
    calculation = Calculation({"S": {"A1": "1", **cells}})
    assert calculation.value("S", "A5000") == 5_000.0


def test_too_much_work_ends() -> None:
    """Formulas over everything, many times over, end in a named problem."""
    cells = {f"{column}{row}": "1" for column in "ABCDEFGH" for row in range(1, 1_001)}
    cells |= {f"J{row}": "=SUM(A1:H1000)" for row in range(1, 1_001)}
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
    assert [calculation.display("S", "A1", each) for each in ("en", "ky", "ru")] == [
        "2.5",
        "2,5",
        "2,5",
    ]
    assert calculation.display("S", "A2", "ru") == "ИСТИНА"
    assert calculation.display("S", "A3", "ru") == "12,5%"

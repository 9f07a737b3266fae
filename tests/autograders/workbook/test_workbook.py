from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.formulas.inputs import normalise
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.looks import tidied


def book(**cells: str) -> Workbook:
    """A workbook of one sheet with these inputs."""
    inputs = {address: {"input": text} for address, text in cells.items()}
    return Workbook.from_state({"sheets": [{"name": "Marks", "cells": inputs}]})


def test_a_state_comes_back_as_it_went() -> None:
    """State to workbook to state is the same state."""
    rule = {"type": "list", "values": ["2", "н"], "message": "Only marks"}
    state = {
        "sheets": [
            {
                "name": "Marks",
                "cells": {"A1": {"input": "4.5", "bold": True}, "B1": {"input": "=A1"}},
                "frozen": [1, 0],
                "validations": [{"range": "C2:N41", "rule": rule}],
                "widths": {"A": 12.0},
            }
        ]
    }
    assert Workbook.from_state(state).to_state() == state


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {"sheets": []},
        {"sheets": [{"name": "Marks"}]},
        {"sheets": [{"name": "a/b", "cells": {}}]},
        {"sheets": [{"name": "M", "cells": {}}, {"name": "m", "cells": {}}]},
        {"sheets": [{"name": "M", "cells": {"A1": "4"}}]},
        {"sheets": [{"name": "M", "cells": {"A1": {"input": 4}}}]},
        {"sheets": [{"name": "M", "cells": {"ZZZ1": {"input": "4"}}}]},
        {"sheets": [{"name": "M", "cells": {}, "frozen": [-1, 0]}]},
        {"sheets": [{"name": "M", "cells": {}, "frozen": "11"}]},
        {"sheets": [{"name": "M", "cells": {}, "validations": [{"range": "A1", "rule": 4}]}]},
        {"sheets": [{"name": "M", "cells": {f"A{r}": {"input": "x" * 9_000} for r in (1,)}}]},
        {"sheets": [{"name": "M", "cells": {f"B{r}": {"input": "1"} for r in range(1, 5_002)}}]},
    ],
)
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """Whatever a browser sends, it is a Failure and nothing else."""
    with pytest.raises(Failure):
        Workbook.from_state(state)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(JSON)
@settings(deadline=None)
def test_hostile_operations_are_refused(value: Any) -> None:
    """An operation is applied or refused; it never breaks."""
    for operation in (
        value,
        {"op": "set", "sheet": "Marks", "cell": value, "input": value},
        {"op": "freeze", "sheet": "Marks", "rows": value, "columns": value},
        {"op": "validate", "sheet": "Marks", "range": value, "rule": value},
        {"op": "validate", "sheet": "Marks", "range": "A1", "rule": {"type": value}},
        {"op": "set", "sheet": value, "cell": "A1", "input": "1"},
    ):
        try:
            assert isinstance(book(A1="1").apply(operation), Workbook)
        except Failure as failure:
            assert failure.id.startswith("workbook.")  # noqa: PT017  both ends are right


def test_operations_make_new_workbooks() -> None:
    """Setting, clearing, freezing and limiting leave the old one as it was."""
    old = book(A1="4", A2="5")
    new = old.apply({"op": "set", "sheet": "marks", "cell": "a1", "input": "=СУММ(A2;1,5)"})
    new = new.apply({"op": "set", "sheet": "Marks", "cell": "A2", "input": ""})
    new = new.apply({"op": "freeze", "sheet": "Marks", "rows": 1, "columns": 0})
    rule = {"type": "list", "values": ["2"]}
    new = new.apply({"op": "validate", "sheet": "Marks", "range": "c2:c4", "rule": rule})
    sheet = new.sheets[0]
    assert sheet.input("A1") == "=SUM(A2,1.5)"
    assert (sheet.input("A2"), sheet.frozen) == ("", (1, 0))
    assert [each.range for each in sheet.validations] == ["C2:C4"]
    assert old == book(A1="4", A2="5")
    bare = new.apply({"op": "validate", "sheet": "Marks", "range": "C2:C4", "rule": None})
    assert bare.sheets[0].validations == ()


def test_a_translation_reaches_texts_and_keeps_formulas() -> None:
    """Texts, sheets' names and lists are looked up; formulas follow the names."""
    state = book(A1="Pupil", B1="=Marks!A1", C1="4").to_state()
    rule = {"type": "list", "values": ["2", "a"]}
    state["sheets"][0]["validations"] = [{"range": "C2", "rule": rule}]
    words = {"Pupil": "Окуучу", "Marks": "Баалар", "a": "ж"}
    sheet = Workbook.from_state(state).translated(lambda text: words.get(text, text)).sheets[0]
    assert (sheet.name, sheet.input("A1"), sheet.input("C1")) == ("Баалар", "Окуучу", "4")
    assert sheet.input("B1") == "=Баалар!A1"
    assert sheet.validations[0].rule.values == ("2", "ж")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
INPUTS = st.one_of(
    TEXTS,
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.integers(-10_000, 10_000).map(lambda number: f"{number / 100}%"),
    st.sampled_from(
        ["TRUE", "'5", "#N/A", "=1+", "'=A1", "=A1", "=СРЗНАЧ(A1:B2)", '=IFS(A1>1,"x")', "=FOO(1)",
         "=SUM((A1:A3>1)*2)", "=1/0", "=Second!A1", "='Two words'!$B$2", "=TRUE", '="_x0041_"']
    ),
)  # fmt: skip
CELLS = st.dictionaries(
    st.builds(lambda c, r: f"{c}{r}", st.sampled_from(string.ascii_uppercase), st.integers(1, 60)),
    st.fixed_dictionaries(
        {"input": INPUTS},
        optional={"bold": st.just(True), "format": st.sampled_from(["0.0", "0.00", "0%", "#,##0"])},
    ),
    max_size=8,
)
RULES = st.sampled_from(
    [
        {"type": "list", "values": ["2", "3", "н"]},
        {"type": "list", "source": "=$R$1:$R$5", "blank": False},
        {"type": "whole", "operator": "between", "first": "2", "second": "5", "message": "2–5"},
        {"type": "decimal", "operator": "greater_or_equal", "first": "=A1"},
        {"type": "custom", "formula": '=OR(AND(C2>=2,C2<=5),C2="н")', "warns": True},
        {"type": "text_length", "operator": "less", "first": "9"},
    ]
)
SHEETS = st.fixed_dictionaries(
    {
        "cells": CELLS,
        "frozen": st.sampled_from([[0, 0], [1, 0], [0, 1], [2, 3]]),
        "validations": st.dictionaries(st.sampled_from(["A1", "C2:N41", "P:P"]), RULES).map(
            lambda found: [{"range": range_, "rule": rule} for range_, rule in found.items()]
        ),
        "widths": st.dictionaries(st.sampled_from(["A", "B", "AA"]), st.floats(1, 60)),
    }
)


@given(st.tuples(SHEETS, SHEETS, SHEETS))
@settings(max_examples=10, deadline=None)
def test_a_file_comes_back_as_the_same_workbook(sheets: tuple[dict[str, Any], ...]) -> None:
    """Download and upload lose nothing: cells, looks, limits, frozen rows, widths."""
    names = ("Marks", "Second", "Two words")
    state = {"sheets": [{"name": n, **each} for n, each in zip(names, sheets, strict=True)]}
    plain = Workbook.from_state(state)
    workbook = replace(plain, sheets=tuple(tidied(sheet) for sheet in plain.sheets))
    assert read_artefact("workbook", write_artefact(workbook, ".xlsx"), "a.xlsx") == workbook


@given(INPUTS)
@settings(deadline=None)
def test_every_input_has_one_form(text: str) -> None:
    """A stored input stays as it is when it is stored again."""
    assert normalise(normalise(text)) == normalise(text)


def test_the_same_workbook_is_the_same_file() -> None:
    """A digest of a file means something."""
    assert write_artefact(book(A1="4"), ".xlsx") == write_artefact(book(A1="4"), ".xlsx")


def test_a_start_gets_a_bold_header_and_room_for_names() -> None:
    """What nobody has laid out looks tidy all the same."""
    sheet = tidied(book(A1="No", B1="Pupil", B2="Abdykadyrova Aiperi", A2="1").sheets[0])
    assert (sheet.cells["A1"].bold, sheet.cells["A2"].bold) == (True, False)
    assert sheet.widths["B"] > 18

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.workbook import Workbook

SHEET: dict[str, Any] = {
    "name": "Marks",
    "cells": {
        "A1": {"input": "Group", "italic": True, "colour": "#FFFFFF", "fill": "#203764"},
        "A2": {"input": "high"},
        "B2": {"input": "7"},
    },
    "frozen": [0, 0],
    "validations": [],
    "widths": {},
    "hidden": "very_hidden",
    "hidden_rows": ["5:9"],
    "hidden_columns": ["D:D"],
    "merged": ["C1:D1"],
    "filters": ["A1:B2"],
    "formats": [
        {"range": "B2:B9", "kind": "cell", "operator": "lessThan", "formulas": ["3"],
         "bold": True, "fill": "#FFC7CE"},
        {"range": "A2:A9", "kind": "formula", "formulas": ['=A2="high"'], "colour": "#FF0000"},
        {"range": "B2:B9", "kind": "icons", "operator": "3Arrows"},
    ],
    "charts": [
        {
            "kind": "bar",
            "title": "Groups",
            "across": {"title": "Group"},
            "up": {"title": "Pupils", "minimum": 0.0, "maximum": 20.0},
            "series": [{"categories": "Marks!A2", "values": "Marks!B2"}],
            "alt": "Seven pupils are high",
            "cell": "F2",
        }
    ],
    "comments": [{"cell": "A2", "text": "Look again", "author": "Facilitator"}],
    "around": ["Report"],
}  # fmt: skip
STATE: dict[str, Any] = {
    "sheets": [
        {"name": "Front", "cells": {}, "frozen": [0, 0], "validations": [], "widths": {}}, SHEET
    ],
    "properties": {"creator": "A", "company": "School", "title": "T", "keywords": "k"},
    "names": [{"name": "Limit", "refers": "Marks!$B$2"}],
    "leftovers": ["an old text"],
}  # fmt: skip


def test_a_state_with_all_that_surrounds_comes_back_as_it_went() -> None:
    """Every key has its place in the model."""
    assert Workbook.from_state(STATE).to_state() == STATE


def test_a_plain_state_gets_no_new_keys() -> None:
    """The lesson page's states stay as small as they were."""
    plain = {"name": "M", "cells": {"A1": {"input": "4"}}}
    state = Workbook.from_state({"sheets": [plain]}).to_state()
    assert set(state) == {"sheets"}
    assert set(state["sheets"][0]) == {"name", "cells", "frozen", "validations", "widths"}


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_file_keeps_all_that_surrounds(ending: str) -> None:
    """Written and read again, a sheet has the same formats, charts, comments, hidden places."""
    workbook = Workbook.from_state(STATE)
    again = read_artefact("workbook", write_artefact(workbook, ending), f"a{ending}")
    before, after = workbook.sheets[1], again.sheets[1]
    for name in ("hidden_rows", "hidden_columns", "merged", "filters", "comments"):
        assert getattr(after, name) == getattr(before, name), name
    assert sorted(map(repr, after.formats)) == sorted(map(repr, before.formats))
    assert [text for sheet in again.sheets for text in sheet.around] == ["Report"]
    assert after.charts == before.charts
    assert after.cells["A1"] == before.cells["A1"]
    assert bool(after.hidden) is True
    assert again.names == workbook.names
    assert (again.properties.company, again.properties.title) == ("School", "T")


def test_every_text_has_a_passage() -> None:
    """What a name could hide in: cells, sheets, comments, names, properties, leftovers."""
    found = {each.text: each.where["id"] for each in Workbook.from_state(STATE).passages}
    wanted = {
        "high": "place.cell",
        "Marks": "place.sheet",
        "Look again": "place.comment",
        "Facilitator": "place.comment",
        "Limit": "workbook.where_name",
        "School": "place.properties",
        "an old text": "workbook.where_leftover",
        "Report": "place.header_footer",
        "Pupils": "workbook.where_chart",
        "Seven pupils are high": "workbook.where_chart",
    }
    assert {text: found.get(text) for text in wanted} == wanted


def test_texts_inside_formulas_and_their_values_are_passages() -> None:
    """A name typed into a formula is in the file, shown or not."""
    inputs = {"A1": {"input": '=IF(TRUE,"shown","kept back")'}}
    workbook = Workbook.from_state({"sheets": [{"name": "M", "cells": inputs}]})
    texts = [each.text for each in workbook.passages]
    assert "shown" in texts
    assert any("kept back" in text for text in texts)


def test_a_chart_is_a_picture_with_its_words() -> None:
    """Checks of words for whoever cannot see look at charts, too."""
    (picture,) = Workbook.from_state(STATE).pictures
    assert picture.alt == "Seven pupils are high"
    assert picture.where["values"] == {"sheet": "Marks", "cell": "F2"}


def test_a_translation_reaches_charts_comments_and_conditions() -> None:
    """References follow the sheet's new name, texts are looked up."""
    words = {"Marks": "Баалар", "Pupils": "Окуучулар", "Look again": "Кайра караңыз"}
    sheet = Workbook.from_state(STATE).translated(lambda text: words.get(text, text)).sheets[1]
    assert sheet.charts[0].series[0].values == "Баалар!B2"
    assert sheet.charts[0].up.title == "Окуучулар"
    assert sheet.comments[0].text == "Кайра караңыз"
    assert sheet.formats[1].formulas == ('=A2="high"',)


KEYS = st.sampled_from([*list(SHEET)[5:], "unknown"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["range", "kind", "cell", "series", "up"]), inner)
    ),
    max_leaves=6,
)


@given(KEYS, JSON)
@settings(deadline=None, max_examples=150)
def test_what_surrounds_is_read_strictly(key: str, value: Any) -> None:
    """Whatever stands there, it is a workbook or a Failure, and can be written."""
    state = {"sheets": [{"name": "M", "cells": {"A1": {"input": "1"}}, key: value}]}
    try:
        workbook = Workbook.from_state(state)
    except Failure:
        return
    assert Workbook.from_state(workbook.to_state()) == workbook
    assert write_artefact(workbook, ".ods")
    assert write_artefact(workbook, ".xlsx")


@pytest.mark.parametrize(
    "state",
    [
        {"sheets": [{**SHEET, "charts": [{"kind": "cake"}]}]},
        {"sheets": [{**SHEET, "formats": [{"kind": "cell"}]}]},
        {"sheets": [{**SHEET, "comments": [{"cell": "ZZZ1"}]}]},
        {"sheets": [{**SHEET, "merged": ["A1:B2"] * 1_001}]},
        {"sheets": [SHEET], "properties": []},
        {"sheets": [{**SHEET, "name": "'Marks'"}]},
        {"sheets": [{**SHEET, "widths": {"A": 10**400}}]},
        {"sheets": [SHEET], "names": [{"refers": "A1"}]},
    ],
)
def test_surroundings_that_are_none_are_refused(state: object) -> None:
    """Whatever a browser sends, it is a Failure and nothing else."""
    with pytest.raises(Failure):
        Workbook.from_state(state)

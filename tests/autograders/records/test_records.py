from __future__ import annotations

import json
import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message, sentence
from mugalim_checks.opening.child import answer
from mugalim_checks.records import Records

STATE = {
    "data": {
        "made_on": "2026-11-23",
        "goals": [{"goal": "Окуу", "steps": [{"text": "бир"}, {"text": ""}]}, {"date": ""}, "жок"],
        "adult": {"role": "мугалим"},
        "languages": ["ky", "ru"],
        "agreed": False,
        "count": 0,
    },
    "labels": {"goals": "Максаттар", "goals.date": "Күнү", "goals.steps": "Кадамдар"},
    "language": "ky",
}
RECORDS = Records.from_state(STATE)
GOAL = "«Максаттар», №"
STEP = f"{GOAL}1, «Кадамдар, "
TEXT = "» талаасы, «text» талаасы"
REFUSED = {
    b"[1, 2]": "file.another_kind",
    b'{"goals": []}': "file.another_kind",
    b'{"data": []}': "file.another_kind",
    b"Dear colleagues": "file.another_kind",
    b"%PDF-1.7": "file.another_kind",
    b'{"data": {"a": NaN}}': "file.damaged",
    b'{"data": {"a": 1e999}}': "file.damaged",
    b'{"data": {"a": 1' + b"0" * 5_000 + b"}}": "file.damaged",
    b'{"data": {"a": 1': "file.damaged",
    b'{"data": {"a": "\\ud800"}}': "file.damaged",
    b'{"data": {}, "language": "de"}': "file.damaged",
    b'{"data": {}, "labels": {"a": 1}}': "file.damaged",
    b'{"data": {"a": 1, "a": 2}}': "file.strange",
    b'{"data": {"a": "\xff"}}': "file.not_text",
    b'{"data": {"a": ' + b"[" * 100_000: "file.bomb",
    b'{"data": {"a": [[[[[[[[1]]]]]]]]}}': "file.bomb",
    b'{"data": {"a": [' + b"1," * 10_000 + b"1]}}": "file.bomb",
    b'{"data": {"a": "' + b"x" * 10_001 + b'"}}': "file.bomb",
}


def said(where: object) -> str:
    """A place in Kyrgyz."""
    return sentence(where["id"], where["values"], "ky")  # type: ignore[index]  # a message


@pytest.mark.parametrize(
    ("path", "values", "places"),
    [
        ("made_on", ["2026-11-23"], ["«made on» талаасы"]),
        ("adult.role", ["мугалим"], ["«role» талаасы"]),
        ("adult.helpline", [None], ["«helpline» талаасы"]),
        ("nothing.here", [None], ["«here» талаасы"]),
        ("languages[]", ["ky", "ru"], ["«languages», №1", "«languages», №2"]),
        ("goals[].date", [None, "", None], [f"{GOAL}{n}, «Күнү» талаасы" for n in (1, 2, 3)]),
        ("nothing[].date", [], []),
        ("made_on[]", [], []),
        ("goals[].steps[].text", ["бир", ""], [f"{STEP}{n}{TEXT}" for n in (1, 2)]),
    ],
)  # fmt: skip
def test_a_path_gives_values_and_their_places(
    path: str, values: list[object], places: list[str]
) -> None:
    """What is missing has the value None and a place all the same."""
    found = RECORDS.at(path)
    assert [each.value for each in found] == values
    assert [said(each.where) for each in found] == places


def test_every_text_is_a_passage_in_its_field() -> None:
    """Empty texts, numbers and boxes are none."""
    found = {passage.text: said(passage.where) for passage in RECORDS.passages}
    assert list(found) == ["2026-11-23", "Окуу", "бир", "жок", "мугалим", "ky", "ru"]
    assert found["Окуу"] == "«Максаттар», №1, «goal» талаасы"
    assert found["жок"] == "«Максаттар», №3"
    assert {passage.language for passage in RECORDS.passages} == {"ky"}


@pytest.mark.parametrize(
    "data", [{}, {"a": "  "}, {"a": None, "b": False}, {"a": [], "b": [{"c": ""}], "d": {"e": {}}}]
)
def test_a_form_in_which_nothing_stands_is_empty(data: object) -> None:
    """Blank lines, open boxes and empty lists are nothing."""
    assert Records.from_state({"data": data}).is_empty
    assert not Records.from_state({"data": {"count": 0}}).is_empty


def test_state_and_file_give_the_same_form_again() -> None:
    """Nothing is lost or added on the way."""
    assert Records.from_state(RECORDS.to_state()) == RECORDS
    assert read_artefact("records", write_artefact(RECORDS), "plan.json") == RECORDS
    assert RECORDS.to_state() == STATE


def test_a_change_of_the_given_state_leaves_the_form_alone() -> None:
    """The form keeps a copy of its own."""
    state = {"data": {"list": ["a"]}}
    records = Records.from_state(state)
    state["data"]["list"].append("b")
    records.to_state()["data"]["list"].append("c")
    assert [found.value for found in records.at("list[]")] == ["a"]


def test_texts_and_labels_are_translated_and_numbers_stay() -> None:
    """A form's own words are looked up."""
    found = RECORDS.translated(lambda text: text.upper())
    assert found.at("adult.role")[0].value == "МУГАЛИМ"
    assert found.at("count")[0].value == 0
    assert found.label("goals[].date") == "КҮНҮ"


@pytest.mark.parametrize("content", REFUSED, ids=lambda content: repr(content[:24]))
def test_what_no_form_saves_is_refused_with_a_sentence(content: bytes) -> None:
    """Lists, other files, numbers that are none, names that come twice, and too much."""
    found = answer("records", content, "plan.json")
    assert found.get("failure") == REFUSED[content]
    failure = Failure(found["failure"], **found["values"])
    assert all(message(failure, language) != failure.id for language in ("en", "ky", "ru"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_is_read_in_any_unicode(encoding: str) -> None:
    """Some editors put a mark first, some save two bytes a letter."""
    content = json.dumps(STATE, ensure_ascii=False).encode(encoding)
    assert answer("records", content, "plan.json") == {"state": STATE}


def test_a_broken_file_is_never_more_than_a_failure() -> None:
    """Any byte may be lost, doubled or changed."""
    content, dice = write_artefact(RECORDS), random.Random(1)  # noqa: S311  no secret
    for _ in range(300):
        changed = bytearray(content)
        at = dice.randrange(len(changed))
        changed[at : at + dice.randrange(3)] = dice.randbytes(dice.randrange(4))
        found = answer("records", bytes(changed), "plan.json")
        assert found.get("failure", "file.").startswith("file.")
        Records.from_state(found.get("state", {}))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(JSON, JSON, JSON)
def test_any_state_is_a_form_or_is_refused(data: object, labels: object, language: object) -> None:
    """A browser may send what it likes."""
    for state in (data, {"data": data}, {"data": data, "labels": labels, "language": language}):
        with suppress(Failure):
            records = Records.from_state(state)
            assert Records.from_state(records.to_state()) == records
            assert isinstance(records.is_empty, bool)

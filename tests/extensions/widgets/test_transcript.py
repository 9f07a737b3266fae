"""The transcript without a browser: no key on the page, material that cannot be shown."""

from dataclasses import replace

import pytest
from extensions.widgets.lesson_material import planned

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_widgets.surfaces.transcript import Transcript, trouble_with_material

HOSTILE = [
    None, "x", [], {"data": []}, {"data": {"picks": 3}, "labels": {"picks": 3}},
    {"data": {"final": "x" * 10_000_000}}, {"data": {"claims": [[[[[[[[[[[]]]]]]]]]]]}},
]  # fmt: skip
SAME = {"id": "a", "text": "b", "answer": "c"}


@pytest.fixture
def log(plans):
    """The prompt log of the lesson, with its conversation."""
    plans["plans"]["log"] = planned("ai-and-together/prompt-log", "log")
    return plans["plans"]["log"]


def test_the_page_gets_no_key(log, place):
    """Neither what a prompt carries nor which claims are true; nor other keys of the material."""
    turns = [{**turn, "note": "secret"} for turn in log.material["turns"]]
    widget = Transcript("log", place)
    assert set(widget.turns[0]["prompts"][0]) == {"id", "text", "answer"}
    assert {name for claim in widget.claims for name in claim} == {"id", "text"}
    assert trouble_with_material(replace(log, material={**log.material, "turns": turns})) is None


def test_the_place_of_a_prompt_says_nothing_about_it(log, place, tmp_path):
    """The prompts stand in an order that is the same for all and is not the author's."""
    orders = [[each["id"] for each in turn["prompts"]] for turn in Transcript("log", place).turns]
    elsewhere = Place("app", place.lesson, tmp_path / "other", "ru")
    assert [sorted(order) for order in orders] == [["a", "b", "c"]] * 3
    assert len({order.index("b") for order in orders}) > 1
    again = Transcript("log", elsewhere).turns
    assert [[each["id"] for each in turn["prompts"]] for turn in again] == orders


def test_the_lessons_material_can_be_shown(log):
    """Three turns of three prompts in line with the tree; each last answer holds all claims."""
    assert trouble_with_material(log) is None
    for prompt in log.material["turns"][-1]["prompts"]:
        for said in ("7 November 1924", "1811", "31 August 1991", "5 May 1993", "1995", "7134"):
            assert said in prompt["answer"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"turns": []}, "give 1 or more"),
        ({"turns": [{"id": "first", "prompts": []}]}, "first.prompts"),
        ({"turns": [{"id": "first", "prompts": [3, 4]}]}, "'id'"),
        ({"turns": [{"id": "x", "prompts": [SAME, SAME]}]}, "twice"),
        ({"claims": [{"id": "som", "text": "…"}]}, "not in both"),
        ({"claims": "som"}, "a list"),
    ],
)  # fmt: skip
def test_material_that_cannot_be_shown_is_named(log, place, plans, change, said):
    """Its author reads where and what; a learner reads that the exercise cannot be shown."""
    broken = replace(log, material={**log.material, **change})
    assert said in trouble_with_material(broken)
    plans["plans"]["log"] = broken
    assert Transcript("log", place).trouble


def test_turns_in_another_order_than_the_tree_are_named(log):
    """Checks compare each turn with the one before."""
    turns = list(reversed(log.material["turns"]))
    said = trouble_with_material(replace(log, material={**log.material, "turns": turns}))
    assert "'tree'" in said


@pytest.mark.parametrize("state", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_states_are_refused_in_words(log, place, wired, capfd, state):
    """Whatever is sent, the surface stays alive and quiet, and nothing odd is stored."""
    wire = wired(Transcript("log", place))
    for wanted in ("save", "edit", "reload", "look", None):
        wire.say({"type": wanted, "state": state, "operations": [{"op": "put", "state": state}]})
    assert capfd.readouterr().err == ""
    assert Store(place.answers).read().exercises == {}

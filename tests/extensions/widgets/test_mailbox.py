"""The mailbox without a browser: fair draws, no key on the page, material that cannot be shown."""

from dataclasses import replace

import pytest
from extensions.widgets.lesson_material import key_of, planned

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.records import Records, mailbox_judged
from mugalim_widgets.surfaces.draws import fair_draws
from mugalim_widgets.surfaces.mailbox import Mailbox, trouble_with_material

HOSTILE = [
    None, 3, "x", [], {"data": 3}, {"data": {"judged": "x" * 20_000}}, {"data": {}, "labels": 3},
    {"data": {"judged": [{"mail": ["m01"]}] * 20_000}}, {"data": {}, "language": "xx"},
]  # fmt: skip


@pytest.fixture
def audit(plans):
    """The audit of the lesson, with its thirty messages."""
    plans["plans"]["audit"] = planned("safety/phishing-and-passphrases", "audit")
    return plans["plans"]["audit"]


def test_every_draw_is_what_the_checks_demand(audit, place):
    """Ten messages of the key, each once, five of them genuine; all thirty come in three draws."""
    draws = Mailbox("audit", place).draws
    key = key_of(audit)
    assert len(draws) == 6
    for draw in draws:
        judged = [{"mail": mail, "verdict": "genuine"} for mail in draw]
        mailbox_judged(Records({"judged": judged}), key=key)
    assert {mail for draw in draws[:3] for mail in draw} == set(key)


def test_the_draws_are_the_same_on_every_device(audit, place, tmp_path):
    """They hang on nothing but the exercise, so that a page may be made before she comes."""
    elsewhere = Place("app", place.lesson, tmp_path / "other", "ky")
    assert Mailbox("audit", elsewhere).draws == Mailbox("audit", place).draws


def test_what_is_genuine_cannot_be_told_by_the_place_in_a_draw(audit, place):
    """In some draw a genuine message comes first, in some a false one; no draw is sorted."""
    key = key_of(audit)
    kinds = [[bool(key[mail]) for mail in draw] for draw in Mailbox("audit", place).draws]
    assert {kind[0] for kind in kinds} == {True, False}
    assert all(kind not in (sorted(kind), sorted(kind, reverse=True)) for kind in kinds)


def test_the_page_gets_no_key(audit, place):
    """No list of real signs, and no parameter of a check, is among the traits."""
    state = Mailbox("audit", place).get_state()
    assert set(state["messages"][0]) == {
        "id", "kind", "sender", "text", "address", "subject", "attachment", "time",
    }  # fmt: skip
    shown = str({name: value for name, value in state.items() if name not in ("signs", "_esm")})
    assert not any(str(signs) in shown for signs in key_of(audit).values() if signs)


def test_the_lessons_material_can_be_shown(audit):
    """Thirty messages in line with the key, all signs, pairs as the check has them."""
    assert trouble_with_material(audit) is None
    assert len(audit.material["messages"]) == 30


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"messages": []}, "not in both"),
        ({"messages": "many"}, "a list"),
        ({"messages": [{"id": "m01", "kind": "fax", "sender": "A", "text": "b"}]}, "mail or chat"),
        ({"messages": [{"id": "m01", "kind": "mail", "key": "x"}]}, "unknown key 'key'"),
        ({"messages": [{"id": "m01", "kind": "mail", "sender": "A", "text": 3}]}, "is a text"),
        ({"messages": [{"id": "m01", "kind": "mail", "sender": "A", "text": " "}]}, "'text'"),
        ({"drawn": 8}, "the checks draw 10"),
        ({"signs": [{"id": "sender", "text": "Address"}]}, "cannot be ticked"),
        ({"passphrases": []}, "copy them exactly"),
        ({"accounts": [{"id": "mail"}]}, "'text'"),
        ({"help": 3}, "material.help"),
    ],
)
def test_material_that_cannot_be_shown_is_named(audit, place, plans, change, said):
    """Its author reads where and what; a learner reads that the exercise cannot be shown."""
    broken = replace(audit, material={**audit.material, **change})
    assert said in trouble_with_material(broken)
    plans["plans"]["audit"] = broken
    assert Mailbox("audit", place).trouble


def test_a_mailbox_without_a_key_is_named(audit):
    """Without a check nobody knows which draw is fair."""
    assert "no check has a 'key'" in trouble_with_material(replace(audit, checks=()))


def test_a_sign_that_no_check_knows_is_named(audit):
    """What could be ticked and never counted is no sign."""
    signs = [*audit.material["signs"], {"id": "colour", "text": "It is red"}]
    material = {**audit.material, "signs": signs}
    assert "do not know 'colour'" in trouble_with_material(replace(audit, material=material))


def test_a_draw_larger_than_what_is_there_is_refused():
    """Three of two cannot be drawn."""
    with pytest.raises(ValueError, match="3"):
        fair_draws(["a", "b"], ["c", "d"], (3, 1), "seed", 2)


@pytest.mark.parametrize("state", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_states_are_refused_in_words(audit, place, wired, capfd, state):
    """Whatever is sent, the surface stays alive and quiet, and nothing odd is stored."""
    wire = wired(Mailbox("audit", place))
    for wanted in ("save", "edit", "reload", "look", None):
        wire.say({"type": wanted, "state": state, "operations": [{"op": "put", "state": state}]})
    assert capfd.readouterr().err == ""
    stored = Store(place.answers).read().exercises
    assert stored == {} or state == {"data": {"judged": "x" * 20_000}}

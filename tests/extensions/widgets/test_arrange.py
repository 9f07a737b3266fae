"""Closed exercises without a browser: what a page gets, what it never gets, what it may send."""

import json
from itertools import pairwise

import closed_exercises
import pytest

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_courses.closed import right_places
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces.arrange import DRAWS, Arrange
from mugalim_widgets.surfaces.choice import Choice
from mugalim_widgets.surfaces.text import Text, compared

KINDS = ("order", "sort", "match")
NAMES = (*KINDS, "several", "short")
CLASSES = {"several": Choice, "short": Text}
DEEP = [[]]
for _ in range(2_000):
    DEEP = [DEEP]


@pytest.fixture(autouse=True)
def closed(plans):
    """The examples, as the surfaces find them."""
    plans["plans"].update({name: closed_exercises.exercise_of(name) for name in NAMES})


def shown(name, place):
    """The surface of an example."""
    return CLASSES.get(name, Arrange)(name, place)


def right(widget, kind):
    """Where everything belongs, as a page would say it."""
    codes = {item["text"]: item["id"] for item in [*widget.items, *widget.places]}
    material = closed_exercises.material_of(kind)
    texts = {each["id"]: each["text"] for part in material.values() for each in part}
    places = right_places(closed_exercises.exercise_of(kind))
    return {codes[texts[item]]: codes.get(texts.get(at), at) for item, at in places.items()}


@pytest.mark.parametrize("name", NAMES)
def test_no_key_and_no_reply_is_on_the_page(name, place):
    """Neither ids that tell, nor replies, nor accepted answers are in any trait."""
    widget = shown(name, place)
    state = json.dumps(widget.get_state(), ensure_ascii=False, default=str)
    told = {
        **{kind: [closed_exercises.REPLY[0], *closed_exercises.SORT] for kind in KINDS},
        "several": [reply[0] for _, reply in closed_exercises.OPTIONS.values()],
        "short": ["3.75", "3 3/4", *(reply[0] for reply in closed_exercises.SHORT)],
    }[name]
    assert [word for word in told if f'"{word}' in state] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_on_the_page_stands_in_the_right_order(kind, place):
    """Items by codes, draws that are never right, partners that do not stand beside theirs."""
    widget = shown(kind, place)
    order = list(right(widget, "order")) if kind == "order" else None
    assert [item["id"] for item in widget.items] == sorted(item["id"] for item in widget.items)
    assert order not in widget.draws
    assert len(widget.draws) == DRAWS
    assert all(draw != after for draw, after in pairwise(widget.draws))
    if kind == "match":
        by_the_author = [each["text"] for each in closed_exercises.material_of("match")["partners"]]
        assert [each["text"] for each in widget.places] != by_the_author


def test_two_items_are_always_shown_the_other_way_round(place, plans):
    """Where there are only two orders, the draw is the one that is not right."""
    items = [{"id": "b", "text": "first"}, {"id": "a", "text": "second"}]
    plans["plans"]["two"] = Exercise("two", "order", material={"items": items})
    widget = Arrange("two", place)
    texts = {item["id"]: item["text"] for item in widget.items}
    assert {tuple(texts[code] for code in draw) for draw in widget.draws} == {("second", "first")}


def test_draws_are_the_same_on_every_device(place):
    """The exercise and the number of the try decide, and nothing else."""
    other = Place("app", place.lesson, place.answers / "other", "ru")
    assert Arrange("sort", place).draws == Arrange("sort", other).draws


@pytest.mark.parametrize("kind", KINDS)
def test_a_look_counts_and_gives_hints_but_never_a_place(kind, place, wired):
    """The replies of what is elsewhere, in the order of the codes; all in place gives none."""
    widget = shown(kind, place)
    wire, good = wired(widget), right(shown(kind, place), kind)
    items, places = list(good), list(good.values())
    moved = dict(zip(items, [places[1], places[0], *places[2:]], strict=True))
    wire.say({"type": "look-over", "placed": moved})
    wrong = sorted(item for item in items if moved[item] != good[item])
    assert (widget.looked["done"], widget.looked["all"]) == (len(good) - len(wrong), len(good))
    assert [code for code, _ in widget.looked["hints"]] == wrong
    assert {text for _, text in widget.looked["hints"]} <= {closed_exercises.REPLY[0]}
    wire.say({"type": "look-over", "placed": good})
    assert (widget.looked["done"], widget.looked["hints"]) == (len(good), [])


def test_a_look_at_a_part_says_how_many_wait(place, wired):
    """What has no place yet is neither right nor a case for a hint."""
    widget = shown("sort", place)
    item, where = next(iter(right(widget, "sort").items()))
    wired(widget).say({"type": "look-over", "placed": {item: where}})
    assert (widget.looked["done"], widget.looked["waiting"]) == (1, 5)


def test_two_looks_that_found_the_same_are_two(place, wired):
    """She hears the second answer, too."""
    widget = shown("sort", place)
    wire = wired(widget)
    marks = []
    for _ in range(2):
        wire.say({"type": "look-over", "placed": {}})
        marks.append(widget.looked["mark"])
    assert marks[0] != marks[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value",
    [None, 3, "x" * 10_000_000, [], {}, DEEP, {"x": 1}, {"x": []}, [{"op": "place", "placed": 3}],
     [{"op": "place", "placed": {"order": DEEP}}], {"__class__": "nowhere"}, ["nowhere"] * 99_999],
    ids=range(12),
)  # fmt: skip
def test_hostile_messages_end_in_a_sentence_or_in_nothing(name, value, place, wired, capfd):
    """No traceback, nothing odd stored, and the surface lives on."""
    widget = shown(name, place)
    wire = wired(widget)
    for wanted in ("save", "edit", "look-over", "keep-piece", "reload", None):
        wire.say({"type": wanted, "operations": value, "options": value, "placed": value})
        wire.say({"type": wanted, "text": value})
    assert capfd.readouterr().err == ""
    assert widget.trouble == ""
    assert not Store(place.answers).read().exercises or value == []


def test_what_a_later_lesson_does_not_have_is_left_out(place, plans, wired, noon):
    """An item that was taken out of the lesson does not stop the others from being shown."""
    widget = shown("sort", place)
    placed = right(widget, "sort")
    wired(widget).say({"type": "save", "operations": [{"op": "place", "placed": placed}]})
    items = closed_exercises.material_of("sort")["items"][1:]
    groups = closed_exercises.material_of("sort")["groups"]
    plans["plans"]["sort"] = Exercise("sort", "sort", material={"items": items, "groups": groups})
    again = shown("sort", place)
    assert again.trouble == ""
    assert len(again.state["placed"]) == len(placed) - 1 == 5
    assert list(again.state["placed"]) == sorted(again.state["placed"])


def test_a_plan_of_an_old_lesson_without_items_is_a_sentence(place, plans):
    """The rest of the lesson is shown all the same."""
    plans["plans"]["broken"] = Exercise("broken", "order", material={"item": []})
    assert "reload" in Arrange("broken", place).trouble


def test_options_keep_their_order_unless_they_are_to_be_mixed(place, plans):
    """As the author wrote them, or in a draw that stays."""
    mixed = shown("several", place)
    plan = plans["plans"]["several"]
    plans["plans"]["plain"] = Exercise("plain", "choice", options=plan.options)
    assert [each["id"] for each in Choice("plain", place).options] == list(closed_exercises.OPTIONS)
    assert sorted(each["id"] for each in mixed.options) == sorted(closed_exercises.OPTIONS)
    assert mixed.options == shown("several", place).options


def test_each_chosen_option_has_its_reply(place, wired):
    """None of the others comes along; one that is not there is nothing."""
    widget = shown("several", place)
    wired(widget).say({"type": "edit", "options": ["video", "nowhere", "small", {}]})
    assert sorted(reply["id"] for reply in widget.replies) == ["small", "video"]
    assert sorted(widget.chosen) == ["small", "video"]


def test_a_single_choice_stays_single(place, wired, plans):
    """Whatever a page sends, one is chosen."""
    plan = plans["plans"]["several"]
    plans["plans"]["plain"] = Exercise("plain", "choice", options=plan.options)
    widget = Choice("plain", place)
    wired(widget).say({"type": "edit", "options": ["video", "small"]})
    assert widget.chosen == ["video"]


@pytest.mark.parametrize(
    ("answer", "same"),
    [
        ("  Бишкек ", "бишкек"),
        ("ёлка  зелёная", "Елка зеленая"),
        ("3,75", "3.75"),
        ("1,2,3", "1.2.3"),
        ("a, b", "A, B"),
        ("и\u0306од", "йод"),
        ("3\u00a0000", "3 000"),
    ],
)
def test_short_answers_are_compared_as_people_write_them(answer, same):
    """Case, spaces, ё and the decimal comma make no difference."""
    assert compared(answer) == compared(same)
    assert compared("3.75") != compared("375")
    assert compared("a,b") != compared("a.b")


@pytest.mark.parametrize(("text", "accepted"), [(" 3,75 ", True), ("3 3/4", True), ("4", False)])
def test_a_short_answer_gets_its_reply(text, accepted, place, wired):
    """The one for what is accepted, or the other; what is accepted is never said."""
    widget = shown("short", place)
    sent = wired(widget).say({"type": "look-over", "text": text})
    assert widget.looked["accepted"] is accepted
    assert widget.looked["reply"] == closed_exercises.SHORT[0 if accepted else 1][0]
    assert [one["state"].keys() for one in sent] == [{"looked"}]


@pytest.mark.parametrize("text", ["", "  ", None, 3])
def test_nothing_is_no_short_answer(text, place, wired):
    """An empty line is not told that it is not yet right."""
    widget = shown("short", place)
    wired(widget).say({"type": "look-over", "text": text})
    assert widget.looked == {}


def test_a_longer_text_has_no_reply(place, wired):
    """A person reads it."""
    widget = Text("reflection", place)
    wired(widget).say({"type": "look-over", "text": "3.75"})
    assert (widget.replies, widget.looked) == (False, {})

"""Items put in their places: what a page may say, and what is kept of it."""

import closed_exercises
import pytest

from mugalim_answers.operations import apply_operations, first_state
from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_answers.record import Answers
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.review import review
from mugalim_courses.closed import right_places


def start_of(kind):
    """What is on offer in one of the examples."""
    place = Place("app", "lesson", "answers", "en")
    return start_at(place, closed_exercises.exercise_of(kind))


def place(kind, placed, **more):
    """The state after one operation on a new answer."""
    operation = {"op": "place", "placed": placed, **more}
    return apply_operations(kind, first_state(kind, None), [operation], start_of(kind))


def coded(kind, placed):
    """Ids of items and places as a page calls them."""
    names = [
        {own: code for code, own in start_of(kind)[name].items()} for name in ("items", "places")
    ]
    return {names[0][item]: names[1][where] for item, where in placed.items()}


@pytest.mark.parametrize("kind", ["order", "sort", "match"])
def test_a_page_knows_no_id_of_the_author(kind):
    """Ids may tell what belongs where; pages get codes, and answers keep the ids."""
    exercise = closed_exercises.exercise_of(kind)
    right = right_places(exercise)
    placed = coded(kind, right)
    assert not set(right) & set(placed)
    assert place(kind, placed) == {"placed": right, "tries": 0}


def test_an_item_and_a_partner_of_the_same_id_have_different_codes():
    """Otherwise the codes would be the answer."""
    exercise = closed_exercises.exercise_of("match")
    pairs = {"a": "b", "b": "a"}
    material = {
        "partners": [{"id": own, "text": own} for own in pairs],
        "items": [{"id": own, "text": own, "partner": partner} for own, partner in pairs.items()],
    }
    plan = exercise.__class__("match", "match", material=material)
    start = start_at(Place("app", "lesson", "answers", "en"), plan)
    assert not set(start["items"]) & set(start["places"])


@pytest.mark.parametrize(
    "placed",
    [
        {"x": 1},
        {"open": 1},
        {None: 1},
        *({"CODE": at} for at in (0, 6, -1, True, 1.0, "1", None, [], {})),
    ],
)
def test_what_is_not_on_offer_is_refused(placed):
    """Neither an item that is not there, nor a place of another type."""
    code = next(iter(start_of("order")["items"]))
    asked = {code if item == "CODE" else item: at for item, at in placed.items()}
    with pytest.raises(AnswerRefused, match=r"answers\.unknown_option"):
        place("order", asked)


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "place"},
        {"op": "place", "placed": []},
        {"op": "put", "placed": {}},
        *({"op": "place", "placed": {}, "tries": tries} for tries in (-1, True, 1.5, "1", 10_001)),
    ],
)
def test_what_cannot_be_read_is_refused(operation):
    """A sentence, never another exception."""
    with pytest.raises(AnswerRefused, match=r"answers\.not_understood"):
        apply_operations("sort", {}, [operation], start_of("sort"))


def test_tries_are_kept_until_she_begins_anew():
    """Placing does not count; beginning anew empties the places and says how often."""
    placed = coded("sort", {"menu": "nowhere"})
    state = apply_operations(
        "sort",
        first_state("sort", None),
        [{"op": "place", "placed": {}, "tries": 2}, {"op": "place", "placed": placed}],
        start_of("sort"),
    )
    assert state == {"placed": {"menu": "nowhere"}, "tries": 2}


def test_what_was_placed_is_graded(noon, store):
    """The check is given ids and places, as the plan's key names them."""
    exercise = closed_exercises.graded("order")
    placed = coded("order", right_places(exercise))
    operation = {"op": "place", "placed": placed}
    start = start_of("order")
    store.apply("order", "order", [operation], base=None, start=start, now=noon)
    assert review(exercise, store.read(), store).points == exercise.points == 4
    assert review(exercise, Answers(), store).points == 0


@pytest.mark.parametrize(("several", "kept"), [(True, ["small", "text"]), (False, None)])
def test_several_are_chosen_only_where_the_lesson_says_so(several, kept):
    """A single choice is one, whatever a page sends."""
    plan = closed_exercises.exercise_of("several")
    plan = plan.__class__("q", "choice", options=plan.options, material={"several": several})
    start = start_at(Place("app", "lesson", "answers", "en"), plan)
    operation = {"op": "choose", "options": ["small", "text"]}
    if kept:
        assert apply_operations("choice", {}, [operation], start) == {"chosen": kept}
    else:
        with pytest.raises(AnswerRefused, match=r"answers\.unknown_option"):
            apply_operations("choice", {}, [operation], start)

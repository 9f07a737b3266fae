from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import Failure, find_check, run
from mugalim_checks.messages import message
from mugalim_checks.records import Records
from mugalim_courses.model import CheckUse, Exercise

CHECKS = (
    "quiz_items",
    "quiz_feedback",
    "quiz_one_key",
    "quiz_key_not_longest",
    "quiz_key_places",
    "quiz_plain",
    "quiz_on_paper",
)


def choice(key: int, *texts: str, type: str = "single", stem: str = "Эмне?") -> dict[str, Any]:
    """A choice with the key at a place, counted from 1, and feedback on each option."""
    options = [
        {"text": text, "key": place == key, "feedback": f"Бул тууралуу {text} караңыз"}
        for place, text in enumerate(texts, start=1)
    ]
    return {"type": type, "stem": stem, "options": options}


def failure(check: str, *items: dict[str, Any]) -> Failure | None:
    """What one check raises on a quiz; None where it passes."""
    try:
        find_check(f"records.{check}")(Records.from_state({"data": {"items": list(items)}}))
    except Failure as found:
        return found
    return None


MATCH = {"type": "match", "stem": "Жупта", "pairs": [{"left": "а", "right": "1"}] * 2}


def test_half_a_quiz_earns_a_little() -> None:
    """Two of four items."""
    found = failure("quiz_items", choice(1, "а", "б"), choice(2, "в", "г"))
    assert found is not None
    assert (found.id, found.earned) == ("records.quiz_few_items", 0.25)


@pytest.mark.parametrize(
    "item",
    [
        choice(1, "бир"),
        {"type": "order", "stem": "Иретте", "steps": ["а", "б", " "]},
        {"type": "match", "stem": "Жупта", "pairs": [{"left": "а", "right": "1"}]},
        {"type": "short", "stem": "Ата", "answers": []},
        {"type": "essay", "stem": "Жаз", "answers": ["а"]},
        {"type": "single", "stem": "Танда", "options": "абв"},
    ],
)
def test_an_item_without_an_answer_does_not_count(item: dict[str, Any]) -> None:
    """Each type has its own way to be answered."""
    found = failure("quiz_items", MATCH, MATCH, MATCH, item)
    assert found is not None
    assert found.id == "records.quiz_no_answer"
    assert found.values["where"]["values"]["number"] == 4


def test_feedback_is_counted_by_options() -> None:
    """Five of six options; the hint names the one without."""
    second = choice(2, "төрт", "беш", "алты")
    second["options"][1]["feedback"] = ""
    found = failure("quiz_feedback", choice(1, "бир", "эки", "үч"), second)
    assert found is not None
    assert found.earned == pytest.approx(5 / 6)
    assert "беш" in message(found, "ky")


def test_an_item_without_options_has_feedback_of_its_own() -> None:
    """A match or a short answer is one thing to speak about."""
    found = failure("quiz_feedback", choice(1, "бир", "эки"), MATCH)
    assert found is not None
    assert (found.id, found.values["options"]) == ("records.quiz_item_feedback_missing", 3)
    assert failure("quiz_feedback", MATCH | {"feedback": "Тамгаларды санап көрүңүз"}) is None


def test_a_longest_key_in_one_item_is_no_pattern() -> None:
    """Equally long is not longest."""
    long, even = choice(1, "абвгд", "аб"), choice(2, "где", "аку")
    assert failure("quiz_key_not_longest", long, even) is None
    found = failure("quiz_key_not_longest", long, choice(2, "г", "узуну"))
    assert found is not None
    assert found.id == "records.quiz_key_longest"


@pytest.mark.parametrize(
    ("places", "passes"),
    [((1, 2), True), ((1, 1), False), ((1, 2, 3), True), ((2, 2, 1), False), ((2, 2, 1, 3), True)],
)
def test_no_place_holds_more_than_half_of_the_keys(places: tuple[int, ...], passes: bool) -> None:
    """Half is allowed."""
    items = [choice(place, "а", "б", "в") for place in places]
    assert (failure("quiz_key_places", *items) is None) == passes


def test_two_keys_do_not_disturb_the_other_checks() -> None:
    """One slip is one check."""
    slip = choice(1, "а", "бб", "в")
    slip["options"][2]["key"] = True
    items = (slip, choice(2, "абв", "абв", "а"), choice(3, "в", "б", "а"))
    assert failure("quiz_key_places", *items) is None
    assert failure("quiz_key_not_longest", *items) is None
    found = failure("quiz_one_key", *items)
    assert found is not None
    assert (found.id, found.earned) == ("records.quiz_many_keys", pytest.approx(2 / 3))


@pytest.mark.parametrize("check", ["quiz_one_key", "quiz_key_places", "quiz_key_not_longest"])
def test_items_without_any_key_earn_nothing(check: str) -> None:
    """Nothing can be said of places and lengths where nothing is a key."""
    found = failure(check, choice(0, "а", "б"), choice(0, "в", "г"))
    assert found is not None
    assert (found.id, found.earned) == ("records.quiz_no_key", 0.0)


@pytest.mark.parametrize(
    "text",
    [
        "All of the above",
        "all of the above.",
        "Все ответы верны",
        "Всё перечисленное!",
        "Баары туура",
        "Баары  туура.",
    ],
)
def test_options_that_stand_for_others_are_found(text: str) -> None:
    """Whatever the capitals and the full stop."""
    found = failure("quiz_plain", choice(1, "а", text))
    assert found is not None
    assert found.id == "records.quiz_stands_for_others"


@pytest.mark.parametrize(
    ("stem", "passes"),
    [
        ("Какое утверждение не является неверным?", False),
        ("Кайсы жооп туура эмес эмес?", False),
        ("Which is not untrue?", False),
        ("Почему растение не растёт, если его не поливать?", True),
        ("Кайсы жооп туура эмес?", True),
        ("Почему нельзя небрежно обращаться с кислотой?", True),
    ],
)
def test_double_negation_is_found_by_its_fixed_forms(stem: str, passes: bool) -> None:
    """Two honest negations in a sentence are allowed."""
    assert (failure("quiz_plain", choice(1, "а", "б", stem=stem)) is None) == passes


@pytest.mark.parametrize("media", ["video", "sound", "link"])
def test_what_paper_cannot_show_is_told(media: str) -> None:
    """A picture can be printed."""
    item = choice(1, "а", "б") | {"media": media}
    found = failure("quiz_on_paper", item, MATCH)
    assert found is not None
    assert found.earned == 0.5
    assert failure("quiz_on_paper", item | {"paper": "Үндө короз кыйкырат"}, MATCH) is None
    assert failure("quiz_on_paper", item | {"media": "picture"}, MATCH) is None


@pytest.mark.parametrize(
    ("items", "check", "message_id"),
    [
        ([], "quiz_begun", "records.quiz_no_items"),
        ([MATCH], "quiz_plain", "records.quiz_no_options"),
        ([choice(1, stem="Бош")], "quiz_feedback", "records.quiz_no_options"),
        ([MATCH, choice(1, "а", "б")], "quiz_has_choices", "records.quiz_few_single"),
    ],
)
def test_nothing_to_look_at_is_said(items: list[Any], check: str, message_id: str) -> None:
    """"Every" and "no" need something that they speak of."""  # fmt: skip
    found = failure(check, *items)
    assert found is not None
    assert found.id == message_id


def test_a_title_alone_earns_nothing() -> None:
    """The form is not empty, and yet there is no item."""
    uses = tuple(CheckUse(name, f"records.{name}", 1.0, {}) for name in CHECKS)
    records = Records.from_state({"data": {"title": "Проценты", "items": [{"type": "single"}]}})
    assert run(Exercise("quiz", "records", checks=uses), records).points == 0


@pytest.mark.parametrize(("keys", "passes"), [((1, 1, 2), True), ((1, 1, 1), False)])
def test_three_questions_of_two_options_cannot_be_spread_more(
    keys: tuple[int, ...], passes: bool
) -> None:
    """Two of three keys stand in one place then, whatever a teacher does."""
    items = [choice(key, "туура", "туура эмес") for key in keys]
    assert (failure("quiz_key_places", *items) is None) == passes


def test_feedback_in_figures_says_something() -> None:
    """A teacher of mathematics writes few words."""
    item = {"type": "short", "stem": "15 % от 200?", "answers": ["30"], "feedback": "200 · 0,15"}
    others = [{**item, "feedback": f"Это {n} % от 100"} for n in (15, 16)]
    assert failure("quiz_feedback", item, *others) is None


def test_a_letter_is_no_question() -> None:
    """2+2=? is one."""
    items = [choice(1, "а", "б", stem="а"), choice(1, "3", "4", stem="2+2=?")]
    found = failure("quiz_begun", *items)
    assert found is not None
    assert found.values["found"] == 1

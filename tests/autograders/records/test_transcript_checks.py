from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import Failure, find_check
from mugalim_checks.messages import message
from mugalim_checks.records import Records

ALL = ["role", "grade", "goal", "format", "language"]
TREE = {
    "one": {"a": ["goal"], "b": ["goal", "grade"], "p": ["goal", "pupil"]},
    "two": {"a": ["goal"], "b": ["goal", "grade", "role"], "c": ["role", "format", "goal"]},
    "three": {"a": ["goal", "grade", "role"], "b": ALL, "p": [*ALL, "pupil"]},
}
CLAIMS = {"a": True, "b": True, "c": True, "d": False, "e": False}
ROSTER = ["Осмонова Мээрим", "Касымов Тилек"]
WORDS = "Сөз кошулган жаңы тапшырма окуучулар үчүн жазылган жана текшерилген. " * 5


def picked(*prompts: str, **fields: Any) -> Records:
    """A log with prompts picked, turn by turn."""
    picks = [{"turn": turn, "prompt": prompt} for turn, prompt in zip(TREE, prompts, strict=False)]
    return Records.from_state({"data": {"picks": picks, **fields}})


def judged(**verdicts: str) -> Records:
    """A log with claims judged, each with a book as its source."""
    claims = [
        {"claim": name, "verdict": verdict, "source": "Тарых китеби", "source_kind": "book"}
        for name, verdict in verdicts.items()
    ]
    return Records.from_state({"data": {"claims": claims}})


def failure(check: str, records: Records, **parameters: Any) -> Failure | None:
    """What one check raises on a log; None where it passes."""
    try:
        find_check(f"records.transcript_{check}")(records, **parameters)
    except Failure as found:
        return found
    return None


@pytest.mark.parametrize("prompts", [(), ("a", "b"), ("a", "b", "nothing")])
def test_each_turn_has_its_pick(prompts: tuple[str, ...]) -> None:
    """What stands in no turn is no pick."""
    found = failure("picked", picked(*prompts), tree=TREE)
    assert found is not None
    assert found.id == "records.transcript_turns"


def test_the_last_prompt_carries_all_five() -> None:
    """Three of five earn less than a third."""
    assert failure("prompt_whole", picked("a", "b", "b"), tree=TREE) is None
    found = failure("prompt_whole", picked("a", "b", "a"), tree=TREE)
    assert found is not None
    assert found.earned == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("prompts", "id", "turn"),
    [
        (("a", "b", "b"), None, None),
        (("p", "b", "b"), None, None),
        (("a", "a", "b"), "records.transcript_repeats", 2),
        (("a", "b", "a"), "records.transcript_repeats", 3),
        (("b", "c", "b"), "records.transcript_lost", 2),
    ],
)
def test_each_prompt_adds_and_loses_nothing(
    prompts: tuple[str, ...], id: str | None, turn: int | None
) -> None:
    """A pupil's data is no improvement, and its going no loss."""
    found = failure("improves", picked(*prompts), tree=TREE)
    assert (found and found.id, found and found.values["turn"]) == (id, turn)


@pytest.mark.parametrize(
    ("prompts", "typed", "id"),
    [
        (("a", "b", "b"), "Бешинчи суроону жеңилдетиңиз", None),
        (("a", "b", "p"), "", "records.transcript_pupil"),
        (("a", "b", "b"), "Осмонова Мээримге жеңил тапшырма", "records.transcript_name"),
        (("a", "b", "b"), "Тилек жай окуйт, ага кыска текст керек", "records.transcript_name"),
    ],
)
def test_no_prompt_tells_about_a_pupil(
    prompts: tuple[str, ...], typed: str, id: str | None
) -> None:
    """By a prompt of the tree or in her own words, by the given name too."""
    records = picked(*prompts, typed=[{"text": typed}])
    found = failure("private", records, tree=TREE, roster=ROSTER)
    assert (found and found.id) == id


def test_verdicts_are_counted_once() -> None:
    """A second verdict on a claim and a claim of nobody change nothing."""
    records = judged(a="true", b="true", x="false", c="maybe")
    found = failure("claims_begun", records, claims=CLAIMS)
    assert found is not None
    assert found.values == {"done": 2, "claims": 5}


@pytest.mark.parametrize(
    ("verdicts", "id", "earned"),
    [
        ({"a": "true", "b": "true", "c": "true", "d": "false", "e": "false"}, None, None),
        ({"a": "false", "b": "true", "d": "false", "e": "false"}, None, None),
        ({"a": "true", "b": "true", "d": "false", "e": "true"}, "records.transcript_errors", 0.5),
        (dict.fromkeys("abcde", "false"), "records.transcript_alarms", pytest.approx(1 / 3)),
    ],
)
def test_planted_errors_are_found_by_looking(
    verdicts: dict[str, str], id: str | None, earned: float | None
) -> None:
    """Doubting everything finds them too, and is not looking."""
    found = failure("errors_found", judged(**verdicts), claims=CLAIMS)
    assert (found and found.id, found and found.earned) == (id, earned)


def test_a_source_has_a_kind_that_is_no_ai() -> None:
    """A kind not chosen is not known."""
    records = judged(a="true", b="true", c="true")
    records.data["claims"][1]["source_kind"] = ""
    found = failure("sources", records, claims=CLAIMS)
    assert found is not None
    assert (found.id, found.earned) == ("records.transcript_ai_source", pytest.approx(2 / 5))


def test_a_line_about_the_ai_needs_a_task() -> None:
    """The final text is there before its disclosure is looked at."""
    found = failure("final_written", Records.from_state({"data": {"final": "Бир сөз"}}))
    assert found is not None
    assert found.values["found"] == 2
    assert "30" in message(found, "ky")


def test_a_text_taken_over_is_not_own() -> None:
    """One word of many differs."""
    data = {"ai_text": WORDS, "final": WORDS.replace("жаңы", "эски", 1)}
    found = failure("own_words", Records.from_state({"data": data}))
    assert found is not None
    assert 0 < found.earned < 0.2
    changed = {"ai_text": WORDS, "final": "Айылдагы чоң энеден сура. " * 10}
    assert failure("own_words", Records.from_state({"data": changed})) is None


@pytest.mark.parametrize(
    ("source", "says"),
    [("https://tarykh.example/1924", True), ("Учебник, с. 112", True), ("§ 12", False)],
)
def test_a_source_is_said_in_words_or_by_an_address(source: str, says: bool) -> None:
    """Of which book a paragraph is, nobody knows."""
    records = judged(a="true", b="true", c="true")
    records.data["claims"][1]["source"] = source
    found = failure("sources", records, claims=CLAIMS)
    assert (found is None) == says

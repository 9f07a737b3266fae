from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import CannotTell, Failure, find_check, run
from mugalim_checks.records import Records
from mugalim_courses.model import CheckUse, Exercise

# Twelve messages: the odd ones are false, each by its link; "f5" by two signs.
KEY = {f"g{n}": [] for n in range(1, 7)} | {f"f{n}": ["link"] for n in range(1, 7)}
KEY["f5"] = ["link", "hurry"]
DRAWN = [f"{kind}{n}" for n in range(1, 6) for kind in "gf"]
LOCAL = ["aigul", "mugalim", "naryn"]


def audit(**changed: Any) -> Records:
    """An audit without a slip; `g1="phish"` changes a verdict, `f1=["file"]` what is marked."""
    judged = []
    for mail in DRAWN:
        verdict = "phish" if KEY[mail] else "genuine"
        each = {"mail": mail, "verdict": verdict, "signs": KEY[mail][:1]}
        if mail in changed:
            each["signs" if isinstance(changed[mail], list) else "verdict"] = changed[mail]
        judged.append(each)
    return Records.from_state({"data": {"judged": judged}})


def failure(check: str, records: Records, **parameters: Any) -> Failure | None:
    """What one check raises on an audit; None where it passes."""
    try:
        find_check(f"records.{check}")(records, **(parameters or {"key": KEY}))
    except Failure as found:
        return found
    return None


CHECKS = ("mailbox_right", "mailbox_signs", "mailbox_false_alarms")


def outcomes(records: Records) -> list[str]:
    """What the three checks of the messages say, with their needs."""
    uses = tuple(CheckUse(name, f"records.{name}", 1.0, {"key": KEY}) for name in CHECKS)
    exercise = Exercise("audit", "records", checks=uses)
    return [result.outcome for result in run(exercise, records).results]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ["passed", "passed", "passed"]),
        ({"f1": "genuine", "f2": "genuine", "f3": "genuine"}, ["not_yet", "passed", "passed"]),
        ({"f1": ["file"]}, ["passed", "not_yet", "passed"]),
        ({"g1": "phish", "g2": "phish"}, ["passed", "passed", "not_yet"]),
        ({"g1": "phish"}, ["passed", "passed", "passed"]),
    ],
)
def test_each_slip_fails_one_check(changed: dict[str, Any], expected: list[str]) -> None:
    """Misses, signs and false alarms are looked at apart."""
    assert outcomes(audit(**changed)) == expected


@pytest.mark.parametrize("verdict", ["genuine", "phish", ""])
def test_one_verdict_for_all_earns_nothing(verdict: str) -> None:
    """Calling everything genuine raises no false alarm, and is worth nothing all the same."""
    uses = tuple(CheckUse(name, f"records.{name}", 1.0, {"key": KEY}) for name in CHECKS)
    everything = audit(**dict.fromkeys(DRAWN, verdict))
    points = [
        each.points for each in run(Exercise("a", "records", checks=uses), everything).results
    ]
    # Whoever flags all five false ones has marked their signs as well.
    assert points == ([0, 1, 0] if verdict == "phish" else [0, 0, 0])


def test_half_judged_waits() -> None:
    """All checks of the messages wait until all ten are judged."""
    assert outcomes(audit(g5="", f5="")) == ["did_not_run"] * 3
    found = failure("mailbox_judged", audit(g5="", f5=""))
    assert found is not None
    assert found.values == {"done": 8, "drawn": 10}


@pytest.mark.parametrize("mails", [["g6", *DRAWN], [*DRAWN[:-1], "g6"]])
def test_another_draw_is_not_judged(mails: list[str]) -> None:
    """Ten messages, five of them genuine, as the school draws them."""
    judged = [{"mail": mail, "verdict": "genuine"} for mail in mails]
    found = failure("mailbox_judged", Records.from_state({"data": {"judged": judged}}))
    assert found is not None
    assert found.id == "records.mailbox_other_draw"


def test_a_message_counts_once() -> None:
    """Ten times the same message is one message."""
    judged = [{"mail": "f1", "verdict": "phish"}] * 10
    found = failure("mailbox_judged", Records.from_state({"data": {"judged": judged}}))
    assert found is not None
    assert found.values["done"] == 1


@pytest.mark.parametrize(("missed", "earned"), [(3, 2 / 3), (4, 1 / 3), (5, 0.0)])
def test_what_guessing_gives_earns_nothing(missed: int, earned: float) -> None:
    """Five of ten are right by chance."""
    found = failure("mailbox_right", audit(**{f"f{n}": "genuine" for n in range(1, missed + 1)}))
    assert found is not None
    assert found.earned == pytest.approx(earned)


def test_false_alarms_alone_have_their_own_hint() -> None:
    """No false message was missed."""
    found = failure("mailbox_right", audit(g1="phish", g2="phish", g3="phish"))
    assert found is not None
    assert found.id == "records.mailbox_few_right"


@pytest.mark.parametrize(
    ("signs", "passes"),
    [
        (["hurry"], True),
        (["link", "hurry", "file"], True),
        (["link", "file"], False),
        (["link", "hurry", "file", "gift"], False),
        (["nonsense", "link"], True),
        ([5, None, ["link"]], False),
    ],
)
def test_marking_everything_is_not_seeing(signs: list[Any], passes: bool) -> None:
    """More of the marked signs are there than not."""
    assert (failure("mailbox_signs", audit(f5=signs)) is None) == passes


def test_too_few_recognised_ones_say_so() -> None:
    """Signs and alarms wait for two of five."""
    found = failure("mailbox_caught", audit(**{f"f{n}": "genuine" for n in range(1, 5)}))
    assert found is not None
    assert found.values == {"found": 1, "phish": 5}


@pytest.mark.parametrize(
    ("weak", "strong"),
    [
        ("Aigul1985!", "altymysh kalpak shamal"),
        ("mugalim2026", "zym uy balta kirpi"),
        ("Naryn_mugalim", "taruu kopuro sagyz"),
    ],
)
def test_names_towns_and_years_are_weak_here(weak: str, strong: str) -> None:
    """Computed with local words, in whichever order the two stand."""
    pairs = {"a": [weak, strong], "b": [strong, weak]}
    right = [{"pair": "a", "choice": "second"}, {"pair": "b", "choice": "first"}]
    records = Records.from_state({"data": {"passphrases": right}})
    assert failure("mailbox_stronger", records, pairs=pairs, local=LOCAL) is None
    slip = {"pair": "b", "choice": "second"}
    half = Records.from_state({"data": {"passphrases": [right[0], slip]}})
    found = failure("mailbox_stronger", half, pairs=pairs, local=LOCAL)
    assert found is not None
    assert (found.earned, found.values["weaker"]) == (0, weak)


def test_two_equal_passphrases_cannot_be_judged() -> None:
    """That is the lesson's fault, not the learner's."""
    records = Records.from_state({"data": {"passphrases": [{"pair": "a", "choice": "first"}]}})
    pairs = {"a": ["taruu kopuro sagyz", "sagyz taruu kopuro"]}
    assert isinstance(failure("mailbox_stronger", records, pairs=pairs, local=LOCAL), CannotTell)


def test_pairs_are_chosen_first() -> None:
    """Other words than "first" and "second" are no choice."""
    records = Records.from_state({"data": {"passphrases": [{"pair": "a", "choice": 1}]}})
    found = failure("mailbox_stronger", records, pairs={"a": ["x", "y"]}, local=LOCAL)
    assert found is not None
    assert found.id == "records.mailbox_pairs_not_all"

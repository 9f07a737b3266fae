from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.records import Records, storyboard_consent, storyboard_scenes
from mugalim_checks.records.storyboard_checks import storyboard_begun

SCENE = {"seconds": 15, "picture": "Такта", "script": "Салам!"}


def board(*scenes: dict[str, Any], **fields: Any) -> Records:
    """A storyboard of these scenes."""
    return Records.from_state({"data": {"scenes": list(scenes), **fields}})


def test_three_scenes_of_a_quarter_of_a_minute_are_enough() -> None:
    """45 seconds is the least, 75 the most."""
    storyboard_scenes(board(SCENE, SCENE, SCENE))
    storyboard_scenes(board(SCENE, SCENE, SCENE, SCENE, SCENE))


@pytest.mark.parametrize(
    ("scenes", "id"),
    [
        ([SCENE] * 2, "records.storyboard_count"),
        ([{**SCENE, "seconds": 10}] * 7, "records.storyboard_count"),
        ([{**SCENE, "seconds": 14.9}] * 3, "records.storyboard_short"),
        ([{**SCENE, "seconds": 26}] * 3, "records.storyboard_long"),
        ([SCENE, SCENE, {**SCENE, "seconds": "15"}], "records.storyboard_no_seconds"),
        ([SCENE, SCENE, {**SCENE, "seconds": -5}], "records.storyboard_no_seconds"),
        ([SCENE, SCENE, {**SCENE, "seconds": True}], "records.storyboard_no_seconds"),
        ([SCENE, SCENE, {**SCENE, "picture": " "}], "records.storyboard_gap"),
    ],
)
def test_what_is_missing_is_said(scenes: list[dict[str, Any]], id: str) -> None:
    """The count comes after the scenes themselves, the sum last."""
    with pytest.raises(Failure) as raised:
        storyboard_scenes(board(*scenes))
    assert raised.value.id == id
    assert "{" not in message(raised.value, "ru")


def test_empty_rows_of_the_form_are_no_scenes() -> None:
    """The form may offer six rows at once."""
    empty = {"seconds": None, "picture": "", "script": " "}
    storyboard_scenes(board(SCENE, SCENE, SCENE, empty, empty, empty))
    with pytest.raises(Failure, match="storyboard_empty"):
        storyboard_begun(board(empty))


@pytest.mark.parametrize(
    ("shown", "consent", "id"),
    [
        ("no", "", None),
        ("yes", "yes", None),
        ("yes", "no", "records.storyboard_consent_first"),
        ("yes", "", "records.storyboard_consent_first"),
        ("", "yes", "records.storyboard_who"),
        (True, True, "records.storyboard_who"),
    ],
)
def test_consent_is_asked_where_a_pupil_is_shown(shown: Any, consent: Any, id: str | None) -> None:
    """Both answers are words of the form."""
    try:
        storyboard_consent(board(SCENE, pupils_shown=shown, consent=consent))
        found = None
    except Failure as failure:
        found = failure.id
    assert found == id


def test_one_gap_does_not_cost_the_other_scenes() -> None:
    """Two of three scenes are whole: a third of the points, as a half is for the whole."""
    with pytest.raises(Failure, match="storyboard_gap") as raised:
        storyboard_scenes(board(SCENE, {**SCENE, "script": ""}, SCENE))
    assert raised.value.earned == pytest.approx(1 / 3)

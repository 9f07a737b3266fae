from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from autograders.lessons.cases import kept, plan
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.core import run
from mugalim_checks.records import Records

FORMS = {
    "media/captions": ("storyboard", "storyboard_ky.json"),
    "assessment/quiz": ("quiz", "quiz_ru.json"),
    "assessment/reading-unit": ("unit", "unit_en.json"),
    "safety/phishing-and-passphrases": ("audit", "audit_ky.json"),
    "ai-and-together/prompt-log": ("log", "log_ru.json"),
}
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**14),
    st.floats(-1, 99),
    st.sampled_from(["", " ", "single", "open", "phish", "first", "a", "m02", "canal-farmer", "1"]),
)
HOSTILE = st.one_of(
    LEAVES,
    st.lists(LEAVES, max_size=3),
    st.dictionaries(st.sampled_from(["text", "points", "key", "mail"]), LEAVES, max_size=3),
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every group or list in a form, with each of its names or numbers."""
    names = (
        value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    )
    for name in names:
        yield value, name
        yield from places(value[name])


@pytest.mark.parametrize("lesson", FORMS)
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 0.999), HOSTILE), min_size=1, max_size=4))
def test_any_value_in_a_form_gets_an_answer(lesson: str, changes: list[tuple[float, Any]]) -> None:
    """Whatever a browser sends in place of a field, a list or an item, no check breaks."""
    exercise, file = FORMS[lesson]
    state = json.loads(kept(lesson.replace("/", "__").replace("-", "_"), file)())
    for share, value in changes:
        found = list(places(state["data"]))
        if found:
            group, name = found[int(share * len(found))]
            group[name] = value
    report = run(plan(lesson).exercises[exercise], Records.from_state(state))
    assert [each.id for each in report.results if each.message == "core.broken"] == []
    assert report.points <= report.max_points

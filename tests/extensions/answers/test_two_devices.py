"""One exercise open in two places: the newer work is the answer, the other is kept."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import NEWEST_VERSIONS, Kept, Store

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path)


def write(
    store: Store, text: str, minute: float, base: int = 0, age: float = 0, by: str = ""
) -> Kept:
    """Save a text so many minutes after noon; `age` in seconds."""
    at = NOON + timedelta(minutes=minute)
    operations = [{"op": "write", "text": text}]
    return store.apply("note", "text", operations, base=base, start=None, now=at, age=age, by=by)


def answer(store: Store) -> str:
    """What is the answer now."""
    return str(store.read().exercises["note"].state["text"])


def versions(store: Store) -> list[str]:
    """All that is kept, the newest first."""
    return [str(each.state["text"]) for each in store.history("note")]


def test_newer_work_replaces_what_it_did_not_know_and_says_so(store: Store) -> None:
    """The laptop's first version is in the history."""
    write(store, "laptop", 0, by="laptop")
    kept = write(store, "phone", 1, by="phone")
    assert (kept.answer.version, answer(store)) == (2, "phone")
    assert kept.replaced
    assert kept.replaced.state == {"text": "laptop"}


def test_older_work_that_comes_late_goes_into_the_history(store: Store) -> None:
    """Made at 12:01 on the phone, which was offline; at 12:05 the laptop saved."""
    write(store, "both", 0, by="phone")
    write(store, "laptop", 5, base=1, by="laptop")
    kept = write(store, "phone, late", 10, base=1, age=9 * 60, by="phone")
    assert kept.late
    assert answer(store) == "laptop"
    assert versions(store) == ["laptop", "phone, late", "laptop", "both"]
    assert store.bring_back("note", kept.late.version, NOON).state == {"text": "phone, late"}
    assert answer(store) == "phone, late"


def test_ones_own_work_is_not_anothers(store: Store) -> None:
    """An answer of the school that got lost: the same page sends again, with more."""
    write(store, "one", 0, by="phone")
    again = write(store, "one", 1, age=60, by="phone")
    more = write(store, "one and two", 2, by="phone")
    assert (again.replaced, again.late, more.replaced, more.late) == (None,) * 4
    assert versions(store) == ["one and two", "one"]


def test_late_work_that_says_the_same_leaves_nothing(store: Store) -> None:
    """Both devices wrote the same."""
    write(store, "same", 0, by="laptop")
    assert write(store, "same", 5, age=600, by="phone") == Kept(store.read().exercises["note"])
    assert versions(store) == ["same"]


def test_a_version_that_is_not_kept_cannot_come_back(store: Store) -> None:
    """A sentence, and nothing changes."""
    write(store, "one", 0)
    for version in (0, 2, -1):
        with pytest.raises(AnswerRefused, match="no_version"):
            store.bring_back("note", version, NOON)
    assert versions(store) == ["one"]


def test_of_many_old_versions_one_for_each_ten_minutes_stays(store: Store) -> None:
    """The newest are all there; the history does not grow with each key."""
    for number in range(1, NEWEST_VERSIONS + 31):
        write(store, str(number), number, base=number - 1)
        path = store.folder / "history/note" / f"{number:06}.json.gz"
        at = (NOON + timedelta(minutes=number)).timestamp()
        os.utime(path, (at, at))
    write(store, "last", 600, base=NEWEST_VERSIONS + 30)
    kept = versions(store)
    assert kept[: NEWEST_VERSIONS - 1] == [
        "last", *(str(number) for number in range(NEWEST_VERSIONS + 30, 32, -1))
    ]  # fmt: skip
    assert len(kept) - NEWEST_VERSIONS in (3, 4)


def test_work_can_be_begun_anew(store: Store) -> None:
    """With another start; what there was is among the earlier versions."""
    write(store, "mathematics", 0)
    begun = store.begin("note", "text", {"text": "biology"}, NOON)
    assert (begun.version, answer(store)) == (2, "biology")
    assert versions(store) == ["biology", "mathematics"]


def test_nothing_of_another_kind_is_begun(store: Store) -> None:
    """A lesson whose exercise became another one keeps what was made before."""
    write(store, "mine", 0)
    with pytest.raises(AnswerRefused):
        store.begin("note", "workbook", {"sheets": []}, NOON)
    assert answer(store) == "mine"

from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.core import Failure, find_check
from mugalim_checks.messages import message
from mugalim_checks.records import Records


def _about(topic: str, author: str, claims: str) -> dict[str, str]:
    page = {"date": "2025-04-12", "address": f"https://{author}.example"}
    return {"about": topic, "author": author, "claims": claims, **page}


BANK = {
    "office": _about("canal", "office", "1200"),
    "farmer": _about("canal", "farmer", "12.5"),
    "echo": _about("canal", "echo", "1200"),
    "bags": _about("bags", "club", "40"),
}
OPEN = {
    "form": "open",
    "stem": "Кимге ишенесиз?",
    "process": "evaluate",
    "minutes": 5,
    "levels": [
        {"points": 0, "text": "далил жок"},
        {"points": 1, "text": "бир далил"},
        {"points": 2, "text": "эки далил"},
    ],
}
SHORT = {"form": "short", "stem": "Канча?", "process": "locate", "minutes": 3, "key": "он бир"}


def unit(first: str = "office", second: str = "farmer", **fields: Any) -> Records:
    """A unit over two texts with their figures marked."""
    texts = {
        "office": "Канал 1 200 гектар жерди сугарат, башкарма ушундай дейт.",
        "farmer": "Канал 12,5 гектар жерди гана сугарат, дыйкан ушундай дейт.",
        "echo": "Канал 1200 гектар жерди сугарат, ушундай деп уктум.",
        "bags": "Үй-бүлө айына 40 баштык алат, окуучулар санап чыкты.",
    }
    data = {
        "texts": [{"source": name, "text": texts[name]} for name in (first, second)],
        "conflict": [{"source": name, "start": 0, "end": 20} for name in (first, second)],
        "items": [SHORT, OPEN],
        "reading_minutes": 4,
    }
    return Records.from_state({"data": {**data, **fields}})


def failure(check: str, records: Records, **parameters: Any) -> Failure | None:
    """What one check raises on a unit; None where it passes."""
    try:
        find_check(f"records.{check}")(records, **parameters)
    except Failure as found:
        return found
    return None


def test_figures_are_read_as_they_are_written() -> None:
    """1 200 is 1200, and a decimal comma is a point."""
    assert failure("unit_conflict", unit(), bank=BANK) is None


@pytest.mark.parametrize(
    ("second", "id"),
    [("echo", "records.unit_texts_agree"), ("bags", "records.unit_other_topic")],
)
def test_texts_that_cannot_disagree_are_no_conflict(second: str, id: str) -> None:
    """Two marks are not enough."""
    found = failure("unit_conflict", unit(second=second), bank=BANK)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    ("mark", "id", "earned"),
    [
        ({"start": 0, "end": 50}, "records.unit_marked_too_much", 0.5),
        ({"start": 30, "end": 45}, "records.unit_no_conflict", 0.5),
        ({"start": 5, "end": 5}, "records.unit_not_marked", 0.25),
        ({"start": 0, "end": 5_000}, "records.unit_not_marked", 0.25),
        ({"start": "0", "end": "9"}, "records.unit_not_marked", 0.25),
        ({"start": False, "end": True}, "records.unit_not_marked", 0.25),
    ],
)
def test_a_mark_points_at_the_figure(mark: dict[str, Any], id: str, earned: float) -> None:
    """Not at everything, not at nothing, not elsewhere."""
    marks = [{"source": "office", "start": 0, "end": 20}, {"source": "farmer", **mark}]
    found = failure("unit_conflict", unit(conflict=marks), bank=BANK)
    assert found is not None
    assert (found.id, found.earned) == (id, earned)


def test_a_text_from_elsewhere_is_no_text_of_the_bank() -> None:
    """Nobody can look up its author and date."""
    records = unit(texts=[{"source": "office", "text": "Бир"}, {"source": "mine", "text": "Эки"}])
    found = failure("unit_texts", records, bank=BANK)
    assert found is not None
    assert found.id == "records.unit_two_texts"


def test_one_text_is_no_pair() -> None:
    """Length and conflict wait for the second."""
    found = failure("unit_texts_there", unit(texts=[{"source": "office", "text": "Бир"}]))
    assert found is not None
    assert found.values["found"] == 1


@pytest.mark.parametrize(
    ("count", "id"), [(119, "records.unit_text_short"), (301, "records.unit_text_long")]
)
def test_texts_are_as_long_as_a_lesson_allows(count: int, id: str) -> None:
    """120 to 300 words."""
    texts = [{"source": "office", "text": "суу " * number} for number in (200, count)]
    found = failure("unit_texts_alike", unit(texts=texts))
    assert found is not None
    assert (found.id, found.values["count"]) == (id, count)


def test_ways_of_reading_are_counted() -> None:
    """Two of three; the hint names the third in the learner's language."""
    found = failure("unit_processes", unit())
    assert found is not None
    assert found.earned == pytest.approx(2 / 3)
    assert "понять" in message(found, "ru")


def test_no_item_is_no_unit() -> None:
    """Items with a question count, rows of the form do not."""
    found = failure("unit_begun", unit(items=[{"process": "locate"}]))
    assert found is not None
    assert found.id == "records.unit_no_items"


@pytest.mark.parametrize(
    ("key", "stem", "gives_away"),
    [
        ("Он бир!", "Каналдын узундугу он бир чакырымбы?", True),
        ("он бир", "Онго бирди кошкондо канча?", False),
        ("бөгөт", "Бөгөттө эмне болгон?", False),
        ("40", "40 баштык көппү?", True),
    ],
)
def test_a_key_in_the_stem_is_found_by_whole_words(key: str, stem: str, gives_away: bool) -> None:
    """Capitals and punctuation make no difference, other forms of a word do."""
    found = failure("unit_key_not_in_stem", unit(items=[{**SHORT, "key": key, "stem": stem}, OPEN]))
    assert (found is not None) == gives_away


@pytest.mark.parametrize(
    ("minutes", "reading", "id"),
    [
        (2, 2, "records.unit_too_short"),
        (18, 2, "records.unit_too_long"),
        (5, 0, "records.unit_no_minutes"),
        ("5", 4, "records.unit_no_minutes"),
        (2, 3, None),
    ],
)
def test_reading_and_answering_fit_a_lesson(minutes: Any, reading: Any, id: str | None) -> None:
    """Minutes of reading and of each item together."""
    items = [{**SHORT, "minutes": minutes}, OPEN]
    found = failure("unit_minutes", unit(items=items, reading_minutes=reading))
    assert (found.id if found else None) == id


@pytest.mark.parametrize(
    ("form", "key", "stem", "gives_away"),
    [
        ("choice", "11 км", "Узундугу 11 кмби же 12 кмби: 11 км, 12 км?", False),
        ("short", "1", "Эмне үчүн? (1 мисал)", False),
        ("short", "11 км", "Канал 11 км. Канча километр?", True),
    ],
)
def test_options_and_single_figures_in_a_stem_give_nothing_away(
    form: str, key: str, stem: str, gives_away: bool
) -> None:
    """The options of a choice may stand in its question."""
    item = {**SHORT, "form": form, "key": key, "stem": stem}
    assert (failure("unit_key_not_in_stem", unit(items=[item, OPEN])) is not None) == gives_away

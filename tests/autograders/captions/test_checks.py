from __future__ import annotations

from typing import Any

import pytest

from mugalim_checks.captions import Captions
from mugalim_checks.captions.reading import read
from mugalim_checks.core import Failure, find_check
from mugalim_checks.messages import message
from mugalim_checks.records import Records

TIMES = ("00:00.000 --> 00:03.000", "00:03.000 --> 00:06.000", "00:06.500 --> 00:09.000")
WORDS = ("Үч бурчтук.", "Эки катет,\nбир гипотенуза.", "Өлчөп көрөлү!")
SCRIPT = {"data": {"scenes": [{"script": "Үч бурчтук. Эки катет"}, {"script": "бир гипотенуза."}]}}


def written(
    times: tuple[str, ...] = TIMES, words: tuple[str, ...] = WORDS, gap: str = "\n\n"
) -> str:
    """The text of a .vtt file."""
    return "WEBVTT\n\n" + gap.join(f"{t}\n{w}" for t, w in zip(times, words, strict=True))


def failure(check: str, text: str, **parameters: Any) -> Failure | None:
    """What one check raises on a text; None where it passes."""
    captions = Captions.from_state(read(text.encode(), "captions.vtt"))
    try:
        find_check(f"captions.{check}")(captions, **parameters)
    except Failure as found:
        return found
    return None


@pytest.mark.parametrize("check", ["valid", "in_order", "speed", "lines", "has_captions"])
def test_good_captions_pass(check: str) -> None:
    """Three captions of two lines at most."""
    assert failure(check, written()) is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        (written()[8:], "captions.no_header"),
        (written()[8:].replace(".000", ",000").replace(".500", ",500"), "captions.is_srt"),
        (written().replace("00:03.000 -->", "00:03,000 -->"), "captions.times_comma"),
        (written().replace("00:06.500 -->", "00:06.5 -->"), "captions.times_form"),
        (written().replace("00:06.500 -->", "soon -->"), "captions.times_unreadable"),
        (written().replace("00:09.000", "00:06.000"), "captions.ends_before_start"),
        (written(words=("Бир", "<b></b>", "Үч")), "captions.no_words"),
        (written(gap="\n"), "captions.no_gap"),
        (written() + "\n\nДагы бир сап", "captions.no_times"),
    ],
)
def test_each_fault_has_its_own_hint(text: str, id: str) -> None:
    """What a player would not show is said with its place."""
    found = failure("valid", text)
    assert found is not None
    assert found.id == id
    assert "{" not in message(found, "ky")


def test_a_fault_costs_its_own_share() -> None:
    """One of three captions; a file without its first word is shown by no player."""
    one = failure("valid", written().replace("00:03.000 -->", "00:03,000 -->"))
    none = failure("valid", written()[8:])
    assert one is not None
    assert none is not None
    assert (one.earned, none.earned) == (pytest.approx(2 / 3), 0.0)


def test_a_hint_gives_the_line_of_times_ready_to_copy() -> None:
    """The comma is gone, the hours are there."""
    found = failure("valid", written().replace("00:03.000 -->", "00:03,000 -->"))
    assert found is not None
    assert "00:00:03.000 --> 00:00:06.000" in message(found, "ru")


def test_captions_that_overlap_say_which() -> None:
    """One of two pairs overlaps: half is earned."""
    found = failure("in_order", written((TIMES[0], "00:02.900 --> 00:06.000", TIMES[2])))
    assert found is not None
    assert (found.id, found.earned) == ("captions.overlap", 0.5)
    assert message(found, "en").startswith("Caption 2 (0:02): it starts before caption 1 ends")


def test_an_end_before_its_start_is_no_overlap() -> None:
    """One slip is one check."""
    text = written((TIMES[0], "00:03.000 --> 00:01.000", TIMES[2]))
    assert failure("in_order", text) is None
    assert failure("speed", text) is None


def test_a_fast_caption_says_how_short_it_should_be() -> None:
    """Forty characters in two seconds are twenty a second."""
    text = written(("00:00.000 --> 00:02.000", *TIMES[1:]), ("а" * 40, *WORDS[1:]))
    found = failure("speed", text)
    assert found is not None
    assert found.earned == pytest.approx(2 / 3)
    assert (found.values["rate"], found.values["longest"]) == (20, 34)


@pytest.mark.parametrize(
    ("words", "id"),
    [("Бир\nэки\nүч", "captions.many_lines"), ("а" * 43, "captions.long_line")],
)
def test_captions_cover_two_lines_at_most(words: str, id: str) -> None:
    """Tags do not count as characters; what a viewer sees does."""
    found = failure("lines", written(words=(words, *WORDS[1:])))
    assert found is not None
    assert (found.id, found.values["done"]) == (id, 2)
    assert failure("lines", written(words=(f"<c.yellow>{'а' * 42}</c>", *WORDS[1:]))) is None


def test_all_that_is_said_is_written() -> None:
    """Capitals, punctuation and the letters of a Russian keyboard make no difference."""
    board = Records.from_state(SCRIPT)
    text = written(words=("УЧ БУРЧТУК", "эки катет", "бир гипотенуза"))
    assert failure("covers_script", text, beside={"storyboard": board}) is None


def test_missing_words_are_named() -> None:
    """Five of six words are there."""
    board = Records.from_state(SCRIPT)
    text = written(words=("Үч бурчтук", "эки", "бир гипотенуза"))
    found = failure("covers_script", text, beside={"storyboard": board})
    assert found is not None
    assert found.earned == pytest.approx(5 / 6)
    assert found.values == {"percent": 83, "words": "катет"}


@pytest.mark.parametrize("beside", [{}, {"storyboard": Records()}, {"storyboard": "text"}])
def test_without_a_script_there_is_nothing_to_compare(beside: dict[str, object]) -> None:
    """The hint says what to make first."""
    found = failure("covers_script", written(), beside=beside)
    assert found is not None
    assert (found.id, found.earned) == ("captions.no_script", 0.0)


@pytest.mark.parametrize("text", ["WEBVTT\n\n--> \nБир", written(TIMES[:2], WORDS[:2])])
def test_too_few_captions_are_not_judged(text: str) -> None:
    """One short caption would be in order, slow and short for nothing."""
    found = failure("has_captions", text)
    assert found is not None
    assert found.id == "captions.few"


def test_a_script_of_a_few_words_is_no_explanation() -> None:
    """The hint says how many there are."""
    board = Records.from_state(SCRIPT)
    found = failure("covers_script", written(), beside={"storyboard": board}, least_words=8)
    assert found is not None
    assert (found.id, found.values) == ("captions.script_short", {"found": 6, "least": 8})
    assert all("{" not in message(found, language) for language in ("en", "ky", "ru"))


def test_the_same_caption_again_and_again_is_one() -> None:
    """Three times one letter is nothing to judge."""
    found = failure("has_captions", written(words=("а", "а", "а")))
    assert found is not None
    assert found.values["found"] == 1

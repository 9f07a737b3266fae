from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.captions import Captions, Cue, Remark
from mugalim_checks.captions.reading import read
from mugalim_checks.core import Failure
from mugalim_checks.messages import message

FILES = Path(__file__).parent / "files"
GOOD = """WEBVTT - Пифагор теоремасы

NOTE Жазган: математика мугалими

1
00:01.000 --> 00:04.500 line:90% align:center
<v Мугалим>Тик бурчту <b>үч бурчтук</b>
a &lt; c

01:00:05.000 --> 01:00:08.250
Эки катет.
"""
PARTS = ["WEBVTT", "\n", "\n\n", "NOTE a", "1", "-->", "00:01.000 --> 00:02.000", "<v А>б", "&amp;"]
PARTS += ["\r", "\0", " "]

JOINED = {"times": "-->", "text": "", "joined": True}


def opened(text: str) -> Captions:
    """The captions in a text, read and made as the school does, but in this process."""
    return Captions.from_state(read(text.encode(), "captions.vtt"))


def refusal(content: bytes) -> Failure:
    """Why a file is not opened."""
    with pytest.raises(Failure) as raised:
        Captions.from_state(read(content, "captions.vtt"))
    return raised.value


def test_cues_keep_what_a_viewer_reads() -> None:
    """Tags are gone, entities are letters, times are milliseconds with and without hours."""
    first, second = opened(GOOD).cues
    assert first.lines == ("Тик бурчту үч бурчтук", "a < c")
    assert (first.read.start, first.read.end) == (1_000, 4_500)
    assert (second.read.start, second.read.end) == (3_605_000, 3_608_250)
    assert first.read.trouble is None


def test_every_text_is_a_passage() -> None:
    """A pupil's name can stand in a note, in a title, or as the speaker."""
    texts = [passage.text for passage in opened(GOOD).passages]
    assert "Мугалим" in texts
    assert any("Жазган" in text for text in texts)
    assert any("Пифагор" in text for text in texts)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n\n", "\n\n\n\n") + "\n\n",
        lambda text: text.rstrip("\n"),
    ],
)
def test_programs_end_lines_in_their_own_ways(change: Callable[[str], str]) -> None:
    """A mark at the beginning, Windows' and old Mac's lines, more empty lines: the same cues."""
    plain = [(cue.times, cue.payload) for cue in opened(GOOD).cues]
    assert [(cue.times, cue.payload) for cue in opened(change(GOOD)).cues] == plain


def test_lines_are_counted_as_in_the_file() -> None:
    """A hint can name the line in an editor."""
    assert [block.line for block in opened(GOOD).blocks] == [3, 5, 10]


@pytest.mark.parametrize(
    ("times", "start", "trouble"),
    [
        ("00:00:01,500 --> 00:00:04,000", 1_500, "comma"),
        ("0:01.5 --> 0:04", 1_500, "form"),
        ("00:01.500-->00:04.000", 1_500, "form"),
        ("00:61.000 --> 01:04.000", 61_000, "form"),
        ("00:01 --> 00:04", 1_000, "form"),
        ("one --> two", None, "unreadable"),
        ("00:01.000 -->", None, "unreadable"),
        ("٠٠:٠١.٠٠٠ --> 00:04.000", None, "unreadable"),
    ],
)
def test_times_are_read_as_they_were_meant(
    times: str, start: int | None, trouble: str | None
) -> None:
    """What a player would refuse is still read, with what is not yet right about it."""
    cue = opened(f"WEBVTT\n\n{times}\nСаламатсызбы").cues[0]
    assert (cue.read.start, cue.read.trouble) == (start, trouble)


def test_a_line_of_times_begins_a_caption_without_an_empty_line() -> None:
    """As in the standard; that it clings is remembered."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nБир\n00:03.000 --> 00:04.000\nЭки"
    first, second = opened(text).cues
    assert (first.payload, first.joined) == ("Бир", False)
    assert (second.payload, second.joined) == ("Эки", True)


def test_text_without_times_is_kept_as_a_remark() -> None:
    """A player leaves it out; NOTE and STYLE are meant to be left out."""
    text = "WEBVTT\n\nSTYLE\n::cue { color: white }\n\nЭч качан көрүнбөйт\n\nNOTE билесизби\n"
    blocks = opened(text + "\n00:01.000 --> 00:02.000\nБир\n").blocks
    assert [isinstance(b, Remark) and b.is_stray for b in blocks] == [False, True, False, False]


@pytest.mark.parametrize(
    ("content", "id"),
    [
        ("Бул жөн эле текст.".encode(), "file.another_kind"),
        (b"%PDF-1.7\n%\xe2\xe3 --> x", "file.another_kind"),
        (b"<!DOCTYPE html><html><!-- a --><p>b</p></html>", "file.another_kind"),
        (b"PK\x03\x04" + b"\xff" * 40, "file.another_kind"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nБир".encode("utf-16"), "file.not_text"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nБир".encode("cp1251"), "file.not_text"),
        (b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * 3_000, "file.bomb"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"a" * 20_000, "file.bomb"),
        (b"WEBVTT\n\n" + b"a" * 1_100_000, "file.bomb"),
    ],
)
def test_what_holds_no_captions_is_refused(content: bytes, id: str) -> None:
    """Each refusal has a sentence in three languages."""
    failure = refusal(content)
    assert failure.id == id
    assert len({message(failure, language) for language in ("en", "ky", "ru")}) == 3


@pytest.mark.parametrize("path", sorted(FILES.glob("*")), ids=lambda path: path.name)
def test_files_of_known_programs_open(path: Path) -> None:
    """As subtitle editors and video sites write them, through the limited process."""
    captions = read_artefact("captions", path.read_bytes(), path.name)
    assert isinstance(captions, Captions)
    assert len(captions.cues) == 3
    assert all(cue.read.start is not None and cue.text for cue in captions.cues)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS)))
def test_any_text_is_refused_or_comes_back_the_same(parts: list[str]) -> None:
    """Whatever blocks stand together: a state, an artefact and a file of it are alike."""
    try:
        captions = opened("".join(parts))
    except Failure:
        return
    assert Captions.from_state(captions.to_state()) == captions
    again = Captions.from_state(read(write_artefact(captions), "again.vtt"))
    assert _bare(again) == _bare(captions)


def _bare(captions: Captions) -> list[tuple[str, ...]]:
    return [
        (block.times, block.id, block.payload, str(block.joined))
        if isinstance(block, Cue)
        else (block.text,)
        for block in captions.blocks
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_are_captions_or_a_refusal(noise: bytes, at: int) -> None:
    """Never another exception, and always a sentence."""
    good, refused = GOOD.encode(), None
    try:
        read(good[:at] + noise + good[at:], "captions.vtt")
    except Failure as failure:
        refused = failure
    assert refused is None or message(refused, "ky") != refused.id


@pytest.mark.parametrize(
    "state",
    [
        None, [], "WEBVTT", {"blocks": []}, {"header": "WEBVTT"}, {"header": "web", "blocks": []},
        {"header": 1, "blocks": []}, {"header": None, "blocks": {}},
        {"header": None, "blocks": [None]}, {"header": None, "blocks": [{}]},
        {"header": None, "blocks": [{"remark": ""}]},
        {"header": None, "blocks": [{"remark": "WEBVTT"}]},
        {"header": None, "blocks": [{"times": "00:01", "text": "a"}]},
        {"header": None, "blocks": [{"times": " --> ", "text": 5}]},
        {"header": None, "blocks": [{"times": " --> \n", "text": "a"}]},
        {"header": None, "blocks": [{"times": " --> ", "text": "\ud800"}]},
        {"header": None, "blocks": [{"times": " --> ", "text": "a", "line": -1}]},
        {"header": None, "blocks": [{"times": " --> ", "text": "a", "joined": True}]},
        {"header": None, "blocks": [{"times": " --> ", "text": "a", "id": "WEBVTT"}]},
        {"header": "WEBVTT", "blocks": [{"remark": "a"}] * 2_001},
        {"header": "WEBVTT", "blocks": [{"times": "-->", "text": "a" * 9_000}] * 120},
        {"header": "W", "blocks": []},
        {"header": "WEBVTT", "blocks": [{"remark": "a"}, JOINED]},
        {"header": "WEBVTT", "blocks": [{"times": " --> ", "text": "a" * 10_001}]},
    ],
)  # fmt: skip
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """What comes from a browser is hostile."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        Captions.from_state(state)


def test_typed_text_cannot_break_the_file() -> None:
    """An empty line or an arrow in a caption's text would begin another block."""
    typed = {"times": "00:01.000 --> 00:02.000", "text": "a\n\nb --> c"}
    captions = Captions.from_state({"header": "WEBVTT", "blocks": [typed]})
    assert captions.cues[0].payload == "a\nb → c"
    assert (
        Captions.from_state(read(write_artefact(captions), "a.vtt")).cues[0].payload == "a\nb → c"
    )


def test_texts_are_translated_and_times_are_not() -> None:
    """A start file in another language keeps its rhythm."""
    captions = opened(GOOD).translated(lambda text: "Два катета." if text == "Эки катет." else text)
    assert captions.cues[1].text == "Два катета."
    assert captions.cues[1].times == opened(GOOD).cues[1].times


def test_nothing_is_empty() -> None:
    """A file with its first word alone holds no work."""
    assert Captions.from_state({}).is_empty
    assert opened("WEBVTT\n").is_empty
    assert not opened(GOOD).is_empty

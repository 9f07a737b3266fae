"""A quiz as files for other programs: each is read again by rules of its own."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from autograders.lessons.cases import kept
from hypothesis import given
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.records import Records
from mugalim_checks.records.quiz import mixed, quiz_of
from mugalim_checks.records.quiz_export import to_gift, to_paper, to_qti

LANGUAGES = ("en", "ky", "ru")
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
# A tiny grammar of GIFT: ::title::[plain]words { answers }, a backslash before each sign.
SIGN = r"(?:[^\\~=#{}:]|\\.)"
QUESTION = re.compile(rf"::(\d\d)::\[plain\]({SIGN}*?) \{{\n((?:  .*\n)*)\}}\n")
ANSWER = re.compile(rf"  (=|~(?:%-?[\d.]+%)?|####)({SIGN}*?)(?:#({SIGN}*))?\n")


def quiz(language: str = "en") -> dict[str, Any]:
    """A quiz in a language, as the builder saved it."""
    state: dict[str, Any] = json.loads(kept("assessment__quiz", f"quiz_{language}.json")())
    return state


def records(*items: dict[str, Any], title: str = "") -> Records:
    """A quiz of these questions."""
    return Records.from_state({"data": {"title": title, "items": list(items)}})


def read_gift(content: bytes) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The questions of a GIFT file, each with its answers (sign, text, feedback), read by rule."""
    text = re.sub(r"^//.*\n\n", "", content.decode())
    found = QUESTION.findall(text)
    assert re.sub(r"\n", "", QUESTION.sub("", text)) == "", text
    return [(plain(stem), answers_in(body)) for _, stem, body in found]


def answers_in(body: str) -> list[tuple[str, str, str]]:
    """The answers in the braces, all of them."""
    assert ANSWER.sub("", body) == "", body
    return [(sign, plain(text), plain(said)) for sign, text, said in ANSWER.findall(body)]


def plain(text: str) -> str:
    """A text without the signs that protect it."""
    return re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gift_holds_every_question_with_its_feedback(language: str) -> None:
    """Read again by a small grammar, the file says what the quiz says."""
    state = quiz(language)
    found = read_gift(to_gift(Records.from_state(state)))
    items = state["data"]["items"]
    assert [stem for stem, _ in found] == [item["stem"] for item in items]
    for (_, answers), item in zip(found, items, strict=True):
        for option in item.get("options", []):
            signs = ("=", "~%50%") if option["key"] else ("~", "~%-100%")
            assert any((sign, option["text"], option["feedback"]) in answers for sign in signs)
        if "feedback" in item:
            assert ("####", item["feedback"], "") in answers


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1))
def test_no_text_can_break_a_gift_file(text: str) -> None:
    """Signs of GIFT in her words stay words."""
    words = f"a{' '.join(text.split())}b".replace("->", "")
    option = {"text": words, "key": True, "feedback": words}
    item = {"type": "single", "stem": words, "options": [option, {"text": "no"}]}
    ((stem, answers),) = read_gift(to_gift(records(item)))
    assert (stem, answers[0]) == (words, ("=", words, words))


def test_gift_gives_an_ordering_question_as_numbers_to_match() -> None:
    """GIFT knows no ordering; lines in a text stay lines, an address goes with the words."""
    item = {"type": "order", "stem": "Tea:\nhow?", "steps": ["Boil", "Wait"], "media": "link",
            "address": "https://tea.example"}  # fmt: skip
    ((stem, answers),) = read_gift(to_gift(records(item, title="A\nB")))
    assert stem == "Tea:\nhow? https://tea.example"
    assert answers == [("=", "1 -> Boil", ""), ("=", "2 -> Wait", "")]


def test_an_option_in_per_cent_is_no_share_of_points() -> None:
    """A sign of per cent at the beginning is kept apart from the sign before it."""
    options = [{"text": "%50% off", "key": True}, {"text": "x -> y"}]
    ((_, answers),) = read_gift(to_gift(records({**READY, "options": options})))
    assert [(sign, text.replace("\u200b", "")) for sign, text, _ in answers] == [
        ("=", "%50% off"),
        ("~", "x -> y"),
    ]


def members(content: bytes) -> dict[str, ElementTree.Element]:
    """The parts of a package, each well-formed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314  our own bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_package_of_qti_names_all_its_parts(language: str) -> None:
    """The manifest has a resource for each file, and the test refers to each item."""
    found = members(to_qti(Records.from_state(quiz(language))))
    resources = found["imsmanifest.xml"].findall(f".//{PACKAGE}resource")
    assert {each.get("href") for each in resources} == set(found) - {"imsmanifest.xml"}
    assert {each.get("type") for each in resources} == {
        "imsqti_test_xmlv2p1",
        "imsqti_item_xmlv2p1",
    }
    refers = [each.get("href") for each in found["test.xml"].iter(f"{QTI}assessmentItemRef")]
    assert refers == [name for name in found if name.startswith("item")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_item_of_qti_knows_its_right_answer_and_its_feedback(language: str) -> None:
    """Every identifier that is right or has feedback is one that can be chosen."""
    state = quiz(language)
    found = members(to_qti(Records.from_state(state)))
    for number, item in enumerate(state["data"]["items"], 1):
        root = found[f"item{number:02}.xml"]
        names = {each.get("identifier") for each in root.find(f"{QTI}itemBody").iter()}  # type: ignore[union-attr]  # it is there
        right = [each.text for each in root.iter(f"{QTI}value")]
        if item["type"] != "short":
            assert {part for each in right for part in str(each).split()} <= names
        said = {each.text for each in root.iter(f"{QTI}modalFeedback")}
        assert said == {each["feedback"] for each in [item, *item.get("options", [])]
                        if each.get("feedback")}  # fmt: skip


def test_the_right_answers_of_qti_are_hers() -> None:
    """Pairs and steps are given mixed; what is right is said by their identifiers."""
    pairs = [{"left": "1/2", "right": "50"}, {"left": "1/5", "right": "20"}]
    match = {"type": "match", "stem": "Pairs", "pairs": pairs}
    order = {"type": "order", "stem": "Steps", "steps": ["a", "b", "c"]}
    short = {"type": "short", "stem": "Unit?", "answers": ["Ohm", "ом"]}
    found = members(to_qti(records(match, order, short)))
    right = [[each.text for each in found[f"item0{n}.xml"].iter(f"{QTI}value")] for n in (1, 2, 3)]
    assert right == [["L1 R2", "L2 R1"], ["S3", "S2", "S1"], ["Ohm"]]
    keys = [each.get("mapKey") for each in found["item03.xml"].iter(f"{QTI}mapEntry")]
    assert keys == ["Ohm", "ом"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_holds_every_question_and_its_key(language: str) -> None:
    """Read by the reader of documents: the topic, each question, and the key at the end."""
    state = quiz(language)
    document = read_artefact("document", to_paper(Records.from_state(state)), "quiz.docx")
    text = "\n".join(each.text for each in document.passages)  # type: ignore[attr-defined]  # a document
    for item in state["data"]["items"]:
        assert item["stem"] in text
        assert item["paper"] in text
    assert document.headings[0].text == state["data"]["title"]
    assert len(document.headings) == 2
    assert "feedback" not in text


READY = {"type": "single", "stem": "2 + 2?", "options": [{"text": "4", "key": True}, {"text": "5"}]}


@pytest.mark.parametrize(
    ("item", "id"),
    [
        ({**READY, "stem": " "}, "records.quiz_no_stem"),
        ({**READY, "type": "essay"}, "records.quiz_no_answer"),
        ({**READY, "type": ["single"]}, "records.quiz_no_answer"),
        ({**READY, "options": READY["options"][:1]}, "records.quiz_no_answer"),
        ({**READY, "options": "abc"}, "records.quiz_no_answer"),
        ({**READY, "options": [{"text": "4"}, {"text": "5"}]}, "records.quiz_no_key"),
        ({**READY, "options": [{"text": "4", "key": True}] * 2}, "records.quiz_many_keys"),
        (
            {"type": "match", "stem": "Pairs", "pairs": [{"left": "a"}] * 3},
            "records.quiz_no_answer",
        ),
        ({"type": "order", "stem": "Steps", "steps": [1, None]}, "records.quiz_no_answer"),
        (3, "records.quiz_no_stem"),
    ],
)
def test_a_question_that_is_not_ready_is_named(item: Any, id: str) -> None:
    """No program could take it; she is told which one, and what to do."""
    for export in (to_gift, to_qti, to_paper):
        with pytest.raises(Failure) as raised:
            export(records(READY, item))
        assert raised.value.id == id
        assert "2" in message(raised.value, "en")


def test_an_empty_quiz_is_not_exported() -> None:
    """There is nothing in it yet."""
    with pytest.raises(Failure, match=r"records\.quiz_no_items"):
        quiz_of(records())


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    """A zero byte in a question does not break a file."""
    item = {**READY, "stem": "2 +\x00 2?"}
    assert quiz_of(records(item)).questions[0].stem == "2 + 2?"
    assert members(to_qti(records(item)))
    assert to_paper(records(item)).startswith(b"PK")


@pytest.mark.parametrize("export", [to_gift, to_qti, to_paper])
def test_the_same_quiz_gives_the_same_bytes(export: Any) -> None:
    """Made twice, it is one file."""
    assert export(Records.from_state(quiz())) == export(Records.from_state(quiz()))


def test_mixed_texts_never_stand_in_their_own_order() -> None:
    """By the alphabet, or turned round where that is the right order."""
    assert mixed(("b", "A", "c")) == ("A", "b", "c")
    assert mixed(("a", "b", "c")) == ("c", "b", "a")

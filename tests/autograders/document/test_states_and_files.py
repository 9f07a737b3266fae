from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from autograders.document.made import Letter
from autograders.document.said import document, line, table
from autograders.lessons.cases import FILES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.document import Aside, Document, Image, Paragraph, Run, Table
from mugalim_checks.document.reading import read
from mugalim_checks.messages import message
from mugalim_checks.opening.child import answer

ODT = (FILES / "assessment__rubric" / "rubric.odt").read_bytes()
WHOLE = Document(
    (
        line("План", 1),
        Paragraph((Run("Сайт", target="https://a.example/?a=1&b=2"),)),
        Paragraph(
            (Run("Жирно ", bold=True, size=14.0, colour="#C00000"), Run("иначе", language="ky"))
        ),
        line("☐ сайт", item=True),
        line("первое", item=True),
        table(("a", "b"), ("c", "d")),
        Paragraph(
            images=(Image("Лист клёна осенью", "leaf.png", 100, 60, 40), Image(decorative=True))
        ),
        Paragraph((Run("Название"),), titled=True),
    ),
    (Aside("header_footer", "Шапка"), Aside("comment", "Замечание"), Aside("deleted", "Было")),
    "План урока",
)


def docx() -> bytes:
    """A small .docx file with most of what there is."""
    letter = Letter()
    letter.heading("План")
    letter.items("☐ сайт")
    letter.table(("a", "b"), ("c", "d"))
    letter.picture("Лист клёна осенью")
    return letter.content()


DOCX = docx()


def sayable(failure: Failure) -> bool:
    """Whether a failure is a sentence in three languages."""
    texts = {message(failure, language) for language in ("en", "ky", "ru")}
    return len(texts) == 3 and not any("{" in text for text in texts)


def test_a_state_gives_the_same_document_again() -> None:
    """Through JSON and back nothing is lost; nothing is an empty document."""
    assert Document.from_state(json.loads(json.dumps(WHOLE.to_state()))) == WHOLE
    assert Document.from_state({}) == Document()
    assert Document().is_empty
    assert not WHOLE.is_empty


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        "x",
        3,
        {"x": 1},
        {"blocks": {}},
        {"blocks": [None]},
        {"blocks": [{"level": -1}]},
        {"blocks": [{"level": True}]},
        {"blocks": [{"runs": [{"text": "\ud800"}]}]},
        {"blocks": [{"runs": [{"text": "a", "colour": "red"}]}]},
        {"weight": 1.5},
        {"blocks": [{"runs": [{"text": "a", "size": float("nan")}]}]},
        {"blocks": [{"rows": [[{"across": 0}]]}]},
        {"blocks": [{"rows": [[{"across": 10**9}]]}]},
        {"blocks": [{"rows": [[{"down": -1}]]}]},
        {"blocks": [{"rows": [], "headers": 3}]},
        {"blocks": [{"rows": [[{}] * 65]}]},
        {"blocks": [{"images": [{"width": -1}]}]},
        {"asides": [{"place": "elsewhere", "text": ""}]},
        {"blocks": [{"rows": [[{}]] * 2_001}]},
        {"blocks": [{"rows": [[{"down": 2_000, "across": 64}]]}]},
    ],
)
def test_any_other_state_is_refused(state: object) -> None:
    """Whatever a browser sends: a document, or a Failure with a sentence."""
    with pytest.raises(Failure) as caught:
        Document.from_state(state)
    assert sayable(caught.value)


def test_tables_in_tables_without_end_are_refused() -> None:
    """Depth is bounded, in a state of any depth."""
    block: dict[str, Any] = {}
    for _ in range(300):
        block = {"rows": [[{"blocks": [block]}]]}
    with pytest.raises(Failure):
        Document.from_state({"blocks": [block]})


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["blocks", "rows", "runs", "text", "level", "images", "down", "asides"]
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=12,
    )
)
def test_no_state_is_another_exception(state: object) -> None:
    """Garbage of every shape is refused, or is a document that can be looked at."""
    try:
        found = Document.from_state(state)
    except Failure as raised:
        said = sayable(raised)
    else:
        said = isinstance(found.passages, tuple)
    assert said


def test_translation_looks_up_texts_and_words_for_pictures() -> None:
    """Runs, alt texts and the title; white space stays."""
    found = WHOLE.translated(str.upper)
    assert found.headings[0].text == "ПЛАН"
    assert found.pictures[0].alt == "ЛИСТ КЛЁНА ОСЕНЬЮ"
    assert found.tables[0].texts[1] == ("C", "D")
    assert found.title == "ПЛАН УРОКА"


@pytest.mark.parametrize("ending", [".docx", ".odt"])
def test_a_written_file_says_the_same_again(ending: str) -> None:
    """Text, levels, lists, links, tables, looks and what stands aside; the same bytes each time."""
    content = write_artefact(WHOLE, ending)
    assert content == write_artefact(WHOLE, ending)
    again = Document.from_state(read(content, f"plan{ending}"))
    assert [(each.text, each.paragraph.level) for each in again.flow] == [
        (each.text, each.paragraph.level) for each in WHOLE.flow
    ]
    assert [each.paragraph.marker for each in again.flow][3:5] == ["bullet", "bullet"]
    assert [(each.text, each.target) for each in again.links] == [
        ("Сайт", "https://a.example/?a=1&b=2")
    ]
    assert again.tables[0].headers == 1
    assert {each.text for each in again.asides} >= {"Шапка", "Замечание", "Было", "План урока"}
    assert (again.title, again.weight) == ("План урока", len(content))
    assert [(each.alt, each.decorative) for each in again.pictures] == [
        ("Лист клёна осенью", False),
        (None, True),
    ]
    assert again.flow[2].paragraph.runs[0] == Run(
        "Жирно ", True, 14.0, "#C00000", language=again.flow[2].paragraph.runs[0].language
    )


@pytest.mark.parametrize("ending", [".docx", ".odt"])
@pytest.mark.parametrize(
    "found",
    [Document(), document("a"), Document((Table(()),)), Document(asides=(Aside("comment", "x"),))],
)
def test_the_smallest_documents_can_be_written(ending: str, found: Document) -> None:
    """An empty page, an empty table, and a comment on nothing."""
    assert (
        Document.from_state(read(write_artefact(found, ending), f"a{ending}")).is_empty
        is found.is_empty
    )


def repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    """A file with some members changed or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in change:
                target.writestr(name, source.read(name))
        for name, part in change.items():
            target.writestr(name, part)
    return made.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>'
DEEP = b"<w:tbl><w:tr><w:tc>" * 40 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 40
BODY = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    b"%s</w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "file.empty"),
        (b"\x00" * 50, "file.another_kind"),
        (DOCX[:2_000], "file.damaged"),
        (b"%PDF-1.7", "file.another_kind"),
        (b"<html></html>", "file.another_kind"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "file.password",
        ),
        (repacked(DOCX, {"word/document.xml": ENTITY}), "file.strange"),
        (repacked(ODT, {"content.xml": ENTITY}), "file.strange"),
        (repacked(DOCX, {"word/document.xml": b"<broken"}), "file.damaged"),
        (repacked(DOCX, {"word/document.xml": b"<w/>"}), "file.damaged"),
        (repacked(ODT, {"content.xml": b"<w/>"}), "file.damaged"),
        (repacked(DOCX, {"../../evil.xml": b"<a/>"}), "file.strange"),
        (repacked(DOCX, {"word/vbaProject.bin": b"x"}), "file.macros"),
        (repacked(DOCX, {"word/media/x.bin": b"\x00" * 30_000_000}), "file.bomb"),
        (repacked(DOCX, {f"word/media/{number}": b"" for number in range(10_000)}), "file.bomb"),
        (repacked(DOCX, {"word/document.xml": BODY % DEEP}), "file.bomb"),
        (
            repacked(
                DOCX, {"word/document.xml": BODY % (b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 15_000)}
            ),
            "file.bomb",
        ),
        (
            repacked(
                DOCX, {"word/document.xml": BODY % (b"<w:ins>" * 5_000 + b"</w:ins>" * 5_000)}
            ),
            "file.damaged",
        ),
    ],
)
def test_what_a_file_must_not_be_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    """Each goes through the limited process, as a learner's file does."""
    with pytest.raises(Failure) as caught:
        read_artefact("document", content, "plan.docx")
    assert caught.value.id == id
    assert sayable(caught.value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(
    st.sampled_from([DOCX, ODT]),
    st.sampled_from(["word/document.xml", "word/styles.xml", "content.xml", "word/numbering.xml"]),
    st.lists(
        st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=6)), min_size=1, max_size=4
    ),
)
def test_changed_bytes_give_a_document_or_a_sentence(
    content: bytes, name: str, changes: list[tuple[float, bytes]]
) -> None:
    """Some bytes of a part are others: never another exception in what reads it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if name not in archive.namelist():
            return
        part = bytearray(archive.read(name))
    for share, new in changes:
        at = int(share * len(part))
        part[at : at + len(new)] = new
    found = answer("document", repacked(content, {name: bytes(part)}), "plan.docx")
    if "state" in found:
        assert Document.from_state(found["state"]).weight > 0
    else:
        assert found["failure"].startswith("file.")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3_000))
def test_changed_archives_give_a_document_or_a_sentence(new: bytes, at: int) -> None:
    """Bytes of the archive itself are others."""
    content = DOCX[:at] + new + DOCX[at + len(new) :]
    found = answer("document", content, "plan.docx")
    assert "state" in found or found["failure"].startswith("file.")

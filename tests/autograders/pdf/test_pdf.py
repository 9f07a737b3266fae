from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from autograders.spoiling import refusal
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.pdf import (
    Block,
    Page,
    Pdf,
    has_text,
    language_and_title,
    pages_at_most,
    tagged,
    title_shown,
)

FILES = Path(__file__).parent / "files"
TEXT = "Бир окуучу үч жалбырак алып келет, аларды дептерине чаптап, астына атын жазат. " * 3
GOOD = Pdf(
    (Page((Block("Жалбырак", 1), Block(TEXT))), Page((Block("Экинчи барак", 3), Block("ң ө ү")))),
    title="Жалбырак: тапшырмалар",
    language="ky",
    tagged=True,
    shows_title=True,
)
CONTENT = write_artefact(GOOD)


def read(content: bytes) -> Pdf:
    """The PDF in a file."""
    found = read_artefact("pdf", content, "file.pdf")
    assert isinstance(found, Pdf)
    return found


def changed(change: Callable[[PdfWriter], object]) -> bytes:
    """The good file with something done to it."""
    writer = PdfWriter(clone_from=BytesIO(CONTENT))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def failure(function: Callable[..., None], pdf: Pdf, **parameters: object) -> Failure:
    """What a check says, its sentence seen in three languages."""
    with pytest.raises(Failure) as caught:
        function(pdf, **parameters)
    assert len({message(caught.value, language) for language in ("en", "ky", "ru")}) == 3
    return caught.value


def test_what_is_written_is_read_again() -> None:
    """Title, language, tags, pages and every letter of Kyrgyz."""
    found = read(CONTENT)
    assert (found.title, found.language, found.tagged) == (GOOD.title, "ky", True)
    assert (found.shows_title, len(found.pages)) == (True, 2)
    words = " ".join(passage.text for passage in found.passages)
    assert words.split() == " ".join(passage.text for passage in GOOD.passages).split()


def test_the_same_pdf_gives_the_same_bytes() -> None:
    """Nothing of the time or the machine is in it."""
    assert write_artefact(GOOD, ".pdf") == CONTENT


@pytest.mark.parametrize(
    "pdf",
    [
        Pdf(GOOD.pages),
        Pdf(GOOD.pages, language="ru"),
        Pdf(GOOD.pages, title="Ад", tagged=True),
        Pdf(GOOD.pages, title="Ад", shows_title=True),
    ],
)
def test_what_a_pdf_does_not_say_is_not_written(pdf: Pdf) -> None:
    """A file without tags, title or language stays without them."""
    found = read(write_artefact(pdf))
    assert (found.title, found.language, found.tagged) == (pdf.title, pdf.language, pdf.tagged)


def test_text_is_never_taken_for_typsts_commands() -> None:
    """A hash, a dollar and a bracket are letters."""
    page = Page((Block('#read("/etc/passwd") $x$ #include "a" [b]'),))
    assert '#read("/etc/passwd")' in read(write_artefact(Pdf((page,)))).passages[0].text


def test_a_sign_that_no_font_has_does_not_stop_the_writing() -> None:
    """Teachers like 😀; the file is tagged all the same."""
    page = Page((Block("Жакшы 😀"),))
    assert read(write_artefact(Pdf((page,), "Ад", "ky", tagged=True))).tagged


def test_libreoffices_tagged_pdf_is_tagged_and_its_plain_one_is_not() -> None:
    """As «Универсальный доступ (PDF/UA)» and the ordinary export give them."""
    good = read((FILES / "libreoffice_ua.pdf").read_bytes())
    plain = read((FILES / "libreoffice_plain.pdf").read_bytes())
    assert (good.tagged, good.language, good.title) == (True, "ru", "Памятка о листьях")
    assert (good.shows_title, plain.tagged) == (True, False)
    assert "Соберите" in good.passages[1].text


def _open_with(kind: str) -> Callable[[PdfWriter], None]:
    """Do something when the file is opened."""

    def change(writer: PdfWriter) -> None:
        action = DictionaryObject({NameObject("/S"): NameObject(kind)})
        writer.root_object[NameObject("/OpenAction")] = action

    return change


def _page_script(writer: PdfWriter) -> None:
    link = Link(rect=(0, 0, 9, 9), url="https://example.org")
    link["/A"][NameObject("/JS")] = TextStringObject("app.alert(1)")
    writer.add_annotation(0, link)


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (changed(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")), "file.password"),
        (changed(lambda writer: writer.encrypt("secret", algorithm="RC4-128")), "file.password"),
        (changed(_open_with("/JavaScript")), "file.strange"),
        (changed(lambda writer: writer.add_attachment("a.exe", b"MZ")), "file.strange"),
        (changed(_open_with("/Launch")), "file.strange"),
        (changed(_page_script), "file.strange"),
        (CONTENT[:2_000], "file.damaged"),
        (b"%PDF-1.7\n", "file.damaged"),
        (b"PK\x05\x06" + bytes(18), "file.another_kind"),
        (b"", "file.empty"),
    ],
)
def test_a_file_that_could_do_harm_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    """A password, a program, a launch, a file within, or no PDF at all."""
    assert refusal("pdf", content, "file.pdf") == id


def test_an_ordinary_link_is_no_harm() -> None:
    """Handouts link to pages."""
    link = Link(rect=(0, 0, 9, 9), url="https://example.org")
    content = changed(lambda writer: writer.add_annotation(0, link))
    assert refusal("pdf", content) == ""


@settings(max_examples=20, deadline=None)
@given(at=st.integers(0, len(CONTENT) - 1), new=st.binary(min_size=1, max_size=20))
def test_a_file_with_changed_bytes_is_read_or_refused(at: int, new: bytes) -> None:
    """Nothing but an artefact or a refusal comes out."""
    found = refusal("pdf", CONTENT[:at] + new + CONTENT[at + len(new) :])
    assert found == "" or found.startswith("file.")


@pytest.mark.parametrize(
    "state",
    [
        None,
        {"pages": {}},
        {"pages": [{}] * 301},
        {"pages": [{"blocks": [{"text": "a", "level": 7}]}]},
        {"pages": [{"blocks": [{"text": "a" * 90_000}] * 6}]},
        {"language": "kyrgyz"},
        {"title": "a" * 501},
        {"weight": -1},
    ],
)
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """Whatever comes from outside, it is an artefact or damaged."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        Pdf.from_state(state)


def test_a_good_pdf_passes_everything() -> None:
    """As it was made."""
    has_text(GOOD)
    tagged(GOOD)
    language_and_title(GOOD, languages=["ky", "ru"])
    title_shown(GOOD)
    pages_at_most(GOOD, pages=2)


def test_each_thing_that_is_missing_is_named() -> None:
    """What to do differs, so the sentence does."""
    pages = GOOD.pages
    assert failure(has_text, Pdf((Page(),))).id == "pdf.no_text"
    assert failure(tagged, Pdf(pages)).id == "pdf.not_tagged"
    assert failure(title_shown, Pdf(pages)).id == "pdf.title_not_shown"
    assert failure(pages_at_most, GOOD, pages=1).id == "pdf.too_many_pages"
    assert failure(language_and_title, Pdf(pages, "Ад")).id == "pdf.no_language"
    assert failure(language_and_title, Pdf(pages, language="ky")).id == "pdf.no_title"


@pytest.mark.parametrize(
    "title", ["Microsoft Word - план.docx", "handout.odt", "Документ1", "Untitled"]
)
def test_a_title_that_the_program_made_is_none(title: str) -> None:
    """Half the points are for the language."""
    found = failure(language_and_title, Pdf(GOOD.pages, title, "ru"))
    assert (found.id, found.earned) == ("pdf.title_of_program", 1 / 2)


@pytest.mark.parametrize("language", ["en", "ru", "de"])
def test_a_language_that_the_text_does_not_have_is_named(language: str) -> None:
    """In words where they are known."""
    found = failure(language_and_title, Pdf(GOOD.pages, "Ад", language), languages=["ky"])
    assert found.id == "pdf.another_language"


def test_another_language_reaches_title_and_text() -> None:
    """Pages and levels stay."""
    found = GOOD.translated(lambda text: {"Жалбырак": "Лист"}.get(text, text))
    assert found.pages[0].blocks[0] == Block("Лист", 1)


def test_the_good_file_is_pdf_ua() -> None:
    """Typst checks it while it writes; the mark is in the file's description."""
    described = PdfReader(BytesIO(CONTENT)).root_object["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part" in described

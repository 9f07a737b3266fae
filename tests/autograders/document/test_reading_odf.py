"""What an .odt file says, as LibreOffice writes it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from autograders.lessons.cases import FILES

from mugalim_checks.document import Document, Paragraph, Run
from mugalim_checks.document.reading import read

PLAN = FILES / "digital_workplace__lesson_plan" / "plan.odt"
LETTER = FILES / "safety__consent_letter" / "consent.odt"
RUBRIC = FILES / "assessment__rubric" / "rubric.odt"


def opened(content: bytes) -> Document:
    """The document in a file's bytes."""
    return Document.from_state(read(content, "plan.odt"))


def with_body(inner: str, styles: str = "") -> Document:
    """A document with another text between office:text."""
    made = BytesIO()
    with zipfile.ZipFile(PLAN) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "content.xml":
                head, _, rest = part.decode().partition("<office:text")
                head = head.replace(
                    "</office:automatic-styles>", f"{styles}</office:automatic-styles>"
                )
                tail = rest.partition("</office:text>")[2]
                part = f"{head}<office:text>{inner}</office:text>{tail}".encode()
            target.writestr(name, part)
    return opened(made.getvalue())


def test_headings_tables_and_pictures_are_found() -> None:
    """LibreOffice keeps what Word's file said."""
    found = opened(PLAN.read_bytes())
    assert [each.level for each in found.headings] == [1, 2, 2, 2, 2]
    assert found.tables[0].headers == 1
    assert found.tables[0].texts[1][2] == "10'"
    assert (
        found.pictures[0].alt == "Жалбырактын сабы, кырлары жана тамырлары" or found.pictures[0].alt
    )
    assert found.language == "ky"


def test_boxes_of_three_makes_are_found() -> None:
    """A control, an old form field and a sign of a symbol font, in both languages."""
    texts = [each.text for each in opened(LETTER.read_bytes()).flow if "☐" in each.text]
    assert texts == [
        "☐ мектептин барагы",
        "☐ райондук гезит",
        "☐ класстын чаты",
        "☐ страница школы",
        "☐ газета района",
        "☐ чат класса",
    ]


def test_merged_cells_stand_in_all_their_places() -> None:
    """Covered cells repeat the words of the cell that covers them."""
    assert opened(RUBRIC.read_bytes()).tables[0].texts[-1] == ("Бардыгы",) * 3 + ("12",)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>', "a  b\tc\nd"),
        ("<text:p>один\n   два</text:p>", "один два"),
        (
            "<text:p>Имя <text:placeholder "
            "text:placeholder-type='text'>имя</text:placeholder></text:p>",
            "Имя ________",
        ),
        (
            '<text:p><loext:content-control loext:checkbox="true" '
            'loext:checked="true">?</loext:content-control></text:p>',
            "☒",
        ),
        (
            '<text:p><loext:content-control loext:date="true" '
            'loext:showing-place-holder="true">?</loext:content-control></text:p>',
            "__.__.____",
        ),
        ("<text:list><text:list-item><text:p>пункт</text:p></text:list-item></text:list>", "пункт"),
        ('<text:section text:name="a"><text:p>внутри</text:p></text:section>', "внутри"),
    ],
)
def test_text_is_read_as_it_is_shown(inner: str, text: str) -> None:
    """Spaces, breaks, controls and containers."""
    assert [each.text for each in with_body(inner).flow] == [text]


def test_notes_comments_and_deleted_words_stand_aside() -> None:
    """They are passages, and no part of the paragraph."""
    found = with_body(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes><text:p>Текст<office:annotation>"
        "<dc:creator>Мен</dc:creator><text:p>замечание</text:p></office:annotation><text:note>"
        "<text:note-body><text:p>сноска</text:p></text:note-body></text:note></text:p>"
    )
    assert [each.text for each in found.flow] == ["Текст"]
    assert [(each.place, each.text) for each in found.asides][:3] == [
        ("comment", "замечание"),
        ("footnote", "сноска"),
        ("deleted", "удалено"),
    ]


def test_a_style_may_carry_the_level_and_the_looks() -> None:
    """A paragraph whose style has an outline level is a heading; sizes in percent are resolved."""
    style = (
        '<style:style style:name="Part" style:family="paragraph" style:default-outline-level="2">'
        '<style:text-properties fo:font-weight="bold" fo:font-size="200%" '
        'fo:color="#aa0000"/></style:style>'
    )
    found = with_body('<text:p text:style-name="Part">Цель</text:p>', style).flow[0].paragraph
    assert (found.level, found.runs[0].bold, found.runs[0].colour) == (2, True, "#AA0000")
    assert found.runs[0].size is not None


def test_repeated_and_boundless_cells_are_bounded() -> None:
    """A row said to be repeated a million times is refused, not built."""
    from mugalim_checks.core import Failure

    cell = (
        '<table:table-cell table:number-columns-repeated="3"><text:p>a</text:p></table:table-cell>'
    )
    found = with_body(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")
    assert found.tables[0].texts == (("a", "a", "a"),)
    row = '<table:table-row table:number-rows-repeated="1000000">'
    with pytest.raises(Failure, match=r"file\.bomb"):
        with_body(f"<table:table>{row}{cell}</table:table-row></table:table>")


def test_links_join_their_words() -> None:
    """A link with spans inside is one link."""
    found = with_body(
        '<text:p><text:a xlink:href="https://a.example"><text:span>план</text:span> '
        "урока</text:a></text:p>"
    )
    assert [(each.text, each.target) for each in found.links] == [
        ("план урока", "https://a.example")
    ]
    assert found.blocks[0] == Paragraph(
        (
            Run(
                "план урока",
                size=found.flow[0].paragraph.runs[0].size,
                language=found.language,
                target="https://a.example",
            ),
        )
    )

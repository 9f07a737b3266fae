"""What a .docx file says, however Word, LibreOffice or Google wrote it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from autograders.document.made import Letter, levels_only, russian_styles
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from mugalim_checks.document import Document, Table
from mugalim_checks.document.reading import read

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def opened(letter: Letter) -> Document:
    """The document as it is read from the letter's file."""
    return Document.from_state(read(letter.content(), "letter.docx"))


def paragraph(letter: Letter, inner: str, properties: str = "") -> None:
    """Append a paragraph of raw content."""
    body = letter.file.element.body
    made = parse_xml(
        f"<w:p {nsdecls('w', 'r', 'wp', 'a', 'pic')} {W14}><w:pPr>{properties}</w:pPr>{inner}</w:p>"
    )
    body.insert(len(body) - 1, made)


def texts(document: Document) -> list[str]:
    """The texts of the flow."""
    return [each.text for each in document.flow]


@pytest.mark.parametrize("shape", [lambda letter: None, russian_styles, levels_only])
def test_headings_are_known_by_style_and_by_level(shape: Any) -> None:
    """English and Russian style names and bare outline levels are the same."""
    letter = Letter()
    letter.heading("План", 1)
    letter.heading("Цель", 2)
    letter.text("Научить.")
    shape(letter)
    found = [(each.level, each.text) for each in opened(letter).headings]
    assert found == [(1, "План"), (2, "Цель")]


def test_a_style_inherits_its_level_and_a_paragraph_may_take_it_away() -> None:
    """What a style is based on carries the level on; an outline level of 9 means ordinary text."""
    letter = Letter()
    style = letter.file.styles.add_style("Part", 1)
    style.base_style = letter.file.styles["Heading 2"]
    letter.file.add_paragraph("Цель", style="Part")
    letter.file.add_paragraph("Не заголовок", style="Part")
    level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="9"/>')
    letter.file.paragraphs[1]._p.get_or_add_pPr().append(level)
    assert [(each.level, each.text) for each in opened(letter).headings] == [(2, "Цель")]


def test_a_title_is_no_heading_and_a_contents_list_is_left_out() -> None:
    """The title's style stands apart; lines of a table of contents repeat headings only."""
    letter = Letter()
    letter.file.add_paragraph("План урока", style="Title")
    toc = letter.file.styles.add_style("toc 1", 1)
    letter.file.add_paragraph("Цель 1", style=toc)
    letter.text("Текст")
    found = opened(letter)
    assert [(each.text, each.paragraph.titled) for each in found.flow] == [
        ("План урока", True),
        ("Текст", False),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{n}"/></w14:checkbox></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>",
            sign,
        )
        for n, sign in (("0", "☐"), ("1", "☒"))
    ]
    + [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☒"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r>', "☐"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>o</w:t></w:r>', "☐"),
        (
            "<w:r><w:fldChar "
            'w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
            "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "☒",
        ),
    ],
)
def test_boxes_of_every_make_become_the_same_sign(inner: str, text: str) -> None:
    """Controls, symbols of a font and old form fields are ☐ or ☒."""
    letter = Letter()
    paragraph(letter, inner)
    assert texts(opened(letter)) == [text]


def test_a_list_of_box_bullets_is_a_list_of_boxes() -> None:
    """Word's own way to print check lists: the bullet is the box."""
    letter = Letter()
    numbering = letter.file.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl '
            f'w:ilvl="0"><w:numFmt w:val="bullet"/>'
            '<w:lvlText w:val="o"/><w:rPr><w:rFonts '
            'w:ascii="Wingdings"/></w:rPr></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
    paragraph(letter, "<w:r><w:t>сайт</w:t></w:r>", number)
    found = opened(letter).flow[0]
    assert (found.text, found.paragraph.marker) == ("☐ сайт", "bullet")


@pytest.mark.parametrize(
    ("inner", "properties"),
    [
        (
            '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">      </w:t></w:r>',
            "",
        ),
        (
            "<w:r><w:tab/></w:r>",
            '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="9000"/></w:tabs>',
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
            "<w:r><w:t>Место для ввода</w:t></w:r></w:sdtContent></w:sdt>",
            "",
        ),
        (
            "<w:r><w:fldChar "
            'w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
            "<w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar "
            'w:fldCharType="separate"/></w:r>'
            '<w:r><w:t>\u2002\u2002\u2002</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "",
        ),
    ],
)
def test_lines_to_write_on_become_underscores(inner: str, properties: str) -> None:
    """Underlined space, tabs that draw a line, and empty form fields are blanks."""
    letter = Letter()
    paragraph(letter, f"<w:r><w:t>Подпись</w:t></w:r>{inner}", properties)
    assert texts(opened(letter)) == ["Подпись________"]


def test_an_empty_date_control_is_a_date_to_fill() -> None:
    """A control for a date that shows its prompt has the form of a date."""
    letter = Letter()
    paragraph(
        letter,
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:date/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>Выберите дату</w:t></w:r></w:sdtContent></w:sdt>",
    )
    assert texts(opened(letter)) == ["__.__.____"]


def test_links_are_read_from_elements_and_from_fields() -> None:
    """The words of a link are whole, in both ways of writing it."""
    letter = Letter()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    name = letter.file.part.relate_to("https://okuu.example/a", kind, is_external=True)
    paragraph(
        letter,
        f'<w:hyperlink r:id="{name}"><w:r><w:t>план </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>урока</w:t></w:r></w:hyperlink>",
    )
    paragraph(
        letter,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK '
        '"https://okuu.example/b"</w:instrText></w:r><w:r><w:fldChar '
        'w:fldCharType="separate"/></w:r><w:r><w:t>карта</w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="end"/></w:r>',
    )
    found = [(each.text, each.target) for each in opened(letter).links]
    assert found == [("план урока", "https://okuu.example/a"), ("карта", "https://okuu.example/b")]


def test_pictures_have_their_words_name_and_size() -> None:
    """Alt text is what a screen reader says; none is None."""
    letter = Letter()
    letter.picture("Зелёный прямоугольник", "leaf.png")
    letter.picture(None)
    first, second = opened(letter).pictures
    assert (first.alt, first.name, first.width, second.alt) == (
        "Зелёный прямоугольник",
        "leaf.png",
        96,
        None,
    )
    assert first.size > 0
    assert not first.decorative


def test_a_picture_marked_as_decoration_is_known() -> None:
    """Word's tick "decorative" is an extension of the drawing."""
    letter = Letter()
    letter.picture(None)
    about = next(letter.file.element.iter(qn("wp:docPr")))
    about.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="x"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
            'val="1"/></a:ext></a:extLst>'
        )
    )
    assert [each.decorative for each in opened(letter).pictures] == [True]


def test_merged_cells_stand_in_all_their_places() -> None:
    """Across and down: the words are found wherever the cell reaches."""
    letter = Letter()
    table = letter.table(("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))
    table.cell(0, 0).merge(table.cell(0, 1)).text = "A"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "F"
    found = opened(letter).tables[0]
    assert found.texts == (("A", "A", "c"), ("d", "e", "F"), ("g", "h", "F"))
    assert found.headers == 1


def test_a_table_in_a_cell_is_read_and_depth_is_bounded() -> None:
    """Inner tables count as tables; too many in one another are refused."""
    letter = Letter()
    inner = letter.table(("a", "b")).cell(0, 0).add_table(1, 1)
    inner.cell(0, 0).text = "inner"
    found = opened(letter)
    assert [type(each) for each in found.tables] == [Table, Table]
    assert "inner" in texts(found)


def test_what_hides_beside_the_text_is_a_passage_too() -> None:
    """Headers, footers, comments, deleted words and properties are found by checks of privacy."""
    letter = Letter()
    letter.text("Текст")
    letter.file.sections[0].header.paragraphs[0].text = "Шапка"
    letter.file.sections[0].footer.paragraphs[0].text = "Низ"
    letter.file.add_comment(letter.file.paragraphs[0].runs, "Замечание", "", "")
    letter.file.core_properties.title = "Название"
    paragraph(
        letter, '<w:del w:id="1" w:author="x"><w:r><w:delText>Удалено</w:delText></w:r></w:del>'
    )
    found = opened(letter)
    said = {each.text: each.where["id"] for each in found.passages}
    assert (
        said.items()
        >= {
            "Шапка": "place.header_footer",
            "Низ": "place.header_footer",
            "Замечание": "document.where_comment",
            "Удалено": "document.where_deleted",
            "Название": "place.properties",
        }.items()
    )
    assert found.title == "Название"


def test_text_in_boxes_is_read_once() -> None:
    """A text box is written twice, for new programs and for old ones."""
    letter = Letter()
    box = "<w:txbxContent><w:p><w:r><w:t>В рамке</w:t></w:r></w:p></w:txbxContent>"
    paragraph(
        letter,
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    )
    assert texts(opened(letter)) == ["В рамке"]


def test_looks_come_from_runs_styles_and_defaults() -> None:
    """Bold, size, colours and language are resolved; automatic text is white on black."""
    letter = Letter("ky")
    look = (
        '<w:rPr><w:b/><w:sz w:val="28"/><w:color w:val="C00000"/><w:highlight w:val="yellow"/>'
        '<w:lang w:val="ru-RU"/></w:rPr>'
    )
    paragraph(letter, f"<w:r>{look}<w:t>Цель</w:t></w:r>")
    paragraph(letter, "<w:r><w:t>Тема</w:t></w:r>", '<w:shd w:val="clear" w:fill="1F1F1F"/>')
    found = opened(letter)
    first, second = (each.paragraph.runs[0] for each in found.flow)
    assert (first.bold, first.size, first.colour, first.background, first.language) == (
        True,
        14.0,
        "#C00000",
        "#FFFF00",
        "ru",
    )
    assert (second.colour, second.background, second.language) == ("#FFFFFF", "#1F1F1F", "ky")


def test_a_table_style_colours_its_rows() -> None:
    """The header row of a coloured table style is white on its colour."""
    letter = Letter()
    letter.table(("a", "b"), ("c", "d"), ("e", "f")).style = "Medium Shading 1 Accent 1"
    found = {each.text: (each.colour, each.background) for each in opened(letter).coloured}
    assert found["a"] == ("#FFFFFF", "#4F81BD")
    assert found["d"][1] == "#D3DFEE"


def test_the_strict_form_of_the_format_is_read_the_same() -> None:
    """ISO's strict names of elements mean the same as everybody's."""
    letter = Letter()
    letter.heading("Цель")
    letter.text("Текст")
    strict = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(letter.content())) as source,
        zipfile.ZipFile(strict, "w") as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            for old, new in (
                ("wordprocessingml/2006/main", "wordprocessingml/main"),
                ("officeDocument/2006/relationships", "officeDocument/relationships"),
            ):
                old, new = (
                    f"http://schemas.openxmlformats.org/{old}",
                    f"http://purl.oclc.org/ooxml/{new}",
                )
                part = part.replace(old.encode(), new.encode())
            target.writestr(name, part)
    found = Document.from_state(read(strict.getvalue(), "strict.docx"))
    assert [each.text for each in found.headings] == ["Цель"]

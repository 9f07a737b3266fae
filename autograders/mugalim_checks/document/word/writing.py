"""A document as a .docx file."""

from __future__ import annotations

import datetime
from contextlib import suppress
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph as FileParagraph

from mugalim_checks.document.blanks import boxes
from mugalim_checks.document.blocks import BLACK, WHITE, Aside, Cell, Image, Paragraph, Run, Table
from mugalim_checks.document.model import Document
from mugalim_checks.document.stand_ins import stand_in
from mugalim_checks.pieces.album import Album

_MADE = datetime.datetime(2026, 1, 1)  # noqa: DTZ001  python-docx writes it as it stands
_FONT = "Arial"
_SIZE = 11.0
_HEADING_SIZES = (18, 15, 13, 12, 12, 12, 12, 12, 12)
_HEADER = "EDEDED"  # behind the header rows of tables
_LIST_STYLES = {"bullet": "List Bullet", "number": "List Number"}
_EMU = 9_525  # English metric units in a pixel
_WIDEST = 480  # pixels of a picture on the page
_PLAIN_LIST = "90"  # the list whose items have no mark but the box in their text
_DECORATIVE = (
    '<a:extLst {a}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def write_word(document: Document, album: Album) -> bytes:
    """The bytes of a .docx file."""
    writer = _Writer(document.language, album)
    writer.blocks(writer.file.element.body, writer.file, document.blocks)
    writer.asides(document.asides)
    writer.properties(document)
    content = BytesIO()
    writer.file.save(content)
    return content.getvalue()


class _Writer:
    """Writes blocks into one file."""

    def __init__(self, language: str | None, album: Album) -> None:
        self.file = docx.Document()
        self._language = language
        self._album = album
        self._pictures = 0
        self._prepare_styles()
        self._prepare_lists()

    def _prepare_styles(self) -> None:
        styles = self.file.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
        normal.element.rPr.rFonts.set(qn("w:cs"), _FONT)
        for level, size in enumerate(_HEADING_SIZES, 1):
            font = styles[f"Heading {level}"].font
            font.size, font.bold, font.italic = Pt(size), True, False
            font.color.rgb = RGBColor(0, 0, 0)
            _plain_font(styles[f"Heading {level}"].element)
        styles["Title"].font.color.rgb = RGBColor(0, 0, 0)
        _plain_font(styles["Title"].element)
        for lang in styles.element.iter(qn("w:lang")):
            lang.attrib.clear()
            if self._language:
                lang.set(qn("w:val"), self._language)

    def _prepare_lists(self) -> None:
        numbering = self.file.part.numbering_part.element
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_PLAIN_LIST}"><w:lvl w:ilvl="0">'
            '<w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/>'
            '<w:lvlText w:val=""/></w:lvl></w:abstractNum>'
        ))  # fmt: skip
        numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{_PLAIN_LIST}">'
            f'<w:abstractNumId w:val="{_PLAIN_LIST}"/></w:num>'
        ))  # fmt: skip

    def blocks(self, element: Any, parent: Any, blocks: tuple[Paragraph | Table, ...]) -> None:
        """Write blocks at the end of the body or of a cell."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(parent, block)
            else:
                self._paragraph(parent.add_paragraph(), block)
        if element.tag == qn("w:tc") and (len(element) == 0 or element[-1].tag != qn("w:p")):
            parent.add_paragraph()

    def _paragraph(self, made: FileParagraph, paragraph: Paragraph) -> None:
        if paragraph.level:
            made.style = f"Heading {paragraph.level}"
        elif paragraph.titled:
            made.style = "Title"
        elif paragraph.marker and boxes(paragraph.text[:1])[0]:
            self._number(made, _PLAIN_LIST)
        elif paragraph.marker:
            made.style = _LIST_STYLES[paragraph.marker]
        for run in paragraph.runs:
            self._run(made, run, bool(paragraph.level))
        for image in paragraph.images:
            self._image(made, image)

    def _number(self, made: FileParagraph, id: str) -> None:
        numbered = made._p.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val = 0
        numbered.get_or_add_numId().val = int(id)

    def _run(self, made: FileParagraph, run: Run, bold: bool) -> None:
        text = made.add_run(run.text)
        if run.bold != bold:
            text.bold = run.bold
        if run.size is not None:
            text.font.size = Pt(run.size)
        if run.colour != BLACK or run.background != WHITE:
            text.font.color.rgb = RGBColor.from_string(run.colour[1:])
        properties = text._r.get_or_add_rPr()
        if run.background not in (WHITE, None):
            properties.append(_element("shd", val="clear", color="auto", fill=run.background[1:]))
        if run.language and run.language != self._language:
            properties.append(_element("lang", val=run.language))
        if run.target:
            self._link(made, text._r, run.target)

    def _link(self, made: FileParagraph, text: Any, target: str) -> None:
        link = _element("hyperlink")
        if target.startswith("#"):
            link.set(qn("w:anchor"), target[1:])
        else:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            link.set(qn("r:id"), made.part.relate_to(target, kind, is_external=True))
        text.addprevious(link)
        link.append(text)
        text.get_or_add_rPr().append(_element("u", val="single"))

    def _image(self, made: FileParagraph, image: Image) -> None:
        shape = self._shape(made.add_run(), image)
        self._pictures += 1
        about = shape._inline.docPr
        about.set("id", str(self._pictures))
        about.set("name", image.name)
        inner = next(shape._inline.iter(qn("pic:cNvPr")))
        inner.set("name", image.name)
        if image.alt is not None:
            about.set("descr", image.alt)
        if image.decorative:
            about.append(parse_xml(_DECORATIVE.format(a=nsdecls("a"))))

    def _shape(self, run: Any, image: Image) -> Any:
        """The picture itself, or a stand-in where it is not there or the library knows no such."""
        width = Emu(min(max(image.width, 8), _WIDEST) * _EMU)
        content = self._album.picture(image.digest)
        if content is not None:
            with suppress(Exception):
                return run.add_picture(BytesIO(content), width=width)
        return run.add_picture(BytesIO(stand_in(image)), width=width)

    def _table(self, parent: Any, table: Table) -> None:
        grid = table.grid
        columns = max((len(row) for row in grid), default=0)
        if not columns:
            return
        made = _new_table(parent, len(grid), columns)
        made.style = "Table Grid"
        done: set[int] = set()
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if id(cell) not in done:
                    done.add(id(cell))
                    self._cell(made, row, column, cell)
        for row in made.rows[: table.headers]:
            row._tr.get_or_add_trPr().append(_element("tblHeader"))
            for cell in row._tr.tc_lst:
                cell.get_or_add_tcPr().append(_element("shd", val="clear", fill=_HEADER))

    def _cell(self, made: Any, row: int, column: int, cell: Cell) -> None:
        place = made.cell(row, column)
        last = made.cell(
            min(row + cell.down, len(made.rows)) - 1,
            min(column + cell.across, len(made.columns)) - 1,
        )
        if last is not place:
            place = place.merge(last)
        for each in list(place._tc.iterchildren(qn("w:p"))):
            place._tc.remove(each)
        self.blocks(place._tc, place, cell.blocks)

    def asides(self, asides: tuple[Aside, ...]) -> None:
        """Write what stands beside the flow; notes become comments."""
        for each in asides:
            if each.place == "header_footer":
                self.file.sections[0].header.add_paragraph(each.text)
            elif each.place == "deleted":
                self._deleted(each.text)
            elif each.place != "properties":
                run = self.file.paragraphs[0].runs[:1] if self.file.paragraphs else []
                run = run or [self.file.add_paragraph().add_run("")]
                comment = self.file.add_comment(run, each.text, author="", initials="")
                comment._comment_elm.attrib.pop(qn("w:date"), None)

    def _deleted(self, text: str) -> None:
        deleted = _element("del", id="1", author="")
        run = _element("r")
        words = _element("delText")
        words.text = text
        run.append(words)
        deleted.append(run)
        self.file.add_paragraph()._p.append(deleted)

    def properties(self, document: Document) -> None:
        """Write the title, and what else the properties said."""
        said = [each.text for each in document.asides if each.place == "properties"]
        others = [text for text in said if text != document.title]
        properties = self.file.core_properties
        properties.title, properties.author = document.title[:255], ""
        properties.comments = " ".join(others)[:255]
        properties.created = properties.modified = _MADE


def _plain_font(style: Any) -> None:
    """The one font of the page instead of a theme's."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)


def _new_table(parent: Any, rows: int, columns: int) -> Any:
    return parent.add_table(rows, columns)


def _element(name: str, **values: str) -> Any:
    attributes = " ".join(f'w:{key}="{value}"' for key, value in values.items())
    return parse_xml(f"<w:{name} {nsdecls('w', 'r')} {attributes}/>")

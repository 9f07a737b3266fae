"""A presentation as a .pptx file, tidy, with the same bytes each time."""

from __future__ import annotations

import random
from datetime import datetime
from io import BytesIO
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from mugalim_checks.archives import rezipped
from mugalim_checks.slides.model import Image, Paragraph, Run, Slide, Slides, Table, Text

_WIDE, _HIGH, _EDGE, _TITLE = Emu(12_192_000), Emu(6_858_000), Emu(500_000), Emu(1_500_000)
_TITLE_ONLY = 5  # the layout of python-pptx's own template
_UNKNOWN_POINTS = 32.0
_PAPER = "#FFFFFF"
_LONG_AGO = datetime(2020, 1, 1)  # noqa: DTZ001  a file's date has no zone
_MIXED = (
    f"<a:gradFill {nsdecls('a')}><a:gsLst>"
    '<a:gs pos="0"><a:srgbClr val="404040"/></a:gs>'
    '<a:gs pos="100000"><a:srgbClr val="202020"/></a:gs>'
    '</a:gsLst><a:lin ang="5400000"/></a:gradFill>'
)
_FOOTER = f'<p:ph {nsdecls("p")} type="ftr" sz="quarter"/>'
_DECORATIVE = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def write(slides: Slides, ending: str) -> bytes:
    """The .pptx file; text keeps its looks, pictures become grey sheets of the same weight."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = _WIDE, _HIGH
    layout = presentation.slide_layouts[_TITLE_ONLY]
    for slide in slides.slides:
        _write_slide(presentation.slides.add_slide(layout), slide)
    properties = presentation.core_properties
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = _LONG_AGO
    target = BytesIO()
    presentation.save(target)
    return rezipped(target.getvalue())


def _write_slide(made: Any, slide: Slide) -> None:
    if slide.hidden:
        made.element.set("show", "0")
    _write_background(made, slide.background)
    _write_title(made, slide)
    texts = [text for text in slide.texts if text.role != "title"]
    width = Emu((_WIDE - 2 * _EDGE) // (2 if slide.images else 1))
    for text, box in zip(texts, _rows(len(texts), len(slide.tables), width), strict=False):
        _write_text(made, text, slide, box)
    boxes = _rows(len(texts), len(slide.tables), width)[len(texts) :]
    for table, box in zip(slide.tables, boxes, strict=True):
        _write_table(made, table, box)
    for nth, image in enumerate(slide.images):
        _write_image(made, image, _right(nth, len(slide.images)))
    if slide.notes:
        made.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _rows(texts: int, tables: int, width: Emu) -> list[tuple[Emu, Emu, Emu, Emu]]:
    """Left, top, width and height of each thing, one under another."""
    count = texts + tables
    height = (_HIGH - _TITLE - _EDGE) // max(count, 1)
    return [(_EDGE, Emu(_TITLE + nth * height), width, Emu(height)) for nth in range(count)]


def _right(nth: int, count: int) -> tuple[Emu, Emu, Emu, Emu]:
    """The place of a picture, on the right half."""
    height = (_HIGH - _TITLE - _EDGE) // count
    side = int(height * 0.95)
    left = _WIDE // 2 + _EDGE
    return (
        Emu(left),
        Emu(_TITLE + nth * height),
        Emu(min(side * 4 // 3, _WIDE // 2 - _EDGE)),
        Emu(side),
    )


def _write_background(made: Any, background: str | None) -> None:
    if background is None:
        made.background.fill.gradient()
    elif background != _PAPER:
        made.background.fill.solid()
        made.background.fill.fore_color.rgb = _rgb(background)


def _write_title(made: Any, slide: Slide) -> None:
    titles = [text for text in slide.texts if text.role == "title"]
    shape = made.shapes.title
    shape.left, shape.top, shape.width = _EDGE, Emu(_EDGE // 2), Emu(_WIDE - 2 * _EDGE)
    shape.height = Emu(_TITLE - _EDGE)
    paragraphs = tuple(each for text in titles for each in text.paragraphs)
    if paragraphs:
        _write_paragraphs(shape.text_frame, paragraphs)
        _fill(shape.fill, paragraphs, slide.background)


def _write_text(made: Any, text: Text, slide: Slide, box: tuple[Emu, Emu, Emu, Emu]) -> None:
    shape = made.shapes.add_textbox(*box)
    shape.text_frame.word_wrap = True
    _write_paragraphs(shape.text_frame, text.paragraphs)
    _fill(shape.fill, text.paragraphs, slide.background)
    if text.role == "furniture":
        shape.element.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}").append(parse_xml(_FOOTER))


def _write_table(made: Any, table: Table, box: tuple[Emu, Emu, Emu, Emu]) -> None:
    columns = max((len(row) for row in table.rows), default=0)
    if not columns:
        return
    grid = made.shapes.add_table(len(table.rows), columns, *box).table
    for row_number, row in enumerate(table.rows):
        for column, written in enumerate(row):
            cell = grid.cell(row_number, column)
            _write_paragraphs(cell.text_frame, written.paragraphs)
            _fill(cell.fill, written.paragraphs, "")


def _fill(fill: Any, paragraphs: tuple[Paragraph, ...], behind: str | None) -> None:
    """Put the colour behind a text, where it is not there already."""
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.points is not None]
    wanted = runs[0].background if runs else behind
    if wanted is None:
        fill.gradient()
    elif wanted and wanted != behind:
        fill.solid()
        fill.fore_color.rgb = _rgb(wanted)


def _write_paragraphs(frame: Any, paragraphs: tuple[Paragraph, ...]) -> None:
    for nth, paragraph in enumerate(paragraphs):
        made = frame.paragraphs[0] if nth == 0 else frame.add_paragraph()
        for run in paragraph.runs:
            if run.text == "\n":
                made.add_line_break()
            else:
                _write_run(made.add_run(), run)


def _write_run(made: Any, run: Run) -> None:
    made.text = run.text
    made.font.size = Pt(run.points or _UNKNOWN_POINTS)
    made.font.bold = run.bold
    if run.colour is None:
        made._r.get_or_add_rPr().insert(0, parse_xml(_MIXED))
    else:
        made.font.color.rgb = _rgb(run.colour)
    if run.language:
        made._r.get_or_add_rPr().set("lang", run.language)


def _write_image(made: Any, image: Image, box: tuple[Emu, Emu, Emu, Emu]) -> None:
    shape = made.shapes.add_picture(BytesIO(_sheet(image)), *box)
    about = shape.element.find(f".//{qn('p:cNvPr')}")
    about.set("descr", image.alt or "")
    if image.decorative:
        about.append(parse_xml(_DECORATIVE))


def _sheet(image: Image) -> bytes:
    """A grey picture of as many bytes, unless it needs more."""
    from PIL import Image as Pictures
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    # Two pictures never become one and the same sheet, and one picture never two.
    bytes_of = random.Random(f"{image.name} {image.size}")  # noqa: S311  no secret
    about.add(b"paDd", bytes_of.randbytes(max(image.size - 1_000, 8)))
    target = BytesIO()
    Pictures.new("RGB", (640, 480), "#D9D9D9").save(target, "PNG", pnginfo=about)
    return target.getvalue()


def _rgb(code: str) -> RGBColor:
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]  # it has no types

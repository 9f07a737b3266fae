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
from pptx.util import Pt

from mugalim_checks.archives import rezipped
from mugalim_checks.pieces import Lookup
from mugalim_checks.pieces.album import Album
from mugalim_checks.slides.arranging import (
    HIGH,
    WIDE,
    Area,
    Arrangement,
    arranged,
    feet_of,
    written_texts,
)
from mugalim_checks.slides.model import Image, Paragraph, Run, Slide, Slides, Table, Text

# The layouts of python-pptx's own template, whose sheet is 4:3.
_ONE_TEXT, _TWO_TEXTS, _TITLE_ONLY = 1, 3, 5
_WIDER = WIDE / 720
_UNKNOWN_POINTS = 32.0
_PAPER, _GREY = "#FFFFFF", "#808080"
_LONG_AGO = datetime(2020, 1, 1)  # noqa: DTZ001  a file's date has no zone
_MIXED = (
    f"<a:gradFill {nsdecls('a')}><a:gsLst>"
    '<a:gs pos="0"><a:srgbClr val="404040"/></a:gs>'
    '<a:gs pos="100000"><a:srgbClr val="202020"/></a:gs>'
    '</a:gsLst><a:lin ang="5400000"/></a:gradFill>'
)
_LINE = (
    f'<a:{{side}} {nsdecls("a")} w="12700"><a:solidFill><a:srgbClr val="{{colour}}"/></a:solidFill>'
    "</a:{side}>"
)
_NO_BULLET = f"<a:buNone {nsdecls('a')}/>"
_FOOTER = f'<p:ph {nsdecls("p")} type="ftr" sz="quarter"/>'
_DECORATIVE = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def write(slides: Slides, ending: str, pieces: Lookup | None = None) -> bytes:
    """The .pptx file; text keeps its looks.

    `pieces` gives the pictures' bytes by their digests; grey sheets of the same weight stand in for
    those it lacks.
    """
    album = Album(pieces, (image.digest for slide in slides.slides for image in slide.images))
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDE), Pt(HIGH)
    _widen(presentation.slide_master)
    for slide in slides.slides:
        layout = presentation.slide_layouts[_layout_for(slide)]
        _write_slide(presentation.slides.add_slide(layout), slide, album)
    properties = presentation.core_properties
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = _LONG_AGO
    target = BytesIO()
    presentation.save(target)
    return rezipped(target.getvalue())


def _widen(master: Any) -> None:
    """Make the places of a 4:3 template those of a sheet of 16:9, for slides that she adds."""
    for part in (master, *master.slide_layouts):
        for transform in part.element.iter(qn("a:xfrm")):
            for of, name in (("a:off", "x"), ("a:ext", "cx")):
                place = transform.find(qn(of))
                place.set(name, str(round(int(place.get(name)) * _WIDER)))


def _layout_for(slide: Slide) -> int:
    texts = len(written_texts(slide))
    return (_TITLE_ONLY, _ONE_TEXT, _TWO_TEXTS)[min(texts, 2)]


def _write_slide(made: Any, slide: Slide, album: Album) -> None:
    if slide.hidden:
        made.element.set("show", "0")
    places = arranged(slide)
    _write_background(made, slide.background)
    _write_title(made, slide, places.title)
    _write_texts(made, slide, places)
    for table, area in zip(slide.tables, places.tables, strict=True):
        _write_table(made, table, area)
    for image, area in zip(slide.images, places.images, strict=True):
        _write_image(made, image, area, album)
    if slide.notes:
        made.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _write_texts(made: Any, slide: Slide, places: Arrangement) -> None:
    """The texts in the places of the layout, more of them in boxes; the footers below."""
    own = [shape for shape in made.placeholders if shape.placeholder_format.idx in (1, 2)]
    for nth, (text, area) in enumerate(zip(written_texts(slide), places.texts, strict=True)):
        shape = _put(own[nth], area) if nth < len(own) else _box(made, area)
        _write_text(shape, text, slide)
    for text, area in zip(feet_of(slide), places.feet, strict=True):
        shape = _box(made, area)
        _write_text(shape, text, slide)
        shape.element.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}").append(parse_xml(_FOOTER))


def _measures(area: Area) -> tuple[Any, Any, Any, Any]:
    return Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height)


def _put(shape: Any, area: Area) -> Any:
    shape.left, shape.top, shape.width, shape.height = _measures(area)
    return shape


def _box(made: Any, area: Area) -> Any:
    shape = made.shapes.add_textbox(*_measures(area))
    shape.text_frame.word_wrap = True
    return shape


def _write_background(made: Any, background: str | None) -> None:
    if background is None:
        made.background.fill.gradient()
    elif background != _PAPER:
        made.background.fill.solid()
        made.background.fill.fore_color.rgb = _rgb(background)


def _write_title(made: Any, slide: Slide, area: Area) -> None:
    titles = [text for text in slide.texts if text.role == "title"]
    shape = _put(made.shapes.title, area)
    paragraphs = tuple(each for text in titles for each in text.paragraphs)
    if paragraphs:
        _write_paragraphs(shape.text_frame, paragraphs)
        _fill(shape.fill, paragraphs, slide.background)


def _write_text(shape: Any, text: Text, slide: Slide) -> None:
    _write_paragraphs(shape.text_frame, text.paragraphs)
    _fill(shape.fill, text.paragraphs, slide.background)
    if shape.is_placeholder and len(text.paragraphs) == 1:
        _take_bullet(shape.text_frame.paragraphs[0])


def _take_bullet(made: Any) -> None:
    """One sentence alone is no list."""
    properties = made._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.insert(0, parse_xml(_NO_BULLET))


def _write_table(made: Any, table: Table, area: Area) -> None:
    columns = max((len(row) for row in table.rows), default=0)
    if not columns:
        return
    grid = made.shapes.add_table(len(table.rows), columns, *_measures(area)).table
    for row_number, row in enumerate(table.rows):
        for column, written in enumerate(row):
            cell = grid.cell(row_number, column)
            _write_paragraphs(cell.text_frame, written.paragraphs)
            _fill(cell.fill, written.paragraphs, "")
            _write_lines(cell, written.paragraphs)


def _write_lines(cell: Any, paragraphs: tuple[Paragraph, ...]) -> None:
    """Thin lines above and below a cell in the colour of its words; PowerPoint's own are white."""
    colours = (run.colour for paragraph in paragraphs for run in paragraph.runs if run.colour)
    colour = next(colours, _GREY).removeprefix("#")
    for side in ("lnB", "lnT"):
        line = parse_xml(_LINE.format(side=side, colour=colour))
        cell._tc.get_or_add_tcPr().insert(0, line)


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


def _write_image(made: Any, image: Image, area: Area, album: Album) -> None:
    content = album.picture(image.digest) or _sheet(image)
    shape = made.shapes.add_picture(BytesIO(content), 0, 0)
    _put(shape, area.fitted(shape.width, shape.height))
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

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from autograders.slides.decks import Deck, Sheet, photo, saved
from autograders.spoiling import replaced
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.parts import ColouredText
from mugalim_checks.slides import Slides

LO = Path(__file__).parents[1] / "lessons/files/media__slides/libreoffice_ru.pptx"
NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def read(content: bytes) -> Slides:
    """The presentation in a file."""
    found = read_artefact("slides", content, "deck.pptx")
    assert isinstance(found, Slides)
    return found


def blank() -> tuple[Any, Any]:
    """A presentation with one empty slide."""
    made = pptx.Presentation()
    return made, made.slides.add_slide(made.slide_layouts[6])


def box(slide: Any, text: str, left: float = 1, top: float = 1) -> Any:
    """A text box of 3 by 1 inches."""
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(1))
    shape.text_frame.text = text
    return shape


def looks(content: bytes, text: str) -> ColouredText:
    """How a text looks."""
    return next(each for each in read(content).coloured if each.text == text)


def test_a_size_comes_from_the_master_where_nobody_else_says_one() -> None:
    """The second level of a body is 28 points in python-pptx's template."""
    made = pptx.Presentation()
    frame = made.slides.add_slide(made.slide_layouts[1]).placeholders[1].text_frame
    frame.text = "биринчи\nэкинчи"
    frame.paragraphs[1].level = 1
    sizes = [each.points for each in read(saved(made)).coloured]
    assert sizes == [32, 28]


def test_a_size_comes_from_the_layouts_place_as_google_writes_it() -> None:
    """Google puts sizes and colours into the list styles of each layout."""
    content = Deck([Sheet("Аталыш", ["сөз"])])()
    style = (
        b'<a:lstStyle><a:lvl1pPr lvl="0"><a:defRPr sz="1300"><a:solidFill>'
        b'<a:schemeClr val="dk2"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    part = "ppt/slideLayouts/slideLayout2.xml"
    content = replaced(content, part, b"<a:lstStyle/>", style)
    assert (looks(content, "сөз").points, looks(content, "сөз").colour) == (13, "#1F497D")


def test_text_shrunk_to_fit_is_as_small_as_it_looks() -> None:
    """32 points shrunk to 62.5 % are 20."""
    content = Deck([Sheet("Аталыш", ["сөз"])])()
    part = "ppt/slides/slide1.xml"
    fitted = b'<a:bodyPr><a:normAutofit fontScale="62500" lnSpcReduction="20000"/></a:bodyPr>'
    slide = replaced(content, part, b"<a:bodyPr/>", fitted)
    assert looks(slide, "сөз").points == 20


def test_a_paragraphs_size_counts_where_a_run_has_none() -> None:
    """python-pptx writes paragraph.font there."""
    made, slide = blank()
    box(slide, "сөз").text_frame.paragraphs[0].font.size = Pt(11)
    assert looks(saved(made), "сөз").points == 11


def test_a_theme_colour_is_made_lighter_as_powerpoint_does() -> None:
    """Accent 1 of Office 2007, 40 % lighter, is #95B3D7 in PowerPoint."""
    made, slide = blank()
    colour = box(slide, "сөз").text_frame.paragraphs[0].runs[0].font.color
    colour.theme_color, colour.brightness = MSO_THEME_COLOR.ACCENT_1, 0.4
    assert looks(saved(made), "сөз").colour == "#95B3D7"


@pytest.mark.parametrize(
    ("colour", "seen"),
    [
        ('<a:prstClr val="dkRed"/>', "#8B0000"),
        ('<a:sysClr val="windowText"/>', "#000000"),
        ('<a:sysClr val="window" lastClr="FAFAFA"/>', "#FAFAFA"),
        ('<a:scrgbClr r="100000" g="0" b="0"/>', "#FF0000"),
        ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "#0000FF"),
        ('<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>', "#898989"),
        ('<a:srgbClr val="FFFFFF"><a:shade val="50000"/></a:srgbClr>', "#BCBCBC"),
        ('<a:srgbClr val="000000"><a:alpha val="50%"/></a:srgbClr>', "#808080"),
    ],
)
def test_each_way_to_write_a_colour_is_understood(colour: str, seen: str) -> None:
    """A preset, the system's, shares of light, hue; tint, shade, half see-through."""
    made, slide = blank()
    box(slide, "сөз").text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(1, 2, 3)
    old = b'<a:srgbClr val="010203"/>'
    content = replaced(saved(made), "ppt/slides/slide1.xml", old, colour.encode())
    assert looks(content, "сөз").colour == seen


def test_a_slide_may_turn_its_themes_colours_around() -> None:
    """Its own map of names makes the text white on black."""
    made, slide = blank()
    box(slide, "сөз")
    turned = (
        b'<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" '
        b'accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" '
        b'accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
    )
    part = "ppt/slides/slide1.xml"
    content = replaced(saved(made), part, b"<a:masterClrMapping/>", turned)
    assert looks(content, "сөз").colour == "#FFFFFF"


def test_the_background_is_the_slides_then_the_layouts_then_the_masters() -> None:
    """A blue layout is behind the text of a slide without a background."""
    made, slide = blank()
    box(slide, "сөз")
    slide.slide_layout.background.fill.solid()
    slide.slide_layout.background.fill.fore_color.rgb = RGBColor(0, 0, 128)
    assert looks(saved(made), "сөз").background == "#000080"
    slide.background.fill.gradient()
    assert looks(saved(made), "сөз").background is None


def test_text_over_a_picture_has_no_known_background() -> None:
    """Beside the picture it has."""
    made, slide = blank()
    slide.shapes.add_picture(BytesIO(photo()), 0, 0, Inches(5), Inches(4))
    box(slide, "үстүндө")
    box(slide, "жанында", left=6)
    content = saved(made)
    assert looks(content, "үстүндө").background is None
    assert looks(content, "жанында").background == "#FFFFFF"


def test_text_on_another_shape_has_that_shapes_colour_behind_it() -> None:
    """A text box over a dark rectangle; half over it, nobody can tell."""
    made, slide = blank()
    under = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(5), Inches(4))
    under.fill.solid()
    under.fill.fore_color.rgb = RGBColor(10, 20, 30)
    box(slide, "үстүндө")
    box(slide, "четинде", left=4)
    content = saved(made)
    assert looks(content, "үстүндө").background == "#0A141E"
    assert looks(content, "четинде").background is None


def test_shapes_in_groups_are_found_where_they_are() -> None:
    """The words, the picture and the colour beneath, two groups deep."""
    made, slide = blank()
    group = slide.shapes.add_group_shape().shapes.add_group_shape()
    under = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, Inches(5), Inches(4))
    under.fill.solid()
    under.fill.fore_color.rgb = RGBColor(10, 20, 30)
    box(group, "ичинде")
    picture = group.shapes.add_picture(BytesIO(photo()), Inches(6), 0)
    picture._element.nvPicPr.cNvPr.set("descr", "Жашыл барак")
    found = read(saved(made))
    assert found.coloured[0].background == "#0A141E"
    assert [each.alt for each in found.pictures] == ["Жашыл барак"]


def test_a_tables_words_have_the_looks_of_the_tables_style() -> None:
    """White and bold on accent 1 in the header, dark on a tint below."""
    made, slide = blank()
    table = slide.shapes.add_table(2, 1, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(1, 0).text = "Баш", "ичи"
    content = saved(made)
    head, body = looks(content, "Баш"), looks(content, "ичи")
    assert (head.colour, head.background, head.bold) == ("#FFFFFF", "#4F81BD", True)
    assert (body.colour, body.background, body.bold) == ("#000000", "#D0D8E8", False)


def test_a_hidden_slide_is_read_but_not_shown() -> None:
    """Its words count for privacy, not for the last row."""
    made, slide = blank()
    box(slide, "жашырылган")
    slide._element.set("show", "0")
    found = read(saved(made))
    assert [each.text for each in found.passages] == ["жашырылган"]
    assert found.shown == ()
    assert found.coloured == ()


def test_the_number_and_the_footer_are_not_words_of_the_slide() -> None:
    """They are small and grey in every template, and still text of the file."""
    made, slide = blank()
    footer = box(slide, "7-Б, 2026")
    mark = footer._element.nvSpPr.nvPr.get_or_add_ph()
    mark.set("type", "ftr")
    found = read(saved(made))
    assert found.slides[0].words == []
    assert [each.text for each in found.passages] == ["7-Б, 2026"]


def test_libreoffice_says_the_same_as_the_file_that_it_opened() -> None:
    """Sizes, colours, titles, notes and alt texts go through .odp and back."""
    found = read(LO.read_bytes())
    assert found.headings[0].text == "Сколько это — половина?"
    assert {each.points for each in found.coloured} == {44, 32}
    assert {(each.colour, each.background) for each in found.coloured} == {("#000000", "#FFFFFF")}
    assert found.pictures[0].alt == "Круглая лепёшка разрезана на четыре равные части"
    assert found.slides[0].notes


def test_an_ornament_is_known_as_one() -> None:
    """PowerPoint's mark of a decorative picture."""
    made, slide = blank()
    picture = slide.shapes.add_picture(BytesIO(photo()), 0, 0)
    mark = pptx.oxml.parse_xml(
        f'<a:extLst {NS}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><d:decorative '
        'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst>"
    )
    picture._element.nvPicPr.cNvPr.append(mark)
    assert read(saved(made)).pictures[0].decorative


def test_the_language_is_the_one_that_most_words_are_marked_with() -> None:
    """What a template says by itself does not count."""
    made, slide = blank()
    run = box(slide, "Жалбырак эмне үчүн жашыл?").text_frame.paragraphs[0].runs[0]
    assert read(saved(made)).language is None
    run._r.get_or_add_rPr().set("lang", "ky-KG")
    assert read(saved(made)).language == "ky"

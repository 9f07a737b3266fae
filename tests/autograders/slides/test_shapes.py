from __future__ import annotations

from io import BytesIO
from typing import Any

import pptx
from autograders.slides.decks import photo, saved
from autograders.slides.test_reading import blank, box, looks, read
from autograders.spoiling import replaced
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches

from mugalim_checks.artefacts import write_artefact

SLIDE = "ppt/slides/slide1.xml"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def dark(slide: Any, shape: Any = MSO_SHAPE.RECTANGLE) -> Any:
    """A dark rectangle at the top left."""
    made = slide.shapes.add_shape(shape, 0, 0, Inches(5), Inches(4))
    made.fill.solid()
    made.fill.fore_color.rgb = RGBColor(10, 20, 30)
    return made


def test_a_chart_is_a_picture_to_whoever_cannot_see_it() -> None:
    """It needs words too."""
    made, slide = blank()
    data = CategoryChartData()
    data.categories = ["7-А", "7-Б"]
    data.add_series("баа", (4, 5))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, 99, 99, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", "7-Б классы бир баага алдыда")
    assert [each.alt for each in read(saved(made)).pictures] == ["7-Б классы бир баага алдыда"]


def test_the_words_of_a_diagram_are_words_of_the_slide() -> None:
    """SmartArt keeps them in a part of its own; how large they are, nobody says."""
    made, slide = blank()
    words = (
        f'<d:m xmlns:d="{DIAGRAM}" xmlns:a="{MAIN}"><a:p><a:r><a:t>биринчи</a:t></a:r></a:p></d:m>'
    )
    part = Part(
        PackURI("/ppt/diagrams/data1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        made.part.package,
        words.encode(),
    )
    related = slide.part.relate_to(part, f"{OFFICE}/diagramData")
    frame = slide.shapes.add_table(1, 1, 0, 0, 99, 99)._element
    graphic = frame.find(f"{{{MAIN}}}graphic/{{{MAIN}}}graphicData")
    graphic.clear()
    graphic.append(
        parse_xml(f'<d:relIds xmlns:d="{DIAGRAM}" xmlns:r="{OFFICE}" r:dm="{related}"/>')
    )
    found = read(saved(made)).slides[0]
    assert found.words == ["биринчи"]
    assert found.texts[0].paragraphs[0].runs[0].points is None


def test_a_shape_filled_with_a_picture_is_a_picture() -> None:
    """As LibreOffice and some templates crop photos into circles."""
    made, slide = blank()
    slide.shapes.add_picture(BytesIO(photo()), 0, 0)
    shape = dark(slide)._element
    picture = slide.shapes[0]._element
    fill = shape.spPr.find(f"{{{MAIN}}}solidFill")
    fill.addprevious(parse_xml(f'<a:blipFill xmlns:a="{MAIN}"/>'))
    fill.getprevious().append(picture.find(f".//{{{MAIN}}}blip"))
    shape.spPr.remove(fill)
    shape.nvSpPr.cNvPr.set("descr", "Жашыл барак")
    slide.shapes._spTree.remove(picture)
    found = read(saved(made)).pictures
    assert [(each.alt, each.size) for each in found] == [("Жашыл барак", len(photo()))]


def test_a_shape_of_newer_programs_is_found_in_its_wrapper() -> None:
    """Of two versions one is read."""
    made, slide = blank()
    shape = box(slide, "жаңы")._element
    wrapper = parse_xml(f'<m:AlternateContent xmlns:m="{MARKUP}"><m:Choice/></m:AlternateContent>')
    shape.addprevious(wrapper)
    wrapper[0].append(shape)
    assert read(saved(made)).slides[0].words == ["жаңы"]


def test_a_group_lends_its_fill_to_what_is_in_it() -> None:
    """Shapes that say «as my group»."""
    made, slide = blank()
    group = slide.shapes.add_group_shape()
    box(group, "ичинде")
    fill = f'<a:solidFill xmlns:a="{MAIN}"><a:srgbClr val="0A141E"/></a:solidFill>'
    group._element.grpSpPr.append(parse_xml(fill))
    content = replaced(saved(made), SLIDE, b"<a:noFill/>", b"<a:grpFill/>")
    assert looks(content, "ичинде").background == "#0A141E"


def test_what_a_shape_of_any_outline_covers_is_not_known() -> None:
    """A wave across the corner of a template."""
    made, slide = blank()
    builder = slide.shapes.build_freeform(0, 0)
    builder.add_line_segments([(Inches(5), 0), (Inches(5), Inches(4)), (0, Inches(4))])
    wave = builder.convert_to_shape()
    wave.fill.solid()
    wave.fill.fore_color.rgb = RGBColor(10, 20, 30)
    box(slide, "толкунда")
    assert looks(saved(made), "толкунда").background is None


def test_a_see_through_shape_mixes_with_what_is_behind_it() -> None:
    """Half black over white is grey; wholly see-through, it is not there."""
    made, slide = blank()
    dark(slide).fill.fore_color.rgb = RGBColor(0, 0, 0)
    box(slide, "сөз")
    old = b'<a:srgbClr val="000000"/>'
    for alpha, seen in ((b"50000", "#808080"), (b"0", "#FFFFFF")):
        new = b'<a:srgbClr val="000000"><a:alpha val="' + alpha + b'"/></a:srgbClr>'
        assert looks(replaced(saved(made), SLIDE, old, new), "сөз").background == seen


def test_what_the_layout_and_the_master_draw_lies_behind_every_slide() -> None:
    """Unless the slide says that it does not show them."""
    made, slide = blank()
    shape = dark(slide)._element
    slide.slide_layout.shapes._spTree.append(shape)
    box(slide, "сөз")
    assert looks(saved(made), "сөз").background == "#0A141E"
    slide._element.set("showMasterSp", "0")
    assert looks(saved(made), "сөз").background == "#FFFFFF"


def test_a_link_has_the_themes_colour_of_links() -> None:
    """Whatever the text around it has."""
    made, slide = blank()
    run = box(slide, "шилтеме").text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "https://example.org"
    assert looks(saved(made), "шилтеме").colour == "#0000FF"


def test_a_cells_own_fill_counts_before_the_tables_style() -> None:
    """A style that is not in the file is not guessed."""
    made, slide = blank()
    table = slide.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "өзү", "стили"
    table.cell(0, 0).fill.solid()
    table.cell(0, 0).fill.fore_color.rgb = RGBColor(10, 20, 30)
    old = b"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
    content = replaced(saved(made), SLIDE, old, b"{00000000-0000-0000-0000-000000000000}")
    assert looks(content, "өзү").background == "#0A141E"
    assert looks(content, "стили").background is None


def test_a_title_that_the_layout_leaves_empty_is_empty() -> None:
    """The words «Click to add title» of the layout are nobody's title; a large text box is none."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.placeholders[1].text = "Жалбырак"
    found = read(saved(made)).slides[0]
    assert (found.title, found.words) == ("", ["Жалбырак"])


def test_a_title_of_two_lines_is_one_title() -> None:
    """Pressing Enter in it, or a soft break."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[0])
    slide.shapes.title.text = "Жалбырак\vэмне үчүн\nжашыл?"
    assert read(saved(made)).slides[0].title == "Жалбырак эмне үчүн жашыл?"


def test_a_picture_that_is_used_twice_is_one_picture() -> None:
    """Written again, it is still one and the same."""
    made, slide = blank()
    for left in (0, 3):
        slide.shapes.add_picture(BytesIO(photo()), Inches(left), 0)
    before = read(saved(made))
    after = read(write_artefact(before))
    for found in (before, after):
        assert len({each.name for each in found.pictures}) == 1

"""A presentation written from its state: in the places of layouts, and all of it on the sheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pptx
import pytest
from pptx.util import Pt

from mugalim_checks.artefacts import write_artefact
from mugalim_checks.slides.arranging import HIGH, WIDE, arranged
from mugalim_checks.slides.model import Cell, Image, Paragraph, Run, Slide, Slides, Table, Text

DARK, PAPER = "#0D3B66", "#FFFFFF"


def words(*lines: str) -> tuple[Paragraph, ...]:
    """Lines of 28 points."""
    return tuple(Paragraph((Run(line, 28, False, DARK, PAPER),)) for line in lines)


TITLE = Text(words("Why is a leaf green?"), "title")
ONE = Text(words("Look out of the window.", "Who has seen another one?"))
OTHER = Text(words("Compare two of them."))
GRID = Table(((Cell(words("Tree")), Cell(words("Colour"))), (Cell(words("Poplar")), Cell(()))))
PICTURE = Image("A leaf with its veins", "leaf.jpg", 20_000)
FOOTER = Text(words("School 7"), "furniture")


def slide(*texts: Text, **more: Any) -> Slide:
    """A white slide with the title and these texts."""
    return Slide((TITLE, *texts), background=PAPER, **more)


def written(each: Slide) -> Any:
    """The one slide of its file."""
    return pptx.Presentation(BytesIO(write_artefact(Slides((each,))))).slides[0]


def test_texts_stand_in_the_places_of_the_layout() -> None:
    """So that the outline, the order of reading and a new design find them."""
    assert [shape.name for shape in written(slide(ONE)).placeholders] == [
        "Title 1",
        "Content Placeholder 2",
    ]
    two = written(slide(ONE, OTHER))
    assert two.slide_layout.name == "Two Content"
    assert [shape.text for shape in two.placeholders][1] == "\n".join(
        paragraph.text for paragraph in ONE.paragraphs
    )


def test_two_texts_are_two_columns() -> None:
    """Beside each other, of the same height."""
    left, right = arranged(slide(ONE, OTHER)).texts
    assert left.left + left.width < right.left
    assert (left.top, left.height) == (right.top, right.height)


def test_a_title_alone_stands_in_the_middle() -> None:
    """As on the first slide of a lesson; beside anything else it is on top."""
    alone, above = arranged(slide()).title, arranged(slide(images=(PICTURE,))).title
    assert alone.top + alone.height / 2 == HIGH / 2
    assert above.top + above.height < arranged(slide(images=(PICTURE,))).images[0].top


def test_a_sentence_alone_is_no_list() -> None:
    """One has no bullet, several have those of the layout."""
    one, several = written(slide(OTHER)), written(slide(ONE))
    assert "buNone" in one.placeholders[1].element.xml
    assert "buNone" not in several.placeholders[1].element.xml


def test_a_text_without_a_word_is_not_written() -> None:
    """What she may still type into takes no room from the picture."""
    empty = Text((Paragraph((Run("", 24, False, DARK, PAPER),)),))
    assert arranged(slide(empty, images=(PICTURE,))) == arranged(slide(images=(PICTURE,)))
    assert len(written(slide(empty, images=(PICTURE,))).shapes) == 2


def test_a_picture_keeps_its_proportions() -> None:
    """A stand-in is 4 to 3, wherever it stands."""
    shown = written(slide(ONE, images=(PICTURE, PICTURE))).shapes[-1]
    assert shown.width / shown.height == pytest.approx(4 / 3, rel=0.01)


@pytest.mark.parametrize("texts", [0, 1, 2, 5])
@pytest.mark.parametrize("tables", [0, 1, 3])
@pytest.mark.parametrize("images", [0, 1, 2, 40])
def test_nothing_is_beyond_the_edge_or_over_another_thing(
    texts: int, tables: int, images: int
) -> None:
    """However much there is; the footer is below all of it."""
    made = slide(*(ONE,) * texts, FOOTER, tables=(GRID,) * tables, images=(PICTURE,) * images)
    places = arranged(made)
    areas = [places.title, *places.texts, *places.tables, *places.images, *places.feet]
    for nth, area in enumerate(areas):
        assert min(area.left, area.top, area.width, area.height) > 0
        assert area.left + area.width <= WIDE
        assert area.top + area.height <= HIGH
        for other in areas[:nth]:
            beside = area.left >= other.left + other.width or other.left >= area.left + area.width
            below = area.top >= other.top + other.height or other.top >= area.top + area.height
            assert beside or below


def test_a_slide_that_she_adds_is_as_wide_as_the_others() -> None:
    """The layouts of the template are those of a sheet of 4:3."""
    made = pptx.Presentation(BytesIO(write_artefact(Slides((slide(ONE),)))))
    for layout in made.slide_layouts:
        ends = [shape.left + shape.width for shape in layout.placeholders]
        assert max(ends) <= made.slide_width
    assert made.slide_master.placeholders[0].width > Pt(WIDE) * 0.8


def test_a_table_has_lines_in_the_colour_of_its_words() -> None:
    """Those of the template's style are white, and so not there on paper."""
    frame = next(each for each in written(slide(tables=(GRID,))).shapes if each.has_table)
    lines = frame.table.cell(0, 0)._tc.tcPr.findall("{*}lnB/{*}solidFill/{*}srgbClr")
    assert [line.get("val") for line in lines] == [DARK.removeprefix("#")]

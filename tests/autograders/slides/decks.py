"""Presentations made with python-pptx, as its template and PowerPoint's habits have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

import pptx
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

TITLE_AND_CONTENT = 1
Change = Callable[[Any], None]


@dataclass(frozen=True)
class Sheet:
    """One slide: title, lines, notes, and the words for a picture where it has one."""

    title: str
    lines: Sequence[str]
    notes: str = ""
    alt: str | None = None
    points: float | None = None  # None: what the layout says
    colour: str | None = None


@dataclass(frozen=True, eq=False)  # a deck is made once for each case that names it
class Deck:
    """Slides, and what is done to the whole before it is saved; bytes of a heavy picture."""

    sheets: Sequence[Sheet]
    change: Change | None = None
    heavy: int = 0

    def __call__(self) -> bytes:
        """The .pptx file."""
        made = pptx.Presentation()
        for sheet in self.sheets:
            _add(made, sheet, photo(self.heavy))
        if self.change is not None:
            self.change(made)
        return saved(made)


def saved(made: Any) -> bytes:
    """A presentation's file."""
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def photo(heavy: int = 0) -> bytes:
    """A small green picture, or one that weighs so many bytes."""
    target = BytesIO()
    Image.new("RGB", (160, 120), "#2E7D32").save(target, "JPEG")
    return target.getvalue() + Random(7).randbytes(heavy)  # noqa: S311  no secret


def _add(made: Any, sheet: Sheet, picture: bytes) -> None:
    slide = made.slides.add_slide(made.slide_layouts[TITLE_AND_CONTENT])
    if sheet.title:
        slide.shapes.title.text = sheet.title
    frame = slide.placeholders[1].text_frame
    frame.text = "\n".join(sheet.lines)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            if sheet.points:
                run.font.size = Pt(sheet.points)
            if sheet.colour:
                run.font.color.rgb = RGBColor.from_string(sheet.colour)
    if sheet.notes:
        slide.notes_slide.notes_text_frame.text = sheet.notes
    if sheet.alt is not None:
        shape = slide.shapes.add_picture(BytesIO(picture), Inches(6), Inches(5), Inches(2))
        shape._element.nvPicPr.cNvPr.set("descr", sheet.alt)

"""A slide in another language: the look of each paragraph's first run, the words looked up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mugalim_checks.slides.model import Cell, Image, Paragraph, Slide, Table, Text

Lookup = Callable[[str], str]


def translated_slide(slide: Slide, lookup: Lookup) -> Slide:
    """The slide with its paragraphs, notes and pictures' words looked up."""
    return replace(
        slide,
        texts=tuple(_text(each, lookup) for each in slide.texts),
        tables=tuple(_table(each, lookup) for each in slide.tables),
        images=tuple(_image(each, lookup) for each in slide.images),
        notes=tuple(lookup(note) for note in slide.notes),
    )


def _text(text: Text, lookup: Lookup) -> Text:
    return replace(text, paragraphs=_paragraphs(text.paragraphs, lookup))


def _table(table: Table, lookup: Lookup) -> Table:
    return Table(
        tuple(
            tuple(Cell(_paragraphs(cell.paragraphs, lookup)) for cell in row) for row in table.rows
        )
    )


def _image(image: Image, lookup: Lookup) -> Image:
    return replace(image, alt=lookup(image.alt) if image.alt else image.alt)


def _paragraphs(paragraphs: tuple[Paragraph, ...], lookup: Lookup) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(each, lookup) for each in paragraphs)


def _paragraph(paragraph: Paragraph, lookup: Lookup) -> Paragraph:
    found = lookup(paragraph.text) if paragraph.text.strip() else paragraph.text
    if found == paragraph.text:
        return paragraph
    return Paragraph((replace(paragraph.runs[0], text=found),))

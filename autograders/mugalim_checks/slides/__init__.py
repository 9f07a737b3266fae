"""Presentations: what they are, how they are read, and every check of them."""

from mugalim_checks.slides.checks import (
    asks_pupils,
    notes_on_share,
    slides_begun,
    slides_titled,
    text_large_enough,
    words_per_slide,
)
from mugalim_checks.slides.model import Cell, Image, Paragraph, Run, Slide, Slides, Table, Text

ARTEFACT = Slides

__all__ = [
    "ARTEFACT",
    "Cell",
    "Image",
    "Paragraph",
    "Run",
    "Slide",
    "Slides",
    "Table",
    "Text",
    "asks_pupils",
    "notes_on_share",
    "slides_begun",
    "slides_titled",
    "text_large_enough",
    "words_per_slide",
]

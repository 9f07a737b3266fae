"""Slides: a presentation made on the page, looked at as the last row sees it, and rehearsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from traitlets import Unicode

from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text

WORDS = {
    "begin": "Choose how your slides look. You can change it later, for each slide.",
    "background": "Background",
    "text_colour": "Colour of the text",
    "first": "Make the first slide",
    "choose_first": "Please choose a background, a colour of the text and its size first.",
    "sample": "A title like this",
    "sample_text": "And a line of text",
    "white": "White",
    "cream": "Cream",
    "light_blue": "Light blue",
    "grey": "Grey",
    "yellow": "Yellow",
    "red": "Red",
    "green": "Dark green",
    "dark_blue": "Dark blue",
    "black": "Black",
    "slides": "Slides",
    "slide": "Slide {n}: {title}",
    "slide_hidden": "Slide {n}: {title} (hidden)",
    "slide_of": "Slide {n} of {all}",
    "untitled": "no title yet",
    "deck": "Slides: {slides}. With notes: {notes}. Weight: about {kb} kB.",
    "add": "Add a slide",
    "added": "Slide {n} is there. Write its title.",
    "tools": "Move, copy, hide or delete this slide",
    "earlier": "Move earlier",
    "later": "Move later",
    "duplicate": "Duplicate",
    "duplicated": "Slide {n} is the copy.",
    "hide": "Hide",
    "unhide": "Show again",
    "hidden": "Pupils do not see this slide.",
    "seen": "Pupils see this slide again.",
    "delete": "Delete",
    "deleted": "The slide is deleted. “Undo” brings it back.",
    "too_many": "There is room for {n} slides.",
    "view": "Slide {n} as pupils see it",
    "words_count": "Words on this slide: {n}",
    "last_row": "About as large as here, the last row sees your slide. Can you read every word?",
    "title": "Title",
    "title_size": "Size of the title",
    "text": "Text: each line is a point",
    "text_n": "Text {n}: each line is a point",
    "text_size": "Size of the text",
    "text_size_n": "Size of text {n}",
    "points": "{n} pt",
    "mixed": "{n} pt and larger",
    "add_text": "Add a text",
    "add_picture": "Add a picture",
    "add_table": "Add a table",
    "remove_text": "Take text {n} away",
    "remove_table": "Take the table away",
    "remove_picture": "Take the picture away",
    "removed": "Taken away. “Undo” brings it back.",
    "table": "Table",
    "cell": "Row {row}, column {column}",
    "more_rows": "Add a row",
    "fewer_rows": "Remove the last row",
    "more_columns": "Add a column",
    "fewer_columns": "Remove the last column",
    "table_size": "Rows: {rows}, columns: {columns}.",
    "table_size_label": "Size of the text in the table",
    "table_limit": "A table on a slide has 1 to 12 rows and 1 to 6 columns.",
    "picture": "Picture",
    "picture_is": "{name}, {kb} kB",
    "picture_added": "The picture is there. Now say in words what it shows.",
    "sending": "The picture is being sent …",
    "shrinking": "The picture is being made smaller …",
    "shrunk": "The picture weighs {kb} kB now.",
    "slide_gone": "This slide is no longer there. Please add the picture to another one.",
    "alt": "What the picture shows, for those who cannot see it",
    "ornament": "Only an ornament, it needs no words",
    "smaller": "Make it smaller",
    "colours": "Colours of this slide",
    "everywhere": "Same colours and sizes on all slides",
    "everywhere_done": "All slides have the colours and sizes of this one now.",
    "notes": "Notes: what you will say. Pupils do not see them.",
    "rehearse": "Rehearse",
    "back": "Back",
    "next": "Next",
    "end": "End",
}


class SlideEditor(Editor):
    """A list of slides, one of them to edit, and a rehearsal over the whole screen."""

    NAME: ClassVar[str] = "slides"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("slides.js")
    _css = style_text("slides")

    module = Unicode("slides.js").tag(sync=True)

"""A .pptx file as a presentation's state; runs only inside a limited child of `opening`."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import open_office
from mugalim_checks.slides.model import MOST_SLIDES, Image, Slide, Slides, Text
from mugalim_checks.slides.placing import shapes_of
from mugalim_checks.slides.shapes import Stage, read_shape
from mugalim_checks.states import to_plain

_LONGEST_NOTE = 5_000


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the presentation in a file; Failure with a "file." id where it has none."""
    open_office(content, "slides", ("pptx",)).close()
    presentation: Any = pptx.Presentation(BytesIO(content))
    if len(presentation.slides) > MOST_SLIDES:
        raise Failure("file.bomb")
    styles = _table_styles(presentation)
    slides = tuple(_slide(each, presentation, styles) for each in presentation.slides)
    state: dict[str, Any] = to_plain(Slides(slides, len(content)))
    Slides.from_state(state)  # whatever it refuses is refused here, where a file is at hand
    return state


def _table_styles(presentation: Any) -> Any | None:
    for relation in presentation.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.TABLE_STYLES and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _slide(slide: Any, presentation: Any, styles: Any | None) -> Slide:
    stage = Stage.of(slide, presentation, styles)
    made: list[Any] = []
    for shape in shapes_of(slide.element):
        made.extend(read_shape(shape, stage))
    return Slide(
        texts=tuple(each for each in made if isinstance(each, Text)),
        tables=tuple(each for each in made if not isinstance(each, Text | Image)),
        images=tuple(each for each in made if isinstance(each, Image)),
        notes=tuple(_notes(slide)),
        hidden=slide.element.get("show") in ("0", "false"),
        background=stage.backdrop.background,
    )


def _notes(slide: Any) -> Iterator[str]:
    """The paragraphs of a slide's notes."""
    if not slide.has_notes_slide:
        return
    for shape in shapes_of(slide.notes_slide.element):
        if shape.place not in ("body", "obj"):
            continue
        for paragraph in shape.element.iter(qn("a:p")):
            text = "".join(each.text or "" for each in paragraph.iter(qn("a:t"))).strip()
            if text:
                yield text[:_LONGEST_NOTE]

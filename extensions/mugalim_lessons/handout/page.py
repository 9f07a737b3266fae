"""A handout as one page to print: nbconvert's exporter with our template, all of it in itself."""

from __future__ import annotations

from pathlib import Path

from mugalim_lessons.exporter import LessonExporter
from mugalim_lessons.handout.content import Goals, Handout, Task
from mugalim_lessons.words import HANDOUT, in_language


class PageExporter(LessonExporter):
    """The exporter of lessons with the template of a handout."""

    TEMPLATE = "handout.html.j2"


async def page(handout: Handout, pictures: Path) -> str:
    """The HTML of the page; `pictures` is the folder that its pictures are read from."""
    words = in_language(HANDOUT, handout.language)
    kinds = {"is_task": lambda part: isinstance(part, Task),
             "is_goals": lambda part: isinstance(part, Goals)}  # fmt: skip
    values = {"handout": handout, "words": words, **kinds}
    return await PageExporter(handout.language, pictures).written(values)

"""A handout as a PDF with tags (PDF/UA-1): Typst, its template, and the handout as data."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import typst

from mugalim_lessons.handout.content import Goals, Handout, Part, Task
from mugalim_lessons.handout.markup import Pictures, blocks
from mugalim_lessons.words import HANDOUT, in_language

TEMPLATE = Path(__file__).parent / "handout.typ"


def pdf(handout: Handout, pictures: Path) -> bytes:
    """The PDF; `pictures` is the folder that pictures of the prose are read from."""
    with tempfile.TemporaryDirectory(prefix="mugalim-handout-") as name:
        folder, found = Path(name), Pictures(pictures)
        (folder / "data.json").write_text(json.dumps(_data(handout, found)))
        for each, content in found.found.items():
            (folder / each).write_bytes(content)
        shutil.copyfile(TEMPLATE, folder / "handout.typ")
        return _compiled(folder)


def _compiled(folder: Path) -> bytes:
    """The PDF as PDF/UA-1 wants it; with tags but without the standard where that cannot be."""
    source = str(folder / "handout.typ")
    given: dict[str, Any] = {"root": str(folder), "ignore_system_fonts": True, "pdf_tags": True}
    try:
        return bytes(typst.compile(source, pdf_standards=["ua-1"], **given))
    except typst.TypstError:  # a sign that no font of Typst has, such as 😀
        return bytes(typst.compile(source, **given))


def _data(handout: Handout, pictures: Pictures) -> dict[str, Any]:
    words = in_language(HANDOUT, handout.language)
    sections = [
        {
            "title": section.title or words["step"].format(n=number),
            "parts": [_part(part, pictures, words) for part in section.parts],
        }
        for number, section in enumerate(handout.sections, 1)
    ]
    about = {"title": handout.title, "language": handout.language, "words": words}
    return {**about, "sections": sections}


def _part(part: Part, pictures: Pictures, words: dict[str, str]) -> dict[str, Any]:
    if isinstance(part, Task):
        told = {"begin_with": part.begin_with, "hand_in": part.hand_in if part.program else ""}
        said = [words[key].format(name=name) for key, name in told.items() if name]
        return {"type": "task", "question": part.question, "options": list(part.options),
                "sentences": said, "lines": part.lines}  # fmt: skip
    if isinstance(part, Goals):
        items = [
            [text, words["points"].format(points=points) if points else ""]
            for text, points in part.items
        ]
        return {"type": "goals", "items": items}
    return {"type": "prose", "blocks": blocks(part.source, part.attachments, pictures)}

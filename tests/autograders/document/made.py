"""Text documents made by python-docx, for tests: what a teacher's office program would save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from PIL import Image

LANGUAGES = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}


class Letter:
    """A .docx file while it is written."""

    def __init__(self, language: str = "ru") -> None:
        self.file = docx.Document()
        for lang in self.file.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), LANGUAGES[language])

    def heading(self, text: str, level: int = 1) -> None:
        """A heading by its style."""
        self.file.add_heading(text, level)

    def text(self, *lines: str, bold: bool = False, size: float | None = None) -> None:
        """Ordinary paragraphs."""
        for line in lines:
            run = self.file.add_paragraph().add_run(line)
            run.bold = bold or None
            run.font.size = Pt(size) if size else None

    def items(self, *lines: str, style: str = "List Bullet") -> None:
        """Items of a list."""
        for line in lines:
            self.file.add_paragraph(line, style=style)

    def table(self, *rows: Sequence[str], header: bool = True) -> Any:
        """A table; its first row is marked as header."""
        made = self.file.add_table(len(rows), len(rows[0]))
        made.style = "Table Grid"
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        if header:
            made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return made

    def picture(self, alt: str | None, name: str = "image1.png") -> None:
        """A small picture with its words."""
        content = BytesIO()
        Image.new("RGB", (60, 40), "#2E7D32").save(content, "PNG")
        content.seek(0)
        shape = self.file.add_picture(content, width=Inches(1))
        next(shape._inline.iter(qn("pic:cNvPr"))).set("name", name)
        if alt is not None:
            shape._inline.docPr.set("descr", alt)

    def content(self) -> bytes:
        """The bytes of the file."""
        saved = BytesIO()
        self.file.save(saved)
        return saved.getvalue()


def russian_styles(letter: Letter) -> None:
    """Name the heading styles as a program in Russian may do, without outline levels."""
    for level in range(1, 4):
        style = letter.file.styles[f"Heading {level}"].element
        style.find(qn("w:name")).set(qn("w:val"), f"Заголовок {level}")
        properties = style.find(qn("w:pPr"))
        properties.remove(properties.find(qn("w:outlineLvl")))


def levels_only(letter: Letter) -> None:
    """Turn headings into plain paragraphs with an outline level, lists into bare numbering."""
    for paragraph in letter.file.paragraphs:
        name = paragraph.style.name
        if name.startswith("Heading "):
            paragraph.style = "Normal"
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(int(name[-1]) - 1))
            paragraph._p.get_or_add_pPr().append(level)
        elif name == "List Bullet":
            paragraph.style = "Normal"
            numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = 0
            numbered.get_or_add_numId().val = 1


def content_of(write: Callable[[Letter], None], language: str = "ru") -> bytes:
    """The bytes of a file that a function writes."""
    letter = Letter(language)
    write(letter)
    return letter.content()

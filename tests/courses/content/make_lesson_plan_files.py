"""Makes the files of digital-workplace/lesson-plan again: start files, solution, not-yet files.

Run by hand, from anywhere: `python tests/courses/content/make_lesson_plan_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageDraw

from mugalim_checks.archives import rezipped

HERE = Path(__file__)
LESSON = HERE.parents[3] / "courses" / "digital-workplace" / "lesson-plan"
MADE_AT = datetime(2026, 9, 1)  # noqa: DTZ001  python-docx writes it as it stands
STYLES = ("Normal", "Heading 1", "Heading 2", "Heading 3", "Default Paragraph Font",
          "Normal Table", "Table Normal", "Table Grid", "Header Char")  # fmt: skip
UNUSED = ("stylesWithEffects", "customXml", "webSettings", "fontTable", "thumbnail")
HEADS = ("Stage", "What pupils do", "Minutes")
FONT, INK = "Arial", "0B3D5C"


class Sheet:
    """A small .docx file while it is written."""

    def __init__(self) -> None:
        self.file = docx.Document()
        for style in list(self.file.styles):
            if style.name not in STYLES:
                style.element.getparent().remove(style.element)
        for lang in self.file.styles.element.iter(qn("w:lang")):
            lang.attrib.clear()  # the words come in three languages
        for part in (self.file.part, self.file.part.package):
            for name, relation in list(part.rels.items()):
                if relation.reltype.endswith(UNUSED):
                    part.rels.pop(name)
        self.file.styles["Normal"].font.name = FONT
        for level in (1, 2, 3):
            self.file.styles[f"Heading {level}"].font.color.rgb = RGBColor.from_string(INK)

    def heading(self, text: str, level: int) -> None:
        """A heading by its style."""
        self.file.add_heading(text, level)

    def text(self, text: str, *, bold: bool = False, size: int | None = None) -> None:
        """Plain text, or what looks like a heading and is none."""
        run = self.file.add_paragraph().add_run(text)
        run.bold = bold or None
        run.font.size = Pt(size) if size else None

    def table(self, rows: tuple[tuple[str, ...], ...], *, headed: bool) -> None:
        """The stages of a lesson; `headed` marks the first row as one of captions."""
        made = self.file.add_table(len(rows) + 1, len(HEADS), style="Table Grid")
        for row, texts in zip(made.rows, (HEADS, *rows), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        if headed:
            made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def picture(self, content: bytes, name: str, alt: str) -> None:
        """A picture with what stands in the place of its words."""
        shape = self.file.add_picture(BytesIO(content), width=Cm(7))
        next(shape._inline.iter(qn("pic:cNvPr"))).set("name", name)
        shape._inline.docPr.set("descr", alt)

    def content(self) -> bytes:
        """The bytes of the file, which names nobody and no day."""
        about = self.file.core_properties
        about.author = about.comments = about.title = about.last_modified_by = ""
        about.created = about.modified = MADE_AT
        target = BytesIO()
        self.file.save(target)
        return rezipped(target.getvalue())


def drawing(paint: Callable[[ImageDraw.ImageDraw], None], width: int, height: int) -> bytes:
    """A drawing of few colours on white."""
    picture, target = Image.new("RGB", (width, height), "white"), BytesIO()
    paint(ImageDraw.Draw(picture))
    picture.quantize(8).save(target, "PNG", optimize=True)
    return target.getvalue()


@cache
def squares() -> bytes:
    """A rectangle of three rows with five squares each."""

    def paint(draw: ImageDraw.ImageDraw) -> None:
        for row in range(3):
            for column in range(5):
                left, top = 40 + column * 100, 40 + row * 100
                colour = "#DCEBF5" if (row + column) % 2 else "#FFF3D6"
                draw.rectangle((left, top, left + 100, top + 100), colour, "#0B5D8F", 5)

    return drawing(paint, 580, 380)


@cache
def leaf() -> bytes:
    """A leaf with its stalk, its edge and its veins."""

    def paint(draw: ImageDraw.ImageDraw) -> None:
        draw.line((60, 190, 180, 190), "#6D4C41", 12)
        draw.ellipse((150, 70, 530, 310), "#2E7D32", "#1B5E20", 6)
        draw.line((150, 190, 520, 190), "#A5D6A7", 7)
        for step in range(4):
            left = 220 + step * 70
            for end in (100, 280):
                draw.line((left, 190, left + 45, end + (10 if end < 190 else -10)), "#A5D6A7", 4)

    return drawing(paint, 580, 380)


@dataclass(frozen=True)
class Plan:
    """A plan of one lesson as somebody left it."""

    title: str = "Lesson plan: why is a leaf green? 7-B"
    goal: str = "Each pupil shows stalk, edge and veins of a leaf and says what each is for."
    time: str = "45 minutes"
    stages: tuple[tuple[str, str, str], ...] = (
        ("Beginning", "Pupils look at three leaves and say what is alike.", "5"),
        ("New", "In pairs they find the veins under a lens and draw them.", "15"),
        ("Practice", "Each shows the parts on a leaf of their own and says what for.", "20"),
        ("End", "Each labels a drawing of a leaf on a slip of paper.", "5"),
    )
    assessment: str = "The slip: three parts named, and one word on what each is for."
    alt: str = "Leaf with its stalk on the left, its edge, and veins from the middle to the edge"
    bold: frozenset[str] = frozenset()  # parts whose headings only look like some
    level: int = 2  # of the parts' headings
    headed: bool = True

    def content(self) -> bytes:
        """The plan as a .docx file."""
        sheet = Sheet()
        sheet.heading(self.title, 1)
        self._part(sheet, "Goal", self.goal)
        self._part(sheet, "Time", self.time)
        self._part(sheet, "Stages")
        sheet.table(self.stages, headed=self.headed)
        sheet.picture(leaf(), "leaf.png", self.alt)
        self._part(sheet, "Assessment", self.assessment)
        return sheet.content()

    def _part(self, sheet: Sheet, name: str, text: str = "") -> None:
        if name in self.bold:
            sheet.text(name, bold=True, size=14)
        else:
            sheet.heading(name, self.level)
        if text:
            sheet.text(text)


DONE = Plan()


def bare_headings() -> bytes:
    """The plan with two headings by style; the other parts begin with a plain line."""
    made = docx.Document(BytesIO(DONE.content()))
    for paragraph in made.paragraphs:
        if paragraph.text in ("Goal", "Time", "Assessment"):
            paragraph.style = made.styles["Normal"]
    target = BytesIO()
    made.save(target)
    return rezipped(target.getvalue())


def not_yet() -> dict[str, bytes]:
    """Plans that each lack exactly one thing, by the name of their file."""
    shorter = (*DONE.stages[:2], ("Practice", DONE.stages[2][1], "10"), DONE.stages[3])
    return {
        "plain_lines": bare_headings(),
        "bold_line": replace(DONE, bold=frozenset(["Assessment"])).content(),
        "level_skipped": replace(DONE, level=3).content(),
        "goal_left_open": replace(DONE, goal="What pupils can do at the end").content(),
        "header_unmarked": replace(DONE, headed=False).content(),
        "ten_minutes_lost": replace(DONE, stages=shorter).content(),
        "file_name_as_words": replace(DONE, alt="leaf.png").content(),
    }


def start() -> bytes:
    """The form with which she begins: lines that look like headings, and an empty table."""
    sheet = Sheet()
    sheet.text("Lesson plan: topic and class", bold=True, size=16)
    for name, asked in (
        ("Goal", "What pupils can do at the end"),
        ("Time", "How long the lesson is"),
        ("Stages", ""),
        ("Assessment", "How you see that the goal is reached"),
    ):
        sheet.text(name, bold=True, size=14)
        if asked:
            sheet.text(asked)
        else:
            sheet.table((("", "", ""),) * 4, headed=False)
    return sheet.content()


def practice_style() -> bytes:
    """A plan whose headings are only bold and large."""
    sheet = Sheet()
    sheet.text("Lesson plan: area of a rectangle, 5-A", bold=True, size=16)
    sheet.text("Goal", bold=True, size=14)
    sheet.text("Each pupil finds the area of a rectangle and explains why we multiply.")
    sheet.text("Time", bold=True, size=14)
    sheet.text("45 minutes")
    return sheet.content()


def practice_table() -> bytes:
    """Stages in a table whose first row is not marked, and one stage without minutes."""
    sheet = Sheet()
    sheet.heading("Time", 2)
    sheet.text("45 minutes")
    sheet.heading("Stages", 2)
    rows = (
        ("Beginning", "Measure the desk with their hands", "5"),
        ("New", "Lay a rectangle of squares", "15"),
        ("Practice", "Solve three problems in pairs", "20"),
        ("End", "Explain one problem in writing", ""),
    )
    sheet.table(rows, headed=False)
    return sheet.content()


def practice_picture() -> bytes:
    """A drawing whose words are the name of a file."""
    sheet = Sheet()
    sheet.heading("New", 2)
    sheet.text("Pupils lay this rectangle of squares and count.")
    sheet.picture(squares(), "IMG_2041.png", "IMG_2041.png")
    return sheet.content()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files into a folder, by their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def main(target: Path) -> None:
    """Every file of the lesson, written into its folder."""
    if str(HERE.parent) not in sys.path:
        sys.path.append(str(HERE.parent))
    from lesson_plan_drawings import pairs

    begun = {
        "plan.docx": start(),
        "practice_style.docx": practice_style(),
        "practice_table.docx": practice_table(),
        "practice_picture.docx": practice_picture(),
    }
    write(target / "files", {**begun, **pairs()})
    write(target / "solution", {"plan.docx": DONE.content()})
    write(target / "not_yet", {f"{name}.docx": each for name, each in not_yet().items()})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)

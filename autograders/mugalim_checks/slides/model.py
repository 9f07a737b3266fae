"""A presentation as data: slides of text with its effective looks, tables, pictures and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import LARGEST_UNPACKED as MOST_BYTES
from mugalim_checks.parts import ColouredText, Heading, Passage, Picture, place
from mugalim_checks.pieces import is_digest
from mugalim_checks.states import from_plain, to_plain

MOST_SLIDES = 200
MOST_TEXT = 500_000  # characters of a presentation
MOST_PIECES = 20_000  # runs, cells and pictures of a presentation
SMALLEST_POINTS, LARGEST_POINTS = 1, 4_000
_COLOUR = re.compile(r"#[0-9A-F]{6}")
_BLACK = "#000000"

# "furniture": the date, the footer and the number of a slide, which its layout brings along.
Role = Literal["title", "text", "furniture"]


@dataclass(frozen=True)
class Run:
    """Text of one look, all inheritance resolved; None where that cannot be told."""

    text: str
    points: float | None = None  # type size, shrinking to fit included
    bold: bool = False
    colour: str | None = None  # "#RRGGBB"
    background: str | None = None  # None: a picture, a gradient, or cannot be told
    language: str | None = None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a slide."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Text:
    """A shape's text."""

    paragraphs: tuple[Paragraph, ...] = ()
    role: Role = "text"


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True)
class Image:
    """A picture, a chart or a drawing on a slide."""

    alt: str | None = None
    name: str = ""
    size: int = 0  # bytes
    decorative: bool = False
    digest: str = ""  # SHA-256 of its bytes, where they are kept


@dataclass(frozen=True)
class Slide:
    """One slide as pupils see it, with the teacher's notes, a paragraph each."""

    texts: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    images: tuple[Image, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False
    background: str | None = None

    @property
    def title(self) -> str:
        """The text of the title's place, in one line; "" where there is none."""
        titles = (each for each in self.texts if each.role == "title")
        lines = (paragraph.text for text in titles for paragraph in text.paragraphs)
        return " ".join(" ".join(lines).split())

    def paragraphs(self, *, furniture: bool = False) -> Iterator[Paragraph]:
        """What is written on the slide, tables too; the date and the footer only if wanted."""
        for text in self.texts:
            if furniture or text.role != "furniture":
                yield from text.paragraphs
        for table in self.tables:
            for row in table.rows:
                for cell in row:
                    yield from cell.paragraphs

    @property
    def words(self) -> list[str]:
        """The words on the slide, without notes, date and footer."""
        text = " ".join(paragraph.text for paragraph in self.paragraphs())
        return [word for word in text.split() if any(letter.isalnum() for letter in word)]


@dataclass(frozen=True)
class Slides:
    """A presentation, with the bytes of the file that it came in."""

    kind: ClassVar[str] = "slides"

    slides: tuple[Slide, ...] = ()
    weight: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written or shown on any slide."""
        return not any(slide.words or slide.images for slide in self.slides)

    @property
    def shown(self) -> tuple[tuple[int, Slide], ...]:
        """The slides that pupils see, with their numbers."""
        return tuple(
            (number, slide) for number, slide in enumerate(self.slides, 1) if not slide.hidden
        )

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The slides' titles."""
        return tuple(
            Heading(1, slide.title, place("slide", number=number))
            for number, slide in enumerate(self.slides, 1)
            if slide.title
        )

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures, slide by slide."""
        return tuple(
            Picture(
                image.alt,
                place("picture_on_slide", slide=number, number=nth),
                image.name,
                image.size,
                decorative=image.decorative,
            )
            for number, slide in enumerate(self.slides, 1)
            for nth, image in enumerate(slide.images, 1)
        )

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All text: slides with date and footer, hidden slides, and notes."""
        return tuple(self._passages())

    def _passages(self) -> Iterator[Passage]:
        for number, slide in enumerate(self.slides, 1):
            for paragraph in slide.paragraphs(furniture=True):
                if paragraph.text.strip():
                    language = _most_common(paragraph.runs)
                    yield Passage(paragraph.text, place("slide", number=number), language)
            for note in slide.notes:
                yield Passage(note, place("notes", number=number))

    @property
    def coloured(self) -> tuple[ColouredText, ...]:
        """The text that pupils see, with its colours."""
        return tuple(
            _coloured(run, number)
            for number, slide in self.shown
            for paragraph in slide.paragraphs()
            for run in paragraph.runs
            if run.text.strip()
        )

    @property
    def language(self) -> str | None:
        """The language in which most of the text is marked."""
        paragraphs = (each for slide in self.slides for each in slide.paragraphs())
        return _most_common(tuple(run for each in paragraphs for run in each.runs))

    @classmethod
    def from_state(cls, state: object) -> Slides:
        """The presentation that `to_state` gave; Failure where it is none or too large."""
        slides = from_plain(cls, state)
        if len(slides.slides) > MOST_SLIDES or slides.weight < 0:
            raise Failure("file.damaged")
        if sum(len(passage.text) for passage in slides.passages) > MOST_TEXT:
            raise Failure("file.damaged")
        if sum(_pieces(slide) for slide in slides.slides) > MOST_PIECES:
            raise Failure("file.damaged")
        if sum(abs(image.size) for each in slides.slides for image in each.images) > MOST_BYTES:
            raise Failure("file.damaged")
        if not all(_is_sound(slide) for slide in slides.slides):
            raise Failure("file.damaged")
        return slides

    def to_state(self) -> dict[str, Any]:
        """The presentation as plain JSON values."""
        state: dict[str, Any] = to_plain(self)
        return state

    def translated(self, lookup: Callable[[str], str]) -> Slides:
        """The presentation with its paragraphs, notes and pictures' words looked up."""
        from mugalim_checks.slides.translating import translated_slide

        return replace(self, slides=tuple(translated_slide(each, lookup) for each in self.slides))


def _coloured(run: Run, number: int) -> ColouredText:
    background = run.background if run.colour else None
    where = place("slide", number=number)
    return ColouredText(run.text, run.colour or _BLACK, background, where, run.points, run.bold)


def _most_common(runs: tuple[Run, ...]) -> str | None:
    letters: Counter[str] = Counter()
    for run in runs:
        if run.language:
            letters[run.language] += len(run.text)
    return letters.most_common(1)[0][0] if letters else None


def _pieces(slide: Slide) -> int:
    """How many things a slide is made of."""
    runs = sum(len(each.runs) + 1 for each in slide.paragraphs(furniture=True))
    cells = sum(len(row) + 1 for table in slide.tables for row in table.rows)
    return runs + cells + len(slide.texts) + len(slide.tables) + len(slide.images)


def _is_sound(slide: Slide) -> bool:
    """Whether colours are colours and sizes are sizes."""
    runs = [run for each in slide.paragraphs(furniture=True) for run in each.runs]
    colours = [
        slide.background,
        *(colour for run in runs for colour in (run.colour, run.background)),
    ]
    sizes = [run.points for run in runs if run.points is not None]
    return (
        all(colour is None or _COLOUR.fullmatch(colour) for colour in colours)
        and all(SMALLEST_POINTS <= size <= LARGEST_POINTS for size in sizes)
        and all(image.size >= 0 and is_digest(image.digest) for image in slide.images)
    )

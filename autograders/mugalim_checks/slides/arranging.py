"""Where the things of a slide go on a sheet of 16:9: title on top, texts, tables, pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mugalim_checks.slides.model import Paragraph, Slide, Table, Text

WIDE, HIGH = 960.0, 540.0  # points: 13.33 by 7.5 inches, as new presentations are
_EDGE, _GAP = 40.0, 16.0
_TITLE_TOP, _TITLE_HIGH = 22.0, 96.0  # two lines of 40 points
_BODY_TOP, _BODY_HIGH = 130.0, 374.0
_FOOT_TOP, _FOOT_HIGH = 510.0, 24.0
_LETTER = 0.5  # width of a letter, in type sizes
_LINE = 1.2  # height of a line, in type sizes
_CELL_EDGE = 12.0
_STANDARD_POINTS = 32.0


@dataclass(frozen=True)
class Area:
    """A rectangle on the slide, in points."""

    left: float
    top: float
    width: float
    height: float

    def fitted(self, wide: float, high: float) -> Area:
        """The largest rectangle of such proportions within, in the middle."""
        share = min(self.width / wide, self.height / high)
        width, height = wide * share, high * share
        left = self.left + (self.width - width) / 2
        return Area(left, self.top + (self.height - height) / 2, width, height)


@dataclass(frozen=True)
class Arrangement:
    """The areas of a slide's title, and of its texts, tables, pictures and footers in order."""

    title: Area
    texts: tuple[Area, ...]
    tables: tuple[Area, ...]
    images: tuple[Area, ...]
    feet: tuple[Area, ...]


def written_texts(slide: Slide) -> tuple[Text, ...]:
    """The texts that stand in the body of a slide, those without a word left out."""
    return tuple(text for text in slide.texts if text.role == "text" and _has_words(text))


def feet_of(slide: Slide) -> tuple[Text, ...]:
    """The date, the footer and the number of a slide."""
    return tuple(text for text in slide.texts if text.role == "furniture" and _has_words(text))


def arranged(slide: Slide) -> Arrangement:
    """Where everything goes: a title alone in the middle, pictures right of the words."""
    texts, body = written_texts(slide), Area(_EDGE, _BODY_TOP, WIDE - 2 * _EDGE, _BODY_HIGH)
    has_words = bool(texts or slide.tables)
    left, right = _halves(body) if has_words and slide.images else (body, body)
    if len(texts) == 2 and not slide.tables and not slide.images:
        places: Sequence[Area] = _halves(body)
    else:
        places = _stacked([*texts, *slide.tables], left)
    is_alone = not has_words and not slide.images
    return Arrangement(
        title=Area(_EDGE, HIGH / 4 if is_alone else _TITLE_TOP, WIDE - 2 * _EDGE, _high(is_alone)),
        texts=tuple(places[: len(texts)]),
        tables=tuple(places[len(texts) :]),
        images=_grid(len(slide.images), right),
        feet=_beside(len(feet_of(slide)), Area(_EDGE, _FOOT_TOP, WIDE - 2 * _EDGE, _FOOT_HIGH)),
    )


def _high(is_alone: bool) -> float:
    return HIGH / 2 if is_alone else _TITLE_HIGH


def _has_words(text: Text) -> bool:
    return any(paragraph.text.strip() for paragraph in text.paragraphs)


def _halves(area: Area) -> tuple[Area, Area]:
    first, second = _beside(2, area)
    return first, second


def _beside(count: int, area: Area) -> tuple[Area, ...]:
    gap = _gap(count, area.width)
    width = (area.width - gap * (count - 1)) / max(count, 1)
    return tuple(
        Area(area.left + nth * (width + gap), area.top, width, area.height) for nth in range(count)
    )


def _gap(count: int, length: float) -> float:
    """The room between so many things in a row."""
    return min(_GAP, length / (4 * max(count, 1)))


def _stacked(things: Sequence[Text | Table], area: Area) -> list[Area]:
    """One under another, as high as their words need; one alone has it all."""
    if len(things) == 1 and isinstance(things[0], Text):
        return [area]
    needed, gap = [_needed(thing, area.width) for thing in things], _gap(len(things), area.height)
    share = min(1.0, (area.height - gap * (len(things) - 1)) / max(sum(needed), 1.0))
    found, top = [], area.top
    for height in needed:
        found.append(Area(area.left, top, area.width, max(height * share, 1.0)))
        top += height * share + gap
    return found


def _needed(thing: Text | Table, width: float) -> float:
    """About how high a text or a table is, in points."""
    if isinstance(thing, Text):
        return _CELL_EDGE + sum(_lines_high(each, width) for each in thing.paragraphs)
    columns = max((len(row) for row in thing.rows), default=1) or 1
    rows = (
        max(
            (sum(_lines_high(p, width / columns) for p in cell.paragraphs) for cell in row),
            default=0,
        )
        for row in thing.rows
    )
    return sum(_CELL_EDGE + row for row in rows)


def _lines_high(paragraph: Paragraph, width: float) -> float:
    points = max((run.points or 0 for run in paragraph.runs), default=0) or _STANDARD_POINTS
    lines = math.ceil(len(paragraph.text) * points * _LETTER / width)
    return max(lines, 1) * points * _LINE


def _grid(count: int, area: Area) -> tuple[Area, ...]:
    """So many areas of one size, in rows that leave each as much room as they can."""
    if not count:
        return ()
    columns = max(1, round(math.sqrt(count * area.width / area.height / 1.3)))
    rows = math.ceil(count / columns)
    gap = _gap(rows, area.height)
    height = (area.height - gap * (rows - 1)) / rows
    found: list[Area] = []
    for row in range(rows):
        line = Area(area.left, area.top + row * (height + gap), area.width, height)
        found.extend(_beside(columns, line))
    return tuple(found[:count])

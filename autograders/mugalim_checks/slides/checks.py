"""Checks of slides for a class: titles, type that the last row can read, few words, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.parts import place
from mugalim_checks.pictures.licences import licence_of
from mugalim_checks.slides.model import Slide, Slides

_FEWEST_WORDS_OF_NOTES = 3


@check()
def slides_begun(slides: Slides, *, least: int = 3) -> None:
    """There are so many slides with words on them, hidden ones aside."""
    done = sum(bool(slide.words) for _, slide in slides.shown)
    if done < least:
        raise Failure("slides.too_few", done=done, slides=least)


@check(needs=[slides_begun])
def slides_titled(slides: Slides, *, least: int = 3) -> None:
    """Each slide has a title in its place, and no two are the same."""
    seen: dict[str, int] = {}
    untitled = [number for number, slide in slides.shown if not slide.title]
    total = len(slides.shown)
    if untitled:
        where = place("slide", number=untitled[0])
        done = total - len(untitled)
        raise Failure("slides.untitled", earned=done / total, where=where, done=done, slides=total)
    for number, slide in slides.shown:
        other = seen.setdefault(slide.title.casefold(), number)
        if other != number:
            where = place("slide", number=number)
            earned = len({each.title.casefold() for _, each in slides.shown}) / total
            raise Failure("slides.title_twice", earned=earned, where=where, other=other)


@check(needs=[slides_begun])
def text_large_enough(slides: Slides, *, points: float = 24, least: int = 3) -> None:
    """The smallest text of every slide is of that size, in points."""
    smallest = {number: _smallest(slide, number) for number, slide in slides.shown}
    known = {number: size for number, size in smallest.items() if size is not None}
    if not known:
        raise CannotTell("slides.sizes_unknown")
    number = min(known, key=lambda each: known[each])
    if known[number] < points:
        done = sum(size >= points for size in known.values())
        raise Failure(
            "slides.text_small",
            earned=done / len(known),
            where=place("slide", number=number),
            points=round(known[number], 1),
            wanted=float(points),
            done=done,
            slides=len(known),
        )


def _smallest(slide: Slide, number: int) -> float | None:
    """The smallest known type size on a slide, in points.

    The number of the slide and the credit of a picture, known by its licence, may be smaller: the
    last row need not read them.
    """
    read = [
        paragraph
        for paragraph in slide.paragraphs()
        if paragraph.text.strip() != str(number) and licence_of(paragraph.text) is None
    ]
    runs = [run for paragraph in read for run in paragraph.runs if run.text.strip()]
    return min((run.points for run in runs if run.points is not None), default=None)


@check(needs=[slides_begun])
def words_per_slide(slides: Slides, *, most: int = 40, least: int = 3) -> None:
    """No slide holds more words than that; notes do not count."""
    counts = {number: len(slide.words) for number, slide in slides.shown}
    number = max(counts, key=lambda each: counts[each])
    if counts[number] > most:
        done = sum(count <= most for count in counts.values())
        raise Failure(
            "slides.too_many_words",
            earned=done / len(counts),
            where=place("slide", number=number),
            words=counts[number],
            most=most,
            done=done,
            slides=len(counts),
        )


@check(needs=[slides_begun])
def notes_on_share(slides: Slides, *, share: float = 0.5, least: int = 3) -> None:
    """At least that share of the slides has notes: each its own, and more than the slide says."""
    has_notes = _has_own_notes([slide for _, slide in slides.shown])
    done, wanted = sum(has_notes), -(-len(has_notes) * round(share * 100) // 100)
    if done < wanted:
        number = next(
            number for (number, _), has in zip(slides.shown, has_notes, strict=True) if not has
        )
        raise Failure(
            "slides.notes_missing",
            earned=done / wanted,
            where=place("slide", number=number),
            done=done,
            slides=wanted,
        )


def _has_own_notes(slides: Sequence[Slide]) -> list[bool]:
    seen: set[str] = set()
    found = []
    for slide in slides:
        notes = " ".join(" ".join(slide.notes).casefold().split())
        on_slide = " ".join(slide.words).casefold()
        is_own = notes not in seen and notes != slide.title.casefold() and notes != on_slide
        found.append(is_own and len(notes.split()) >= _FEWEST_WORDS_OF_NOTES)
        seen.add(notes)
    return found


@check(needs=[slides_begun])
def asks_pupils(
    slides: Slides, *, verbs: Mapping[str, Sequence[str]] | None = None, least: int = 3
) -> None:
    """At least one slide asks the pupils something, or tells them to do something."""
    wanted = {verb.casefold() for each in (verbs or {}).values() for verb in each}
    if not any(_asks(slide, wanted) for _, slide in slides.shown):
        raise Failure("slides.nobody_asked")


def _asks(slide: Slide, verbs: set[str]) -> bool:
    text = " ".join(paragraph.text for paragraph in slide.paragraphs())
    words = {word.strip('.,:;!?…«»"()').casefold() for word in slide.words}
    return "?" in text or bool(words & verbs)

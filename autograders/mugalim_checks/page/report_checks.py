"""Checks of a report with numbers: sources, what they are of, the chart's finding, next steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from mugalim_checks.access import alt_text_present
from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.page.entries import Names, fields_of, rows
from mugalim_checks.page.figures import Figure, figures, has_day
from mugalim_checks.page.model import Page
from mugalim_checks.page.sources import Cells, Source, sources
from mugalim_checks.page.words import word_for
from mugalim_checks.parts import Where
from mugalim_checks.wording import has_words
from mugalim_checks.wording.measures import sentences
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike
from mugalim_checks.workbook import Workbook

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MOST_PUPILS = 2_000  # of a school
_LACKING = {"date": "page.step_no_day", "who": "page.step_lacks"}
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@check(needs=[has_words])
def numbers_recompute(
    page: Page,
    *,
    columns: Names,
    beside: Mapping[str, object],
    data: str = "data",
    least: int = 3,
) -> None:
    """Each number that names its cell is what the data table gives, as rounded on the page.

    At least so many different cells are named.
    """
    workbook = beside.get(data)
    if not isinstance(workbook, Workbook):
        raise Failure("page.no_data")
    found = sources(page, columns)
    if not found:
        raise Failure("page.no_sources", least=least, columns=_heads(page, columns))
    cells = Cells(workbook, workbook.calculate())
    used = _figures_outside(page, {each.table for each in found})
    failures = [failure for each in found if (failure := _trouble(cells, each, used))]
    good, wanted = len(found) - len(failures), max(least, len(found))
    if failures:
        raise _part(failures[0], good / wanted)
    different = len({alike(each.reference.replace("$", "")) for each in found})
    if different < least:
        raise Failure("page.few_sources", earned=different / wanted, found=different, least=least)


def _trouble(cells: Cells, source: Source, outside: Sequence[Figure]) -> Failure | None:
    """What is not right about one number; a listed one must stand in the text too."""
    try:
        figure = cells.compare(source)
    except CannotTell:
        raise
    except Failure as failure:
        return failure
    if source.table and not any(figure.value == each.value for each in outside):
        return Failure("page.number_not_used", where=source.where, text=figure.text)
    return None


def _part(failure: Failure, earned: float) -> Failure:
    return Failure(failure.id, earned=earned, **failure.values)


def _figures_outside(page: Page, tables: Set[int]) -> tuple[Figure, ...]:
    """The numbers in the text, those in the table of sources left out."""
    return tuple(
        figure
        for block in page.blocks
        if block.cell is None or block.cell.table not in tables
        for figure in figures(block.text)
    )


def _heads(page: Page, columns: Names) -> str:
    return ", ".join(word_for(page, names) for names in columns.values())


@check(needs=[has_words])
def states_number_and_period(page: Page, *, number: Sequence[str], period: Sequence[str]) -> None:
    """A field says of how many pupils the numbers are, another of which quarter and year."""
    found = fields_of(page, {"number": number, "period": period})
    failures = []
    for key, names in (("number", number), ("period", period)):
        label = word_for(page, names)
        value = found.get(key)
        if value is None or not value.text:
            failures.append(Failure("page.no_field", label=label))
        elif key == "number" and not _counts(value.text):
            failures.append(Failure("page.no_count", where=value.where, label=label))
        elif key == "period" and not _YEAR.search(value.text):
            failures.append(Failure("page.no_year", where=value.where, label=label))
    if failures:
        raise _part(failures[0], 1 - len(failures) / 2)


def _counts(text: str) -> bool:
    found = next(figures(text), None)
    return found is not None and found.decimals == 0 and 1 <= found.value <= _MOST_PUPILS


@check(needs=[has_words])
def next_steps(page: Page, *, columns: Names, least: int = 1, most: int = 3) -> None:
    """A table of 1 to 3 next steps says what is done, who does it and until which day."""
    steps = rows(page, columns)
    if len(steps) < least:
        raise Failure("page.no_steps", columns=_heads(page, columns), least=least)
    lacks: list[Failure] = []
    for step in steps:
        for key, names in columns.items():
            value = step.values.get(key)
            where = value.where if value else step.where
            fits = has_day if key == "date" else _LETTERS.search
            if value is None or not fits(value.text):
                said = _LACKING.get(key, "page.step_empty")
                lacks.append(Failure(said, where=where, column=word_for(page, names)))
                break
    if lacks:
        raise _part(lacks[0], 1 - len(lacks) / len(steps))
    if len(steps) > most:
        raise Failure("page.many_steps", earned=most / len(steps), found=len(steps), most=most)


@check(needs=[has_words])
def chart_says_finding(page: Page, *, shortest: int = 30, longest: int = 300) -> None:
    """The chart's words give its main finding: a number of it that stands in the text too."""
    if not page.pictures:
        raise Failure("page.no_chart")
    alt_text_present(page, shortest=shortest, longest=longest)
    known = {figure.value for block in page.blocks for figure in figures(block.text)}
    pictures = [picture for picture in page.pictures if not picture.decorative]
    for picture in pictures:
        if any(figure.value in known for figure in figures(picture.alt or "")):
            return
    first = pictures[0]
    raise Failure("page.alt_no_number", earned=0.5, where=first.where, text=quoted(first.alt or ""))


@check(needs=[has_words])
def causes_softened(
    page: Page, *, causes: Mapping[str, Sequence[str]], may: Mapping[str, Sequence[str]]
) -> None:
    """No sentence says why something is so without a "may"; words of each language, by its code.

    A word ends with * where any ending may follow.
    """
    claims, softens = _words(causes), _words(may)
    for where, sentence in _sentences(page):
        plain = alike(sentence)
        claim = claims.search(plain)
        if claim and not softens.search(plain):
            raise Failure("page.cause_claimed", where=where, text=quoted(sentence, 50))


def _words(by_language: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern of whole words or phrases, those with * with any ending."""
    parts = (
        re.escape(alike(word.removesuffix("*"))) + (r"\w*" if word.endswith("*") else r"\b")
        for words in by_language.values()
        for word in words
    )
    return re.compile(rf"\b(?:{'|'.join(parts)})")


def _sentences(page: Page) -> Iterator[tuple[Where, str]]:
    for passage in page.passages:
        for sentence in sentences(passage.text):
            yield passage.where, sentence

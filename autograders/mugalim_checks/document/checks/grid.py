"""Checks of a table with criteria down its side and levels along its top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise

from mugalim_checks.core import Failure, check
from mugalim_checks.document.amounts import last_number, points
from mugalim_checks.document.blocks import Table
from mugalim_checks.document.checks.table import has_table, tables
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import fields as fields_named
from mugalim_checks.document.sections import rank, wording
from mugalim_checks.parts import Where, place
from mugalim_checks.wording.measures import words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_LEAST_HEADS = 3  # cells of a row with the names of levels


@dataclass(frozen=True)
class GridPlan:
    """What a lesson says of the table; the parameters of every check of it.

    Names stand in the order English, Kyrgyz, Russian, then others.
    """

    least_criteria: int = 3
    most_criteria: int = 5
    least_levels: int = 3
    most_levels: int = 4
    own: Sequence[str] = ()  # columns, headings or lines in which the pupil marks herself
    aside: Sequence[str] = ()  # other columns that are no level
    total: Sequence[str] = ()  # the row or line with the total
    points: Sequence[str] = ()  # the row with the points of the levels
    least_difference: int = 4  # words by which neighbouring levels differ
    unseen: Sequence[str] = ()  # beginnings of words for what cannot be seen


@dataclass(frozen=True)
class Grid:
    """A plan laid over the largest table of a document."""

    document: Document
    plan: GridPlan
    number: int
    table: Table

    @cached_property
    def head(self) -> int:
        """The row (from 0) with the names of the levels, below a title over all columns."""
        rows = enumerate(self.table.grid)
        return next((at for at, row in rows if len(set(map(id, row))) >= _LEAST_HEADS), 0)

    @cached_property
    def side(self) -> int:
        """The column (from 0) with the criteria: the first one that holds more than numbers."""
        below = self.table.texts[self.head + 1 :]
        columns = range(len(self.table.texts[0]))
        return next(
            (at for at in columns if any(map(str.isalpha, "".join(row[at] for row in below)))), 0
        )

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The columns (from 0) with levels; one without words and points is for whoever marks."""
        names = (*self.plan.own, *self.plan.aside)
        sums = (*self.plan.total, *self.plan.points)
        return tuple(
            at
            for at, head in enumerate(self.table.texts[self.head])
            if at > self.side
            and not rank(head, names)
            and (
                points(head) is not None
                or (rank(head, sums) < 3 and any(self.text(row, at) for row in self.criteria))
            )
        )

    @cached_property
    def criteria(self) -> tuple[int, ...]:
        """The rows (from 0) with a criterion."""
        names = (*self.plan.total, *self.plan.points)
        return tuple(
            at
            for at in range(max(self.head + 1, self.table.headers), len(self.table.texts))
            if any(self.table.texts[at]) and rank(self.name(at), names) < 2
        )

    def name(self, row: int) -> str:
        """What a row is called: its criterion, or the first of its cells that says something."""
        return self.text(row, self.side) or next(filter(None, self.table.texts[row]), "")

    def text(self, row: int, column: int) -> str:
        """The words of a cell."""
        return self.table.texts[row][column]

    def where(self, row: int, column: int) -> Where:
        """A cell as a place."""
        return place("table_cell", table=self.number, row=row + 1, column=column + 1)

    def row_named(self, names: Sequence[str]) -> int | None:
        """The row that is called by one of the names."""
        rows = range(self.head + 1, len(self.table.texts))
        return next((at for at in rows if rank(self.name(at), names) >= 2), None)

    @cached_property
    def described(self) -> tuple[tuple[int, int], ...]:
        """The rows and columns of what is to be described: each level of each criterion."""
        return tuple((row, at) for row in self.criteria for at in self.levels)

    def neighbours(self) -> Iterator[tuple[int, int, int]]:
        """Each criterion's row with two neighbouring levels."""
        for row in self.criteria:
            for left, right in pairwise(self.levels):
                yield row, left, right


def _grid(document: Document, parameters: dict[str, object]) -> Grid:
    known = {each.name for each in fields(GridPlan)}
    plan = GridPlan(**{name: each for name, each in parameters.items() if name in known})  # type: ignore[arg-type]  # checked against the plan
    number, table = max(tables(document), key=lambda each: len(each[1].grid) * len(each[1].grid[0]))
    return Grid(document, plan, number, table)


@check(needs=[has_table], takes=GridPlan)
def grid_started(document: Document, **parameters: object) -> None:
    """At least half of the levels are described in words."""
    grid = _grid(document, parameters)
    done, cells = sum(_has_letters(grid.text(*each)) for each in grid.described), grid.described
    if not cells:
        raise Failure("document.no_criteria")
    if done * 2 < len(cells):
        raise Failure("document.grid_bare", done=done, cells=len(cells))


@check(needs=[has_table, grid_started], takes=GridPlan)
def grid_size(document: Document, **parameters: object) -> None:
    """The table has as many criteria and levels as pupils can use, and a marked header row."""
    grid = _grid(document, parameters)
    plan = grid.plan
    rows, columns = len(grid.criteria), len(grid.levels)
    if not plan.least_criteria <= rows <= plan.most_criteria:
        raise Failure(
            "document.criteria_count",
            earned=0.5,
            found=rows,
            least=plan.least_criteria,
            most=plan.most_criteria,
        )
    if not plan.least_levels <= columns <= plan.most_levels:
        raise Failure(
            "document.levels_count",
            earned=0.5,
            found=columns,
            least=plan.least_levels,
            most=plan.most_levels,
        )
    if not grid.table.headers:
        text = quoted(" | ".join(grid.table.texts[grid.head]), 30)
        raise Failure("document.header_unmarked", earned=0.5, text=text)


@check(needs=[has_table], takes=GridPlan)
def grid_full(document: Document, **parameters: object) -> None:
    """Every criterion and every level of it is described; columns for pupils may be empty."""
    grid = _grid(document, parameters)
    if not grid.criteria or not grid.levels:
        raise Failure("document.no_criteria")
    heads = [(grid.head, at) for at in grid.levels] + [(row, grid.side) for row in grid.criteria]
    empty = [each for each in heads if not _says_something(grid.text(*each))]
    empty += [each for each in grid.described if not _has_letters(grid.text(*each))]
    if empty:
        said = _says_something(grid.text(*empty[0]))
        raise Failure(
            "document.cell_bare" if said else "document.cell_empty",
            earned=1 - len(empty) / (len(heads) + len(grid.described)),
            where=grid.where(*empty[0]),
            row=quoted(grid.name(empty[0][0]), 30),
            count=len(empty),
        )


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _has_letters(text: str) -> bool:
    """Whether a text holds more than numbers, signs and single letters."""
    return any(len(word) > 1 for word in words(text))


@check(needs=[has_table, grid_started], takes=GridPlan)
def points_rise_and_sum(document: Document, **parameters: object) -> None:
    """The points go one way from level to level, and the best of each criterion make the total."""
    grid = _grid(document, parameters)
    if not grid.criteria or not grid.levels:
        raise Failure("document.no_criteria")
    found = [_points_of_row(grid, row) for row in grid.criteria]
    for row, each in zip(grid.criteria, found, strict=True):
        steps = {0 if a == b else (1 if a < b else -1) for a, b in pairwise(each)}
        if len(steps) > 1 or 0 in steps:
            said = " – ".join(f"{one:g}" for one in each)
            raise Failure("document.points_flat", where=grid.where(row, grid.levels[0]), text=said)
    best = sum(max(each) for each in found)
    total = _total(grid)
    if total is None:
        name = wording(document, grid.plan.total)
        raise Failure("document.total_missing", earned=0.5, name=name, found=best)
    if total != best:
        raise Failure("document.total_differs", earned=0.5, found=best, stated=total)


def _points_of_row(grid: Grid, row: int) -> tuple[float, ...]:
    """The points of each level of a criterion: in its cell, in a row of their own, in the head."""
    named = grid.row_named(grid.plan.points)
    rows = [row, *([named] if named is not None else []), grid.head]
    found = []
    for at in grid.levels:
        said = next(
            (each for one in rows if (each := points(grid.text(one, at))) is not None), None
        )
        if said is None:
            raise Failure("document.points_missing", where=grid.where(grid.head, at))
        found.append(said)
    return tuple(found)


def _total(grid: Grid) -> float | None:
    row = grid.row_named(grid.plan.total)
    if row is not None:
        texts = dict.fromkeys(grid.table.texts[row])
        numbers = [found for text in texts if (found := last_number(text)) is not None]
        if numbers:
            return numbers[-1]
    for text, placed in fields_named(grid.document.flow, grid.plan.total):
        if placed.cell is None and (found := points(text) or last_number(text)) is not None:
            return found
    for placed in grid.document.flow:
        if placed.cell is None and rank(placed.text, grid.plan.total) >= 2:  # "Total 9 points"
            return points(placed.text) or last_number(placed.text)
    return None


@check(needs=[has_table, grid_started], takes=GridPlan)
def self_assessment_present(document: Document, **parameters: object) -> None:
    """The pupil has a column or a question in which she marks herself."""
    grid = _grid(document, parameters)
    column = any(rank(head, grid.plan.own) for head in grid.table.texts[grid.head])
    question = any(text.strip() for text, _ in fields_named(document.flow, grid.plan.own))
    if not column and not question:
        raise Failure("document.self_missing", name=wording(document, grid.plan.own))


@check(needs=[has_table, grid_full], takes=GridPlan)
def levels_differ(document: Document, **parameters: object) -> None:
    """Neighbouring levels of a criterion differ by some words."""
    grid = _grid(document, parameters)
    pairs = list(grid.neighbours())
    alike_pairs = [each for each in pairs if _difference(grid, *each) < grid.plan.least_difference]
    if alike_pairs:
        row, left, right = alike_pairs[0]
        raise Failure(
            "document.levels_alike",
            earned=1 - len(alike_pairs) / len(pairs),
            where=grid.where(row, right),
            row=quoted(grid.name(row), 30),
            left=left,
            right=right,
        )


def _difference(grid: Grid, row: int, left: int, right: int) -> int:
    """How many words two levels do not share."""
    one, other = (
        Counter(alike(word) for word in words(grid.text(row, at))) for at in (left, right)
    )
    return sum(((one - other) + (other - one)).values())


@check(needs=[has_table, grid_full], takes=GridPlan)
def levels_can_be_seen(document: Document, **parameters: object) -> None:
    """No level is described by words for what nobody can see, such as "well"."""
    grid = _grid(document, parameters)
    stems = tuple(alike(each) for each in grid.plan.unseen)
    cells = [(row, at) for row in grid.criteria for at in grid.levels]
    for row, at in cells:
        for word in words(grid.text(row, at)):
            if stems and alike(word).startswith(stems):
                raise Failure("document.word_unseen", where=grid.where(row, at), text=word)

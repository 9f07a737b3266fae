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
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import fields as fields_named
from mugalim_checks.document.sections import rank, wording
from mugalim_checks.document.table_checks import has_table, tables
from mugalim_checks.parts import Where, place
from mugalim_checks.wording.measures import words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike


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
    def levels(self) -> tuple[int, ...]:
        """The columns (from 0) with levels."""
        names = (*self.plan.own, *self.plan.aside)
        sums = (*self.plan.total, *self.plan.points)
        heads = enumerate(self.table.texts[0])
        return tuple(
            at for at, head in heads if at and not rank(head, names) and rank(head, sums) < 3
        )

    @cached_property
    def criteria(self) -> tuple[int, ...]:
        """The rows (from 0) with a criterion."""
        names = (*self.plan.total, *self.plan.points)
        return tuple(
            at
            for at in range(max(1, self.table.headers), len(self.table.texts))
            if any(self.table.texts[at]) and rank(self.table.texts[at][0], names) < 2
        )

    def text(self, row: int, column: int) -> str:
        """The words of a cell."""
        return self.table.texts[row][column]

    def where(self, row: int, column: int) -> Where:
        """A cell as a place."""
        return place("table_cell", table=self.number, row=row + 1, column=column + 1)

    def row_named(self, names: Sequence[str]) -> int | None:
        """The row whose first cell fits names."""
        rows = range(1, len(self.table.texts))
        return next((at for at in rows if rank(self.text(at, 0), names) >= 2), None)

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
        text = quoted(" | ".join(grid.table.texts[0]), 30)
        raise Failure("document.header_unmarked", earned=0.5, text=text)


@check(needs=[has_table], takes=GridPlan)
def grid_full(document: Document, **parameters: object) -> None:
    """Every criterion and every level of it is described; columns for pupils may be empty."""
    grid = _grid(document, parameters)
    rows = [0, *grid.criteria]
    places = [(row, at) for row in rows for at in (0, *grid.levels) if (row, at) != (0, 0)]
    empty = [(row, at) for row, at in places if not _says_something(grid.text(row, at))]
    if not grid.criteria or not grid.levels:
        raise Failure("document.no_criteria")
    if empty:
        raise Failure(
            "document.cell_empty",
            earned=1 - len(empty) / len(places),
            where=grid.where(*empty[0]),
            row=quoted(grid.text(empty[0][0], 0), 30),
            count=len(empty),
        )


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


@check(needs=[has_table], takes=GridPlan)
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
    rows = [row, *([named] if named is not None else []), 0]
    found = []
    for at in grid.levels:
        said = next(
            (each for one in rows if (each := points(grid.text(one, at))) is not None), None
        )
        if said is None:
            raise Failure("document.points_missing", where=grid.where(0, at))
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
    return None


@check(needs=[has_table], takes=GridPlan)
def self_assessment_present(document: Document, **parameters: object) -> None:
    """The pupil has a column or a question in which she marks herself."""
    grid = _grid(document, parameters)
    column = any(rank(head, grid.plan.own) for head in grid.table.texts[0])
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
            row=quoted(grid.text(row, 0), 30),
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

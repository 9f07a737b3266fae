"""A map of courses: in which rows they stand, and which lines of prerequisites join the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Parents = Mapping[str, tuple[str, ...]]  # course -> courses that come before it
WIDTH = 1000  # in which the places of lines are counted


@dataclass(frozen=True)
class Slot:
    """A place in a row: a course, or a line that passes on the way to a later row."""

    course: str
    passes: bool = False
    joined: bool = False  # whether a line comes in from above


@dataclass(frozen=True)
class Row:
    """Courses side by side, with the lines from the row above: (from, to), of WIDTH."""

    lines: tuple[tuple[int, int], ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class CourseMap:
    """Rows joined by lines from above to below, and courses that no line leads to or from."""

    rows: tuple[Row, ...]
    alone: tuple[str, ...]


def map_of(prerequisites: Mapping[str, Sequence[str]]) -> CourseMap:
    """The map of these courses; a prerequisite that is not among them is left out."""
    parents = _reduced(_without_circles(prerequisites))
    joined = {one for child, above in parents.items() for one in (child, *above) if above}
    depths = {one: _depth(one, parents) for one in parents if one in joined}
    rows: list[Row] = []
    for depth in range(max(depths.values(), default=-1) + 1):
        own = [one for one, its in depths.items() if its == depth]
        rows.append(_row(own, rows[-1].slots if rows else (), parents, depths, depth))
    return CourseMap(tuple(rows), tuple(one for one in parents if one not in joined))


def _without_circles(prerequisites: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Who comes directly before whom; a line that would lead back to its own course is left out."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(prerequisites, ())
    for child, names in prerequisites.items():
        for name in names:
            parent = name.partition("/")[0]
            if (
                parent in found
                and child not in _before(parent, found)
                and parent not in found[child]
            ):
                found[child] += (parent,)
    return found


def _before(course: str, parents: Parents) -> set[str]:
    """The course itself and all that come before it."""
    return {course}.union(*(_before(one, parents) for one in parents[course]))


def _reduced(parents: Parents) -> dict[str, tuple[str, ...]]:
    """The same order with no line beside a longer way between the same two courses."""

    def needed(child: str, parent: str) -> bool:
        others = [one for one in parents[child] if one != parent]
        return not any(parent in _before(other, parents) for other in others)

    return {
        child: tuple(parent for parent in above if needed(child, parent))
        for child, above in parents.items()
    }


def _depth(course: str, parents: Parents) -> int:
    return 1 + max((_depth(one, parents) for one in parents[course]), default=-1)


def _row(
    own: Sequence[str],
    above: Sequence[Slot],
    parents: Parents,
    depths: Mapping[str, int],
    depth: int,
) -> Row:
    """A row below another: its courses, and the lines that go on, near what they come from."""
    places = {slot.course: place for place, slot in enumerate(above)}
    passing = [
        slot.course
        for slot in above
        if any(slot.course in parents[one] and depths[one] > depth for one in depths)
    ]
    sources = {one: [places[each] for each in parents[one]] for one in own}
    slots = [Slot(one, joined=bool(sources[one])) for one in own]
    slots += [Slot(one, passes=True) for one in passing]

    def centre(slot: Slot) -> float:
        found = [places[slot.course]] if slot.passes else sources[slot.course]
        return sum(found) / len(found) if found else len(above) / 2

    slots.sort(key=centre)
    lines = [
        (_middle(place, len(above)), _middle(number, len(slots)))
        for number, slot in enumerate(slots)
        for place in ([places[slot.course]] if slot.passes else sources[slot.course])
    ]
    return Row(tuple(lines), tuple(slots))


def _middle(place: int, of: int) -> int:
    return round(WIDTH * (place + 0.5) / of)

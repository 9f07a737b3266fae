"""Checks of one task in several versions: as many sections, one goal, the same words, one key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise

from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.document.blocks import Placed
from mugalim_checks.document.model import Document
from mugalim_checks.document.sections import (
    Section,
    find_sections,
    rank,
    sections_named,
    sections_of,
    wording,
    written_lines,
)
from mugalim_checks.document.sections import fields as fields_named
from mugalim_checks.wording.measures import language_of, lix, said, words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_LEAST_STEM = 4  # letters of a word that stay when its ending changes
_ENDING = 2  # letters that an ending may change
_LEAST_WORDS = 15  # of a text whose reading ease can be told


@dataclass(frozen=True)
class DoorPlan:
    """What a lesson says of the versions ("doors"); the parameters of every check of them.

    Names stand in the order English, Kyrgyz, Russian, then others.
    """

    doors: int = 3
    door: Sequence[str] = ("Door", "Эшик", "Дверь")  # in the heading of a version
    task: Sequence[str] = ("Task", "Тапшырма", "Задание")  # a heading inside each version
    goal: Sequence[str] = ("Goal", "Максат", "Цель")
    terms: Sequence[str] = ("Key words", "Негизги сөздөр", "Ключевые слова")
    least_terms: int = 5
    least_words: int = 0  # of a version with its goal and questions
    help: Sequence[str] = ("Help", "Жардам", "Помощь")
    key: Sequence[str] = ("Answer key", "Жооптор", "Ответы")
    labels: Sequence[str] = ()  # beginnings of words that no version's heading has
    harder_by: float = 5  # LIX from version to version


@dataclass(frozen=True)
class Doors:
    """A plan laid over a document."""

    document: Document
    plan: DoorPlan

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections."""
        return sections_of(self.document.flow)

    @cached_property
    def doors(self) -> tuple[Section, ...]:
        """The versions: sections with a task of their own; where those are few, by their names."""
        with_task = [each for each in self.sections if self._has_task(each)]
        if len(with_task) >= 2:
            return tuple(with_task)
        named = [each for each in self.sections if each.body and self._is_named(each)]
        heads = {id(each.heading) for each in named}
        return tuple(each for each in named if not any(id(placed) in heads for placed in each.body))

    def _has_task(self, section: Section) -> bool:
        inner = sections_of(section.body)
        nearest = min((each.level for each in inner), default=0)
        return any(
            each.level == nearest and rank(each.title, self.plan.task) >= 2 for each in inner
        )

    def _is_named(self, section: Section) -> bool:
        names = (*self.plan.key, *self.plan.goal, *self.plan.task, *self.plan.terms)
        return rank(section.title, names) < 2 and bool(rank(section.title, self.plan.door))

    @cached_property
    def outside(self) -> tuple[Placed, ...]:
        """What stands in no version."""
        inside = {id(each) for door in self.doors for each in (door.heading, *door.body)}
        return tuple(each for each in self.document.flow if id(each) not in inside)

    def part(self, door: Section, names: Sequence[str]) -> Section | None:
        """A named part of a version."""
        found = sections_named(sections_of(door.body), names)
        return found[0] if found else None


def _doors(document: Document, parameters: Mapping[str, object]) -> Doors:
    known = {each.name for each in fields(DoorPlan)}
    given = {name: each for name, each in parameters.items() if name in known}
    return Doors(document, DoorPlan(**given))  # type: ignore[arg-type]  # checked against the plan


@check(takes=DoorPlan)
def has_doors(document: Document, **parameters: object) -> None:
    """There are at least two versions."""
    doors = _doors(document, parameters)
    if len(doors.doors) < 2:
        raise Failure(
            "document.doors_count",
            earned=0.2 * len(doors.doors),
            found=len(doors.doors),
            wanted=doors.plan.doors,
            task=wording(document, doors.plan.task),
        )
    _refuse_short(doors)


def _refuse_short(doors: Doors) -> None:
    for door in doors.doors:
        found, least = said("\n".join(written_lines(door))), doors.plan.least_words
        if found < least:
            raise Failure("document.door_short", where=door.where, found=found, least=least)


@check(takes=DoorPlan)
def doors_without_labels(document: Document, **parameters: object) -> None:
    """There are as many versions as asked for, and no heading says who is weak or strong."""
    doors = _doors(document, parameters)
    found, wanted = len(doors.doors), doors.plan.doors
    if found != wanted:
        raise Failure(
            "document.doors_count",
            earned=0.5 * min(found, wanted) / (wanted + 1),
            found=found,
            wanted=wanted,
            task=wording(document, doors.plan.task),
        )
    _refuse_short(doors)
    stems = tuple(alike(each) for each in doors.plan.labels)
    for door in doors.doors:
        for word in words(door.title):
            if stems and alike(word).startswith(stems):
                raise Failure("document.door_labelled", earned=0.5, where=door.where, text=word)


@check(needs=[has_doors], takes=DoorPlan)
def goal_in_each_door(document: Document, **parameters: object) -> None:
    """One goal is written for all, and each version shows it in the same words."""
    doors = _doors(document, parameters)
    names = doors.plan.goal
    shared = _first_text(doors.outside, names)
    if not shared:
        raise Failure("document.goal_missing", name=wording(document, names))
    shown = [_first_text(door.body, names) for door in doors.doors]
    done = sum(_same(each, shared) for each in shown)
    for door, each in zip(doors.doors, shown, strict=True):
        if not _same(each, shared):
            raise Failure(
                "document.goal_differs" if each else "document.goal_not_shown",
                earned=done / len(shown),
                where=door.where,
                name=wording(document, names),
                goal=quoted(shared, 50),
            )


def _first_text(flow: Sequence[Placed], names: Sequence[str]) -> str:
    return next((text.strip() for text, _ in fields_named(flow, names) if text.strip()), "")


def _same(text: str, shared: str) -> bool:
    """Whether a text is the shared one, or one of its lines is."""
    wanted = re.findall(r"\w+", alike(shared))
    return any(re.findall(r"\w+", alike(each)) == wanted for each in (text, *text.split("\n")))


@check(needs=[has_doors], takes=DoorPlan)
def terms_in_each_door(document: Document, **parameters: object) -> None:
    """Every key word of the list stands in each version, whatever its ending."""
    doors = _doors(document, parameters)
    terms = _terms(doors)
    if len(terms) < doors.plan.least_terms:
        raise Failure(
            "document.terms_few",
            earned=0.25 * len(terms) / doors.plan.least_terms,
            name=wording(document, doors.plan.terms),
            found=len(terms),
            least=doors.plan.least_terms,
        )
    lost = [
        (door, term)
        for door in doors.doors
        for term in terms
        if not _stands_in(term, "\n".join(each.text for each in door.body))
    ]
    if lost:
        door, term = lost[0]
        total = len(terms) * len(doors.doors)
        raise Failure(
            "document.term_lost",
            earned=1 - len(lost) / total,
            where=door.where,
            text=quoted(term, 30),
            count=len(lost),
        )


def _terms(doors: Doors) -> list[str]:
    """The words of the list: items, lines, or what commas part."""
    text = _first_text(doors.outside, doors.plan.terms)
    pieces = re.split(r"[,;\n•|]|\s[–—-]\s.*", re.sub(r"\(.*?\)", "", text))
    terms = (piece.strip(' .:-–—\t"«»“”0123456789)') for piece in pieces if piece)
    return list(dict.fromkeys(each for each in terms if any(len(w) > 1 for w in words(each))))


def _stands_in(term: str, text: str) -> bool:
    found = [alike(each) for each in words(text)]
    return all(any(each.startswith(stem) for each in found) for stem in map(_stem, words(term)))


def _stem(word: str) -> str:
    """The part of a word that endings leave alone, as far as a rule can tell."""
    plain = alike(word)
    return plain[: max(_LEAST_STEM, len(plain) - _ENDING)]


@check(needs=[has_doors], takes=DoorPlan)
def first_door_helps(document: Document, **parameters: object) -> None:
    """The first version has a part that helps: words, an example, or the start of a sentence."""
    doors = _doors(document, parameters)
    door = doors.doors[0]
    parts = sections_named(sections_of(door.body), doors.plan.help)
    lines = any(text.strip() for text, _ in fields_named(door.body, doors.plan.help))
    if not lines and not any(written_lines(each) for each in parts):
        name = wording(document, doors.plan.help)
        trouble = "document.help_empty" if parts else "document.help_missing"
        raise Failure(trouble, where=door.where, name=name)


@check(needs=[has_doors], takes=DoorPlan)
def key_for_each_door(document: Document, **parameters: object) -> None:
    """The answers stand in one part: a shared list, or something for each version by its name."""
    doors = _doors(document, parameters)
    keys = find_sections(sections_of(doors.outside), doors.plan.key)
    lines = [line for each in keys for line in written_lines(each)]
    if not lines:
        raise Failure("document.key_missing", name=wording(document, doors.plan.key))
    body = [placed for each in keys for placed in each.body]
    answered = [_is_answered(door, body) for door in doors.doors]
    if any(answered):
        for door, found in zip(doors.doors, answered, strict=True):
            if not found:
                share = sum(answered) / len(answered)
                raise Failure("document.key_lacks_door", earned=share, text=quoted(door.title))
        return
    _shared_key(doors, body)


def _is_answered(door: Section, body: Sequence[Placed]) -> bool:
    """Whether the key says something under or after a version's name."""
    title = " ".join(words(door.title))
    return any(text.strip() for text, _ in fields_named(body, (door.title, title)))


def _shared_key(doors: Doors, body: Sequence[Placed]) -> None:
    """A key for all has an answer for each question of each version."""
    answers = _count(body)
    for door in doors.doors:
        task = doors.part(door, doors.plan.task)
        questions = _count(task.body, header=1) if task else 0
        if questions > answers:
            raise Failure(
                "document.key_short",
                earned=0.5,
                where=door.where,
                questions=questions,
                answers=answers,
            )


def _count(body: Sequence[Placed], header: int = 0) -> int:
    """How many items of lists, numbered lines or table rows there are; else how many lines.

    `header` is how many rows at the top of a table do not count.
    """
    lines = [each for each in body if each.text and not each.paragraph.level]
    items = [each for each in lines if each.paragraph.marker or re.match(r"\d+\s*[.)]", each.text)]
    rows = {each.cell[:2] for each in lines if each.cell and each.cell[1] > header}
    return len(items) or len(rows) or len(lines)


@check(needs=[has_doors], takes=DoorPlan)
def doors_get_harder(document: Document, **parameters: object) -> None:
    """The reading ease (LIX) of the versions rises from one to the next."""
    doors = _doors(document, parameters)
    texts = ["\n".join(written_lines(door)) for door in doors.doors]
    if any(len(words(text)) < _LEAST_WORDS for text in texts):
        raise CannotTell("document.doors_short", least=_LEAST_WORDS)
    if len({language_of(text) for text in texts}) > 1:
        raise CannotTell("document.doors_languages")
    measured = [round(lix(text)) for text in texts]
    for (door, first), (_, second) in pairwise(zip(doors.doors, measured, strict=True)):
        if second - first < doors.plan.harder_by:
            raise Failure(
                "document.door_not_easier",
                where=door.where,
                found=first,
                after=second,
                least=doors.plan.harder_by,
            )

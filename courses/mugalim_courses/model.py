"""What a course is made of: plain, frozen objects that every other package reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The kinds of exercise that are answered by something made: on a surface, or as a file.
ARTEFACTS = (
    "workbook", "document", "slides", "page", "pdf", "pictures", "folder", "table", "records",
    "captions",
)  # fmt: skip
# The kinds that are answered by putting given items in their places.
ARRANGED = ("order", "sort", "match")
RETURNS = (2, 7, 21)  # days after a hand-in on which a question of the lesson comes back


@dataclass(frozen=True)
class CheckUse:
    """One check as a lesson uses it: which, with what parameters, for how many points."""

    id: str
    check: str  # "<module>.<function>" in mugalim_checks, such as "workbook.formula_in_every_row"
    points: float = 0.0
    parameters: Mapping[str, object] = field(default_factory=dict)
    title: str = ""  # what it looks for in this lesson; "" is the check's own title
    shown: bool = True  # False: its hint is given only after grading
    where: tuple[str, ...] = ("surface", "phone", "computer")


@dataclass(frozen=True)
class Option:
    """One answer to choose in a closed question, and what is said to whoever chose it."""

    id: str
    text: str
    reply: str = ""


@dataclass(frozen=True)
class Variant:
    """Another start for the same work, with data of another subject, and what solves it."""

    id: str
    text: str
    start: str
    solution: str | None = None


@dataclass(frozen=True)
class Exercise:
    """One thing that a learner does in a lesson, named as its cell names it.

    `kind` is choice, text, order, sort, match, or a kind of artefact such as workbook. `start`
    names a file in the lesson's files/ folder. `instant` exercises are practice: their checks run
    after every edit and carry no points. `material` is what the surface works with: the fields of
    a form, the messages of a mailbox, the items to put in order; each surface says what it wants.
    `variants` are the subjects to choose from, of which the first one's start is `start`.
    `beside` names exercises whose artefacts the checks of this one may look at.
    """

    name: str
    kind: str
    title: str = ""
    question: str = ""
    artefact: str | None = None
    start: str | None = None
    variants: tuple[Variant, ...] = ()
    instant: bool = False
    options: tuple[Option, ...] = ()
    material: Mapping[str, Any] = field(default_factory=dict)
    lines: int = 3
    beside: tuple[str, ...] = ()
    checks: tuple[CheckUse, ...] = ()

    @property
    def starts(self) -> tuple[str, ...]:
        """Every file to begin with, the one that is given without asking first."""
        own = (self.start,) if self.start else ()
        return (*own, *(variant.start for variant in self.variants[1:]))

    @property
    def points(self) -> float:
        """The points that all checks of this exercise carry together."""
        return sum(check.points for check in self.checks)


@dataclass(frozen=True)
class RubricLevel:
    """One level of a rubric in observable words, and its points."""

    points: float
    text: str


@dataclass(frozen=True)
class RubricItem:
    """One question that only a facilitator can judge; `id` is its cell's id and nbgrader's name."""

    id: str
    question: str
    levels: tuple[RubricLevel, ...]

    @property
    def points(self) -> float:
        """The points of the highest level."""
        return max(level.points for level in self.levels)


@dataclass(frozen=True)
class Return:
    """A question about the lesson that comes back some days after a hand-in (see RETURNS)."""

    day: int
    question: str
    options: tuple[Option, ...]
    right: str  # the option that is


@dataclass(frozen=True)
class NotYet:
    """A file that fails exactly the named checks of an exercise; proof that they can fail."""

    file: str
    exercise: str
    fails: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """One lesson: its notebook is `<folder>/lesson.ipynb`, its plan `<folder>/lesson.yaml`."""

    course: str
    slug: str
    title: str
    summary: str
    minutes: int
    folder: Path
    exercises: Mapping[str, Exercise]
    rubric: tuple[RubricItem, ...] = ()
    competences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    solution: Mapping[str, str] = field(default_factory=dict)  # exercise name -> file
    not_yet: tuple[NotYet, ...] = ()
    later: tuple[Return, ...] = ()

    @property
    def points(self) -> float:
        """The points of all checks and of the rubric together."""
        checks = sum(exercise.points for exercise in self.exercises.values())
        return checks + sum(item.points for item in self.rubric)


@dataclass(frozen=True)
class Course:
    """A course: lessons in the order in which they are taken, and those that are planned.

    `outcomes` say what she will be able to do, `audience` for whom it is, and `prerequisites` name
    lessons ("course/lesson") or courses that come before.
    """

    slug: str
    title: str
    summary: str
    folder: Path
    lessons: tuple[Lesson, ...]
    planned: tuple[Lesson, ...] = ()  # their plans stand; their notebooks are not written yet
    level: str = ""  # of DigCompEdu, such as "A1–A2"
    audience: str = ""
    outcomes: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()

    def lesson(self, slug: str) -> Lesson:
        """The lesson of that name; KeyError where the course has none."""
        for lesson in self.lessons:
            if lesson.slug == slug:
                return lesson
        raise KeyError(slug)

"""A lesson done from its first step to the receipt, each step looked at on the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Locator, expect
from running import ROOT
from seeing import problems_of
from visiting import Visitor

from mugalim_checks.artefacts import read_artefact
from mugalim_courses.closed import right_places
from mugalim_courses.code_cells import call_of
from mugalim_courses.loading import load_courses
from mugalim_courses.model import ARRANGED, Exercise, Lesson
from mugalim_courses.notebooks import read_notebook

TALL = 6_000  # pixels: the foot of the page covers nothing
# Of a slide or a page as pupils see it: its colours are the teacher's, or an example's.
NOT_OURS = ("leaf", ".paper", 'role="textbox"', ".list")
PICTURES = os.environ.get("MUGALIM_PICTURES")  # a folder for a picture of every step


def lessons() -> tuple[Lesson, ...]:
    """Every lesson that teachers can take."""
    return tuple(lesson for course in load_courses(ROOT / "courses") for lesson in course.lessons)


def calls(lesson: Lesson) -> tuple[tuple[str, str], ...]:
    """What the lesson's cells show: a function and an exercise each."""
    found = (call_of(cell.source) for cell in read_notebook(lesson).cells)
    return tuple(call for call in found if call)


def is_an_example(problem: str) -> bool:
    """Whether it is a colour in a piece of work, which the lesson is about."""
    return "color-contrast" in problem and any(part in problem for part in NOT_OURS)


@dataclass
class Walk:
    """One learner on her way through one lesson; `problems` are what is wrong with its steps."""

    visitor: Visitor
    lesson: Lesson
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.screen = LessonScreen(self.visitor, self.lesson.course, self.lesson.slug)
        self.page = self.visitor.page
        self.answers = f"/services/school/api/answers/{self.lesson.course}/{self.lesson.slug}"

    def walk(self) -> str:
        """Do every step, check what is graded, hand in; the path of the receipt."""
        self.screen.open()
        height = self.page.viewport_size["height"]  # type: ignore[index]  # every visitor has one
        self.page.set_viewport_size({"width": 360, "height": TALL})
        self.read_steps()
        self.page.set_viewport_size({"width": 360, "height": height})
        for exercise in self.graded():
            self.solve(exercise)
        for exercise in self.graded():
            outcomes = self.screen.check(exercise.name)
            assert set(outcomes.values()) == {"passed"}, outcomes
        return self.screen.hand_in()

    def read_steps(self) -> None:
        """Go from step to step by the button; each one is whole, drawn and in her language."""
        for number in range(1, self.page.locator("section.step").count() + 1):
            section = self.page.locator(f"#step-{number}")
            expect(section).to_be_visible()
            self.is_drawn(section)
            self.choose(section)
            found = problems_of(self.page, self.visitor.language)
            self.problems += [it for it in found if not is_an_example(it)]
            self.keep(number)
            if number < self.page.locator("section.step").count():
                self.page.locator("#next").click()

    def is_drawn(self, section: Locator) -> None:
        """Every exercise of the step is there, and no sentence about trouble."""
        for place in section.locator(".exercise").all():
            expect(place.locator("> *:not(.opening):not(noscript)").first).to_be_visible(
                timeout=SLOW
            )
        assert section.locator(".trouble:visible").count() == 0

    def choose(self, section: Locator) -> None:
        """Take the first answer of a question without points, and read its reply."""
        for place in section.locator(".exercise[data-function=choice]").all():
            place.locator("input").first.check()
            expect(place.locator(".reply, [role=status]").first).to_be_attached()

    def graded(self) -> Iterator[Exercise]:
        """The exercises with points, in the order of their checks on the page."""
        for function, name in calls(self.lesson):
            if function == "grade":
                yield self.lesson.exercises[name]

    def solve(self, exercise: Exercise) -> None:
        """Hand over what earns every point: by a file, or as the surface would save it."""
        if exercise.kind in ARRANGED:
            self.save(exercise, {"op": "place", "placed": right_places(exercise)})
            return
        file = self.lesson.folder / self.lesson.solution[exercise.name]
        if ("upload", exercise.name) in calls(self.lesson):
            place = self.screen.upload(exercise.name, file)
            expect(place.locator(".found .done")).to_be_visible(timeout=SLOW)
        else:
            state = read_artefact(exercise.kind, file.read_bytes(), file.name).to_state()
            self.save(exercise, {"op": "put", "state": state})

    def save(self, exercise: Exercise, operation: dict[str, object]) -> None:
        """Save an answer as the page does, and show it."""
        body = {"operations": [operation], "base": None}
        status, said = self.visitor.send("POST", f"{self.answers}/{exercise.name}", body)
        assert status == 200, said
        self.page.reload()

    def keep(self, number: int) -> None:
        """A picture of the step, where somebody wants to look at it."""
        if PICTURES:
            self.page.set_viewport_size({"width": 360, "height": 740})
            folder = Path(PICTURES) / self.lesson.course / self.lesson.slug / self.visitor.language
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{number:02}.png", full_page=True)
            self.page.set_viewport_size({"width": 360, "height": TALL})

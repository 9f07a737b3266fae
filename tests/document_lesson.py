"""The lesson of lesson plans and its files: for tests of more than tables."""

from __future__ import annotations

from autograders.lessons import cases

COURSE, LESSON, EXERCISE = "digital-workplace", "lesson-plan", "plan"


def good_file() -> bytes:
    """A plan that earns every point by checks."""
    return cases.content(_case(()).content)


def not_yet_file(check: str) -> bytes:
    """A plan that fails one check."""
    return cases.content(_case((check,)).content)


def _case(fails: tuple[str, ...]) -> cases.Case:
    lesson = f"{COURSE}/{LESSON}"
    return next(
        case
        for case in cases.cases(lesson)
        if case.exercise == EXERCISE and case.fails == fails and case.file.endswith(".docx")
    )

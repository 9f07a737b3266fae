"""What is told to an author about a course: where it is, what it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to repair (or, as advice, to think about) in a course."""

    where: str
    what: str
    todo: str
    advice: bool = False

    def __str__(self) -> str:
        """The problem as one line."""
        return f"{self.where}: {self.what}; {self.todo}"


class LessonError(Exception):
    """Raised where a course cannot be read at all; says where, what, and what to do."""

    def __init__(self, where: str, what: str, todo: str) -> None:
        self.problem = Problem(where, what, todo)
        super().__init__(str(self.problem))

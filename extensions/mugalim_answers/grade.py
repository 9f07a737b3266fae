"""The points of an exercise: a float to nbgrader, a report to people, data to the school."""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from mugalim_answers.place import Place, current_place
from mugalim_answers.plan import exercise_at
from mugalim_answers.refusals import LOCALE
from mugalim_answers.review import did_not_run, hint, review, unknown_exercise
from mugalim_answers.store import Store
from mugalim_checks.core import Report, Result
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import Exercise

RESULT_TYPE = "application/vnd.mugalim.result+json"


@dataclass(frozen=True)
class Grade:
    """The report of one exercise, shown by Jupyter as its points.

    nbgrader reads the points from text/plain of the cell's first result.
    """

    report: Report
    digest: str  # of the answers.json that was looked at
    language: str = "en"

    @property
    def points(self) -> float:
        """The points, always a number from 0 to the most that can be earned."""
        points = self.report.points
        return min(max(points, 0.0), self.report.max_points) if math.isfinite(points) else 0.0

    def __float__(self) -> float:
        return self.points

    def __repr__(self) -> str:
        return repr(float(self.points))

    def _repr_mimebundle_(self, **asked: object) -> dict[str, Any]:
        """The forms of the grade; called by IPython when a cell ends in it."""
        return {
            "text/plain": repr(self),
            "text/html": report_page(self.report, self.language),
            RESULT_TYPE: {**self.report.to_json(), "digest": self.digest},
        }


def grade(name: str, place: Place | None = None) -> Grade:
    """Check the stored answer to an exercise; never raises, and says nothing on stderr."""
    where = place or current_place()
    with _quiet():
        store = Store(where.answers)
        try:
            report = _report(exercise_at(where, name), store)
        except Exception:  # whatever it is, it must become an outcome that a person sees
            report = unknown_exercise(str(name))
        return Grade(report, store.digest(), where.language)


def report_page(report: Report, language: str) -> str:
    """The report as a piece of HTML: points, then each check with its outcome and hint."""
    items = "".join(_item(result, language) for result in report.results)
    points = escape(points_words(report, language))
    return f'<div lang="{language}"><p>{points}</p><ul class="checks">{items}</ul></div>'


def points_words(report: Report, language: str) -> str:
    """The points of a report as a line, such as "Points: 14 of 15"."""
    return load_catalog(LOCALE, language).text(
        "Points: {points} of {most}",
        points=plain(report.points, language),
        most=plain(report.max_points, language),
    )


def outcome_words(language: str) -> dict[str, str]:
    """The word for each outcome of a check, in a language."""
    catalog = load_catalog(LOCALE, language)
    return {
        "passed": catalog.text("Done"),
        "not_yet": catalog.text("Not yet"),
        "did_not_run": catalog.text("Not checked"),
    }


def plain(points: float, language: str) -> str:
    """A number of points without needless zeros: 4, 2.5; with a comma in Kyrgyz and Russian."""
    text = f"{round(points, 2):g}"
    return text if language == "en" else text.replace(".", ",")


def _report(plan: Exercise, store: Store) -> Report:
    answers = store.read()
    if answers.recovered:
        return did_not_run(plan)
    return review(plan, answers, store)


def _item(result: Result, language: str) -> str:
    word = outcome_words(language)[result.outcome]
    said = hint(result, language)
    score = f"{plain(result.points, language)} / {plain(result.max_points, language)}"
    return (
        f'<li class="{escape(result.outcome)}"><span class="outcome">{escape(word)}</span> '
        f'<span class="soft">{escape(result.id)}: {score}</span>'
        f'<p class="hint">{escape(said)}</p></li>'
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep warnings from stderr: nbgrader gives 0 to a cell that wrote there."""
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield

"""A cohort's results as files: CSV that survives a comma in a surname, and .xlsx."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_school import marking
from mugalim_school.dates import shown
from mugalim_school.models import Opening

Say = Callable[[str], str]
HEADINGS = ("Name", "Course", "Lesson", "Attempt", "Handed in", "Late", "Points", "Of", "State")
STATES = {
    "nothing": "Nothing yet",
    "handed_in": "Handed in",
    "grading": "Being graded",
    "graded": "Graded",
    "did_not_run": "Could not be graded",
    "superseded": "Replaced by a newer one",
    "returned": "Feedback sent",
}
YES = "yes"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """One learner's result in one lesson."""

    name: str
    course: str
    lesson: str
    attempt: int | None
    handed_in_at: datetime | None
    late: bool
    score: float | None
    max_score: float | None
    state: str


def lines(session: Session, cohort: int) -> list[Line]:
    """Everybody's newest result in every lesson that is open to the cohort."""
    wanted = select(Opening).where(Opening.cohort == cohort).order_by(Opening.opens_at, Opening.id)
    return [
        _line(opening, row)
        for opening in session.scalars(wanted)
        for row in marking.rows(session, opening)
    ]


def as_csv(found: Iterable[Line], say: Say) -> bytes:
    """The lines as CSV in UTF-8 with its mark, so that Excel reads the letters right."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([say(heading) for heading in HEADINGS])
    writer.writerows([_harmless(value) for value in _values(line, say)] for line in found)
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(found: Iterable[Line], say: Say) -> bytes:
    """The lines as a workbook, with numbers as numbers."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, [say(heading) for heading in HEADINGS], bold)
        for number, line in enumerate(found, start=1):
            for column, value in enumerate(_values(line, say)):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(HEADINGS) - 1, 18)
    return target.getvalue()


def _line(opening: Opening, row: marking.Row) -> Line:
    attempt = row.attempt
    return Line(
        name=row.person.name,
        course=opening.course,
        lesson=opening.lesson,
        attempt=attempt.number if attempt else None,
        handed_in_at=attempt.handed_in_at if attempt else None,
        late=bool(attempt and attempt.late),
        score=attempt.score if attempt else None,
        max_score=attempt.max_score if attempt else None,
        state=attempt.state if attempt else "nothing",
    )


def _values(line: Line, say: Say) -> Sequence[Any]:
    return (
        line.name,
        line.course,
        line.lesson,
        line.attempt,
        shown(line.handed_in_at) if line.handed_in_at else None,
        say(YES) if line.late else None,
        line.score,
        line.max_score,
        say(STATES.get(line.state, line.state)),
    )


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value

"""The pulse of a lesson: two taps after a hand-in, and what their numbers tell its designers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_school import attempts
from mugalim_school.database import now
from mugalim_school.errors import SchoolError
from mugalim_school.models import Attempt, Pulse
from mugalim_school.web import Page, Refused

IN_CLASS: Mapping[str, str] = {
    "planned": "Yes, already planned",
    "maybe": "Maybe",
    "not_yet": "Not yet",
}
FELT: Mapping[str, str] = {"easy": "Too easy", "right": "Right", "hard": "Too hard"}
LEAST = 3  # answers before anything is told: of fewer it could be guessed whose they are
LONGEST_LINE = 300  # characters
MOST_LINES = 20


@dataclass(frozen=True)
class Share:
    """How many chose one of the answers."""

    words: str
    n: int
    of: int

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return round(100 * self.n / self.of)


@dataclass(frozen=True)
class Numbers:
    """What learners said about a lesson, without names; a question is empty before LEAST."""

    in_class: tuple[Share, ...]
    felt: tuple[Share, ...]
    lines: tuple[str, ...]


class KeepPulse(Page):
    """A tap on the receipt's page, or the line under it."""

    async def post(self, attempt: str) -> None:
        """Keep what was chosen and show the receipt again; what is not sent stays as it was."""
        with self.school.database.session() as session:
            found = attempts.own_attempt(session, self.person.id, attempt)
            if found is None:
                raise Refused(404, "school.not_found")
            _keep(session, found, {name: self.get_body_argument(name) for name in self._sent()})
        self.redirect(f"{self.school.config.prefix}receipts/{attempt}#pulse", status=303)

    def _sent(self) -> list[str]:
        return [name for name in ("in_class", "felt", "line") if name in self.request.arguments]


def _keep(session: Session, attempt: Attempt, sent: Mapping[str, str]) -> None:
    """Put what was sent beside what is known; SchoolError for an answer that there is not."""
    for name, known in (("in_class", IN_CLASS), ("felt", FELT)):
        if name in sent and sent[name] not in known:
            raise SchoolError("school.old_page")
    line = " ".join(sent.get("line", "").split())
    if len(line) > LONGEST_LINE:
        raise SchoolError("school.line_too_long", most=LONGEST_LINE)
    found = pulse_of(session, attempt)
    if found is None:
        if "in_class" not in sent:
            raise SchoolError("school.old_page")
        about = {"person": attempt.person, "course": attempt.course, "lesson": attempt.lesson}
        found = Pulse(**about, in_class=sent["in_class"])
        session.add(found)
    found.in_class = sent.get("in_class", found.in_class)
    found.felt = sent.get("felt", found.felt)
    found.line = (line or None) if "line" in sent else found.line
    found.at = now()


def pulse_of(session: Session, attempt: Attempt) -> Pulse | None:
    """What a learner said about the lesson of her hand-in."""
    return session.get(Pulse, (attempt.person, attempt.course, attempt.lesson))


def numbers(session: Session, course: str, lesson: str) -> Numbers:
    """What all learners together said about a lesson, as far as there are enough of them.

    The lines stand in the order of the alphabet, so that their order tells nothing.
    """
    found = list(session.scalars(select(Pulse).filter_by(course=course, lesson=lesson)))
    lines = sorted(one.line for one in found if one.line)
    return Numbers(
        in_class=_shares(IN_CLASS, [one.in_class for one in found]),
        felt=_shares(FELT, [one.felt for one in found if one.felt]),
        lines=tuple(lines[:MOST_LINES]) if len(lines) >= LEAST else (),
    )


def _shares(known: Mapping[str, str], chosen: list[str]) -> tuple[Share, ...]:
    if len(chosen) < LEAST:
        return ()
    counted = Counter(chosen)
    return tuple(Share(words, counted[one], len(chosen)) for one, words in known.items())


ROUTES: list[tuple[str, Any]] = [("/receipts/([0-9a-f]{24})/pulse", KeepPulse)]

"""`mugalim people …`: one person's data, invitations and roles, from a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import select

from mugalim_hub.errors import OperatorError
from mugalim_hub.school_commands import config_of
from mugalim_hub.settings import Settings
from mugalim_school import people, personal
from mugalim_school.database import Database
from mugalim_school.models import Cohort

BY = "operator"  # who it was, in the log


def export(settings: Settings, who: str, target: Path | None) -> int:
    """Write all that is kept about a person into a .zip file."""
    path = personal.export(config_of(settings), who, target or Path(f"{who}.zip"))
    path.chmod(0o600)
    print(path)  # noqa: T201  what was asked for
    return 0


def erase(settings: Settings, who: str, sure: bool) -> int:
    """Forget a person; asks first unless told not to."""
    if not sure:
        if not sys.stdin.isatty():
            raise OperatorError("Erasing cannot be undone. Add --yes when you are sure.")
        if input(f"Erase everything about {who}? It cannot be undone. Type her login: ") != who:
            raise OperatorError("Nothing was erased.")
    print(f"Erased: {personal.erase(config_of(settings), who, BY)}")  # noqa: T201  the answer
    return 0


def invite(settings: Settings, role: str, cohort: str | None, uses: int, days: int) -> int:
    """Make an invitation; prints the link that people open to sign up."""
    if (cohort is None) == (role in people.IN_COHORTS):
        needs = "needs --cohort TITLE" if cohort is None else "takes no cohort"
        raise OperatorError(f"An invitation for a {role} {needs}.")
    database = Database(settings.database_url)
    try:
        with database.session() as session:
            place = None
            if cohort is not None:
                place = session.scalar(select(Cohort.id).where(Cohort.title == cohort))
                if place is None:
                    raise OperatorError(f"There is no cohort {cohort!r}.")
            code = people.invite(session, BY, role, place, days=days, uses=uses).code
    finally:
        database.close()
    print(f"{settings.address}hub/signup?invitation={code}")  # noqa: T201  what was asked for
    return 0


def give_role(settings: Settings, who: str, role: str) -> int:
    """Make somebody a designer or an operator; it counts at once."""
    database = Database(settings.database_url)
    try:
        with database.session() as session:
            person = people.find(session, who) or people.get(session, who)
            if person is None:
                raise OperatorError(f"There is no account {who!r}.")
            people.give_role(session, person.id, role)
    finally:
        database.close()
    return 0

"""The school's accounts as the Hub asks about them; every call is one short transaction.

Hashing a password takes some 50 ms: call these off the event loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from mugalim_school import people
from mugalim_school.database import make_engine
from mugalim_school.errors import PeopleError
from mugalim_school.logins import normal_login, password_fits
from mugalim_school.models import Cohort


@dataclass(frozen=True)
class Account:
    """Somebody who has signed in: her opaque id and her groups."""

    id: str
    groups: tuple[str, ...]


class Accounts:
    """Sign-in, sign-up, reset codes and notices on one school database."""

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def tidy_login(self, login: str) -> str:
        """One spelling for each login, so that tries are counted together."""
        try:
            return normal_login(login)
        except PeopleError:
            return login.strip().casefold()

    def sign_in(self, login: str, password: str) -> Account | None:
        """The account of that login and password; None otherwise, after the same time."""
        with self._session() as session:
            person = people.find(session, login)
        # The database does not wait for the hash.
        fits = password_fits(person.password_hash if person else None, password)
        if person is None or not fits:
            return None
        groups = self.groups(person.id)
        return None if groups is None else Account(person.id, groups)

    def groups(self, person: str) -> tuple[str, ...] | None:
        """The Hub's groups of a person; None for somebody unknown or erased."""
        with self._session() as session:
            if people.get(session, person) is None:
                return None
            return tuple(people.groups(session, person))

    def cohort(self, code: str) -> str:
        """The name of the cohort that an invitation leads to ("" for none); PeopleError if bad."""
        with self._session() as session:
            cohort = people.find_invitation(session, code).cohort
            return session.get_one(Cohort, cohort).title if cohort else ""

    def sign_up(self, code: str, name: str, login: str, password: str, language: str) -> None:
        """Make an account by invitation; PeopleError says in one sentence why not."""
        with self._session() as session:
            people.sign_up(session, code, name, login, password, language)

    def use_reset_code(self, login: str, code: str, password: str) -> str:
        """Set a new password by a code; the person's id. PeopleError when the code does not fit."""
        with self._session() as session:
            return people.use_reset_code(session, login, code, password).id

    def has_notice(self, person: str) -> bool:
        """Whether a sentence waits for this person."""
        with self._session() as session:
            found = people.get(session, person)
            return bool(found and found.notice)

    def take_notices(self, person: str) -> tuple[str, ...]:
        """The sentences that wait for this person, in her language; given once."""
        with self._session() as session:
            return people.take_notices(session, person)

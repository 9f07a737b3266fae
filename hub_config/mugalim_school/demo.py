"""A school to try: demo accounts, a cohort, and the courses that are ready, open to it."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_courses import load_courses
from mugalim_courses.model import Course
from mugalim_nbgrader.client import Worker
from mugalim_school import people, teaching
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, now, upgrade
from mugalim_school.errors import SchoolError
from mugalim_school.logins import hash_password
from mugalim_school.models import Cohort, CohortCourse
from mugalim_school.publishing import publish_course
from mugalim_school.releases import newest
from mugalim_school.releasing import Wanted, open_to_cohort

ACCOUNTS_FILE = "demo-accounts.txt"
COHORT, BY = "Мугалим 2026", "demo"
TIME = timedelta(days=14)


@dataclass(frozen=True)
class Account:
    """One demo account."""

    login: str
    name: str
    role: str
    language: str


ACCOUNTS = (
    Account("aigul", "Айгүл Асанова", "learner", "ky"),
    Account("marina", "Марина Петрова", "learner", "ru"),
    Account("nurlan", "Нурлан Осмонов", "facilitator", "ky"),
    Account("begimai", "Бегимай Токтоева", "designer", "ky"),
    Account("operator", "Эркин Садыков", "operator", "ru"),
)


def make(config: SchoolConfig) -> Path:
    """Make what is missing of the demo school; gives the file with the accounts' passwords."""
    if config.production:
        raise SchoolError("school.production")
    upgrade(config)
    database, worker = Database(config.database), Worker(config.data)
    try:
        path = _make_people(config, database)
        asyncio.run(_open_lessons(config, database, worker))
        return path
    finally:
        worker.close()
        database.close()


def _make_people(config: SchoolConfig, database: Database) -> Path:
    path = config.data / ACCOUNTS_FILE
    known = _read(path)
    passwords = {one.login: known.get(one.login) or _new_password() for one in ACCOUNTS}
    fresh = {login: hash_password(passwords[login]) for login in passwords if login not in known}
    _write(path, passwords)
    with database.session() as session:
        cohort = _cohort(session)
        for account in ACCOUNTS:
            _make_person(session, account, cohort.id, fresh.get(account.login), passwords)
    return path


def _make_person(
    session: Session,
    account: Account,
    cohort: int,
    fresh: str | None,
    passwords: Mapping[str, str],
) -> None:
    person = people.find(session, account.login)
    if person is None:
        hashed = fresh or hash_password(passwords[account.login])
        person = people.add(session, account.name, account.login, hashed, account.language)
    elif fresh is not None:
        person.password_hash = fresh
    if account.role in people.IN_SCHOOL:
        people.give_role(session, person.id, account.role)
    else:
        people.join(session, person.id, cohort, account.role)


def _cohort(session: Session) -> Cohort:
    known = session.scalar(select(Cohort).where(Cohort.title == COHORT))
    return known or teaching.make_cohort(session, COHORT, [], BY)


async def _open_lessons(config: SchoolConfig, database: Database, worker: Worker) -> None:
    """Publish the courses that have lessons, and open to the cohort what it does not have yet."""
    for course in (each for each in load_courses(config.courses) if each.lessons):
        with database.session() as session:
            cohort = _cohort(session)
            if course.slug not in [each.course for each in cohort.courses]:
                cohort.courses.append(CohortCourse(course=course.slug))
            first = newest(session, course.slug, course.lessons[0].slug) is None
            number = cohort.id
        # what comes with the school was checked before it was handed out
        await publish_course(config, database, worker, course.slug, BY, checked=first)
        for lesson in _waiting(database, number, course):
            at = now()
            wanted = Wanted(number, course.slug, lesson, at, at + TIME)
            await open_to_cohort(database, worker, wanted, BY)


def _waiting(database: Database, cohort: int, course: Course) -> list[str]:
    """The published lessons of a course that are not open to the cohort yet."""
    with database.reading() as session:
        return [
            lesson.slug
            for lesson in course.lessons
            if newest(session, course.slug, lesson.slug)
            and teaching.find_opening(session, cohort, course.slug, lesson.slug) is None
        ]


def _new_password() -> str:
    """A password that can be typed on a phone and not guessed."""
    return "-".join(f"{secrets.randbelow(10_000):04}" for _ in range(3))


def _read(path: Path) -> dict[str, str]:
    try:
        rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError:
        return {}
    return {row[0]: row[1] for row in rows if len(row) > 2}


def _write(path: Path, passwords: Mapping[str, str]) -> None:
    rows = [f"{one.login:10} {passwords[one.login]}  {one.role}, {one.name}" for one in ACCOUNTS]
    path.touch(mode=0o600)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")

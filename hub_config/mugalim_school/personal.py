"""One person's data: all of it in a file for her, or gone."""

from __future__ import annotations

import asyncio
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, inspect, or_, select
from sqlalchemy.orm import Session

from mugalim_nbgrader.client import Worker
from mugalim_school import journal, people
from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, now
from mugalim_school.errors import PeopleError
from mugalim_school.models import (
    Attempt,
    Extension,
    LogLine,
    Membership,
    Person,
    Pulse,
    PutOff,
    Question,
    ResetCode,
    ReturnedAnswer,
    Role,
    Table,
    Visit,
)

ABOUT_HER = (
    Role, Membership, ResetCode, Extension, Visit, Attempt, Question, Pulse, ReturnedAnswer, PutOff,
)  # fmt: skip
FOLDERS = ("answers", "attempts", "questions")  # of the data folder, with one of hers in each
SECRETS = ("password_hash", "hash")


def export(config: SchoolConfig, who: str, target: Path) -> Path:
    """Write all that the school keeps about a person, named by login or id, into a .zip file."""
    database = Database(config.database)
    try:
        with database.reading() as session:
            person = _find(session, who)
            about = json.dumps(_rows(session, person), ensure_ascii=False, indent=1)
    finally:
        database.close()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("about.json", about)
        for folder, path in _files(config, person.id):
            file.write(path, path.relative_to(folder.parent.parent))
    return target


def erase(config: SchoolConfig, who: str, by: str = "operator") -> str:
    """Forget a person: her name, login, answers, hand-ins and marks; gives her opaque id.

    The log keeps its lines about her id, which then belongs to nobody. Doing it again
    finishes what was left undone.
    """
    database, worker = Database(config.database), Worker(config.data)
    try:
        with database.session() as session:
            person = _find(session, who, erased=True)
            _forget(session, person, by)
        for folder in FOLDERS:
            shutil.rmtree(config.data / folder / person.id, ignore_errors=True)
        asyncio.run(_forget_marks(config, worker, person.id))
        return person.id
    finally:
        worker.close()
        database.close()


def _find(session: Session, who: str, *, erased: bool = False) -> Person:
    person = people.find(session, who) or session.get(Person, who)
    if person is None or (person.erased_at is not None and not erased):
        raise PeopleError("people.not_known")
    return person


def _rows(session: Session, person: Person) -> dict[str, Any]:
    rows = {"person": [_plain(person)]}
    for table in ABOUT_HER:
        found = session.scalars(select(table).where(table.person == person.id))
        rows[table.__tablename__] = [_plain(row) for row in found]
    lines = select(LogLine).where(or_(LogLine.subject == person.id, LogLine.actor == person.id))
    rows["log"] = [_plain(row) for row in session.scalars(lines)]
    return rows


def _plain(row: Table) -> dict[str, Any]:
    columns = [column.key for column in inspect(type(row)).column_attrs]
    values = {name: getattr(row, name) for name in columns if name not in SECRETS}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _files(config: SchoolConfig, person: str) -> Iterator[tuple[Path, Path]]:
    for folder in (config.data / name / person for name in FOLDERS):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield folder, path


def _forget(session: Session, person: Person, by: str) -> None:
    for table in ABOUT_HER:
        session.execute(delete(table).where(table.person == person.id))
    person.name, person.login, person.password_hash, person.notice = "—", None, None, None
    person.erased_at = person.erased_at or now()
    journal.note(session, by, "erase", person.id)


async def _forget_marks(config: SchoolConfig, worker: Worker, person: str) -> None:
    for folder in sorted((config.data / "nbgrader").glob("[a-z0-9]*")):
        await worker.erase(folder.name, person)

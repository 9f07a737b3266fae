"""The school's one database: its engine, its sessions, and the upgrade of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from mugalim_school.config import SchoolConfig

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY = 15  # seconds that a writer waits for another one


def now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, foreign keys, waiting writers) or PostgreSQL."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Called by SQLAlchemy for each new connection."""
    connection.isolation_level = None  # the "begin" event below begins transactions
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.execute(f"PRAGMA busy_timeout={BUSY * 1000}")
    cursor.close()


def _begin_immediately(connection: Any) -> None:
    """Called by SQLAlchemy at the start of a transaction.

    Taking the write lock at once makes a second writer wait; a transaction that read first
    and then wants to write would be refused without waiting.
    """
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class Database:
    """Sessions of the school's database; `session()` writes, `reading()` looks."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        reading = self.engine.execution_options(reading=True)
        self._reading = sessionmaker(reading, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: kept when the block ends, undone when it raises."""
        with self._writing() as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at the database that waits for no writer; changes in it are not kept."""
        with self._reading() as session:
            yield session

    def close(self) -> None:
        """Give the connections back; called when the service stops."""
        self.engine.dispose()


def upgrade(config: SchoolConfig) -> None:
    """Bring the tables to this version; called when the service starts and by the command line."""
    from alembic import command
    from alembic.config import Config

    config.data.mkdir(parents=True, exist_ok=True)
    alembic = Config()
    alembic.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = make_engine(config.database)
    try:
        with engine.begin() as connection:
            alembic.attributes["connection"] = connection
            command.upgrade(alembic, "head")
    finally:
        engine.dispose()

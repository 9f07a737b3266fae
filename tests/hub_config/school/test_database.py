from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, upgrade
from mugalim_school.models import Table


def test_models_and_migrations_agree(database: Database) -> None:
    """After an upgrade from empty nothing is left to migrate."""
    with database.engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_an_upgrade_of_an_upgraded_school_changes_nothing(
    config: SchoolConfig, database: Database
) -> None:
    """The service upgrades at every start."""
    upgrade(config)
    with database.reading() as session:
        assert session.execute(text("select version_num from alembic_version")).all() == [("0001",)]


def test_sqlite_keeps_a_journal_and_checks_references(database: Database) -> None:
    """WAL lets readers go on while somebody writes; references are enforced."""
    with database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1

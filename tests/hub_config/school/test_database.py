from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from mugalim_school import people
from mugalim_school.config import SchoolConfig
from mugalim_school.database import MIGRATIONS, Database, make_engine, upgrade
from mugalim_school.models import Person, Question, Table


def upgrade_to(config: SchoolConfig, version: str) -> None:
    """The tables as they were in an earlier version."""
    alembic = Config()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    engine = make_engine(config.database)
    with engine.begin() as connection:
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, version)
    engine.dispose()


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
    (newest,) = ScriptDirectory(str(MIGRATIONS)).get_heads()
    with database.reading() as session:
        found = session.execute(text("select version_num from alembic_version")).all()
    assert found == [(newest,)]


def test_a_school_of_the_first_version_keeps_its_data(config: SchoolConfig) -> None:
    """Its people are there after the upgrade, and so are the new tables."""
    config.data.mkdir(parents=True)
    upgrade_to(config, "0001")
    old = Database(config.database)
    with old.session() as session:
        person = people.add(session, "Aigul Test", "aigul", "", "ky").id
    old.close()
    upgrade(config)
    new = Database(config.database)
    with new.reading() as session:
        assert session.get_one(Person, person).name == "Aigul Test"
        assert session.query(Question).count() == 0
    new.close()


def test_sqlite_keeps_a_journal_and_checks_references(database: Database) -> None:
    """WAL lets readers go on while somebody writes; references are enforced."""
    with database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1

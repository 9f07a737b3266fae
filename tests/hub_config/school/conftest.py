"""A school's database in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mugalim_school.config import SchoolConfig
from mugalim_school.database import Database, upgrade

COURSES = Path(__file__).parents[3] / "courses"


@pytest.fixture
def config(tmp_path: Path) -> SchoolConfig:
    """Settings of a school whose data folder is empty."""
    data = tmp_path / "data"
    return SchoolConfig(data, COURSES, f"sqlite:///{data / 'school.sqlite'}")


@pytest.fixture
def database(config: SchoolConfig) -> Iterator[Database]:
    """The upgraded, empty database of a school."""
    upgrade(config)
    found = Database(config.database)
    yield found
    found.close()

"""What `mugalim` does in the school's databases and folders: thin wrappers of the school's own."""

from __future__ import annotations

from mugalim_hub.settings import Settings
from mugalim_school import database, demo
from mugalim_school.config import SchoolConfig


def config_of(settings: Settings) -> SchoolConfig:
    """The settings as the school's own functions take them."""
    return SchoolConfig(
        data=settings.data,
        courses=settings.courses,
        database=settings.database_url,
        production=settings.production,
    )


def prepare(settings: Settings) -> None:
    """Bring the school's database to this version; make the demo school unless in production."""
    config = config_of(settings)
    database.upgrade(config)
    if not settings.production:
        demo.make(config)

"""What the tests of stored answers share: a clock that stands still and a small state."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mugalim_answers.store import Store

NOON = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    """One moment, for every saving in a test."""
    return NOON


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in a folder that does not exist yet."""
    return Store(tmp_path / "answers")

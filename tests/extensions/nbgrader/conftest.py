"""One course folder, one worker and one generated lesson for all tests of this folder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from extensions.nbgrader.small_lesson import beside, write_source

from mugalim_nbgrader.client import Worker


@pytest.fixture(scope="session")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worker]:
    """A worker on a data folder of its own."""
    worker = Worker(tmp_path_factory.mktemp("data"))
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def release(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small lesson, generated once as the assignment `small` of the course `demo`."""
    source = write_source(tmp_path_factory.mktemp("source"), "words")
    return asyncio.run(worker.generate("demo", "small", source, beside(source)))

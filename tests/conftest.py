"""The one browser of all tests, and the mark of the tests that use it.

The browser's library keeps an event loop running in its process, in which asynchronous tests could
not run: the two kinds are run one after the other (see the Makefile).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest
from browser import launch
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

# Files that take minutes each: they are run by `make soak`.
LONG = (
    "test_every_surface.py", "test_surfaces_in_lab.py", "test_full_page_in_browser.py",
    "test_document_lessons_in_browser.py", "test_table_lessons_in_browser.py",
    "test_never_lost.py",
)  # fmt: skip
# Folders whose tests share what is slow to start: they run one after the other in one process.
SHARING = ("hub", "school", "nbgrader", "lessons", "end_to_end")
PATIENCE = 20_000  # ms that a test waits for what it expects, on two busy cores
# The same examples each time; the files that `make soak` spoils are new ones.
settings.register_profile("gate", derandomize=True)
settings.load_profile("gate")


class Together(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Deals tests out to processes: a file to one, and so all files of a folder that shares."""

    def _split_scope(self, nodeid: str) -> str:
        """Called by xdist: what is given to one process as a whole."""
        path = PurePath(nodeid.partition("::")[0])
        return path.parent.name if path.parent.name in SHARING else str(path)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Called by xdist where tests run in several processes."""
    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Called by pytest: mark every test that uses the browser, and those that take long."""
    for item in items:
        if item.path.name in LONG:
            item.add_marker(pytest.mark.soak)
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A temporary folder that the services' own Unix user reaches too; pytest's are closed."""
    with tempfile.TemporaryDirectory(prefix="mugalim-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)

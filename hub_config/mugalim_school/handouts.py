"""Lessons to take along: the handout of each release and language, made when first asked for."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from mugalim_school.api import SLUG
from mugalim_school.database import now
from mugalim_school.releases import Published, published
from mugalim_school.teaching import open_for, release_for
from mugalim_school.web import Page, Refused

SECONDS = 120.0  # that making one may take on a busy machine
_MAKING: dict[Path, asyncio.Task[None]] = {}


class Handout(Page):
    """A lesson as a zip: a page to print, the same as a PDF, and the files to begin with."""

    async def get(self, course: str, lesson: str) -> None:
        """Give it in the language of her pages."""
        config, at = self.school.config, now()
        with self.school.database.reading() as session:
            found = open_for(session, self.person.id, course, lesson, at)
            release = published(config, release_for(session, found))
        folder = config.data / "handouts" / course / lesson
        path = folder / f"{release.version}-{self.language}.zip"
        if not path.is_file():
            await _make_once(release, self.language, path)
        name = f"{lesson}-{self.language}.zip"
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(path.read_bytes())


async def _make_once(release: Published, language: str, path: Path) -> None:
    """Make a handout in a process of its own, however many ask for it; Refused where it fails."""
    if path not in _MAKING:
        _MAKING[path] = asyncio.ensure_future(_make(release, language, path))
    try:
        await asyncio.shield(_MAKING[path])
    except (OSError, TimeoutError) as trouble:
        raise Refused(503, "school.no_handout") from trouble
    finally:
        _MAKING.pop(path, None)


async def _make(release: Published, language: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.new")
    program = [sys.executable, "-m", "mugalim_lessons.handout.making"]
    process = await asyncio.create_subprocess_exec(
        *program, str(release.folder), language, str(unfinished)
    )
    try:
        code = await asyncio.wait_for(process.wait(), SECONDS)
    except TimeoutError:
        process.kill()
        raise
    if code:
        raise OSError(f"the handout of {release.course}/{release.lesson} was not made: {code}")
    unfinished.replace(path)


ROUTES = [(f"/handout/{SLUG}/{SLUG}", Handout)]

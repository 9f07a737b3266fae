"""Lessons as they are opened: a release's notebook in one language, read and rendered once."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import nbformat

from mugalim_courses.languages import load_catalog
from mugalim_lessons.cells import Place, Step, places, steps
from mugalim_lessons.exporter import LessonExporter

MOST_KEPT = 64
V = TypeVar("V")


class NoSuchLessonError(Exception):
    """There is no page in this release and language."""


@dataclass(frozen=True)
class OpenLesson:
    """A lesson in one language: its steps, and the exercises in their order."""

    steps: tuple[Step, ...]
    places: tuple[Place, ...]
    pictures: Path


class Lessons:
    """The lessons that were opened lately; a release never changes, so each is read once."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._read: OrderedDict[tuple[Path, str], OpenLesson] = OrderedDict()
        self._html: OrderedDict[tuple[Path, str], asyncio.Future[str]] = OrderedDict()

    def released(self, release: Path, language: str) -> OpenLesson:
        """A released lesson; NoSuchLessonError where its page is not there."""
        key = (release, language)
        if key not in self._read:
            self._read[key] = read_lesson(release / "page" / f"{language}.ipynb", release)
        return _kept(self._read, key, self._most)

    def title(self, release: Path, language: str) -> str:
        """The lesson's title in a language; empty where the release does not say it."""
        try:
            about = json.loads((release / "release.json").read_bytes())
        except (OSError, ValueError):
            return ""
        title = str(about.get("title", "")) if isinstance(about, dict) else ""
        return load_catalog(release / "locale", language).text(title, "lesson.yaml")

    async def html(self, release: Path, language: str) -> str:
        """The HTML of a released lesson's steps; rendered once, however many ask."""
        key = (release, language)
        if key not in self._html:
            opened = self.released(release, language)
            self._html[key] = asyncio.ensure_future(render(opened, language))
        task = _kept(self._html, key, self._most)
        try:
            return await asyncio.shield(task)
        except Exception:
            self._html.pop(key, None)
            raise


def read_lesson(path: Path, pictures: Path) -> OpenLesson:
    """A page notebook from its file; NoSuchLessonError where it cannot be read."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError) as error:
        raise NoSuchLessonError(str(path)) from error
    return opened(notebook, pictures)


def opened(notebook: nbformat.NotebookNode, pictures: Path) -> OpenLesson:
    """A page notebook as a lesson; `pictures` is the folder that its pictures are read from."""
    return OpenLesson(steps(notebook), places(notebook), pictures)


async def render(lesson: OpenLesson, language: str) -> str:
    """The HTML of a lesson's steps."""
    return await LessonExporter(language, lesson.pictures).html(lesson.steps)


def _kept(kept: OrderedDict[tuple[Path, str], V], key: tuple[Path, str], most: int) -> V:
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]

"""Lessons as they are opened: a release in one language, read, rendered and drawn once."""

from __future__ import annotations

import asyncio
import json
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import nbformat

from mugalim_courses import LessonError, localised, parse_lesson_plan
from mugalim_courses.code_cells import needs_full_page
from mugalim_courses.languages import load_catalog
from mugalim_courses.model import Lesson, Variant
from mugalim_lessons.cells import Place, Step, places, steps
from mugalim_lessons.drawer import Drawer
from mugalim_lessons.exporter import LessonExporter
from mugalim_lessons.sending import Content

_PICTURE = re.compile(r"(!\[[^\]]*\]\()files/")

MOST_KEPT = 64
V = TypeVar("V")


class NoSuchLessonError(Exception):
    """There is no page in this release and language."""


@dataclass(frozen=True)
class OpenLesson:
    """A lesson in one language: its steps, and the exercises in their order.

    `own_code` is its notebook where it holds code that only Voila's full page can show; `subjects`
    are the starts to choose from, by exercise.
    """

    steps: tuple[Step, ...]
    places: tuple[Place, ...]
    pictures: Path
    own_code: nbformat.NotebookNode | None = None
    subjects: Mapping[str, tuple[Variant, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """The states of exercises as JSON, and the ES modules that show them."""

    content: Content
    modules: tuple[str, ...]


class Lessons:
    """The lessons that were opened lately; a release never changes, so each is read once."""

    def __init__(self, drawer: Drawer, most: int = MOST_KEPT) -> None:
        self._drawer = drawer
        self._most = most
        self._read: OrderedDict[tuple[Path, str], OpenLesson] = OrderedDict()
        self._html: OrderedDict[tuple[Path, str], asyncio.Future[str]] = OrderedDict()
        self._states: OrderedDict[tuple[Path, str], asyncio.Future[Drawn]] = OrderedDict()

    def released(self, release: Path, language: str) -> OpenLesson:
        """A released lesson; NoSuchLessonError where its page is not there."""
        key = (release, language)
        if key not in self._read:
            found = read_lesson(release / "page" / f"{language}.ipynb", release)
            self._read[key] = replace(found, subjects=_subjects(release, language))
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
        opened = self.released(release, language)
        return await _once(self._html, (release, language), self._most, render, opened, language)

    async def states(self, release: Path, language: str) -> Drawn:
        """The first states of its exercises, drawn once; NotDrawnError where it cannot be done."""
        opened = self.released(release, language)
        key = (release, language)
        return await _once(self._states, key, self._most, self._draw, release, language, opened)

    async def _draw(self, release: Path, language: str, lesson: OpenLesson) -> Drawn:
        found = await self._drawer.draw(release, language, lesson.places)
        return Drawn(as_json(found), modules_of(found))


def modules_of(drawn: Mapping[str, Any]) -> tuple[str, ...]:
    """The modules of the surfaces that were drawn, each once."""
    return tuple(dict.fromkeys(str(state["module"]) for state in drawn["cells"].values()))


def as_json(value: object, *, hard: bool = True) -> Content:
    """A value as JSON to send."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Content(text.encode(), "application/json; charset=utf-8", hard)


def read_lesson(path: Path, release: Path) -> OpenLesson:
    """A page notebook of a release from its file; NoSuchLessonError where it cannot be read."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except (OSError, ValueError) as error:
        raise NoSuchLessonError(str(path)) from error
    for cell in notebook.cells:
        if cell.cell_type == "markdown":  # a release has the files of each language in a folder
            cell.source = _PICTURE.sub(rf"\1files/{path.stem}/", cell.source)
    return opened(notebook, release)


def opened(notebook: nbformat.NotebookNode, pictures: Path) -> OpenLesson:
    """A page notebook as a lesson; `pictures` is the folder that its pictures are read from."""
    own_code = notebook if needs_full_page(notebook) else None
    return OpenLesson(steps(notebook), places(notebook), pictures, own_code)


def _subjects(release: Path, language: str) -> dict[str, tuple[Variant, ...]]:
    """The starts that a released lesson offers, by exercise; none where its plan is not there."""
    try:
        plan = parse_lesson_plan(release / "lesson.yaml")
    except LessonError:
        return {}
    return subjects_of(localised(plan, load_catalog(release / "locale", language)))


def subjects_of(plan: Lesson) -> dict[str, tuple[Variant, ...]]:
    """The starts to choose from, by exercise."""
    return {name: each.variants for name, each in plan.exercises.items() if each.variants}


async def render(lesson: OpenLesson, language: str, *, by_link: bool = False) -> str:
    """The HTML of a lesson's steps; `by_link`: subjects are chosen by opening the page anew."""
    exporter = LessonExporter(language, lesson.pictures)
    return await exporter.html(lesson.steps, lesson.subjects, by_link=by_link)


async def _once(
    kept: OrderedDict[tuple[Path, str], asyncio.Future[V]], key: tuple[Path, str], most: int,
    make: Callable[..., Awaitable[V]], *given: object,
) -> V:  # fmt: skip
    """What is made for a key, made once however many ask; a failure is not kept."""
    if key not in kept:
        kept[key] = asyncio.ensure_future(make(*given))
    task = _kept(kept, key, most)
    try:
        return await asyncio.shield(task)
    except Exception:
        kept.pop(key, None)
        raise


def _kept(kept: OrderedDict[tuple[Path, str], V], key: tuple[Path, str], most: int) -> V:
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[key]

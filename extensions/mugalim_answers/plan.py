"""What the lesson of a place asks for: its exercises in a language, and where each one starts."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from mugalim_answers.disk import read_regular
from mugalim_answers.operations import State
from mugalim_answers.place import Place
from mugalim_checks.artefacts import ENDINGS, read_artefact
from mugalim_courses.catalogs import FILES
from mugalim_courses.closed import PLACES
from mugalim_courses.languages import Catalog, load_catalog
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import ARRANGED, Exercise, Lesson
from mugalim_courses.translating import lesson_catalog, localised

LARGEST_START = 5_000_000  # bytes
MOST_READ = 128  # plans that are remembered


def exercise_at(place: Place, name: str) -> Exercise:
    """The exercise of that name in the place's lesson, in its language.

    KeyError where the lesson has none; LessonError where its plan cannot be read.
    """
    lesson = _lesson(place)
    return localised(lesson, _words(place, lesson)).exercises[name]


def start_name(plan: Exercise, number: int = 0) -> str:
    """The file in start/<language> that holds the state of one of an exercise's starts."""
    return f"{plan.name}{f'.{plan.variants[number].id}' if number else ''}.json"


def start_at(place: Place, plan: Exercise, number: int = 0) -> State | None:
    """The state before anything was done: a release's start/, or the start file in files/.

    `number` is that of a variant; the first is what is given without asking.
    """
    if plan.kind == "choice":
        several = plan.material.get("several") is True
        return {"options": [option.id for option in plan.options], "several": several}
    if plan.kind in ARRANGED:
        return _on_offer(plan)
    if plan.kind not in ENDINGS:
        return None
    ready = place.lesson / "start" / place.language / start_name(plan, number)
    if ready.is_file():
        state: dict[str, Any] = json.loads(read_regular(ready, LARGEST_START))
        return state
    return _read_start(place, plan, number)


def _on_offer(plan: Exercise) -> State:
    """The ids of the items and of the places they can be put in, by what a page calls them.

    An author's own ids may tell what belongs where, so that no page learns of them.
    """
    items = _by_code(plan, "items")
    if plan.kind == "order":
        return {"items": items, "places": {number: number for number in range(1, len(items) + 1)}}
    return {"items": items, "places": _by_code(plan, PLACES[plan.kind][0])}


def _by_code(plan: Exercise, name: str) -> dict[str, str]:
    ids = [each["id"] for each in plan.material[name]]
    codes = (hashlib.sha256(f"{plan.name}/{name}/{own}".encode()).hexdigest() for own in ids)
    return {f"i{code[:10]}": own for code, own in zip(codes, ids, strict=True)}


def _read_start(place: Place, plan: Exercise, number: int) -> State | None:
    """The start as an author keeps it, its texts looked up as they will be in a release."""
    if not plan.starts:
        return None
    words = _words(place, _lesson(place))
    path = place.lesson / "files" / plan.starts[number].removeprefix("files/")
    start = read_artefact(plan.kind, read_regular(path, LARGEST_START), path.name)
    return start.translated(lambda text: words.text(text, FILES)).to_state()


def read_plan(path: Path) -> Lesson:
    """The lesson that a lesson.yaml plans, read once as long as the file stays as it is."""
    try:
        about = path.stat()
    except OSError:
        return parse_lesson_plan(path)  # which says what is amiss
    return _read(path, about.st_mtime_ns, about.st_size, about.st_ino)


@lru_cache(maxsize=MOST_READ)
def _read(path: Path, changed: int, size: int, number: int) -> Lesson:
    """A plan, read once: every save and every surface asks for it. The rest tells a new one."""
    return parse_lesson_plan(path)


def _lesson(place: Place) -> Lesson:
    return read_plan(place.lesson / "lesson.yaml")


def _words(place: Place, lesson: Lesson) -> Catalog:
    """A release brings its words along; a working copy keeps them with its course."""
    own = place.lesson / "locale"
    if own.is_dir():
        return load_catalog(own, place.language)
    return lesson_catalog(lesson, place.language)

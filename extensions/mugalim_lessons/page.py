"""The lesson's page: prose first, places for exercises, and what its scripts need to know.

It holds nothing of a person, so that it is made once for each release and language, and a browser
that has it already is told so.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from tornado.web import HTTPError, authenticated

from mugalim_answers.place import Place as Surroundings
from mugalim_courses.languages import NAMES
from mugalim_lessons.assets import Assets, Style
from mugalim_lessons.config import LessonsConfig
from mugalim_lessons.drawer import NotDrawnError
from mugalim_lessons.full_page import FullLesson, FullPageHandler
from mugalim_lessons.lessons import MOST_KEPT, OpenLesson
from mugalim_lessons.permit import Permit
from mugalim_lessons.requests import LessonHandler, policy
from mugalim_lessons.sending import Content, NoEtagOfItsOwn, send
from mugalim_lessons.voila_files import VoilaFiles
from mugalim_lessons.words import PAGE, RUNTIME, in_language, sentence

TEMPLATES = Path(__file__).parent / "templates"
REVALIDATED = "private, no-cache"  # kept by the browser, but asked for each time


@dataclass(frozen=True)
class Shown:
    """One page to show: which lesson, in what language; `html` holds its steps."""

    course: str
    lesson: str
    language: str
    title: str
    opened: OpenLesson
    html: str
    states: str = ""  # where the exercises' first states are; "" where only a kernel has them
    modules: tuple[str, ...] = ()  # of the exercises, to be loaded ahead
    version: int = 0
    preview: bool = False

    @property
    def mine(self) -> str:
        """Where a learner's own states are; "" for a preview."""
        query = urlencode({"version": self.version, "lang": self.language})
        return "" if self.preview else f"mine/{self.course}/{self.lesson}?{query}"

    @property
    def surfaces(self) -> frozenset[str]:
        """The names of the surfaces on the page, as their style sheets are called."""
        return frozenset(place.surface for place in self.opened.places)


@dataclass(frozen=True)
class Pages:
    """Our templates and what every page has."""

    config: LessonsConfig
    assets: Assets
    files: VoilaFiles  # of the lessons that Voila's full page shows
    _styles: dict[frozenset[str], Style] = field(default_factory=dict)
    _kept: OrderedDict[tuple[object, ...], Content] = field(default_factory=OrderedDict)

    @cached_property
    def environment(self) -> Environment:
        """Jinja for our templates."""
        return Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The addresses that a page links."""
        return {
            "runtime": self.assets.runtime_address,
            "widgets": self.assets.widgets_address,
            "base": self.config.prefix,
            "school": self.config.school_prefix,
            "sign_out": f"{self.config.school_prefix}leave",
        }

    def style(self, surfaces: frozenset[str] = frozenset()) -> Style:
        """The style sheet of a page with these surfaces."""
        if surfaces not in self._styles:
            self._styles[surfaces] = self.assets.style(surfaces)
        return self._styles[surfaces]

    def lesson(self, shown: Shown) -> Content:
        """The page of a lesson; that of a release is made once."""
        if shown.preview:
            return self._lesson(shown)
        key = (shown.course, shown.lesson, shown.version, shown.language, shown.states)
        if key not in self._kept:
            self._kept[key] = self._lesson(shown)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _lesson(self, shown: Shown) -> Content:
        words = in_language(PAGE, shown.language)
        html = self.environment.get_template("page.html.j2").render(
            shown=shown, language=shown.language, words=words,
            steps=Markup(shown.html),  # noqa: S704  cleaned by bleach
            at=self.addresses, languages=language_links(shown.language), name=self.config.name,
            about=json.dumps(self.about(shown), ensure_ascii=False),
            style=self._inline(self.style(shown.surfaces)),
        )  # fmt: skip
        return Content(html.encode(), "text/html; charset=utf-8")

    def bar(self, language: str) -> str:
        """The bar on top of a page: my courses, languages, sign out."""
        return self.environment.get_template("bar.html.j2").render(
            words=in_language(PAGE, language), at=self.addresses, name=self.config.name,
            languages=language_links(language),
        )  # fmt: skip

    def waiting(self, lesson: FullLesson, steps: str, page: str, place: int) -> str:
        """The text of a lesson, to be read until Voila's full page is there."""
        in_line = in_language(RUNTIME, lesson.language)["in_line"]
        words = in_language(PAGE, lesson.language)
        return self.environment.get_template("waiting.html.j2").render(
            title=lesson.title, language=lesson.language, words=words, at=self.addresses,
            steps=Markup(steps),  # noqa: S704  cleaned by bleach
            page=page, in_line=in_line,
            said=in_line.format(place=place) if place else words["opening"],
            name=self.config.name, languages=language_links(lesson.language),
            style=self._inline(self.style()),
        )  # fmt: skip

    def error(self, said: str, language: str) -> str:
        """A page with one sentence."""
        return self.environment.get_template("error.html.j2").render(
            said=said, title=sentence("lessons.error_title", language), language=language,
            words=in_language(PAGE, language), at=self.addresses, name=self.config.name,
            languages=language_links(language), style=self._inline(self.style()),
        )  # fmt: skip

    def about(self, shown: Shown) -> dict[str, Any]:
        """What the page's scripts are told."""
        at = self.addresses
        return {
            "course": shown.course,
            "lesson": shown.lesson,
            "version": shown.version,
            "language": shown.language,
            "preview": shown.preview,
            "rest": self.config.rest_seconds,
            "states": shown.states,
            "mine": shown.mine,
            "base": at["base"],
            "school": at["school"],
            "widgets": at["widgets"],
            "words": in_language(RUNTIME, shown.language),
        }

    @staticmethod
    def _inline(style: Style) -> Markup:
        return Markup(style.text)  # noqa: S704  our own files, which hold no "</style"


class PageHandler(NoEtagOfItsOwn, FullPageHandler):
    """GET <course>/<lesson>: the page of a published lesson."""

    @authenticated
    async def get(self, course: str, lesson: str) -> None:
        """Show the version that the school names."""
        self.keep_language()
        permit = await self.permit(course, lesson)
        if permit.release is None:
            raise HTTPError(404)
        if self.released(permit.release, self.language).own_code is not None:
            await self.give_full_page(self.full(course, lesson, permit, permit.release))
            return
        shown = await self.shown(course, lesson, permit, permit.release)
        self.give(shown, self.parts.pages.lesson(shown))

    def full(self, course: str, lesson: str, permit: Permit, release: Path) -> FullLesson:
        """A release that Voila's full page shows."""
        language, lessons = self.language, self.parts.lessons
        if permit.answers is None:
            raise HTTPError(404)
        return FullLesson(
            course, lesson, language, lessons.title(release, language) or permit.title,
            self.released(release, language),
            Surroundings("app", release, permit.answers, language),
            release / "files" / language, lambda: lessons.html(release, language), permit.version,
        )  # fmt: skip

    async def shown(self, course: str, lesson: str, permit: Permit, release: Path) -> Shown:
        """What the page is made of."""
        language, lessons = self.language, self.parts.lessons
        opened = self.released(release, language)
        html = await lessons.html(release, language)
        title = lessons.title(release, language) or permit.title
        where, modules = "", tuple[str, ...]()
        with suppress(NotDrawnError):
            drawn = await lessons.states(release, language)
            tag = drawn.content.tag.strip('"')
            where = f"states/{course}/{lesson}/{permit.version}/{language}/{tag}"
            modules = self.parts.pages.assets.modules(drawn.modules)
        version = permit.version
        return Shown(course, lesson, language, title, opened, html, where, modules, version)

    def give(self, shown: Shown, content: Content) -> None:
        """Send the page with its policy."""
        self.set_header("Content-Security-Policy", policy(self.parts.pages.style(shown.surfaces)))
        send(self, content, REVALIDATED)


class HomeHandler(LessonHandler):
    """The service's own address leads to the school."""

    @authenticated
    async def get(self) -> None:
        """Go to my courses."""
        self.redirect(self.parts.config.school_prefix)


class NothingHandler(LessonHandler):
    """Any other address."""

    @authenticated
    async def get(self) -> None:
        """Say that there is nothing."""
        raise HTTPError(404)

    post = put = patch = delete = get


def language_links(now: str) -> list[Mapping[str, Any]]:
    """The three languages, each with the query that chooses it."""
    return [
        {"code": code, "name": name, "now": code == now, "query": "?" + urlencode({"lang": code})}
        for code, name in NAMES.items()
    ]

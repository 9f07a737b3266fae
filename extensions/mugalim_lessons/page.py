"""The lesson's page: prose first, places for exercises, and what its scripts need to know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from tornado.web import HTTPError, authenticated

from mugalim_courses.languages import NAMES
from mugalim_lessons.assets import Assets
from mugalim_lessons.config import LessonsConfig
from mugalim_lessons.lessons import OpenLesson
from mugalim_lessons.requests import LessonHandler
from mugalim_lessons.words import PAGE, RUNTIME, in_language, sentence

TEMPLATES = Path(__file__).parent / "templates"
ZONE = ZoneInfo("Asia/Bishkek")


@dataclass(frozen=True)
class Shown:
    """One page to show: which lesson, to whom, in what language; `html` holds its steps."""

    course: str
    lesson: str
    person: str
    language: str
    title: str
    opened: OpenLesson
    html: str
    version: int = 0
    due_at: str = ""
    late: bool = False
    preview: bool = False


@dataclass(frozen=True)
class Pages:
    """Our templates and what every page has."""

    config: LessonsConfig
    assets: Assets

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
        runtime, widgets = self.assets.runtime_address, self.assets.widgets_address
        return {
            "runtime": runtime,
            "widgets": widgets,
            "look": f"{self.config.prefix}static/look.css?v={widgets.rstrip('/')[-16:]}",
            "base": self.config.prefix,
            "school": self.config.school_prefix,
            "sign_out": f"{self.config.school_prefix}leave",
        }

    def lesson(self, shown: Shown) -> str:
        """The page of a lesson."""
        words = in_language(PAGE, shown.language)
        return self.environment.get_template("page.html.j2").render(
            shown=shown, language=shown.language, words=words, steps=Markup(shown.html),  # noqa: S704  cleaned by bleach
            at=self.addresses, languages=language_links(shown.language), name=self.config.name,
            due=written_date(shown.due_at), about=json.dumps(self.about(shown)),
        )  # fmt: skip

    def error(self, said: str, language: str) -> str:
        """A page with one sentence."""
        return self.environment.get_template("error.html.j2").render(
            said=said, title=sentence("lessons.error_title", language), language=language,
            words=in_language(PAGE, language), at=self.addresses, name=self.config.name,
            languages=language_links(language),
        )  # fmt: skip

    def about(self, shown: Shown) -> dict[str, Any]:
        """What the page's scripts are told."""
        at = self.addresses
        return {
            "course": shown.course,
            "lesson": shown.lesson,
            "version": shown.version,
            "language": shown.language,
            "person": shown.person,
            "preview": shown.preview,
            "base": at["base"],
            "school": at["school"],
            "widgets": at["widgets"],
            "words": in_language(RUNTIME, shown.language),
        }


class PageHandler(LessonHandler):
    """GET <course>/<lesson>: the page of a published lesson."""

    @authenticated
    async def get(self, course: str, lesson: str) -> None:
        """Show the version that the school names."""
        self.keep_language()
        permit = await self.permit(course, lesson)
        if permit.release is None:
            raise HTTPError(404)
        language = self.language
        opened = self.released(permit.release, language)
        html = await self.parts.lessons.html(permit.release, language)
        title = self.parts.lessons.title(permit.release, language) or permit.title
        shown = Shown(course, lesson, self.person, language, title, opened, html,
                      permit.version, permit.due_at, permit.late)  # fmt: skip
        self.finish(self.parts.pages.lesson(shown))


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


def language_links(now: str) -> list[dict[str, Any]]:
    """The three languages, each with the query that chooses it."""
    return [
        {"code": code, "name": name, "now": code == now, "query": "?" + urlencode({"lang": code})}
        for code, name in NAMES.items()
    ]


def written_date(moment: str) -> str:
    """An ISO moment as teachers write dates; empty where there is none."""
    try:
        return datetime.fromisoformat(moment).astimezone(ZONE).strftime("%d.%m.%Y %H:%M")
    except ValueError:
        return ""

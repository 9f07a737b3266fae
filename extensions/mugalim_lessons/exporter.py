"""A lesson's prose as HTML: Voila's exporter with our template, and nothing harmful in it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import bleach
from jinja2 import pass_context
from jupyter_server.services.contents.filemanager import FileContentsManager
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbformat.v4 import new_notebook
from traitlets import Unicode
from voila.exporter import VoilaExporter, VoilaMarkdownRenderer

from mugalim_courses.model import Variant
from mugalim_lessons.cells import Step
from mugalim_lessons.pressing import FENCE, drawn
from mugalim_lessons.words import PAGE, in_language

TEMPLATES = Path(__file__).parent / "templates"
TAGS = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del",
        "details", "div", "dl", "dt", "em", "figcaption", "figure", "h3", "h4", "h5",
        "h6", "hr", "i", "img", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp",
        "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "tfoot", "th", "thead", "time", "tr", "u", "ul", "var",
    }
)  # fmt: skip
ATTRIBUTES = {
    "*": ["class", "lang", "dir", "title", "id", "role", "aria-label", "tabindex"],
    "a": ["href"], "img": ["src", "alt", "width", "height"], "ol": ["start"],
    "td": ["colspan", "rowspan"], "th": ["colspan", "rowspan", "scope"],
    "abbr": ["title"], "time": ["datetime"],
}  # fmt: skip
PROTOCOLS = ["http", "https", "mailto", "tel", "data"]


class Renderer(VoilaMarkdownRenderer):
    """Voila's markdown renderer with tables that scroll on a phone, and drawings of menus."""

    table_name = "Table"

    def table(self, text: str) -> str:
        """A table in a box of its own, which the keyboard can reach."""
        return (
            f'<div class="scroll" role="region" aria-label="{escape(self.table_name)}" '
            f'tabindex="0"><table>{text}</table></div>'
        )

    def block_code(self, code: str, info: str | None = None) -> str:
        """Called by mistune; a block of ways through menus is drawn."""
        if info == FENCE:
            return drawn(code)
        return str(super().block_code(code, info))


class LessonExporter(VoilaExporter):
    """Voila's exporter for the steps of a lesson in one language."""

    language = Unicode("en")
    TEMPLATE = "steps.html.j2"

    def __init__(self, language: str, pictures: Path) -> None:
        contents = FileContentsManager(root_dir=str(pictures))
        super().__init__(
            template_file=self.TEMPLATE, template_paths=[str(TEMPLATES)], language=language,
            contents_manager=contents,
        )  # fmt: skip
        self._words = in_language(PAGE, language)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Called by the template for every piece of prose, which is `cell` in its context."""
        renderer = Renderer(
            self.contents_manager, escape=False, exclude_anchor_links=True,
            attachments=context["cell"].attachments,
        )  # fmt: skip
        renderer.table_name = self._words["table"]
        return clean(MarkdownWithMath(renderer=renderer).render(source))

    async def html(
        self,
        steps: tuple[Step, ...],
        subjects: Mapping[str, tuple[Variant, ...]],
        *,
        by_link: bool = False,
    ) -> str:
        """The HTML of all steps of a lesson; `subjects` are starts to choose from, by exercise."""
        values = {"steps": steps, "subjects": subjects, "by_link": by_link, "words": self._words}
        return await self.written(values)

    async def written(self, values: dict[str, Any]) -> str:
        """What the template makes of the values."""
        parts = self.generate_from_notebook_node(new_notebook(), {}, values)
        return "".join([part async for part, _ in parts])


def clean(html: str, tags: frozenset[str] = TAGS) -> str:
    """The HTML without anything that runs, loads or escapes from its place."""
    return bleach.clean(html, tags=tags, attributes=_allowed, protocols=PROTOCOLS, strip=True)


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return value.startswith("data:image/")
    if name == "href":
        return not value.startswith("data:")
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ())

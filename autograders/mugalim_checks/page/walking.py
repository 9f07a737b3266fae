"""The blocks of a page, from its elements: what a reader meets, in order, with its looks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import cssselect2  # type: ignore[import-untyped]  # it publishes no types

from mugalim_checks.core import Failure
from mugalim_checks.page.cascade import Cascade, Style
from mugalim_checks.page.embedded import image_of, is_picture
from mugalim_checks.page.lines import acts, one_line, visible
from mugalim_checks.page.model import Block, Cell, Look, Page, Run, Tag
from mugalim_checks.page.pictures import Files
from mugalim_checks.page.state import DEEPEST_LIST, MOST_BLOCKS, MOST_RUNS, MOST_TEXT
from mugalim_checks.page.style_values import over, written
from mugalim_checks.page.tables import Grid

_LEFT_OUT = frozenset({
    "head", "script", "style", "template", "iframe", "frame", "frameset", "object", "embed",
    "applet", "audio", "video", "canvas", "input", "select", "textarea", "datalist", "math", "map",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "caption", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_OWN_TAG = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "caption"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SPACE = "{http://www.w3.org/1999/xhtml}"
_REDIRECTS = ("www.google.com", "google.com")


_PLAIN = Style()


@dataclass(frozen=True)
class _Around:
    """What holds for everything inside of an element."""

    style: Style = _PLAIN
    tag: Tag = "p"
    language: str | None = None
    target: str | None = None
    label: str = ""
    source: str = ""
    cell: Cell | None = None
    depth: int = 0
    ordered: bool = False


@dataclass
class _Walk:
    """One walk through a page; a block is closed where the next one begins."""

    cascade: Cascade
    files: Files
    words: dict[str, str]  # what elements that others point to say, by id
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    around: _Around = _Around()  # of the block that is open
    tables: int = 0
    grids: list[Grid] = field(default_factory=list)
    count: int = 0  # of runs
    letters: int = 0

    def element(self, element: cssselect2.ElementWrapper, outer: _Around) -> None:
        """Everything in an element, and the block it makes."""
        tag = element.local_name
        if tag in _LEFT_OUT or element.namespace_url is None:
            return
        style = self.cascade.style(element, outer.style)
        if not style.shown:
            return
        inner = self._inner(element, replace(outer, style=style))
        if is_picture(element):
            self._picture(element, inner, replace(inner, style=outer.style))
        elif tag == "br":
            self._add(Run("\n", _look(style), inner.language), inner)
        elif tag in _BLOCKS:
            self._block(element, tag, inner)
        else:
            self._inside(element, inner)

    def _block(self, element: cssselect2.ElementWrapper, tag: str, inner: _Around) -> None:
        self.close()
        if tag == "table" and inner.cell is None and not _is_layout(element):
            self.tables += 1
            self.grids.append(Grid(self.tables))
            self._inside(element, inner)
            self.close()
            self.grids.pop()
            return
        self._inside(element, self._in_block(element, tag, inner))
        self.close()

    def _in_block(self, element: cssselect2.ElementWrapper, tag: str, inner: _Around) -> _Around:
        level = _level(element, tag)
        if level:
            return replace(inner, tag=cast(Tag, f"h{level}"), depth=0)
        if tag in ("ul", "ol"):
            return replace(inner, depth=inner.depth + 1, ordered=tag == "ol")
        if tag in ("tr", "td", "th", "thead"):
            return self._in_table(element, tag, inner)
        if tag == "li":
            return replace(inner, tag="li", depth=max(inner.depth, 1))
        return replace(inner, tag=cast(Tag, tag)) if tag in _OWN_TAG else inner

    def _in_table(self, element: cssselect2.ElementWrapper, tag: str, inner: _Around) -> _Around:
        if not self.grids or inner.cell is not None:  # a table inside of a table is its text
            return inner
        if tag in ("tr", "thead"):
            self.grids[-1].begin(element.etree_element, tag)
            return inner
        cell = self.grids[-1].place(element.etree_element, tag)
        return replace(inner, cell=cell, tag="p", depth=0)

    def _inner(self, element: cssselect2.ElementWrapper, around: _Around) -> _Around:
        """What the element itself says about its text."""
        get = element.etree_element.get
        if language := language_code(get("lang") or get("xml:lang") or _xml_language(element)):
            around = replace(around, language=language)
        href = get("href")
        if element.local_name == "a" and href is not None and not acts(_target(href)):
            label = get("aria-label") or self._pointed(get("aria-labelledby"))
            around = replace(around, target=_target(href), label=one_line(label))
        if element.local_name == "data":
            around = replace(around, source=one_line(get("value") or "")[:100])
        return around

    def _inside(self, element: cssselect2.ElementWrapper, inner: _Around) -> None:
        self._text(element.etree_element.text, inner)
        children = element.iter_children()
        for raw in element.etree_element:
            if isinstance(raw.tag, str):
                self.element(next(children), inner)
            self._text(raw.tail, inner)

    def _picture(self, element: cssselect2.ElementWrapper, inner: _Around, outer: _Around) -> None:
        if inner.style.visible:
            image = image_of(element.etree_element, self.files, self._pointed)
            fixed = inner.style.fixed > outer.style.fixed
            run = Run("", Look(), inner.language, inner.target, inner.label)
            self._add(replace(run, image=replace(image, fixed=fixed)), outer)

    def _pointed(self, ids: str | None) -> str:
        return " ".join(self.words[each] for each in (ids or "").split() if each in self.words)

    def _text(self, text: str | None, inner: _Around) -> None:
        if text and inner.style.visible:
            words = _SPACES.sub(" ", visible(text))
            self._add(
                Run(
                    words, _look(inner.style), inner.language, inner.target, inner.label,
                    inner.source,
                ),
                inner,
            )  # fmt: skip

    def _add(self, run: Run, around: _Around) -> None:
        last = self.runs[-1] if self.runs else None
        if run.image is None and (last is None or last.text.endswith((" ", "\n"))):
            run = replace(run, text=run.text.lstrip(" "))
        if not run.text and run.image is None:
            return
        if last is None:
            self.around = around
        elif last.image is None and replace(run, text=last.text) == last:
            self.runs[-1] = replace(last, text=last.text + run.text)
            return
        self.runs.append(run)

    def close(self) -> None:
        """End the block that is open; Failure where the page is larger than any handout."""
        runs, around = _trimmed(self.runs), self.around
        self.runs = []
        if not runs:
            return
        self.count += len(runs)
        self.letters += sum(len(run.text) for run in runs)
        if self.count > MOST_RUNS or self.letters > MOST_TEXT or len(self.blocks) >= MOST_BLOCKS:
            raise Failure("file.bomb")
        listed = around.tag == "li"
        self.blocks.append(
            Block(
                around.tag,
                runs,
                None if around.tag == "caption" else around.cell,
                min(around.depth, DEEPEST_LIST) if listed else 0,
                around.ordered and listed,
                around.style.fixed,
            )
        )


def walk(root: cssselect2.ElementWrapper, cascade: Cascade, files: Files, size: int) -> Page:
    """The page that begins at its root element; `size` are the bytes of its text."""
    tree = root.etree_element
    going = _Walk(cascade, files, _by_id(tree))
    going.element(root, _Around())
    going.close()
    head = {"title": "", "viewport": "", "body": ""}
    for element in tree.iter():
        _note(element, head)
    declared = language_code(tree.get("lang")) or language_code(head["body"])
    return Page(
        tuple(going.blocks), one_line(head["title"]), declared, one_line(head["viewport"]), size
    )


def _by_id(tree: Element) -> dict[str, str]:
    """What each element with an id says."""
    return {
        name: one_line("".join(each.itertext()))
        for each in tree.iter()
        if isinstance(each.tag, str) and (name := each.get("id"))
    }


def _note(element: Element, head: dict[str, str]) -> None:
    """Keep what an element says about the whole page."""
    tag = str(element.tag).removeprefix(_SPACE)
    if tag == "title" and not head["title"]:
        head["title"] = "".join(element.itertext())
    if tag == "body":
        head["body"] = element.get("lang") or ""
    if tag == "meta" and (element.get("name") or "").lower() == "viewport":
        head["viewport"] = element.get("content") or ""


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """The runs of a block without the spaces at its end; () where nothing would be seen."""
    if not any(run.image or run.text.strip() for run in runs):
        return ()
    last = runs[-1]
    if last.image is not None:
        return tuple(runs)
    text = last.text.rstrip(" \n")
    return (*runs[:-1], replace(last, text=text)) if text else _trimmed(runs[:-1])


def _look(style: Style) -> Look:
    behind = style.behind
    return Look(
        written(over(style.colour, behind or (1.0, 1.0, 1.0, 1.0))),
        None if behind is None else written(behind),
        round(style.pixels * 0.75, 2),
        style.bold,
    )


def language_code(tag: str | None) -> str | None:
    """The language in a tag such as "ky-KG" or "RU"; None where it is none."""
    code = re.split("[-_]", (tag or "").strip().lower())[0]
    return code if re.fullmatch("[a-z]{2,8}", code) else None


def _xml_language(element: cssselect2.ElementWrapper) -> str | None:
    found: str | None = element.etree_element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return found


def _level(element: cssselect2.ElementWrapper, tag: str) -> int:
    if re.fullmatch("h[1-6]", tag):
        return int(tag[1])
    if (element.etree_element.get("role") or "").strip() != "heading":
        return 0
    level = (element.etree_element.get("aria-level") or "2").strip()
    return int(level) if level in tuple("123456") else 2


def _is_layout(element: cssselect2.ElementWrapper) -> bool:
    return element.etree_element.get("role") in ("presentation", "none")


def _target(href: str) -> str:
    """Where a link leads: Google's export leads to a page of its own first."""
    target = one_line(href)
    try:
        parts = urlsplit(target)
    except ValueError:
        return target
    if parts.hostname in _REDIRECTS and parts.path == "/url":
        return one_line((parse_qs(parts.query).get("q") or [target])[0])
    return target

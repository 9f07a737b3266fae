"""How a page is looked at, and what is wrong with it: axe-core, too wide, words left in English."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(sys.prefix, "lib/mugalim-tests/node_modules/axe-core/axe.min.js")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LANGUAGES = ("ky", "ru", "en")
# Words that stand in nearly every English sentence, and in no formula; parts of a name such as
# message-to-families are none.
ENGLISH = re.compile(
    r"(?<![\w-])(the|and|you|your|of|for|with|this|that|is|are|was|not|from|by|to|The|Please|Your|You)"
    r"(?![\w-])"
)
# The words that are shown or read out, without what is marked as another language, formulas, and
# the table of a learner's file on the desk.
WORDS = """() => {
  const own = (element) => element.closest("[lang]") === document.documentElement;
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement.closest("script, style, noscript, code, .sheet")
        && own(node.parentElement) && shown(node.parentElement)) found.push(node.data.trim());
  for (const element of document.querySelectorAll("[aria-label], [alt], [title], [placeholder]"))
    if (own(element)) for (const name of ["aria-label", "alt", "title", "placeholder"])
      found.push(element.getAttribute(name) ?? "");
  return [document.title, ...found].filter((text) => text);
}"""


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    language: str
    width: int
    dark: bool


def looks(name: str) -> list[Look]:
    """Three looks: every language, one of them wide, in turn dark; which one, the name decides."""
    turns = range(len(name), len(name) + len(LANGUAGES))
    return [
        Look(language, 1280 if turn % 3 == 2 else 360, turn % 2 == 0)
        for turn, language in zip(turns, LANGUAGES, strict=True)
    ]


def every_look() -> list[Look]:
    """Every language, narrow and wide, light and dark."""
    return [
        Look(language, width, dark)
        for language in LANGUAGES
        for width in (360, 1280)
        for dark in (False, True)
    ]


def accessibility_problems(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA on the page, one line each."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": AXE_RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> int:
    """How many pixels the page is wider than the screen; 0 when it fits."""
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


def problems_of(page: Page, language: str) -> list[str]:
    """What is wrong with the page that is open, one line each."""
    found = accessibility_problems(page)
    if too_wide(page):
        found.append(f"{page.url}: {too_wide(page)} pixels too wide")
    if page.locator("html").get_attribute("lang") != language:
        found.append(f"{page.url}: its language is not {language}")
    if language != "en":
        texts = page.evaluate(WORDS)
        found += [f"{page.url}: English: {text}" for text in texts if ENGLISH.search(text)]
    return found

"""The looks of each element: style sheets, style attributes and old attributes, inherited.

Priority as in CSS Cascading 4: the browser's own sheet, old attributes (`bgcolor`), the page's
sheets by specificity and order, style attributes, and what is marked important. Only what a check
looks at is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import cssselect2  # type: ignore[import-untyped]  # it publishes no types
import tinycss2  # type: ignore[import-untyped]  # it publishes no types
from tinycss2.ast import (  # type: ignore[import-untyped]  # it publishes no types
    AtRule,
    Declaration,
    Node,
    PercentageToken,
    QualifiedRule,
)

from mugalim_checks.page import style_values as values
from mugalim_checks.page.model import WIDEST
from mugalim_checks.page.style_values import Colour, Tokens

MOST_RULES = 5_000
_BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
_WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
_ROOT = 16.0  # pixels of a page's text where nothing is said
_OWN_SHEET = """
h1{font-size:2em} h2{font-size:1.5em} h3{font-size:1.17em} h5{font-size:.83em} h6{font-size:.67em}
h1,h2,h3,h4,h5,h6,b,strong,th,dt{font-weight:bold} small,sub,sup{font-size:smaller}
big{font-size:larger} code,kbd,samp,tt,pre{font-size:.8125em} a[href]{color:#0000ee}
mark{background-color:yellow;color:black} [hidden]{display:none}
"""
_SHORTHANDS = {
    "background": ("background-color", "background-image"),
    "font": ("font-size", "font-weight"),
    "overflow": ("overflow-x",),
}
_WANTED = frozenset({
    "color", "background-color", "background-image", "font-size", "font-weight", "display",
    "visibility", "width", "min-width", "max-width", "overflow-x",
})  # fmt: skip
_FONT_SIZES = {"1": 10, "2": 13, "3": 16, "4": 18, "5": 24, "6": 32, "7": 48}
_PLAIN_COLOUR = re.compile(r"#?\w{3,20}")
_PLAIN_WIDTH = re.compile(r"\s*(\d{1,5}(?:\.\d{1,4})?)(?:px)?\s*")
_KEEPS_WIDTH = ("table", "td", "th", "hr", "iframe", "img")

_T = TypeVar("_T")
_Rank = tuple[int, int]  # whether important and from where; the place among its like
_Declared = Mapping[str, list[Tokens]]  # property -> its values, the strongest last


@dataclass(frozen=True)
class Style:
    """What one element looks like; passed down to those inside of it."""

    colour: Colour = _BLACK
    behind: Colour | None = _WHITE  # the opaque colour below its text; None: over a picture
    pixels: float = _ROOT
    bold: bool = False
    shown: bool = True  # False: it and all inside of it is left out
    visible: bool = True
    fixed: float = 0.0  # pixels it keeps on a narrow screen, itself or what it stands in
    scrolls: bool = False  # it stands in a box that moves sideways by itself
    variables: Mapping[str, Tokens] = field(default_factory=dict)


class Cascade:
    """The style sheets of one page, ready to be asked about its elements in order."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._matcher = cssselect2.Matcher()
        self._rules = 0
        self._add(_OWN_SHEET, 0)
        for sheet in sheets:
            self._add(sheet, 2)
        self.root = _ROOT

    def _add(self, sheet: str, origin: int) -> None:
        for rule in _rules(tinycss2.parse_stylesheet(sheet, True, True)):
            self._rules += 1
            if self._rules > MOST_RULES:
                return
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue
            declared = _declarations(rule.content)
            for selector in selectors:
                self._matcher.add_selector(selector, (origin, declared))

    def style(self, element: cssselect2.ElementWrapper, parent: Style) -> Style:
        """The looks of an element inside of one that looks like `parent`."""
        declared, own = self._declared(element)
        variables = {**parent.variables, **own} if own else parent.variables
        style = _computed(declared, parent, variables, self.root)
        if element.local_name == "html":
            self.root = style.pixels
        return style

    def _declared(
        self, element: cssselect2.ElementWrapper
    ) -> tuple[_Declared, Mapping[str, Tokens]]:
        ranked: list[tuple[_Rank, Declaration]] = []
        found = [(origin, each) for *_, pseudo, (origin, each) in self._matcher.match(element)
                 if pseudo is None]  # fmt: skip
        hints = _declarations(tinycss2.parse_component_value_list(_hints(element)))
        style = element.etree_element.get("style") or ""
        inline = _declarations(tinycss2.parse_component_value_list(style[:5_000]))
        for place, (origin, group) in enumerate([*found, (1, hints), (3, inline)]):
            ranked.extend(((10 * each.important + origin, place), each) for each in group)
        ranked.sort(key=lambda one: one[0])
        return _by_property(each for _, each in ranked)


def _rules(nodes: Iterable[Node]) -> Iterator[QualifiedRule]:
    """The rules that hold on any screen."""
    for node in nodes:
        if isinstance(node, QualifiedRule):
            yield node
        elif isinstance(node, AtRule) and node.content and _for_screens(node):
            inner = tinycss2.parse_rule_list(node.content, True, True)
            yield from (each for each in inner if isinstance(each, QualifiedRule))


def _for_screens(rule: AtRule) -> bool:
    if rule.lower_at_keyword in ("supports", "layer"):
        return True
    condition = tinycss2.serialize(rule.prelude).strip().lower()
    return rule.lower_at_keyword == "media" and condition in ("", "all", "screen", "only screen")


def _declarations(content: Sequence[Node]) -> tuple[Declaration, ...]:
    found = tinycss2.parse_declaration_list(content, True, True)
    return tuple(each for each in found if isinstance(each, Declaration))


def _by_property(
    declarations: Iterable[Declaration],
) -> tuple[_Declared, Mapping[str, Tokens]]:
    """Each wanted property's values, and the variables, the strongest last."""
    declared: dict[str, list[Tokens]] = {}
    variables: dict[str, Tokens] = {}
    for each in declarations:
        if each.name.startswith("--"):
            variables[each.name] = each.value
        for name in _SHORTHANDS.get(each.lower_name, (each.lower_name,)):
            if name in _WANTED:
                declared.setdefault(name, []).append(each.value)
    return declared, variables


def _hints(element: cssselect2.ElementWrapper) -> str:
    """Old attributes, such as bgcolor and <font color>, as declarations."""
    get, tag = element.etree_element.get, element.local_name
    found = []
    colour = get("color") if tag == "font" else get("text") if tag == "body" else None
    for name, value in (("color", colour), ("background-color", get("bgcolor"))):
        if value and _PLAIN_COLOUR.fullmatch(value.strip()):
            found.append(f"{name}:{value.strip()}")
    if tag == "font" and (size := _FONT_SIZES.get(get("size") or "")):
        found.append(f"font-size:{size}px")
    width = _PLAIN_WIDTH.fullmatch(get("width") or "")
    if width and tag in _KEEPS_WIDTH:
        found.append(f"width:{width[1]}px")
    if get("background") and tag in ("body", "table", "td", "th"):
        found.append("background-image:url(picture)")
    return ";".join(found)


@dataclass(frozen=True)
class _Values:
    """What is declared of one element, its variables filled in."""

    declared: _Declared
    variables: Mapping[str, Tokens]

    def each(self, name: str) -> Iterator[Tokens]:
        """The values of a property, the strongest first."""
        for tokens in reversed(self.declared.get(name, [])):
            full = values.filled(tokens, self.variables)
            if full is not None:
                yield full

    def word(self, name: str) -> str | None:
        """The strongest value of a property that is a word."""
        return next((word for each in self.each(name) if (word := values.word_in(each))), None)


def _computed(
    declared: _Declared, parent: Style, variables: Mapping[str, Tokens], root: float
) -> Style:
    if not declared:
        return parent if variables is parent.variables else replace(parent, variables=variables)
    own = _Values(declared, variables)
    pixels = _first(values.size_in(each, parent.pixels, root) for each in own.each("font-size"))
    bold = _first(values.bold_in(each) for each in own.each("font-weight"))
    size = parent.pixels if pixels is None else pixels
    colour = _colour(own, "color", parent.colour)
    visibility = own.word("visibility")
    scrolls = parent.scrolls or own.word("overflow-x") in ("auto", "scroll")
    return Style(
        colour=parent.colour if colour is None else colour,
        behind=_behind(own, parent, colour or parent.colour),
        pixels=size,
        bold=parent.bold if bold is None else bold,
        shown=parent.shown and own.word("display") != "none",
        visible=parent.visible if visibility in (None, "inherit") else visibility == "visible",
        fixed=0.0 if scrolls else _width(own, parent.fixed, size, root),
        scrolls=scrolls,
        variables=variables,
    )


def _first(found: Iterator[_T | None]) -> _T | None:
    return next((each for each in found if each is not None), None)


def _colour(own: _Values, name: str, current: Colour) -> Colour | None:
    for tokens in own.each(name):
        if values.word_in(tokens) in ("inherit", "unset", "revert"):
            return None
        found = values.colour_in(tokens, current)
        if found is not None or values.word_in(tokens) in ("initial", "none"):
            return found
    return None


def _behind(own: _Values, parent: Style, colour: Colour) -> Colour | None:
    picture = next(own.each("background-image"), None)
    if picture is not None and values.has_picture(picture):
        return None
    painted = _colour(own, "background-color", colour)
    if painted is None:
        return parent.behind
    if painted[3] == 1:
        return painted
    return None if parent.behind is None else values.over(painted, parent.behind)


def _width(own: _Values, outer: float, size: float, root: float) -> float:
    """The width that the element keeps on a narrow screen: its own, or what it stands in."""
    most = next(own.each("max-width"), ())
    limit = values.length_in(most, size, root)
    share = any(isinstance(each, PercentageToken) and each.value <= 100 for each in most)
    if share or (limit is not None and limit <= WIDEST):
        return outer
    lengths = (
        values.length_in(next(own.each(name), ()), size, root) or 0.0
        for name in ("width", "min-width")
    )
    width = max(lengths)
    return max(width, outer) if width > WIDEST else outer

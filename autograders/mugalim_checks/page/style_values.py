"""Values of style sheets as numbers: colours, lengths, weights; whatever is not known is None.

The measures are those of CSS Values and Units 4 (1in = 96px = 72pt) and CSS Color 4.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from tinycss2.ast import (  # type: ignore[import-untyped]  # it publishes no types
    DimensionToken,
    FunctionBlock,
    IdentToken,
    Node,
    NumberToken,
    PercentageToken,
    URLToken,
)
from tinycss2.color4 import (  # type: ignore[import-untyped]  # it publishes no types
    parse_color,
)

Tokens = Sequence[Node]
Colour = tuple[float, float, float, float]  # red, green, blue, alpha, each 0 to 1

_PIXELS = {
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
}
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
_RELATIVE = {"smaller": 5 / 6, "larger": 1.2}
_PICTURES = ("url", "image", "image-set", "cross-fade", "element", "src")
_DEEPEST = 8  # variables that lead to variables
_MOST_TOKENS = 300


def colour_in(tokens: Tokens, current: Colour) -> Colour | None:
    """The first colour among the tokens; `current` is what currentColor stands for."""
    for token in tokens:
        # RuntimeError: a colour space that the library cannot turn into red, green and blue
        with suppress(RuntimeError, ValueError, ArithmeticError, TypeError):
            found = parse_color(token)
            if found == "currentcolor":
                return current
            if found is not None:
                red, green, blue = found.to("srgb").coordinates[:3]
                return _within(red), _within(green), _within(blue), _within(found.alpha)
    return None


def _within(share: float | None) -> float:
    return min(max(share, 0.0), 1.0) if share is not None and math.isfinite(share) else 0.0


def over(colour: Colour, below: Colour) -> Colour:
    """An opaque colour: a perhaps translucent one painted over an opaque one."""
    alpha = colour[3]
    red, green, blue = (
        above * alpha + under * (1 - alpha)
        for above, under in zip(colour[:3], below[:3], strict=True)
    )
    return red, green, blue, 1.0


def written(colour: Colour) -> str:
    """An opaque colour as "#RRGGBB"."""
    return "#" + "".join(f"{round(share * 255):02X}" for share in colour[:3])


def has_picture(tokens: Tokens) -> bool:
    """Whether a background is painted by a picture or a gradient."""
    return any(
        isinstance(token, URLToken)
        or (
            isinstance(token, FunctionBlock)
            and (token.lower_name in _PICTURES or token.lower_name.endswith("gradient"))
        )
        for token in tokens
    )


def length_in(tokens: Tokens, font: float, root: float) -> float | None:
    """The first length among the tokens in pixels; None where it depends on the screen."""
    for token in tokens:
        if isinstance(token, DimensionToken):
            found = _pixels(token, font, root)
            if found is not None:
                return found
    return None


def _pixels(token: DimensionToken, font: float, root: float) -> float | None:
    units = {**_PIXELS, "em": font, "rem": root, "ex": font / 2, "ch": font / 2}
    each = units.get(token.lower_unit)
    if each is None or not math.isfinite(token.value):
        return None
    return _bounded(token.value * each)


def _bounded(pixels: float) -> float:
    return float(min(max(pixels, 0.0), 1e6))


def size_in(tokens: Tokens, parent: float, root: float) -> float | None:
    """The type size in pixels that `font-size` or `font` gives."""
    for token in tokens:
        if isinstance(token, DimensionToken):
            return _pixels(token, parent, root)
        if isinstance(token, PercentageToken) and math.isfinite(token.value):
            return _bounded(parent * token.value / 100)
        if isinstance(token, IdentToken):
            word = token.lower_value
            if word in _SIZES or word in _RELATIVE:
                return _SIZES.get(word) or parent * _RELATIVE[word]
    return None


def bold_in(tokens: Tokens) -> bool | None:
    """Whether `font-weight` or `font` makes the text bold."""
    for token in tokens:
        if isinstance(token, IdentToken) and token.lower_value in ("bold", "bolder"):
            return True
        if isinstance(token, IdentToken) and token.lower_value in ("normal", "lighter"):
            return False
        if isinstance(token, NumberToken) and 1 <= token.value <= 1000:
            return bool(token.value >= 600)
    return None


def word_in(tokens: Tokens) -> str | None:
    """The first word among the tokens, in small letters."""
    words = (token.lower_value for token in tokens if isinstance(token, IdentToken))
    return next(words, None)


def filled(tokens: Tokens, variables: Mapping[str, Tokens], depth: int = 0) -> Tokens | None:
    """The tokens with each var() replaced; None where one is not known or there are too many."""
    result: list[Node] = []
    for token in tokens:
        part = _filled(token, variables, depth)
        if part is None:
            return None
        result.extend(part)
        if len(result) > _MOST_TOKENS:
            return None
    return result


def _filled(token: Node, variables: Mapping[str, Tokens], depth: int) -> Iterable[Node] | None:
    if not isinstance(token, FunctionBlock):
        return [token]
    if depth > _DEEPEST:
        return None
    if token.lower_name != "var":
        inner = filled(token.arguments, variables, depth + 1)
        if inner is None:
            return None
        return [FunctionBlock(token.source_line, token.source_column, token.name, list(inner))]
    names = [each for each in token.arguments if isinstance(each, IdentToken)]
    own = variables.get(names[0].value) if names else None
    found = None if own is None else filled(own, variables, depth + 1)
    return found if found is not None else _fallback(token.arguments, variables, depth)


def _fallback(arguments: Tokens, variables: Mapping[str, Tokens], depth: int) -> Tokens | None:
    commas = [index for index, part in enumerate(arguments) if part == ","]
    return filled(arguments[commas[0] + 1 :], variables, depth + 1) if commas else None

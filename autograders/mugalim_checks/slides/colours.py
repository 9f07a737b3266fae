"""Colours of a presentation's theme as "#RRGGBB", their changes (tint, shade, …) applied."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL.ImageColor import getrgb
from pptx.oxml.ns import qn

_WHOLE = 100_000  # 100 % in DrawingML
_SHORT_NAMES = {"dk": "dark", "lt": "light", "med": "medium"}  # dkRed is darkred
_CHANNELS = ("r", "g", "b")
Channels = tuple[float, float, float]  # red, green, blue, each 0 to 1


@dataclass(frozen=True)
class Colour:
    """A colour and how much of it covers what is behind (1: all)."""

    channels: Channels
    alpha: float = 1.0

    @property
    def code(self) -> str:
        """The colour as "#RRGGBB"."""
        return "#" + "".join(f"{round(min(max(each, 0), 1) * 255):02X}" for each in self.channels)

    def over(self, behind: str | None) -> str | None:
        """What is seen of it over another colour; None where an unknown one shines through."""
        if self.alpha >= 1:
            return self.code
        if behind is None:
            return None
        back = _channels(behind.removeprefix("#"))
        mixed = [
            front * self.alpha + rear * (1 - self.alpha)
            for front, rear in zip(self.channels, back, strict=True)
        ]
        return Colour((mixed[0], mixed[1], mixed[2])).code


@dataclass(frozen=True)
class Palette:
    """A theme's colours by their names in it, and what each slide's names stand for."""

    theme: Mapping[str, Any]  # "accent1": its element
    names: Mapping[str, str]  # "bg1": "lt1"

    def colour(self, element: Any, own: Colour | None = None) -> Colour | None:
        """The colour of an element such as a:srgbClr; `own` is what phClr stands for in it."""
        start = self._start(element, own)
        if start is None:
            return None
        channels, alpha = start.channels, start.alpha
        for change in element:
            name, share = _local(change), percentage(change.get("val"))
            if name == "alpha":
                alpha = share
            elif name in _CHANGES:
                channels = _CHANGES[name](channels, share)
        return Colour(channels, alpha)

    def _start(self, element: Any, own: Colour | None) -> Colour | None:
        name, value = _local(element), element.get("val", "")
        if name == "schemeClr":
            return self._by_name(value, own)
        if name == "srgbClr":
            return Colour(_channels(value))
        if name == "sysClr":
            return Colour(_channels(element.get("lastClr") or _SYSTEM.get(value, "000000")))
        if name == "prstClr":
            return Colour(_named(value))
        if name == "scrgbClr":
            red, green, blue = (_seen(percentage(element.get(each))) for each in _CHANNELS)
            return Colour((red, green, blue))
        if name == "hslClr":
            hue = float(element.get("hue", 0)) / 60_000 / 360
            bright, strong = percentage(element.get("lum")), percentage(element.get("sat"))
            return Colour(colorsys.hls_to_rgb(hue, bright, strong))
        return None

    def _by_name(self, name: str, own: Colour | None) -> Colour | None:
        if name == "phClr":
            return own
        found = self.theme.get(self.names.get(name, name))
        return None if found is None else self._start(found, None)


_SYSTEM = {"window": "FFFFFF", "windowText": "000000"}


def percentage(value: str | None) -> float:
    """A share as DrawingML writes it: "75000" and "75%" are 0.75; 1 where nothing is said."""
    if value is None:
        return 1.0
    if value.endswith("%"):
        return float(value[:-1]) / 100
    return float(value) / _WHOLE


def colour_within(element: Any) -> Any | None:
    """The element of the colour in a solidFill, a fontRef and the like."""
    return next((each for each in element if _local(each).endswith("Clr")), None)


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _channels(code: str) -> Channels:
    red, green, blue = bytes.fromhex(code[:6])
    return red / 255, green / 255, blue / 255


def _named(name: str) -> Channels:
    for short, long in _SHORT_NAMES.items():
        if name.startswith(short):
            name = long + name[len(short) :]
    red, green, blue = getrgb(name.lower())[:3]
    return red / 255, green / 255, blue / 255


# sRGB and light, as in IEC 61966-2-1; PowerPoint tints and shades light.
def _light(seen: float) -> float:
    return float(seen / 12.92 if seen <= 0.04045 else ((seen + 0.055) / 1.055) ** 2.4)


def _seen(light: float) -> float:
    return float(light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def _tint(channels: Channels, share: float) -> Channels:
    red, green, blue = (_seen(_light(each) * share + 1 - share) for each in channels)
    return red, green, blue


def _shade(channels: Channels, share: float) -> Channels:
    red, green, blue = (_seen(_light(each) * share) for each in channels)
    return red, green, blue


def _brightness(channels: Channels, times: float, plus: float) -> Channels:
    hue, bright, strong = colorsys.rgb_to_hls(*channels)
    return colorsys.hls_to_rgb(hue, min(max(bright * times + plus, 0), 1), strong)


def _strength(channels: Channels, times: float) -> Channels:
    hue, bright, strong = colorsys.rgb_to_hls(*channels)
    return colorsys.hls_to_rgb(hue, bright, min(max(strong * times, 0), 1))


# What a child of a colour does to it, ECMA-376 part 1, 20.1.2.3.
_CHANGES = {
    "tint": _tint,
    "shade": _shade,
    "lumMod": lambda channels, share: _brightness(channels, share, 0),
    "lumOff": lambda channels, share: _brightness(channels, 1, share),
    "satMod": _strength,
}


def palette(theme: Any, *colour_maps: Any) -> Palette:
    """The palette of a theme under maps of names; the first map that is there counts."""
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    colours = {_local(each): each[0] for each in scheme if len(each)}
    names = next((dict(each.attrib) for each in colour_maps if each is not None), {})
    return Palette(colours, names)

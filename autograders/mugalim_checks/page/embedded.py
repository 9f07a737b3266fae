"""A picture or a drawing in a page, with what is said to whoever cannot see it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import cssselect2  # type: ignore[import-untyped]  # it publishes no types

from mugalim_checks.page.drawings import SPACE, harmless
from mugalim_checks.page.lines import one_line
from mugalim_checks.page.model import Image, in_parts
from mugalim_checks.page.pictures import Files, Found, local_path

_UNSEEN = ("presentation", "none")


def is_picture(element: cssselect2.ElementWrapper) -> bool:
    """Whether an element is a picture to a screen reader."""
    role = (element.etree_element.get("role") or "").strip()
    return element.local_name in ("img", "svg") or role == "img"


def image_of(element: Element, files: Files, pointed: Callable[[str | None], str]) -> Image:
    """The picture with its words; `pointed` gives the words of elements by their ids."""
    label = element.get("aria-label") or pointed(element.get("aria-labelledby"))
    unseen = element.get("role") in _UNSEEN or element.get("aria-hidden") == "true"
    if element.tag == f"{SPACE}svg":
        return _drawing(element, label, unseen)
    if not str(element.tag).endswith("}img"):
        return Image(one_line(label) or None)
    source = element.get("src") or ""
    found = files.picture(source)
    shown = found or Found(posixpath.basename(local_path(source)))
    alt = _alternative(element, label)
    return Image(
        alt,
        one_line(shown.name)[:300],
        shown.size,
        _measure(element, "width"),
        _measure(element, "height"),
        decorative=unseen or alt == "",
        missing=found is None,
        parts=in_parts(shown.content),
        digest=shown.digest,
    )


def _drawing(element: Element, label: str, unseen: bool) -> Image:
    title = element.find(f"{SPACE}title")
    words = label or ("".join(title.itertext()) if title is not None else "")
    return Image(
        one_line(words) or None,
        width=_measure(element, "width"),
        height=_measure(element, "height"),
        decorative=unseen,
        parts=in_parts(harmless(element)),
    )


def _alternative(element: Element, label: str) -> str | None:
    """The picture's words; Google's export writes empty ones with an empty title for no words."""
    alt, title = element.get("alt"), element.get("title")
    if label:
        return one_line(label)
    if alt is not None and not alt.strip() and title is not None:
        return one_line(title) or None
    return None if alt is None else one_line(alt)


def _measure(element: Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,5})", element.get(name) or "")
    return int(found[1]) if found and "%" not in (element.get(name) or "") else 0

"""XML elements found by their local names: Excel, LibreOffice and Google differ in the rest."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

LONGEST_TEXT = 2_000


def tree(part: bytes) -> Element:
    """The root of an XML part that has been looked over before."""
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(part, forbid_dtd=True)
    return root


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its local name; None where it is not there."""
    if element is None:
        return None
    return next((text for key, text in element.items() if local(key) == name), None)


def every(element: Element | None, *names: str) -> Iterator[Element]:
    """All descendants of these local names, in order."""
    if element is not None:
        yield from (each for each in element.iter() if local(str(each.tag)) in names)


def first(element: Element | None, *path: str) -> Element | None:
    """The first child of the first name, its first child of the second, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(str(each.tag)) == name), None)
    return element


def text_of(element: Element | None) -> str:
    """All text inside an element, within bounds."""
    return "".join(element.itertext())[:LONGEST_TEXT] if element is not None else ""


def number_of(text: str | None) -> float | None:
    """A number in an attribute; None where there is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None

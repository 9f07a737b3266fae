"""XML of an .ods file, put together as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = {
    "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0",
    "text": f"{_OASIS}text:1.0",
    "table": f"{_OASIS}table:1.0",
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "chart": f"{_OASIS}chart:1.0",
    "number": f"{_OASIS}datastyle:1.0",
    "config": f"{_OASIS}config:1.0",
    "meta": f"{_OASIS}meta:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "of": f"{_OASIS}of:1.2",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_SPACES = re.compile(r"^ +| {2,}| +$|\t")


def tag(name: str, attributes: Mapping[str, str], *inside: str, text: str = "") -> str:
    """An element with its attributes, with elements or a text inside."""
    shown = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    content = escape(text) + "".join(inside)
    return f"<{name}{shown}>{content}</{name}>" if content else f"<{name}{shown}/>"


def document(name: str, *inside: str) -> str:
    """A whole part of a file."""
    spaces = {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()}
    version = "manifest:version" if name.startswith("manifest") else "office:version"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + tag(name, {**spaces, version: "1.3"}, *inside)


def paragraphs(text: str) -> str:
    """A text as paragraphs, one a line, with all of its spaces."""
    return "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))


def _spaced(line: str) -> str:
    parts = []
    position = 0
    for match in _SPACES.finditer(line):
        parts.append(escape(line[position : match.start()]))
        tab = match[0] == "\t"
        parts.append("<text:tab/>" if tab else f'<text:s text:c="{len(match[0])}"/>')
        position = match.end()
    return "".join(parts) + escape(line[position:])

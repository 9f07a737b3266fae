"""Markdown as plain data for the PDF's template: blocks and pieces of text, never as commands."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import mistune

from mugalim_lessons.pressing import ARROW, FENCE, Way, ways

Block = dict[str, Any]
_DATA = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,(.+)", re.DOTALL)
_ENDINGS = {"jpeg": "jpg", "svg+xml": "svg"}
_KINDS = ("png", "jpg", "jpeg", "gif", "webp", "svg")
_MARKS = {"strong": "strong", "emphasis": "emph", "strikethrough": "strike"}


@dataclass
class Pictures:
    """The pictures of a handout, numbered as they come; `folder` is where their files are."""

    folder: Path
    found: dict[str, bytes] = field(default_factory=dict)

    def keep(self, address: str, attachments: Mapping[str, Any]) -> str:
        """The name under which the PDF finds a picture; "" where it cannot be had."""
        content, kind = self._content(address, attachments)
        if not content:
            return ""
        name = f"picture-{len(self.found) + 1}.{kind}"
        self.found[name] = content
        return name

    def _content(self, address: str, attachments: Mapping[str, Any]) -> tuple[bytes, str]:
        if address.startswith("attachment:"):
            given = attachments.get(address.removeprefix("attachment:"), {})
            for kind, data in given.items():
                address = f"data:{kind};base64,{data}"
        data = _DATA.fullmatch(address)
        try:
            if data:
                return base64.b64decode(data[2]), _ENDINGS.get(data[1], data[1])
            path = (self.folder / address).resolve()
            kind = path.suffix.lower().lstrip(".")
            if path.is_relative_to(self.folder.resolve()) and kind in _KINDS:
                return path.read_bytes(), kind
        except (OSError, ValueError, binascii.Error):
            return b"", ""
        return b"", ""


def blocks(source: str, attachments: Mapping[str, Any], pictures: Pictures) -> list[Block]:
    """The blocks of a piece of prose: {"type": …} each, with "text" (pieces) or "blocks" inside."""
    return list(_Reader(attachments, pictures).blocks(_parsed(source)))


@cache
def _parser() -> Any:
    return mistune.create_markdown(renderer=None, plugins=["table", "strikethrough"])


def _parsed(source: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _parser()(source)
    return found


@dataclass(frozen=True)
class _Reader:
    attachments: Mapping[str, Any]
    pictures: Pictures

    def blocks(self, nodes: list[dict[str, Any]]) -> Iterator[Block]:
        for node in nodes:
            yield from self._block(node)

    def _block(self, node: dict[str, Any]) -> Iterator[Block]:
        kind, children = node["type"], node.get("children", [])
        if kind in ("paragraph", "block_text"):
            yield from self._paragraph(children)
        elif kind == "heading":
            yield {"type": "heading", "level": node["attrs"]["level"], "text": self._text(children)}
        elif kind == "list":
            items = [list(self.blocks(item.get("children", []))) for item in children]
            yield {"type": "list", "ordered": node["attrs"]["ordered"], "items": items}
        elif kind == "block_quote":
            yield {"type": "quote", "blocks": list(self.blocks(children))}
        elif kind == "block_code" and node.get("attrs", {}).get("info") == FENCE:
            yield from (self._way(way) for way in ways(node["raw"]))
        elif kind == "block_code":
            yield {"type": "code", "source": node["raw"].rstrip("\n")}
        elif kind == "table":
            yield self._table(children)
        elif kind == "thematic_break":
            yield {"type": "rule"}

    @staticmethod
    def _way(way: Way) -> Block:
        steps = f" {ARROW} ".join(way.steps)
        where = {"kind": "strong", "text": [_plain(f"{way.where}:")]}
        return {"type": "text", "text": [where, _plain(f" {steps}")]}

    def _paragraph(self, children: list[dict[str, Any]]) -> Iterator[Block]:
        """Text, and each picture in it as a block of its own."""
        waiting: list[dict[str, Any]] = []
        for child in children:
            if child["type"] != "image":
                waiting.append(child)
                continue
            if waiting:
                yield {"type": "text", "text": self._text(waiting)}
            waiting = []
            yield from self._picture(child)
        if waiting:
            yield {"type": "text", "text": self._text(waiting)}

    def _picture(self, node: dict[str, Any]) -> Iterator[Block]:
        words = "".join(child.get("raw", "") for child in node.get("children", []))
        name = self.pictures.keep(node["attrs"]["url"], self.attachments)
        if name:
            yield {"type": "picture", "name": name, "alt": words}
        elif words:
            yield {"type": "text", "text": [{"kind": "emph", "text": [_plain(words)]}]}

    def _table(self, parts: list[dict[str, Any]]) -> Block:
        head = [self._text(cell.get("children", [])) for cell in parts[0]["children"]]
        body = parts[1]["children"] if len(parts) > 1 else []
        rows = [[self._text(cell.get("children", [])) for cell in row["children"]] for row in body]
        return {"type": "table", "head": head, "rows": rows}

    def _text(self, nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [piece for node in nodes for piece in self._pieces(node)]

    def _pieces(self, node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        kind, children = node["type"], node.get("children", [])
        if kind in _MARKS:
            yield {"kind": _MARKS[kind], "text": self._text(children)}
        elif kind == "link":
            yield {"kind": "link", "to": node["attrs"]["url"], "text": self._text(children)}
        elif kind == "codespan":
            yield {"kind": "code", "source": node["raw"]}
        elif kind in ("linebreak", "softbreak"):
            yield _plain("\n" if kind == "linebreak" else " ")
        elif kind == "text":
            yield _plain(node["raw"])
        elif children:
            yield from self._text(children)


def _plain(text: str) -> dict[str, Any]:
    return {"kind": "plain", "text": text}

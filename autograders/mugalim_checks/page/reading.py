"""Web pages from .html files and from a .zip with a page and its pictures, as plain data.

Nothing is fetched and nothing runs: scripts, frames and forms are left out.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2  # type: ignore[import-untyped]  # it publishes no types
import html5lib
import webencodings

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import open_zip, read_member, refuse_kind, what_is
from mugalim_checks.page.cascade import Cascade
from mugalim_checks.page.pictures import Files
from mugalim_checks.page.state import state_of
from mugalim_checks.page.walking import walk

LARGEST_PAGE = 3_000_000  # bytes of text, without the pictures inside of it
LARGEST_SHEETS = 500_000  # letters
MOST_MARKS = 60_000  # "<" in a page
DEEPEST = 120  # elements inside of elements
_SPACE = "{http://www.w3.org/1999/xhtml}"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_INSIDE = re.compile(r"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40})*;base64,([A-Za-z0-9+/=%\s]*)")
_A_PAGE = re.compile(
    r"<(!doctype html|html|head|body|title|meta|h[1-6]|p|div|span|table|ul|ol|img|main)[\s/>]",
    re.IGNORECASE,
)
_PACKED_PAGE = (".html", ".htm", ".xhtml")


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the page in a file; Failure where it is none."""
    found = what_is(content)
    if found == "zip":
        page, files = _packed(content)
    elif found in ("page", "unknown"):
        page, files = content, Files()
    else:
        raise refuse_kind(content, "page")
    text = _text(page)
    if not _A_PAGE.search(text[:50_000]) or page.startswith((b"MIME-Version", b"From:")):
        raise refuse_kind(content, "page")
    return _state(text, files)


def _packed(content: bytes) -> tuple[bytes, Files]:
    """The page in an archive, and what lies beside it."""
    archive = open_zip(content)
    pages = [member for member in archive.infolist() if _is_page(member)]
    if not pages:
        raise refuse_kind(content, "page")
    chosen = min(pages, key=_unlikely)
    if chosen.file_size > 4 * LARGEST_PAGE:
        raise Failure("file.bomb")
    folder = posixpath.dirname(chosen.filename)
    return read_member(archive, chosen.filename), Files(archive, folder)


def _is_page(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.lower().split("/")
    hidden = any(part.startswith((".", "__macosx")) for part in parts)
    return not hidden and parts[-1].endswith(_PACKED_PAGE)


def _unlikely(member: zipfile.ZipInfo) -> tuple[int, bool, int, str]:
    """Sorts the page itself first: not in a folder, called index, or the largest."""
    name = member.filename.lower()
    index = posixpath.basename(name).startswith("index.")
    return name.count("/"), not index, -member.file_size, name


def _text(content: bytes) -> str:
    """The page's letters: by its mark, by what it says, as UTF-8, or as windows-1251."""
    said = _CHARSET.search(content[:4_096])
    label = said[1].decode("ascii", "replace") if said else "utf-8"
    encoding = webencodings.lookup(label) or webencodings.UTF8
    text, used = webencodings.decode(content, encoding, "replace")
    if used.name == "utf-8" and "\ufffd" in text:
        text, _ = webencodings.decode(content, "windows-1251", "replace")
    return text


def _state(text: str, files: Files) -> dict[str, Any]:
    inside: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        inside[address := f"picture:{len(inside)}"] = match[1]
        return address

    bare = _INSIDE.sub(named, text)
    files.inside = inside
    tree = _tree(bare)
    sheets = _sheets(tree, files)
    size = len(bare.encode()) + sum(len(each.encode()) for each in _linked(tree, files))
    wrapper = cssselect2.ElementWrapper.from_html_root(tree)
    return state_of(walk(wrapper, Cascade(sheets), files, size))


def _tree(text: str) -> Element:
    if len(text) > LARGEST_PAGE or text.count("<") > MOST_MARKS:
        raise Failure("file.bomb")
    tree: Element = html5lib.parse(text, treebuilder="etree")
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return tree
    raise Failure("file.strange")


def _sheets(tree: Element, files: Files) -> list[str]:
    """The text of each style sheet for screens, in order."""
    found = []
    for element in tree.iter():
        known = element.tag in (f"{_SPACE}style", f"{_SPACE}link")
        if known and (element.get("media") or "all").strip().lower() in ("all", "screen"):
            linked = element.tag == f"{_SPACE}link"
            found.append(_sheet(element, files) if linked else "".join(element.itertext()))
    if sum(len(each) for each in found) > LARGEST_SHEETS:
        raise Failure("file.bomb")
    return found


def _linked(tree: Element, files: Files) -> list[str]:
    return [_sheet(element, files) for element in tree.iter(f"{_SPACE}link")]


def _sheet(link: Element, files: Files) -> str:
    if "stylesheet" not in (link.get("rel") or "").lower().split():
        return ""
    return files.text(link.get("href") or "").decode("utf-8", "replace")

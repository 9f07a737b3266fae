"""A PDF made by Typst from texts alone, with the same bytes each time."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from mugalim_checks.pdf.model import Page, Pdf

# Typst's own fonts have ң, ө and ү. Texts come as data and are never read as Typst's commands.
_TEMPLATE = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: if data.title == "" { none } else { data.title }, date: none)
#set text(font: "Libertinus Serif", size: 12pt, hyphenate: false, lang: data.language)
#set page(paper: "a4", margin: 2.2cm)
#set par(leading: 0.7em, spacing: 1.1em)
#for (number, page) in data.pages.enumerate() {
  if number > 0 { pagebreak() }
  for block in page {
    if block.level > 0 { heading(level: block.level, block.text) } else { par(block.text) }
  }
}
"""
_NO_LANGUAGE = "en"  # written because Typst writes one, and taken out again


def write(pdf: Pdf, ending: str) -> bytes:
    """The PDF file."""
    data = {
        "title": pdf.title,
        "language": pdf.language or _NO_LANGUAGE,
        "pages": _plain_pages(pdf.pages),
    }
    try:
        made = _compiled(data, pdf.tagged, strict=pdf.tagged and bool(pdf.title))
    except typst.TypstError:  # a sign that no font of Typst has, such as 😀
        made = _compiled(data, pdf.tagged, strict=False)
    return _without(made, _unwanted(pdf))


def _compiled(data: dict[str, Any], is_tagged: bool, *, strict: bool) -> bytes:
    """The PDF of these data; `strict`: as PDF/UA-1 wants it, TypstError where that cannot be."""
    return typst.compile(
        _TEMPLATE,
        sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"] if strict else [],
        pdf_tags=is_tagged,
    )


def _plain_pages(pages: tuple[Page, ...]) -> list[list[dict[str, Any]]]:
    """Pages for the template; no level of headings is skipped, as PDF/UA asks."""
    before = 0
    plain = []
    for page in pages:
        blocks = []
        for block in page.blocks:
            level = min(block.level, before + 1)
            before = level or before
            blocks.append({"text": block.text, "level": level})
        plain.append(blocks)
    return plain


def _unwanted(pdf: Pdf) -> list[str]:
    """What Typst writes and the PDF does not have."""
    has = {
        "/Lang": pdf.language is not None,
        "/ViewerPreferences": pdf.shows_title,
        "/StructTreeRoot": pdf.tagged,
        "/MarkInfo": pdf.tagged,
    }
    return [name for name, is_there in has.items() if not is_there]


def _without(content: bytes, names: list[str]) -> bytes:
    """A PDF whose catalogue lacks these entries."""
    root = PdfReader(BytesIO(content)).root_object
    found = [name for name in names if name in root]
    if not found:
        return content
    writer = PdfWriter(clone_from=BytesIO(content))
    for name in found:
        del writer.root_object[NameObject(name)]
    target = BytesIO()
    writer.write(target)
    return target.getvalue()

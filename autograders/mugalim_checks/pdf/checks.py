"""Checks of a PDF for everyone: tagged, with a language and a title, not too long."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.pdf.model import Pdf

# What programs write where nobody has given a title.
_NO_TITLE = re.compile(
    r"(microsoft word - .*|.*\.(docx?|odt|pdf|pptx?|xlsx?|tmp)|untitled|"
    r"(document|документ|без имени|безымянный)\s*\d*)",
    re.IGNORECASE,
)
_NAMES = {"ky": "pdf.language_ky", "ru": "pdf.language_ru", "en": "pdf.language_en"}


@check()
def has_text(pdf: Pdf, *, least_words: int = 20) -> None:
    """There is text in it: not the photo of a page alone."""
    found = sum(len(passage.text.split()) for passage in pdf.passages)
    if found < least_words:
        raise Failure("pdf.no_text", found=found)


@check(needs=[has_text])
def tagged(pdf: Pdf, *, least_words: int = 20) -> None:
    """It says what is a heading, a paragraph and a picture, as a screen reader needs it."""
    if not pdf.tagged:
        raise Failure("pdf.not_tagged")


@check(needs=[has_text])
def language_and_title(
    pdf: Pdf, *, languages: Sequence[str] | None = None, least_words: int = 20
) -> None:
    """It names its language, one of those where some are given, and has a title of its own."""
    title = pdf.title.strip()
    has_title = bool(title) and not _NO_TITLE.fullmatch(title)
    if pdf.language is None:
        raise Failure("pdf.no_language", earned=has_title / 2)
    if languages is not None and pdf.language not in languages:
        found = {"id": _NAMES[pdf.language]} if pdf.language in _NAMES else pdf.language
        raise Failure("pdf.another_language", earned=has_title / 2, found=found)
    if not title:
        raise Failure("pdf.no_title", earned=1 / 2)
    if not has_title:
        raise Failure("pdf.title_of_program", earned=1 / 2, title=title[:40])


@check(needs=[language_and_title])
def title_shown(pdf: Pdf, *, languages: Sequence[str] | None = None, least_words: int = 20) -> None:
    """A reader's window shows the title, not the file's name."""
    if not pdf.shows_title:
        raise Failure("pdf.title_not_shown")


@check(needs=[has_text])
def pages_at_most(pdf: Pdf, *, pages: int, least_words: int = 20) -> None:
    """It has no more pages than that."""
    if len(pdf.pages) > pages:
        raise Failure("pdf.too_many_pages", found=len(pdf.pages), most=pages)

"""PDFs: what they are, how they are read, and every check of them."""

from mugalim_checks.pdf.checks import (
    has_text,
    language_and_title,
    pages_at_most,
    tagged,
    title_shown,
)
from mugalim_checks.pdf.model import Block, Page, Pdf

ARTEFACT = Pdf

__all__ = [
    "ARTEFACT",
    "Block",
    "Page",
    "Pdf",
    "has_text",
    "language_and_title",
    "pages_at_most",
    "tagged",
    "title_shown",
]

"""A .docx or .odt file as a document's state; runs only inside a limited child of `opening`."""

from __future__ import annotations

from typing import Any

from mugalim_checks.document.odf.reading import read_odf
from mugalim_checks.document.state import refuse_excess
from mugalim_checks.document.word.reading import read_word
from mugalim_checks.opening.refusals import open_office


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the document in a file; Failure with a "file." id where it cannot be had."""
    with open_office(content, "document", ("docx", "odt")) as archive:
        is_odf = "content.xml" in archive.NameToInfo
        reader = read_odf if is_odf else read_word
        document = reader(archive, len(content))
    refuse_excess(document)
    return document.to_state()

"""A document written as a file that looks decent in an office program."""

from __future__ import annotations

import zipfile
from io import BytesIO

from mugalim_checks.archives import PLAIN_MEMBER, zipped
from mugalim_checks.document.model import Document
from mugalim_checks.document.odf.writing import write_odf
from mugalim_checks.document.word.writing import write_word


def write(document: Document, ending: str) -> bytes:
    """The bytes of a .docx or an .odt file; the same bytes for the same document."""
    return _packed(write_odf(document) if ending == ".odt" else write_word(document))


def _packed(content: bytes) -> bytes:
    """The same archive without the time of its making, its parts in one order."""
    with zipfile.ZipFile(BytesIO(content)) as source:
        names = sorted(source.namelist(), key=lambda name: (name != PLAIN_MEMBER, name))
        return zipped((name, source.read(name)) for name in names)

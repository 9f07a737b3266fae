"""A document written as a file that looks decent in an office program."""

from __future__ import annotations

import zipfile
from io import BytesIO

from mugalim_checks.document.model import Document
from mugalim_checks.document.odf.writing import write_odf
from mugalim_checks.document.word.writing import write_word

_MADE = (2026, 1, 1, 0, 0, 0)  # one file for one state
_STORED = "mimetype"  # of an .odt file: it must stand first and plain


def write(document: Document, ending: str) -> bytes:
    """The bytes of a .docx or an .odt file; the same bytes for the same document."""
    return _packed(write_odf(document) if ending == ".odt" else write_word(document))


def _packed(content: bytes) -> bytes:
    """The same archive without the time of its making."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda each: (each != _STORED, each)):
            member = zipfile.ZipInfo(name, _MADE)
            member.compress_type = zipfile.ZIP_STORED if name == _STORED else zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return packed.getvalue()

"""A document written as a file that looks decent in an office program."""

from __future__ import annotations

import zipfile
from io import BytesIO

from mugalim_checks.document.blocks import Image
from mugalim_checks.document.model import Document

_MADE = (2026, 1, 1, 0, 0, 0)  # one file for one state
_LARGEST_PICTURE = 480  # pixels
_STORED = "mimetype"  # of an .odt file: it must stand first and plain


def write(document: Document, ending: str) -> bytes:
    """The bytes of a .docx or an .odt file; the same bytes for the same document."""
    if ending == ".odt":
        from mugalim_checks.document.odf.writing import write_odf

        return _packed(write_odf(document))
    from mugalim_checks.document.word.writing import write_word

    return _packed(write_word(document))


def stand_in(image: Image) -> bytes:
    """A plain picture of the same shape: a document knows its pictures' words, not their dots."""
    from PIL import Image as Pillow  # heavy: only where a file is made

    width, height = max(image.width, 8), max(image.height, 8)
    scale = min(1.0, _LARGEST_PICTURE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    content = BytesIO()
    Pillow.new("RGB", size, "#D9D9D9").save(content, "PNG")
    return content.getvalue()


def _packed(content: bytes) -> bytes:
    """The same archive without the time of its making."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda each: (each != _STORED, each)):
            member = zipfile.ZipInfo(name, _MADE)
            member.compress_type = zipfile.ZIP_STORED if name == _STORED else zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return packed.getvalue()

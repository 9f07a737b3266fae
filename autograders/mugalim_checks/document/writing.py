"""A document written as a file that looks decent in an office program."""

from __future__ import annotations

import zipfile
from io import BytesIO

from mugalim_checks.archives import PLAIN_MEMBER, zipped
from mugalim_checks.document.blocks import paragraphs_in
from mugalim_checks.document.model import Document
from mugalim_checks.document.odf.writing import write_odf
from mugalim_checks.document.word.writing import write_word
from mugalim_checks.pieces import Lookup
from mugalim_checks.pieces.album import Album


def write(document: Document, ending: str, pieces: Lookup | None = None) -> bytes:
    """The bytes of a .docx or an .odt file; the same bytes for the same document.

    `pieces` gives the pictures' bytes by their digests; grey sheets stand in for those it lacks.
    """
    images = [image for paragraph in paragraphs_in(document.blocks) for image in paragraph.images]
    album = Album(pieces, (image.digest for image in images))
    write_one = write_odf if ending == ".odt" else write_word
    return _packed(write_one(document, album))


def _packed(content: bytes) -> bytes:
    """The same archive without the time of its making, its parts in one order."""
    with zipfile.ZipFile(BytesIO(content)) as source:
        names = sorted(source.namelist(), key=lambda name: (name != PLAIN_MEMBER, name))
        return zipped((name, source.read(name)) for name in names)

"""Pieces inside a file: the members of a .zip or an office file; runs only in a limited child."""

from __future__ import annotations

import base64
import binascii
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from mugalim_checks.opening.refusals import LARGEST_FILE, ZIP, open_zip, read_member
from mugalim_checks.pieces import digest_of

_INSIDE = re.compile(rb"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40})*;base64,([A-Za-z0-9+/=%\s]+)")


def digests_in(content: bytes) -> set[str]:
    """The digests of all that lies in a file."""
    return {digest_of(each) for each in _pieces(content)}


def member_of(content: bytes, digest: str) -> bytes | None:
    """What has this digest in a file; None where nothing has."""
    return next((each for each in _pieces(content) if digest_of(each) == digest), None)


def _pieces(content: bytes) -> Iterator[bytes]:
    """A zip's members, or the pictures inside of a page."""
    if not content.startswith(ZIP):
        yield from (_decoded(found[1]) for found in _INSIDE.finditer(content))
        return
    with open_zip(content) as archive:
        for member in archive.infolist():
            if _may_be_piece(member):
                yield read_member(archive, member.filename)


def _may_be_piece(member: zipfile.ZipInfo) -> bool:
    return not member.is_dir() and 0 < member.file_size <= LARGEST_FILE


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(unquote_to_bytes(text))
    except (binascii.Error, ValueError):
        return b""

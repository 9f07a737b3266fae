"""Pictures and sounds that a state names by digest: what may be one, and how they are found."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

Lookup = Callable[[str], bytes | None]  # the bytes of a digest; None where they are not there

LARGEST_SOUND = 1_000_000  # bytes
# By media type: the ending that a file of it has.
PICTURES: Mapping[str, str] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
}
SOUNDS: Mapping[str, str] = {
    "audio/webm": ".webm",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
}
_FIRST_BYTES: Mapping[bytes, str] = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\x1a\x45\xdf\xa3": "audio/webm",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
}
# What a recorder or a phone writes at the place where MPEG-4 says for whom it is; photos of the
# same family (HEIC) say something else there.
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal digits, by which a state names a piece."""
    return hashlib.sha256(content).hexdigest()


def is_digest(text: str) -> bool:
    """Whether a text is a digest, or empty: the state of something whose bytes are not kept."""
    return not text or _DIGEST.fullmatch(text) is not None


def media_of(content: bytes) -> str:
    """What a piece is by its first bytes, whatever it is called; "" for what none may be."""
    for start, media in _FIRST_BYTES.items():
        if content.startswith(start):
            return media
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _SOUND_BRANDS:
        return "audio/mp4"
    if len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2:  # layer III
        return "audio/mpeg"
    return ""

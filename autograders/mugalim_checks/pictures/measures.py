"""What is measured of a photo, and how alike two photos are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mugalim_checks.core import Failure

ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".heif", ".tif", ".tiff")
ALIKE = 10  # signs of 64 that may differ when the same picture is saved again, smaller
_LIKENESS = re.compile(r"[0-9a-f]{16}|")
_LARGEST_SIDE = 1_000_000


@dataclass(frozen=True)
class Photo:
    """The upright size in pixels, whether it tells where it was taken, and how it looks."""

    width: int
    height: int
    has_place: bool = False
    likeness: str = ""  # 16 hexadecimal digits; "": too large to be looked at


def is_picture(name: str) -> bool:
    """Whether a file's name ends as a picture's does."""
    return name.lower().endswith(ENDINGS)


def are_alike(one: str, other: str) -> bool:
    """Whether two likenesses are those of the same picture, larger or smaller."""
    if not one or not other:
        return False
    return (int(one, 16) ^ int(other, 16)).bit_count() <= ALIKE


def refuse_unsound(photo: Photo | None) -> None:
    """Failure for measures that no photo has."""
    if photo is None:
        return
    sides = (photo.width, photo.height)
    if not all(0 < side <= _LARGEST_SIDE for side in sides):
        raise Failure("file.damaged")
    if not _LIKENESS.fullmatch(photo.likeness):
        raise Failure("file.damaged")

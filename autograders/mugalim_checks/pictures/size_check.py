"""The check of pictures' sizes, for every artefact that holds pictures with known measures."""

from __future__ import annotations

from mugalim_checks.access import pictures_present
from mugalim_checks.core import Failure, check
from mugalim_checks.parts import HasPictures, Picture

_KILOBYTE = 1024


@check(needs=[pictures_present])
def pictures_sized(
    artefact: HasPictures,
    *,
    shortest: int = 800,
    longest: int = 1600,
    kilobytes: int = 300,
    least: int = 1,
) -> None:
    """Each picture's longer side has so many pixels, and its file is light; see the parameters."""
    pictures = artefact.pictures
    bad = [
        (picture, trouble)
        for picture in pictures
        if (trouble := _trouble(picture, shortest, longest, kilobytes))
    ]
    if bad:
        picture, trouble = bad[0]
        done = len(pictures) - len(bad)
        raise Failure(
            trouble,
            earned=done / len(pictures),
            where=picture.where,
            side=max(picture.width, picture.height),
            weight=-(-picture.size // _KILOBYTE),
            shortest=shortest,
            longest=longest,
            kilobytes=kilobytes,
            done=done,
            pictures=len(pictures),
        )


def _trouble(picture: Picture, shortest: int, longest: int, kilobytes: int) -> str | None:
    side = max(picture.width, picture.height)
    if side == 0:
        return "pictures.does_not_open"
    if side > longest:
        return "pictures.side_too_long"
    if side < shortest:
        return "pictures.side_too_short"
    return "pictures.too_heavy" if picture.size > kilobytes * _KILOBYTE else None

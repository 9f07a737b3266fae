"""What may be changed in a picture: its size, its edges, whether it tells its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.states import from_plain, to_plain

SMALLEST_SIDE, LARGEST_SIDE = 16, 10_000  # pixels


@dataclass(frozen=True)
class Crop:
    """What stays of a picture, in parts of its upright width and height from 0 to 1."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Change:
    """`longest` is the longer side in pixels, 0 for as it is; `place` False takes the place out."""

    longest: int = 0
    crop: Crop | None = None
    place: bool = True

    def to_json(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        values: dict[str, Any] = to_plain(self)
        return values


def change_from(values: object) -> Change:
    """The change that `to_json` gave, or a page asks for; Failure for anything else."""
    change = from_plain(Change, values)
    sized = change.longest == 0 or SMALLEST_SIDE <= change.longest <= LARGEST_SIDE
    if not sized or (change.crop is not None and not _is_inside(change.crop)):
        raise Failure("file.damaged")
    return change


def _is_inside(crop: Crop) -> bool:
    slack = 1.000_001  # fractions are added by a browser
    return (
        min(crop.left, crop.top) >= 0
        and min(crop.width, crop.height) > 0
        and crop.left + crop.width <= slack
        and crop.top + crop.height <= slack
    )

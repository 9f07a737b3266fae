"""A stand-in for a photo of which only measures are known: of the same size, weight, likeness."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD

from mugalim_checks.pictures.measures import Photo

_ROW = 9
_ROWS = 8
_STEP = 24  # of brightness, from one field to the next
_LARGEST = 4_000  # pixels of a side that are really drawn
_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WEBP"}


def sheet(photo: Photo, name: str, size: int, seed: str) -> bytes:
    """The file of the stand-in, padded to `size` bytes; the same seed gives the same bytes."""
    target = BytesIO()
    image = _drawn(photo.likeness or "0" * 16).resize(
        (min(photo.width, _LARGEST), min(photo.height, _LARGEST)), Image.Resampling.NEAREST
    )
    ending = name[name.rfind(".") :].lower()
    kind = _FORMATS.get(ending, "JPEG")
    image.save(target, kind, exif=_exif(photo.has_place), **_options(kind))
    content = target.getvalue()
    padding = random.Random(seed).randbytes(max(size - len(content), 0))  # noqa: S311  no secret
    return content + padding


def _drawn(likeness: str) -> Image.Image:
    """Nine times eight fields that get brighter or darker as the likeness says."""
    signs = int(likeness, 16)
    pixels = bytearray()
    for row in range(_ROWS):
        levels = [0]
        for column in range(_ROW - 1):
            is_brighter = signs >> (row * (_ROW - 1) + column) & 1
            levels.append(levels[-1] + (_STEP if is_brighter else -_STEP))
        pixels.extend(level - min(levels) for level in levels)
    return Image.frombytes("L", (_ROW, _ROWS), bytes(pixels)).convert("RGB")


def _exif(has_place: bool) -> bytes:
    exif = Image.Exif()
    if has_place:
        place = exif.get_ifd(IFD.GPSInfo)
        place[GPS.GPSLatitudeRef], place[GPS.GPSLongitudeRef] = "N", "E"
        place[GPS.GPSLatitude] = place[GPS.GPSLongitude] = (42.0, 0.0, 0.0)
    return exif.tobytes()


def _options(kind: str) -> dict[str, int]:
    return {"quality": 60} if kind in ("JPEG", "WEBP") else {}

"""Drawn pictures that stand for photos: each scene by its name, always the same.

The start files of lessons are made of them too, so that checks know them by their looks.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from random import Random

from autograders.pictures.scenes import SCENES, Brush
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

_SIZE = (1280, 960)
_GRAIN = (320, 240)


@cache
def scene(name: str) -> Image.Image:
    """A scene of 1280 by 960 pixels, on a ground that gets lighter one way."""
    top, bottom, angle, paint = SCENES[name]
    picture = _sky(top, bottom, angle)
    paint(Brush(ImageDraw.Draw(picture), _SIZE[0] / 160, Random(name)))  # noqa: S311  no secret
    return picture


def _sky(top: str, bottom: str, angle: int) -> Image.Image:
    """A ground that goes from one colour to another."""
    turned = Image.linear_gradient("L").resize((768, 768)).rotate(angle)
    blend = turned.crop((192, 192, 576, 576)).resize(_SIZE)  # no corner of it is empty
    return Image.composite(Image.new("RGB", _SIZE, bottom), Image.new("RGB", _SIZE, top), blend)


@cache
def photo(
    name: str,
    *,
    width: int = 1600,
    quality: int = 80,
    place: bool = False,
    turned: bool = False,
    kind: str = "JPEG",
    noise: float = 0.0,
) -> bytes:
    """A file of the scene; `turned`: lying on its side, with a mark in it that says so.

    `noise` (0 to 1) is a camera's grain; it makes the file weigh more.
    """
    picture = scene(name).resize((width, width * 3 // 4))
    if noise:
        picture = Image.blend(picture, _grain(name).resize(picture.size), noise)
    exif = Image.Exif()
    if place:
        where = exif.get_ifd(IFD.GPSInfo)
        where[GPS.GPSLatitude], where[GPS.GPSLongitude] = (42.0, 52.0, 12.0), (74.0, 36.0, 0.0)
        where[GPS.GPSLatitudeRef], where[GPS.GPSLongitudeRef] = "N", "E"
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[Base.Orientation] = 6
    target = BytesIO()
    picture.save(target, kind, quality=quality, exif=exif)
    return target.getvalue()


def _grain(name: str) -> Image.Image:
    grey = Random(name).randbytes(_GRAIN[0] * _GRAIN[1])  # noqa: S311  no secret
    return Image.frombytes("L", _GRAIN, grey).convert("RGB")

"""A photo measured from its bytes; runs only inside a limited child of `opening`."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from mugalim_checks.pictures.measures import Photo

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
Image.init()  # Pillow's own readers, loaded once for all children to come
_MOST_PIXELS = 16_000_000  # that are unpacked at once
_MOST_JPEG_PIXELS = 110_000_000  # a JPEG is unpacked at an eighth of its size
_SMALL = (144, 128)
_ROW = 9
_ROWS = 8
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)


def measure(content: bytes) -> Photo | None:
    """A photo's measures; None where the bytes are no picture that is open everywhere."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's advice on large or odd files
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                return _measured(image, content)
    except MemoryError:
        raise
    except Exception:  # whatever Pillow meets in a broken picture: the others are still looked at
        return None


def _measured(image: Image.Image, content: bytes) -> Photo:
    width, height = image.size
    exif = image.getexif()
    turn = exif.get(Base.Orientation, 1)
    if turn in _SIDEWAYS:
        width, height = height, width
    return Photo(width, height, _has_place(exif, content), likeness(image, turn))


def _has_place(exif: Image.Exif, content: bytes) -> bool:
    place = exif.get_ifd(IFD.GPSInfo)
    in_exif = GPS.GPSLatitude in place and GPS.GPSLongitude in place
    return in_exif or b"exif:GPSLatitude" in content  # in the newer description (XMP)


def likeness(image: Image.Image, turn: int = 1) -> str:
    """The difference hash of a picture: does it get brighter from left to right, 8 times 8.

    `turn` is the orientation by EXIF. The idea is Neal Krawetz's ("Kind of like that", 2013).
    """
    most = _MOST_JPEG_PIXELS if image.format in ("JPEG", "MPO") else _MOST_PIXELS
    if image.width * image.height > most:
        return ""
    image.draft("L", _SMALL)
    small = _on_white(image) if _is_clear(image) else image.convert("L")
    small = small.resize(_SMALL, Image.Resampling.BOX)
    if turn in _TURNED:
        small = small.transpose(_TURNED[turn])
    pixels = small.resize((_ROW, _ROWS), Image.Resampling.BOX).tobytes()
    signs = [
        pixels[row * _ROW + column] < pixels[row * _ROW + column + 1]
        for row in range(_ROWS)
        for column in range(_ROW - 1)
    ]
    return f"{sum(sign << place for place, sign in enumerate(signs)):016x}"


def _on_white(image: Image.Image) -> Image.Image:
    """A small copy of a picture that something shines through, on paper."""
    small = image.convert("RGBA").resize(_SMALL, Image.Resampling.BOX)
    paper = Image.new("RGBA", _SMALL, "white")
    paper.alpha_composite(small)
    return paper.convert("L")


def _is_clear(image: Image.Image) -> bool:
    """Whether something behind the picture shines through."""
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info

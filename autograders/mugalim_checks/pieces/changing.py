"""A picture made smaller, cut, or freed of its place; runs only inside a limited child."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps
from PIL.ExifTags import IFD, Base

from mugalim_checks.core import Failure
from mugalim_checks.pieces.changes import Change, Crop
from mugalim_checks.pieces.seeing import WHOLE_JPEG_PIXELS, is_jpeg, opened, plain

_QUALITIES = (85, 78, 70, 60, 50, 40, 30)
_COLOURS = (256, 64, 16)
_COLOURS_OF_DRAWING, _GREYS_OF_DRAWING = 4_096, 64
_PARTS = (1, 2, 4, 8)  # of a JPEG's sides, at which it can be unpacked


def changed(content: bytes, change: Change) -> bytes:
    """The picture after a change, never of more bytes; Failure where it cannot be made.

    A JPEG stays one. A drawing of few colours stays a PNG of few colours; a photo in a PNG becomes
    a JPEG. Where the picture was taken stays in it unless the change takes it out.
    """
    with opened(content) as image:
        if getattr(image, "n_frames", 1) > 1 and not is_jpeg(image):
            raise Failure("pieces.moves")
        nothing_drawn = change.crop is None and _fits(image, change.longest)
        if nothing_drawn and (change.place or not _has_marks(image)):
            return content
        if nothing_drawn and is_jpeg(image):
            tries = _without_marks(image)
        else:
            tries = _encoded(image, change)
        return _first_below(tries, len(content))


def plainer(content: bytes, most: int) -> bytes:
    """A JPEG, PNG or GIF of at most `most` bytes that every office program shows.

    The picture itself where it is one; Failure where even a small one is too large.
    """
    with opened(content) as image:
        longest = max(image.size)
        known = image.format in ("PNG", "GIF") or content[6:10] in (b"JFIF", b"Exif")
        lies = image.getexif().get(Base.Orientation, 1) != 1  # offices do not turn it
        image.draft("L", (1, 1))
        image.load()  # half a picture is none
        if known and not lies and len(content) <= most:
            return content
    for side in (longest, 1600, 1200, 900, 640, 480, 320):
        with opened(content) as image:
            tries = _encoded(image, Change(longest=min(side, longest), place=False), office=True)
            made = next((each for each in tries if len(each) <= most), None)
        if made is not None:
            return made
    raise Failure("pieces.as_small")


def _fits(image: Image.Image, longest: int) -> bool:
    return not longest or max(image.size) <= longest


def _has_marks(image: Image.Image) -> bool:
    """Whether the file says more than its picture: where, when, with what it was taken."""
    return bool(image.getexif()) or any(
        key in image.info for key in ("xmp", "XML:com.adobe.xmp", "comment")
    )


def _first_below(tries: Iterator[bytes], most: int) -> bytes:
    made = next((each for each in tries if len(each) <= most), None)
    if made is None:
        raise Failure("pieces.as_small")
    return made


def _without_marks(image: Image.Image) -> Iterator[bytes]:
    """The same dots of a JPEG, packed as they were, then coarser; only its turn is kept."""
    exif = Image.Exif()
    turn = image.getexif().get(Base.Orientation, 1)
    if turn != 1:
        exif[Base.Orientation] = turn
    said: dict[str, Any] = {"exif": exif.tobytes(), "optimize": True}
    profile = image.info.get("icc_profile")
    image.info = {key: image.info[key] for key in ("jfif", "dpi") if key in image.info}
    image.format = "JPEG"  # of two pictures in one file the first stays
    for quality in ("keep", *_QUALITIES):
        target = BytesIO()
        image.save(target, "JPEG", quality=quality, icc_profile=profile, **said)
        yield target.getvalue()


def _encoded(image: Image.Image, change: Change, *, office: bool = False) -> Iterator[bytes]:
    """The changed picture, packed ever tighter."""
    exif, xmp = _place(image) if change.place else (b"", None)
    profile = image.info.get("icc_profile")
    few = image.format == "GIF" or _is_drawing(image)
    drawn = _drawn(image, change)
    said: dict[str, Any] = {"exif": exif, "icc_profile": profile}
    if image.format == "WEBP" and not office:
        yield from _packed(drawn, "WEBP", _QUALITIES, {**said, "xmp": xmp or b"", "method": 4})
    elif few or drawn.mode == "RGBA":
        yield from _as_png(drawn, said, few)
    else:
        more = {"xmp": xmp} if xmp else {}
        yield from _packed(drawn, "JPEG", _QUALITIES, {**said, **more, "optimize": True})


def _packed(
    drawn: Image.Image, kind: str, qualities: tuple[int, ...], said: dict[str, Any]
) -> Iterator[bytes]:
    for quality in qualities:
        target = BytesIO()
        drawn.save(target, kind, quality=quality, **said)
        yield target.getvalue()


def _as_png(drawn: Image.Image, said: dict[str, Any], few: bool) -> Iterator[bytes]:
    """With all colours where there are many, then with ever fewer."""
    method = Image.Quantize.FASTOCTREE if drawn.mode == "RGBA" else Image.Quantize.MEDIANCUT
    kinds = [drawn.quantize(colours, method) for colours in _COLOURS]
    for each in kinds if few else (drawn, *kinds):
        target = BytesIO()
        each.save(target, "PNG", optimize=True, **said)
        yield target.getvalue()


def _drawn(image: Image.Image, change: Change) -> Image.Image:
    """Upright, cut and made smaller."""
    if is_jpeg(image):
        _draft(image, change)
    drawn = plain(ImageOps.exif_transpose(image))
    if change.crop is not None:
        drawn = drawn.crop(_box(drawn, change.crop))
    if change.longest and max(drawn.size) > change.longest:
        scale = change.longest / max(drawn.size)
        size = (max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale)))
        drawn = drawn.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    drawn.info = {}  # nothing of what the file said goes along unless it is asked for
    return drawn


def _draft(image: Image.Image, change: Change) -> None:
    """Have a JPEG unpacked at a half, a quarter or an eighth where no more is needed."""
    part = 1.0 if change.crop is None else min(change.crop.width, change.crop.height)
    needed = 2 * change.longest / part / max(image.size) if change.longest else 1.0
    pixels = image.width * image.height
    small_enough = (each for each in _PARTS if pixels / each**2 <= WHOLE_JPEG_PIXELS)
    least = next(small_enough, _PARTS[-1])
    parts = max(least, *(each for each in _PARTS if each == 1 or 1 / each >= needed))
    image.draft("RGB", (max(1, image.width // parts), max(1, image.height // parts)))


def _box(drawn: Image.Image, crop: Crop) -> tuple[int, int, int, int]:
    left, top = round(crop.left * drawn.width), round(crop.top * drawn.height)
    right = round((crop.left + crop.width) * drawn.width)
    bottom = round((crop.top + crop.height) * drawn.height)
    left, top = min(left, drawn.width - 1), min(top, drawn.height - 1)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _place(image: Image.Image) -> tuple[bytes, bytes | None]:
    """What a picture says about where it was taken: in EXIF, and in the newer description."""
    exif = Image.Exif()
    place = image.getexif().get_ifd(IFD.GPSInfo)
    if place:
        exif.get_ifd(IFD.GPSInfo).update(place)
    xmp = image.info.get("xmp")
    return exif.tobytes(), xmp if isinstance(xmp, bytes) and b"exif:GPS" in xmp else None


def _is_drawing(image: Image.Image) -> bool:
    """Whether it has as few colours as what is drawn on a screen; a grey photo has some, too."""
    if image.mode in ("1", "P"):
        return True
    if is_jpeg(image) or image.mode.startswith(("I", "F")):
        return False
    colours = image.getcolors(_COLOURS_OF_DRAWING)
    greys = image.mode == "L" or all(_is_grey(colour) for _, colour in colours or ())
    return colours is not None and not (greys and len(colours) > _GREYS_OF_DRAWING)


def _is_grey(colour: Any) -> bool:
    return isinstance(colour, tuple) and len(set(colour[:3])) == 1

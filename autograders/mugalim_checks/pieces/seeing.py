"""A piece opened by Pillow, measured, and shown small; runs only inside a limited child."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps

from mugalim_checks.core import Failure
from mugalim_checks.pictures.measures import Photo
from mugalim_checks.pictures.photos import measure
from mugalim_checks.pieces import LARGEST_SOUND, PICTURES, SOUNDS, media_of

MOST_JPEG_PIXELS = 110_000_000  # it is unpacked at a half or an eighth of its size
MOST_PIXELS = 16_000_000  # of the others, which are unpacked whole
WHOLE_JPEG_PIXELS = 32_000_000  # that are unpacked at once
LARGEST_SIDE = 60_000
_SHOWN_QUALITY = 76
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def look(content: bytes) -> tuple[str, Photo | None]:
    """A piece's media type, and a picture's measures; Failure for what cannot be one."""
    media = media_of(content)
    if media in SOUNDS:
        if len(content) > LARGEST_SOUND:
            raise Failure("pieces.sound_too_long", most=LARGEST_SOUND // 1_000_000)
        return media, None
    with opened(content):
        pass  # what stands against it is said in its own words
    photo = measure(content)
    if photo is None:
        raise Failure("pieces.damaged")
    return media, photo


def shown(content: bytes, longest: int) -> bytes:
    """A small WebP of a picture, upright, with nothing in it but what is seen."""
    with opened(content) as image:
        image.draft("RGB", (longest, longest))
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        target = BytesIO()
        upright = plain(ImageOps.exif_transpose(image))
        upright.save(target, "WEBP", quality=_SHOWN_QUALITY, method=4, exif=b"", icc_profile=None)
        return target.getvalue()


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[Image.Image]:
    """A picture that is one by its bytes and of a sane size; Failure for anything else."""
    if media_of(content) not in PICTURES:
        raise Failure("pieces.not_taken")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's advice on large or odd files
            with Image.open(BytesIO(content), formats=_FORMATS) as image:
                _refuse_size(image)
                yield image
    except Failure:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise Failure("pieces.too_many_points") from None
    except Exception:  # whatever Pillow meets in a broken picture
        raise Failure("pieces.damaged") from None


def is_jpeg(image: Image.Image) -> bool:
    """Whether it is one; phones put a second picture behind the first (MPO)."""
    return image.format in ("JPEG", "MPO")


def plain(image: Image.Image) -> Image.Image:
    """The same in red, green and blue, with what shines through where something does."""
    if image.mode in ("RGB", "RGBA", "L"):
        return image
    if image.mode.startswith("I"):  # sixteen bits of grey
        return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    clear = image.mode in ("LA", "PA") or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


def _refuse_size(image: Image.Image) -> None:
    most = MOST_JPEG_PIXELS if is_jpeg(image) else MOST_PIXELS
    if image.width * image.height > most or max(image.size) > LARGEST_SIDE:
        raise Failure("pieces.too_many_points")

"""Pieces: what is taken, how it is shown and changed, and what is refused without harm."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from autograders.pictures.drawn import photo
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.opening.child import answer
from mugalim_checks.pictures.measures import are_alike
from mugalim_checks.pictures.photos import measure
from mugalim_checks.pieces import digest_of, media_of
from mugalim_checks.pieces.changes import Change, Crop, change_from
from mugalim_checks.pieces.opened import (
    SHOWN,
    changed_piece,
    look_at_piece,
    plainer_piece,
    shown_piece,
)

CAMERA = photo("mountains", width=1200, place=True, noise=0.3)
TURNED = photo("mountains", width=1200, place=True, turned=True)


def packed(image: Image.Image, kind: str, **more: Any) -> bytes:
    """A file of a picture."""
    target = BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def drawing(mode: str = "RGB") -> Image.Image:
    """A drawing of a few colours, with clear ground where the mode has it."""
    made = Image.new("RGBA", (900, 600), (255, 255, 255, 0 if mode == "RGBA" else 255))
    brush = ImageDraw.Draw(made)
    for step in range(6):
        box = (step * 120, step * 80, step * 120 + 200, step * 80 + 150)
        brush.ellipse(box, fill=(40 * step, 90, 200, 255))
    return made.convert(mode)


def bomb(width: int, height: int) -> bytes:
    """A PNG that promises many points and holds next to none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    about = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = zlib.compress(bytes(9_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", about) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def refusal(content: bytes) -> str:
    """Why a file is no piece, its sentence seen in three languages."""
    with pytest.raises(Failure) as caught:
        look_at_piece(content)
    assert len({message(caught.value, language) for language in ("en", "ky", "ru")}) == 3
    return caught.value.id


TAKEN = {
    "image/jpeg": CAMERA,
    "image/png": packed(drawing(), "PNG"),
    "image/webp": packed(drawing(), "WEBP"),
    "image/gif": packed(drawing(), "GIF"),
    "audio/ogg": b"OggS" + bytes(900),
    "audio/webm": b"\x1a\x45\xdf\xa3" + bytes(900),
    "audio/mp4": b"\0\0\0\x18ftypM4A " + bytes(900),
    "audio/mpeg": b"\xff\xfb\x90\x00" + bytes(900),
}


@pytest.mark.parametrize("media", TAKEN)
def test_a_piece_is_what_its_bytes_say(media: str) -> None:
    """Pictures are measured; sounds are known by their beginning."""
    seen = look_at_piece(TAKEN[media])
    assert seen.media == media
    assert (seen.photo is None) == media.startswith("audio")


REFUSED = {
    "nothing known": (b"hello", "pieces.not_taken"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "pieces.not_taken"),
    "a page called .jpg": (b"<html><script>alert(1)</script></html>", "pieces.not_taken"),
    "a page after a photo's first bytes": (b"\xff\xd8\xff<html>", "pieces.damaged"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(900), "pieces.not_taken"),
    "tiff": (packed(drawing(), "TIFF"), "pieces.not_taken"),
    "half a photo": (CAMERA[: len(CAMERA) // 2], "pieces.damaged"),
    "half a drawing": (TAKEN["image/png"][:700], "pieces.damaged"),
    "a bomb": (bomb(60_000, 60_000), "pieces.too_many_points"),
    "a small bomb": (bomb(8_000, 8_000), "pieces.too_many_points"),
    "no points": (bomb(0, 0), "pieces.damaged"),
    "a long recording": (b"OggS" + bytes(1_000_001), "pieces.sound_too_long"),
    "nothing": (b"", "file.empty"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_piece_gets_a_sentence(case: str) -> None:
    """By its bytes alone, whatever it is called."""
    content, reason = REFUSED[case]
    assert refusal(content) == reason


@pytest.mark.parametrize("longest", SHOWN)
def test_a_shown_picture_is_small_upright_and_says_nothing(longest: int) -> None:
    """Never larger than it is; the place where it was taken is not in it."""
    media, shown = shown_piece(TURNED, longest)
    with Image.open(BytesIO(shown)) as image:
        assert (media, image.format) == ("image/webp", "WEBP")
        assert image.size == (min(longest, 1200), min(longest, 1200) * 3 // 4)
        assert not image.getexif()
    assert b"GPS" not in shown


def test_a_sound_is_shown_as_it_is() -> None:
    """Nothing is made of it."""
    assert shown_piece(TAKEN["audio/ogg"], 640) == ("audio/ogg", TAKEN["audio/ogg"])


def test_a_smaller_photo_stays_a_photo_of_its_place() -> None:
    """Whether the place is taken out is for her to decide."""
    made, seen = changed_piece(CAMERA, Change(longest=600))
    assert (seen.media, seen.photo and (seen.photo.width, seen.photo.height)) == (
        "image/jpeg",
        (600, 450),
    )
    assert seen.photo is not None
    assert seen.photo.has_place
    assert are_alike(seen.photo.likeness, str(getattr(measure(CAMERA), "likeness", "")))
    assert len(made) < len(CAMERA) / 2


@pytest.mark.parametrize("content", [CAMERA, TURNED, packed(Image.open(BytesIO(CAMERA)), "WEBP")])
def test_a_photo_without_its_place_looks_the_same(content: bytes) -> None:
    """Upright as before, not larger, and its points are where they were."""
    before = measure(content)
    made, seen = changed_piece(content, Change(place=False))
    assert seen.photo is not None
    assert before is not None
    assert not seen.photo.has_place
    assert (seen.photo.width, seen.photo.height) == (before.width, before.height)
    assert are_alike(seen.photo.likeness, before.likeness)
    assert len(made) <= len(content)


def test_a_crop_is_of_the_upright_picture() -> None:
    """The lower right quarter of a photo that lies on its side in the file."""
    _, seen = changed_piece(TURNED, Change(crop=Crop(0.5, 0.5, 0.5, 0.5)))
    assert seen.photo is not None
    assert (seen.photo.width, seen.photo.height) == (600, 450)
    with Image.open(BytesIO(photo("mountains", width=1200))) as whole:
        corner = packed(whole.crop((600, 450, 1200, 900)), "JPEG", quality=90)
    assert are_alike(seen.photo.likeness, str(getattr(measure(corner), "likeness", "")))


@pytest.mark.parametrize("mode", ["P", "RGB", "RGBA", "1", "L"])
def test_a_drawing_stays_a_drawing(mode: str) -> None:
    """A PNG of few colours does not become a photo with grey edges, nor larger."""
    content = packed(drawing(mode), "PNG")
    made, seen = changed_piece(content, Change(longest=300))
    assert seen.media == "image/png"
    assert len(made) <= len(content)
    if mode == "RGBA":
        with Image.open(BytesIO(made)) as image:
            assert image.convert("RGBA").getpixel((290, 5))[3] == 0


def test_a_photo_in_a_png_becomes_a_jpeg() -> None:
    """It would weigh ten times as much."""
    with Image.open(BytesIO(CAMERA)) as image:
        content = packed(image.convert("RGB"), "PNG")
    assert changed_piece(content, Change(longest=600))[1].media == "image/jpeg"


STRANGE = {
    "cmyk": packed(drawing().convert("CMYK"), "JPEG"),
    "sixteen bits": packed(Image.new("I;16", (300, 300), 30_000), "PNG"),
    "one point": packed(Image.new("RGB", (1, 1)), "PNG"),
    "a thread": packed(Image.new("RGB", (5_000, 1)), "PNG"),
}


@pytest.mark.parametrize("case", STRANGE)
def test_rare_kinds_of_pictures_are_shown_and_changed(case: str) -> None:
    """Each is a picture to her."""
    assert shown_piece(STRANGE[case], 160)[1]
    _, seen = changed_piece(STRANGE[case], Change(longest=100, place=False))
    assert seen.photo is not None
    assert max(seen.photo.width, seen.photo.height) <= 300


def test_nothing_is_done_to_a_picture_that_is_small_enough() -> None:
    """Not even packed anew, which would make it coarser."""
    assert changed_piece(CAMERA, Change(longest=5_000))[0] == CAMERA


def test_a_moving_picture_is_not_stopped_in_silence() -> None:
    """She is told; showing it shows its first look."""
    turned = drawing().rotate(20)
    moving = packed(drawing(), "GIF", save_all=True, append_images=[turned])
    with pytest.raises(Failure, match=r"pieces\.moves"):
        changed_piece(moving, Change(longest=100))
    assert shown_piece(moving, 160)[1]


@pytest.mark.parametrize(
    "values",
    [
        {"longest": -1}, {"longest": 3}, {"longest": 10**9}, {"longest": "100"}, {"place": "no"},
        {"crop": {"left": 0, "top": 0, "width": 0, "height": 1}}, {"crop": [0, 0, 1, 1]},
        {"crop": {"left": 0.5, "top": 0, "width": 0.6, "height": 1}}, {"turn": 90}, [], None, 5,
        {"crop": {"left": float("nan"), "top": 0, "width": 1, "height": 1}},
    ],
)  # fmt: skip
def test_a_change_that_is_none_is_refused(values: object) -> None:
    """Whatever a page sends."""
    with pytest.raises(Failure):
        change_from(values)


def test_what_offices_do_not_know_is_packed_anew() -> None:
    """WebP, and photos that lie on their side; a drawing and a plain photo stay as they are."""
    plain = photo("mountains", width=800)
    assert plainer_piece(plain) == plain
    assert plainer_piece(TAKEN["image/gif"]) == TAKEN["image/gif"]
    assert media_of(plainer_piece(TAKEN["image/webp"])) == "image/jpeg"
    turned = plainer_piece(TURNED)
    with Image.open(BytesIO(turned)) as image:
        assert image.width > image.height
        assert not image.getexif()


def test_a_picture_is_made_as_light_as_it_must_be() -> None:
    """And what cannot be, is refused."""
    assert len(plainer_piece(CAMERA, 60_000)) <= 60_000
    with pytest.raises(Failure):
        plainer_piece(CAMERA, 100)


@pytest.mark.parametrize("task", ["look", "show", "change", "plainer", "digests", "member"])
@given(at=st.integers(0, len(CAMERA) - 1), new=st.binary(min_size=1, max_size=40))
@settings(max_examples=8, deadline=None)
def test_a_photo_with_changed_bytes_is_seen_or_refused(task: str, at: int, new: bytes) -> None:
    """Whatever the library meets in it, a sentence is all that comes of it."""
    content = CAMERA[:at] + new + CAMERA[at + len(new) :]
    asked: dict[str, Any] = {
        "show": {"longest": 160}, "change": {"change": {"longest": 100}},
        "plainer": {"most": 50_000}, "member": {"digest": digest_of(b"x")},
    }.get(task, {})  # fmt: skip
    found = answer("pieces", content, "photo.jpg", task=task, **asked)
    assert "state" in found or found["failure"].startswith(("pieces.", "file."))

"""Pictures that states name by digest: in files that are written, and in files that are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from autograders.pictures.drawn import photo
from PIL import Image

from mugalim_checks.artefacts import Artefact, artefact_class, read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.pictures.photos import measure
from mugalim_checks.pieces import digest_of
from mugalim_checks.pieces.album import Album
from mugalim_checks.pieces.opened import digests_in_file, member_of_file
from mugalim_checks.states import to_plain

ONE, OTHER = photo("mountains", width=640), photo("yurt", width=800, place=True)
LARGE = photo("market", width=2400, quality=95, noise=0.5)
KEPT = {digest_of(each): each for each in (ONE, OTHER, LARGE)}


def image(content: bytes, **more: Any) -> dict[str, Any]:
    """A picture as the state of a document, of slides or of a page has it."""
    about = {"alt": "Тоолор", "name": "photo.jpg", "size": len(content)}
    return {**about, "digest": digest_of(content), **more}


def file(content: bytes, **named: str) -> dict[str, Any]:
    """A picture as the state of a folder or of pictures has it."""
    return {
        **named,
        "size": len(content),
        "digest": digest_of(content),
        "photo": to_plain(measure(content)),
    }


STATES: Mapping[str, tuple[str, dict[str, Any]]] = {
    ".docx": ("document", {"blocks": [{"images": [image(ONE, width=320, height=240)]}]}),
    ".odt": ("document", {"blocks": [{"images": [image(ONE, width=320, height=240)]}]}),
    ".pptx": ("slides", {"slides": [{"images": [image(ONE)]}]}),
    ".html": ("page", {"blocks": [{"tag": "p", "runs": [{"image": image(ONE)}]}]}),
    "page.zip": ("page", {"blocks": [{"tag": "p", "runs": [{"image": image(ONE)}]}]}),
    "folder.zip": ("folder", {"entries": [file(ONE, path="1/a.jpg")]}),
    "pictures.zip": ("pictures", {"files": [file(ONE, name="a.jpg")]}),
}


def written(name: str, pieces: Any = KEPT.get, state: Any = None) -> bytes:
    """The file of a kind's state."""
    kind, own = STATES[name]
    artefact = artefact_class(kind).from_state(state or own)
    return write_artefact(artefact, name[name.rindex(".") :], pieces)


def read(name: str, content: bytes) -> Artefact:
    """What is in the file."""
    return read_artefact(STATES[name][0], content, name)


@pytest.mark.parametrize("name", STATES)
def test_the_real_picture_is_in_the_file_and_is_found_there(name: str) -> None:
    """Written, read, named by the same digest, and taken out of the file again."""
    content = written(name)
    assert digest_of(ONE) in str(read(name, content).to_state())
    assert digest_of(ONE) in digests_in_file(content)
    assert member_of_file(content, digest_of(ONE)) == ONE
    assert member_of_file(content, digest_of(OTHER)) is None


NO_PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("lost", [lambda digest: None, lambda digest: NO_PICTURE, None])
def test_a_lost_picture_loses_nothing_else(name: str, lost: Any) -> None:
    """Something stands in its place, and the file opens; in a folder any file is one."""
    found: Any = read(name, written(name, lost))
    state = str(found.to_state())
    assert digest_of(ONE) not in state
    assert ("a.jpg" if STATES[name][0] in ("folder", "pictures") else "Тоолор") in state


def test_a_large_picture_of_a_page_is_made_smaller() -> None:
    """A page is loaded by phones: no picture of more than 300 kB goes inside of it."""
    assert len(LARGE) > 600_000
    state = {"blocks": [{"tag": "p", "runs": [{"image": image(LARGE)}]}]}
    content = written(".html", state=state)
    assert 20_000 < len(content) < 420_000
    assert not any(each.missing for each in read(".html", content).images)
    assert member_of_file(written("page.zip", state=state), digest_of(LARGE)) == LARGE


def test_many_pictures_leave_room_to_hand_the_file_in_again() -> None:
    """All are made smaller where they would be too much together; none is left out."""
    whole = Album(KEPT.get, KEPT)
    assert [whole.picture(digest) for digest in KEPT] == list(KEPT.values())
    room = sum(map(len, KEPT.values())) // 3
    smaller = Album(KEPT.get, KEPT, room=room)
    made = [smaller.picture(digest) or b"" for digest in KEPT]
    assert all(made)
    assert sum(map(len, made)) <= room


@pytest.mark.parametrize("digest", ["x", "A" * 64, "../" * 21 + "a", "0" * 63])
@pytest.mark.parametrize("name", [".docx", ".pptx", ".html"])
def test_a_state_names_pictures_by_digests_alone(name: str, digest: str) -> None:
    """Anything else is refused with the state."""
    kind, state = STATES[name]
    strange = str(state).replace(digest_of(ONE), digest)
    with pytest.raises(Failure):
        artefact_class(kind).from_state(eval(strange, {}))  # noqa: S307  our own state


def test_a_picture_that_no_page_could_show_has_no_digest(tmp_path: Any) -> None:
    """What a program put into a document that is none of the usual kinds."""
    import docx

    made, path = docx.Document(), tmp_path / "a.tiff"
    Image.new("RGB", (40, 40)).save(path)
    made.add_picture(str(path))
    made.save(str(tmp_path / "a.docx"))
    content = (tmp_path / "a.docx").read_bytes()
    (shown,) = read_artefact("document", content, "a.docx").blocks[0].images
    assert (shown.digest, shown.size > 0) == ("", True)

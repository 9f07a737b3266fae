"""Pieces in the store: found by their digests, kept while something could name them, handed in."""

from __future__ import annotations

import errno
import os
import shutil

import pytest
from autograders.pictures.drawn import photo
from autograders.spoiling import with_member

from mugalim_answers import disk, holding
from mugalim_answers import store as stores
from mugalim_answers.pieces import Pieces
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_answers.written import work_file
from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.document import Document
from mugalim_checks.pieces import digest_of
from mugalim_courses.model import Exercise

PHOTO, OTHER = photo("mountains", width=480), photo("yurt", width=480)
PLAN = Exercise("plan", "document")


@pytest.fixture
def pieces(store: Store) -> Pieces:
    """Where the pictures of one lesson's answers are."""
    return Pieces(store)


def naming(*digests: str) -> dict:
    """The state of a document with these pictures."""
    return {"blocks": [{"images": [{"alt": "Тоо", "digest": digest}]} for digest in digests]}


def put(store: Store, state: dict, now) -> None:
    """Save a document as the surface does."""
    operations = [{"op": "put", "state": state}]
    store.apply("plan", "document", operations, base=None, start=None, now=now)


def document_with(content: bytes) -> bytes:
    """A document of her own program with a picture in it."""
    digest = digest_of(content)
    return write_artefact(Document.from_state(naming(digest)), ".docx", {digest: content}.get)


def test_a_kept_piece_is_found_again_and_shown(pieces):
    """By its digest, measured, under her name for it with an ending that fits."""
    kept = pieces.keep(PHOTO, "C:\\Менин сүрөтүм.png")
    assert kept.name == "Менин сүрөтүм.jpg"
    assert (kept.photo.width, kept.photo.height, kept.size) == (480, 360, len(PHOTO))
    assert pieces.content(kept.digest) == PHOTO
    assert pieces.find(kept.digest, "a.jpg").digest == kept.digest
    assert pieces.show(kept.digest, 160)[0] == "image/webp"


def test_a_change_is_a_new_piece(pieces):
    """The one that it was made of stays, for an undo."""
    kept = pieces.keep(photo("mountains", width=480, place=True), "a.jpg")
    made = pieces.change(kept.digest, kept.name, {"longest": 200, "place": False})
    assert (made.photo.width, made.photo.has_place, kept.photo.has_place) == (200, False, True)
    assert pieces.content(kept.digest)
    assert pieces.content(made.digest)


@pytest.mark.parametrize("digest", ["", "x", "../../answers.json", "A" * 64, "0" * 64, "\0" * 64])
def test_what_is_not_there_is_not_found(pieces, digest):
    """A digest that is none leads nowhere."""
    pieces.keep(PHOTO, "a.jpg")
    assert pieces.content(digest) is None
    assert pieces.show(digest, 160) is None
    with pytest.raises(AnswerRefused, match=r"answers\.piece_lost"):
        pieces.change(digest, "a.jpg", {"longest": 100})


def test_a_piece_that_changed_on_disk_is_lost_rather_than_shown(pieces, store):
    """A byte that turned is noticed."""
    digest = pieces.keep(PHOTO, "a.jpg").digest
    path = store.folder / "files" / digest
    path.write_bytes(PHOTO[:-1] + b"!")
    assert pieces.content(digest) is None


def test_nothing_that_is_no_piece_is_kept(pieces, store):
    """A refusal leaves no bytes behind."""
    with pytest.raises(Failure):
        pieces.keep(b"<svg/>", "a.svg")
    assert not (store.folder / "files").exists()


def test_an_upload_that_is_edited_keeps_its_pictures(store, pieces, noon):
    """The file's state names them, and they are found inside of the file that she once sent."""
    content = document_with(PHOTO)
    state = read_artefact("document", content, "plan.docx").to_state()
    store.attach("plan", "document", "plan.docx", content, state, noon)
    put(store, {**state, "title": "Менин планым"}, noon)
    answer = store.read().exercises["plan"]
    assert (answer.way, answer.file) == ("surface", None)
    assert pieces.content(digest_of(PHOTO)) == PHOTO
    _, written = work_file(PLAN, answer, None, store)
    assert read_artefact("document", written, "plan.docx").blocks[0].images[0].size == len(PHOTO)


def test_pictures_of_the_lessons_own_files_are_found(store, tmp_path):
    """A document to begin with, as it lies in the release; no other file of the lesson is."""
    files = tmp_path / "lesson" / "files"
    (files / "more").mkdir(parents=True)
    (files / "more" / "start.docx").write_bytes(document_with(PHOTO))
    (tmp_path / "lesson" / "solution.jpg").write_bytes(OTHER)
    pieces = Pieces(store, tmp_path / "lesson")
    assert pieces.content(digest_of(PHOTO)) == PHOTO
    assert pieces.content(digest_of(OTHER)) is None
    assert pieces.find(digest_of(PHOTO), "a.jpg").photo.width == 480
    (files / "bomb.zip").write_bytes(with_member(document_with(OTHER), "x", bytes(60_000_000)))
    assert pieces.content(digest_of(OTHER)) is None


def test_a_lesson_has_room_for_sixty_pictures(store, noon, monkeypatch):
    """Those that her answers name; what nothing names does not count, and she is told when full."""
    monkeypatch.setattr(stores, "MOST_PIECES", 3)
    kept = [store.keep(b"piece %d" % number) for number in range(6)]
    put(store, naming(*kept[:3]), noon)
    with pytest.raises(AnswerRefused) as full:
        store.keep(b"one more")
    assert full.value.id == "answers.pieces_full"
    assert "3" in full.value.sentence("ky")
    assert store.keep(b"piece 0") == kept[0]
    put(store, naming(*kept[:2]), noon)
    assert store.piece(store.keep(b"one more")) == b"one more"


def test_the_bytes_of_a_lesson_are_bounded(store, noon, monkeypatch):
    """Few large pictures fill it, too."""
    monkeypatch.setattr(stores, "LARGEST_PIECES", 1_000)
    put(store, naming(store.keep(bytes(700))), noon)
    with pytest.raises(AnswerRefused, match=r"answers\.pieces_full"):
        store.keep(bytes(301))
    assert store.keep(bytes(299))


def test_only_the_oldest_that_nothing_names_are_put_away(store, noon, monkeypatch):
    """An undo, an earlier version or another device may still name the younger ones."""
    monkeypatch.setattr(holding, "MOST_KEPT", 4)
    kept = [store.keep(b"piece %d" % number) for number in range(4)]
    for age, digest in enumerate(kept):
        os.utime(store.folder / "files" / digest, (1_000 + age, 1_000 + age))
    put(store, naming(kept[0]), noon)
    store.keep(b"the fifth")
    assert store.piece(kept[0]) == b"piece 0"
    assert [store.piece(digest) is None for digest in kept] == [False, True, False, False]


def test_a_full_disk_is_said(store, monkeypatch):
    """Nothing half is left behind."""

    def full(*arguments):
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "fsync", full)
        with pytest.raises(AnswerRefused, match=r"answers\.disk_full"):
            store.keep(PHOTO)
    assert store.piece(digest_of(PHOTO)) is None
    assert not list(store.folder.rglob(".new-*"))


def test_what_is_handed_in_has_its_pictures(store, pieces, noon, tmp_path):
    """Those that the page's state names, also out of an upload, and no others."""
    content = document_with(OTHER)
    state = read_artefact("document", content, "plan.docx").to_state()
    store.attach("plan", "document", "plan.docx", content, state, noon)
    mine, unused = pieces.keep(PHOTO, "a.jpg"), pieces.keep(photo("eagle", width=300), "b.jpg")
    put(store, naming(mine.digest, digest_of(OTHER)), noon)
    store.export(tmp_path / "out")
    shutil.rmtree(store.folder)
    handed_in = Store(tmp_path / "out")
    names = {path.name for path in (tmp_path / "out" / "files").iterdir()}
    assert names == {mine.digest, digest_of(OTHER)}
    assert unused.digest not in names
    _, written = work_file(PLAN, handed_in.read().exercises["plan"], None, handed_in)
    images = [each.images[0] for each in read_artefact("document", written, "a.docx").blocks]
    assert [each.digest for each in images] == [mine.digest, digest_of(OTHER)]


def test_an_upload_is_handed_in_once(store, noon, tmp_path):
    """Its pictures are inside of it."""
    content = document_with(PHOTO)
    state = read_artefact("document", content, "plan.docx").to_state()
    store.attach("plan", "document", "plan.docx", content, state, noon)
    store.export(tmp_path / "out")
    names = [path.name for path in (tmp_path / "out" / "files").iterdir()]
    assert names == [digest_of(content)]
    assert Pieces(Store(tmp_path / "out")).content(digest_of(PHOTO)) == PHOTO

"""Pictures over HTTP: kept, shown small, changed; to her alone, and never as anything that acts."""

import json
from io import BytesIO
from typing import Any

from autograders.pictures.drawn import photo
from hub_config.school.desk_steps import hand_in
from hub_config.school.serving import LESSON, Client, Running
from hub_config.school.uploading import Sender, said
from PIL import Image
from tornado.httpclient import HTTPResponse

from mugalim_answers.holding import given_with
from mugalim_answers.store import Store
from mugalim_checks.artefacts import write_artefact
from mugalim_checks.document import Document
from mugalim_checks.pieces import digest_of
from mugalim_school.database import now
from mugalim_school.showing import ShownPicture, pictures_in
from mugalim_school.showing_pieces import Remembered

PHOTO = photo("mountains", width=900, place=True)
SOUND = b"OggS" + bytes(500)
PIECE = {"purpose": "piece"}


async def shown(client: Client, digest: str, longest: object = 160) -> HTTPResponse:
    """What an address of a picture gives."""
    return await client.ask(f"piece/{LESSON}/{digest}?longest={longest}")


async def changed(client: Client, digest: str, change: Any) -> HTTPResponse:
    """Ask for a changed picture."""
    about = {"exercise": "register", "name": "тоо.jpg", "change": change}
    return await client.write(f"api/pieces/{LESSON}/{digest}", json.dumps(about))


async def kept(client: Client, content: bytes = PHOTO, name: str = "тоо.jpg") -> Any:
    """A piece of hers, sent in parts."""
    answer = await Sender(client).send(name, content, 20_000, **PIECE)
    assert answer.code == 200, answer.body
    return said(answer)["done"]["piece"]


async def test_a_picture_is_kept_measured_and_shown_small(running: Running) -> None:
    """What the page gets says all that a state needs; the address may be kept for good."""
    piece = await kept(running.aigul)
    assert (piece["digest"], piece["name"], piece["size"]) == (
        digest_of(PHOTO),
        "тоо.jpg",
        len(PHOTO),
    )
    assert piece["photo"]["width"] == 900
    assert piece["photo"]["has_place"] is True
    answer = await shown(running.aigul, piece["digest"])
    with Image.open(BytesIO(answer.body)) as image:
        assert (image.format, image.size) == ("WEBP", (160, 120))
    headers = answer.headers
    assert headers["Content-Type"] == "image/webp"
    assert headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not (await running.aigul.ask(f"api/answers/{LESSON}")).body.count(b"way")


async def test_the_same_picture_need_not_come_twice(running: Running) -> None:
    """Chosen again, also from another device, it is there at once."""
    piece = await kept(running.aigul)
    again = await Sender(running.aigul).begin("b.jpg", len(PHOTO), digest=piece["digest"], **PIECE)
    assert said(again)["done"]["piece"] == {**piece, "name": "b.jpg"}
    other = await Sender(running.marina).begin("b.jpg", len(PHOTO), digest=piece["digest"], **PIECE)
    assert "done" not in said(other)


async def test_a_changed_picture_is_a_new_piece(running: Running) -> None:
    """Smaller, cut, without its place; the first one stays."""
    piece = await kept(running.aigul)
    change = {
        "longest": 300, "place": False,
        "crop": {"left": 0, "top": 0, "width": 0.5, "height": 0.5},
    }  # fmt: skip
    answer = await changed(running.aigul, piece["digest"], change)
    made = said(answer)["piece"]
    assert (made["photo"]["width"], made["photo"]["has_place"]) == (300, False)
    for digest in (piece["digest"], made["digest"]):
        assert (await shown(running.aigul, digest)).code == 200


async def test_changes_that_are_none_are_refused(running: Running) -> None:
    """With a sentence; nothing is made."""
    piece = await kept(running.aigul)
    for change in (None, [], {"longest": "5"}, {"longest": 10**9}, {"turn": 1}, {"place": 5}):
        answer = await changed(running.aigul, piece["digest"], change)
        assert (answer.code, said(answer)["error"]) == (422, "answers.not_understood")
    answer = await changed(running.aigul, "0" * 64, {"longest": 100})
    assert said(answer)["error"] == "answers.piece_lost"


async def test_anothers_picture_is_not_there(running: Running) -> None:
    """Whoever knows its digest gets nothing, also when it was just shown to its owner."""
    piece = await kept(running.aigul)
    assert (await shown(running.aigul, piece["digest"])).code == 200
    assert (await shown(running.marina, piece["digest"])).code == 404
    assert (await shown(running.client(""), piece["digest"])).code == 401
    answer = await changed(running.marina, piece["digest"], {"longest": 100})
    assert said(answer)["error"] == "answers.piece_lost"


async def test_only_a_few_sizes_are_made(running: Running) -> None:
    """So that nobody fills the memory with ten thousand of them."""
    piece = await kept(running.aigul)
    for longest in (0, 161, -1, 10**9, "x", "160.0", "%00"):
        assert (await shown(running.aigul, piece["digest"], longest)).code == 404


REFUSED = {
    "a.jpg": b"<!doctype html><script>alert(1)</script>",
    "b.jpg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "half.jpg": PHOTO[: len(PHOTO) // 2],
    "long.ogg": b"OggS" + bytes(1_200_000),
    "plan.docx": b"PK\x03\x04" + bytes(900),
}


async def test_what_is_no_picture_is_not_kept(running: Running) -> None:
    """By its bytes, whatever it is called; a sentence says what to choose."""
    for name, content in REFUSED.items():
        answer = await Sender(running.aigul).send(name, content, 900_000, **PIECE)
        assert answer.code == 422, name
        assert said(answer)["error"].startswith("pieces.")
        assert len(said(answer)["sentence"]) > 20
        assert (await shown(running.aigul, digest_of(content))).code == 404


async def test_a_recording_is_given_as_it_is(running: Running) -> None:
    """To its owner, as what it is."""
    piece = await kept(running.aigul, SOUND, "үн.ogg")
    assert piece["photo"] is None
    answer = await shown(running.aigul, piece["digest"], 640)
    assert (answer.headers["Content-Type"], answer.body) == ("audio/ogg", SOUND)
    assert (await shown(running.marina, piece["digest"], 640)).code == 404


async def test_an_uploaded_page_or_document_is_never_shown(running: Running) -> None:
    """Only what is a picture or a sound has an address."""
    name = "register.xlsx"
    content = (running.school.config.courses / LESSON / "solution" / name).read_bytes()
    assert (await Sender(running.aigul).send(name, content)).code == 200
    assert (await shown(running.aigul, digest_of(content))).code == 404


async def test_pictures_of_the_start_and_of_an_upload_are_shown(running: Running) -> None:
    """They lie inside of files: the lesson's own, and hers."""
    start, mine = photo("yurt", width=300), photo("eagle", width=300)
    [given] = given_with(next((running.school.config.data / "releases").rglob("files")).parent)[:1]
    given.with_name("start.docx").write_bytes(with_picture(start))
    config = running.school.config
    store = Store(config.answers(running.aigul.person, "spreadsheets", "gradebook"))
    store.attach("register", "workbook", "a.docx", with_picture(mine), {}, now())
    for content in (start, mine):
        assert (await shown(running.aigul, digest_of(content))).code == 200
    assert (await shown(running.marina, digest_of(mine))).code == 404


def with_picture(content: bytes) -> bytes:
    """A document with a picture."""
    state = {"blocks": [{"images": [{"digest": digest_of(content)}]}]}
    return write_artefact(Document.from_state(state), ".docx", {digest_of(content): content}.get)


def test_what_was_shown_last_is_remembered() -> None:
    """Up to a number of bytes; what nobody asked for longest goes."""
    remembered = Remembered(most=1_000)
    for number in range(5):
        remembered.put((str(number), 160), ("image/webp", bytes(300)))
        remembered.get(("2", 160))
    assert remembered.get(("0", 160)) is None
    assert remembered.get(("2", 160))
    assert remembered.get(("4", 160))


async def test_the_facilitator_sees_the_pictures_of_a_hand_in(running: Running) -> None:
    """And nobody who may not see the hand-in."""
    attempt = await hand_in(running, running.aigul)
    files = running.school.config.handed_in(running.aigul.person, attempt) / "files"
    files.mkdir(exist_ok=True)
    (files / digest_of(PHOTO)).write_bytes(PHOTO)
    path = f"desk/attempts/{attempt}/pieces/{digest_of(PHOTO)}?longest=160"
    answer = await running.nurlan.ask(path)
    assert (answer.code, answer.headers["Content-Type"]) == (200, "image/webp")
    for other in (running.marina, running.aigul, running.client("")):
        assert (await other.ask(path)).code in (302, 401, 403, 404)
    assert (await running.nurlan.ask(path.replace(digest_of(PHOTO), "0" * 64))).code == 404


def test_pictures_of_every_kind_of_state_are_found() -> None:
    """Of a document, of slides, of a folder and of pictures; nothing that only looks like one."""
    digest, other = digest_of(PHOTO), digest_of(SOUND)
    states = [
        {"blocks": [{"images": [{"alt": "Тоолор", "digest": digest}]}]},
        {"slides": [{"images": [{"name": "Тоолор", "digest": digest, "decorative": True}]}]},
        {"slides": [{"images": [{"name": "Тоолор", "digest": digest}]}]},
        {"entries": [{"path": "Тоолор", "digest": digest, "photo": {"width": 1, "height": 1}}]},
        {"rows": [[{"alt": "Тоолор", "digest": digest}, {"path": "a.docx", "digest": other}]]},
    ]
    for state in states:
        assert list(pictures_in(state)) == [ShownPicture(digest, "Тоолор")]
    hostile = {"alt": 5, "digest": ["x"], "more": [{"alt": "x", "digest": "../" * 20}, None]}
    assert list(pictures_in(hostile)) == []

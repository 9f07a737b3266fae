"""Files on a weak link, and files that cannot be the answer: nothing is lost, all is said."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from autograders.pictures.drawn import photo
from cohorts import ANSWERS, FILES, LESSON, UPLOADS, put_file
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Locator, Route, expect
from running import RunningSchool
from visiting import Visit, Visitor

GOOD = FILES / "not_yet/typed_average.xlsx"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2_000)  # how older Excel files begin
TOO_BIG = 50_000_000
SEND_TOO_BIG = f"""async (address) => {{
  const headers = {{ "X-Mugalim": "1", "Upload-Offset": "0" }}, body = new Uint8Array({TOO_BIG});
  const answer = await fetch(address, {{ method: "PATCH", headers, body }});
  return [answer.status, await answer.json()];
}}"""
PARTS = "**/api/uploads/**/*"
# What surfaces do with pictures, by what the page answers to them.
ASK_FOR_PIECES = """async (place, bytes) => {
  const el = place.firstElementChild, about = { exercise: "register", kind: "pictures" };
  const ask = (detail) => {
    const event = new CustomEvent("mugalim-ask", {
      bubbles: true, cancelable: true, detail: { ...about, ...detail },
    });
    el.dispatchEvent(event);
    return event.detail.done;
  };
  const blob = new Blob([new Uint8Array(bytes)]);
  const piece = await ask({ what: "keep-piece", blob, name: "тоо.jpg" });
  const { digest, name } = piece;
  const smaller = await ask({ what: "change-piece", digest, name, change: { longest: 400 } });
  const image = new Image();
  image.src = await ask({ what: "piece-address", digest, longest: 320 });
  await image.decode();
  return [piece, smaller, [image.naturalWidth, image.naturalHeight]];
}"""


def changed(change: Callable[[bytes], bytes] = bytes, /, **added: bytes) -> bytes:
    """The good file with another list of contents, or with parts added."""
    target = io.BytesIO()
    deflated = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(GOOD) as source, zipfile.ZipFile(target, "w", deflated) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, change(content) if name == "[Content_Types].xml" else content)
        for name, content in added.items():
            archive.writestr(name, content)
    return target.getvalue()


class WeakLink:
    """A link that carries some parts of a file and is lost then, until it is mended."""

    def __init__(self, visitor: Visitor, parts: int) -> None:
        self.left, self.carried = parts, 0
        visitor.page.route(PARTS, self._carry)

    def mend(self) -> None:
        """From now on everything arrives."""
        self.left = 10**9

    def _carry(self, route: Route) -> None:
        if self.left <= 0:
            route.abort("connectionfailed")
            return
        if route.request.method == "PATCH":
            self.left -= 1
            self.carried += 1
        route.continue_()


def heavy() -> bytes:
    """The good file with a picture of a megabyte that does not pack."""
    return changed(**{"xl/media/photo.jpg": Random(7).randbytes(1_000_000)})  # noqa: S311  no secret


# By what is wrong with it: the name, the content, and the language in which she reads about it.
REFUSED: Mapping[str, tuple[str, str, bytes, str]] = {
    "nothing": ("answers.file_empty", "register.xlsx", b"", "ky"),
    "an older kind": ("file.another_kind", "register.xls", OLE, "ru"),
    "a text document": (
        "file.another_kind",
        "renamed.xlsx",
        changed(lambda types: types.replace(b"spreadsheetml", b"wordprocessingml")),
        "ky",
    ),
    "a password": (
        "file.password",
        "closed.xlsx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "ru",
    ),
    "half a file": (
        "file.damaged",
        "half.xlsx",
        GOOD.read_bytes()[: GOOD.stat().st_size // 2],
        "ky",
    ),
    "a bomb": ("file.bomb", "bomb.xlsx", changed(**{"xl/media/big.bin": bytes(60_000_000)}), "ru"),
    "macros": ("file.macros", "macros.xlsx", changed(**{"xl/vbaProject.bin": b"Sub Main()"}), "ky"),
    "a photo": ("file.another_kind", "photo.xlsx", b"\xff\xd8\xff\xe0 a photo", "ru"),
}


def is_one_sentence_for_her(sentence: object) -> bool:
    """Whether it is short, in Kyrgyz or Russian, and says nothing of machines."""
    text = str(sentence)
    strange = re.search(r"Traceback|Error|Exception|\{|None|xml|zip", text)
    return bool(re.search("[а-яё]{3}", text)) and 20 < len(text) < 250 and not strange


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_file_changes_nothing(visit: Visit, case: str) -> None:
    """The server says why in her language; the answer and the file that she had are still there."""
    reason, name, content, language = REFUSED[case]
    learner = visit("aigul", language=language)
    put_file(learner, "mine.xlsx", GOOD)
    before = learner.send("GET", ANSWERS)
    status, said = put_file(learner, name, content)
    assert (status, said["error"]) == (422, reason)
    assert is_one_sentence_for_her(said["sentence"]), said
    assert learner.send("GET", ANSWERS) == before
    assert before[1]["exercises"]["register"]["file"]["name"] == "mine.xlsx"


def test_fifty_megabytes_are_refused_with_a_sentence(visit: Visit) -> None:
    """The browser reads the answer, although not all of the file is kept."""
    learner = visit("marina", language="ru")
    put_file(learner, "mine.xlsx", GOOD)
    before = learner.send("GET", ANSWERS)
    about = {"exercise": "register", "purpose": "answer", "name": "big.xlsx", "size": 9_000_000}
    _, said = learner.send("POST", UPLOADS, about)
    address = f"{UPLOADS}/{said['upload']}"
    status, said = learner.page.evaluate(SEND_TOO_BIG, address)
    assert (status, said["error"]) == (413, "school.too_big")
    assert is_one_sentence_for_her(said["sentence"]), said
    assert learner.send("GET", ANSWERS) == before


def refusal_on_the_page(place: Locator, file: Any) -> str:
    """Choose a file; the words that the page shows about it."""
    status = place.locator(".status")
    status.evaluate("line => { line.textContent = ''; line.dataset.state = '' }")
    place.locator("input[type=file]").set_input_files(file)
    expect(status).to_have_attribute("data-state", "not-saved", timeout=SLOW)
    return status.inner_text()


def test_the_page_says_it_and_keeps_the_earlier_file(newcomer: Visit, tmp_path: Path) -> None:
    """Each bad file on a phone's page; then the page is opened anew with the file she had."""
    learner: Visitor = newcomer("uploads", language="ky")
    put_file(learner, "mine.xlsx", GOOD)
    big = tmp_path / "big.xlsx"
    with big.open("wb") as hole:
        hole.truncate(TOO_BIG)
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    place = screen.place("upload", "register")
    expect(place.locator(".found .done")).to_contain_text("mine.xlsx", timeout=SLOW)
    files = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for _, name, content, _ in REFUSED.values()
    ]
    said = [refusal_on_the_page(place, file) for file in [*files, big]]
    assert all(map(is_one_sentence_for_her, said)), said
    assert len(set(said)) == len(said)
    expect(place.locator(".found .done")).to_contain_text("mine.xlsx")
    place = screen.open().place("upload", "register")
    expect(place.locator(".found .done")).to_contain_text("mine.xlsx", timeout=SLOW)


def test_a_better_file_is_taken_after_a_refused_one(newcomer: Visit) -> None:
    """A refusal stops nobody: the next file is the answer."""
    learner = newcomer("uploads.again", language="ru")
    assert put_file(learner, "half.xlsx", REFUSED["half a file"][2])[0] == 422
    status, said = put_file(learner, "whole.xlsx", GOOD)
    assert status == 200
    assert said["file"]["name"] == "whole.xlsx"  # type: ignore[index]  # plain data


def test_a_file_goes_on_where_the_link_broke(newcomer: Visit, tmp_path: Path) -> None:
    """On a phone in Kyrgyz: two parts come, the page is closed and opened, the rest follows."""
    learner = newcomer("weak.link", language="ky")
    file = tmp_path / "журнал.xlsx"
    file.write_bytes(heavy())
    link = WeakLink(learner, 2)
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    place = screen.upload("register", file)
    expect(place.locator(".status")).to_contain_text("байланыш жок", timeout=SLOW)
    expect(place.locator(".how-far")).to_contain_text("/")
    assert learner.too_wide() == 0
    link.mend()
    place = screen.open().place("upload", "register")
    expect(place.locator(".found .done")).to_contain_text("журнал.xlsx", timeout=SLOW)
    assert link.carried < 8
    kept = learner.send("GET", ANSWERS)[1]["exercises"]["register"]
    assert (kept["way"], kept["file"]["size"]) == ("file", file.stat().st_size)
    assert kept["version"] == 1


def test_a_file_waits_while_the_school_stands_still(
    newcomer: Visit, school: RunningSchool, tmp_path: Path
) -> None:
    """The service stops in the middle and goes on: so does the file, and it is checked."""
    learner = newcomer("still.file", language="ru")
    file = tmp_path / "журнал.xlsx"
    file.write_bytes(heavy())
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    screen.cell("register", "C2")
    service = school.service("mugalim_school")
    link = WeakLink(learner, 10**9)
    place = screen.place("upload", "register")
    service.suspend()
    try:
        place.locator("input[type=file]").set_input_files(file)
        expect(place.locator(".way")).to_be_visible(timeout=SLOW)
        learner.page.wait_for_timeout(1_500)
        assert link.carried == 0
    finally:
        service.resume()
    expect(place.locator(".found .done")).to_contain_text("журнал.xlsx", timeout=SLOW)
    expect(place.locator(".way")).to_be_hidden()
    assert screen.check("register")


def test_a_picture_is_kept_by_the_school_and_shown_from_there(newcomer: Visit) -> None:
    """As surfaces ask for it: sent in parts, measured, made smaller, shown at its own address."""
    learner = newcomer("pictures", language="en")
    screen = LessonScreen(learner, *LESSON.split("/")).open()
    place = screen.place("upload", "register")
    expect(place.locator("input[type=file]")).to_be_attached(timeout=SLOW)
    piece, smaller, shown = place.evaluate(ASK_FOR_PIECES, list(photo("mountains", width=1600)))
    assert (piece["photo"]["width"], piece["name"]) == (1600, "тоо.jpg")
    assert (smaller["photo"]["width"], smaller["size"] < piece["size"]) == (400, True)
    assert shown == [320, 240]

"""Files that cannot be the answer: one sentence each, in her language, and nothing is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from cohorts import ANSWERS, FILES, LESSON, put_file
from lesson_screen import SLOW, LessonScreen
from playwright.sync_api import Locator, expect
from visiting import Visit, Visitor

GOOD = FILES / "not_yet/typed_average.xlsx"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2_000)  # how older Excel files begin
TOO_BIG = 50_000_000
SEND_TOO_BIG = f"""async (address) => {{
  const headers = {{ "X-Mugalim": "1" }}, body = new Uint8Array({TOO_BIG});
  const answer = await fetch(address, {{ method: "PUT", headers, body }});
  return [answer.status, await answer.json()];
}}"""


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


# By what is wrong with it: the name, the content, and the language in which she reads about it.
REFUSED: Mapping[str, tuple[str, str, bytes, str]] = {
    "nothing": ("file.empty", "register.xlsx", b"", "ky"),
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
    address = f"/services/school/api/files/{LESSON}/register?name=big.xlsx"
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

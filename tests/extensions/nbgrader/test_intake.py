from __future__ import annotations

import errno
import hashlib
import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from mugalim_answers import disk
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_nbgrader.folders import course_folder
from mugalim_nbgrader.intake import take_submission, write_submission
from mugalim_nbgrader.trouble import NbgraderTrouble

PERSON = "pintake01"
DAY = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
STUB = "No answer was written."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder."""
    return course_folder(tmp_path / "data", "demo")


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release notebook with one manual cell."""
    about = {"grade": True, "solution": True, "grade_id": "judgement", "points": 2}
    cell = {"cell_type": "markdown", "id": "a", "metadata": {"nbgrader": about}, "source": STUB}
    path = tmp_path / "small.ipynb"
    path.write_text(
        json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    return path


def put(folder: Path, release: Path, words: str, *, upload: str = "") -> str:
    """Answer with words or with an upload of that name, and hand in; gives the digest."""
    store = Store(folder.parent / "answers")
    if words:
        operations = [{"op": "write", "text": words}]
        store.apply("words", "text", operations, base=None, start=None, now=DAY)
    if upload:
        store.attach("register", "workbook", upload, b"a workbook", {"sheets": []}, DAY)
    texts = {"judgement": words}
    return write_submission(folder, "small", PERSON, release, store, texts, DAY).digest


def handed_in(folder: Path) -> dict[str, Any]:
    """The notebook in `submitted/`."""
    path = folder / "submitted" / PERSON / "small" / "small.ipynb"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_hand_in_is_the_release_with_answers_and_the_servers_time(
    folder: Path, release: Path
) -> None:
    """Nothing else lies in the folder, and every file is an ordinary one."""
    digest = put(folder, release, "Well done", upload="register.xlsx")
    place = folder / "submitted" / PERSON / "small"
    files = {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}
    upload = "answers/files/" + hashlib.sha256(b"a workbook").hexdigest()
    assert files == {"small.ipynb", "timestamp.txt", "answers/answers.json", upload}
    assert (place / "timestamp.txt").read_text() == "2026-09-01 08:30:00.000000 UTC"
    assert digest == hashlib.sha256((place / "answers/answers.json").read_bytes()).hexdigest()
    assert handed_in(folder)["metadata"]["mugalim"] == {"digest": digest}


def test_a_learners_words_stay_text_in_the_manual_cell(folder: Path, release: Path) -> None:
    """Markup, links, images and formulas are shown as they were typed."""
    words = "<script>x</script>\n\n![a](http://elsewhere/a.png)\n\n$\\href{b}{c}$ </pre><b>ң"
    put(folder, release, words)
    page = markdown2html_mistune(handed_in(folder)["cells"][0]["source"])
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert "$" not in page
    assert "ң" in page


def test_an_artefact_is_linked_from_the_manual_cell(folder: Path, release: Path) -> None:
    """The link leads beside the notebook, and the learner's file name stays text."""
    put(folder, release, "", upload='<i>"register".xlsx')
    source = handed_in(folder)["cells"][0]["source"]
    address = "answers/files/" + hashlib.sha256(b"a workbook").hexdigest()
    assert f'<a href="{address}">' in source
    assert "<i>" not in source


def test_an_empty_hand_in_leaves_the_manual_cell_and_still_has_answers(
    folder: Path, release: Path
) -> None:
    """An unchanged manual cell is what nbgrader scores with 0 by itself."""
    put(folder, release, "")
    assert handed_in(folder)["cells"][0]["source"] == STUB
    assert (folder / "submitted" / PERSON / "small" / "answers" / "answers.json").is_file()


def test_a_second_hand_in_takes_the_place_of_the_first(folder: Path, release: Path) -> None:
    """Nothing of the first one stays, neither in place nor aside."""
    put(folder, release, "first", upload="old.xlsx")
    last = Store(folder.parent / "other")
    write_submission(folder, "small", PERSON, release, last, {}, DAY)
    assert not list((folder / "submitted" / PERSON / "small" / "answers" / "files").iterdir())
    assert [path.name for path in (folder / ".intake" / PERSON / "small").iterdir()] == [".lock"]


def test_a_writer_killed_between_its_renames_loses_no_hand_in(folder: Path, release: Path) -> None:
    """Whoever comes next, reader or writer, puts the earlier hand-in back."""
    put(folder, release, "kept")
    place, aside = folder / "submitted" / PERSON / "small", folder / ".intake" / PERSON / "small"
    place.rename(aside / "old")
    take_submission(folder, "small", PERSON, folder / "copy")
    assert "kept" in (folder / "copy" / "small.ipynb").read_text()
    assert place.is_dir()


def test_a_full_disk_keeps_the_earlier_hand_in_and_tells(
    folder: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The learner gets a sentence, and what she handed in before is whole."""
    put(folder, release, "first")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(disk, "_write_all", full)
    with pytest.raises(AnswerRefused, match="disk_full"):
        put(folder, release, "")
    assert "first" in handed_in(folder)["cells"][0]["source"]


@pytest.mark.parametrize("name", ["../p", "Upper001", "p", "pok[0001]", "p'000001"])
def test_a_name_that_is_no_persons_id_is_refused(folder: Path, release: Path, name: str) -> None:
    """Neither a path nor a pattern can be smuggled in as a person."""
    with pytest.raises(NbgraderTrouble, match=r"names\.person"):
        write_submission(folder, "small", name, release, Store(folder / "a"), {}, DAY)


def test_a_link_in_a_hand_in_is_refused_before_anything_is_copied(
    folder: Path, release: Path
) -> None:
    """What a link points to is never read with the grader's rights."""
    put(folder, release, "x")
    (folder / "submitted" / PERSON / "small" / "secret.txt").symlink_to("/etc/hostname")
    with pytest.raises(NbgraderTrouble, match=r"grading\.strange_file"):
        take_submission(folder, "small", PERSON, folder / "copy")
    assert not (folder / "copy" / "secret.txt").exists()


def test_a_hand_in_while_grading_is_never_mixed(folder: Path, release: Path) -> None:
    """Each copy taken meanwhile is one hand-in, with the answers that its notebook names."""
    put(folder, release, "0")
    writer = threading.Thread(
        target=lambda: [put(folder, release, str(number)) for number in range(1, 25)]
    )
    writer.start()
    while writer.is_alive():
        take_submission(folder, "small", PERSON, folder / "copy")
        notebook = json.loads((folder / "copy" / "small.ipynb").read_bytes())
        record = (folder / "copy" / "answers" / "answers.json").read_bytes()
        assert notebook["metadata"]["mugalim"]["digest"] == hashlib.sha256(record).hexdigest()
    writer.join()

"""The store of answers: what is said to be saved is there, whatever happens."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mugalim_answers import disk, holding
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store


def write(store: Store, text: str, now, exercise: str = "reflection"):
    """Write a text as the learner does."""
    operations = [{"op": "write", "text": text}]
    return store.apply(exercise, "text", operations, base=None, start=None, now=now).answer


def test_a_missing_folder_reads_as_no_answers(store):
    """A learner who has not begun has no answers, and no folder is made by looking."""
    assert store.read().exercises == {}
    assert not store.folder.exists()


def test_what_was_written_is_read_back(store, noon):
    """An applied operation is in the next read, with its version and moment."""
    saved = write(store, "Ооба", noon)
    read = Store(store.folder).read().exercises["reflection"]
    assert read == saved
    assert (read.version, read.way, read.state, read.saved_at) == (
        1,
        "surface",
        {"text": "Ооба"},
        noon,
    )


def test_the_same_operation_again_makes_no_new_version(store, noon):
    """A saving that was sent twice after a dropped link counts once."""
    write(store, "once", noon)
    assert write(store, "once", noon).version == 1


def test_operations_are_done_to_the_stored_state_whatever_base_says(store, noon):
    """A second tab with an old base does not undo what the first one chose."""
    write(store, "first", noon)
    answer = store.apply(
        "today", "choice", [{"op": "choose", "options": ["b"]}], base=0, start=None, now=noon
    ).answer
    assert store.read().exercises["reflection"].state == {"text": "first"}
    assert answer.state == {"chosen": ["b"]}


def test_every_version_is_kept(store, noon):
    """History gives back each version, the newest first."""
    for text in ("one", "two", "three"):
        write(store, text, noon)
    assert [answer.state["text"] for answer in store.history("reflection")] == [
        "three",
        "two",
        "one",
    ]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"format":1,"exercises":{"x":1}}', b"\xff" * 9, b"[" * 99_999]
)
def test_a_damaged_record_gives_the_last_good_copy(store, noon, damage):
    """Whatever happened to answers.json, her last version is read from history."""
    write(store, "one", noon)
    write(store, "two", noon)
    (store.folder / "answers.json").write_bytes(damage)
    read = store.read()
    assert read.recovered
    assert read.exercises["reflection"].state == {"text": "two"}


def test_a_changed_byte_is_noticed(store, noon):
    """An answer that does not match its digest is not taken for hers."""
    write(store, "two", noon)
    record = store.folder / "answers.json"
    record.write_text(record.read_text().replace('"two"', '"ten"'))
    assert store.read().exercises["reflection"].state == {"text": "two"}


def test_saving_goes_on_after_damage(store, noon):
    """The next saving makes a whole answers.json again, with the next version."""
    write(store, "one", noon)
    (store.folder / "answers.json").write_bytes(b"{")
    assert write(store, "two", noon).version == 2
    assert not store.read().recovered


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_is_said_and_loses_nothing(store, noon, monkeypatch, call, code):
    """No room: she is told so, and the version before stands."""
    write(store, "kept", noon)

    def full(*arguments):
        raise OSError(code, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, call, full)
        with pytest.raises(AnswerRefused) as refused:
            write(store, "too much", noon)
    assert refused.value.id == "answers.disk_full"
    assert store.read().exercises["reflection"].state == {"text": "kept"}
    assert not list(store.folder.rglob(".new-*"))


def test_other_trouble_with_the_disk_is_a_refusal_too(store, noon, monkeypatch):
    """A disk that fails in another way never becomes an error that nobody words."""

    def broken(*arguments):
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(disk.os, "fsync", broken)
    with pytest.raises(AnswerRefused, match=r"answers\.not_kept"):
        write(store, "text", noon)


CRASH = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from mugalim_answers import disk
from mugalim_answers.store import Store
store, step = Store(Path(sys.argv[1])), int(sys.argv[2])
calls = 0
def dying(name):
    real = getattr(os, name)
    def call(*arguments, **named):
        global calls
        calls += 1
        if calls == step:
            os.kill(os.getpid(), 9)
        return real(*arguments, **named)
    return call
store.apply("a", "text", [{"op": "write", "text": "before"}], base=None, start=None,
            now=datetime.now(UTC))
print("saved before", flush=True)
for name in ("write", "fsync", "replace"):
    setattr(disk.os, name, dying(name))
store.apply("a", "text", [{"op": "write", "text": "after"}], base=None, start=None,
            now=datetime.now(UTC))
sys.stdout.write("saved after")
sys.stdout.flush()
"""


@pytest.mark.parametrize("step", range(1, 11))
def test_a_process_killed_between_any_two_steps_loses_nothing_saved(tmp_path, step):
    """Killed at each write, sync and rename in turn: old or new is there, never neither."""
    folder = tmp_path / "answers"
    ran = subprocess.run(
        [sys.executable, "-c", CRASH, str(folder), str(step)], capture_output=True, text=True
    )
    answers = Store(folder).read()
    allowed = {"after"} if "saved after" in ran.stdout else {"before", "after"}
    assert "saved before" in ran.stdout
    assert not answers.recovered
    assert answers.exercises["a"].state["text"] in allowed


MANY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from mugalim_answers.store import Store
store = Store(Path(sys.argv[1]))
for number in range(30):
    store.apply(f"{sys.argv[2]}{number}", "text", [{"op": "write", "text": sys.argv[2]}],
                base=None, start=None, now=datetime.now(UTC))
"""


def test_two_writers_lose_nothing_of_each_other(tmp_path):
    """Two processes that save at the same time end with the answers of both."""
    writers = [
        subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path), name]) for name in ("x", "y")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert len(Store(tmp_path).read().exercises) == 60


def test_a_lock_that_stays_taken_is_a_refusal(store, noon, monkeypatch):
    """A writer that hangs does not hang the school with it."""
    monkeypatch.setattr(disk, "PATIENCE", 0.05)
    with disk.locked(store.folder), pytest.raises(AnswerRefused, match=r"answers\.not_kept"):
        write(store, "text", noon)


def test_an_upload_becomes_the_answer_and_an_edit_makes_it_a_surface_again(store, noon):
    """A file and the surface are two ways to one artefact."""
    attached = store.attach("note", "text", "C:\\my\\note.xlsx", b"PK", {"text": "read"}, noon)
    assert (attached.way, attached.file.name, attached.file.size) == ("file", "note.xlsx", 2)
    assert store.content(attached.file.sha256) == b"PK"
    edited = write(store, "changed", noon, exercise="note")
    assert (edited.way, edited.file, edited.version) == ("surface", None, 2)


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "answers.file_empty"), (b"x" * 10_000_001, "answers.file_too_big")],
)
def test_files_of_no_use_are_refused(store, noon, content, reason):
    """Nothing, and far too much, are not kept."""
    with pytest.raises(AnswerRefused, match=reason):
        store.attach("note", "text", "a.xlsx", content, {}, noon)


@pytest.mark.parametrize("name", ["../x", "", "a/b", "x" * 99, ".new", "é", None, 3])
def test_a_name_that_is_no_exercise_writes_nothing(store, noon, name):
    """No name leads out of the learner's folder."""
    with pytest.raises(AnswerRefused):
        write(store, "x", noon, exercise=name)
    assert not store.folder.exists()


def test_old_uploads_do_not_pile_up_for_ever(store, noon, monkeypatch):
    """Beyond what there is room for, the oldest that is no answer now is put away."""
    monkeypatch.setattr(holding, "MOST_KEPT", 11)
    for number in range(15):
        store.attach("note", "text", "a.xlsx", f"file {number}".encode(), {}, noon)
    kept = list((store.folder / "files").iterdir())
    assert len(kept) == 11
    assert store.content(store.read().exercises["note"].file.sha256) == b"file 14"


def test_export_writes_the_named_files_only(store, noon, tmp_path):
    """A hand-in holds answers.json and the files that it names, with their digests."""
    store.attach("note", "text", "old.xlsx", b"old", {}, noon)
    store.attach("note", "text", "new.xlsx", b"new", {}, noon)
    (store.folder / "files" / "stranger").write_text("not hers")
    exported = store.export(tmp_path / "out")
    assert [digest.name for digest in exported] == ["answers.json", "new.xlsx"]
    found = sorted(
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*")
    )
    assert found == ["answers.json", "files", exported[1].path]
    assert Store(tmp_path / "out").digest() == exported[0].sha256


def test_an_export_of_one_exercise_holds_nothing_of_the_others(store, noon, tmp_path):
    """Neither their words nor their files; one that was not answered is no error."""
    store.attach("note", "text", "note.xlsx", b"note", {}, noon)
    write(store, "mine", noon)
    exported = store.export(tmp_path / "out", ["note", "nothing"])
    assert [digest.name for digest in exported] == ["answers.json", "note.xlsx"]
    assert list(Store(tmp_path / "out").read().exercises) == ["note"]


def test_an_empty_export_still_says_so(store, tmp_path):
    """Handing in nothing writes an answers.json without exercises."""
    store.export(tmp_path / "out")
    assert json.loads((tmp_path / "out" / "answers.json").read_text())["exercises"] == {}


def test_a_changed_file_is_never_handed_in(store, noon, tmp_path):
    """A stored file whose bytes changed stops the export with a sentence."""
    answer = store.attach("note", "text", "a.xlsx", b"mine", {}, noon)
    (store.folder / "files" / answer.file.sha256).write_bytes(b"else")
    with pytest.raises(AnswerRefused, match=r"answers\.file_lost"):
        store.export(tmp_path / "out")


def test_a_link_in_the_place_of_a_file_is_not_followed(store, noon, tmp_path):
    """Only regular files are read, even where a link's target has the right bytes."""
    answer = store.attach("note", "text", "a.xlsx", b"mine", {}, noon)
    path: Path = store.folder / "files" / answer.file.sha256
    (tmp_path / "elsewhere").write_bytes(b"mine")
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AnswerRefused):
        store.content(answer.file.sha256)


def test_a_pipe_in_the_place_of_the_record_does_not_hang(store):
    """A named pipe is refused at once instead of waited for."""
    store.folder.mkdir(parents=True)
    os.mkfifo(store.folder / "answers.json")
    assert store.read().exercises == {}

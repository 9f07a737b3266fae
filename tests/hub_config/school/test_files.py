"""Uploads that go on after a break, what they become, and what they may never do."""

import asyncio
import errno
import hashlib
import json
import os
import time
from pathlib import Path

import pytest
from hub_config.school.serving import LESSON, Client, Running
from hub_config.school.uploading import UPLOADS, Sender, said

from mugalim_answers import disk, uploads
from mugalim_answers import store as stores
from mugalim_answers.store import Store

SOLUTION = Path(__file__).parents[3] / "courses/spreadsheets/gradebook/solution/register.xlsx"
GOOD = SOLUTION.read_bytes()


def stored(running: Running, who: Client) -> Store:
    """A learner's answers on disk."""
    return Store(running.school.config.answers(who.person, "spreadsheets", "gradebook"))


def unfinished(running: Running, who: Client) -> list[str]:
    """What is kept of a learner's uploads that did not come whole."""
    return sorted(path.name for path in (stored(running, who).folder / "uploads").glob("*.part"))


async def test_a_file_becomes_the_answer_and_comes_back_as_it_was(running: Running) -> None:
    """The state that was read is kept beside it; the download is her own file."""
    answer = await Sender(running.aigul).send("register.xlsx", GOOD, 2_000)
    assert answer.code == 200, answer.body
    assert said(answer)["done"]["answer"]["way"] == "file"
    state = stored(running, running.aigul).read().exercises["register"].state
    assert state["sheets"][0]["name"] == "Marks"
    back = await running.aigul.ask(f"artefact/{LESSON}/register")
    assert back.body == GOOD
    assert back.headers["Content-Disposition"] == 'attachment; filename="register.xlsx"'
    assert back.headers["X-Content-Type-Options"] == "nosniff"
    assert unfinished(running, running.aigul) == []


async def test_an_upload_goes_on_from_where_it_was_left(running: Running) -> None:
    """After a break, from any device that knows the id, the school says how far it is."""
    sender = Sender(running.aigul)
    upload = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    await sender.part(upload, 0, GOOD[:3_000])
    far = await sender.how_far(upload)
    assert (far.code, said(far)) == (200, {"offset": 3_000, "size": len(GOOD)})
    head = await running.aigul.ask(f"{UPLOADS}/{upload}", method="HEAD")
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == (
        "3000",
        str(len(GOOD)),
    )
    answer = await sender.part(upload, 3_000, GOOD[3_000:])
    assert said(answer)["done"]["answer"]["file"]["size"] == len(GOOD)


async def test_a_part_at_another_place_changes_nothing(running: Running) -> None:
    """A part that came already, one too far on, nonsense: the page is told where to go on."""
    sender = Sender(running.aigul)
    upload = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    await sender.part(upload, 0, GOOD[:3_000])
    for offset in (0, 2_999, 3_001, len(GOOD), 10**11):
        answer = await sender.part(upload, offset, GOOD[:10])
        assert (answer.code, said(answer)["offset"]) == (409, 3_000)
    for offset in ("", "-1", "1e3", "²", "9" * 20):
        assert (await sender.part(upload, offset, b"x")).code == 422
    answer = await sender.part(upload, 3_000, GOOD[3_000:])
    assert answer.code == 200, answer.body


async def test_an_answer_that_was_lost_can_be_asked_for_again(running: Running) -> None:
    """The last part came, the answer to it did not: the file is not sent anew."""
    sender = Sender(running.aigul)
    upload = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    first = await sender.part(upload, 0, GOOD)
    again = [await sender.how_far(upload), await sender.part(upload, 0, GOOD)]
    assert [said(each) for each in again] == [said(first)] * 2
    assert stored(running, running.aigul).read().exercises["register"].version == 1


async def test_a_size_that_was_no_truth_is_found_out(running: Running) -> None:
    """More than was said is refused; less never becomes the answer."""
    sender = Sender(running.aigul)
    for size, code in ((len(GOOD) - 1, 422), (len(GOOD) + 1, 200)):
        upload = said(await sender.begin("register.xlsx", size))["upload"]
        answer = await sender.part(upload, 0, GOOD)
        assert answer.code == code
        assert "done" not in said(answer)
    assert not stored(running, running.aigul).read().exercises


async def test_a_file_that_changed_on_its_way_is_not_taken(running: Running) -> None:
    """Where the page could count a digest it is compared."""
    digest = hashlib.sha256(GOOD).hexdigest()
    broken = GOOD[:-1] + b"!"
    answer = await Sender(running.aigul).send("register.xlsx", broken, digest=digest)
    assert (answer.code, said(answer)["error"]) == (422, "answers.upload_differs")
    assert not stored(running, running.aigul).read().exercises
    assert (await Sender(running.aigul).send("register.xlsx", GOOD, digest=digest)).code == 200


ABOUT = {"exercise": "register", "purpose": "answer", "name": "a.xlsx", "size": 10}
NONSENSE = [
    {**ABOUT, "size": value} for value in (-1, 0, True, "10", 1.5, None, 10_000_001, 10**30)
] + [
    {**ABOUT, "purpose": "anything"}, {**ABOUT, "name": 5}, {**ABOUT, "exercise": ["register"]},
    {**ABOUT, "digest": "x"}, {**ABOUT, "digest": 5}, {},
]  # fmt: skip


async def test_nothing_is_begun_for_nonsense(running: Running) -> None:
    """A sentence, and no trace on disk."""
    for about in NONSENSE:
        answer = await running.aigul.write(UPLOADS, json.dumps(about))
        assert answer.code == 422, about
        assert len(said(answer)["sentence"]) > 20
    assert not (stored(running, running.aigul).folder / "uploads").exists()


async def test_hundreds_of_beginnings_take_the_room_of_three(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that rested longest makes room, so that nobody can fill the disk with them."""
    monkeypatch.setattr(disk.os, "fsync", lambda handle: None)
    sender = Sender(running.aigul)
    first = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    kept = uploads.Uploads(stored(running, running.aigul).folder / "uploads")
    wanted = uploads.Wanted("register", "answer", "a.xlsx", 10)
    for number in range(400):
        kept.create(wanted, uploads.datetime.fromtimestamp(time.time() + number / 1000))
    assert len(unfinished(running, running.aigul)) == uploads.MOST_UNFINISHED
    assert (await sender.how_far(first)).code == 422
    assert said(await sender.part(first, 0, GOOD))["error"] == "answers.upload_gone"


async def test_what_rests_for_days_is_put_away(running: Running) -> None:
    """The next upload of that lesson finds the room."""
    sender = Sender(running.aigul)
    old = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    longer = time.time() - uploads.KEPT.total_seconds() - 60
    for path in (stored(running, running.aigul).folder / "uploads").glob(f"{old}*"):
        os.utime(path, (longer, longer))
    new = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    assert [name[:32] for name in unfinished(running, running.aigul)] == [new]


async def test_anothers_upload_is_not_there(running: Running) -> None:
    """Her id is worth nothing to anybody else, nor in another lesson."""
    upload = said(await Sender(running.aigul).begin("register.xlsx", len(GOOD)))["upload"]
    other = Sender(running.marina)
    for answer in (
        await other.how_far(upload),
        await other.part(upload, 0, GOOD),
        await other.forget(upload),
    ):
        assert answer.code in (200, 422)
        assert "offset" not in said(answer)
    assert said(await Sender(running.aigul).how_far(upload))["offset"] == 0
    assert not stored(running, running.marina).read().exercises


STRANGE = (
    "../../../etc/passwd.xlsx", "/root/x.xlsx", "C:\\x\\y.xlsx", "a\u200eb\n.xlsx", "й" * 5_000,
)  # fmt: skip


async def test_a_name_leads_nowhere(running: Running) -> None:
    """What she calls her file is shown to her, and is the path of nothing."""
    for name in STRANGE:
        answer = await Sender(running.aigul).send(name, GOOD)
        assert answer.code == 200, answer.body
        shown = said(answer)["done"]["answer"]["file"]["name"]
        assert not set("/\\\u200e\n") & set(shown)
    folder = stored(running, running.aigul).folder
    names = {path.name for path in folder.rglob("*")}
    assert not any("passwd" in each or ".xlsx" in each for each in names)


async def test_an_id_leads_nowhere(running: Running) -> None:
    """Only what looks like an id of ours is looked for."""
    for strange in ("..%2f..%2fanswers", "a" * 31, "A" * 32, "a" * 32 + ".0.part", "*" * 32):
        assert (await Sender(running.aigul).how_far(strange)).code in (400, 404)
    assert (await Sender(running.aigul).how_far("a" * 32)).code == 422


async def test_taking_a_file_back_leaves_nothing(running: Running) -> None:
    """She chose another one, or none."""
    sender = Sender(running.aigul)
    upload = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    await sender.part(upload, 0, GOOD[:3_000])
    assert (await sender.forget(upload)).code == 200
    assert unfinished(running, running.aigul) == []
    assert said(await sender.how_far(upload))["error"] == "answers.upload_gone"


async def test_a_part_of_fifty_megabytes_is_answered(running: Running) -> None:
    """It is read to its end, so that no proxy tells of a closed connection instead."""
    sender = Sender(running.aigul)
    upload = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]
    answer = await sender.part(upload, 0, bytes(50_000_000))
    assert (answer.code, said(answer)["error"]) == (413, "school.too_big")
    assert said(await sender.how_far(upload))["offset"] == 0


async def test_a_refusal_waits_until_all_has_come(running: Running) -> None:
    """Not signed in, or no page of ours: the sentence comes after the body."""
    nobody = Sender(running.client(""))
    answer = await nobody.part("a" * 32, 0, bytes(900_000))
    assert (answer.code, said(answer)["error"]) == (401, "sign_in")
    headers = {"Upload-Offset": "0", "X-Mugalim": "1", "Sec-Fetch-Site": "cross-site"}
    answer = await running.aigul.ask(
        f"{UPLOADS}/{'a' * 32}", method="PATCH", body=bytes(900_000), headers=headers
    )
    assert (answer.code, said(answer)["error"]) == (403, "school.not_ours")


REFUSED = {
    "register.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "half.xlsx": GOOD[:2000],
    "register.xlsx": b"not a workbook",
}


async def test_a_file_that_is_no_workbook_gets_a_sentence(running: Running) -> None:
    """The answer that was there stays, and nothing of the file."""
    for name, content in REFUSED.items():
        answer = await Sender(running.aigul).send(name, content)
        assert answer.code == 422
        assert len(said(answer)["sentence"]) > 20
    assert not stored(running, running.aigul).read().exercises
    assert unfinished(running, running.aigul) == []


async def test_a_file_is_no_answer_to_a_question(running: Running) -> None:
    """Only what can be read from a file comes as one."""
    answer = await Sender(running.aigul).begin("a.xlsx", len(GOOD), exercise="today")
    assert (answer.code, said(answer)["error"]) == (422, "school.takes_no_file")
    answer = await Sender(running.aigul).begin("a.xlsx", len(GOOD), exercise="gone")
    assert (answer.code, said(answer)["error"]) == (404, "school.no_exercise")


async def test_a_full_disk_keeps_what_has_come(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She is told, and once there is room the same upload becomes her answer without its bytes."""
    sender = Sender(running.aigul)
    upload = said(await sender.begin("register.xlsx", len(GOOD)))["upload"]

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(uploads.os, "fsync", full)
        answer = await sender.part(upload, 0, GOOD)
        assert (answer.code, said(answer)["error"]) == (507, "answers.disk_full")
    assert said(await sender.how_far(upload))["offset"] == 0
    with monkeypatch.context() as patch:
        patch.setattr(stores, "write_whole", full)
        answer = await sender.part(upload, 0, GOOD)
        assert (answer.code, said(answer)["error"]) == (507, "answers.disk_full")
    answer = await sender.part(upload, len(GOOD), b"")
    assert said(answer)["done"]["answer"]["file"]["size"] == len(GOOD)


async def test_two_devices_do_not_mix(running: Running) -> None:
    """Two files for one exercise at once: each comes whole, the later one is the answer."""
    sender, other = Sender(running.aigul), GOOD + bytes(4)
    names = ("one.xlsx", GOOD), ("two.xlsx", GOOD)
    answers = await asyncio.gather(*(sender.send(name, it, 1_500) for name, it in names))
    assert [each.code for each in answers] == [200, 200]
    assert {said(each)["done"]["answer"]["version"] for each in answers} == {1, 2}
    upload = said(await sender.begin("three.xlsx", len(other)))["upload"]
    tries = await asyncio.gather(*(sender.part(upload, 0, other[:900]) for _ in range(4)))
    assert sorted(each.code for each in tries) == [200, 409, 409, 409]


async def test_nobody_begins_outside_of_her_lessons(running: Running) -> None:
    """A lesson that is not open, or that is nowhere."""
    for path in (f"api/uploads/{LESSON}", "api/uploads/spreadsheets/gone"):
        answer = await Sender(running.nurlan, path).begin("a.xlsx", 10)
        assert answer.code in (403, 404)
        assert len(said(answer)["sentence"]) > 20

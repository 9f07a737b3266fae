import asyncio
import errno
import hashlib
import json
from datetime import timedelta

import pytest
from hub_config.school.serving import LESSON, Client, Running, move_dates

from mugalim_answers.store import Store
from mugalim_school import attempts, handing_in
from mugalim_school.database import now
from mugalim_school.models import Attempt

PAGE = f"hand-in/{LESSON}"


async def save(who: Client, mark: str = "5") -> None:
    """A saved mark."""
    operation = {"op": "set", "sheet": "Marks", "cell": "C2", "input": mark}
    body = json.dumps({"base": None, "operations": [operation]})
    assert (await who.write(f"api/answers/{LESSON}/register", body)).code == 200


def made(running: Running, who: Client) -> list[Attempt]:
    """A learner's attempts, the newest first."""
    with running.school.database.reading() as session:
        return attempts.history(session, who.person, "spreadsheets", "gradebook")


async def handed_in(who: Client) -> str:
    """The address of the receipt of a hand-in."""
    answer = await who.send(PAGE)
    assert answer.code == 303, answer.body
    return answer.headers["Location"].removeprefix("/services/school/")


async def test_a_hand_in_gives_a_receipt_with_the_digest_of_every_file(running: Running) -> None:
    """What nbgrader grades, what is kept and what she reads are the same bytes."""
    await save(running.aigul)
    receipt = await running.aigul.ask(await handed_in(running.aigul))
    (attempt,) = made(running, running.aigul)
    assert receipt.code == 200
    assert attempt.files[0]["sha256"] in receipt.body.decode()
    config = running.school.config
    submitted = config.data / "nbgrader/spreadsheets/submitted" / running.aigul.person
    kept = config.handed_in(running.aigul.person, attempt.id)
    for folder in (submitted / "gradebook/answers", kept):
        content = (folder / "answers.json").read_bytes()
        assert hashlib.sha256(content).hexdigest() == attempt.digest


async def test_a_double_hand_in_is_one_attempt(running: Running) -> None:
    """Two clicks, or the same answers an hour later, give the same receipt."""
    await save(running.aigul)
    first, second = await asyncio.gather(handed_in(running.aigul), handed_in(running.aigul))
    assert first == second
    assert len(made(running, running.aigul)) == 1


async def test_other_answers_are_a_new_attempt_and_the_old_one_is_kept(running: Running) -> None:
    """The old one is superseded; its files stay as they were handed in."""
    await save(running.aigul, "4")
    await handed_in(running.aigul)
    await save(running.aigul, "5")
    await handed_in(running.aigul)
    newest, oldest = made(running, running.aigul)
    assert (newest.number, newest.state) == (2, "handed_in")
    assert (oldest.number, oldest.state) == (1, "superseded")
    kept = running.school.config.handed_in(running.aigul.person, oldest.id)
    cells = Store(kept).read().exercises["register"].state["sheets"][0]["cells"]
    assert cells["C2"]["input"] == "4"


async def test_a_hand_in_while_grading_is_taken(running: Running) -> None:
    """The attempt that is being graded does not stand in the way."""
    await save(running.aigul, "4")
    await handed_in(running.aigul)
    with running.school.database.session() as session:
        session.query(Attempt).one().state = "grading"
    await save(running.aigul, "5")
    await handed_in(running.aigul)
    assert [one.state for one in made(running, running.aigul)] == ["handed_in", "superseded"]


async def test_a_hand_in_after_feedback_is_a_new_attempt(running: Running) -> None:
    """Also of the same answers; what came back stays as it came back."""
    await save(running.aigul)
    await handed_in(running.aigul)
    with running.school.database.session() as session:
        attempt = session.query(Attempt).one()
        attempt.state, attempt.returned_at = "returned", now()
    await handed_in(running.aigul)
    assert [one.state for one in made(running, running.aigul)] == ["handed_in", "returned"]


async def test_a_late_hand_in_is_taken_and_marked(running: Running) -> None:
    """By the school's clock, never refused."""
    await save(running.aigul)
    move_dates(running.school.database, due_at=now() - timedelta(minutes=1))
    receipt = await running.aigul.ask(await handed_in(running.aigul))
    assert "late" in receipt.body.decode()
    assert made(running, running.aigul)[0].late


async def test_nothing_is_handed_in_before_anything_was_done(running: Running) -> None:
    """One sentence, no attempt."""
    answer = await running.aigul.send(PAGE)
    assert answer.code == 422
    assert "begin the lesson" in answer.body.decode()
    assert made(running, running.aigul) == []


async def test_anothers_receipt_is_not_there(running: Running) -> None:
    """The same words as for a receipt that never was."""
    await save(running.aigul)
    address = await handed_in(running.aigul)
    theirs = await running.marina.ask(address)
    none = await running.marina.ask(f"receipts/{'0' * 24}")
    assert theirs.code == none.code == 404
    assert running.aigul.person not in theirs.body.decode()
    assert "There is nothing at this address." in theirs.body.decode()


async def test_a_full_disk_makes_no_attempt(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She is told, may try again, and her answers are still there."""
    await save(running.aigul)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(handing_in, "copytree", full)
        answer = await running.aigul.send(PAGE)
    assert "no room left" in answer.body.decode()
    assert made(running, running.aigul) == []
    await handed_in(running.aigul)
    assert len(made(running, running.aigul)) == 1


async def test_a_form_from_elsewhere_hands_nothing_in(running: Running) -> None:
    """Without the page's own token."""
    await save(running.aigul)
    answer = await running.aigul.ask(PAGE, method="POST", body="_xsrf=guess")
    assert answer.code == 403
    assert "Please reload the page" in answer.body.decode()
    assert made(running, running.aigul) == []

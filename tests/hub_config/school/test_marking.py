import asyncio
import shutil

from hub_config.school.desk_steps import (
    DESK,
    attempt_of,
    grade,
    hand_in,
    judge,
    press,
    text_of,
)
from hub_config.school.serving import Running
from sqlalchemy import func, select

from mugalim_nbgrader.folders import course_folder
from mugalim_school.models import Job, LogLine


async def test_from_the_hand_in_to_the_feedback(running: Running) -> None:
    """Graded by nbgrader, judged, sent; she reads every check, the level's words, the comment."""
    first = await hand_in(running, running.aigul)
    await grade(running)
    assert (await judge(running, first, send="1")).code == 303
    page = await text_of(running.aigul, f"feedback/{first}")
    assert "Good.\nNow &lt;the&gt; averages." in page
    assert "one of these is missing" in page
    assert page.count('class="outcome"') == 8
    scores = await running.school.worker.scores("spreadsheets", "gradebook")
    assert [row.score for row in scores] == [attempt_of(running, first).score]
    assert f"feedback/{first}" in await text_of(running.aigul, "courses")


async def test_old_feedback_stays_readable_after_a_new_hand_in(running: Running) -> None:
    """The new attempt is graded and judged without a trace on what she read."""
    first = await hand_in(running, running.aigul, "4")
    await grade(running)
    await judge(running, first, send="1")
    before = attempt_of(running, first).snapshot
    second = await hand_in(running, running.aigul, "5")
    await grade(running)
    await judge(running, second, send="1", comment="Better.")
    assert attempt_of(running, first).snapshot == before
    page = await text_of(running.aigul, f"feedback/{first}")
    assert "Good." in page
    assert "You have handed in again since" in page
    assert "Better." in await text_of(running.aigul, f"feedback/{second}")


async def test_one_failure_stays_one_and_is_named(running: Running) -> None:
    """A damaged hand-in is named with a reason; her colleague's is graded."""
    damaged = await hand_in(running, running.aigul)
    sound = await hand_in(running, running.marina)
    folder = course_folder(running.school.config.data, "spreadsheets")
    shutil.rmtree(folder / "submitted" / running.aigul.person / "gradebook")
    job = await grade(running)
    assert (job.done, job.failed) == (2, [damaged])
    assert attempt_of(running, sound).state == "graded"
    page = await text_of(running.nurlan, DESK)
    assert "1 hand-in could not be graded:" in page
    assert "Ask the learner to hand in again." in page
    assert "Could not be graded" in await text_of(running.nurlan, f"desk/attempts/{damaged}")
    again = await hand_in(running, running.aigul)
    assert again != damaged
    await grade(running)
    assert attempt_of(running, again).state == "graded"


async def test_double_clicks_do_everything_once(running: Running) -> None:
    """One run of grading, one judgement, one message."""
    first = await hand_in(running, running.aigul)
    await asyncio.gather(*(press(running.nurlan, DESK, DESK + "grade") for _ in range(2)))
    with running.school.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Job)) == 1
    while attempt_of(running, first).state == "grading":
        await asyncio.sleep(0.1)
    answers = await asyncio.gather(*(judge(running, first, send="1") for _ in range(2)))
    assert [each.code for each in answers] == [303, 303]
    with running.school.database.reading() as session:
        sent = select(func.count()).where(LogLine.action == "send_feedback")
        assert session.scalar(sent) == 1

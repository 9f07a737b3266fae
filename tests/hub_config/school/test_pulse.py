"""The pulse of a lesson: two taps on the receipt, their numbers for designers, never a name."""

import pytest
from hub_config.school.desk_steps import hand_in, press, text_of
from hub_config.school.serving import Client, Running, add_person
from tornado.httpclient import HTTPResponse

from mugalim_school import people, pulse
from mugalim_school.models import Cohort, Pulse


async def tap(who: Client, attempt: str, **sent: str) -> HTTPResponse:
    """A tap on the receipt's page."""
    return await press(who, f"receipts/{attempt}", f"receipts/{attempt}/pulse", **sent)


def kept(running: Running) -> list[Pulse]:
    """What was said."""
    with running.school.database.reading() as session:
        return session.query(Pulse).all()


def say(running: Running, login: str, in_class: str, felt: str, line: str) -> None:
    """What one more learner said about the lesson."""
    with running.school.database.session() as session:
        person = add_person(session, login, session.get_one(Cohort, 1), "learner")
        about = {"course": "spreadsheets", "lesson": "gradebook", "at": person.created_at}
        session.add(
            Pulse(person=person.id, in_class=in_class, felt=felt, line=line or None, **about)
        )


def designer(running: Running) -> Client:
    """A designer's browser."""
    with running.school.database.session() as session:
        person = people.add(session, "Begimai Test", "begimai", "", "en")
        people.give_role(session, person.id, "designer")
    return running.client(person.id)


async def test_two_taps_and_a_line_can_be_changed(running: Running) -> None:
    """Each tap shows what comes next, and what was chosen."""
    attempt = await hand_in(running, running.aigul)
    assert "How was it?" not in await text_of(running.aigul, f"receipts/{attempt}")
    assert (await tap(running.aigul, attempt, in_class="maybe")).code == 303
    assert "How was it?" in await text_of(running.aigul, f"receipts/{attempt}")
    await tap(running.aigul, attempt, felt="hard")
    await tap(running.aigul, attempt, line=" More <time>,\n please ")
    await tap(running.aigul, attempt, in_class="planned")
    (said,) = kept(running)
    assert (said.in_class, said.felt, said.line) == ("planned", "hard", "More <time>, please")
    page = await text_of(running.aigul, f"receipts/{attempt}")
    assert 'value="planned" aria-pressed="true"' in page
    assert "More &lt;time&gt;, please" in page
    await tap(running.aigul, attempt, line="")
    assert kept(running)[0].line is None


@pytest.mark.parametrize(
    "sent",
    [{"in_class": "often"}, {"felt": "right"}, {"in_class": "maybe", "felt": "x"}, {}],
)
async def test_another_answer_is_not_kept(running: Running, sent: dict[str, str]) -> None:
    """Neither one that there is not, nor a second tap without the first."""
    attempt = await hand_in(running, running.aigul)
    assert (await tap(running.aigul, attempt, **sent)).code == 409
    assert kept(running) == []


async def test_a_line_has_an_end(running: Running) -> None:
    """A sentence says where; what was chosen before stays."""
    attempt = await hand_in(running, running.aigul)
    await tap(running.aigul, attempt, in_class="maybe")
    answer = await tap(running.aigul, attempt, line="x" * (pulse.LONGEST_LINE + 1))
    assert "The line is too long" in answer.body.decode()
    assert kept(running)[0].line is None


async def test_nobody_taps_on_anothers_receipt(running: Running) -> None:
    """It is not there for her."""
    attempt = await hand_in(running, running.aigul)
    own = await hand_in(running, running.marina)
    path = f"receipts/{attempt}/pulse"
    answer = await press(running.marina, f"receipts/{own}", path, in_class="maybe")
    assert answer.code == 404
    assert kept(running) == []


async def test_the_numbers_are_told_from_three_answers_on(running: Running) -> None:
    """In words and bars, and never whose they are."""
    page = "designing/"
    who = designer(running)
    say(running, "asel", "planned", "right", "The table is useful")
    say(running, "baktygul", "planned", "hard", "A video would help")
    assert "is shown from three answers on" in await text_of(who, page)
    assert "already planned" not in await text_of(who, page)
    say(running, "cholpon", "not_yet", "right", "")
    shown = await text_of(who, page)
    assert "What learners said after the lesson: 3" in shown
    assert "Yes, already planned: 2 of 3 (67 %)" in shown
    assert "Too easy: 0 of 3 (0 %)" in shown
    assert "A video would help" not in shown
    say(running, "dinara", "maybe", "easy", "Aigul was patient")
    shown = await text_of(who, page)
    assert shown.index("A video would help") < shown.index("The table is useful")
    assert not any(name in shown for name in ("Asel", "Baktygul", "Cholpon", "Dinara"))

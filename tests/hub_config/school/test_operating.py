import pytest
from hub_config.school.desk_steps import press, text_of
from hub_config.school.serving import Client, Running

from mugalim_school import people
from mugalim_school.models import Cohort, CohortCourse, Invitation


@pytest.fixture
def operator(running: Running) -> Client:
    """An operator's browser."""
    with running.school.database.session() as session:
        person = people.add(session, "Erkin Test", "erkin", "", "en")
        people.give_role(session, person.id, "operator")
    return running.client(person.id)


async def test_the_page_says_how_the_school_is(operator: Client) -> None:
    """People, cohorts, disk; the log names people, not ids."""
    page = await text_of(operator, "operating/")
    assert "<dd>4</dd>" in page
    assert " GB</dd>" in page
    assert "Nurlan Test" in page
    assert "New cohort" in page


async def test_an_operator_makes_a_cohort_and_gives_it_a_course_once(
    running: Running, operator: Client
) -> None:
    """Doing it twice changes nothing; a title that is taken is refused."""
    made = {"title": " Talas  2026 ", "course": ["spreadsheets"]}
    assert (await press(operator, "operating/", "operating/cohorts", **made)).code == 303
    again = await press(operator, "operating/", "operating/cohorts", **made)
    assert "Please choose another title." in again.body.decode()
    for _ in range(2):
        asked = {"cohort": "1", "course": "spreadsheets"}
        assert (await press(operator, "operating/", "operating/courses", **asked)).code == 303
    with running.school.database.reading() as session:
        assert [one.title for one in session.query(Cohort)] == ["Naryn", "Talas 2026"]
        assert session.query(CohortCourse).count() == 2


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("cohorts", {"title": "", "course": "spreadsheets"}, "write a title"),
        ("cohorts", {"title": "Osh"}, "choose a course"),
        ("cohorts", {"title": "Osh", "course": "../gone"}, "choose a course"),
        ("courses", {"cohort": "99", "course": "spreadsheets"}, "choose a cohort"),
        ("invitations", {"wanted": "learner"}, "choose a cohort"),
    ],
)
async def test_what_is_missing_is_said(
    operator: Client, path: str, asked: dict[str, str], said: str
) -> None:
    """One sentence, and nothing made."""
    answer = await press(operator, "operating/", f"operating/{path}", **asked)
    assert answer.code == 422
    assert said in answer.body.decode()


async def test_staff_come_by_an_invitation_for_one(running: Running, operator: Client) -> None:
    """The link and the picture are on the page until it is withdrawn."""
    for wanted, role in (("designer", "designer"), ("1", "facilitator")):
        await press(operator, "operating/", "operating/invitations", wanted=wanted)
        with running.school.database.reading() as session:
            made = session.query(Invitation).filter_by(role=role).one()
        assert made.uses_left == 1
        assert made.code in await text_of(operator, "operating/")
        await press(operator, "operating/", "operating/withdraw", code=made.code)
        assert made.code not in await text_of(operator, "operating/")


async def test_facilitators_do_not_operate(running: Running) -> None:
    """Neither the page nor its forms."""
    assert (await running.nurlan.ask("operating/")).code == 403
    asked = {"wanted": "operator"}
    answer = await press(running.nurlan, "desk/1/invite", "operating/invitations", **asked)
    assert answer.code == 403

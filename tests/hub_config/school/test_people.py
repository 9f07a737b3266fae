from datetime import timedelta

import pytest

from mugalim_school import people
from mugalim_school.database import Database, now
from mugalim_school.errors import PeopleError
from mugalim_school.models import Cohort, CohortCourse, Invitation, LogLine, Person, ResetCode

GOOD = "кызыл алма бак ичинде"


@pytest.fixture
def cohort(database: Database) -> int:
    """A cohort that takes one course."""
    with database.session() as session:
        cohort = Cohort(title="Naryn", courses=[CohortCourse(course="spreadsheets")])
        session.add(cohort)
        session.flush()
        return cohort.id


def invited(database: Database, cohort: int | None, role: str = "learner", uses: int = 5) -> str:
    """The code of a fresh invitation."""
    with database.session() as session:
        return people.invite(session, "p00000000", role, cohort, uses=uses).code


def signed_up(database: Database, code: str, login: str = "0555 12 34 56") -> Person:
    """Somebody with a new account."""
    with database.session() as session:
        return people.sign_up(session, code, "Айгүл Асанова", login, GOOD, "ky")


def refusal(database: Database, code: str, **wrong: str) -> str:
    """The id of what a sign-up is refused for."""
    asked = {"name": "Aigul", "login": "aigul", "password": GOOD, "language": "ky", **wrong}
    with pytest.raises(PeopleError) as refused, database.session() as session:
        people.sign_up(session, code, **asked)
    return refused.value.id


def test_a_learner_signs_up_and_in(database: Database, cohort: int) -> None:
    """Her phone number works in any way of writing it."""
    person = signed_up(database, invited(database, cohort))
    with database.reading() as session:
        found = people.sign_in(session, "+996 555 123456", GOOD)
        assert found is not None
        assert found.id == person.id
        assert people.groups(session, person.id) == ["learners", "nbgrader-spreadsheets"]


def test_a_wrong_password_and_an_unknown_login_are_the_same(
    database: Database, cohort: int
) -> None:
    """Nobody learns who has an account."""
    signed_up(database, invited(database, cohort))
    with database.reading() as session:
        assert people.sign_in(session, "0555123456", "another one") is None
        assert people.sign_in(session, "0777000000", GOOD) is None
        assert people.sign_in(session, "", "") is None


def test_a_taken_login_is_refused_and_costs_no_place(database: Database, cohort: int) -> None:
    """The invitation keeps its uses."""
    code = invited(database, cohort, uses=2)
    signed_up(database, code)
    assert refusal(database, code, login="555123456") == "people.login_taken"
    with database.reading() as session:
        assert session.get_one(Invitation, code).uses_left == 1


def test_a_used_up_invitation_is_refused(database: Database, cohort: int) -> None:
    """An invitation for one lets one in."""
    code = invited(database, cohort, uses=1)
    signed_up(database, code)
    assert refusal(database, code) == "people.invitation_over"


def test_an_old_or_unknown_invitation_is_refused(database: Database, cohort: int) -> None:
    """Each has its own sentence."""
    code = invited(database, cohort)
    with database.session() as session:
        session.get_one(Invitation, code).expires_at = now() - timedelta(minutes=1)
    assert refusal(database, code) == "people.invitation_over"
    assert refusal(database, "guess") == "people.no_invitation"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"name": " \u200b "}, "people.name_missing"),
        ({"name": "a" * 101}, "people.name_too_long"),
        ({"login": "Айгүл"}, "people.login_unclear"),
        ({"login": "12345"}, "people.login_unclear"),
        ({"password": "short"}, "people.password_short"),
        ({"password": "mugalim2024"}, "people.password_weak"),
        ({"password": "x" * 129}, "people.password_long"),
        ({"name": "Zhyldyz Temirova", "password": "zhyldyztemirova"}, "people.password_weak"),
    ],
)
def test_each_wrong_field_has_its_sentence(
    database: Database, cohort: int, wrong: dict[str, str], reason: str
) -> None:
    """The refusal names the field."""
    assert refusal(database, invited(database, cohort), **wrong) == reason


def test_facilitators_designers_and_operators_get_their_groups(
    database: Database, cohort: int
) -> None:
    """The group names that nbgrader knows stay valid."""
    facilitator = signed_up(database, invited(database, cohort, "facilitator"), "nurlan")
    designer = signed_up(database, invited(database, None, "designer"), "begimai")
    operator = signed_up(database, invited(database, None, "operator"), "operator")
    with database.reading() as session:
        found = {
            who.id: people.groups(session, who.id) for who in (facilitator, designer, operator)
        }
    assert found[facilitator.id] == ["facilitators", "formgrade-spreadsheets"]
    assert found[designer.id] == ["designers"]
    assert found[operator.id] == ["formgrade-spreadsheets", "operators"]


def test_a_reset_code_works_once(database: Database, cohort: int) -> None:
    """The second use is refused, and the new password works."""
    person = signed_up(database, invited(database, cohort))
    with database.session() as session:
        code = people.issue_reset(session, person.id, person.id)
    with database.session() as session:
        people.use_reset_code(session, "0555123456", code.lower().replace("-", " "), GOOD + " жаңы")
    with database.reading() as session:
        assert people.sign_in(session, "0555123456", GOOD) is None
        assert people.sign_in(session, "0555123456", GOOD + " жаңы")
    with pytest.raises(PeopleError, match="wrong_code"), database.session() as session:
        people.use_reset_code(session, "0555123456", code, GOOD)


def test_an_old_reset_code_is_refused(database: Database, cohort: int) -> None:
    """A code lives an hour; a newer one ends the earlier one."""
    person = signed_up(database, invited(database, cohort))
    with database.session() as session:
        first = people.issue_reset(session, person.id, person.id)
        second = people.issue_reset(session, person.id, person.id)
        session.query(ResetCode).filter(ResetCode.used_at.is_(None)).one().expires_at = now()
    for code in (first, second, "AAAA-BBBB"):
        with pytest.raises(PeopleError, match="wrong_code"), database.session() as session:
            people.use_reset_code(session, "0555123456", code, GOOD)


def test_a_reset_is_logged_and_told_once(database: Database, cohort: int) -> None:
    """She reads who issued it at her next sign-in."""
    learner = signed_up(database, invited(database, cohort))
    other = signed_up(database, invited(database, cohort, "facilitator"), "nurlan")
    with database.session() as session:
        people.issue_reset(session, learner.id, other.id)
        assert session.query(LogLine).filter_by(action="issue_reset", actor=other.id).count() == 1
        (notice,) = people.take_notices(session, learner.id)
        assert other.name in notice
        assert people.take_notices(session, learner.id) == ()

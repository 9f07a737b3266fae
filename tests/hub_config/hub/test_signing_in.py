from typing import Any

import pytest
import requests

from mugalim_hub.pages import POLICY
from mugalim_school import people


def test_a_teacher_signs_up_and_reaches_the_school(school: Any) -> None:
    """The invitation gives her an account, its groups, and the school's first page."""
    answer = school.visitor().sign_up(school.invitations["learner"], "0555 10 00 01")
    assert answer.url == f"{school.url}services/school/"
    person = answer.json()["person"]
    assert person["name"] == school.person("+996555100001").id
    assert sorted(person["groups"]) == ["learners", "nbgrader-spreadsheets"]


@pytest.mark.parametrize("spelling", ["0555 10 00 02", "+996 (555) 100-002", "996555100002"])
def test_a_phone_is_one_login_however_it_is_written(school: Any, spelling: str) -> None:
    """She signs in with any spelling of the number with which she signed up."""
    school.visitor().sign_up(school.invitations["learner"], "555100002")
    answer = school.visitor().sign_in(spelling)
    assert answer.url == f"{school.url}services/school/"


def test_a_wrong_password_and_an_unknown_login_sound_the_same(school: Any) -> None:
    """The page does not say whether a login exists, and keeps what was typed but the password."""
    school.visitor().sign_up(school.invitations["learner"], "known.teacher")
    known = school.visitor().sign_in("known.teacher", "not this one at all")
    unknown = school.visitor().sign_in("unknown.teacher", "not this one at all")
    assert (known.status_code, unknown.status_code) == (403, 403)
    sentence = "This login and password do not fit together."
    assert sentence in known.text
    assert sentence in unknown.text
    assert 'value="known.teacher"' in known.text
    assert "not this one" not in known.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "known.teacher", "Somebody has signed up with this"),
        ("username", "12", "Please write a phone number"),
        ("password", "mugalim2024", "This password is easy to guess."),
        ("password", "short", "The password needs at least 8 characters."),
        ("name", " ", "Please write your name and surname."),
    ],
)
def test_sign_up_says_in_one_sentence_what_to_change(
    school: Any, field: str, value: str, sentence: str
) -> None:
    """Each refusal is one sentence on the same form, which keeps what was typed."""
    school.visitor().sign_up(school.invitations["learner"], "known.teacher")
    more = {"username": "somebody.new", field: value}
    login = more.pop("username")
    answer = school.visitor().sign_up(school.invitations["learner"], login, **more)
    assert sentence in answer.text
    assert school.password not in answer.text


def test_a_bad_invitation_is_said_before_anything_is_typed(school: Any) -> None:
    """The page of an unknown, used-up or old invitation says so, and asks for another code."""
    used_up = school.invite("learner", uses=1)
    assert "You are invited to: Naryn, autumn" in school.visitor().see(link(used_up)).text
    school.visitor().sign_up(used_up, "the.only.one")
    for code, sentence in (
        ("no-such-code", "This invitation is not known."),
        (used_up, "This invitation is too old or was used by everybody"),
        (school.invite("learner", days=-1), "This invitation is too old or was used by everybody"),
    ):
        page = school.visitor().see(link(code)).text
        assert sentence in page
        assert 'name="password"' not in page


def link(code: str) -> str:
    """The address that an invitation's QR code carries."""
    return f"hub/signup?invitation={code}"


def test_the_sentence_is_in_her_language(school: Any) -> None:
    """A refusal speaks the language of the page, and the choice is kept."""
    visitor = school.visitor()
    visitor.see("hub/login?lang=ru")
    answer = visitor.sign_in("nobody", "nothing that fits")
    assert "Этот телефон (почта) и пароль не подходят" in answer.text
    assert '<html lang="ru">' in answer.text


def test_too_many_wrong_tries_have_to_wait(school: Any) -> None:
    """After five wrong passwords even the right one must wait; the page says how long."""
    school.visitor().sign_up(school.invitations["learner"], "many.tries")
    for _ in range(5):
        school.visitor().sign_in("many.tries", "a wrong password")
    answer = school.visitor().sign_in("Many.Tries ")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 2
    assert "Please wait" in answer.text


def test_a_form_that_lay_open_too_long_is_shown_again(school: Any) -> None:
    """A stale form is no error page: it comes back with what was typed."""
    visitor = school.visitor()
    data = {"_xsrf": "stale", "username": "known.teacher", "password": "x"}
    answer = visitor.post(f"{school.url}hub/login", data=data)
    assert answer.status_code == 400
    assert "Please send it once more." in answer.text
    assert 'value="known.teacher"' in answer.text


def test_a_reset_code_gives_a_new_password_and_ends_other_visits(school: Any) -> None:
    """She gets in with the code, is told who issued it, and whoever was signed in is out."""
    school.visitor().sign_up(school.invitations["facilitator"], "facilitator.one", name="Нурлан")
    elsewhere = school.visitor()
    elsewhere.sign_up(school.invitations["learner"], "forgetful")
    code = issue_code(school, "forgetful", "facilitator.one")
    fields = {"username": "forgetful", "code": code.lower(), "password": "seven blue birds fly"}
    answer = school.visitor().fill_in("hub/reset", **fields)
    assert "Нурлан issued a code for a new password" in answer.text
    assert 'name="password"' in elsewhere.see("hub/login").text
    again = school.visitor().fill_in("hub/reset", **fields)
    assert "This code does not fit, was used before, or is too old." in again.text


def issue_code(school: Any, login: str, by: str) -> str:
    """A reset code as a facilitator issues it."""
    learner, issuer = school.person(login), school.person(by)
    with school.database.session() as session:
        return people.issue_reset(session, learner.id, issuer.id)


def test_on_a_shared_phone_nothing_stays(school: Any) -> None:
    """The sign-in lasts as long as the browser is open; signing out clears its storage."""
    school.visitor().sign_up(school.invitations["learner"], "shared.phone")
    own, shared = school.visitor(), school.visitor()
    own.sign_in("shared.phone")
    shared.sign_in("shared.phone", shared="1")
    assert lasting(own) >= {"jupyterhub-hub-login"}
    assert lasting(shared) == set()
    assert shared.cookies["mugalim-shared"] == "1"
    answer = shared.see("hub/logout")
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert "mugalim-shared" not in shared.cookies
    assert "You have signed out" in answer.text
    assert shared.see("services/school/").url.startswith(f"{school.url}hub/login")


def lasting(visitor: requests.Session) -> set[str]:
    """The cookies that outlive the browser, except those of forms."""
    return {c.name for c in visitor.cookies if c.expires} - {"_xsrf", "mugalim-language"}


def test_pages_are_small_and_load_nothing_from_elsewhere(school: Any) -> None:
    """Each page with its style sheet is far below 60 kB, under a strict policy."""
    visitor = school.visitor()
    for path in ("hub/login", "hub/signup?invitation=x", "hub/reset", "hub/logout", "hub/nowhere"):
        answer = visitor.see(path)
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert "//" not in answer.text
        assert len(answer.content) < 10_000
    look = visitor.see("hub/look.css")
    assert look.headers["Content-Encoding"] == "gzip"
    assert "immutable" in look.headers["Cache-Control"]

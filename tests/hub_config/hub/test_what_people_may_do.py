from typing import Any

import pytest


@pytest.fixture(scope="module")
def learner(school: Any) -> Any:
    """Somebody who has signed in as a learner."""
    visitor = school.visitor()
    visitor.sign_up(school.invitations["learner"], "only.learns")
    return visitor


def test_a_learner_reaches_the_services_and_nothing_else(school: Any, learner: Any) -> None:
    """Both services know her; she asks the Hub nothing about others."""
    for service in ("school", "lessons"):
        answer = learner.see(f"services/{service}/")
        assert answer.json()["person"]["name"] == school.person("only.learns").id
    for collection in ("users", "services", "groups", "proxy", "info"):
        assert learner.see(f"hub/api/{collection}").status_code == 403


@pytest.mark.parametrize("path", ["server", "servers/other", "tokens"])
def test_a_learner_cannot_start_a_server_or_make_a_token(
    school: Any, learner: Any, path: str
) -> None:
    """Not with the Hub's cookie, and not with the token that a service holds for her."""
    person = school.person("only.learns").id
    address = f"{school.url}hub/api/users/{person}/{path}"
    token = learner.see("services/school/").json()["token"]
    by_cookie = learner.post(address, headers={"X-XSRFToken": xsrf(learner)}, json={})
    by_token = school.visitor().post(address, headers={"Authorization": f"token {token}"}, json={})
    assert by_cookie.status_code in (403, 404)
    assert by_token.status_code in (403, 404)


def xsrf(visitor: Any) -> str:
    """The value that the Hub wants with a request from a page."""
    return str(next(c.value for c in visitor.cookies if c.name == "_xsrf" and c.path == "/hub/"))


@pytest.mark.parametrize(
    "path",
    ["hub/home", "hub/token", "hub/admin", "hub/spawn", "hub/spawn/p12345678", "user/p12345678/lab",
     "hub/spawn-pending/p12345678", "hub/user-redirect/lab", "hub/accept-share", "hub/"],
)  # fmt: skip
def test_a_learner_never_meets_a_stock_page(school: Any, learner: Any, path: str) -> None:
    """Every page of the Hub that she has no use for sends her to the school."""
    assert learner.see(path).url == f"{school.url}services/school/"


@pytest.mark.parametrize(("path", "status"), [("hub/nowhere", 404), ("nowhere", 404)])
def test_errors_are_in_our_words(learner: Any, path: str, status: int) -> None:
    """An address that nothing answers has a page of ours, in her language."""
    answer = learner.see(path)
    assert answer.status_code == status
    assert "There is no page at this address." in answer.text


def test_a_service_that_does_not_answer_has_a_page_in_every_language(school: Any) -> None:
    """The proxy cannot know the reader's language, so its page speaks all three."""
    answer = school.visitor().see("hub/error/503?url=/services/lessons/")
    assert answer.text.count("<p>") >= 6
    for language in ("ky", "ru", "en"):
        assert f'lang="{language}"' in answer.text


@pytest.mark.parametrize(
    ("role", "groups"),
    [
        ("facilitator", {"facilitators", "formgrade-spreadsheets"}),
        ("designer", {"designers"}),
        ("operator", {"operators", "formgrade-spreadsheets"}),
    ],
)
def test_groups_come_from_the_school(school: Any, role: str, groups: set[str]) -> None:
    """What somebody is in the school is what the Hub's groups say, in nbgrader's names too."""
    visitor = school.visitor()
    visitor.sign_up(school.invitations[role], f"some.{role}")
    person = visitor.see("services/school/").json()["person"]
    assert set(person["groups"]) == groups


def test_services_are_told_what_they_need(learner: Any) -> None:
    """The environment of the contract reaches both; the lessons learn where the school is."""
    shared = {"MUGALIM_DATA", "MUGALIM_COURSES", "MUGALIM_DATABASE", "MUGALIM_PRODUCTION"}
    assert shared <= set(learner.see("services/school/").json()["environment"])
    assert {*shared, "MUGALIM_SCHOOL_URL"} <= set(
        learner.see("services/lessons/").json()["environment"]
    )


def test_somebody_without_any_group_gets_nowhere(school: Any) -> None:
    """A person whose cohort is gone may sign in, and then meets our page, not the school."""
    visitor = school.visitor()
    visitor.sign_up(school.invitations["designer"], "no.longer")
    with school.database.session() as session:
        session.delete(session.merge(school.person("no.longer")).roles[0])
    answer = school.visitor().sign_in("no.longer")
    assert answer.status_code == 403
    assert "This page is for others at the school." in answer.text

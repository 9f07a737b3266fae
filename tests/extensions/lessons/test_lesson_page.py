"""The page as it is served: readable, small, closed to the outside, for those who may."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import requests
from lesson_hub import LessonHub, Person

from mugalim_answers.store import Store

SignIn = Callable[[LessonHub, str], Person]
LESSON = "/spreadsheets/tiny"


@pytest.fixture(scope="module")
def reader(hub: LessonHub, sign_in: SignIn) -> Person:
    """Somebody who reads."""
    return sign_in(hub, "reader")


def test_the_text_is_there_before_any_script(reader: Person) -> None:
    """All steps stand in the page, and places for exercises say what they need."""
    page = reader.get(f"{LESSON}?lang=en").text
    assert all(f"{name} step" in page for name in ("First", "Second", "Third"))
    assert page.count("<noscript>") == 2
    assert page.count("<h1>") == 1


def test_the_language_is_that_of_the_address_and_is_kept(reader: Person) -> None:
    """A language link changes the page and the next one."""
    assert '<html lang="ru">' in reader.get(f"{LESSON}?lang=ru").text
    page = reader.get(LESSON).text
    assert "Первый step" in page
    assert "Мои курсы" in page


def test_no_script_of_the_prose_can_run(reader: Person) -> None:
    """It is text, and nothing else."""
    page = reader.get(f"{LESSON}?lang=en").text
    assert "<script>" not in page
    assert "alert(1)" in page


def test_the_policy_lets_nothing_in_from_outside(reader: Person) -> None:
    """The page's policy is strict, and it names no other host."""
    answer = reader.get(LESSON)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'sha256-")
    style = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in policy
    assert not re.findall(r"""(?:src|href)="(?:https?:)?//""", answer.text)


def test_a_page_is_small_and_is_not_sent_twice(reader: Person) -> None:
    """Compressed as the browser likes, the same for everybody, and 304 where it has it already."""
    answer = reader.get(LESSON)
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert (
        reader.get(LESSON, headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"]
        == "gzip"
    )
    again = reader.get(LESSON, headers={"If-None-Match": answer.headers["Etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "reader" not in answer.text


def test_scripts_and_states_are_kept_for_ever_at_hashed_addresses(reader: Person) -> None:
    """Each has its digest in its address, so that a changed one has another."""
    page = reader.get(LESSON).text
    found = re.findall(r'(?:src|href)="/services/lessons(/st[^"]+)"', page)
    assert len(found) >= 5
    for address in found:
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "br" or len(answer.content) < 200


def test_first_states_hold_every_exercise_and_no_key(reader: Person) -> None:
    """They are drawn without a kernel; a reply comes only after choosing."""
    found = re.search(r'href="/services/lessons(/states/[^"]+)"', reader.get(LESSON).text)
    assert found
    states = reader.get(found[1]).json()
    assert {state["module"] for state in states["cells"].values()} == {"choice.js", "text.js"}
    assert states["words"]["text"]
    assert "Half is done." not in str(states)
    assert reader.attached() == []


def test_her_own_states_come_apart_and_only_when_they_are_new(
    hub: LessonHub, reader: Person
) -> None:
    """What she chose, with its reply and her dates; asked again, 304."""
    store = Store(hub.data / "answers" / "reader" / "spreadsheets" / "tiny")
    chosen = [{"op": "choose", "options": ["typed"]}]
    store.apply("today", "choice", chosen, base=None, start=None, now=datetime.now(UTC))
    answer = reader.get(f"/mine{LESSON}?version=1&lang=ru")
    mine = answer.json()
    assert mine["person"] == "reader"
    assert mine["due"] == "08.12.2026 18:00"
    replies = [each["text"] for state in mine["cells"].values() for each in state["replies"]]
    assert replies == ["Half is done."]
    known = {"If-None-Match": answer.headers["Etag"]}
    assert reader.get(f"/mine{LESSON}?version=1&lang=ru", headers=known).status_code == 304
    assert reader.get(f"/mine{LESSON}?version=1&lang=ky", headers=known).status_code == 200


def test_all_that_a_first_visit_loads_is_small(reader: Person) -> None:
    """Under 30 kB as sent, states and all modules included."""
    page = reader.get(LESSON)
    addresses = set(re.findall(r'(?:src|href)="/services/lessons(/[^"]+)"', page.text)) - {"/"}
    addresses = {it.replace("&amp;", "&") for it in addresses}
    sent = sum(len(reader.get(it, stream=True).raw.read()) for it in [LESSON, *addresses])
    assert 8_000 < sent < 30_000


def test_a_template_or_theme_cannot_be_chosen_by_the_address(reader: Person) -> None:
    """Voila's own overrides are off: the page is the same."""
    plain = reader.get(f"{LESSON}?lang=en").text
    assert reader.get(f"{LESSON}?lang=en&template=lab&theme=dark").text == plain


@pytest.mark.parametrize(
    "route",
    [
        "/voila/tree", "/voila/render/lesson.ipynb", "/voila/api/contents", "/api/contents",
        "/api/terminals", "/api/sessions", "/voila/files/lesson.yaml", "/voila/static/voila.js",
        "/static/page/0123456789abcdef/..%2f..%2fconfig.py",
    ],
)  # fmt: skip
def test_no_other_route_of_jupyter_is_there(reader: Person, route: str) -> None:
    """Voila's and Jupyter's own addresses answer 404."""
    assert reader.get(route).status_code == 404


def test_whoever_is_not_signed_in_is_sent_to_the_hub(hub: LessonHub) -> None:
    """A page redirects; a script is told 401 in a sentence."""
    address = f"{hub.url}/services/lessons"
    page = requests.get(address + LESSON, allow_redirects=False, timeout=20)
    assert page.status_code == 302
    assert "/hub/api/oauth2/authorize" in page.headers["Location"]
    asked = requests.post(
        f"{address}/attach{LESSON}", json={}, headers={"X-Mugalim": "1"}, timeout=20
    )
    assert asked.status_code == 401
    assert asked.json()["error"] == "sign_in"


def test_a_refusal_of_the_school_is_shown_in_its_own_words(hub: LessonHub, sign_in: SignIn) -> None:
    """On the page and to a script alike."""
    outsider = sign_in(hub, "outsider")
    page = outsider.get(LESSON)
    assert page.status_code == 403
    assert "Not open for you yet." in page.text
    assert outsider.attach().json()["sentence"] == "Not open for you yet."


def test_a_school_that_is_away_gives_one_plain_sentence(reader: Person) -> None:
    """503, in the reader's language."""
    page = reader.get("/away/tiny?lang=en")
    assert page.status_code == 503
    assert "The school does not answer just now." in page.text
    assert reader.attach(lesson="away/tiny").json()["error"] == "lessons.school_away"


@pytest.mark.parametrize("body", ["", "[]", '{"page": 7}', '{"page": "../../x", "language": "en"}'])
def test_an_attach_that_cannot_be_understood_is_refused(reader: Person, body: str) -> None:
    """400 and a sentence."""
    answer = reader.ask("POST", f"/attach{LESSON}", data=body)
    assert answer.status_code == 400
    assert answer.json()["sentence"]

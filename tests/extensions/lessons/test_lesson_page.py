"""The page as it is served: readable, small, closed to the outside, for those who may."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from lesson_hub import LessonHub, Person

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


def test_nothing_of_the_notebook_can_run(reader: Person) -> None:
    """A script in the prose is text, code that is no exercise is left out and did not run."""
    page = reader.get(f"{LESSON}?lang=en").text
    assert "<script>" not in page
    assert "never" not in page
    reader.attach()
    assert not Path("/tmp/never").exists()  # noqa: S108  what that code would have made


def test_the_policy_lets_nothing_in_from_outside(reader: Person) -> None:
    """The page's policy is strict, and it names no other host."""
    answer = reader.get(LESSON)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert not re.findall(r"""(?:src|href)="(?:https?:)?//""", answer.text)


def test_pages_are_compressed_and_never_kept(reader: Person) -> None:
    """A page may hold what is somebody's own."""
    answer = reader.get(LESSON)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-store"


def test_scripts_and_styles_are_kept_for_ever_at_hashed_addresses(reader: Person) -> None:
    """Each has its digest in its address, so that a changed one has another."""
    found = re.findall(r'(?:src|href)="/services/lessons(/static/[^"]+)"', reader.get(LESSON).text)
    assert len(found) >= 4
    for address in found:
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_all_that_a_first_visit_loads_is_small(reader: Person) -> None:
    """Under 60 kB as sent, all modules included."""
    page = reader.get(LESSON)
    addresses = set(re.findall(r'(?:src|href)="/services/lessons(/static/[^"]+)"', page.text))
    runtime = next(it for it in addresses if it.endswith("lesson.js")).removesuffix("lesson.js")
    modules = ("attachment", "host", "models", "saving", "steps", "websocket")
    addresses |= {f"{runtime}{name}.js" for name in modules}
    sent = sum(len(reader.get(it, stream=True).raw.read()) for it in [LESSON, *addresses])
    assert 8_000 < sent < 60_000


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

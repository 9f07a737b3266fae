"""A lesson with code of its own, as it is served: by Voila's full page, and to its owner only."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
import requests
from full_lessons import BROKEN, FILES, MOVING, make_draft, make_full_release
from lesson_hub import LessonHub, Person
from test_whose_kernel import answers_until_idle, close, connect, message

SignIn = Callable[[LessonHub, str], Person]
LESSON = "/spreadsheets/served"
PATIENCE = 120  # seconds that a kernel may take on a busy machine


@pytest.fixture(scope="module")
def reader(hub: LessonHub, sign_in: SignIn) -> Person:
    """Somebody who opens such a lesson."""
    make_full_release(hub.data / "releases/spreadsheets/served/1", MOVING, BROKEN, FILES)
    return sign_in(hub, "opener")


@pytest.fixture(scope="module")
def opened(reader: Person) -> requests.Response:
    """The page, once its kernel is there."""
    return page_of(reader, f"{LESSON}?lang=ru")


def page_of(person: Person, path: str) -> requests.Response:
    """The full page at an address, waited for as the browser does."""
    answer = person.get(path)
    end = time.monotonic() + PATIENCE
    while answer.status_code == 202 and time.monotonic() < end:
        page = re.findall(r'data-page="([^"]+)"', answer.text)[0]
        time.sleep(0.5)
        answer = person.get(f"{path}&page={page}")
    assert answer.status_code == 200
    return answer


def about(page: requests.Response) -> dict[str, Any]:
    """What the page's scripts are told."""
    return dict(json.loads(unescape(re.findall(r'data-about="([^"]+)"', page.text)[0])))


def test_every_cell_was_run_and_drawn_by_the_lab_template(opened: requests.Response) -> None:
    """What it shows stands in the page: widgets as data for Voila's scripts, and printed words."""
    assert 'class="jp-Notebook theme-light"' in opened.text
    assert opened.text.count('<script type="application/vnd.voila.cell-output+json">') == 2
    assert opened.text.count("application/vnd.jupyter.widget-view+json") == 2
    assert re.search(r"<pre>a file\s*</pre>", opened.text)


def test_prose_is_translated_and_cannot_run(opened: requests.Response) -> None:
    """As on the light page, with the steps at the same addresses."""
    assert '<html lang="ru">' in opened.text
    assert '<h2 id="step-1">Первый step</h2>' in opened.text
    assert "Words, alert(1)." in opened.text
    assert 'id="step-3"' in opened.text


def test_a_cell_that_fails_is_a_sentence(opened: requests.Response) -> None:
    """Nobody sees what went wrong inside, and the cells after it are there."""
    assert "Эта часть сейчас не открылась." in opened.text
    assert "ZeroDivisionError" not in opened.text


def test_its_policy_lets_no_other_host_in_and_evaluates_nothing(opened: requests.Response) -> None:
    """Widgets bring modules as blobs and style sheets by scripts, so that much is open."""
    policy = opened.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self' blob:; ")
    assert "unsafe-eval" not in policy
    assert "//" not in policy
    assert not re.findall(r"""(?:src|href)="(?:https?:)?//""", opened.text)
    assert opened.headers["Cache-Control"] == "no-store"


def test_no_script_stands_in_the_page_itself(opened: requests.Response) -> None:
    """Only data does, which the policy need not allow."""
    inline = [tag for tag in re.findall(r"<script\b[^>]*>", opened.text) if " src=" not in tag]
    assert all("+json" in tag or "application/json" in tag for tag in inline)


def test_the_light_pages_policy_stays_strict(reader: Person, opened: requests.Response) -> None:
    """One lesson's widgets open nothing in the others."""
    policy = reader.get("/spreadsheets/tiny").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'sha256-")
    assert opened.status_code == 200


def test_voilas_files_are_kept_for_ever_at_hashed_addresses(
    reader: Person, opened: requests.Response
) -> None:
    """Compressed, and without signing in, as they are nobody's."""
    addresses = re.findall(r'(?:href|src)="/services/lessons(/static/voila/[^"]+)"', opened.text)
    assert {it.rpartition("/")[2] for it in addresses} == {
        "index.css", "theme-light.css", "voila-style.js", "voila.js",
    }  # fmt: skip
    for address in addresses:
        answer = reader.get(address, headers={"Accept-Encoding": "br"})
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_text_can_be_read_while_the_kernel_starts(hub: LessonHub, sign_in: SignIn) -> None:
    """Under the light page's policy; a script may ask how far it is."""
    make_full_release(hub.data / "releases/spreadsheets/slow/1", "import time\ntime.sleep(4)")
    person = sign_in(hub, "patient")
    answer = person.get("/spreadsheets/slow?lang=en&page=abcdefgh-1")
    assert answer.status_code == 202
    assert "Second step" in answer.text
    assert "script-src 'self'; style-src 'sha256-" in answer.headers["Content-Security-Policy"]
    said = person.get("/spreadsheets/slow?lang=en&page=abcdefgh-1&wait=1").json()
    assert said == {"ready": False, "place": 0}


async def test_the_page_may_ask_its_kernel_for_models_and_run_nothing(
    reader: Person, opened: requests.Response
) -> None:
    """The control comm answers with all states; code and other comms get no answer."""
    socket = await connect(reader, about(opened)["kernel"])
    await socket.write_message(message("execute_request", "code", {"code": "1+1"}))
    opening = {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": {}}}
    await socket.write_message(message("comm_open", "open", opening))
    control = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
    asked = {**json.loads(message("comm_open", "control", control)),
             "metadata": {"version": "1.0.0"}}  # fmt: skip
    await socket.write_message(json.dumps(asked))
    states = {"comm_id": "c", "data": {"method": "request_states"}}
    await socket.write_message(message("comm_msg", "states", states))
    heard = await answers_until_idle(socket, "states")
    await close(socket)
    told = [it for it in heard if it["header"]["msg_type"] == "comm_msg"]
    assert told[0]["content"]["data"]["method"] == "update_states"
    assert {it["parent_header"].get("msg_id") for it in heard}.isdisjoint({"code", "open"})


def test_a_designer_sees_in_the_preview_what_went_wrong(hub: LessonHub, sign_in: SignIn) -> None:
    """It is hers to repair; the cells around it are shown."""
    make_draft(hub.data.parent / "courses/drafts/draft", MOVING, BROKEN, FILES)
    page = page_of(sign_in(hub, "designer"), "/preview/drafts/draft?lang=en")
    assert "ZeroDivisionError" in page.text
    assert page.text.count("application/vnd.jupyter.widget-view+json") == 2
    assert re.search(r"<pre>a file\s*</pre>", page.text)
    assert about(page)["preview"]
    assert 'id="hand-in"' not in page.text

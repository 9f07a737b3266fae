"""Nobody reaches another's kernel, and a page may send a kernel little."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lesson_hub import LessonHub, Person
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from mugalim_answers.place import Place
from mugalim_lessons.kernels import surroundings

SignIn = Callable[[LessonHub, str], Person]


@pytest.fixture(scope="module")
def aigul(hub: LessonHub, sign_in: SignIn) -> Person:
    """The one whose kernel it is."""
    return sign_in(hub, "aigul")


@pytest.fixture(scope="module")
def marina(hub: LessonHub, sign_in: SignIn) -> Person:
    """The other one."""
    return sign_in(hub, "marina")


@pytest.fixture(scope="module")
def attached(aigul: Person) -> dict[str, Any]:
    """What Aigul's page got when it attached."""
    answer = aigul.attach()
    assert answer.status_code == 200
    return dict(answer.json())


async def connect(person: Person, kernel: str) -> WebSocketClientConnection:
    """Open a kernel's websocket as a person."""
    address = f"{person.base.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id=s"
    request = HTTPRequest(address, headers={"Cookie": person.cookies()})
    return await websocket_connect(request)


async def close(socket: WebSocketClientConnection) -> None:
    """Close a websocket and wait until it is closed."""
    socket.close()
    while await socket.read_message() is not None:
        pass


def message(kind: str, name: str, content: dict[str, Any]) -> str:
    """A message of the Jupyter protocol, as text."""
    header = {"msg_id": name, "msg_type": kind, "session": "s", "username": "", "version": "5.2"}
    return json.dumps(
        {"header": header, "parent_header": {}, "metadata": {}, "content": content,
         "channel": "shell"}
    )  # fmt: skip


async def answers_until_idle(socket: WebSocketClientConnection, name: str) -> list[dict[str, Any]]:
    """All messages until the kernel is done with the named one."""
    heard: list[dict[str, Any]] = []
    while True:
        frame = await asyncio.wait_for(socket.read_message(), 20)
        assert isinstance(frame, str)
        heard.append(json.loads(frame))
        about = heard[-1]["parent_header"].get("msg_id")
        if about == name and heard[-1]["content"].get("execution_state") == "idle":
            return heard


@pytest.mark.parametrize(
    ("method", "route"),
    [
        ("GET", "/api/kernels/{}"),
        ("DELETE", "/api/kernels/{}"),
        ("POST", "/api/kernels/{}/interrupt"),
        ("POST", "/api/kernels/{}/restart"),
        ("POST", "/voila/api/shutdown/{}"),
    ],
)
def test_anothers_kernel_is_refused_on_every_route(
    marina: Person, aigul: Person, attached: dict[str, Any], method: str, route: str
) -> None:
    """Marina gets 403, and Aigul's kernel lives on."""
    assert marina.ask(method, route.format(attached["kernel"])).status_code == 403
    assert aigul.get(f"/api/kernels/{attached['kernel']}").status_code == 200


async def test_anothers_websocket_is_refused(marina: Person, attached: dict[str, Any]) -> None:
    """The handshake ends with 403."""
    with pytest.raises(HTTPClientError, match="403"):
        await connect(marina, attached["kernel"])


def test_the_list_of_kernels_shows_only_ones_own(
    marina: Person, aigul: Person, attached: dict[str, Any]
) -> None:
    """Aigul's is not in Marina's list."""
    assert {"id": attached["kernel"]} in aigul.get("/api/kernels").json()
    assert marina.get("/api/kernels").json() == []


async def test_a_page_can_neither_run_code_nor_open_models(
    aigul: Person, attached: dict[str, Any]
) -> None:
    """Only messages of comms that exist get an answer."""
    socket = await connect(aigul, attached["kernel"])
    model = attached["cells"]["today"]
    await socket.write_message(message("execute_request", "code", {"code": "1+1"}))
    opening = {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": {}}}
    await socket.write_message(message("comm_open", "open", opening))
    await socket.write_message(message("shutdown_request", "end", {"restart": False}))
    reload = {"comm_id": model, "data": {"method": "custom", "content": {"type": "reload"}}}
    await socket.write_message(message("comm_msg", "reload", reload))
    heard = await answers_until_idle(socket, "reload")
    await close(socket)
    assert {it["parent_header"].get("msg_id") for it in heard}.isdisjoint({"code", "open", "end"})


async def test_hostile_messages_harm_nobody(aigul: Person, attached: dict[str, Any]) -> None:
    """A frame that is none closes its own socket; strange contents change nothing."""
    socket = await connect(aigul, attached["kernel"])
    await socket.write_message("{not a message")
    while await asyncio.wait_for(socket.read_message(), 20) is not None:
        pass  # what the kernel had said before
    socket.close()
    socket = await connect(aigul, attached["kernel"])
    model = attached["cells"]["today"]
    for name, content in enumerate([None, [], {"type": "edit"}, {"type": "edit", "options": 7}]):
        data = {"comm_id": model, "data": {"method": "custom", "content": content}}
        await socket.write_message(message("comm_msg", f"m{name}", data))
    update = {"method": "update", "state": {"question": "Mine"}, "buffer_paths": []}
    await socket.write_message(message("comm_msg", "last", {"comm_id": model, "data": update}))
    heard = await answers_until_idle(socket, "last")
    await close(socket)
    assert not any(it["content"].get("data", {}).get("method") == "update" for it in heard)


async def test_what_is_too_large_or_anothers_changes_nothing(
    aigul: Person, attached: dict[str, Any]
) -> None:
    """Texts of ten megabytes, strange types, models of others, keys asked for: no word of them."""
    socket = await connect(aigul, attached["kernel"])
    model, huge = attached["cells"]["today"], "x" * 10_000_000
    for name, (to, content) in enumerate(
        [
            (model, {"type": huge}),
            (model, {"type": "edit", "options": [huge]}),
            (model, {"type": "save", "operations": [{"op": "put", "state": {"a": huge}}]}),
            (model, {"type": "__init__"}),
            (model, {"type": "look", "__class__": 1}),
            ("0" * 32, {"type": "reload"}),
            (huge[:100_000], {"type": "reload"}),
        ]
    ):
        data = {"comm_id": to, "data": {"method": "custom", "content": content}}
        await socket.write_message(message("comm_msg", f"huge{name}", data))
    for name, state in enumerate(
        [{"replies": {}}, {"options": [{"id": "x"}]}, {"_esm": "alert(1)"}]
    ):
        update = {"method": "update", "state": state, "buffer_paths": []}
        await socket.write_message(
            message("comm_msg", f"set{name}", {"comm_id": model, "data": update})
        )
    wanted = {"comm_id": model, "data": {"method": "request_state"}}
    await socket.write_message(message("comm_msg", "state", wanted))
    heard = await answers_until_idle(socket, "state")
    await close(socket)
    said = json.dumps(heard)
    assert len(said) < 200_000
    assert "Then this helps." not in said
    assert "alert(1)" not in said
    assert aigul.get(f"/api/kernels/{attached['kernel']}").status_code == 200


def test_a_request_from_another_site_is_refused(aigul: Person, attached: dict[str, Any]) -> None:
    """Without our page's header, or with another origin, nothing is done."""
    route = f"/api/kernels/{attached['kernel']}"
    assert aigul.ask("DELETE", route, headers={"X-Mugalim": ""}).status_code == 403
    elsewhere = {"Origin": "http://elsewhere.example"}
    assert aigul.ask("DELETE", route, headers=elsewhere).status_code == 403
    assert aigul.ask("DELETE", route, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert aigul.get(route).status_code == 200


def test_a_kernel_knows_nothing_of_the_hub(hub: LessonHub, attached: dict[str, Any]) -> None:
    """What the system tells of its environment holds no secret; its folder is its own."""
    hers = [it for it in hub.kernels() if f"/{attached['kernel']}/" in it.cwd()]
    known = hers[0].environ()
    assert not [
        name for name in known if name.startswith(("JUPYTERHUB", "NBGRADER", "CONFIGPROXY"))
    ]
    assert not {"MUGALIM_DATABASE", "MUGALIM_DATA"} & set(known)


def test_a_kernel_is_told_its_place_and_little_else(tmp_path: Path) -> None:
    """Of the service's own environment a few names that any program needs."""
    place = Place("app", tmp_path / "release", tmp_path / "answers", "ky")
    given = {"PATH": "/bin", "JUPYTERHUB_API_TOKEN": "secret", "MUGALIM_DATABASE": "secret"}
    known = surroundings(given, place, tmp_path)
    assert known["MUGALIM_ANSWERS"] == str(tmp_path / "answers")
    assert (known["MUGALIM_FACE"], known["PATH"]) == ("app", "/bin")
    assert "secret" not in known.values()


def test_the_fourth_lesson_of_a_person_ends_her_first(hub: LessonHub, sign_in: SignIn) -> None:
    """Three kernels live; the oldest has gone."""
    guest = sign_in(hub, "guest")
    kernels = [guest.attach().json()["kernel"] for _ in range(4)]
    assert {it["id"] for it in guest.get("/api/kernels").json()} == set(kernels[1:])


def test_an_own_kernel_can_be_ended_by_the_beacon(hub: LessonHub, sign_in: SignIn) -> None:
    """A page that closes ends its own kernel."""
    person = sign_in(hub, "leaver")
    kernel = person.attach().json()["kernel"]
    assert person.ask("POST", f"/voila/api/shutdown/{kernel}").status_code == 204
    assert person.get("/api/kernels").json() == []

"""What the tests of surfaces share: a place, exercises, and a page that shows real widgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from seeing import Look, problems_of

from mugalim_answers.place import Place
from mugalim_answers.plan import start_at
from mugalim_courses.model import CheckUse, Exercise, Option
from mugalim_widgets import surface
from mugalim_widgets.modules import STATIC, style_text

PAGE = Path(__file__).parent / "page"
TYPES = {".css": "text/css", ".js": "text/javascript", ".html": "text/html"}
HOST = "http://lesson.test"


class Wire:
    """The comm of a widget under test: keeps what the widget sends, and brings it messages."""

    comm_id = "wire"
    kernel = object()

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self._heard: Any = None

    def on_msg(self, heard: Any) -> None:
        """Keep the widget's own handler of messages."""
        self._heard = heard

    def send(self, data: Any = None, metadata: Any = None, buffers: Any = None) -> None:
        """Keep one message of the widget as a page would get it."""
        pieces = [list(bytes(piece)) for piece in buffers or ()]
        self.sent.append({**data, "buffers": pieces})

    def close(self, *arguments: Any, **named: Any) -> None:
        """Nothing to close."""

    def bring(self, data: dict[str, Any], buffers: Any = ()) -> list[dict[str, Any]]:
        """Give the widget one message of the browser; what it sent because of it."""
        before = len(self.sent)
        message = {"content": {"data": data}, "buffers": [bytes(piece) for piece in buffers]}
        self._heard(message)
        return [one for one in self.sent[before:] if one["method"] != "echo_update"]

    def say(self, content: object, buffers: Any = ()) -> list[dict[str, Any]]:
        """Give the widget one custom message."""
        return self.bring({"method": "custom", "content": content}, buffers)


def on_wire(widget: Any) -> Wire:
    """Put a widget on a wire of its own."""
    wire = Wire()
    widget.comm = wire
    return wire


@pytest.fixture
def wired() -> Any:
    """What puts a widget on a wire of its own."""
    return on_wire


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A designer's place: the only face in which the kernel itself saves."""
    return Place("lab", tmp_path / "lesson", tmp_path / "answers", "en")


SMALL = {
    "A1": "Pupil", "B1": "Maths", "C1": "Biology", "D1": "Average",
    "A2": "Aida", "B2": "4", "C2": "5",
    "A3": "Bakyt", "B3": "3", "C3": "4.5",
    "A4": "Chinara", "B4": "5",
}  # fmt: skip


def state_of(inputs: dict[str, str], **more: Any) -> dict[str, Any]:
    """The state of a workbook with one sheet."""
    cells = {address: {"input": text} for address, text in inputs.items()}
    sheet = {"name": "Marks", "cells": cells, "frozen": [0, 0], "validations": [], "widths": {}}
    return {"sheets": [{**sheet, **more}]}


AVERAGE = CheckUse("formula", "workbook.cell_is_formula", 0, {"sheet": "Marks", "cell": "D2"})
PLANS = {
    "table": Exercise("table", "workbook", title="A table", question="Count the averages."),
    "practice": Exercise("practice", "workbook", instant=True, checks=(AVERAGE,)),
    "today": Exercise(
        "today",
        "choice",
        question="How do you count now?",
        options=(
            Option("hand", "By hand", "Good."),
            Option("sheet", "In a table", "Fine."),
        ),
    ),
    "reflection": Exercise("reflection", "text", question="What will you use?", lines=3),
}


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The exercises that the surfaces find, and where they start; tests may change them.

    `start` is that of every workbook; `starts` holds states by the exercise's name.
    """
    known: dict[str, Any] = {"plans": dict(PLANS), "start": state_of(SMALL), "starts": {}}
    monkeypatch.setattr(surface, "exercise_at", lambda place, name: known["plans"][name])

    def start_of(place: Place, plan: Exercise) -> Any:
        given = known["starts"].get(plan.name)
        return given or (known["start"] if plan.kind == "workbook" else start_at(place, plan))

    monkeypatch.setattr(surface, "start_at", start_of)
    return known


def serve(route: Route) -> None:
    """Answer for the page's host from the package and from the page folder; refuse the rest."""
    path = route.request.url.removeprefix(HOST)
    file = PAGE / "index.html" if path == "/" else None
    for prefix, folder in (("/static/", STATIC), ("/page/", PAGE)):
        if path.startswith(prefix):
            file = folder / path.removeprefix(prefix)
    if path == "/page/style.css":
        styles = style_text(*(each.stem for each in STATIC.glob("*.css")))
        route.fulfill(body=styles, headers={"content-type": TYPES[".css"]})
    elif file is None or not file.is_file() or not route.request.url.startswith(HOST):
        route.abort()
    else:
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"
        headers = {"content-type": TYPES[file.suffix], "content-security-policy": policy}
        route.fulfill(body=file.read_bytes(), headers=headers)


class Desk:
    """A page with surfaces on it, joined to their Python widgets."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wires: dict[str, Wire] = {}
        self.troubles: list[str] = []
        self.language = "en"

    def open(self) -> None:
        """Open the page, with its models talking to the widgets."""
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._listen)
        self.page.route("**/*", serve)
        self.page.expose_function("toPython", self._to_python)
        self.page.goto(HOST + "/")
        self.page.wait_for_function("window.ready")

    def show(self, id: str, widget: Any) -> Wire:
        """Put a widget on the page."""
        wire = self.wires[id] = on_wire(widget)
        state = {key: value for key, value in widget.get_state().items() if key[0] != "_"}
        state = {key: value for key, value in state.items() if not str(value).startswith("IPY_")}
        self.page.evaluate("([id, state]) => mount(id, state)", [id, state])
        return wire

    def take(self, look: Look) -> None:
        """From now on the screen is like that; widgets are shown in its language by the test."""
        self.page.set_viewport_size({"width": look.width, "height": 740})
        self.page.emulate_media(color_scheme="dark" if look.dark else "light")
        self.page.evaluate("lang => { document.documentElement.lang = lang; }", look.language)
        self.language = look.language

    def problems(self) -> list[str]:
        """What is wrong with what is shown: axe-core, too wide, words left in English."""
        return problems_of(self.page, self.language)

    def _to_python(self, id: str, content: Any, pieces: Any) -> list[dict[str, Any]]:
        return self.wires[id].say(content, pieces)

    def _listen(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)


@pytest.fixture
def desk(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """An open page, 1280 px wide or as the test's parameter says; it may not have any trouble."""
    wanted = getattr(request, "param", {"viewport": {"width": 1280, "height": 800}})
    context = chromium.new_context(locale="en-GB", timezone_id="Asia/Bishkek", **wanted)
    found = Desk(context.new_page())
    found.page.set_default_timeout(8000)
    found.open()
    yield found
    context.close()
    assert found.troubles == []


@pytest.fixture
def noon() -> datetime:
    """One moment, for every saving in a test."""
    return datetime(2026, 9, 1, 12, 0, tzinfo=UTC)

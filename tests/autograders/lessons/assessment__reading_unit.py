from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from autograders.lessons.cases import Case, kept

LESSON = "assessment__reading_unit"
Data = dict[str, Any]
Change = Callable[[Data], object]


def unit(language: str, *fails: str, about: str = "", change: Change | None = None) -> Case:
    """The unit in a language, as the form saved it; `change` undoes something in its data."""

    def content() -> bytes:
        state = json.loads(kept(LESSON, f"unit_{language}.json")())
        if change:
            change(state["data"])
        return json.dumps(state, ensure_ascii=False).encode()

    return Case("unit", "unit.json", content, fails, f"{language} {about}".strip())


def _source(number: int, source: str) -> Change:
    """Another text of the bank stands in a text's place, marked as before."""

    def change(data: Data) -> None:
        data["texts"][number]["source"] = data["conflict"][number]["source"] = source

    return change


def _leaflet(data: Data) -> None:
    """The second text is another of the same office, with a figure of its own."""
    _source(1, "canal-leaflet")(data)
    data["texts"][1]["text"] = data["texts"][1]["text"].replace("950", "1350")
    data["conflict"][1]["end"] += 1


def _item(number: int, **values: object) -> Change:
    return lambda data: data["items"][number].update(values)


def _mark(number: int, start: int, end: int) -> Change:
    return lambda data: data["conflict"][number].update(start=start, end=end)


def _shorter(data: Data) -> None:
    """The second text ends after the disputed figure."""
    data["texts"][1]["text"] = data["texts"][1]["text"][: data["conflict"][1]["end"] + 20]


def _harder(data: Data) -> None:
    """The second text becomes one sentence."""
    text = data["texts"][1]["text"]
    data["texts"][1]["text"] = text[:-1].replace(". ", ", ").replace("? ", ", ") + "."


def _level_as_before(data: Data) -> None:
    levels = data["items"][2]["levels"]
    levels[1]["text"] = levels[2]["text"]


CASES = (
    unit("ky"),
    unit("ru"),
    unit("en"),
    unit("ru", "two", about="one author", change=_leaflet),
    unit("ky", "two", about="no date", change=_source(1, "canal-repost")),
    unit("en", "two", about="no address", change=_source(1, "bags-poster")),
    unit("ky", "words", about="too short", change=_shorter),
    unit("ru", "words", about="too hard", change=_harder),
    unit("en", "items", change=_item(0, process="understand")),
    unit("ky", "open", about="no open item", change=_item(2, form="short", key="Эки далил керек")),
    unit(
        "ru", "open", about="nothing for 1", change=lambda data: data["items"][2]["levels"].pop(1)
    ),
    unit("en", "open", about="1 and 2 alike", change=_level_as_before),
    unit("ky", "conflict", about="marked in one", change=lambda data: data["conflict"].pop()),
    unit("ru", "conflict", about="marked elsewhere", change=_mark(1, 0, 40)),
    unit("en", "conflict", about="marked too much", change=_mark(0, 0, 500)),
    unit("ru", "key", change=_item(0, stem="Инженер был четыре дня. Сколько дней он был?")),
    unit("ky", "key", about="no key", change=_item(1, key="")),
    unit("en", "time", about="too long", change=_item(2, minutes=25)),
    unit("ru", "time", about="no minutes", change=_item(1, minutes=None)),
)

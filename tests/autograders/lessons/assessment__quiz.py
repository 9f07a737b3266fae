from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from autograders.lessons.cases import Case, kept

LESSON = "assessment__quiz"
Change = Callable[[list[dict[str, Any]]], object]

COLOUR = {
    "type": "single",
    "stem": "Жалбырак эмнеге жашыл?",
    "options": [
        {"text": "суудан", "feedback": "Суунун түсү жок. Дагы ойлонуңуз."},
        {"text": "хлорофиллден", "key": True, "feedback": "Ооба, ал жашыл нурду кайтарат."},
        {"text": "топурактагы темирден", "feedback": "Темир кызыл болот. Жашыл зат кайсы?"},
    ],
}


def quiz(language: str, *fails: str, about: str = "", change: Change | None = None) -> Case:
    """The quiz in a language, as the form saved it; `change` undoes something in its items."""

    def content() -> bytes:
        state = json.loads(kept(LESSON, f"quiz_{language}.json")())
        if change:
            change(state["data"]["items"])
        return json.dumps(state, ensure_ascii=False).encode()

    return Case("quiz", "quiz.json", content, fails, f"{language} {about}".strip())


def _option(item: int, option: int, **values: object) -> Change:
    return lambda items: items[item]["options"][option].update(values)


def _item(item: int, **values: object) -> Change:
    return lambda items: items[item].update(values)


def _swap(item: int, one: int, other: int) -> Change:
    """Two options of an item change places."""

    def change(items: list[dict[str, Any]]) -> None:
        options = items[item]["options"]
        options[one], options[other] = options[other], options[one]

    return change


def _keys_longer(items: list[dict[str, Any]]) -> None:
    for item in items:
        for option in item.get("options", []):
            if option["key"]:
                option["text"] += ", как и сказано в правиле на странице 84"


def _more(items: list[dict[str, Any]]) -> None:
    for page in ("ten", "eleven", "twelve"):
        said = f"Look at page {page} of the book."
        items.append({"type": "short", "stem": "Ohm?", "answers": ["a"], "feedback": said})


SAID_TWICE = "Туура: дем алуу күнү-түнү токтобойт."
TWO_NOTS = "Which of these is not incorrect in a series circuit?"
ALL = "Жогорудагылардын баары."
CASES = (
    quiz("ru"),
    quiz("ky"),
    quiz("en", about="with two single choices"),
    quiz("ky", "items", about="three items", change=lambda items: items.pop()),
    quiz("en", "items", about="seven items", change=_more),
    quiz("ky", "items", about="one type", change=lambda items: items.__setitem__(3, COLOUR)),
    quiz("ru", "items", about="a match without pairs", change=_item(3, pairs=[])),
    quiz("ru", "feedback", change=_option(0, 2, feedback="")),
    quiz("ru", "feedback", about="only not right", change=_option(1, 1, feedback="Неверно.")),
    quiz("ky", "feedback", about="said twice", change=_option(1, 0, feedback=SAID_TWICE)),
    quiz("en", "feedback", about="on a short answer", change=_item(2, feedback="")),
    quiz("ru", "one", about="two keys", change=_option(2, 0, key=True)),
    quiz("ky", "one", about="no key", change=_option(2, 2, key=False)),
    quiz("ru", "length", change=_keys_longer),
    quiz("ru", "pos", change=_swap(1, 0, 1)),
    quiz("ky", "plain", about="all of the above", change=_option(0, 2, text=ALL)),
    quiz("en", "plain", about="double negation", change=_item(1, stem=TWO_NOTS)),
    quiz("ru", "paper", change=_item(4, paper=" ")),
)

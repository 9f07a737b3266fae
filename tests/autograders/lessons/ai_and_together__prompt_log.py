from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from autograders.lessons.cases import Case, kept

LESSON = "ai_and_together__prompt_log"
Data = dict[str, Any]
Change = Callable[[Data], object]


def log(language: str, *fails: str, about: str = "", change: Change | None = None) -> Case:
    """The log in a language, as the form saved it; `change` undoes something in its data."""

    def content() -> bytes:
        state = json.loads(kept(LESSON, f"log_{language}.json")())
        if change:
            change(state["data"])
        return json.dumps(state, ensure_ascii=False).encode()

    return Case("log", "prompt-log.json", content, fails, f"{language} {about}".strip())


def _picks(*prompts: str) -> Change:
    """Other prompts are picked in the three turns."""

    def change(data: Data) -> None:
        for pick, prompt in zip(data["picks"], prompts, strict=True):
            pick["prompt"] = prompt

    return change


def _claim(number: int, **values: object) -> Change:
    return lambda data: data["claims"][number - 1].update(values)


def _typed(text: str) -> Change:
    return lambda data: data["typed"].append({"text": text})


def _field(name: str, value: str) -> Change:
    return lambda data: data.update({name: value})


def _as_the_ai_wrote(data: Data) -> None:
    data["final"] = data["ai_text"].replace("1995", "1993")


def _all_false(data: Data) -> None:
    for claim in data["claims"]:
        claim["verdict"] = "false"


CASES = (
    log("ky"),
    log("ru"),
    log("en"),
    log("ru", about="one true claim doubted", change=_claim(1, verdict="false")),
    log("ky", "role", change=_picks("a", "b", "a")),
    log("ru", "iter", about="the same again", change=_picks("b", "a", "b")),
    log("ky", "privacy", about="a pupil in a prompt", change=_picks("b", "c", "c")),
    log("ru", "privacy", change=_typed("Задание для Касымова Тилека, он читает медленно")),
    log("en", "claims", change=_claim(2, verdict="", source="")),
    log("ky", "planted", change=_claim(6, verdict="true")),
    log("ru", "planted", about="everything doubted", change=_all_false),
    log("en", "sources", about="none", change=_claim(3, source="")),
    log("ky", "sources", about="an AI asked again", change=_claim(5, source_kind="ai")),
    log("ru", "own", change=_as_the_ai_wrote),
    log("ky", "disclose", change=_field("disclosure", "ЖИ")),
)

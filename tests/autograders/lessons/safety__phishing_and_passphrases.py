from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from autograders.lessons.cases import Case, kept

LESSON = "safety__phishing_and_passphrases"
Data = dict[str, Any]
Change = Callable[[Data], object]


def audit(language: str, *fails: str, about: str = "", change: Change | None = None) -> Case:
    """The audit in a language, as the form saved it; `change` undoes something in its data."""

    def content() -> bytes:
        state = json.loads(kept(LESSON, f"audit_{language}.json")())
        if change:
            change(state["data"])
        return json.dumps(state, ensure_ascii=False).encode()

    return Case("audit", "audit.json", content, fails, f"{language} {about}".strip())


def _verdicts(*mails: str, verdict: str, signs: tuple[str, ...] = ()) -> Change:
    """Some messages are judged otherwise."""

    def change(data: Data) -> None:
        for each in data["judged"]:
            if each["mail"] in mails:
                each.update(verdict=verdict, signs=list(signs))

    return change


def _signs(number: int, *signs: str) -> Change:
    return lambda data: data["judged"][number - 1].update(signs=list(signs))


def _choice(number: int, choice: str) -> Change:
    return lambda data: data["passphrases"][number - 1].update(choice=choice)


def _step(**values: object) -> Change:
    return lambda data: data["two_step"][0].update(values)


CASES = (
    audit("ky"),
    audit("ru"),
    audit("en"),
    audit("ky", about="two misses", change=_verdicts("m01", "m09", verdict="genuine")),
    audit("en", about="one alarm", change=_verdicts("m18", verdict="phish", signs=("hurry",))),
    audit("ky", "mails", change=_verdicts("m01", "m09", "m13", verdict="genuine")),
    audit("ru", "signs", about="none marked", change=_signs(2)),
    audit("en", "signs", about="marked elsewhere", change=_signs(1, "sender")),
    audit("ky", "signs", about="all marked", change=_signs(3, "sender", "link", "secret", "file")),
    audit("ru", "false", change=_verdicts("m10", "m12", verdict="phish", signs=("hurry",))),
    audit("ky", "pass", change=_choice(1, "first")),
    audit("en", "pass", about="one pair left", change=lambda data: data["passphrases"].pop()),
    audit("ky", "two_step", about="off", change=_step(on=False)),
    audit("ru", "two_step", about="no way back", change=_step(backup="")),
)

"""Agreements as the form saves them and as pages, in three languages, with one thing undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from autograders.lessons.cases import Case

LABELS = {
    "ky": {
        "people": "Ким өзгөрттү", "people.role": "Ролу", "people.change": "Эмнени өзгөрттү",
        "rules": "Эрежелер", "rules.rule": "Эреже", "cases": "Учурлар", "cases.case": "Учур",
        "cases.then": "Эмне кылабыз", "cases.helper": "Ким жардам берет",
        "adult.role": "Кимге кайрылабыз",
        "adult.helpline": "Ишеним телефону", "policy.kind": "Кимдин эрежеси",
        "policy.rule": "Кайсы эрежеге таянат", "agreed_on": "Макулдашкан күн",
        "review_date": "Кайра окуган күн",
    },
    "ru": {
        "people": "Кто изменил", "people.role": "Роль", "people.change": "Что изменено",
        "rules": "Правила", "rules.rule": "Правило", "cases": "Случаи", "cases.case": "Случай",
        "cases.then": "Что делаем", "cases.helper": "Кто помогает", "adult.role": "К кому идём",
        "adult.helpline": "Телефон доверия", "policy.kind": "Чьё правило",
        "policy.rule": "На что опирается", "agreed_on": "День договора",
        "review_date": "День пересмотра",
    },
    "en": {},
}  # fmt: skip
RULES = {
    "ky": (
        "Саат 21ден кийин класстын чатына жазбайбыз",
        "Сабакта телефон баштыкта турат",
        "Бирөөнүн сүрөтүн сурабай жарыялабайбыз",
        "Таарынсак, чатта эмес, жүзмө-жүз сүйлөшөбүз",
        "Жаман сөз көрсөк, мугалимге кабар беребиз",
    ),
    "ru": (
        "После 21:00 в чат класса не пишем",
        "На уроке телефон лежит в сумке",
        "Чужую фотографию без вопроса не выкладываем",
        "Обиделись: говорим лично, а не в чате",
        "Увидели травлю: сообщаем взрослому",
    ),
    "en": (
        "After 21:00 nobody writes in the class chat",
        "In lessons the phone stays in the bag",
        "No picture of somebody without asking",
        "We speak about a quarrel face to face",
        "Whoever sees bullying tells an adult",
    ),
}
THEN = {"ky": "Сүйлөшүп чечебиз", "ru": "Говорим и решаем вместе", "en": "We talk and decide"}
POLICY = {
    "ky": "Мектептин ички тартип эрежеси, 4-пункт",
    "ru": "Правила внутреннего распорядка, п. 4",
    "en": "School rules, section 4",
}


def agreement(language: str) -> dict[str, Any]:
    """An agreement in which everything is there."""
    helpers = ("class_teacher", "psychologist", "class_elder")
    then = THEN[language]
    return {
        "data": {
            "agreed_on": "2026-11-23",
            "rules": [{"rule": rule} for rule in RULES[language]],
            "cases": [
                {"case": f"{n}", "then": then, "helper": who} for n, who in enumerate(helpers)
            ],
            "people": [{"role": f"{n}", "change": f"{then} 21:00"} for n in range(1, 4)],
            "adult": {"role": "class_teacher", "helpline": "111"},
            "policy": {"kind": "school", "rule": POLICY[language]},
            "review_date": "2027-02-01",
        },
        "labels": LABELS[language],
        "language": language,
    }


def case(
    language: str,
    fails: str = "",
    change: Callable[[dict[str, Any]], object] = lambda data: None,
    about: str = "",
) -> Case:
    """An agreement in a language with one thing undone."""
    found = agreement(language)
    change(found["data"])
    made = json.dumps(found, ensure_ascii=False).encode()
    return Case("agreement", "class_agreement.json", lambda: made, (fails,) if fails else (), about)


PAGES = {
    "ky": ("Биздин класстын макулдашуусу", ("Эрежелер", "Учурлар", "Кимге кайрылабыз")),
    "ru": ("Договор нашего класса", ("Правила", "Случаи", "К кому идти")),
    "en": ("The agreement of our class", ("Rules", "Cases", "Whom to turn to")),
}


def page(language: str, changes: dict[str, str] | None = None) -> bytes:
    """The page of an agreement, with some of its code exchanged."""
    title, parts = PAGES[language]
    rules = "".join(f"<li>{rule}.</li>" for rule in RULES[language])
    body = "".join(f"<h2>{part}</h2><ol>{rules}</ol>" for part in parts)
    text = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>body {{ color: #222222; background: #ffffff }}</style>"
        f"</head><body><h1>{title}</h1>{body}</body></html>"
    )
    for old, new in (changes or {}).items():
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def poster(language: str, fails: str = "", about: str = "", **changes: str) -> Case:
    """A page in a language with one thing undone; `changes` is old="…", new="…"."""
    made = page(language, {changes["old"]: changes["new"]} if changes else None)
    form = json.dumps(agreement(language)).encode()
    return Case(
        "poster",
        "class_agreement.html",
        lambda: made,
        (fails,) if fails else (),
        about,
        {"agreement": ("class_agreement.json", lambda: form)},
    )


MORE_RULES = [{"rule": f"Без телефона на уроке {number}"} for number in (1, 2, 3, 4)]
CASES: tuple[Case, ...] = (
    case("ky", about="Kyrgyz"),
    case("ru", about="Russian"),
    case("en", about="English, no labels"),
    case("ru", "people", lambda data: data["people"].pop(), "two people"),
    case("ky", "people", lambda data: data["people"][0].update(change=""), "no change named"),
    case("ky", "rules", lambda data: data["rules"].pop(), "four rules"),
    case("ru", "rules", lambda data: data["rules"].extend(MORE_RULES), "nine rules"),
    case("en", "rules", lambda data: data["rules"][2].update(rule="Polite"), "a rule of one word"),
    case("ru", "cases", lambda data: data["cases"][1].update(helper=""), "nobody helps"),
    case("ky", "cases", lambda data: data["cases"].pop(), "two cases"),
    case("ky", "adult", lambda data: data["adult"].update(helpline=""), "no helpline"),
    case("ru", "adult", lambda data: data.pop("adult"), "nobody to turn to"),
    case("en", "policy", lambda data: data["policy"].update(rule=" "), "no rule to lean on"),
    case("ru", "policy", lambda data: data["policy"].update(kind=None), "whose rule is not said"),
    case("ky", "review", lambda data: data.update(review_date=""), "no day"),
    case("ru", "review", lambda data: data.update(review_date="2026-11-24"), "tomorrow"),
    poster("ky", about="Kyrgyz page"),
    poster("ru", about="Russian page"),
    poster("en", about="English page"),
    poster("ru", "same", "a rule is missing", old=RULES["ru"][4], new="Звоните нам"),
    poster("ky", about="a word is better put", old="баштыкта турат", new="баштыкта жатат"),
    poster("ky", "a11y_language", "no language", old=' lang="ky"', new=""),
    poster("ru", "a11y_language", "another language", old='lang="ru"', new='lang="en"'),
    poster("ru", "a11y_title", "no main heading", old="h1>", new="p>"),
    poster("en", "a11y_parts", "a level is left out", old="h2>", new="h3>"),
    poster("ky", "a11y_contrast", "pale letters", old="#222222", new="#aaaaaa"),
)  # fmt: skip

"""Plans as the lesson's form saves them, in three languages, each with one thing undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from autograders.lessons.cases import Case

CODES = ("1.2", "2.1", "3.1", "4.2", "5.2", "6.1")
LABELS = {
    "ky": {
        "made_on": "План түзүлгөн күн", "statements": "Алты сүйлөм", "grow": "Кайсынысында өсөм",
        "goals": "Максаттар", "goals.goal": "Максат", "goals.competence": "Компетенция",
        "goals.date": "Мөөнөтү", "goals.evidence": "Кантип көрөм", "sources": "Булактар",
        "sources.title": "Аталышы", "sources.address": "Дареги", "sources.language": "Тили",
        "sources.licence": "Лицензиясы", "review_date": "Кайра карай турган күн",
        "lesson.event": "Класс жана сабак", "lesson.text": "Ой жүгүртүү",
    },
    "ru": {
        "made_on": "День плана", "statements": "Шесть утверждений", "grow": "В чём вырасту",
        "goals": "Цели", "goals.goal": "Цель", "goals.competence": "Компетенция",
        "goals.date": "Срок", "goals.evidence": "Как увижу", "sources": "Источники",
        "sources.title": "Название", "sources.address": "Адрес", "sources.language": "Язык",
        "sources.licence": "Лицензия", "review_date": "День пересмотра",
        "lesson.event": "Класс и урок", "lesson.text": "Размышление",
    },
    "en": {},
}  # fmt: skip
GOALS = {
    "ky": [
        "7б окуучулары комментарийден кийин жообун өздөрү оңдойт",
        "8а окуучулары маселенин шартын схема менен көрсөтөт",
        "Үйдөгү ар бир окуучу аптасына бир жолу кыска тест аткарат",
    ],
    "ru": [
        "Ученики 7б сами исправляют ответ после моего комментария",
        "Ученики 8а показывают условие задачи схемой",
        "Каждый ученик раз в неделю проходит короткий тест дома",
    ],
    "en": [
        "Pupils of 7b correct one answer after my comment",
        "Pupils of 8a draw the conditions of a problem",
        "Each pupil takes one short quiz a week at home",
    ],
}
REFLECTIONS = {
    "ky": "Бүгүнкү сабакта окуучулар жуп болуп иштешти жана мен алардын жоопторун угуп жүрдүм. ",
    "ru": "На этом уроке ученики работали в парах, а я ходила и слушала их ответы без спешки. ",
    "en": "In this lesson the pupils worked in pairs and I walked around and listened to them. ",
}


def plan(language: str) -> dict[str, Any]:
    """A plan in which everything is there."""
    evidence = ("pupils_work", "lesson_visit", "marks")
    competences = ("4.3", "3.1", "4.1")
    dates = ("2026-12-18", "18.12.2026", "2027-02-15")
    goals = [
        {"goal": goal, "competence": competences[n], "date": dates[n], "evidence": evidence[n]}
        for n, goal in enumerate(GOALS[language])
    ]
    return {
        "data": {
            "made_on": "2026-11-23",
            "statements": [{"code": code, "level": n % 4 + 1} for n, code in enumerate(CODES)],
            "grow": "4.2",
            "goals": [*goals, {"goal": "", "competence": None, "date": "", "evidence": None}],
            "sources": [
                {"title": "Билим аянты", "address": "https://bilim.example/pikir",
                 "language": "ky", "licence": "cc-by"},
                {"title": "Teaching notes", "address": "https://www.notes.example/feedback?p=2",
                 "language": "en", "licence": "read-only"},
            ],
            "review_date": "2027-01-11",
            "lesson": {"event": "7б, 12.11", "text": REFLECTIONS[language] * 6},
        },
        "labels": LABELS[language],
        "language": language,
    }  # fmt: skip


def changed(language: str, change: Callable[[dict[str, Any]], object]) -> Callable[[], bytes]:
    """The file of a plan after a change of its data."""

    def made() -> bytes:
        found = deepcopy(plan(language))
        change(found["data"])
        return json.dumps(found, ensure_ascii=language != "en").encode("utf-8-sig")

    return made


def case(
    language: str, change: Callable[[dict[str, Any]], object], fails: str = "", about: str = ""
) -> Case:
    """A plan in a language with one thing undone."""
    content = changed(language, change)
    return Case("plan", "learning_plan.json", content, (fails,) if fails else (), about)


def _set(*path: str | int, value: object) -> Callable[[dict[str, Any]], object]:
    """A change of one value."""

    def change(data: Any) -> None:
        for name in path[:-1]:
            data = data[name]
        data[path[-1]] = value

    return change


def _fourth(data: dict[str, Any]) -> None:
    """One goal more, for another class."""
    data["goals"].append({**data["goals"][0], "goal": f"{data['goals'][0]['goal']} 8"})


CASES: tuple[Case, ...] = (
    case("ky", lambda data: None, about="Kyrgyz"),
    case("ru", lambda data: None, about="Russian"),
    case("en", lambda data: None, about="English, no labels"),
    case("ky", lambda data: data["statements"].pop(), "six", "one statement is not rated"),
    case("ru", _set("statements", 2, "level", value=True), "six", "a tick is no rating"),
    case("en", _set("grow", value=""), "six", "nothing to grow in"),
    case("ru", lambda data: data["goals"].pop(1), "three", "two goals"),
    case("ky", _fourth, "three", "four goals"),
    case("en", _set("goals", 1, "competence", value="9.9"), "three", "no such competence"),
    case("ru", _set("goals", 2, "goal", value="ИКТ"), "three", "a goal of one word"),
    case("ky", _set("goals", 0, "date", value="2027-02-22"), "smart", "91 days ahead"),
    case("ru", _set("goals", 1, "date", value="в декабре"), "smart", "no day"),
    case("en", _set("goals", 1, "date", value="2026-11-20"), "smart", "a day that is past"),
    case("ru", _set("goals", 1, "evidence", value=None), "smart", "no evidence"),
    case("ky", lambda data: data["sources"].pop(), "sources", "one source"),
    case("ru", _set("sources", 1, "address", value="http://notes.example"), "sources", "http"),
    case("en", _set("sources", 1, "licence", value=""), "sources", "no licence"),
    case("ru", _set("lesson", "text", value="Урок прошёл хорошо."), "reflect", "five words"),
    case("ky", _set("lesson", "event", value=" "), "reflect", "no lesson named"),
    case("ru", _set("review_date", value=""), "review", "no day"),
    case("ky", _set("review_date", value="23.11.2025"), "review", "last year"),
)  # fmt: skip

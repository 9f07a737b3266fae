"""Messages as the lesson's form saves them, each with one thing undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from autograders.lessons.cases import Case

LABELS = {
    "ky": {
        "date": "Күнү", "time": "Убактысы", "place.ky": "Орду (кыргызча)",
        "place.ru": "Орду (орусча)", "request": "Өтүнүч", "until": "Качанга чейин",
        "text.ky": "Кыргызча кабар", "text.ru": "Орусча кабар",
    },
    "ru": {
        "date": "Дата", "time": "Время", "place.ky": "Место (по-кыргызски)",
        "place.ru": "Место (по-русски)", "request": "Просьба", "until": "До какого дня",
        "text.ky": "Сообщение на кыргызском", "text.ru": "Сообщение на русском",
    },
}  # fmt: skip
MEETING_KY = (
    "Урматтуу ата-энелер! 7-Б классынын чогулушу 27-ноябрда, саат 14:00дө, 12-кабинетте болот. "
    "Чейрек кандай бүткөнүн жана кышкы жолду сүйлөшөбүз. Сураныч, кол коюлган баракты балаңыз "
    "аркылуу 26-ноябрга чейин берип жибериңиз. Рахмат!"
)
MEETING_RU = (
    "Уважаемые родители! Собрание 7-Б класса пройдёт 27 ноября в 14.00 в кабинете 12. Поговорим "
    "о том, как прошла четверть, и о зимней дороге в школу. Просим Вас до 26 ноября передать "
    "с ребёнком подписанный листок. Спасибо!"
)
MEETING = {
    "date": "2026-11-27",
    "time": "14:00",
    "place": {"ky": "12-кабинет", "ru": "Кабинет 12"},
    "request": "Кол коюлган баракты берип жибериңиз",
    "until": "2026-11-26",
    "text": {"ky": MEETING_KY, "ru": MEETING_RU},
}
# Typed on a Russian keyboard, dates in figures, a day with a Kyrgyz month's name.
TRIP_KY = (
    "Урматтуу ата-энелер! 05.12.2026 куну саат 9.30да 7-Б музейге барат. Мектептин дарбазасынан "
    "чыгабыз. Балдар жылуу кийинип келсин. Сураныч, жол акысын 3-бештин айына чейин класс "
    "башчыга бериниз. Маалымат: https://muzei.example/mektep"
)
TRIP_RU = (
    "Уважаемые родители! 5 декабря в 9:30 наш класс едет в музей. Встречаемся у ворот школы. "
    "Пусть дети оденутся тепло. Просим до 03.12 сдать деньги на дорогу классному руководителю. "
    "О музее: https://muzei.example/mektep"
)
TRIP = {
    "date": "05.12.2026",
    "time": "9.30",
    "place": {"ky": "мектептин дарбазасы", "ru": "ворота школы"},
    "request": "Сдать деньги на дорогу классному руководителю",
    "until": "03.12.2026",
    "text": {"ky": TRIP_KY, "ru": TRIP_RU},
}
HARD_RU = (
    "Уважаемые родители, настоящим информируем Вас о запланированном проведении родительского "
    "собрания обучающихся 7-Б класса, которое состоится 27 ноября в 14.00 в кабинете 12, с "
    "рассмотрением результатов успеваемости, с обязательным предоставлением подписанных листков "
    "до 26 ноября через обучающихся."
)


def saved(language: str, data: dict[str, Any], **changes: object) -> Callable[[], bytes]:
    """The form's file with some fields changed; "text.ru" is the field ru of the group text."""
    changed = deepcopy(data)
    for path, value in changes.items():
        group, _, name = path.rpartition("__")
        (changed[group] if group else changed)[name] = value
    state = {"data": changed, "labels": LABELS[language], "language": language}
    return json.dumps(state, ensure_ascii=False).encode  # type: ignore[return-value]  # bytes


def failing(check: str, language: str, data: dict[str, Any], about: str, **changes: object) -> Case:
    """A message that fails one check."""
    return Case("message", "message.json", saved(language, data, **changes), (check,), about=about)


def added(text: str, more: str) -> str:
    """A text with one sentence more."""
    return f"{text} {more}"


CASES = (
    Case("message", "message.json", saved("ky", MEETING), about="a meeting"),
    Case("message", "kabar.json", saved("ru", TRIP), about="a trip, typed on a Russian keyboard"),
    failing("two-langs", "ky", MEETING, "one box is empty", text__ru=" "),
    failing("two-langs", "ru", MEETING, "the Russian text in both boxes", text__ky=MEETING_RU),
    failing("two-langs", "ru", MEETING, "hardly begun", text__ky="Урматтуу ата-энелер!"),
    failing("facts", "ru", MEETING, "an hour later in Kyrgyz",
            text__ky=MEETING_KY.replace("14:00дө", "15:00дө")),
    failing("facts", "ky", MEETING, "another day in Russian",
            text__ru=MEETING_RU.replace("27 ноября", "28 ноября")),
    failing("facts", "ky", MEETING, "no room in Kyrgyz",
            text__ky=MEETING_KY.replace("12-кабинетте", "мектепте")),
    failing("facts", "ru", TRIP, "no time in the form", time=""),
    failing("facts", "ru", TRIP, "no place in the form", place__ru=""),
    failing("action", "ru", TRIP, "no request", request="Сдать"),
    failing("action", "ky", MEETING, "two requests",
            request="Баракты бериңиз. Дептерди да алып келиңиз."),
    failing("action", "ky", MEETING, "no day in the form", until=""),
    failing("action", "ru", MEETING, "no day in one text",
            text__ru=MEETING_RU.replace("до 26 ноября ", "")),
    failing("length", "ru", TRIP, "a letter instead of a message",
            text__ru=added(TRIP_RU, "Музей ждёт нас, и дети готовят вопросы. " * 12)),
    failing("no-names", "ky", MEETING, "a pupil in the dative",
            text__ky=added(MEETING_KY, "Асановага китеп бериңиз.")),
    failing("no-names", "ru", MEETING, "a pupil with an initial",
            text__ru=added(MEETING_RU, "За листком Б. Токтогулова зайдите сами.")),
    failing("no-shortlink", "ru", TRIP, "a shortened address",
            text__ru=TRIP_RU.replace("https://muzei.example/mektep", "clck.ru/3AbCd")),
    failing("lix", "ru", MEETING, "an office letter", text__ru=HARD_RU),
)  # fmt: skip

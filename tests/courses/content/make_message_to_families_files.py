"""Makes the files of digital-workplace/message-to-families again: starts, solution, not-yet files.

Run by hand, from anywhere: `.../make_message_to_families_files.py [FOLDER]`.
The same bytes come out each time, so that a change in a file is a change that somebody meant.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from mugalim_checks.records.model import Records
from mugalim_checks.records.writing import write
from mugalim_courses.loading import parse_lesson_plan
from mugalim_widgets.surfaces.form_material import form_material, labels_of

LESSON = Path(__file__).parents[3] / "courses" / "digital-workplace" / "message-to-families"
DAY, UNTIL, TIME = "2026-11-27", "2026-11-26", "14:00"
PLACE = {"ky": "12-кабинет", "ru": "кабинет 12"}

# The Russian starts keep to words that the Kyrgyz catalog may hold: they are shown as they are.
STARTS: dict[str, dict[str, Any]] = {
    "same_facts": {
        "date": DAY,
        "time": TIME,
        "place": PLACE,
        "text": {
            "ky": "Урматтуу ата-энелер! 7-Б классынын чогулушу жума күнү, 27-ноябрда, "
            "саат 15:00дө, 12-кабинетте болот. Кышкы каникул жөнүндө сүйлөшөбүз. Рахмат!",
            "ru": "Уважаемые семьи 7-Б! Собрание пройдёт в пятницу, 27 ноября, в 14:00. "
            "Поговорим о зимних каникулах. Спасибо!",
        },
    },
    "one_request": {
        "request": "Send the signed sheet back. Give 50 soms for the theatre. Buy two pencils.",
        "until": UNTIL,
        "text": {
            "ky": "Урматтуу ата-энелер! 7-Б классынын чогулушу 27-ноябрда, саат 14:00дө, "
            "12-кабинетте болот. Сураныч, кол коюлган баракты тезирээк берип жибериңиз. Рахмат!",
            "ru": "Уважаемые семьи 7-Б! Собрание пройдёт 27 ноября в 14:00 в кабинете 12. "
            "Просим поскорее вернуть подписанный бланк. Спасибо!",
        },
    },
    "short_and_open": {
        "message": "Dear families! I hope that you are all well, and I am sorry to write so late "
        "again, but as was said at the last meeting, and as many of you surely remember, we "
        "wanted to go somewhere together before the holidays, and now at last it has worked out. "
        "On 5 December at 9:30 class 7-B goes to the museum. We meet at the school gate. Please "
        "dress the children warmly. All about the museum: bit.ly/7b-museum",
    },
}

KYRGYZ = (
    "Урматтуу ата-энелер! Чогулуш жума күнгө жылды: 27-ноябрь, саат 14:00, 12-кабинет. "
    "Сураныч, кол коюлган баракты 26-ноябрга чейин балаңыздан берип жибериңиз. "
    "Бейшемби күнү мектепте жарык болбойт, ошондуктан күнүн жылдырдык. "
    "Сурооңуз болсо, мага кечки 20:00гө чейин жазыңыз. Рахмат!"
)
RUSSIAN = (
    "Уважаемые родители! Собрание переносится на пятницу: 27 ноября, 14:00, кабинет 12. "
    "Просим Вас до 26 ноября передать с ребёнком подписанный листок. "
    "В четверг в школе не будет света, поэтому день другой. "
    "Если есть вопрос, напишите мне до 20:00. Спасибо!"
)
DONE: dict[str, Any] = {
    "date": DAY,
    "time": TIME,
    "place": PLACE,
    "request": "Send the signed sheet back with the child",
    "until": UNTIL,
    "text": {"ky": KYRGYZ, "ru": RUSSIAN},
}
LETTER = (
    " На собрании поговорим о каникулах. Расскажу, как прошли контрольные. Посмотрим работы детей."
    " Обсудим поездку в музей. Выберем день для уборки класса. Подумаем о подарках к празднику."
    " Решим, кто поможет с ёлкой. Потом выпьем чаю. Приходите вместе, папы и мамы. Места хватит"
    " всем. Кто не сможет прийти, узнает обо всём позже. Я напишу каждой семье. Зимой темнеет рано,"
    " поэтому не будем засиживаться."
)
OFFICE = (
    "Уважаемые родители, настоящим информируем Вас о перенесении запланированного родительского "
    "собрания обучающихся на 27 ноября, 14:00, кабинет 12, с обязательным предоставлением "
    "подписанных листков до 26 ноября через обучающихся."
)


def done(**changed: object) -> dict[str, Any]:
    """The finished message with some fields changed; `ky` and `ru` are its texts."""
    texts = {name: changed.pop(name) for name in ("ky", "ru") if name in changed}
    return {**DONE, **changed, "text": {**DONE["text"], **texts}}


def not_yet() -> dict[str, dict[str, Any]]:
    """Messages that each lack exactly one thing, by the name of their file."""
    return {
        "one_language": done(ru=""),
        "another_hour": done(ky=KYRGYZ.replace("саат 14:00", "саат 15:00")),
        "three_requests": done(
            request="Send the signed sheet back. Give 50 soms. Buy two pencils.",
        ),
        "a_whole_letter": done(ru=RUSSIAN.replace(" Если", f"{LETTER} Если")),
        "a_pupil_named": done(ky=f"{KYRGYZ} Асанова Айгүлдүн барагы али жок."),
        "hidden_address": done(ru=f"{RUSSIAN} Подробнее: clck.ru/3AbCd"),
        "office_words": done(ru=OFFICE),
    }


def write_records(path: Path, data: dict[str, Any], labels: dict[str, str]) -> None:
    """One form as its surface saves it; a start has no words of the form in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write(Records(data, labels, "en" if labels else None), ".json"))


def main(folder: Path) -> None:
    """Every file of the lesson, written into its folder."""
    plan = parse_lesson_plan(LESSON / "lesson.yaml").exercises["message"]
    labels = labels_of(form_material(plan), {})
    for name, data in STARTS.items():
        write_records(folder / "files" / f"{name}.json", data, {})
    write_records(folder / "solution" / "message.json", DONE, labels)
    for name, data in not_yet().items():
        write_records(folder / "not_yet" / f"{name}.json", data, labels)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else LESSON)

"""Closed exercises for tests, as their plans give them and with their words in three languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mugalim_courses.closed import prepared
from mugalim_courses.model import CheckUse, Exercise, Option

ORDER = {
    "open": (
        "Show the slide with the goal of the lesson",
        "Сабактын максаты жазылган слайдды көрсөтүү",
        "Показать слайд с целью урока",
    ),
    "ask": ("Ask what they know already", "Эмнени билишерин суроо", "Спросить, что они уже знают"),
    "pairs": (
        "Let them read the text in pairs and underline what is new",
        "Текстти эки-экиден окутуп, жаңы нерселердин астын сыздыруу",
        "Дать прочитать текст в парах и подчеркнуть новое",
    ),
    "tell": ("Hear three pairs", "Үч жупту угуу", "Выслушать три пары"),
    "exit": (
        "Collect exit tickets",
        "Чыгуу билеттерин чогултуу",
        "Собрать выходные билеты",
    ),
}
REPLY = (
    "What do they need to know before they can do this?",
    "Муну жасаш үчүн алар адегенде эмнени билиши керек?",
    "Что им нужно знать, прежде чем это делать?",
)
GROUPS = {
    "open_to_all": ("May be shown to all", "Баарына көрсөтсө болот", "Можно показать всем"),
    "at_school": ("Stays at school", "Мектепте калат", "Остаётся в школе"),
    "nowhere": ("Is not collected", "Чогултулбайт", "Не собираем"),
}
SORT = {
    "timetable": (
        "The timetable of 7-B",
        "7-Б классынын жүгүртмөсү",
        "Расписание 7-Б",
        "open_to_all",
    ),
    "menu": ("The menu of the canteen", "Ашкананын менюсу", "Меню столовой", "open_to_all"),
    "marks": (
        "Marks of the quarter with names",
        "Чейректик баалар аты-жөнү менен",
        "Оценки за четверть с именами",
        "at_school",
    ),
    "phones": (
        "Phone numbers of the parents",
        "Ата-энелердин телефондору",
        "Телефоны родителей",
        "at_school",
    ),
    "photo": (
        "A photo of the class for which the families have not agreed",
        "Үй-бүлөлөр макулдугун бербеген класстын сүрөтү",
        "Фото класса, на которое семьи не дали согласия",
        "nowhere",
    ),
    "belief": ("The religion of a family", "Үй-бүлөнүн дини", "Вероисповедание семьи", "nowhere"),
}
PARTNERS = {
    "header": (
        "The first row stays in sight",
        "Биринчи сап көрүнүп турат",
        "Первая строка остаётся на виду",
    ),
    "rule": (
        "Nothing but marks from 2 to 5 can be typed",
        "2ден 5ке чейинки баалардан башканы жазууга болбойт",
        "Нельзя ввести ничего, кроме оценок от 2 до 5",
    ),
    "formula": (
        "The average changes by itself",
        "Орточо балл өзү өзгөрөт",
        "Средний балл меняется сам",
    ),
    "filter": ("Only one class is shown", "Бир гана класс көрүнөт", "Виден только один класс"),
}
MATCH = {
    "freeze": ("To freeze", "Бекитип коюу", "Закрепить", "header"),
    "limit": ("To limit what may be typed", "Киргизүүнү чектөө", "Ограничить ввод", "rule"),
    "count": ("To write a formula", "Формула жазуу", "Написать формулу", "formula"),
}
QUESTIONS = {
    "order": (
        "Put the steps of the lesson in order.",
        "Сабактын кадамдарын иреттеңиз.",
        "Расставьте шаги урока по порядку.",
    ),
    "sort": ("Where does it belong?", "Бул кайсы топко кирет?", "Куда это относится?"),
    "match": ("What does each of them do?", "Ар бири эмне кылат?", "Что делает каждое из них?"),
    "several": (
        "What helps a weak phone?",
        "Алсыз телефонго эмне жардам берет?",
        "Что поможет слабому телефону?",
    ),
    "short": (
        "What is the average of 4, 5, 3 and 3?",
        "4, 5, 3, 3 баалардын орточосу канча?",
        "Каков средний балл оценок 4, 5, 3 и 3?",
    ),
}
OPTIONS = {
    "small": (
        ("Smaller pictures", "Кичирээк сүрөттөр", "Картинки поменьше"),
        (
            "Yes: a picture of 200 kB is enough.",
            "Ооба: 200 кБ сүрөт жетиштүү.",
            "Да: картинки в 200 кБ хватает.",
        ),
    ),
    "video": (
        ("A film instead of a text", "Тексттин ордуна тасма", "Фильм вместо текста"),
        (
            "Not yet: a minute of film weighs more than a book.",
            "Азырынча жок: бир мүнөт тасма китептен да оор.",
            "Пока нет: минута фильма весит больше книги.",
        ),
    ),
    "text": (
        (
            "Text as text, not as a picture",
            "Текст сүрөт эмес, текст болсун",
            "Текст текстом, а не картинкой",
        ),
        (
            "Yes: it can be enlarged and read out.",
            "Ооба: аны чоңойтсо да, үн менен окутса да болот.",
            "Да: его можно увеличить и прослушать.",
        ),
    ),
}
SHORT = (
    ("Yes: 15 divided by 4.", "Ооба: 15ти 4кө бөлөбүз.", "Да: 15 делим на 4."),
    (
        "Not yet: add the marks, then divide by their number.",
        "Азырынча жок: бааларды кошуп, санына бөлүңүз.",
        "Пока нет: сложите оценки и разделите на их число.",
    ),
)
LANGUAGES = ("en", "ky", "ru")


def material_of(kind: str, language: str = "en") -> dict[str, Any]:
    """The material of an order, a sort or a match."""
    at = LANGUAGES.index(language)
    if kind == "order":
        items = [{"id": own, "text": words[at], "reply": REPLY[at]} for own, words in ORDER.items()]
        return {"items": items}
    name, (places, items_of) = {
        "sort": ("groups", (GROUPS, SORT)),
        "match": ("partners", (PARTNERS, MATCH)),
    }[kind]
    return {
        name: [{"id": own, "text": words[at]} for own, words in places.items()],
        "items": [
            {"id": own, "text": words[at], name[:-1]: words[3], "reply": REPLY[at]}
            for own, words in items_of.items()
        ],
    }


def exercise_of(name: str, language: str = "en") -> Exercise:
    """One closed exercise: order, sort, match, several or short."""
    at = LANGUAGES.index(language)
    question = QUESTIONS[name][at]
    if name == "several":
        options = tuple(Option(own, text[at], reply[at]) for own, (text, reply) in OPTIONS.items())
        more = {"several": True, "shuffle": True}
        return Exercise(name, "choice", question=question, options=options, material=more)
    if name == "short":
        more = {"answers": ["3.75", "3 3/4"], "reply": SHORT[0][at], "else": SHORT[1][at]}
        return Exercise(name, "text", question=question, lines=1, material=more)
    return Exercise(name, name, question=question, material=material_of(name, language))


def graded(kind: str) -> Exercise:
    """An order, a sort or a match of which 3 points are for the places and 1 for being done."""
    checks = (
        CheckUse("places", "arranged.items_in_place", 3.0),
        CheckUse("all", "arranged.all_placed", 1.0),
    )
    return prepared(replace(exercise_of(kind), checks=checks), f"lesson.yaml, {kind}")

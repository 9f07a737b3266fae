"""Slides of a lesson about leaves and one about fractions, each with one thing undone."""

from __future__ import annotations

from dataclasses import replace

from autograders.lessons.cases import Case, kept
from autograders.slides.decks import Deck, Sheet

_KY = (
    Sheet(
        "Жалбырак эмне үчүн жашыл?",
        ["Терезеден караңыз.", "Ким жашыл эмес жалбырак көрдү?"],
        "Балдар бир мүнөт ойлонсун, анан эки-экиден айтышсын.",
    ),
    Sheet(
        "Жалбырактын ичинде",
        ["Хлорофилл күндүн жарыгын кармайт."],
        "Бул жерде тажрыйба тууралуу айтам, үч мүнөт.",
        alt="Байтеректин жашыл жалбырагы, тамырлары ачык көрүнөт",
    ),
    Sheet("Үйгө тапшырма", ["Үч түрдүү жалбырак таап келиңиз."]),
)
_RU = (
    Sheet(
        "Сколько это — половина?",
        ["Покажите руками половину лепёшки.", "А половину половины?"],
        "Жду, пока покажут все. Спрашиваю последнюю парту.",
        alt="Круглая лепёшка разрезана на четыре равные части",
    ),
    Sheet("Делим на четверых", ["Одна часть — это ¼."], "Рисую на доске круг, делю его вслепую."),
    Sheet("Проверим себя", ["Что больше: ¼ или ⅓?"]),
)
_EN = (
    Sheet("Which is heavier?", ["A kilo of wool or a kilo of iron?"], "Take a vote by hands."),
    Sheet(
        "Let us weigh",
        ["Write your guess first."],
        "Two pupils hold the scales, two minutes.",
        alt="Old kitchen scales with wool on one side and a nail on the other",
    ),
    Sheet("Mass and volume", ["Same mass, another volume."]),
)


def _with(sheets: tuple[Sheet, ...], number: int, **changed: object) -> Deck:
    made = list(sheets)
    made[number - 1] = replace(made[number - 1], **changed)  # type: ignore[arg-type]  # a test's own
    return Deck(made)


_MANY = "Фотосинтез — өсүмдүктүн күн жарыгынан, суудан жана көмүр кычкыл газынан азык жасашы. " * 4

CASES = (
    Case("deck", "sabak.pptx", Deck(_KY), about="ky-python-pptx"),
    Case("deck", "урок.pptx", Deck(_RU), about="ru-python-pptx"),
    Case("deck", "lesson.pptx", Deck(_EN), about="en-python-pptx"),
    Case("deck", "урок.pptx", kept("media__slides", "libreoffice_ru.pptx"), about="LibreOffice"),
    Case("deck", "урок.pptx", _with(_RU, 3, title=""), fails=("titles",)),
    Case("deck", "sabak.pptx", _with(_KY, 3, title=_KY[1].title), ("titles",), "title-twice"),
    Case("deck", "sabak.pptx", _with(_KY, 2, points=14), fails=("font",)),
    Case(
        "deck", "урок.pptx", kept("media__slides", "libreoffice_shrunk.pptx"), ("font",), "shrunk"
    ),
    Case("deck", "sabak.pptx", _with(_KY, 3, lines=[_MANY]), fails=("words",)),
    Case("deck", "lesson.pptx", _with(_EN, 2, colour="9E9E9E"), fails=("contrast",)),
    Case("deck", "lesson.pptx", _with(_EN, 2, alt="image1.jpg"), fails=("alt",)),
    Case("deck", "урок.pptx", _with(_RU, 2, notes=""), fails=("notes",)),
    Case("deck", "sabak.pptx", Deck(_KY, heavy=6 * 1024 * 1024), fails=("size",)),
    Case(
        "deck",
        "lesson.pptx",
        Deck(
            [
                replace(each, title=each.title.rstrip("?"), lines=["Mass is one thing."])
                for each in _EN
            ]
        ),
        fails=("task",),
    ),
)

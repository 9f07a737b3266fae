from __future__ import annotations

from dataclasses import replace

import pytest
from autograders.document.said import document, failure, line, table

from mugalim_checks.core import CannotTell
from mugalim_checks.document import (
    Cell,
    Document,
    Table,
    asks_no_more,
    blanks_present,
    boxes_per_purpose,
    doors_get_harder,
    doors_without_labels,
    first_door_helps,
    goal_in_each_door,
    has_doors,
    key_for_each_door,
    signature_and_date_fields,
    terms_in_each_door,
)

CHOICE = ["Your choice", "Тандоо", "Ваш выбор"]
SIGN = {"signature": ["Signature", "Колу", "Подпись"], "date": ["Date", "Күнү", "Дата"]}
EASY = (
    "Лист ловит свет. Он зелёный. В нём есть хлорофилл. Так он ест. Это и есть его еда. Он растёт."
)
MIDDLE = (
    "Зелёный лист ловит свет, потому что в нём есть хлорофилл, и делает себе еду из воды и воздуха."
)
HARD = (
    "Благодаря хлорофиллу, содержащемуся в клетках листа, растение преобразует "
    "неорганические вещества, "
    "улавливая солнечную энергию, необходимую органическому синтезу."
)


@pytest.mark.parametrize(
    "lines",
    [
        ("☐ сайт", "☐ газета"),
        ("- ☐ сайт", "- ☐ газета"),
        ("[ ] сайт", "[ ] газета"),
        ("сайт: ☐ да ☐ нет", "газета: ☐ да ☐ нет"),
        ("□ сайт", "❏ газета", "спасибо"),
        ("☐ сайт\n☐ газета",),
        (table(("", "да"), ("сайт", "☐"), ("газета", "☐")),),
    ],
)
def test_each_purpose_has_a_box_of_its_own(lines: tuple[str, ...]) -> None:
    """Characters, lists, yes and no, and tables."""
    boxes_per_purpose(document("# Ваш выбор", *lines), purposes=CHOICE)


@pytest.mark.parametrize(
    ("lines", "trouble"),
    [
        (("сайт", "газета"), "document.no_boxes"),
        (("☐ всё сразу",), "document.boxes_few"),
        (("- сайт", "- газета", "☐ согласен на всё"), "document.purpose_bare"),
        (("- ☐ сайт", "- газета", "- ☐ чат"), "document.purpose_bare"),
        (("☐ сайт", "☑ газета"), "document.box_ticked"),
        (("[x] сайт", "[ ] газета"), "document.box_ticked"),
        ((table(("", "да"), ("сайт", "☐"), ("газета", "")),), "document.purpose_bare"),
    ],
)
def test_boxes_that_leave_no_choice_are_named(lines: tuple[str, ...], trouble: str) -> None:
    """None, one for all, one too few, and ticked in advance."""
    raised = failure(boxes_per_purpose, document("# Ваш выбор", *lines), purposes=CHOICE)
    assert raised.id == trouble
    assert raised.earned < 1


def test_every_version_needs_its_boxes() -> None:
    """Boxes in Kyrgyz alone are half a letter."""
    found = document("# Тандоо", "☐ сайт", "☐ гезит", "# Ваш выбор", "сайт, газета")
    assert failure(boxes_per_purpose, found, purposes=CHOICE).id == "document.no_boxes"


@pytest.mark.parametrize(
    "blocks",
    [
        ("Подпись ________ Дата ________",),
        ("Подпись: ......... ", "«__» ________ 20__ г."),
        ("________ (подпись)    ________ (дата)",),
        ("__________________", "(подпись)", "Дата: __.__.____"),
        (table(("Подпись", ""), ("Дата", ""), headers=0),),
        (table(("Подпись", "Дата"), ("", ""), headers=1),),
        ("Колу: ________, күнү: ________",),
    ],
)
def test_places_to_sign_are_known_in_many_forms(blocks: tuple[str, ...]) -> None:
    """Lines, dots, labels below the line, and cells."""
    signature_and_date_fields(document(*blocks), **SIGN)


@pytest.mark.parametrize(
    ("blocks", "trouble", "earned"),
    [
        (("Подпись ________",), "document.no_date", 0.5),
        (("Подпись и дата",), "document.no_signature", 0),
        (("Дата: ________",), "document.no_signature", 0.5),
        (("Ваша подпись нужна до пятницы.", "Имя: ________"), "document.no_signature", 0),
        ((table(("Подпись", "есть"), ("Дата", "есть"), headers=0),), "document.no_signature", 0),
        (("Подпись Дата ________",), "document.no_signature", 0.5),
    ],
)
def test_a_word_alone_is_no_place_to_sign(
    blocks: tuple[str, ...], trouble: str, earned: float
) -> None:
    """A label needs a line of its own."""
    raised = failure(signature_and_date_fields, document(*blocks), **SIGN)
    assert (raised.id, raised.earned) == (trouble, earned)


def test_blanks_beyond_the_list_are_asked_about() -> None:
    """Structured: what stands before a line to write on."""
    found = document("Имя ребёнка: ____ Класс: ____", "ИНН: ______")
    raised = failure(asks_no_more, found, allowed=["Name", "имя", "класс"])
    assert (raised.id, raised.values["text"]) == ("document.asks_more", "ИНН")
    asks_no_more(document("Имя ребёнка: ____ Класс: ____"), allowed=["имя", "класс"])
    assert failure(blanks_present, document("Имя")).id == "document.no_blanks"


def doors(*, keep: int = 3, key: tuple[str, ...] = ("- одно",), **changed: str) -> Document:
    """One task with doors; `changed` gives other texts by name."""
    said = {
        "goal": "Объяснить, что ест растение.",
        "words": "лист, свет, хлорофилл",
        "help": "лист, свет",
    }
    said |= {"goal3": said["goal"], "name1": "Зелёная дверь", "text1": EASY} | changed
    names = (said["name1"], "Синяя дверь", "Белая дверь")
    blocks = ["# Цель", said["goal"], "# Ключевые слова", said["words"]]
    for name, text in list(
        zip(names, (said["text1"], MIDDLE + " Свет нужен.", HARD + " Свет."), strict=True)
    )[:keep]:
        goal = said["goal3"] if name == names[2] else said["goal"]
        blocks += [f"# {name}", "## Цель", goal, "## Задание", text, "- Вопрос?"]
        blocks += ["## Помощь", said["help"]] if name == names[0] and said["help"] else []
    return document(*blocks, *(("# Ответы", *key) if key else ()))


PLAN = {"key": ["Answers", "Жооптор", "Ответы"], "least_terms": 3, "labels": ["слаб"]}


def test_three_good_doors_pass_every_check() -> None:
    """One goal, the words in all, help in the first, one key, each harder than the one before."""
    for check in (
        doors_without_labels,
        goal_in_each_door,
        terms_in_each_door,
        first_door_helps,
        key_for_each_door,
        doors_get_harder,
    ):
        check(doors(), **PLAN)


@pytest.mark.parametrize("title", ["# Бир тапшырма, үч эшик", "# Какую дверь выбрать"])
def test_a_title_that_speaks_of_doors_is_no_door(title: str) -> None:
    """Doors are known by their tasks; around or beside them other headings may say the word."""
    blocks = [replace(each, level=each.level and each.level + 1) for each in doors().blocks]
    doors_without_labels(document(title, "Текст.", *blocks), **PLAN)


def test_doors_without_tasks_are_known_by_their_names() -> None:
    """A heading "Green door" is a door; the heading around all of them is not."""
    blocks = ("# Эшиктер: үч эшик", "## Жашыл эшик", "a", "## Көк эшик", "b", "## Ак эшик", "c")
    doors_without_labels(document(*blocks), **PLAN)


@pytest.mark.parametrize(
    ("check", "found", "trouble"),
    [
        (has_doors, doors(keep=1), "document.doors_count"),
        (doors_without_labels, doors(keep=2), "document.doors_count"),
        (doors_without_labels, doors(name1="Дверь для слабых"), "document.door_labelled"),
        (goal_in_each_door, doors(goal3="Выучить определение."), "document.goal_differs"),
        (goal_in_each_door, doors(goal3=""), "document.goal_not_shown"),
        (goal_in_each_door, doors(goal=""), "document.goal_missing"),
        (terms_in_each_door, doors(words="лист, свет"), "document.terms_few"),
        (terms_in_each_door, doors(words="лист, свет, хлорофилл, корень"), "document.term_lost"),
        (first_door_helps, doors(help=""), "document.help_missing"),
        (first_door_helps, doors(help="________"), "document.help_empty"),
        (key_for_each_door, doors(key=()), "document.key_missing"),
        (
            key_for_each_door,
            doors(key=("Зелёная дверь: да", "Синяя дверь: да")),
            "document.key_lacks_door",
        ),
        (doors_get_harder, doors(text1=HARD), "document.door_not_easier"),
    ],
)
def test_what_a_door_lacks_is_said(check: object, found: Document, trouble: str) -> None:
    """Each message of the doors, with its partial credit below one."""
    raised = failure(check, found, **PLAN)  # type: ignore[arg-type]  # a check
    assert raised.id == trouble
    assert raised.earned < 1


def test_a_shared_key_needs_an_answer_for_each_question() -> None:
    """Two questions and one answer do not fit."""
    blocks = list(doors(key=("- одно",)).blocks)
    at = next(number for number, block in enumerate(blocks) if block == line("Вопрос?", item=True))
    found = Document((*blocks[:at], line("Ещё вопрос?", item=True), *blocks[at:]))
    raised = failure(key_for_each_door, found, **PLAN)
    assert (raised.id, raised.values["questions"]) == ("document.key_short", 2)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("Коротко.", "document.doors_short"),
        (
            "The green leaf has light and water and the leaf is in it for you to see that "
            "it is so.",
            "document.doors_languages",
        ),
    ],
)
def test_what_cannot_be_compared_is_not_judged(text: str, trouble: str) -> None:
    """Too little text, or two languages, is not her fault."""
    raised = failure(doors_get_harder, doors(text1=text, goal="Цель.", help=""), **PLAN)
    assert isinstance(raised, CannotTell)
    assert raised.id == trouble


def test_a_box_needs_words_and_may_stand_below_its_purpose() -> None:
    """Bare boxes ask nothing; "yes" and "no" may follow each item of a list."""
    bare = document("# Ваш выбор", "☐", "☐", "☐")
    assert failure(boxes_per_purpose, bare, purposes=CHOICE).id == "document.boxes_few"
    below = document("# Ваш выбор", "- сайт", "☐ да ☐ нет", "- газета", "☐ да ☐ нет")
    boxes_per_purpose(below, purposes=CHOICE)


def test_boxes_of_two_languages_side_by_side_are_counted_in_each() -> None:
    """A table of two columns is read column by column, its plain headings too."""
    choice = tuple(
        Cell(tuple(map(line, lines)))
        for lines in (("Тандоо", "☐ барак", "☐ гезит"), ("Ваш выбор", "☐ сайт", "☐ газета"))
    )
    boxes_per_purpose(document(Table((choice,))), purposes=CHOICE)
    rows = (("Тандоо", "Ваш выбор"), ("☐ барак", "☐ сайт"), ("☐ гезит", "☐ газета"))
    boxes_per_purpose(document(table(*rows), "- спасибо"), purposes=CHOICE)
    one = (choice[0], Cell((line("Ваш выбор"), line("☐ сайт"))))
    raised = failure(boxes_per_purpose, document(Table((one,))), purposes=CHOICE)
    assert (raised.id, raised.values["done"]) == ("document.boxes_few", 1)


def test_doors_may_stand_side_by_side() -> None:
    """Headings in one row of a table begin columns."""
    heads = tuple(Cell((line(f"Дверь {number}", 1),)) for number in (1, 2, 3))
    tasks = tuple(Cell((line("Цель: понять"), line("Задание", 2), line("Почему?"))) for _ in heads)
    found = document("# Цель", "понять", Table((heads, tasks)))
    doors_without_labels(found, doors=3)
    goal_in_each_door(found, doors=3)


def test_the_goal_may_be_followed_by_the_text_of_a_door() -> None:
    """A line of its own is enough; key words may be explained in brackets or after a dash."""
    door = ("## Цель", "Понять, как растёт лист", EASY, "## Задание")
    rows = (("Вопрос", "Ответ"), ("Почему?", ""), ("Как?", ""))
    doors = [each for name in ("# А", "# Б") for each in (name, *door, table(*rows))]
    words = ("# Ключевые слова", "лист (жалбырак)", "свет – от солнца", "хлорофилл")
    found = document(
        "# Цель", "Понять, как растёт лист.", *words, *doors, "# Ответы", "- от света", "- вверх"
    )
    goal_in_each_door(found)
    terms_in_each_door(found, least_terms=3)
    key_for_each_door(found, key=["Answers", "Жооптор", "Ответы"])


def test_a_door_without_words_is_not_there_yet() -> None:
    """Headings alone, or one word again and again, make no door."""
    lines = ("# Дверь 1", "## Задание", EASY, "# Дверь 2", "## Задание", "так " * 20)
    for check in (has_doors, doors_without_labels):
        raised = failure(check, document(*lines), doors=2, least_words=10)
        assert (raised.id, raised.values["found"]) == ("document.door_short", 5)

"""The work of each lesson with a document or a page, made on the surface, passes its checks."""

from __future__ import annotations

import pytest
from autograders.lessons.ai_and_together__portfolio import TABLE as PORTFOLIO
from autograders.lessons.ai_and_together__three_doors import RUSSIAN as DOORS
from autograders.lessons.safety__class_agreement import agreement
from autograders.lessons.safety__class_agreement import page as poster
from extensions.widgets.document_writer import Writer, exercise_of
from playwright.sync_api import expect

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.records import Records
from mugalim_courses.model import Exercise
from mugalim_widgets.surfaces import document

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def writer(desk, place, plans, monkeypatch):
    """What puts an exercise of a lesson on the page, in a language."""
    plans["plans"]["data"] = Exercise("data", "workbook")
    plans["plans"]["agreement"] = Exercise("agreement", "records")
    monkeypatch.setattr(document, "exercise_at", lambda place, name: plans["plans"][name])

    def write(lesson, name, language):
        exercise = plans["plans"][name] = exercise_of(lesson, name)
        where = Place(place.face, place.lesson, place.answers, language)
        return Writer(desk, where, exercise)

    return write


def test_a_lesson_plan_by_keyboard(writer):
    """Headings by style, a table with a header row, a picture with words."""
    plan = writer("digital-workplace/lesson-plan", "plan", "ru")
    plan.type("План урока: площадь прямоугольника", style="h1")
    plan.then("Цель", style="h2")
    plan.then("Ученик находит площадь и объясняет, почему умножает стороны.")
    plan.then("Время", style="h2")
    plan.then("45 минут")
    plan.then("Ход урока", style="h2")
    plan.table(
        ("Этап", "Что делают ученики", "Минуты"), ("Начало", "Измеряют парту ладонями", "5"),
        ("Практика", "Складывают квадраты", "35"), ("Итог", "Пишут одну фразу", "5"),
    )  # fmt: skip
    assert plan.not_yet() == ["parts", "table", "alt"]
    plan.headed()
    plan.heading(2)
    plan.type("Оценивание")
    plan.then("Листок на выходе: одна задача и одно объяснение.")
    plan.picture("Прямоугольник три на пять, сложенный из пятнадцати квадратов")
    assert plan.not_yet() == []
    assert plan.not_yet(as_file=".docx") == []


@pytest.mark.parametrize("desk", [PHONE], indirect=True)
def test_a_rubric_by_touch(writer):
    """Criteria and levels cell by cell on a phone, points at the levels, the total below."""
    rubric = writer("assessment/rubric", "rubric", "ru")
    rubric.type("Плакат о воде", style="h1")
    rubric.table(
        ("Критерий", "Начало", "В пути", "Готово", "Самооценка"),
        ("Причины", "Названа одна причина", "Названы две причины и рисунок к одной",
         "Названы три причины, у каждой свой рисунок", ""),
        ("Данные", "Чисел нет", "Есть одно число без подписи",
         "Есть два числа, и подписано, откуда они", ""),
        ("Вывод", "Вывод списан с доски", "Вывод написан своими словами",
         "Вывод отвечает на вопрос плаката", ""),
    )  # fmt: skip
    rubric.headed()
    assert rubric.not_yet() == ["points"]
    for column, said in enumerate((" (1 балл)", " (2 балла)", " (3 балла)"), 2):
        rubric.cell(1, column).tap()
        rubric.press("End")
        rubric.type(said)
    rubric.tool("add", "s_text")
    rubric.type("Всего: 9 баллов")
    assert rubric.not_yet() == []


LETTER = (
    ("Макулдук кат", "Сиздин тандооңуз", ("мектептин барагы", "райондук гезит"),
     ("Ата-эненин колу: ", " Күнү: "), (
        ("Ким сурайт", "№ 12 мектептин 7-Б классынын жетекчиси."),
        ("Эмнени жарыялайбыз", "Сабактардан жана майрамдардан тартылган сүрөттөр."),
        ("Эмне үчүн", "Класстын иши жөнүндө айтып берүү үчүн."),
        ("Кайда", "Мектептин барагында, райондук гезитте же класстын чатында."),
        ("Канча убакытка", "Окуу жылынын аягына чейин. Андан кийин өчүрөбүз."),
        ("Макулдукту кайтарып алуу", "Каалаган күнү жазып койсоңуз болот."),
        ("Байланыш", "Класс жетекчи, 0312 00 00 00."),
    )),
    ("Письмо о согласии", "Ваш выбор", ("страница школы", "газета района"),
     ("Подпись родителя: ", " Дата: "), (
        ("Кто просит", "Классный руководитель 7-Б, школа № 12."),
        ("Что публикуем", "Фото с уроков и праздников. Имён под ними нет."),
        ("Зачем", "Чтобы рассказать о делах класса."),
        ("Где", "На странице школы, в газете района или в чате класса."),
        ("На какой срок", "До конца учебного года. Потом фото удалим."),
        ("Как отозвать согласие", "Напишите нам в любой день."),
        ("Контакт", "Классный руководитель, 0312 00 00 00."),
    )),
)  # fmt: skip


def test_a_consent_letter_in_two_languages(writer):
    """The text is pasted; boxes and lines to write on are put in by tools, where the caret is."""
    letter = writer("safety/consent-letter", "letter", "ky")
    for title, choice, purposes, sign, parts in LETTER:
        text = "".join(f"<h2>{head}</h2><p>{line}</p>" for head, line in parts)
        letter.press("Enter")
        letter.paste(f"<h1>{title}</h1>{text}<h2>{choice}</h2>")
        for purpose in purposes:
            letter.press("Enter")
            letter.tool("add", "box")
            letter.type(purpose)
        letter.press("Enter")
        for label in sign:
            letter.type(label)
            letter.tool("add", "blank")
    assert letter.not_yet() == []


def test_a_handout(writer):
    """Title, language, headings, a lighter picture with words, a link that says where it leads."""
    page = writer("media/handout", "handout", "ru")
    page.type("Дроби на кухне", style="h1")
    page.then("Прочитайте рецепт и ответьте на вопросы в тетради. Калькулятор не нужен.")
    page.then("Рецепт", style="h2")
    page.then("половина стакана молока", "три четверти стакана муки", style="bullet")
    page.then("Вопросы", style="h2")
    page.then("Правила сложения дробей")
    page.press("Shift+Home")
    page.tool("link")
    page.fill("link_address", "example.org/drobi")
    page.tool("insert")
    page.picture("Мерный стакан с делениями от четверти до целого")
    assert page.not_yet() == ["lang", "kb"]
    for shown in ("1000 × 500", "600 × 300"):
        page.tool("smaller")
        expect(page.page.locator(".picture")).to_contain_text(shown)
    page.choose("language", "ru")
    page.fill("page_title", "Дроби на кухне")
    assert page.not_yet() == []


def doors(task):
    """A task with three doors, as an office program copies it."""
    goal, terms, part, help_, answers, choose = task.heads
    items = "".join(f"<li>{each}</li>" for each in task.words)
    html = f"<h1>Урок</h1><h2>{goal}</h2><p>{task.goal}</p><h2>{terms}</h2><ul>{items}</ul>"
    for number, (name, text) in enumerate(zip(task.names, task.texts, strict=True)):
        help_part = f"<h3>{help_}</h3><p>{task.help}</p>" if number == 0 else ""
        html += f"<h2>{name}</h2><p>{goal}: {task.goal}</p><p>{text}</p>{help_part}"
        html += f"<h3>{part}</h3><p>{task.question}</p>"
    html += f"<h2>{answers}</h2>" + "".join(f"<p>{each}</p>" for each in task.answers)
    return f"{html}<h2>{choose}</h2><p>{task.choose}</p>"


PASTED = {
    "doors": ("ai-and-together/three-doors", "ru", doors(DOORS), ""),
    "portfolio": ("ai-and-together/portfolio", "ky", PORTFOLIO, "Окуучулар үлүш эсептеп жатышат"),
    "poster": ("safety/class-agreement", "ky", poster("ky").decode(), ""),
}


@pytest.mark.parametrize("name", PASTED)
def test_what_was_written_elsewhere_and_is_pasted(writer, place, noon, name):
    """Headings, lists, links and tables come along; language and pictures' words are added."""
    lesson, language, html, alt = PASTED[name]
    put = [{"op": "put", "state": Records.from_state(agreement(language)).to_state()}]
    Store(place.answers).apply("agreement", "records", put, base=None, start=None, now=noon)
    work = writer(lesson, name, language)
    work.paste(html)
    work.choose("language", language)
    if alt:
        work.picture(alt)
    assert work.not_yet() == []


TOTALS = {
    "A1": "Чейрек", "B1": "Окуучулар", "C1": "Сабак калтырбаган", "D1": "Үлүшү",
    "A2": "1-чейрек", "B2": "38", "C2": "17", "D2": "=C2/B2",
    "A3": "2-чейрек", "B3": "38", "C3": "22", "D3": "=C3/B3",
}  # fmt: skip
CHART = {
    "kind": "column",
    "title": "Сабак калтырбагандар",
    "across": {"title": "Чейрек"},
    "up": {"title": "Үлүшү, %"},
    "series": [{"categories": "Жыйынтык!A2:A3", "values": "Жыйынтык!D2:D3"}],
}


def test_a_page_for_the_council(writer, place, noon):
    """Numbers are put in from the stored table with their cells, its chart as a picture."""
    looks = {letter: {"format": "0%"} if letter == "D" else {} for letter in "ABCD"}
    cells = {address: {"input": text, **looks[address[0]]} for address, text in TOTALS.items()}
    state = {"sheets": [{"name": "Жыйынтык", "cells": cells, "charts": [CHART]}]}
    Store(place.answers).apply("data", "workbook", [], base=None, start=state, now=noon)
    page = writer("spreadsheets/council-page", "report", "ky")
    page.type("7-Б классынын катышуусу", style="h1")
    page.then("Окуучулар: 38", "Мезгил: 2026-жылдын 1–2-чейреги")
    page.then(
        "Экинчи чейректе балдар сабакка көбүрөөк келди, бирок кээ бирлери көп калтырып жатат."
    )
    page.then("Экинчи чейректе бир да сабак калтырбагандардын үлүшү: ")
    for number in ("58%", "45%", "22"):
        page.tool("add", "figure")
        page.page.locator(".figures").get_by_role("button", name=number).first.click()
    page.tool("add")
    page.button(f"{page.words['chart']}: {CHART['title']}")
    page.fill("alt", "Мамычалар: сабак калтырбагандар 45 пайыздан 58 пайызга өстү")
    page.heading(2)
    page.type("Кийинки кадамдар")
    page.table(
        ("Кадам", "Ким", "Качанга чейин"), ("Ата-энелерге чалуу", "класс жетекчи", "15.12.2026")
    )
    assert page.not_yet() == []
    assert page.not_yet(as_file=".html") == []

"""Rubrics in three languages, with points in every place, and each with one slip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from autograders.document.made import Letter
from autograders.lessons.cases import Case, kept

LESSON = "assessment__rubric"


@dataclass(frozen=True)
class Rubric:
    """What a rubric says."""

    language: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: tuple[str, ...] = ()  # lines below the table
    header: bool = True
    shape: Callable[[Any], None] | None = None  # done to the table


RUSSIAN = Rubric(
    "ru",
    "Плакат о воде: как мы его оцениваем",
    ("Критерий", "Начало (1 балл)", "В пути (2 балла)", "Готово (3 балла)", "Самооценка"),
    (
        (
            "Причины",
            "Названа одна причина",
            "Названы две причины и есть рисунок к одной",
            "Названы три причины, у каждой свой рисунок",
            "",
        ),
        (
            "Данные",
            "Чисел нет",
            "Есть одно число без подписи",
            "Есть два числа, и подписано, откуда они",
            "",
        ),
        (
            "Вывод",
            "Вывод списан с доски",
            "Вывод написан своими словами",
            "Вывод отвечает на вопрос плаката и называет одно дело",
            "",
        ),
    ),
    ("Всего: 9 баллов",),
)
KYRGYZ = Rubric(
    "ky",
    "Окуянын планын кантип баалайбыз",
    ("Критерий", "Баштоо", "Жолдо", "Даяр"),
    (
        (
            "Окуялар",
            "Бир окуя жазылган",
            "Үч окуя ирети менен жазылган",
            "Беш окуя иреттүү, ар биринин себеби бар",
        ),
        (
            "Каармандар",
            "Аттары гана бар",
            "Ар бир каармандын бир иши айтылган",
            "Ар биринин иши жана сөзү китептен алынган",
        ),
        (
            "Тил",
            "Сүйлөмдөр бүтпөй калган",
            "Сүйлөмдөр бүтүн, бирок бирдей башталат",
            "Сүйлөмдөр ар түрдүү башталып, байланышып турат",
        ),
        ("Балл", "1", "2", "4"),
        ("Бардыгы", "", "", "12"),
    ),
    ("Өзүмдү баалайм: планымда кайсы окуянын себеби жазыла элек?",),
)
ENGLISH = Rubric(
    "en",
    "My talk: how we mark it",
    ("Criterion", "Ready", "On the way", "Start", "Me", "Peer"),
    (
        (
            "Question",
            "3 points: asks one and gives two answers",
            "2 points: asks one question",
            "1 point: names the topic only",
            "",
            "",
        ),
        (
            "Voice",
            "3 points: the last row hears every word",
            "2 points: the first rows hear it",
            "1 point: reads to the paper",
            "",
            "",
        ),
        (
            "Picture",
            "4 points: one picture with a label and an arrow",
            "2 points: one picture, no label",
            "1 point: no picture on the slide",
            "",
            "",
        ),
    ),
    ("Total: 10 points",),
)


def content(rubric: Rubric) -> bytes:
    """The rubric as a .docx file."""
    letter = Letter(rubric.language)
    letter.heading(rubric.title)
    table = letter.table(rubric.head, *rubric.rows, header=rubric.header)
    if rubric.shape:
        rubric.shape(table)
    if rubric.after:
        letter.text(*rubric.after)
    return letter.content()


def merge_total(table: Any) -> None:
    """Merge the cells of the row with the total, as teachers do."""
    last = table.rows[-1].cells
    last[0].merge(last[2])


def case(rubric: Rubric, *fails: str, about: str = "") -> Case:
    """A case of the exercise, made when it is needed."""
    return Case("rubric", "rubric.docx", partial(content, rubric), fails, about)


def changed(rubric: Rubric, row: int, column: int, text: str) -> Rubric:
    """The rubric with another text in a cell."""
    cells: Sequence[str] = rubric.rows[row]
    new = (*cells[:column], text, *cells[column + 1 :])
    return replace(rubric, rows=(*rubric.rows[:row], new, *rubric.rows[row + 1 :]))


def longer(rubric: Rubric, *names: str) -> Rubric:
    """The rubric with further criteria, and a total that fits."""
    rows = tuple((name, *rubric.rows[0][1:]) for name in names)
    return replace(rubric, rows=(*rubric.rows, *rows), after=("Всего: 18 баллов",))


HARD = (
    "Сформулированы исчерпывающие, аргументированные, фактологически подтверждённые "
    "причинно-следственные "
    "закономерности взаимообусловленности экологических процессов"
)
ONE_LEVEL_LESS = replace(
    RUSSIAN,
    head=(*RUSSIAN.head[:2], *RUSSIAN.head[3:]),
    rows=tuple((*row[:2], *row[3:]) for row in RUSSIAN.rows),
)
CASES: tuple[Case, ...] = (
    case(RUSSIAN, about="in Russian, points in the header"),
    case(replace(KYRGYZ, shape=merge_total), about="in Kyrgyz, points in a row, total merged"),
    case(ENGLISH, about="in English, points in the cells, best first"),
    Case("rubric", "rubric.odt", kept(LESSON, "rubric.odt"), (), "saved by LibreOffice as odt"),
    case(longer(RUSSIAN, "Текст", "Шрифт", "Рамка"), "grid"),
    case(ONE_LEVEL_LESS, "grid", about="two levels"),
    case(replace(RUSSIAN, header=False), "grid", about="header not marked"),
    case(changed(KYRGYZ, 1, 2, ""), "full"),
    case(changed(RUSSIAN, 1, 2, "а"), "full", about="a letter only"),
    case(changed(RUSSIAN, 0, 2, "Названа одна яркая причина"), "differ"),
    case(changed(KYRGYZ, 2, 3, "Сүйлөмдөр жакшы байланышып, ар түрдүү башталат"), "verbs"),
    case(replace(RUSSIAN, after=("Всего: 12 баллов",)), "points"),
    case(replace(RUSSIAN, after=()), "points", about="no total"),
    case(changed(KYRGYZ, 3, 2, "1"), "points", about="points do not rise"),
    case(
        replace(RUSSIAN, head=("Критерий", "Начало", "В пути", "Готово", "Самооценка")),
        "points",
        about="no points",
    ),
    case(replace(KYRGYZ, after=()), "self"),
    case(
        replace(
            RUSSIAN,
            rows=tuple(
                (
                    row[0],
                    HARD + " мало",
                    HARD + " почти всё названо верно",
                    HARD + ", и ещё три числа рядом",
                    "",
                )
                for row in RUSSIAN.rows
            ),
        ),
        "lix",
    ),
)

"""Lesson plans in three languages, from Word, LibreOffice and Google, and each with one slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from autograders.document.made import Letter, levels_only, russian_styles
from autograders.lessons.cases import Case, kept

LESSON = "digital_workplace__lesson_plan"


@dataclass(frozen=True)
class Plan:
    """What a lesson plan says, and how it is written."""

    language: str
    title: str
    heads: tuple[str, str, str, str]  # goal, time, stages, assessment
    goal: str
    length: str
    columns: tuple[str, str, str]
    stages: tuple[tuple[str, str, str], ...]
    assessment: str
    alt: str | None
    bold_heads: tuple[str, ...] = ()  # written bold instead of by style
    level: int = 2
    header: bool = True
    shape: Callable[[Letter], None] | None = None


RUSSIAN = Plan(
    "ru",
    "План урока: площадь прямоугольника",
    ("Цель", "Время", "Ход урока", "Оценивание"),
    "Ученик находит площадь прямоугольника и объясняет, почему умножает стороны.",
    "45 минут",
    ("Этап", "Что делают ученики", "Минуты"),
    (
        ("Начало", "Измеряют парту ладонями", "5 мин"),
        ("Новое", "Складывают прямоугольник из квадратов", "15 мин"),
        ("Практика", "Решают три задачи в парах", "20 мин"),
        ("Итог", "Пишут одну фразу на листке", "5 мин"),
    ),
    "Листок на выходе: одна задача и одно объяснение.",
    "Прямоугольник три на пять, сложенный из пятнадцати квадратов",
)
KYRGYZ = Plan(
    "ky",
    "Сабактын планы: жалбырактын түзүлүшү",
    ("Максат", "Убакыт", "Сабактын жүрүшү", "Баалоо"),
    "Окуучу жалбырактын үч бөлүгүн көрсөтүп, ар биринин кызматын айтат.",
    "1 саат 20 мүнөт",
    ("Этап", "Окуучулар эмне кылат", "Мүнөт"),
    (
        ("Башталышы", "Жалбырак чогултуп, карап чыгышат", "10'"),
        ("Жаңы тема", "Лупа менен карап, чийишет", "30'"),
        ("Иш", "Топто таблица толтурушат", "30'"),
        ("Жыйынтык", "Бири-бирине суроо беришет", "10'"),
    ),
    "Чийме боюнча үч суроого жооп беришет.",
    "Жалбырактын сабы, кырлары жана тарамыштары көрсөтүлгөн чийме",
)
ENGLISH = Plan(
    "en",
    "Lesson plan: asking the way",
    ("Goal", "Time", "Stages", "Assessment"),
    "Pupils ask for the way to a bus stop and understand the answer.",
    "Length of the lesson: 45 minutes",
    ("Stage", "What pupils do", "Minutes"),
    (
        ("Warm-up", "Point at places on a map", "0-5"),
        ("New words", "Match words and pictures", "5-20"),
        ("Dialogue", "Ask and answer in pairs", "20-40"),
        ("End", "Write two questions", "40-45"),
    ),
    "Each pair asks one question in front of the class.",
    "Map of the streets around the school with the bus stop marked",
)


def content(plan: Plan) -> bytes:
    """The plan as a .docx file."""
    letter = Letter(plan.language)
    letter.heading(plan.title, 1)
    goal, time, stages, assessment = plan.heads
    _head(letter, plan, goal)
    letter.text(plan.goal)
    _head(letter, plan, time)
    letter.text(plan.length)
    _head(letter, plan, stages)
    letter.table(plan.columns, *plan.stages, header=plan.header)
    letter.picture(plan.alt)
    _head(letter, plan, assessment)
    letter.text(plan.assessment)
    if plan.shape:
        plan.shape(letter)
    return letter.content()


def _head(letter: Letter, plan: Plan, text: str) -> None:
    if text in plan.bold_heads:
        letter.text(text, bold=True)
    elif text:
        letter.heading(text, plan.level)


def merged_stages(letter: Letter) -> None:
    """Merge the minutes of two stages into one cell."""
    table = letter.file.tables[0]
    table.cell(2, 2).text, table.cell(3, 2).text = "35 мин", ""
    table.cell(2, 2).merge(table.cell(3, 2))


def few_headings(letter: Letter) -> None:
    """Leave two headings, and the names of the other parts as plain lines."""
    for paragraph in letter.file.paragraphs:
        if paragraph.style.name == "Heading 2" and paragraph.text != "Ход урока":
            paragraph.style = "Normal"


def table_of_minutes(plan: Plan, *minutes: str) -> Plan:
    """The plan with other minutes."""
    stages = zip(plan.stages, minutes, strict=True)
    return replace(plan, stages=tuple((*stage[:2], each) for stage, each in stages))


def case(plan: Plan, *fails: str, about: str = "") -> Case:
    """A case of the exercise, made when it is needed."""
    return Case("plan", "plan.docx", partial(content, plan), fails, about)


CASES: tuple[Case, ...] = (
    case(RUSSIAN, about="in Russian, from Word"),
    case(KYRGYZ, about="in Kyrgyz, hours and minutes"),
    case(ENGLISH, about="in English, minutes as from-to"),
    case(replace(RUSSIAN, shape=russian_styles), about="styles with Russian names"),
    case(replace(KYRGYZ, shape=levels_only), about="outline levels only, as from Google"),
    case(replace(RUSSIAN, shape=merged_stages), about="two stages share merged minutes"),
    Case("plan", "plan.odt", kept(LESSON, "plan.odt"), (), "saved by LibreOffice as odt"),
    Case("plan", "plan.docx", kept(LESSON, "plan_libreoffice.docx"), (), "docx by LibreOffice"),
    case(replace(RUSSIAN, shape=few_headings), "styles"),
    case(replace(KYRGYZ, bold_heads=("Баалоо",)), "no-fake"),
    case(replace(RUSSIAN, level=3), "order"),
    case(replace(KYRGYZ, goal="________"), "parts"),
    case(replace(ENGLISH, heads=("Goal", "Time", "Stages", "")), "parts", about="heading left out"),
    case(
        replace(ENGLISH, goal="What pupils can do at the end"),
        "parts",
        about="words of the template",
    ),
    case(replace(RUSSIAN, header=False), "table"),
    case(table_of_minutes(KYRGYZ, "10 мүн", "30 мүн", "20 мүн", "10 мүн"), "minutes"),
    case(table_of_minutes(RUSSIAN, "5", "", "20", "5"), "minutes", about="a stage without minutes"),
    case(replace(RUSSIAN, length="как получится", goal=RUSSIAN.goal), "minutes", about="no length"),
    case(replace(ENGLISH, alt="image1.png"), "alt"),
    case(replace(KYRGYZ, alt=None), "alt", about="no words for the picture"),
)

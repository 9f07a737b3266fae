"""The board of a group project, and each slip in it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from autograders.lessons.cases import Case, kept

LESSON = "ai_and_together__group_project"
WORDS = {
    "en": ["Member", "Role", "No", "Task", "Owner", "Due", "After", "State", "Evidence", "Online",
           "Without internet", "Checkpoint", "My question", "Progress", "How we talk",
           "When we write", "Done", "In progress", "To do"],
    "ky": ["Катышуучу", "Роль", "№", "Тапшырма", "Жооптуу", "Мөөнөтү", "Кийин", "Абалы", "Далил",
           "Онлайн", "Интернетсиз", "Текшерүү күнү", "Менин суроом", "Жүрүш",
           "Кантип сүйлөшөбүз", "Качан жазабыз", "Даяр", "Жүрүп жатат", "Башталган жок"],
    "ru": ["Участник", "Роль", "№", "Задача", "Ответственный", "Срок", "После", "Состояние",
           "Подтверждение", "Онлайн", "Без интернета", "Дата проверки", "Мой вопрос",
           "Продвижение", "Как общаемся", "Когда пишем", "Готово", "В работе", "Не начато"],
}  # fmt: skip
ROLES = ["дарек", "эсеп", "сүрөт", "текст"]
Dates = Callable[[int], Any]


def as_text(day: int) -> str:
    """A date as most people type it."""
    return f"{day:02}.10.2026"


def as_date(day: int) -> datetime.date:
    """A date as a program keeps it."""
    return datetime.date(2026, 10, day)


def sheets(language: str, date: Dates, **changes: Any) -> list[list[list[Any]]]:
    """The rows of two sheets, changed in a role, an owner, a date and so on."""
    w = WORDS[language]
    people = [f"{w[0]} {number}" for number in range(1, 5)]
    roles = changes.get("roles", ROLES)
    members = [w[0:2], *map(list, zip(people, roles, strict=True))]
    days = changes.get("days", [5, 12, 16, 20])
    owners = [changes.get("owner", people[0]), *people[1:]]
    twins = ["дептер", changes.get("twin", "чоңдор менен сүйлөшүү"), "эсептегич", None]
    online = ["форма", "чат", "таблица", "—"]
    after = [None, 1, "1, 2", 3]
    states = [w[16], w[17], w[18], w[18]]
    proofs = ["сүрөт", "5 жооп", changes.get("evidence", "барак"), "көчүрмө"]
    tasks = [
        [place + 1, f"{w[3]} {place + 1}", owners[place], date(days[place]), after[place],
         states[place], proofs[place], online[place], twins[place]]
        for place in range(4)
    ]  # fmt: skip
    progress = changes.get("count", f'=COUNTIF(F2:F5,"{w[16]}")/COUNTA(F2:F5)')
    board = [w[2:11], *tasks, [], [w[13], progress]]
    question = changes.get("ask", "Эмнени чечтиңер?")
    plan = [
        *members, [], w[11:13], [date(7), "Эмне таптыңар?"], [date(14), question], [],
        [w[14], "Топтун чатына жазабыз, бир күндө жооп беребиз."],
        [w[15], changes.get("window", "8:00–20:00")],
    ]  # fmt: skip
    return [board, plan]


def in_words(day: int) -> str:
    """A date as people say it."""
    return f"до {day} октября"


def by_openpyxl(language: str, date: Dates = as_date, **changes: Any) -> Callable[[], bytes]:
    """A file of openpyxl with two sheets."""

    def make() -> bytes:
        file = openpyxl.Workbook()
        file.active.title = WORDS[language][3]
        file.create_sheet(WORDS[language][0])
        for sheet, rows in zip(file.worksheets, sheets(language, date, **changes), strict=True):
            for row in rows:
                sheet.append(row)
        content = io.BytesIO()
        file.save(content)
        return content.getvalue()

    return make


def kyrgyz(**changes: Any) -> Callable[[], bytes]:
    """A file of XlsxWriter, in Kyrgyz, with typed dates and a merged title."""

    def make() -> bytes:
        content = io.BytesIO()
        file = xlsxwriter.Workbook(content, {"in_memory": True})
        board, plan = sheets("ky", as_text, **changes)
        for name, rows in (("Тапшырмалар", board), ("Топ", plan)):
            page = file.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        page.merge_range("D1:F1", "Суу долбоору")
        file.close()
        return content.getvalue()

    return make


def case(made: Callable[[], bytes], *fails: str, about: str = "") -> Case:
    """A case of this lesson."""
    return Case("board", "project.xlsx", made, fails, about)


SAME = [ROLES[0], *ROLES[:3]]
CASES: tuple[Case, ...] = (
    case(kyrgyz()),
    case(by_openpyxl("ru"), about="openpyxl in Russian, real dates"),
    Case("board", "project.ods", kept(LESSON, "project.ods"), (), "LibreOffice in English"),
    case(by_openpyxl("ru", in_words), about="dates in words, without a year"),
    case(kyrgyz(roles=SAME), "roles"),
    case(by_openpyxl("ru", evidence=None), "tasks", about="no evidence"),
    case(by_openpyxl("ru", owner="Мугалим"), "tasks", about="an owner from outside"),
    case(kyrgyz(ask="Эмне?"), "checkpoints", about="a question of one word"),
    case(by_openpyxl("ru", days=[5, 12, 11, 20]), "deps"),
    case(kyrgyz(days=[5, 4, 16, 20]), "deps", about="typed dates"),
    case(kyrgyz(twin=None), "offline"),
    case(by_openpyxl("ru", twin="чат"), "offline", about="no twin at all"),
    case(kyrgyz(ask=None), "checkpoints"),
    case(by_openpyxl("ru", count=0.25), "formula", about="typed"),
    case(kyrgyz(count='=COUNTIF(F2:F3,"Даяр")/4'), "formula", about="not all rows"),
    case(by_openpyxl("ru", window="8:00–23:30"), "rules"),
)

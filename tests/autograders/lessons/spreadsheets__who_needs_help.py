"""A help table made in three languages, and each slip in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from autograders.lessons.cases import Case, kept
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule, FormulaRule, IconSetRule
from openpyxl.styles import Font

LESSON = "spreadsheets__who_needs_help"
PUPILS = 40
LAST = PUPILS + 1
WORDS = {
    "en": ["No", "Pupil", "Average", "Absences", "Group", "How many", "Average below",
           "Absences from", "To help this week", "needs help", "on the way", "ahead", "Class"],
    "ky": ["№", "Окуучу", "Орточо баа", "Келбеген күндөр", "Топ", "Канча окуучу",
           "Орточо баа төмөн", "Келбеген күндөр кеминде", "Бул жумада жардам", "жардам керек",
           "жолдо", "алдыда", "Класс"],
    "ru": ["№", "Ученик", "Средний балл", "Пропуски", "Группа", "Сколько учеников",
           "Средний балл ниже", "Пропусков от", "Помочь на этой неделе", "нужна помощь",
           "в пути", "впереди", "Класс"],
}  # fmt: skip
Rows = list[list[Any]]


def pupil(number: int, language: str) -> str:
    """An invented pupil: no name, but a number."""
    return f"{WORDS[language][1]} {number}"


def average(number: int) -> float:
    """The average of a pupil, from 2.4 to 5."""
    return round(2.4 + (number * 7 % 27) / 10, 1)


def absences(number: int) -> int:
    """How many days a pupil was absent."""
    return 7 if number % 13 == 0 else number % 4


def due(language: str) -> list[str]:
    """Whom the rule picks: an average below 3, or six days of absence."""
    numbers = range(1, PUPILS + 1)
    return [pupil(n, language) for n in numbers if average(n) < 3 or absences(n) >= 6]


def rows(language: str, **changes: Any) -> Rows:
    """The sheet as rows of inputs; changed in its counts or its list."""
    words = WORDS[language]
    counts = changes.get(
        "counts",
        [f'=COUNTIF(C2:C{LAST},"<3.5")', f'=COUNTIFS(C2:C{LAST},">=3.5",C2:C{LAST},"<4.5")',
         f'=COUNTIF(C2:C{LAST},">=4.5")'],
    )  # fmt: skip
    listed = changes.get("listed", due(language))
    table: Rows = [[*words[:4], None, None, words[4], words[5]]]
    for number in range(1, PUPILS + 1):
        table.append([number, pupil(number, language), average(number), absences(number)])
    for place, (name, count) in enumerate(zip(words[9:12], counts, strict=True), 1):
        table[place] += [None, None, name, count]
    table[5] += [None, None, words[6], 3]
    table[6] += [None, None, words[7], 6]
    table[8] += [None, None, words[8]]
    for place, name in enumerate(listed, 9):
        table[place] += [None, None, name]
    return table


def kyrgyz(
    *,
    marked: dict[str, Any] | None = None,
    filtered: bool = True,
    chart: dict[str, Any] | None = None,
    minimum: float | None = None,
    titles: bool = True,
    **changes: Any,
) -> Callable[[], bytes]:
    """A file as XlsxWriter makes it, in Kyrgyz."""

    def make() -> bytes:
        content = io.BytesIO()
        file = xlsxwriter.Workbook(content, {"in_memory": True})
        page = file.add_worksheet("Класс")
        for number, row in enumerate(rows("ky", **changes)):
            page.write_row(number, 0, row)
        looks = {"format": file.add_format({"bold": True, "bg_color": "#FFC7CE"})}
        if marked is None:
            page.conditional_format(
                1, 2, PUPILS, 2, {"type": "cell", "criteria": "<", "value": "$H$6", **looks}
            )
        elif marked:
            colour = {"format": file.add_format({"bg_color": "#FFC7CE"})}
            options = {"type": "cell", "criteria": "<", "value": 3, **colour} | marked
            page.conditional_format(1, 2, PUPILS, 2, options)
        if filtered:
            page.autofilter(0, 0, PUPILS, 3)
        drawn = file.add_chart(
            {"type": "column"} | {k: v for k, v in (chart or {}).items() if k == "type"}
        )
        values = (chart or {}).get("values", "=Класс!$H$2:$H$4")
        drawn.add_series({"categories": "=Класс!$G$2:$G$4", "values": values})
        if titles:
            drawn.set_x_axis({"name": "Топ"})
        drawn.set_y_axis({"name": "Окуучулардын саны", "min": minimum})
        page.insert_chart("J2", drawn)
        file.close()
        return content.getvalue()

    return make


def russian(*, icons: str = "3Arrows", **changes: Any) -> Callable[[], bytes]:
    """A file as openpyxl makes it, in Russian: icons, bars that lie, a filter."""

    def make() -> bytes:
        file = openpyxl.Workbook()
        page = file.active
        page.title = "Класс"
        for row in rows("ru", **changes):
            page.append(row)
        page.conditional_formatting.add(f"C2:C{LAST}", IconSetRule(icons, "percent", [0, 33, 67]))
        page.auto_filter.ref = f"A1:D{LAST}"
        chart = BarChart()
        chart.type = "bar"
        chart.add_data(Reference(page, min_col=8, min_row=1, max_row=4), titles_from_data=True)
        chart.set_categories(Reference(page, min_col=7, min_row=2, max_row=4))
        chart.x_axis.title, chart.y_axis.title = "Группа", "Учеников"
        page.add_chart(chart, "J2")
        content = io.BytesIO()
        file.save(content)
        return content.getvalue()

    return make


def word_in_colour() -> bytes:
    """A column of words by formula, coloured where the word says the same: more than colour."""
    file = openpyxl.load_workbook(io.BytesIO(russian()()))
    page = file.active
    page.conditional_formatting = type(page.conditional_formatting)()
    page["E1"] = "Отметка"
    for row in range(2, LAST + 1):
        page[f"E{row}"] = f'=IF(C{row}<3,"нужна помощь","в пути")'
    rule = CellIsRule("equal", ['"нужна помощь"'], font=Font(color="FF0000"))
    page.conditional_formatting.add(f"E2:E{LAST}", rule)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def red_rows_with_topics() -> bytes:
    """Whole rows in red, with a typed topic in each: the topic does not say why a row is red."""
    file = openpyxl.load_workbook(io.BytesIO(russian()()))
    page = file.active
    page.conditional_formatting = type(page.conditional_formatting)()
    page["E1"] = "Трудная тема"
    for row in range(2, LAST + 1):
        page[f"E{row}"] = ("дроби", "уравнения", "задачи")[row % 3]
    rule = FormulaRule(["$C2<3"], font=Font(color="FF0000"))
    page.conditional_formatting.add(f"B2:E{LAST}", rule)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def few_pupils() -> bytes:
    """A table of eight pupils only."""
    file = openpyxl.load_workbook(io.BytesIO(russian()()))
    for (cell,) in file.active[f"B10:B{LAST}"]:
        for each in range(-1, 3):
            cell.offset(0, each).value = None
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def case(made: Callable[[], bytes], *fails: str, about: str = "") -> Case:
    """A case of this lesson."""
    return Case("help", "help.xlsx", made, fails, about)


GAP = [f'=COUNTIF(C2:C{LAST},"<3.5")', f'=COUNTIFS(C2:C{LAST},">=3.5",C2:C{LAST},"<4.45")',
       f'=COUNTIF(C2:C{LAST},">4.5")']  # fmt: skip
TYPED: list[Any] = [12, *GAP[1:]]
REST = [f'=SUMPRODUCT(--(C2:C{LAST}<3.5))', f'=COUNTIF(C2:C{LAST},"<4.5")-H2',
        f"=COUNTA(B2:B{LAST})-SUM(H2:H3)"]  # fmt: skip
NEVER = [f'=COUNTIF(C2:C{LAST},">=0")', *[f'=COUNTIF(C2:C{LAST},">9")'] * 2]
CASES: tuple[Case, ...] = (
    case(kyrgyz()),
    case(russian(), about="icons, lying bars, by openpyxl in Russian"),
    case(word_in_colour, about="a word in colour"),
    Case("help", "help.ods", kept(LESSON, "help.ods"), (), "LibreOffice in English"),
    Case("help", "help.xlsx", kept(LESSON, "help.xlsx"), (), "LibreOffice as .xlsx"),
    case(russian(counts=REST), about="counted by products and differences"),
    case(few_pupils, "class"),
    case(kyrgyz(counts=TYPED), "counts"),
    case(kyrgyz(counts=NEVER), "counts", about="groups that nobody can be in"),
    case(russian(counts=GAP), "counts", about="somebody falls between"),
    case(kyrgyz(marked={}), "cond", about="no format"),
    case(kyrgyz(marked={"criteria": ">="}), "cond", about="colour alone"),
    case(red_rows_with_topics, "cond", about="rows in colour, with a typed word"),
    case(russian(icons="3TrafficLights1"), "cond", about="icons of one shape"),
    case(kyrgyz(filtered=False), "filter"),
    case(kyrgyz(chart={"values": "=Класс!$C$2:$C$41"}), "chart", about="marks of pupils"),
    case(kyrgyz(titles=False), "chart", about="an axis without a title"),
    case(kyrgyz(minimum=5), "zero"),
    case(russian(listed=due("ru")[:-1]), "list"),
    case(kyrgyz(listed=[*due("ky"), pupil(1, "ky")]), "list", about="one too many"),
)  # fmt: skip

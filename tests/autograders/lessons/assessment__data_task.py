"""A data task on the school's electricity, and each slip in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from autograders.lessons.cases import Case, kept
from openpyxl.chart import LineChart, PieChart, Reference

LESSON = "assessment__data_task"
USED = [5210, 4980, 4400, 3120, 2050, 900, 410, 430, 1890, 3010, 4150, 5020]
PAID = [round(number * 2.52) for number in USED]
MONTHS = {
    "ky": ["үчтүн айы", "бирдин айы", "жалган куран", "чын куран", "бугу", "кулжа", "теке",
           "баш оона", "аяк оона", "тогуздун айы", "жетинин айы", "бештин айы"],
    "ru": ["январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
           "октябрь", "ноябрь", "декабрь"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"],
}  # fmt: skip
WORDS = {
    "en": ["Data", "Task", "About", "Month", "Electricity", "Paid", "Column", "Unit", "Period",
           "Source", "Step", "Question", "Answer", "Key", "Formulate", "Employ", "Interpret",
           "In which months does the school use more than 4000 kWh?", "How much in a mean month?",
           "Why is January so high? Name two reasons from our school.", "cold and lamps"],
    "ky": ["Маалымат", "Тапшырма", "Түшүндүрмө", "Ай", "Электр кубаты", "Төлөндү", "Мамыча",
           "Бирдик", "Мезгил", "Булак", "Кадам", "Суроо", "Жооп", "Ачкыч", "Түзүү", "Колдонуу",
           "Чечмелөө", "Кайсы айларда мектеп 4000 кВт·сааттан көп жумшайт?",
           "Орто эсеп менен бир айда канча жумшалат?",
           "Эмне үчүн кышында көп? Мектебибизден эки себеп айтыңыз.", "суук жана жарык"],
    "ru": ["Данные", "Задание", "Описание", "Месяц", "Электричество", "Оплачено", "Столбец",
           "Единица", "Период", "Источник", "Шаг", "Вопрос", "Ответ", "Ключ", "Сформулировать",
           "Применить", "Истолковать", "В какие месяцы школа тратит больше 4000 кВт·ч?",
           "Сколько в среднем тратится за месяц?",
           "Почему январь так высок? Назовите две причины из нашей школы.", "холод и свет"],
}  # fmt: skip


def tables(language: str, **changes: Any) -> dict[str, list[list[Any]]]:
    """The rows of each sheet; some cells can be changed: used, months, unit, answer, key, ask."""
    w = WORDS[language]
    used = changes.get("used", USED)
    months = changes.get("months", MONTHS[language])
    data = [w[3:6], *map(list, zip(months, used, PAID, strict=False))]
    last = len(data)
    above = f'=COUNTIF({w[0]}!B2:B{last},">4000")'
    mean = f"=ROUND(AVERAGE({w[0]}!B2:B{last}),0)"
    unit = changes.get("unit", "кВт·ч")
    about = [
        w[6:10],
        [w[3], w[3].lower(), "2025", "журнал"],
        [w[4], unit, "2025", "счётчик"],
        [w[5], "сом", "2025", "квитанция"],
    ]
    key = changes.get("key", [5, round(sum(USED) / 12)])
    task = [
        w[10:14],
        [w[14], w[17], above, key[0]],
        [w[15], w[18], changes.get("answer", mean), key[1]],
        [w[16], changes.get("ask", w[19]), w[20], w[20]],
    ]
    return {w[0]: data, w[1]: task, w[2]: about}


def by_openpyxl(
    language: str, kind: type[Any] | None = LineChart, **changes: Any
) -> Callable[[], bytes]:
    """A file of openpyxl with a chart of the electricity."""

    def make() -> bytes:
        file = openpyxl.Workbook()
        file.remove(file.active)
        for name, rows in tables(language, **changes).items():
            sheet = file.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if kind:
            sheet = file.worksheets[0]
            chart = kind()
            chart.add_data(
                Reference(sheet, min_col=2, min_row=1, max_row=13), titles_from_data=True
            )
            chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=13))
            if kind is LineChart:
                chart.x_axis.title, chart.y_axis.title = WORDS[language][3], "кВт·ч"
            sheet.add_chart(chart, "E2")
        content = io.BytesIO()
        file.save(content)
        return content.getvalue()

    return make


def kyrgyz(**changes: Any) -> Callable[[], bytes]:
    """A file of XlsxWriter, in Kyrgyz, with the chart on a sheet of its own."""

    def make() -> bytes:
        content = io.BytesIO()
        file = xlsxwriter.Workbook(content, {"in_memory": True})
        for name, rows in tables("ky", **changes).items():
            page = file.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        chart = file.add_chart({"type": changes.get("kind", "line")})
        chart.add_series({"categories": "=Маалымат!$A$2:$A$13", "values": "=Маалымат!$B$2:$B$13"})
        chart.set_x_axis({"name": "Ай"})
        chart.set_y_axis({"name": "кВт·саат"})
        file.add_chartsheet("Диаграмма").set_chart(chart)
        file.close()
        return content.getvalue()

    return make


def case(made: Callable[[], bytes], *fails: str, about: str = "") -> Case:
    """A case of this lesson."""
    return Case("task", "data-task.xlsx", made, fails, about)


MIXED = [*USED[:5], "900 кВт", *USED[6:]]
CASES: tuple[Case, ...] = (
    case(kyrgyz()),
    case(by_openpyxl("ru"), about="openpyxl in Russian"),
    Case("task", "data-task.ods", kept(LESSON, "data-task.ods"), (), "LibreOffice in English"),
    case(kyrgyz(kind="column"), about="a column for each month"),
    case(kyrgyz(unit=""), "source"),
    case(by_openpyxl("ru", used=MIXED, key=[5, 3152]), "rows", about="a unit among numbers"),
    case(by_openpyxl("en", months=MONTHS["en"][:9], key=[3, 2599]), "rows", about="nine rows"),
    case(by_openpyxl("ru", answer=2964), "calc"),
    case(by_openpyxl("ru", PieChart), "chart", about="months as a pie"),
    case(by_openpyxl("en", None), "chart", about="none"),
    case(kyrgyz(kind="bar"), "chart", about="lying bars over time"),
    case(by_openpyxl("ru", ask=""), "steps"),
    case(kyrgyz(key=[5, 2946]), "key"),
    case(by_openpyxl("ru", months=[*MONTHS["ru"][:11], "декабрь, А. Б."]), "privacy"),
)

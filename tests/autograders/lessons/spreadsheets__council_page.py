"""Cases of spreadsheets/council-page: pages by hand and from LibreOffice, tables by XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import xlsxwriter
from autograders.lessons.cases import Case, changed, kept

LESSON = "spreadsheets__council_page"


def data(across: str = "Чейрек", up: str = "Үлүшү, %", kind: str = "column") -> Callable[[], bytes]:
    """Totals of a class by quarter, with one chart and the titles of its axes."""

    @cache
    def made() -> bytes:
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
            sheet: Any = book.add_worksheet("Жыйынтык")
            per_cent = book.add_format({"num_format": "0%"})
            sheet.write_row("A1", ["Чейрек", "Окуучулар", "Сабак калтырбаган", "Үлүшү"])
            for row, (quarter, absent) in enumerate((("1-чейрек", 17), ("2-чейрек", 22)), start=2):
                sheet.write_row(f"A{row}", [quarter, 38, absent])
                sheet.write_formula(f"D{row}", f"=C{row}/B{row}", per_cent, absent / 38)
            chart: Any = book.add_chart({"type": kind})
            chart.add_series({"categories": "=Жыйынтык!$A$2:$A$3", "values": "=Жыйынтык!$D$2:$D$3"})
            chart.set_title({"name": "Сабак калтырбаган окуучулар"})
            chart.set_x_axis({"name": across} if across else {})
            chart.set_y_axis({"name": up} if up else {})
            sheet.insert_chart("F2", chart)
        return target.getvalue()

    return made


DATA = {"data": ("data.xlsx", data())}

GOOD = """<!DOCTYPE html>
<html lang="ky"><head><meta charset="utf-8"><title>7-Б: катышуу</title></head><body>
<h1>7-Б классынын катышуусу</h1>
<p>Окуучулар: 38</p>
<p>Мезгил: 2026-жылдын 1–2-чейреги</p>
<p>Экинчи чейректе окуучулардын 58 % бир да сабак калтырган жок, биринчисинде бул үлүш 45 % эле.
Башкача айтканда, 17 окуучунун ордуна 22 окуучу. Буга автобустун жаңы убактысы себеп
болушу мүмкүн, анткени ал эрте келет.</p>
<p><img src="data:image/png;base64,iVBORw0KGgo="
alt="Мамычалар: сабак калтырбагандар 45 пайыздан 58 пайызга өстү"></p>
<h2>Кийинки кадамдар</h2>
<table><tr><th>Кадам</th><th>Ким</th><th>Качанга чейин</th></tr>
<tr><td>Үч күн катары менен келбегендердин ата-энесине чалуу</td><td>класс жетекчи</td>
<td>15.12.2026</td></tr>
<tr><td>Автобустун убактысын сурап билүү</td><td>завуч</td><td>20-декабрь</td></tr></table>
<h2>Булактар</h2>
<table><tr><th>Сан</th><th>Барак</th><th>Уяча</th></tr>
<tr><td>58 %</td><td>Жыйынтык</td><td>D3</td></tr>
<tr><td>45 %</td><td>Жыйынтык</td><td>D2</td></tr>
<tr><td>22</td><td>Жыйынтык</td><td>$C$3</td></tr></table>
</body></html>
"""

RUSSIAN = """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>Посещаемость</title></head><body>
<h1>Посещаемость в 7-Б</h1>
<dl><dt>Учеников</dt><dd>38</dd><dt>Период</dt><dd>1 и 2 четверть 2026/27 учебного года</dd></dl>
<p>Во второй четверти <data class="from-sheet" value="Жыйынтык!D3">57,9</data> % учеников не
пропустили ни дня,
в первой <data class="from-sheet" value="Жыйынтык!D2">44,7</data> %. Это
<data class="from-sheet" value="'Жыйынтык'!C3">22</data> ученика вместо 17.</p>
<figure role="img" aria-label="Столбцы: доля без пропусков выросла с 44,7 до 57,9 процента">
</figure>
<h2>Следующие шаги</h2>
<table><tr><td>Шаг</td><td>Кто</td><td>Срок</td></tr>
<tr><td>Позвонить семьям тех, кого нет три дня</td><td>классный руководитель</td>
<td>до 15 декабря</td></tr></table>
</body></html>
"""


def report(
    fails: tuple[str, ...], *changes: tuple[str, str], about: str = "", page: str = GOOD
) -> Case:
    """A page beside the good table."""
    return Case("report", "report.html", changed(page, *changes), fails, about, DATA)


STEP = "<tr><td>Катышууну талдоо</td><td>завуч</td><td>22.12.2026</td></tr>"

CASES = (
    Case("data", "data.xlsx", data()),
    Case("data", "data.xlsx", data(across=""), ("axes",), "no title across"),
    Case("data", "data.xlsx", data(up=""), ("axes",)),
    Case("data", "data.xlsx", data("Четверть", "Доля"), ("axes",), "no unit"),
    Case("data", "data.xlsx", data(kind="pie"), ("axes",), "a pie"),
    Case("data", "data.ods", kept(LESSON, "data.ods"), (), "LibreOffice, .ods"),
    report((), about="Kyrgyz, a table of sources"),
    report((), about="Russian, numbers from the surface", page=RUSSIAN),
    Case(
        "report",
        "libreoffice.zip",
        kept(LESSON, "libreoffice.zip"),
        (),
        "English, LibreOffice",
        {"data": ("data.xlsx", data())},
    ),
    report(
        ("numbers",),
        (">58 %<", ">62 %<"),
        ("окуучулардын 58 %", "окуучулардын 62 %"),
        ("45 пайыздан 58", "45 пайыздан 62"),
    ),
    report(("numbers",), (">44,7<", ">46,7<"), ("с 44,7 до", "с"), about="inserted", page=RUSSIAN),
    report(("numbers",), ("$C$3", "C9"), about="an empty cell"),
    report(
        ("numbers",),
        ("<tr><td>22</td><td>Жыйынтык</td><td>$C$3</td></tr>", ""),
        about="two numbers only",
    ),
    Case("report", "report.html", changed(GOOD), ("numbers",), "no table yet"),
    report(("alt",), ("Мамычалар: сабак калтырбагандар 45 пайыздан 58 пайызга өстү", "диаграмма")),
    report(
        ("alt",),
        ("45 пайыздан 58 пайызга өстү", "чейректен чейрекке көбөйүп баратат"),
        about="no number",
    ),
    report(("n",), ("<p>Окуучулар: 38</p>", "")),
    report(("n",), ("2026-жылдын 1–2-чейреги", "эки чейрек"), about="no year"),
    report(("noname",), ("Башкача айтканда", "Асанов Тилек эми калтырбайт. Башкача айтканда")),
    report(("three",), ("15.12.2026", "жакында")),
    report(("three",), ("<td>класс жетекчи</td>", "<td></td>"), about="nobody named"),
    report(
        ("three",),
        (STEP[:4], STEP[:4]),
        ("20-декабрь</td></tr>", "20-декабрь</td></tr>" + STEP + STEP),
        about="four steps",
    ),
    report(("cause",), ("болушу мүмкүн, анткени", "болду, анткени")),
)

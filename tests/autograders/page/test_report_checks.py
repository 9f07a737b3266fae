from __future__ import annotations

from collections.abc import Mapping

import pytest
from autograders.page.samples import failure, page

from mugalim_checks.core import CannotTell
from mugalim_checks.messages import message
from mugalim_checks.page import (
    Page,
    causes_softened,
    chart_axes_named,
    chart_says_finding,
    next_steps,
    numbers_recompute,
    states_number_and_period,
)
from mugalim_checks.page.figures import figures, has_day
from mugalim_checks.workbook import Workbook

WORDS = "<p>Прочитайте эту страницу дома и решите задачи.</p>"
COLUMNS = {
    "number": ["Number", "Сан", "Число"],
    "sheet": ["Sheet", "Барак", "Лист"],
    "cell": ["Cell", "Уяча", "Ячейка"],
}
STEPS = {
    "step": ["Step", "Кадам", "Шаг"],
    "who": ["Who", "Ким", "Кто"],
    "date": ["By when", "Качанга чейин", "Срок"],
}


def book(**inputs: str) -> Workbook:
    """A data table with one sheet of these cells."""
    cells = {address: {"input": text} for address, text in inputs.items()}
    return Workbook.from_state({"sheets": [{"name": "Итоги 7", "cells": cells}]})


DATA = {
    "data": book(
        A1="Итоги",
        B1="38",
        B2="22",
        B3="=B2/B1",
        B4="57.894736%",
        B5="=1/0",
        B6="=NOSUCH(B1)",
        B7="TRUE",
    )
}


def sources(*rows: tuple[str, str, str], text: str = "") -> Page:
    """A page with a text and a table of sources."""
    lines = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows)
    table = f"<table><tr><th>Число<th>Лист<th>Ячейка{lines}</table>"
    return page(f"{WORDS}<p>{text}</p>{table}")


def recompute(found: Page, beside: Mapping[str, object] = DATA, least: int = 1) -> None:
    """The check of numbers with this page."""
    numbers_recompute(found, columns=COLUMNS, beside=beside, least=least)


@pytest.mark.parametrize(
    ("shown", "cell"),
    [
        ("58 %", "B3"),
        ("57,9 %", "B3"),
        ("57.89 процента", "B3"),
        ("0,58", "B3"),
        ("58", "B4"),
        ("58 пайыз", "B4"),
        ("22", "$B$2"),
        ("22", "b2"),
        ("38 учеников", "B1"),
    ],
)
def test_a_number_is_right_as_it_is_rounded(shown: str, cell: str) -> None:
    """Whole, with decimals, as a share or as per cent."""
    recompute(sources((shown, "Итоги 7", cell), text=shown))
    recompute(sources((shown, "", f"'Итоги 7'!{cell}"), text=shown))


@pytest.mark.parametrize(
    ("shown", "sheet", "cell", "said"),
    [
        ("62 %", "Итоги 7", "B3", "page.number_differs"),
        ("57,8 %", "Итоги 7", "B3", "page.number_differs"),
        ("58", "Итоги 7", "B3", "page.number_differs"),
        ("58 %", "Итоги", "B3", "page.source_unclear"),
        ("58 %", "Итоги 7", "B3:B4", "page.source_unclear"),
        ("58 %", "Итоги 7", "где-то", "page.source_unclear"),
        ("58 %", "", "", "page.source_unclear"),
        ("58 %", "Итоги 7", "A1", "page.cell_no_number"),
        ("58 %", "Итоги 7", "B5", "page.cell_no_number"),
        ("58 %", "Итоги 7", "B7", "page.cell_no_number"),
        ("58 %", "Итоги 7", "C9", "page.cell_no_number"),
        ("много", "Итоги 7", "B3", "page.source_no_figure"),
    ],
)
def test_a_number_that_is_not_the_tables_is_told(
    shown: str, sheet: str, cell: str, said: str
) -> None:
    """What is not right, and what the table gives."""
    found = failure(
        recompute, sources((shown, sheet, cell), ("38", "Итоги 7", "B1"), text=f"{shown} 38")
    )
    assert (found.id, found.earned) == (said, 0.5)


def test_what_the_table_gives_is_said_as_on_the_page() -> None:
    """With a decimal comma and a per cent sign."""
    found = failure(recompute, sources(("62,5 %", "Итоги 7", "B3"), text="62,5 %"))
    assert "62,5 %" in message(found, "ru")
    assert "57,9 %" in message(found, "ru")
    share = failure(recompute, sources(("58", "Итоги 7", "B3"), text="58"))
    assert "58, the table gives 0.58" in message(share, "en")


def test_sources_are_needed_and_used() -> None:
    """No table of data, no source, too few, and a number that the text does not have."""
    good = sources(("38", "Итоги 7", "B1"), text="38 учеников")
    assert failure(recompute, good, {}).id == "page.no_data"
    assert failure(recompute, page(WORDS)).id == "page.no_sources"
    few = failure(recompute, good, least=3)
    assert (few.id, few.earned) == ("page.few_sources", 1 / 3)
    unused = sources(("38", "Итоги 7", "B1"), text="39 учеников")
    assert failure(recompute, unused).id == "page.number_not_used"


def test_a_formula_that_is_not_known_is_nobodys_fault() -> None:
    """The check did not run."""
    with pytest.raises(CannotTell):
        recompute(sources(("58", "Итоги 7", "B6"), text="58"))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Учеников: 38</p><p>Период: 2 четверть 2026/27</p>",
        "<p>Учеников: 38; период: 2026 год, I четверть</p>",
        "<p>Учеников = 38<br>Период — осень 2026</p>",
        "<table><tr><td>Учеников<td>38<tr><td>Период<td>осень 2026</table>",
        "<table><tr><th>Учеников<th>Период<tr><td>38<td>осень 2026</table>",
        "<dl><dt>Учеников<dd>38<dt>Период<dd>осень 2026</dl>",
        "<h2>Учеников</h2><p>38</p><h2>Период</h2><p>осень 2026</p>",
        "<ul><li><b>Учеников:</b> 38</li><li><b>Период:</b> осень 2026</li></ul>",
    ],
)
def test_fields_are_found_in_any_form(body: str) -> None:
    """Lines, rows, columns, lists of terms, headings."""
    found = page(f"<h1>Отчёт</h1>{WORDS}{body}")
    states_number_and_period(found, number=["Учеников"], period=["Период"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>Период: осень 2026", "page.no_field"),
        ("<p>Учеников:<p><p>Период: осень 2026", "page.no_field"),
        ("<p>Учеников: много<p>Период: осень 2026", "page.no_count"),
        ("<p>Учеников: 0<p>Период: осень 2026", "page.no_count"),
        ("<p>Учеников: 38<p>Период: осень", "page.no_year"),
    ],
)
def test_a_field_that_says_nothing_is_told(body: str, said: str) -> None:
    """Half of the points stay for the other one."""
    found = failure(
        states_number_and_period,
        page(WORDS + body),
        number=["Pupils", "Окуучулар", "Учеников"],
        period=["Период"],
    )
    assert (found.id, found.earned) == (said, 0.5)
    assert found.values["label"] in ("Учеников", "Период")


def steps(*rows: tuple[str, str, str]) -> Page:
    """A page with a table of next steps."""
    lines = "".join(f"<tr><td>{'<td>'.join(row)}" for row in rows)
    return page(f"{WORDS}<table><tr><td>Шаг<td>Кто<td>Срок{lines}</table>")


def test_next_steps_have_a_person_and_a_day() -> None:
    """One to three rows, each whole."""
    good = ("Позвонить семьям", "завуч", "до 15 декабря")
    next_steps(steps(good, good), columns=STEPS)
    titled = "<table><tr><td colspan=3>Наш план<tr><td>Шаг<td>Кто<td>Срок (до)<tr><td>Позвонить"
    next_steps(page(f"{WORDS}{titled}<td>завуч<td>15.12</table>"), columns=STEPS)
    assert failure(next_steps, page(WORDS), columns=STEPS).id == "page.no_steps"
    assert failure(next_steps, steps(good, good, good, good), columns=STEPS).id == "page.many_steps"
    nobody = failure(next_steps, steps(good, ("Позвонить", "", "15.12.2026")), columns=STEPS)
    assert (nobody.id, nobody.earned) == ("page.step_lacks", 0.5)
    empty = failure(next_steps, steps(("…", "завуч", "15.12.2026")), columns=STEPS)
    assert empty.id == "page.step_empty"
    assert (
        failure(next_steps, steps(("Позвонить", "завуч", "скоро")), columns=STEPS).id
        == "page.step_no_day"
    )


@pytest.mark.parametrize(
    "text",
    [
        "15.12.2026",
        "15.12",
        "2026-12-15",
        "до 15 декабря",
        "15-декабрь",
        "15-декабрга чейин",
        "December 15",
        "15 Dec",
        "1 мая",
        "5-июнда",
    ],
)
def test_days_are_known_as_they_are_written(text: str) -> None:
    """By numbers and by names of months in three languages."""
    assert has_day(text)


@pytest.mark.parametrize(
    "text", ["скоро", "31.02.2026", "45 декабря", "в декабре", "15 учеников", "2026", "3 марки"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    """Days that do not exist, months alone, other numbers."""
    assert not has_day(text)


def test_numbers_are_read_as_they_are_written() -> None:
    """Thousands, decimals, per cent; not the parts of dates and words."""
    found = [
        (each.value, each.decimals, each.per_cent)
        for each in figures(
            "1 200 учеников, 57,9 % и 3.50; 7-Б, 12.05.2026, A4, −2 балла, 40 пайыз"
        )
    ]
    assert found == [
        (1200, 0, False),
        (57.9, 1, True),
        (3.5, 2, False),
        (7, 0, False),
        (-2, 0, False),
        (40, 0, True),
    ]


def test_a_charts_words_hold_its_finding() -> None:
    """A number that stands in the text too."""
    chart = "<img src=a.png alt='Столбцы выросли с {} до 58 процентов за одну четверть'>"
    chart_says_finding(page(f"{WORDS}<p>Сначала 46 %.{chart.format(46)}"))
    found = failure(chart_says_finding, page(f"{WORDS}<p>Сначала 41 %.{chart.format(46)}"))
    assert (found.id, found.earned) == ("page.alt_no_number", 0.5)
    assert failure(chart_says_finding, page(f"{WORDS}<p>Сначала 46 %.")).id == "page.no_chart"


def test_causes_need_a_may() -> None:
    """In any language; words of a plan with any ending where it says so."""
    causes, may = {"ru": ["привел*", "из-за"], "ky": ["анткени"]}, {"ru": ["возможно"]}
    causes_softened(page(f"{WORDS}<p>Возможно, это привело к росту."), causes=causes, may=may)
    for claim in ("Это привело к росту.", "Из-за погоды.", "Анткени жамгыр жаады."):
        found = failure(causes_softened, page(f"{WORDS}<p>{claim}"), causes=causes, may=may)
        assert found.id == "page.cause_claimed"


def charted(**chart: object) -> Workbook:
    """A table with a chart."""
    sheet = {"name": "Итоги", "cells": {"A1": {"input": "1"}}, "charts": [chart] if chart else []}
    return Workbook.from_state({"sheets": [sheet]})


def test_a_charts_axes_say_what_and_in_which_unit() -> None:
    """A quarter for each title, half where only the unit is not there."""
    across = {"title": "Четверть"}
    chart_axes_named(charted(kind="column", across=across, up={"title": "Доля, %"}), units=["%"])
    unit = failure(
        chart_axes_named, charted(kind="bar", across=across, up={"title": "Доля"}), units=["%"]
    )
    assert (unit.id, unit.earned) == ("page.axis_no_unit", 0.5)
    one = failure(chart_axes_named, charted(kind="line", across=across), units=["%"])
    assert (one.id, one.earned) == ("workbook.axis_untitled", 0.25)
    assert (
        failure(chart_axes_named, charted(kind="pie"), units=["%"]).id == "workbook.chart_no_bars"
    )
    assert failure(chart_axes_named, charted(), units=["%"]).id == "workbook.chart_missing"


def test_a_cell_typed_on_a_russian_keyboard_is_found() -> None:
    """Nobody can see that the В of В2 is Cyrillic."""
    rows = [("22", "Итоги 7", "В2"), ("38", "Итоги 7", "в1"), ("57,9 %", "Итоги 7", "$В$3")]
    found = sources(*rows, text="22 из 38, это 57,9 %")
    numbers_recompute(found, columns=COLUMNS, beside=DATA)


def test_one_cell_three_times_is_one_source() -> None:
    """Three different numbers are asked for."""
    found = failure(
        numbers_recompute,
        sources(*[("38", "Итоги 7", "B1")] * 3, text="38 учеников"),
        columns=COLUMNS,
        beside=DATA,
    )
    assert (found.id, found.values["found"]) == ("page.few_sources", 1)


def test_two_fields_may_share_a_line() -> None:
    """A full stop or a comma stands between them."""
    for line in ("Учеников: 38. Период: 2 четверть 2026 года", "Учеников: 38, период: 2026"):
        states_number_and_period(page(f"{WORDS}<p>{line}"), number=["Учеников"], period=["Период"])

"""Finer cases of the checks of a data task."""

from __future__ import annotations

from typing import Any

import pytest
from autograders.workbook.made import Rows, book, said

DATA = ["Data", "Маалымат", "Данные"]
TASK = {
    "step": ["Step", "Кадам", "Шаг"],
    "question": ["Question", "Суроо", "Вопрос"],
    "answer": ["Answer", "Жооп", "Ответ"],
    "key": ["Key", "Ачкыч", "Ключ"],
}
ROWS: list[list[Any]] = [["Month", "Use (kWh)"], *([f"m{n}", n * 10] for n in range(1, 13))]
STEPS = {"formulate": ["Formulate", "Түзүү", "Сформулировать"]}


def task(answers: list[Any], keys: list[Any] | None = None) -> list[list[Any]]:
    """A task with these answers and keys."""
    head = ["Step", "Question", "Answer", "Key"]
    keys = keys or [None] * len(answers)
    asked = "What do the numbers say?"
    return [head, *(["Formulate", asked, a, k] for a, k in zip(answers, keys, strict=True))]


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (["=SUM(Data!B2:B13)", "=MAX(Data!B:B)"], ("", 1.0)),
        (["=SUM(Data!B2:B13)", "=C2/12", "in winter"], ("", 1.0)),
        (["=SUM(Data!B2:B13)", 120], ("answer_typed", 0.5)),
        (["=SUM(Data!B2:B13)", "=1+1"], ("answer_elsewhere", 0.5)),
        (["=SUM(Data!B2:B13)", "cold"], ("answers_few", 0.5)),
        ([], ("answers_few", 0.0)),
    ],
)
def test_answers_are_counted_from_the_data(answers: list[Any], wanted: tuple[str, float]) -> None:
    """By formulas that read them, straight or by another cell; words need none."""
    workbook = book({"Data": ROWS, "Task": task(answers)})
    found = said("answers_are_formulas", workbook, data=DATA, task=TASK, answer="answer", least=2)
    assert found == wanted


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("65", ""),
        ("=AVERAGE(Data!B2:B13)", ""),
        ("65.0", ""),
        ("64.9", "key_differs"),
        ("many", "key_differs"),
        (None, "key_empty"),
    ],
)
def test_the_key_says_what_the_data_give(key: str | None, wanted: str) -> None:
    """To the last place that was typed."""
    workbook = book({"Data": ROWS, "Task": task(["=AVERAGE(Data!B2:B13)"], [key])})
    found = said("key_recomputes", workbook, data=DATA, task=TASK, answer="answer", key="key")
    assert found[0] == wanted


def test_an_answer_that_shows_an_error_is_told() -> None:
    """Before the key is compared."""
    workbook = book({"Data": ROWS, "Task": task(["=Data!B2/0"], ["1"])})
    found = said("key_recomputes", workbook, data=DATA, task=TASK, answer="answer", key="key")
    assert found[0] == "cell_error"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (task(["x"]), ("", 1.0)),
        ([["Step", "Question", "Answer", "Key"], ["Formulate", "Why?"]], ("question_missing", 0.0)),
        ([["Step", "Question", "Answer", "Key"], ["Employ", "How much?"]], ("step_missing", 0.0)),
    ],
)
def test_each_step_has_a_question(rows: Rows, wanted: tuple[str, float]) -> None:
    """In its own row, long enough to be one."""
    more = {"step": "step", "question": "question", "steps": STEPS}
    assert said("steps_asked", book({"Task": rows}), task=TASK, **more) == wanted


def test_the_data_have_a_sheet_and_rows() -> None:
    """Found by its name in any of the languages."""
    assert said("columns_consistent", book({"Other": ROWS}), data=DATA)[0] == "sheet_missing"
    assert said("columns_consistent", book({"Data": [["x"]]}), data=DATA)[0] == "data_missing"
    assert said("columns_consistent", book({"Данные": ROWS[:9]}), data=DATA)[0] == "data_rows"
    assert said("columns_consistent", book({"маалымат": ROWS}), data=DATA)[0] == ""


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("10 kWh", "data_mixed"),
        ("=1/0", "data_mixed"),
        ("05.10.2026", "data_mixed"),
        (None, ""),
    ],
)
def test_a_column_holds_one_kind(cell: str | None, wanted: str) -> None:
    """A text, an error or a date among numbers is odd; a gap is honest."""
    rows = [*ROWS[:5], ["m5", cell], *ROWS[6:]]
    assert said("columns_consistent", book({"Data": rows}), data=DATA)[0] == wanted


def test_two_rows_are_no_data() -> None:
    """Nobody is named in a table of nothing."""
    assert said("has_data", book({"Data": ROWS[:3]}), data=DATA) == ("table_short", 0.0)
    assert said("has_data", book({"Data": ROWS}), data=DATA) == ("", 1.0)


def test_every_column_is_described() -> None:
    """Its unit and source; the heading may say more in brackets."""
    words = {"column": ["Column", "Мамыча", "Столбец"], "unit": ["Unit", "Бирдик", "Единица"]}
    head, month = ["Column", "Unit"], ["Month", "month"]
    for rows, wanted in (
        ([head, month, ["Use", "kWh"]], ("", 1.0)),
        ([head, month, ["Use", None]], ("description_gap", 0.5)),
        ([head, month], ("column_undescribed", 0.5)),
    ):
        workbook = book({"Data": ROWS, "About": rows})
        assert said("columns_described", workbook, data=DATA, described=words) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (ROWS, ""),
        ([["Pupil", "Absent"], ["7", 1]], "person_column"),
        ([["Class", "Absent"], ["7, Асанова Г.", 1]], "person_cell"),
        ([["Class", "Absent"], ["0555 123 456", 1]], "person_cell"),
        ([["Class", "Absent"], ["7 А", 1]], ""),
    ],
)
def test_no_person_is_in_the_data(rows: Rows, wanted: str) -> None:
    """By a heading, by initials, by a phone."""
    person = ["Pupil", "Окуучу", "Ученик"]
    assert said("no_person_in_data", book({"Data": rows}), data=DATA, person=person)[0] == wanted


@pytest.mark.parametrize(
    ("chart", "wanted"),
    [
        ({"kind": "line"}, ""),
        ({"kind": "pie"}, "chart_over_time"),
        ({"kind": "line", "up": {}}, "axis_untitled"),
        ({"kind": "line", "series": [{"values": "Other!B2:B13"}]}, "chart_of_data_missing"),
    ],
)
def test_a_chart_over_time_is_a_line(chart: dict[str, Any], wanted: str) -> None:
    """Its first column says that it goes over time."""
    titles = {"across": {"title": "Month"}, "up": {"title": "kWh"}}
    drawn = {"series": [{"values": "Data!B2:B13"}], **titles, **chart}
    workbook = book({"Data": ROWS}, {"Data": {"charts": [drawn]}})
    assert said("chart_fits", workbook, data=DATA, time=["Month", "Ай", "Месяц"])[0] == wanted


def test_a_chart_of_groups_is_of_bars() -> None:
    """A line between classes means nothing."""
    rows = [["Class", "Books"], *([f"{n} A", n] for n in range(1, 12))]
    for kind, wanted in (("line", "chart_of_groups"), ("pie", "chart_of_groups"), ("bar", "")):
        titles = {"across": {"title": "Class"}, "up": {"title": "Books"}}
        drawn = {"kind": kind, "series": [{"values": "Data!B2:B12"}], **titles}
        workbook = book({"Data": rows}, {"Data": {"charts": [drawn]}})
        assert said("chart_fits", workbook, data=DATA, time=["Month"])[0] == wanted


def test_a_key_that_counts_itself_leaves_the_answers_to_pupils() -> None:
    """Where answers are empty, the formulas of the key are looked at."""
    workbook = book({"Data": ROWS, "Task": task([None, None], ["=SUM(Data!B2:B13)", "=B2"])})
    asked = {"data": DATA, "task": TASK, "answer": "answer", "least": 2}
    assert said("answers_are_formulas", workbook, **asked) == ("answers_few", 0.0)
    assert said("answers_are_formulas", workbook, **asked, key="key")[0] == "answer_elsewhere"


@pytest.mark.parametrize(("key", "wanted"), [("780 kWh", ""), ("65,0 or 66", "key_differs")])
def test_a_key_may_name_the_unit(key: str, wanted: str) -> None:
    """The one number of a text is compared."""
    workbook = book({"Data": ROWS, "Task": task(["=SUM(Data!B2:B13)"], [key])})
    found = said("key_recomputes", workbook, data=DATA, task=TASK, answer="answer", key="key")
    assert found[0] == wanted


@pytest.mark.parametrize("step", ["1. Formulate", "Step 1: formulate it", "FORMULATE"])
def test_steps_are_known_by_their_word(step: str) -> None:
    """A number or more words may stand beside it."""
    rows = [["Step", "Question", "Answer", "Key"], [step, "What do we ask?", None, None]]
    asked = {"task": TASK, "step": "step", "question": "question", "steps": STEPS}
    assert said("steps_asked", book({"Task": rows}), **asked) == ("", 1.0)


def test_a_dash_is_a_missing_number_and_a_sum_is_no_row() -> None:
    """Data may lack a month, and end with a mean of all."""
    rows = [*ROWS[:-1], ["m12", "—"], ["Mean of the year", "=AVERAGE(B2:B13)"]]
    assert said("columns_consistent", book({"Data": rows}), data=DATA) == ("", 1.0)

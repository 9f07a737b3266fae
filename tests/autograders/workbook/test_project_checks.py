"""Finer cases of the checks of a group project's board, and dates as they are typed."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from autograders.workbook.made import Rows, book, said

from mugalim_checks.workbook.checks.dates import date_of, times_of

MEMBERS = {"member": ["Member", "Катышуучу", "Участник"], "role": ["Role", "Роль", "Роль"]}
TASKS = {
    "number": ["No", "№", "№"],
    "task": ["Task", "Тапшырма", "Задача"],
    "owner": ["Owner", "Жооптуу", "Ответственный"],
    "date": ["Due", "Мөөнөтү", "Срок"],
    "after": ["After", "Кийин", "После"],
    "state": ["State", "Абалы", "Состояние"],
    "evidence": ["Evidence", "Далил", "Подтверждение"],
    "online": ["Online", "Онлайн", "Онлайн"],
    "offline": ["Without", "Интернетсиз", "Без интернета"],
}
HEAD = ["No", "Task", "Owner", "Due", "After", "State", "Evidence", "Online", "Without"]
GROUP = [["Member", "Role"], ["A", "writes"], ["B", "counts"], ["C", "draws"]]
STATES = ["To do", "Done"]


def tasks(*changes: dict[int, Any]) -> list[list[Any]]:
    """Two tasks, the second after the first; fields changed by their places, row by row."""
    rows = [
        [1, "ask", "A", "05.10.2026", None, "Done", "list", "form", "paper"],
        [2, "count", "B", "12.10.2026", 1, "To do", "table", None, None],
    ]
    for row, change in zip(rows, changes, strict=False):
        for place, value in change.items():
            row[place] = value
    return [HEAD, *rows]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (GROUP, ("", 1.0)),
        (GROUP[:3], ("members_number", 0.0)),
        ([*GROUP, [None, "looks"]], ("member_empty", 0.38)),
        ([*GROUP, ["D", None]], ("role_empty", 0.38)),
        ([*GROUP, ["a", "looks"]], ("member_twice", 0.5)),
        ([*GROUP, ["D", "Draws"]], ("role_twice", 0.5)),
    ],
)
def test_each_member_has_one_role(rows: Rows, wanted: tuple[str, float]) -> None:
    """Few members, all roles different."""
    assert said("roles_shared_out", book({"G": rows}), members=MEMBERS) == wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (({},), ("", 1.0)),
        (({1: None},), ("task_gap", 0.5)),
        (({2: "Teacher"},), ("owner_unknown", 0.5)),
        (({3: "soon"},), ("date_unread", 0.5)),
        (({5: "perhaps"},), ("state_unknown", 0.5)),
        (({6: None}, {6: None}), ("task_gap", 0.0)),
    ],
)
def test_each_task_is_complete(
    changes: tuple[dict[int, Any], ...], wanted: tuple[str, float]
) -> None:
    """Owner, date, state and evidence."""
    workbook = book({"T": tasks(*changes), "G": GROUP})
    more = {"members": MEMBERS, "states": STATES, "least": 2}
    assert said("tasks_complete", workbook, tasks=TASKS, **more) == wanted


def test_a_board_of_one_task_is_too_short() -> None:
    """A project has several steps."""
    workbook = book({"T": tasks(), "G": GROUP})
    found = said("tasks_complete", workbook, tasks=TASKS, members=MEMBERS, states=STATES)
    assert found[0] == "table_short"


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (({},), ""),
        (({}, {3: "2026-10-05"}), ""),
        (({}, {3: "04.10.26"}), "too_early"),
        (({}, {4: None}), "nothing_waits"),
        (({}, {4: 2}), "waits_for_nothing"),
        (({}, {4: "1; 7"}), "waits_for_nothing"),
    ],
)
def test_no_task_is_due_before_what_it_waits_for(
    changes: tuple[dict[int, Any], ...], wanted: str
) -> None:
    """Dates in any writing; a task that is not there cannot be waited for."""
    assert said("dates_follow", book({"T": tasks(*changes)}), tasks=TASKS)[0] == wanted


def test_long_texts_are_cut_in_hints() -> None:
    """A hint fits a phone, whatever stands in a cell."""
    long = "a very long text of somebody who writes a lot into one cell " * 4
    board = {"T": tasks({2: long, 7: long, 8: None}, {4: long}), "G": GROUP}
    more = {"members": MEMBERS, "states": STATES, "least": 2}
    assert said("tasks_complete", book(board), tasks=TASKS, **more)[0] == "owner_unknown"
    assert said("twin_for_each", book(board), tasks=TASKS)[0] == "twin_missing"
    assert said("dates_follow", book(board), tasks=TASKS)[0] == "waits_for_nothing"
    assert (
        said("dates_follow", book({"T": [["Тапшырма", long]]}), tasks=TASKS)[0] == "table_missing"
    )


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (({},), ("", 1.0)),
        (({8: "—"},), ("twin_missing", 0.0)),
        (({8: "Form"},), ("twin_same", 0.0)),
        (({7: "—"},), ("nothing_online", 0.0)),
    ],
)
def test_each_online_step_has_a_twin(
    changes: tuple[dict[int, Any], ...], wanted: tuple[str, float]
) -> None:
    """That is another way, and not the same once more."""
    assert said("twin_for_each", book({"T": tasks(*changes)}), tasks=TASKS) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["07.10.2026", "What?"], ["14.10.2026", "Why?"]], ("", 1.0)),
        ([["07.10.2026", "What?"]], ("checkpoints_few", 0.5)),
        ([["07.10.2026", "What?"], ["later", "Why?"]], ("checkpoint_no_date", 0.5)),
        ([["07.10.2026", "What?"], ["14.10.2026", None]], ("checkpoint_no_question", 0.5)),
    ],
)
def test_the_teacher_looks_in_time(rows: Rows, wanted: tuple[str, float]) -> None:
    """On two days, each with a question."""
    headings = {"date": ["Checkpoint", "Күнү", "Дата"], "question": ["Ask", "Суроо", "Вопрос"]}
    workbook = book({"P": [["Checkpoint", "Ask"], *rows]})
    assert said("checkpoints_set", workbook, checkpoints=headings) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ('=COUNTIF(F2:F3,"Done")/COUNTA(F2:F3)', ("", 1.0)),
        ('=COUNTIF(F2:F3,"Done")/2*100', ("", 1.0)),
        ('=COUNTIF(F2:F3,"Done")', ("", 1.0)),
        (None, ("progress_missing", 0.0)),
        ("50%", ("progress_typed", 0.0)),
        ("=1/2", ("cell_reads_nothing", 0.0)),
        ('=COUNTIF(F2:F2,"Done")/2', ("progress_not_full", 0.5)),
        ("=COUNTA(F2:F3)/2", ("progress_not_empty", 0.5)),
    ],
)
def test_the_progress_follows_the_states(cell: str | None, wanted: tuple[str, float]) -> None:
    """Full when all is done, empty when nothing is begun."""
    workbook = book({"T": [*tasks(), [], ["Progress", cell]]})
    more = {"label": ["Progress"], "done": ["Done", "Даяр"], "waiting": ["To do"]}
    assert said("progress_counts", workbook, columns=TASKS, **more) == wanted


@pytest.mark.parametrize(
    ("rule", "window", "wanted"),
    [
        ("We answer in a day", ["8:00–20:00"], ("", 1.0)),
        ("We answer in a day", ["8:00", "20:00"], ("", 1.0)),
        ("Soon", ["8:00–20:00"], ("rule_missing", 0.0)),
        (None, ["8:00–20:00"], ("rule_missing", 0.0)),
        ("We answer in a day", ["by day"], ("window_missing", 0.5)),
        ("We answer in a day", ["20:00–8:00"], ("window_at_night", 0.5)),
        ("We answer in a day", ["8:00", "23:00"], ("window_at_night", 0.5)),
    ],
)
def test_the_night_stays_free(
    rule: str | None, window: list[str], wanted: tuple[str, float]
) -> None:
    """A rule in a sentence, and times in one cell or in two."""
    workbook = book({"P": [["Talk", rule], ["When", *window]]})
    assert said("times_agreed", workbook, rule=["Talk"], window=["When"]) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("5.10.26", datetime.date(2026, 10, 5)),
        ("2026-10-05", datetime.date(2026, 10, 5)),
        ("05/10/2026", datetime.date(2026, 10, 5)),
        (46300.0, datetime.date(2026, 10, 5)),
        ("31.02.2026", None),
        ("October", None),
        (4.0, None),
        (None, None),
    ],
)
def test_dates_are_read_as_they_are_typed(value: Any, wanted: datetime.date | None) -> None:
    """With dots, strokes or hyphens, or as the number of a day."""
    assert date_of(value) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"), [("с 8:00 до 20.30", [480, 1230]), (0.5, [720]), ("8", []), (8.0, [])]
)
def test_times_are_read_as_they_are_typed(value: Any, wanted: list[int]) -> None:
    """In words, or as a part of a day."""
    assert times_of(value) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("до 13.10.2026", datetime.date(2026, 10, 13)),
        ("13 октября 2026 г.", datetime.date(2026, 10, 13)),
        ("13-октябрь", datetime.date(1, 10, 13)),
        ("12 января", datetime.date(2, 1, 12)),
        ("13.10 или 14.10", None),
        ("30 февраля", None),
    ],
)
def test_dates_are_read_in_words(text: str, wanted: datetime.date | None) -> None:
    """A day without a year is one of a school year."""
    assert date_of(text) == wanted


def test_days_without_a_year_are_compared_among_themselves() -> None:
    """October comes before January, and is not compared with a date of a known year."""
    for dates, wanted in (
        (("20 октября", "12 января"), ""),
        (("12 января", "20 октября"), "too_early"),
        (("12.01.2027", "20 октября"), ""),
    ):
        rows = tasks(*({3: date} for date in dates))
        assert said("dates_follow", book({"T": rows}), tasks=TASKS)[0] == wanted


@pytest.mark.parametrize("text", ["№1", "задача 1", "Ask", "1 и", "нет, 1"])
def test_what_a_task_waits_for_is_said_in_many_ways(text: str) -> None:
    """By its number with a word, or by its name; "no" is nothing."""
    assert said("dates_follow", book({"T": tasks({}, {4: text})}), tasks=TASKS) == ("", 1.0)


def test_a_task_has_one_owner() -> None:
    """Two known names are told apart from an unknown one."""
    for owner, wanted in (("A, B", "owner_several"), ("A и B", "owner_several"), ("A, Z", "owner")):
        workbook = book({"G": GROUP, "T": tasks({2: owner})})
        found = said(
            "tasks_complete", workbook, tasks=TASKS, members=MEMBERS, states=STATES, least=2
        )
        assert found[0].startswith(wanted)


def test_no_is_not_online() -> None:
    """A column of yes and no asks for a twin where it says yes."""
    rows = tasks({7: "да", 8: "бумага"}, {7: "нет", 8: None})
    assert said("twin_for_each", book({"T": rows}), tasks=TASKS) == ("", 1.0)


def test_the_progress_may_stand_right_below_the_tasks() -> None:
    """Its row reads all the states above it, and is no task."""
    rows = [*tasks(), ["Progress", '=COUNTIF(F2:F3,"Done")&" of 2"']]
    workbook = book({"T": rows, "G": GROUP})
    asked = {"label": ["Progress"], "done": ["Done"], "waiting": ["To do"]}
    assert said("progress_counts", workbook, columns=TASKS, **asked) == ("", 1.0)
    found = said("tasks_complete", workbook, tasks=TASKS, members=MEMBERS, states=STATES, least=2)
    assert found == ("", 1.0)


@pytest.mark.parametrize("text", ["с 8 до 20", "саат 8ден 20га чейин", "8-20"])
def test_a_window_of_hours_needs_no_minutes(text: str) -> None:
    """Two hours are from and to; one hour, or three numbers, are no window."""
    assert times_of(text) == [480, 1200]
    assert times_of("до 20") == times_of("в 8, 9 или 10") == []

from __future__ import annotations

from dataclasses import replace

import pytest
from autograders.document.said import document, failure, line, table

from mugalim_checks.document import (
    Cell,
    Document,
    Table,
    grid_full,
    grid_size,
    grid_started,
    has_table,
    levels_can_be_seen,
    levels_differ,
    minutes_fill_lesson,
    points_rise_and_sum,
    self_assessment_present,
    table_present,
)
from mugalim_checks.document.amounts import column_minutes, minutes, points

COLUMN, STATED = ["Minutes", "Мүнөт", "Минуты"], ["Time", "Убакыт", "Время"]
GRID = {
    "own": ["Self", "Өзүм", "Самооценка"],
    "total": ["Total", "Бардыгы", "Всего"],
    "points": ["Points", "Балл", "Баллы"],
}
HEAD = ("Критерий", "Начало (1 балл)", "В пути (2 балла)", "Готово (3 балла)")
ROW = ("одна причина", "две причины и рисунок", "три причины, у каждой рисунок")


def plan(*stages: str, length: str = "45 минут", **kind: int) -> Document:
    """A plan with stages of so many minutes."""
    rows = [(f"Этап {number}", each) for number, each in enumerate(stages, 1)]
    return document("# Время", length, "# Ход", table(("Этап", "Минуты"), *rows, **kind))


def rubric(
    *rows: tuple[str, ...], after: str = "Всего: 9 баллов", head: tuple[str, ...] = HEAD
) -> Document:
    """A rubric of three criteria, or of the rows given."""
    criteria = rows or tuple((name, *ROW) for name in ("Причины", "Данные", "Вывод"))
    return document("# Критерии", table(head, *criteria), after)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10 мин", (10, 10)),
        ("10 минут", (10, 10)),
        ("10'", (10, 10)),
        ("10", (10, 10)),
        ("5–10 мүн", (5, 10)),
        ("1 час 20 мин", (80, 80)),
        ("1 саат", (60, 60)),
        ("2х45", (90, 90)),
        ("7,5 мин", (7.5, 7.5)),
        ("примерно 10 мин", (10, 10)),
        ("без счёта", None),
        ("", None),
        ("45 minutes", (45, 45)),
        ("глава 3", None),
        ("15 min.", (15, 15)),
    ],
)
def test_minutes_are_read_as_people_write_them(
    text: str, found: tuple[float, float] | None
) -> None:
    """Words, signs, ranges, hours and lessons of two parts; a number of a chapter is no time."""
    assert minutes(text) == found


def test_times_of_day_and_from_to_give_what_lies_between() -> None:
    """A chain of intervals is a plan of stages."""
    assert column_minutes(["9:00–9:10", "9:10-9:45"]) == [(10, 10), (35, 35)]
    assert column_minutes(["0–5", "5–20", "20–45"]) == [(5, 5), (15, 15), (25, 25)]
    assert column_minutes(["5–10", "20–25"]) == [(5, 10), (20, 25)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 балла", 3),
        ("Уверенно – 3", 3),
        ("Готово (3)", 3),
        ("3", 3),
        ("3 – готово", 3),
        ("2 points: …", 2),
        ("Уровень 3", None),
        ("1,5 упай", 1.5),
        ("", None),
        ("три", None),
        ("1-балл", 1),
    ],
)
def test_points_are_read_as_people_write_them(text: str, found: float | None) -> None:
    """The number of a level alone is no number of points."""
    assert points(text) == found


@pytest.mark.parametrize(
    "stages",
    [
        ("5", "15 мин", "25'"),
        ("10–15", "10", "20–25"),
        ("5", "15", "24"),
        ("5", "15", "25", "45"),
        ("0-5", "5-20", "20-45"),
    ],
)
def test_minutes_that_fill_the_lesson_pass(stages: tuple[str, ...]) -> None:
    """Ranges, a difference of two minutes, a row with the sum, and from-to."""
    minutes_fill_lesson(plan(*stages), column=COLUMN, stated=STATED)


@pytest.mark.parametrize(
    ("found", "trouble", "earned"),
    [
        (plan("5", "15", "20"), "document.minutes_differ", 0.5),
        (plan("5", "", "20"), "document.minutes_missing", 0.5 * 2 / 3),
        (plan("скоро", "потом"), "document.minutes_missing", 0),
        (plan("5", "15", length="долго"), "document.length_missing", 0.25),
        (
            document("# Время", "45 мин", table(("Этап", "Кто"), ("a", "b"))),
            "document.column_missing",
            0,
        ),
    ],
)
def test_what_the_minutes_lack_is_said(found: Document, trouble: str, earned: float) -> None:
    """Another sum, no minutes, no length, no column."""
    raised = failure(minutes_fill_lesson, found, column=COLUMN, stated=STATED)
    assert (raised.id, raised.earned) == (trouble, pytest.approx(earned))


def test_the_length_may_stand_after_a_label() -> None:
    """A line "Time: 45 minutes" is enough."""
    found = document("Убакыт: 45 мүнөт", table(("Этап", "Минуты"), ("a", "20"), ("b", "25")))
    minutes_fill_lesson(found, column=COLUMN, stated=STATED)


def test_a_last_stage_as_long_as_the_others_is_no_total() -> None:
    """5 + 15 = 20, and yet the 20 minutes are a stage of their own."""
    minutes_fill_lesson(plan("5", "15", "20", length="40 мин"), column=COLUMN, stated=STATED)
    raised = failure(minutes_fill_lesson, plan("5", "15", "20", "40"), column=COLUMN, stated=STATED)
    assert raised.values == {"found": 40, "stated": 45}


def test_the_length_may_stand_in_a_table_beside_its_name() -> None:
    """The head of a plan is often a table of two columns."""
    head = table(("Предмет", "Биология"), ("Время", "45 мин"), headers=0)
    stages = table(("Этап", "Минуты"), ("a", "20"), ("b", "25"))
    minutes_fill_lesson(document(head, stages), column=COLUMN, stated=STATED)


@pytest.mark.parametrize("length", ["8.00–8.45", "с 9:00 до 9:45", "45 мин (2 × 45 во вторник)"])
def test_the_length_is_read_as_people_write_it(length: str) -> None:
    """Between two times of day, or the first minutes that are said."""
    minutes_fill_lesson(plan("≈ 20", "до 25 мин", length=length), column=COLUMN, stated=STATED)


def test_minutes_are_looked_for_in_the_table_that_has_them() -> None:
    """A table at the top may also begin with the word for time."""
    top = table(("Время", "45 минут"), ("Класс", "6-Б"), ("Тема", "Лист"), headers=0)
    stages = table(("Этап", "Время"), ("Начало", "20"), ("Работа", "25"))
    found = document(top, "# Ход", stages)
    minutes_fill_lesson(found, column=[*COLUMN, "Время"], stated=STATED)


def test_minutes_shared_by_merged_cells_count_once() -> None:
    """One cell over two rows is one number."""
    head = (Cell((line("Этап"),)), Cell((line("Минуты"),)))
    first = (Cell((line("a"),)), Cell((line("45"),), down=2))
    found = document("Время: 45 мин", Table((head, first, (Cell((line("b"),)),)), 1))
    minutes_fill_lesson(found, column=COLUMN, stated=STATED)


def test_a_table_needs_rows_and_a_marked_header() -> None:
    """No table, a short one, and one whose header would stay on the first page."""
    assert failure(has_table, document("Текст")).id == "document.no_table"
    assert failure(table_present, plan("5"), least_rows=2).id == "document.table_short"
    unmarked = failure(table_present, plan("5", "40", headers=0))
    assert (unmarked.id, unmarked.earned) == ("document.header_unmarked", 0.5)
    table_present(plan("5", "40"), column=COLUMN, least_rows=2)


@pytest.mark.parametrize(
    "found",
    [
        rubric(),
        rubric(
            *((*each, "") for each in (("a", *ROW), ("b", *ROW), ("c", *ROW))),
            head=(*HEAD, "Самооценка"),
        ),
        rubric(("a", *ROW), ("b", *ROW), ("c", *ROW), ("Всего", "", "", "9"), after=""),
    ],
)
def test_good_grids_pass(found: Document) -> None:
    """Plain, with a column for the pupil, with the total in a row."""
    for check in (grid_size, grid_full, points_rise_and_sum, levels_differ, levels_can_be_seen):
        check(found, **GRID)


def test_points_may_fall_from_the_best_level() -> None:
    """Some begin with the best level; points of each cell may differ."""
    rows = [(name, "3 балла: …", "2 балла: …", "1 балл: …") for name in "abc"]
    found = rubric(*rows, head=("", "Готово", "В пути", "Начало"))
    points_rise_and_sum(found, **GRID)


@pytest.mark.parametrize(
    ("head", "after", "trouble"),
    [
        (HEAD, "", "document.total_missing"),
        (HEAD, "Всего: 10 баллов", "document.total_differs"),
        (("", "(1)", "(2)", "(2)"), "Всего: 6", "document.points_flat"),
        (("", "(1)", "(3)", "(2)"), "Всего: 9", "document.points_flat"),
        (("", "a", "b", "c"), "Всего: 9", "document.points_missing"),
    ],
)
def test_what_the_points_lack_is_said(head: tuple[str, ...], after: str, trouble: str) -> None:
    """No total, another total, equal points, no points."""
    assert failure(points_rise_and_sum, rubric(head=head, after=after), **GRID).id == trouble


def test_the_size_of_a_grid_is_counted_without_what_is_no_criterion() -> None:
    """Two criteria, two levels, and a header that is not marked."""
    few = rubric(("a", *ROW), ("b", *ROW), ("Баллы", "1", "2", "3"), ("Всего", "", "", "6"))
    assert failure(grid_size, few, **GRID).id == "document.criteria_count"
    narrow = rubric(*((name, *ROW[:2]) for name in "abc"), head=HEAD[:3])
    assert failure(grid_size, narrow, **GRID).id == "document.levels_count"
    blocks = tuple(replace(b, headers=0) if isinstance(b, Table) else b for b in rubric().blocks)
    assert failure(grid_size, Document(blocks), **GRID).id == "document.header_unmarked"


def test_empty_cells_are_counted_and_the_first_is_named() -> None:
    """A share of the points is for what is filled."""
    raised = failure(grid_full, rubric(("a", *ROW), ("b", "нет", "—", "")), **GRID)
    assert (raised.id, raised.values["count"]) == ("document.cell_empty", 2)
    assert raised.values["where"]["values"] == {"table": 1, "row": 3, "column": 3}
    assert raised.earned == pytest.approx(9 / 11)


def test_single_letters_describe_nothing() -> None:
    """A frame with a sign in each cell earns nothing for its size, points or own column."""
    frame = rubric(*((name, "а", "1", "+") for name in ("Причины", "Данные", "Вывод")))
    assert failure(grid_full, frame, **GRID).id == "document.cell_bare"
    assert failure(grid_started, frame, **GRID).id == "document.grid_bare"
    for check in (grid_size, points_rise_and_sum, self_assessment_present):
        assert grid_started in check.needs  # type: ignore[attr-defined]  # a check


def test_numbers_a_title_and_columns_for_the_teacher_are_no_levels() -> None:
    """Criteria stand behind a column of numbers, levels are called by their points alone."""
    head = ("№", "Критерий", "1 балл", "2 балла", "3 балла", "Для меня")
    rows = [(str(number), f"Тема {number}", *ROW, "") for number in (1, 2, 3)]
    whole = table(head, *rows)
    found = document(whole, "Всего 9 баллов")
    for check in (grid_started, grid_size, grid_full, points_rise_and_sum):
        check(found, **GRID)
    title = (Cell((line("Рубрика"),), across=6),)
    for check in (grid_started, grid_full, points_rise_and_sum):
        check(document(replace(whole, rows=(title, *whole.rows)), "Всего 9 баллов"), **GRID)


@pytest.mark.parametrize("check", [grid_full, points_rise_and_sum])
def test_a_grid_without_criteria_earns_nothing(check: object) -> None:
    """A header over empty rows is no rubric."""
    empty = rubric(("", "", "", ""), ("", "", "", ""))
    assert failure(check, empty, **GRID).id == "document.no_criteria"  # type: ignore[arg-type]  # a check


def test_levels_that_say_the_same_and_unseen_words_are_advised() -> None:
    """Two words of difference are too few; "well" is no sight."""
    same = rubric(("a", "одна причина названа", "две причины названы", ROW[2]))
    raised = failure(levels_differ, same, **GRID, least_difference=7)
    assert (raised.id, raised.values["left"]) == ("document.levels_alike", 1)
    well = rubric(("a", "Хорошо написано", *ROW[1:]))
    raised = failure(levels_can_be_seen, well, **GRID, unseen=["хорош"])
    assert (raised.id, raised.values["text"]) == ("document.word_unseen", "Хорошо")


@pytest.mark.parametrize("after", ["Самооценка: что я сделаю иначе?", "Всего: 9"])
def test_the_pupil_marks_herself_in_a_column_or_a_question(after: str) -> None:
    """A line with the label and a question is enough; nothing is not."""
    if after.startswith("Само"):
        self_assessment_present(rubric(after=after), **GRID)
    else:
        raised = failure(self_assessment_present, rubric(after=after), **GRID)
        assert (raised.id, raised.values["name"]) == ("document.self_missing", "Самооценка")

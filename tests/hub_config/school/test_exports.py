import csv
import io
from datetime import UTC, datetime

from hub_config.school.serving import Running
from openpyxl import load_workbook

from mugalim_school import exports
from mugalim_school.exports import Line
from mugalim_school.models import Person

AT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
NAMES = ('Осмонова, Айгүл "Б"', '=HYPERLINK("x")', "@Чыңгыз")
LINES = [Line(name, "c", "l", 1, AT, True, 17.5, 20, "graded") for name in NAMES]


def test_csv_survives_a_comma_in_a_surname_and_runs_nothing() -> None:
    """One field stays one field; what would be a formula is a text."""
    rows = list(csv.reader(io.StringIO(exports.as_csv(LINES, str).decode("utf-8-sig"))))
    assert [len(row) for row in rows] == [len(exports.HEADINGS)] * 4
    assert [row[0] for row in rows[1:]] == [NAMES[0], f"'{NAMES[1]}", f"'{NAMES[2]}"]


def test_xlsx_has_numbers_as_numbers_and_names_as_text() -> None:
    """A name that begins with "=" is no formula."""
    sheet = load_workbook(io.BytesIO(exports.as_xlsx(LINES, str))).active
    assert [cell.value for cell in sheet["A"]][1:] == list(NAMES)
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert sheet["G2"].value == 17.5


async def test_results_download_in_the_language_of_the_page(running: Running) -> None:
    """As an attachment, with everybody in it who has handed in nothing too."""
    with running.school.database.session() as session:
        session.get_one(Person, running.aigul.person).name = NAMES[0]
    answer = await running.nurlan.ask("desk/1/results.csv?lang=ru")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert rows[0][0] == "Имя"
    assert [NAMES[0], "Пока ничего"] in [[row[0], row[-1]] for row in rows]
    assert "attachment" in answer.headers["Content-Disposition"]

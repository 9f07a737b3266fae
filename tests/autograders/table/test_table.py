from __future__ import annotations

import csv
import random
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message, sentence
from mugalim_checks.opening.child import answer
from mugalim_checks.table import Table

HEADER = ("Аты", "Баасы", "Күнү")
ROWS = (("Өмүр; ата-эне", "4,5", "23.11.2026"), ("«Көл»\nкитеп", "3", ""))
TABLE = Table(HEADER, ROWS)
TEXT = 'Аты;Баасы;Күнү\r\n"Өмүр; ата-эне";4,5;23.11.2026\r\n"«Көл»\nкитеп";3;\r\n'


def read(content: bytes, name: str = "a.csv") -> Table:
    """The table in a file, read here."""
    found = answer("table", content, name)
    if "failure" in found:
        raise Failure(found["failure"], **found["values"])
    return Table.from_state(found["state"])


def xlsx(*lines: list[object]) -> bytes:
    """An .xlsx of these lines."""
    book, content = Workbook(), BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("start", ["", "sep=;\r\n"])
def test_a_csv_is_read_whatever_program_wrote_it(encoding: str, start: str) -> None:
    """Cells may hold the sign between cells, quotation marks and lines of their own."""
    assert read((start + TEXT).encode(encoding)).filled_rows[1].cells == ROWS[1][:2]
    assert read((start + TEXT).encode(encoding)).filled_rows[0].cells == ROWS[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_sign_between_cells_is_found(delimiter: str) -> None:
    """A decimal comma is none."""
    lines = [["Аты", "Баасы"], ["Асан", "4,5"], ["Айзада", "3,5"]]
    content = BytesIO()
    text = "\n".join(
        delimiter.join(f'"{x}"' if delimiter in x else x for x in line) for line in lines
    )
    content.write(text.encode())
    assert read(content.getvalue()).rows == (("Асан", "4,5"), ("Айзада", "3,5"))


def test_one_column_of_numbers_is_not_cut_at_its_commas() -> None:
    """4,5 under a heading is one number."""
    assert read("Баасы\n4,5\n3,5\n".encode()).rows == (("4,5",), ("3,5",))


def test_an_old_windows_file_is_read() -> None:
    """Excel in Russian still saves Windows-1251 by default."""
    assert read("Имя;Ёмкость №\nАсан;«5»".encode("windows-1251")) == Table(
        ("Имя", "Ёмкость №"), (("Асан", "«5»"),)
    )


def test_a_spreadsheet_gives_values_dates_and_results() -> None:
    """Numbers, days and formulas without a kept result, below a title."""
    content = xlsx(
        ["Четверть"], [], ["Аты", "Баасы", "Күнү", "Жарым", "Ооба"],
        ["Асан", 4.5, date(2026, 11, 23), "=B4/2", True],
        [None, None, datetime.fromisoformat("2026-11-24T08:30"), "=1/0", "0555"],
    )  # fmt: skip
    table = read(content, "a.xlsx")
    assert table.above == ("Четверть", "")
    assert table.rows[0] == ("Асан", "4.5", "23.11.2026", "2.25", "TRUE")
    assert table.rows[1] == ("", "", "24.11.2026 08:30", "#DIV/0!", "0555")
    assert [row.number for row in table.filled_rows] == [4, 5]


def test_the_first_sheet_that_can_be_seen_and_is_filled_counts() -> None:
    """Hidden and empty sheets are passed over."""
    book, content = Workbook(), BytesIO()
    book.active.sheet_state, book.active["A1"] = "hidden", "жашыруун"
    book.create_sheet("бош")
    book.create_sheet("толук").append(["Аты", "Баасы"])
    book.active = 1
    book.save(content)
    assert read(content.getvalue()).header == ("Аты", "Баасы")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".ods"])
def test_a_table_is_written_and_read_again(ending: str) -> None:
    """Titles, blank rows, telephone numbers and texts like formulas stay what they are."""
    cells = ("=1+1", "+996555", "0555", "-", "@all", "-3", "4,5", "12%", "’", "'а")
    table = Table(("A", "B"), (cells, (), ("x",)), ("Титул", ""))
    again = read_artefact("table", write_artefact(table, ending), f"again{ending}")
    assert isinstance(again, Table)
    assert (again.header, again.above) == (table.header, table.above)
    assert [cell.replace(".", ",") for cell in again.rows[0]] == list(cells)
    assert again.rows[1:] == table.rows[1:]
    assert write_artefact(table, ending) == write_artefact(table, ending)


def test_no_program_takes_a_text_of_the_file_for_a_formula() -> None:
    """A cell that begins like one begins with an apostrophe in a .csv."""
    text = write_artefact(Table(("a", "b"), (("=cmd()", "-5"),)), ".csv").decode("utf-8-sig")
    assert list(csv.reader(text.splitlines(), delimiter=";"))[1] == ["'=cmd()", "-5"]


def test_every_text_is_a_passage_with_its_row_and_column() -> None:
    """What stands above the header counts, too."""
    found = Table(("Аты", ""), (("Асан", "x"),), ("Титул",)).passages
    said = [sentence(each.where["id"], each.where["values"], "ky") for each in found]
    assert [each.text for each in found] == ["Титул", "Аты", "Асан", "x"]
    assert said[2:] == ["3-сап, «Аты» мамычасы", "3-сап, «B» мамычасы"]


@pytest.mark.parametrize("name", ["Күнү", "куну", " КҮНҮ: ", "Күнү *"])
def test_a_column_is_found_however_its_name_is_typed(name: str) -> None:
    """Capitals, a Russian keyboard, a colon."""
    assert Table(("Аты", name)).find_column(["Date", "Күнү", "Дата"]) == 1
    assert TABLE.find_column(["Author"]) is None


def test_a_table_without_rows_is_empty_and_its_texts_are_translated() -> None:
    """A header alone is nothing to grade."""
    assert Table(HEADER).is_empty
    assert Table(HEADER, (("", " "),)).is_empty
    assert read(b"\xef\xbb\xbf\r\n") == Table()
    assert TABLE.translated(str.upper).header == ("АТЫ", "БААСЫ", "КҮНҮ")
    assert Table.from_state(TABLE.to_state()) == TABLE


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"\x00\x01\x02\x03", "file.not_text"),
        (b"\xff\xfea", "file.not_text"),
        (b"%PDF-1.7", "file.another_kind"),
        (b"<!doctype html><table>", "file.another_kind"),
        (b"PK\x05\x06" + bytes(18), "file.another_kind"),
        (b"PK\x03\x04 broken", "file.damaged"),
        (b'a;b\n"' + b"x" * 140_000, "file.damaged"),
        (b"a;b\n" + b"x" * 8_001 + b";1", "file.bomb"),
        (b"a;b\n" * 5_001, "file.bomb"),
        (b"a;" * 101 + b"b", "file.bomb"),
    ],
    ids=lambda value: repr(value[:12]),
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, id: str) -> None:
    """Other files, broken ones, and too much."""
    with pytest.raises(Failure) as caught:
        read(content)
    assert caught.value.id == id
    assert all(message(caught.value, language) != id for language in ("en", "ky", "ru"))


@pytest.mark.parametrize(
    "content", [TEXT.encode(), write_artefact(TABLE, ".xlsx")], ids=["csv", "xlsx"]
)
def test_a_broken_file_is_never_more_than_a_failure(content: bytes) -> None:
    """Any byte may be lost, doubled or changed."""
    dice = random.Random(1)  # noqa: S311  no secret
    for _ in range(60):
        changed = bytearray(content)
        at = dice.randrange(len(changed))
        changed[at : at + dice.randrange(3)] = dice.randbytes(dice.randrange(4))
        with suppress(Failure):
            assert isinstance(read(bytes(changed)), Table)


TEXTS = st.lists(st.text(max_size=4) | st.integers(), max_size=3)


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3) | st.text(), TEXTS | st.none())
def test_any_state_is_a_table_or_is_refused(header: object, rows: object, above: object) -> None:
    """A browser may send what it likes."""
    for state in (header, {"header": header}, {"header": header, "rows": rows, "above": above}):
        with suppress(Failure):
            table = Table.from_state(state)
            assert Table.from_state(table.to_state()) == table
            assert isinstance(table.is_empty, bool)


@pytest.mark.parametrize(
    "state",
    [
        {"rows": [["x"]] * 5_001}, {"header": ["x"] * 101}, {"header": ["x" * 8_001]},
        {"rows": [["x"] * 100] * 201}, {"header": "abc"}, {"rows": [1]}, {"other": []}, [], 3,
    ],
    ids=lambda state: repr(state)[:30],
)  # fmt: skip
def test_a_state_beyond_bounds_is_refused(state: object) -> None:
    """As a damaged file is."""
    with pytest.raises(Failure, match=r"file\.damaged"):
        Table.from_state(state)

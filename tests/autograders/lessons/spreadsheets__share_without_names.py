"""A table that may be given away, and each way in which it still tells who the pupils are."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import xlsxwriter
from autograders.lessons.cases import Case, kept
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

LESSON = "spreadsheets__share_without_names"
PUPILS = 30
WORDS = {
    "en": ["Code", "Mathematics", "Kyrgyz", "Group", "How many", "Marks", "Summary"],
    "ky": ["Код", "Математика", "Кыргыз тили", "Топ", "Канча окуучу", "Баалар", "Жыйынтык"],
    "ru": ["Код", "Математика", "Кыргызский", "Группа", "Сколько учеников", "Оценки", "Сводка"],
}
GROUPS = {"en": "mark 2 or 3", "ky": "2 же 3", "ru": "2 или 3"}
MATHS = [2, 3, 4, 5, 4] * 6  # their mean is 3.6
KYRGYZ = [3, 4, 5, 4, 3] * 5 + [3, 4, 4, 4, 3]  # 3.77, to two decimals


def codes() -> list[str]:
    """Codes without meaning, in mixed order."""
    return [f"K{(number * 7 + 3) % 97:02}" for number in range(PUPILS)]


def sheets(language: str, **changes: Any) -> tuple[list[list[Any]], list[list[Any]]]:
    """The rows of both sheets; by changes: codes, maths, counts."""
    words = WORDS[language]
    marks = zip(changes.get("codes", codes()), changes.get("maths", MATHS), KYRGYZ, strict=False)
    counts = changes.get(
        "counts", [f'=COUNTIF({words[5]}!B2:B31,"<=3")', f'=COUNTIF({words[5]}!B2:B31,">3")']
    )
    summary = [[words[3], words[4]], [GROUPS[language], counts[0]], ["4, 5", counts[1]]]
    return [words[:3], *map(list, marks)], summary


def by_openpyxl(
    language: str, change: Callable[[Any], None] | None = None, **changes: Any
) -> Callable[[], bytes]:
    """A file of openpyxl without an author, changed at the end."""

    def make() -> bytes:
        file = openpyxl.Workbook()
        file.properties.creator = ""
        file.active.title = WORDS[language][5]
        file.create_sheet(WORDS[language][6])
        for sheet, rows in zip(file.worksheets, sheets(language, **changes), strict=True):
            for row in rows:
                sheet.append(row)
        if change:
            change(file)
        content = io.BytesIO()
        file.save(content)
        return content.getvalue()

    return make


def by_xlsxwriter(**properties: str) -> Callable[[], bytes]:
    """A file of XlsxWriter, in Kyrgyz, with properties."""

    def make() -> bytes:
        content = io.BytesIO()
        file = xlsxwriter.Workbook(content, {"in_memory": True})
        file.set_properties(properties)
        for name, rows in zip(WORDS["ky"][5:], sheets("ky"), strict=True):
            page = file.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        file.close()
        return content.getvalue()

    return make


def commented(file: Any) -> None:
    """A name in a comment, in another case than on the roster."""
    file.worksheets[0]["B4"].comment = Comment("Бегимай Кайыңовага кайра сунуштоо", "мугалим")


def named(file: Any) -> None:
    """A name as the name of a cell, hidden."""
    file.defined_names["Суусаров"] = DefinedName("Суусаров", attr_text="Оценки!$B$15", hidden=True)


def hidden_column(file: Any) -> None:
    """A column of remarks, hidden."""
    sheet = file.worksheets[0]
    sheet["E1"], sheet["E2"] = "Эскертүү", "үй-бүлө"
    sheet.column_dimensions["E"].hidden = True


def hidden_rows(file: Any) -> None:
    """A filter that left rows away."""
    for row in (3, 4, 9):
        file.worksheets[0].row_dimensions[row].hidden = True


def hidden_sheet(file: Any) -> None:
    """A sheet that the menu does not even show."""
    sheet = file.create_sheet("Старое")
    sheet["A1"] = "черновик"
    sheet.sheet_state = "veryHidden"


def white_text(file: Any) -> None:
    """White on white."""
    file.worksheets[1]["D1"] = "разное"
    file.worksheets[1]["D1"].font = Font(color="FFFFFF")


def key_sheet(file: Any) -> None:
    """The key: codes beside the numbers of the register."""
    sheet = file.create_sheet("Ключ")
    sheet.append(["Код", "№ в журнале"])
    for number, code in enumerate(codes(), 1):
        sheet.append([code, number])


def key_column(file: Any) -> None:
    """A column of birth dates beside the codes."""
    sheet = file.worksheets[0]
    sheet["D1"] = "Туулган күнү"
    for row in range(2, PUPILS + 2):
        sheet[f"D{row}"] = f"{row % 27 + 1:02}.03.2012"


def case(made: Callable[[], bytes], *fails: str, about: str = "") -> Case:
    """A case of this lesson."""
    return Case("shared", "shared.xlsx", made, fails, about)


BORN = ["БА-2012", "НЧ-1102", *codes()[2:]]
TWICE = [codes()[1], *codes()[1:]]
CASES: tuple[Case, ...] = (
    case(by_xlsxwriter()),
    case(by_openpyxl("ru"), about="openpyxl in Russian"),
    Case("shared", "shared.ods", kept(LESSON, "shared.ods"), (), "LibreOffice in English"),
    case(by_openpyxl("ky", commented), "no-names", about="in a comment"),
    case(by_openpyxl("ru", named), "no-names", about="as a hidden name of a cell"),
    case(by_openpyxl("ky", hidden_column), "hidden", about="a column"),
    case(by_openpyxl("ru", hidden_rows), "hidden", about="rows"),
    case(by_openpyxl("ru", hidden_sheet), "hidden", about="a sheet"),
    case(by_openpyxl("ru", white_text), "hidden", about="white on white"),
    case(by_xlsxwriter(author="Завуч", company="Мектеп"), "props"),
    case(by_openpyxl("ru", codes=BORN), "codes", about="initials and birth date"),
    case(by_openpyxl("ky", codes=TWICE), "codes", about="twice"),
    case(by_openpyxl("ru", codes=codes()[:-1]), "same", about="a row lost"),
    case(by_openpyxl("ky", maths=[5, *MATHS[1:]]), "same", about="a mark changed"),
    case(by_openpyxl("en", counts=[28, 2]), "small"),
    case(by_openpyxl("ru", key_sheet), "key", about="a sheet"),
    case(by_openpyxl("ky", key_column), "key", about="a column"),
)

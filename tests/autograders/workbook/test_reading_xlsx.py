"""What Excel, LibreOffice and Google keep around the cells of an .xlsx file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from autograders.spoiling import replaced, with_member
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, FormulaRule, IconSetRule, Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.surroundings import NO_PROPERTIES

NEWER = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
EXTENSION = (
    f'<extLst><ext xmlns:x14="{NEWER}" uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}">'
    "<x14:conditionalFormattings><x14:conditionalFormatting "
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="iconSet" priority="1" id="{1}"><x14:iconSet iconSet="3Triangles">'
    '<x14:cfvo type="percent"><xm:f>0</xm:f></x14:cfvo></x14:iconSet></x14:cfRule>'
    "<xm:sqref>B2:B9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings>"
    "</ext></extLst>"
)
PERSON = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<person displayName="Завуч" id="{P}"/></personList>'
)
THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    'threadedcomments"><threadedComment ref="B2" personId="{P}" id="{1}"><text>Ким бул?</text>'
    '</threadedComment><threadedComment ref="B2" personId="{P}" id="{2}" parentId="{1}">'
    "<text>Сезим Ж.</text></threadedComment></ThreadedComments>"
)
RELATION = (
    '<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
    'threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
)
PIVOT = (
    '<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<cacheFields><cacheField name="Окуучу"><sharedItems><s v="Булутова А."/></sharedItems>'
    "</cacheField></cacheFields></pivotCacheDefinition>"
)


def made(change: Any = None) -> bytes:
    """A small file of openpyxl, changed."""
    file = openpyxl.Workbook()
    sheet = file.active
    sheet.title = "Marks"
    for row in (["Group", "Pupils"], ["high", 7], ["low", 3]):
        sheet.append(row)
    if change:
        change(file, sheet)
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


def solid(colour: Color) -> PatternFill:
    """A fill of one colour."""
    return PatternFill("solid", fgColor=colour)


def read(content: bytes) -> Workbook:
    """The workbook in a file."""
    found = read_artefact("workbook", content, "a.xlsx")
    assert isinstance(found, Workbook)
    return found


def test_conditional_formats_say_what_they_bring() -> None:
    """Comparison, formula, text, icons and others, with bold, colours and number formats."""

    def change(file: Any, sheet: Any) -> None:
        add = sheet.conditional_formatting.add
        red = PatternFill(bgColor="FFC7CE")
        add("B2:B9", CellIsRule("between", ["2", "$B$3"], fill=red))
        add("A2:A9 C2:C9", FormulaRule(["$B2<3"], font=Font(bold=True, italic=True)))
        add("B2:B9", IconSetRule("3TrafficLights1", "percent", [0, 33, 67]))
        sign = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode='"!" 0'))
        add("B2", Rule("expression", dxf=sign, formula=["B2<3"]))
        add("B3", Rule("duplicateValues", dxf=DifferentialStyle(font=Font(strike=True))))

    formats = read(made(change)).sheets[0].formats
    shown = [(each.range, each.kind, each.operator, each.colour_alone) for each in formats]
    assert sorted(shown) == [
        ("A2:A9", "formula", "", False),
        ("B2", "formula", "", False),
        ("B2:B9", "cell", "between", True),
        ("B2:B9", "icons", "3TrafficLights1", True),
        ("B3", "other", "duplicateValues", False),
        ("C2:C9", "formula", "", False),
    ]
    assert next(each for each in formats if each.kind == "cell").formulas == ("2", "=$B$3")


def test_icons_in_an_extension_are_read() -> None:
    """Newer Excel keeps newer icons where older programs do not look."""
    content = replaced(
        made(), "xl/worksheets/sheet1.xml", b"</worksheet>", f"{EXTENSION}</worksheet>".encode()
    )
    (found,) = read(content).sheets[0].formats
    assert (found.range, found.kind, found.operator) == ("B2:B9", "icons", "3Triangles")


def test_hidden_things_are_read() -> None:
    """Sheets, rows, columns of no width, and what lies in them stays."""

    def change(file: Any, sheet: Any) -> None:
        file.create_sheet("Old").sheet_state = "veryHidden"
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[4].hidden = True

    narrow = b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'
    content = replaced(made(change), "xl/worksheets/sheet1.xml", b"<sheetData>", narrow)
    first, second = read(content).sheets
    assert (first.hidden_rows, first.hidden_columns) == (("3:4",), ("B:B",))
    assert (first.hidden, second.hidden) == ("", "very_hidden")


def test_filters_of_a_sheet_and_of_its_tables_are_read() -> None:
    """“Format as table” brings filter buttons, too."""

    def change(file: Any, sheet: Any) -> None:
        sheet.add_table(Table(displayName="Groups", ref="A1:B3"))

    assert read(made(change)).sheets[0].filters == ("A1:B3",)


def test_properties_names_comments_and_headers_are_read() -> None:
    """All that a file says of people."""

    def change(file: Any, sheet: Any) -> None:
        file.properties.creator, file.properties.lastModifiedBy = "A. B.", "C. D."
        file.custom_doc_props.append(StringProperty(name="Мектеп", value="№ 7"))
        file.defined_names["Limit"] = DefinedName("Limit", attr_text="Marks!$B$2", hidden=True)
        sheet["B2"].comment = Comment("7 — Сезим", "Завуч")
        sheet.oddFooter.left.text = "7-класс &P"

    found = read(made(change))
    assert (found.properties.creator, found.properties.last_modified_by) == ("A. B.", "C. D.")
    assert found.properties.custom[0].text == "№ 7"
    assert (found.names[0].name, found.names[0].hidden) == ("Limit", True)
    assert (found.sheets[0].comments[0].author, found.sheets[0].around) == ("Завуч", ("7-класс",))


def test_threads_of_comments_are_read_with_every_answer() -> None:
    """The old note beside a thread says the same and is left out."""

    def change(file: Any, sheet: Any) -> None:
        sheet["B2"].comment = Comment("[Threaded comment] Ким бул?", "tc={1}")

    content = with_member(made(change), "xl/persons/person.xml", PERSON.encode())
    content = with_member(content, "xl/threadedComments/threadedComment1.xml", THREAD.encode())
    content = replaced(
        content,
        "xl/worksheets/_rels/sheet1.xml.rels",
        b"</Relationships>",
        f"{RELATION}</Relationships>".encode(),
    )
    found = [(each.text, each.author) for each in read(content).sheets[0].comments]
    assert found == [("Ким бул?", "Завуч"), ("Сезим Ж.", "Завуч")]


def test_what_pivot_tables_and_charts_remember_is_left_over() -> None:
    """A name stays in a file after its cell is gone."""

    def change(file: Any, sheet: Any) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        sheet.add_chart(chart, "D2")

    cache = (
        b'<tx><strRef><f>Marks!B1</f><strCache><pt idx="0"><v>Old name</v></pt></strCache>'
        b"</strRef></tx>"
    )
    content = with_member(made(change), "xl/pivotCache/pivotCacheDefinition1.xml", PIVOT.encode())
    content = replaced(
        content, "xl/charts/chart1.xml", b"<tx><strRef><f>'Marks'!B1</f></strRef></tx>", cache
    )
    found = read(content)
    assert found.leftovers == ("Окуучу", "Булутова А.")
    assert found.sheets[0].charts[0].remembered == ("Old name",)
    assert "Old name" in [each.text for each in found.passages]


def test_text_that_nobody_uses_in_the_list_of_texts_is_left_over() -> None:
    """Some programs keep texts of cells that were emptied."""
    plain = Workbook.from_state({"sheets": [{"name": "M", "cells": {"A1": {"input": "word"}}}]})
    more = "<si><t>Тимур</t></si></sst>".encode()
    content = replaced(write_artefact(plain, ".xlsx"), "xl/sharedStrings.xml", b"</sst>", more)
    assert read(content).leftovers == ("Тимур",)


@pytest.mark.parametrize(
    ("font", "fill", "look"),
    [
        (Font(color="FFFFFF"), None, ("#FFFFFF", "")),
        (Font(color=Color(theme=0)), None, ("#FFFFFF", "")),
        (Font(color=Color(theme=0)), solid(Color(theme=4)), ("#FFFFFF", "#4472C4")),
        (Font(color=Color(theme=0)), PatternFill("lightUp"), ("", "")),
        (Font(color=Color(indexed=9)), None, ("#FFFFFF", "")),
        (Font(color=Color(theme=1)), solid(Color(theme=4, tint=0.8)), ("", "#DAE3F3")),
    ],
)  # fmt: skip
def test_colours_of_cells_are_resolved(font: Any, fill: Any, look: tuple[str, str]) -> None:
    """Typed, of the theme, of the old palette; black and no fill are the ordinary ones."""

    def change(file: Any, sheet: Any) -> None:
        sheet["B2"].font = font
        if fill:
            sheet["B2"].fill = fill
        sheet["A1"].alignment = Alignment(wrap_text=True)

    cell = read(made(change)).sheets[0].cells["B2"]
    assert (cell.colour, cell.fill) == look


def test_a_file_without_properties_says_nothing_of_anybody() -> None:
    """Google leaves them out, and no library's name stands in for a person."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            if not name.startswith("docProps/"):
                archive.writestr(name, source.read(name))
    assert read(target.getvalue()).properties == NO_PROPERTIES


def test_merged_cells_keep_their_first_text() -> None:
    """A title over a table is one text."""

    def change(file: Any, sheet: Any) -> None:
        sheet["D1"] = "Title"
        sheet.merge_cells("D1:F2")

    sheet = read(made(change)).sheets[0]
    assert (sheet.merged, sheet.input("D1"), sheet.input("E1")) == (("D1:F2",), "Title", "")

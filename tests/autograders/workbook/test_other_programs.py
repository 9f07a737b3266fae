from __future__ import annotations

import io
import zipfile

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.workbook import Rule, Sheet, Workbook

PLAIN = write_artefact(
    Workbook.from_state(
        {"sheets": [{"name": "Marks", "cells": {"A1": {"input": "1"}}}, {"name": "L", "cells": {}}]}
    ),
    ".xlsx",
)
ROWS = (
    '<row r="1"><c r="A1"><v>4</v></c><c r="B1" t="inlineStr"><is><t>Асан</t></is></c>'
    '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1*2</f><v>8</v></c></row>'
    '<row r="2"><c r="A2"><v>5</v></c><c r="C2"><f t="shared" si="0"/><v>10</v></c>'
    '<c r="D2" t="str"><f>_xlfn.IFS(A2&gt;4,"high")</f><v>high</v></c>'
    '<c r="E2"><f t="array" ref="E2">SUM((A1:A2&gt;4)*1)</f><v>1</v></c>'
    '<c r="F2"><f>A2+Limit</f><v>9.5</v></c><c r="G2" t="e"><v>#N/A</v></c>'
    '<c r="H2" t="b"><v>1</v></c><c r="I2" t="str"><f>""</f><v></v></c></row>'
    '<row r="3"><c r="E3"><f t="array" ref="E3:E4">A1:A2*2</f><v>8</v></c></row>'
    '<row r="4"><c r="E4"><v>10</v></c></row>'
)
EXTENSION = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1>'
    "<xm:f>L!$A$1:$A$5</xm:f></x14:formula1><xm:sqref>C2:N41 P2</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext></extLst>"
)
PANE = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A20" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
NAMES = "<definedNames><definedName name='Limit'>L!$A$1</definedName></definedNames>"


def as_another_program_writes() -> Sheet:
    """The first sheet of a file with what Excel, LibreOffice and Google put into theirs."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, _changed(name, source.read(name).decode()))
    return read_artefact("workbook", target.getvalue(), "register.xlsx").sheets[0]


def _changed(name: str, text: str) -> str:
    if name == "xl/workbook.xml":
        return text.replace("</sheets>", f"</sheets>{NAMES}")
    if name != "xl/worksheets/sheet1.xml":
        return text
    head, _, rest = text.partition("<sheetData>")
    start, end = head.index("<sheetViews>"), head.index("</sheetViews>") + len("</sheetViews>")
    tail = rest.partition("</sheetData>")[2].replace("</worksheet>", f"{EXTENSION}</worksheet>")
    return f"{head[:start]}{PANE}{head[end:]}<sheetData>{ROWS}</sheetData>{tail}"


def test_what_other_programs_write_is_read() -> None:
    """Shared and array formulas, prefixes, names, inline texts, errors, truths."""
    inputs = {address: cell.input for address, cell in as_another_program_writes().cells.items()}
    assert inputs == {
        "A1": "4",
        "B1": "Асан",
        "C1": "=A1*2",
        "A2": "5",
        "C2": "=A2*2",
        "D2": '=IFS(A2>4,"high")',
        "E2": "=SUM((A1:A2>4)*1)",
        "F2": "=A2+L!$A$1",
        "G2": "=#N/A",
        "H2": "TRUE",
        "I2": '=""',
        "E3": "=A1:A2*2",
        "E4": "=INDEX(A1:A2*2,2,1)",
    }


def test_a_scrolled_pane_is_still_one_frozen_row() -> None:
    """Where she had scrolled to when she saved does not matter."""
    assert as_another_program_writes().frozen == (1, 0)


def test_a_list_on_another_sheet_is_read_from_the_extension() -> None:
    """Newer Excel keeps such a rule where older programs do not look."""
    rule = Rule(type="list", source="=L!$A$1:$A$5")
    found = [(each.range, each.rule) for each in as_another_program_writes().validations]
    assert found == [("C2:N41", rule), ("P2", rule)]

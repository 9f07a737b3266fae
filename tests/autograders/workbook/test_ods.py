"""Files of LibreOffice: formulas, cells, rules, formats, charts, and files built to harm."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from autograders.spoiling import refusal, replaced, with_member

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.workbook import Workbook
from mugalim_checks.workbook.ods.formulas import from_ods, references_from_ods, to_ods
from mugalim_checks.workbook.places import ranges

RICH = (Path(__file__).parent / "files" / "rich.ods").read_bytes()  # made by LibreOffice
PLAIN = write_artefact(
    Workbook.from_state(
        {"sheets": [{"name": "Marks", "cells": {"A1": {"input": "4"}, "B1": {"input": "=A1*2"}}}]}
    ),
    ".ods",
)


def rich() -> Workbook:
    """The workbook in the file of LibreOffice."""
    found = read_artefact("workbook", RICH, "rich.ods")
    assert isinstance(found, Workbook)
    return found


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("of:=AVERAGE([.C2:.N2])", "=AVERAGE(C2:N2)"),
        ("of:=IF([.$A$1]>3.5;\"high; [.A1]\";'x')", "=IF($A$1>3.5,\"high; [.A1]\",'x')"),
        ("of:=SUM([$Marks.A1:.B2];[$'Two words'.$C$3])", "=SUM(Marks!A1:B2,'Two words'!$C$3)"),
        ("of:=COM.MICROSOFT.IFS([.A1]>1;2)", "=IFS(A1>1,2)"),
        ("of:=ORG.LIBREOFFICE.RAWSUBTRACT([.A1];1)", "=RAWSUBTRACT(A1,1)"),
        ("of:=SUM({1;2|3;4})", "=SUM({1,2;3,4})"),
        ("of:=[.#REF!]+1", "=#REF!+1"),
        ("msoxl:=[.A1]+1", "=A1+1"),
        ('of:=COUNTIF([.A:.A];"<3,5")', '=COUNTIF(A:A,"<3,5")'),
    ],
)
def test_formulas_are_read_in_our_stored_form(theirs: str, ours: str) -> None:
    """References, separators, prefixes and arrays; texts stay as they are."""
    assert from_ods(theirs) == ours


@pytest.mark.parametrize(
    "formula",
    [
        '=IFERROR(ROUND(AVERAGE(C2:N2),1),"")',
        "='Two words'!$B$2+Marks!A1",
        "=SUM({1,2;3,4})",
        '=IFS(A1>1,"a;b")',
        '=TEXTJOIN(", ",TRUE,A1:A3)',
    ],
)
def test_formulas_go_there_and_come_back(formula: str) -> None:
    """What we write for LibreOffice, we read again."""
    assert from_ods(to_ods(formula)) == formula


def test_references_in_a_list_are_told_apart() -> None:
    """Quoted names may hold dots, colons and spaces."""
    found = references_from_ods("Marks.B2:Marks.B9 $'A. B'.$C$1 'x:y'.D4:.D5")
    assert found == ["Marks!B2:B9", "'A. B'!C1", "'x:y'!D4:D5"]


def test_cells_are_joined_into_ranges() -> None:
    """Runs of equal rows become one range."""
    cells = {(row, column) for row in (2, 3, 5) for column in (1, 2, 4)}
    assert sorted(ranges(cells)) == ["A2:B3", "A5:B5", "D2:D3", "D5"]


def test_cells_of_libreoffice_are_read() -> None:
    """Numbers, percentages, dates, times, truths, several lines, arrays, looks."""
    inputs = {address: cell.input for address, cell in rich().sheets[0].cells.items()}
    wanted = {
        "A1": "Pupil", "B2": "4.5", "C2": "12.5%", "D2": "05.10.2026", "E2": "08:30",
        "F2": "=TRUE()",
        "G2": "one\ntwo", "H2": "=B2:B4*2", "H3": "=INDEX(B2:B4*2,2,1)", "A3": "a  b",
        "I2": "=SUM(B2:B4)+Limit!$A$1", "A4": "'5",
    }  # fmt: skip
    assert {address: inputs.get(address) for address in wanted} == wanted
    assert rich().sheets[0].cells["A1"].bold
    assert rich().sheets[0].cells["B2"].format == "0.00"


def test_what_surrounds_the_cells_of_libreoffice_is_read() -> None:
    """Rules, formats, filters, hidden places, merged cells, comments, charts, names, properties."""
    sheet, limit = rich().sheets
    assert [(each.range, each.rule.type) for each in sheet.validations] == [
        ("B2:B4", "decimal"), ("J2:J4", "list"), ("K2", "custom"),
    ]  # fmt: skip
    rule = sheet.validations[0].rule
    assert (rule.operator, rule.first, rule.second) == ("between", "2", "5")
    assert sheet.validations[1].rule.values == ("yes", "no")
    assert [(each.range, each.kind, each.colour_alone) for each in sheet.formats] == [
        ("B2:B4", "cell", False), ("C2:C4", "icons", False), ("A2:A4", "formula", True),
    ]  # fmt: skip
    assert (sheet.filters, sheet.merged, sheet.hidden_rows) == (("A1:F4",), ("L1:M1",), ("6:7",))
    assert (sheet.hidden_columns, limit.hidden) == (("N:N",), "hidden")
    assert [(each.cell, each.text) for each in sheet.comments] == [("B3", "Карап чыгуу")]
    (chart,) = sheet.charts
    assert (chart.kind, chart.title, chart.up.minimum) == ("bar", "Marks", 1.0)
    assert (chart.series[0].values, chart.series[0].categories) == ("Marks!B2:B4", "Marks!A2:A4")
    assert (rich().names[0].name, rich().names[0].refers) == ("Bound", "Limit!$A$1")
    assert rich().properties.creator == "Somebody"


def test_long_names_of_sheets_become_shorter() -> None:
    """LibreOffice takes longer ones than Excel; formulas follow."""
    state = {"sheets": [{"name": "S", "cells": {"A1": {"input": "=S!B1"}, "B1": {"input": "4"}}}]}
    name = "Орточо баалар жана келбеген күндөр, 2-чейрек"
    content = replaced(
        write_artefact(Workbook.from_state(state), ".ods"),
        "content.xml",
        b'table:name="S"',
        f'table:name="{name}"'.encode(),
    )
    content = replaced(content, "content.xml", b"[$S.B1]", f"[$'{name}'.B1]".encode())
    book = read_artefact("workbook", content, "a.ods")
    sheet = book.sheets[0]  # type: ignore[attr-defined]  # a workbook
    assert len(sheet.name) <= 31
    assert sheet.input("A1") == f"='{sheet.name}'!B1"


def packed(**members: bytes) -> bytes:
    """An .ods file of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, inside in members.items():
            archive.writestr(f"{name}.xml", inside)
    return target.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'
TEXT = replaced(
    packed(content=b"<x/>"), "mimetype", b"opendocument.spreadsheet", b"opendocument.text"
)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (packed(content=ENTITIES), "file.strange"),
        (packed(content=b"<x>" + b" " * 60_000_000 + b"</x>"), "file.bomb"),
        (with_member(PLAIN, "../evil.xml", b"<x/>"), "file.strange"),
        (with_member(PLAIN, ".xml", b"<x/>", times=2_100), "file.bomb"),
        (with_member(PLAIN, "Basic/Standard/Module1.xml", b"<x/>"), "file.macros"),
        (TEXT, "file.another_kind"),
        (PLAIN[:-30], "file.damaged"),
        (packed(content=b"<x/>"), "file.too_many_sheets"),
        (packed(content=b"<x><"), "file.damaged"),
        (packed(), "file.too_many_sheets"),
    ],
)  # fmt: skip
def test_a_file_built_to_harm_is_refused(content: bytes, wanted: str) -> None:
    """Each is refused with a sentence in three languages, and nothing is taken in."""
    assert refusal("workbook", content, "a.ods") == wanted


def test_repeated_cells_are_bounded() -> None:
    """A million rows that say nothing are nothing; a million that say something are too many."""
    many = (
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell table:number-columns-repeated="16384"'
    )
    empty = replaced(
        PLAIN, "content.xml", b"<table:table-row>", many + b"/></table:table-row><table:table-row>"
    )
    assert refusal("workbook", empty, "a.ods") == ""
    full = (
        many + b' office:value-type="float" office:value="1"/></table:table-row><table:table-row>'
    )
    content = replaced(PLAIN, "content.xml", b"<table:table-row>", full)
    assert refusal("workbook", content, "a.ods") == "file.too_many_cells"


@pytest.mark.parametrize("seed", range(12))
def test_spoiled_files_are_read_or_refused(seed: int) -> None:
    """Bytes of a part changed by chance: a workbook, or a sentence."""
    chance = random.Random(seed)  # noqa: S311  no secret
    with zipfile.ZipFile(io.BytesIO(RICH)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([each for each in parts if each.endswith("content.xml")])
    spoiled = bytearray(parts[name])
    for _ in range(3):
        spoiled[chance.randrange(len(spoiled))] = chance.choice(b'0192.:<>"$A')
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each, inside in {**parts, name: bytes(spoiled)}.items():
            archive.writestr(each, inside)
    try:
        assert isinstance(read_artefact("workbook", target.getvalue(), "a.ods"), Workbook)
    except Failure as failure:
        assert failure.id.startswith("file.")  # noqa: PT017  both ends are right

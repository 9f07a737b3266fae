from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

from mugalim_checks.core import Failure, message
from mugalim_checks.opening import answer
from mugalim_checks.workbook import Workbook, read_workbook

GOOD = Workbook.from_state(
    {"sheets": [{"name": "Marks", "cells": {"A1": {"input": "4"}, "B1": {"input": "=A1"}}}]}
).to_xlsx()
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'


def rebuilt(
    change: Callable[[str, bytes], bytes] = lambda _, content: content, **added: bytes
) -> bytes:
    """The good file with parts changed or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(target, "w", 8) as archive:
        for name in source.namelist():
            archive.writestr(name, change(name, source.read(name)))
        for name, content in added.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_types(kind: bytes) -> bytes:
    """The good file, called another kind of document by its list of contents."""
    return rebuilt(
        lambda name, content: (
            content.replace(b"spreadsheetml", kind) if name == "[Content_Types].xml" else content
        )
    )


def just_zip(**members: bytes) -> bytes:
    """A zip that is no workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


REFUSED = {
    "file.empty": b"",
    "file.too_big": bytes(10 * 1024 * 1024 + 1),
    "file.old_format": OLE,
    "file.password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "file.not_a_workbook": b"%PDF-1.7 a report",
    "file.damaged": GOOD[: len(GOOD) // 2],
    "file.word": with_types(b"wordprocessingml"),
    "file.slides": with_types(b"presentationml"),
    "file.macros": rebuilt(**{"xl/vbaProject.bin": b"macro"}),
    "file.links": rebuilt(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "file.strange": rebuilt(**{"../../etc/passwd": b"root"}),
    "file.bomb": rebuilt(**{"xl/media/big.bin": bytes(60 * 1024 * 1024)}),
    "file.open_document": just_zip(**{"mimetype": b"ods", "content.xml": b"<x/>"}),
}


@pytest.mark.parametrize("refusal", REFUSED)
def test_a_file_that_is_no_good_workbook_is_refused(refusal: str) -> None:
    """Each with its own sentence, in three languages, and nothing of it opened here."""
    with pytest.raises(Failure) as refused:
        read_workbook(REFUSED[refusal], "register.xlsx")
    assert refused.value.id == refusal
    assert len({message(refused.value, each) for each in ("en", "ky", "ru")}) == 3


OTHERS = {
    "ten thousand members": (
        just_zip(**{f"x{number}.xml": b"<x/>" for number in range(2_500)}),
        "file.bomb",
    ),
    "entities": (rebuilt(**{"xl/extra.xml": ENTITIES}), "file.strange"),
    "an absolute name": (rebuilt(**{"/etc/passwd": b"root"}), "file.strange"),
    "a zip of photos": (just_zip(**{"photo.jpg": b"x"}), "file.not_a_workbook"),
    "broken sheet": (
        rebuilt(lambda name, content: content[:300] if "sheet1" in name else content),
        "file.damaged",
    ),
    "a macro type": (with_types(b"macroEnabled"), "file.macros"),
    "a binary workbook": (with_types(b"sheet.binary"), "file.old_format"),
    "no sheet at all": (
        rebuilt(
            lambda name, content: (
                b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
                if name == "xl/workbook.xml"
                else content
            )
        ),
        "file.too_many_sheets",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_a_file_built_to_harm_is_refused(case: str) -> None:
    """Bombs, entities, names that lead elsewhere, and broken parts."""
    content, refusal = OTHERS[case]
    with pytest.raises(Failure) as refused:
        read_workbook(content, "register.xlsx")
    assert refused.value.id == refusal


@pytest.mark.parametrize(
    ("name", "refusal"), [("marks.csv", "file.csv"), ("marks.xls", "file.old_format")]
)
def test_a_name_may_tell_more_than_bytes(name: str, refusal: str) -> None:
    """A text file named .csv gets the sentence about .csv."""
    with pytest.raises(Failure) as refused:
        read_workbook(b"name;mark\n", name)
    assert refused.value.id == refusal


def test_a_file_that_takes_too_long_is_given_up() -> None:
    """The deadline is kept by the clock."""
    with pytest.raises(Failure) as refused:
        read_workbook(GOOD, "register.xlsx", deadline=0.001)
    assert refused.value.id == "file.too_slow"


def test_too_many_cells_are_refused() -> None:
    """A sheet of a thousand by a hundred is no class register."""
    rows = "".join(
        f'<row r="{r}">' + "".join("<c><v>1</v></c>" for _ in range(50)) + "</row>"
        for r in range(1, 500)
    )

    def filled(name: str, content: bytes) -> bytes:
        if "sheet1" not in name:
            return content
        start, end = content.index(b"<sheetData>"), content.index(b"</sheetData>")
        return content[:start] + b"<sheetData>" + rows.encode() + content[end:]

    with pytest.raises(Failure) as refused:
        read_workbook(rebuilt(filled), "register.xlsx")
    assert refused.value.id == "file.too_many_cells"


def test_a_file_is_opened_in_another_process_only() -> None:
    """Reading leaves openpyxl out of this process, and so out of every kernel."""
    code = (
        "import sys; from mugalim_checks.workbook import read_workbook;"
        "read_workbook(sys.stdin.buffer.read(), 'a.xlsx');"
        "print('openpyxl' in sys.modules, 'xlsxwriter' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=GOOD, capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"False"]


def test_the_reading_process_is_limited() -> None:
    """Memory, processor time, files: taken away before the first byte is read."""
    code = (
        "import json, resource as r; from mugalim_checks import opening; opening.limit();"
        "print(json.dumps([r.getrlimit(x)[0] for x in"
        " (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    memory, seconds, size, files = json.loads(done.stdout)
    assert memory <= 1024**3
    assert seconds <= 30
    assert size <= 10 * 1024**2
    assert files <= 64


def test_an_answer_is_plain_json() -> None:
    """What comes back is data, whatever the file was."""
    for content in (GOOD, *REFUSED.values()):
        assert set(json.loads(json.dumps(answer(content)))) <= {"state", "failure", "values"}

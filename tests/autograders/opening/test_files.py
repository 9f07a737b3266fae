from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import odfdo
import pytest

from mugalim_checks.artefacts import read_artefact, write_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.opening import opener
from mugalim_checks.opening.child import answer
from mugalim_checks.workbook import Workbook

GOOD = write_artefact(
    Workbook.from_state(
        {"sheets": [{"name": "Marks", "cells": {"A1": {"input": "4"}, "B1": {"input": "=A1"}}}]}
    ),
    ".xlsx",
)
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
    "file.is_old_office": OLE,
    "file.password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "file.is_pdf": b"%PDF-1.7 a report",
    "file.is_picture": b"\xff\xd8\xff\xe0 a photo",
    "file.is_rar": b"Rar!\x1a\x07 an archive",
    "file.is_unknown": b"name;mark\n",
    "file.damaged": GOOD[: len(GOOD) // 2],
    "file.is_docx": with_types(b"wordprocessingml"),
    "file.is_pptx": with_types(b"presentationml"),
    "file.macros": rebuilt(**{"xl/vbaProject.bin": b"macro"}),
    "file.links": rebuilt(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
    "file.strange": rebuilt(**{"../../etc/passwd": b"root"}),
    "file.bomb": rebuilt(**{"xl/media/big.bin": bytes(60 * 1024 * 1024)}),
    "file.is_odp": just_zip(mimetype=b"application/vnd.oasis.opendocument.presentation"),
    "file.is_zip": just_zip(**{"photo.jpg": b"x"}),
}


@pytest.mark.parametrize("refusal", REFUSED)
def test_a_file_that_is_no_good_workbook_is_refused(refusal: str) -> None:
    """Each with its own sentence, in three languages, and nothing of it opened here."""
    with pytest.raises(Failure) as refused:
        read_artefact("workbook", REFUSED[refusal], "register.xlsx")
    assert refusal in (refused.value.id, refused.value.values.get("found", {}).get("id"))
    assert len({message(refused.value, each) for each in ("en", "ky", "ru")}) == 3


OTHERS = {
    "ten thousand members": (
        just_zip(**{f"x{number}.xml": b"<x/>" for number in range(2_500)}),
        "file.bomb",
    ),
    "entities": (rebuilt(**{"xl/extra.xml": ENTITIES}), "file.strange"),
    "an absolute name": (rebuilt(**{"/etc/passwd": b"root"}), "file.strange"),
    "broken sheet": (
        rebuilt(lambda name, content: content[:300] if "sheet1" in name else content),
        "file.damaged",
    ),
    "a macro type": (with_types(b"macroEnabled"), "file.macros"),
    "a binary workbook": (with_types(b"sheet.binary"), "file.another_kind"),
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


def odt(**parts: bytes) -> bytes:
    """An OpenDocument text from odfdo with parts of one's own."""
    made = io.BytesIO()
    odfdo.Document("text").save(made)
    target = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, parts.get(name, source.read(name)))
    return target.getvalue()


def test_a_locked_document_is_said_to_be_locked() -> None:
    """LibreOffice locks each part and says so in the list of contents."""
    manifest = b'<m xmlns="x"><encryption-data/></m>'
    found = answer("document", odt(**{"META-INF/manifest.xml": manifest}), "plan.odt")
    assert found["failure"] == "file.password"


def test_empty_parts_are_no_damage() -> None:
    """LibreOffice leaves files of no bytes for what nobody has set."""
    assert "state" in answer("document", odt(**{"Configurations2/menubar.xml": b""}), "plan.odt")


@pytest.mark.parametrize("case", OTHERS)
def test_a_file_built_to_harm_is_refused(case: str) -> None:
    """Bombs, entities, names that lead elsewhere, and broken parts."""
    content, refusal = OTHERS[case]
    with pytest.raises(Failure) as refused:
        read_artefact("workbook", content, "register.xlsx")
    assert refused.value.id == refusal


def test_a_file_that_takes_too_long_is_given_up() -> None:
    """The deadline is kept by the clock."""
    with pytest.raises(Failure) as refused:
        read_artefact("workbook", GOOD, "register.xlsx", deadline=0.001)
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
        read_artefact("workbook", rebuilt(filled), "register.xlsx")
    assert refused.value.id == "file.too_many_cells"


def test_a_file_is_opened_in_another_process_only() -> None:
    """Reading leaves openpyxl out of this process, and so out of every kernel."""
    code = (
        "import sys; from mugalim_checks.artefacts import read_artefact;"
        "read_artefact('workbook', sys.stdin.buffer.read(), 'a.xlsx');"
        "print('openpyxl' in sys.modules, 'xlsxwriter' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=GOOD, capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"False"]


def test_the_reading_process_is_limited() -> None:
    """Memory, processor time, files: taken away before the first byte is read."""
    code = (
        "import json, resource as r; from mugalim_checks.opening.limits import limit; limit(9);"
        "print(json.dumps([r.getrlimit(x)[0] for x in"
        " (r.RLIMIT_DATA, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    memory, seconds, size, files = json.loads(done.stdout)
    assert memory <= 300 * 1024**2
    assert seconds <= 30
    assert size == 0
    assert files <= 64


def test_an_answer_is_plain_json() -> None:
    """What comes back is data, whatever the file was."""
    for content in (GOOD, *REFUSED.values()):
        found = answer("workbook", content, "register.xlsx")
        assert set(json.loads(json.dumps(found))) <= {"state", "failure", "values"}


def test_many_files_are_opened_at_once() -> None:
    """Each has a child of its own; no answer is taken for another's."""
    files = [GOOD, REFUSED["file.is_pdf"]] * 6
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(_opened, files))
    assert found == ["workbook", "file.another_kind"] * 6


def test_a_killed_template_is_replaced() -> None:
    """Whoever ends it, the next file is opened all the same."""
    assert _opened(GOOD) == "workbook"
    opener._OPENER._process.kill()
    opener._OPENER._process.wait()
    assert _opened(GOOD) == "workbook"


def test_a_fork_of_this_process_has_a_template_of_its_own() -> None:
    """Two processes never read each other's files or end each other's template."""
    assert _opened(GOOD) == "workbook"
    child = os.fork()
    if child == 0:
        os._exit(0 if _opened(GOOD) == "workbook" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert _opened(GOOD) == "workbook"


@pytest.mark.parametrize("does", ["while True: pass", "x = [bytes(1 << 20) for _ in range(400)]"])
def test_a_child_that_takes_too_much_is_ended(does: str, tmp_path: Path) -> None:
    """A reader that hangs or eats memory ends with a sentence; the template lives on."""
    package = tmp_path / "mugalim_checks_greedy.py"
    package.write_text(f"def read(content, name):\n    {does}\n")
    code = (
        f"import sys, os, json; sys.path.insert(0, {str(tmp_path)!r});"
        "from mugalim_checks.opening import child;"
        "child.reader_of = lambda kind: 'mugalim_checks_greedy';"
        "file = os.memfd_create('file'); os.write(file, b'x'); out, into = os.pipe();"
        "pid = os.fork();"
        "pid or child.open_here(file, into, {'kind': 'k', 'name': 'n', 'deadline': 1.0});"
        "pid or os._exit(0); os.close(into);"
        "print(os.read(out, 9999).decode() or os.waitpid(pid, 0)[1])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() in (
        str(int(signal.SIGALRM)),
        '{"failure": "file.bomb", "values": {}}',
    )


def test_no_child_has_a_network() -> None:
    """Even a library that wanted to fetch something would find nobody."""
    assert _opened(GOOD) == "workbook"
    template = opener._OPENER._process.pid
    links = [Path(f"/proc/{pid}/ns/net").readlink() for pid in (template, os.getpid())]
    assert links[0] != links[1]


def _opened(content: bytes) -> str:
    """What a file turned out to be: a kind, or why not."""
    try:
        return read_artefact("workbook", content, "a.xlsx").kind
    except Failure as failure:
        return failure.id

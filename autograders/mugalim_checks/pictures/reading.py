"""A .zip of pictures and credits as its state; runs only inside a limited child of `opening`."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import Any

from mugalim_checks.archives import files_of
from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import open_zip, read_member, refuse_kind, what_is
from mugalim_checks.pictures.columns import column_of, credit_fields
from mugalim_checks.pictures.measures import is_picture
from mugalim_checks.pictures.model import MOST_CREDITS, MOST_FILES, Credit, File, Pictures
from mugalim_checks.pictures.photos import measure
from mugalim_checks.states import to_plain
from mugalim_checks.table import Table
from mugalim_checks.table.reading import read as read_table
from mugalim_checks.table.reading import text_of

_TABLES = (".csv", ".xlsx", ".ods", ".txt")


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the pictures in a zip; Failure with a "file." id where it cannot be had."""
    if what_is(content) != "zip":
        raise refuse_kind(content, "pictures")
    with open_zip(content) as archive:
        members = dict(reversed(files_of(archive)))  # of two alike the first stays
        files = _files(archive, members)
        lines = _credits(archive, members)
    state: dict[str, Any] = to_plain(Pictures(files, lines, len(content)))
    return Pictures.from_state(state).to_state()


def _files(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> tuple[File, ...]:
    found: dict[str, File] = {}
    for path in sorted(members):
        name = path.rpartition("/")[2]
        if not is_picture(name):
            continue
        if len(found) >= MOST_FILES:
            raise Failure("file.bomb")
        content = read_member(archive, members[path].filename)
        digest = hashlib.sha256(content).hexdigest()
        found.setdefault(name, File(name, len(content), digest, measure(content)))
    return tuple(found.values())


def _credits(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> tuple[Credit, ...]:
    """The lines of the first file that is a table or a list of credits."""
    for path in sorted(members, key=lambda each: (each.count("/"), each)):
        ending = path[path.rfind(".") :].lower()
        if ending not in (*_TABLES, ".json"):
            continue
        content = read_member(archive, members[path].filename)
        try:
            rows = _listed(content) if ending == ".json" else _tabled(content, path)
        except (Failure, ValueError, RecursionError):
            continue  # another text that lies beside the pictures
        lines = [Credit(**fields) for fields in map(credit_fields, rows) if any(fields.values())]
        if lines:
            return tuple(lines[:MOST_CREDITS])
    return ()


def _tabled(content: bytes, path: str) -> list[dict[str, Any]]:
    table = Table.from_state(read_table(content, path))
    if sum(column_of(heading) is not None for heading in table.header) < 2:
        return []
    return [dict(zip(table.header, row.cells, strict=False)) for row in table.filled_rows]


def _listed(content: bytes) -> list[dict[str, Any]]:
    found = json.loads(text_of(content))
    if isinstance(found, dict):
        found = next((each for each in found.values() if isinstance(each, list)), [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

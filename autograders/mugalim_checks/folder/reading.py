"""A .zip of a folder as its state; runs only inside a limited child of `opening`."""

from __future__ import annotations

import hashlib
import importlib
import zipfile
from typing import Any

from mugalim_checks.archives import files_of
from mugalim_checks.artefacts import artefact_class
from mugalim_checks.core import Failure
from mugalim_checks.folder.model import LONGEST_INDEX, LONGEST_PATH, MOST_PHOTOS, Entry, Folder
from mugalim_checks.opening.refusals import open_zip, read_member, refuse_kind, what_is
from mugalim_checks.pictures.measures import is_picture
from mugalim_checks.pictures.photos import measure
from mugalim_checks.states import to_plain
from mugalim_checks.table.reading import text_of

_KINDS = {".docx": "document", ".xlsx": "table", ".csv": "table", ".html": "page", ".htm": "page"}


def read(content: bytes, name: str) -> dict[str, Any]:
    """The state of the folder in a zip; Failure with a "file." id where it cannot be had."""
    if what_is(content) != "zip":
        raise refuse_kind(content, "folder")
    with open_zip(content) as archive:
        members = dict(reversed(files_of(archive)))  # of two alike the first stays
        entries = tuple(_entries(archive, members))
        folder = Folder(entries, weight=len(content))
        index = folder.index_entry
        if index is not None:
            found = read_member(archive, members[index.path].filename)
            folder = Folder(entries, _text(found, index)[:LONGEST_INDEX], len(content))
    state: dict[str, Any] = to_plain(folder)
    return Folder.from_state(state).to_state()


def _entries(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> list[Entry]:
    left = MOST_PHOTOS
    found = []
    for path in sorted(members):
        if len(path) > LONGEST_PATH:
            raise Failure("file.strange")
        content = read_member(archive, members[path].filename)
        photo = measure(content) if is_picture(path) and left else None
        left -= photo is not None
        digest = hashlib.sha256(content).hexdigest()
        found.append(Entry(path, len(content), digest, photo))
    return found


def _text(content: bytes, index: Entry) -> str:
    """The words of the index; "" where it does not open."""
    try:
        if index.ending not in _KINDS:
            return text_of(content)
        kind = _KINDS[index.ending]
        reader = importlib.import_module(f"mugalim_checks.{kind}.reading")
        artefact: Any = artefact_class(kind).from_state(reader.read(content, index.name))
        return "\n".join(passage.text for passage in artefact.passages)
    except MemoryError:
        raise
    except Exception:  # an index that does not open lists nothing; the other files are still seen
        return ""

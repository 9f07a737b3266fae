"""Every kind of artefact that a lesson may ask for: its class, its file endings, its reading.

Each kind is a package of its own here: `mugalim_checks.<kind>` gives the class as `ARTEFACT` and
its checks; `mugalim_checks.<kind>.reading` reads files, in a limited process only, and
`mugalim_checks.<kind>.writing` writes them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol, Self

from mugalim_checks.opening.opener import DEADLINE, open_file
from mugalim_checks.pieces import Lookup

# The endings of the files that each kind is read from; the first is the one it is written as.
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "workbook": (".xlsx", ".ods"),
    "document": (".docx", ".odt"),
    "slides": (".pptx",),
    "page": (".html", ".htm", ".zip"),
    "pdf": (".pdf",),
    "pictures": (".zip",),
    "folder": (".zip",),
    "table": (".csv", ".xlsx", ".ods"),
    "records": (".json",),
    "captions": (".vtt",),
}
WITH_PIECES = ("document", "folder", "page", "pictures", "slides")  # whose states name pictures


class Artefact(Protocol):
    """What a teacher made, as data: opened once, never changed in place."""

    kind: ClassVar[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that could be graded."""

    @classmethod
    def from_state(cls, state: object) -> Self:
        """The artefact that `to_state` gave, an empty one for {}; Failure for anything else."""

    def to_state(self) -> dict[str, Any]:
        """The artefact as plain JSON values."""

    def translated(self, lookup: Callable[[str], str]) -> Self:
        """The artefact with its texts looked up."""


def artefact_class(kind: str) -> type[Artefact]:
    """The class of a kind; KeyError where no files are of this kind."""
    if kind not in ENDINGS:
        raise KeyError(kind)
    found: type[Artefact] = importlib.import_module(f"mugalim_checks.{kind}").ARTEFACT
    return found


def read_artefact(kind: str, content: bytes, name: str, *, deadline: float = DEADLINE) -> Artefact:
    """The artefact in a file; Failure with a "file." id and a sentence for the learner.

    The file is only ever opened in another process, under limits of memory and time (seconds).
    `name` is what the learner called it; what it is, its bytes say.
    """
    return artefact_class(kind).from_state(open_file(kind, content, name, deadline=deadline))


def write_artefact(artefact: Artefact, ending: str = "", pieces: Lookup | None = None) -> bytes:
    """A file of one of the kind's endings, its first where none is named.

    `pieces` gives the bytes of pictures by their digests; a stand-in takes the place of one that it
    does not have. Read again, the file gives equal results of checks.
    """
    writing = importlib.import_module(f"mugalim_checks.{artefact.kind}.writing")
    more = {"pieces": pieces} if pieces is not None and artefact.kind in WITH_PIECES else {}
    content: bytes = writing.write(artefact, ending or ENDINGS[artefact.kind][0], **more)
    return content

"""A folder as data: every file by its path, measured, and the words of its index."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import LARGEST_UNPACKED as MOST_BYTES
from mugalim_checks.parts import Passage, Picture, place
from mugalim_checks.pictures.measures import Photo, is_picture, refuse_unsound
from mugalim_checks.states import from_plain, to_plain

MOST_FILES = 2_000
MOST_PHOTOS = 300  # that are looked at
LONGEST_PATH = 1_000
LONGEST_INDEX = 50_000
# How a file that lists the others is called; it may be one of the words of its name.
INDEX_NAMES = frozenset(
    (
        *("index", "contents", "readme"),
        *("тизме", "тизмеси", "тизмек", "тизмеги", "мазмуну", "мазмун", "көрсөткүч"),
        *("опись", "оглавление", "содержание", "список", "перечень", "указатель", "реестр"),
        *("индекс", "индекси", "каталог", "каталогу"),
    )
)
INDEX_ENDINGS = (".txt", ".docx", ".xlsx", ".html", ".htm", ".csv")


@dataclass(frozen=True)
class Entry:
    """A file in the folder."""

    path: str  # from the top, parts joined by "/", letters composed (NFC)
    size: int = 0  # bytes
    digest: str = ""  # SHA-256 in hexadecimal digits
    photo: Photo | None = None  # measures, where it is a picture that opens

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that it is in, from the top."""
        return tuple(self.path.split("/")[:-1])

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def ending(self) -> str:
        """The ending in small letters, with its dot; "" where there is none."""
        return self.name[len(self.stem) :].lower()

    @property
    def may_be_index(self) -> bool:
        """Whether it is called as an index is."""
        words = re.split(r"[\W_]+", self.stem.lower())
        return self.ending in INDEX_ENDINGS and not INDEX_NAMES.isdisjoint(words)

    @property
    def is_dated(self) -> bool:
        """Whether its name begins with a date, as those of files with a topic do."""
        return bool(re.match(r"\d{4}-\d{2}-\d{2}", self.name))


@dataclass(frozen=True)
class Folder:
    """All files, and the words of the one that lists them (None: there is no such file)."""

    kind: ClassVar[str] = "folder"

    entries: tuple[Entry, ...] = ()
    index: str | None = None
    weight: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether no file is in it."""
        return not self.entries

    @property
    def index_entry(self) -> Entry | None:
        """The file that lists the others: one without a date, then the nearest to the top."""
        found = [entry for entry in self.entries if entry.may_be_index]
        return min(found, key=_as_index, default=None)

    @property
    def files(self) -> tuple[Entry, ...]:
        """All files but the index."""
        index = self.index_entry
        return tuple(entry for entry in self.entries if entry is not index)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures that open, with their sizes; nobody writes alt texts in a folder."""
        return tuple(
            Picture(
                None,
                place("file", name=entry.name),
                entry.name,
                entry.size,
                entry.photo.width,
                entry.photo.height,
            )
            for entry in self.entries
            if entry.photo is not None
        )

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The names of files with their folders, and the words of the index."""
        names = [Passage(each.path, place("file", name=each.name)) for each in self.entries]
        lines = [line for line in (self.index or "").splitlines() if line.strip()]
        where = place("file", name=self.index_entry.name if self.index_entry else "")
        return (*names, *(Passage(line, where) for line in lines))

    @classmethod
    def from_state(cls, state: object) -> Folder:
        """The folder that `to_state` gave; Failure where it is none or too large."""
        folder = from_plain(cls, state)
        if len(folder.entries) > MOST_FILES or len(folder.index or "") > LONGEST_INDEX:
            raise Failure("file.damaged")
        if folder.weight < 0 or not all(_is_sound(entry) for entry in folder.entries):
            raise Failure("file.damaged")
        if sum(entry.size for entry in folder.entries) > MOST_BYTES:
            raise Failure("file.damaged")
        if sum(entry.photo is not None for entry in folder.entries) > MOST_PHOTOS:
            raise Failure("file.damaged")
        if len({entry.path for entry in folder.entries}) < len(folder.entries):
            raise Failure("file.damaged")
        return folder

    def to_state(self) -> dict[str, Any]:
        """The folder as plain JSON values."""
        state: dict[str, Any] = to_plain(self)
        return state

    def translated(self, lookup: Callable[[str], str]) -> Folder:
        """The folder with its paths and its index looked up."""
        entries = tuple(replace(entry, path=lookup(entry.path)) for entry in self.entries)
        index = None if self.index is None else lookup(self.index)
        return replace(self, entries=entries, index=index)


def _as_index(entry: Entry) -> tuple[bool, int, str]:
    """What comes first among files that are called as an index is: a class list has a date."""
    return entry.is_dated, len(entry.folders), entry.path


def _is_sound(entry: Entry) -> bool:
    """Whether a path stays inside the folder, and measures are those of a file."""
    parts = entry.path.split("/")
    refuse_unsound(entry.photo)
    return (
        0 < len(entry.path) <= LONGEST_PATH
        and all(part.strip() and part not in (".", "..") for part in parts)
        and not re.search(r"[\\\n\r\t]", entry.path)
        and entry.size >= 0
        and (entry.photo is None or is_picture(entry.name))
    )

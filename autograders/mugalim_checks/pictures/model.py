"""Pictures with their credits as data: each file measured, each line of credits by its columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import LARGEST_UNPACKED as MOST_BYTES
from mugalim_checks.parts import Passage, Picture, Where, place
from mugalim_checks.pictures.measures import Photo, is_picture, refuse_unsound
from mugalim_checks.states import from_plain, to_plain

MOST_FILES = 300
MOST_CREDITS = 300
LONGEST_FIELD = 2_000


@dataclass(frozen=True)
class File:
    """A picture's file; without folders, which do not matter here."""

    name: str
    size: int = 0  # bytes
    digest: str = ""  # SHA-256
    photo: Photo | None = None  # None: it does not open as a picture

    @property
    def key(self) -> str:
        """The name for comparing."""
        return file_key(self.name)


@dataclass(frozen=True)
class Credit:
    """A line of credits; "" where nothing was written."""

    file: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    licence: str = ""
    changed: bool | None = None  # None: neither yes nor no
    alt: str = ""

    @property
    def key(self) -> str:
        """The file's name for comparing."""
        return file_key(self.file)


def line_place(number: int) -> Where:
    """A line of credits, counted from 1, as a place."""
    return {"id": "pictures.where_line", "values": {"number": number}}


def file_key(name: str) -> str:
    """A file's name without folders and ending, in small letters and one spelling."""
    plain = unicodedata.normalize("NFC", name).casefold().strip().replace("\\", "/")
    plain = plain.rpartition("/")[2]
    return plain.rpartition(".")[0] if is_picture(plain) else plain


@dataclass(frozen=True)
class Pictures:
    """A set of pictures and the credits that go with them."""

    kind: ClassVar[str] = "pictures"

    files: tuple[File, ...] = ()
    credits: tuple[Credit, ...] = ()
    weight: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a picture nor a line of credits."""
        return not self.files and not self.credits

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures, with the words that their credits have for them."""
        alts = {credit.key: credit.alt for credit in reversed(self.credits)}
        return tuple(
            Picture(
                alts.get(file.key) or None,
                place("file", name=file.name),
                file.name,
                file.size,
                file.photo.width if file.photo else 0,
                file.photo.height if file.photo else 0,
            )
            for file in self.files
        )

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The names of files, and what is written in the credits."""
        names = [Passage(file.name, place("file", name=file.name)) for file in self.files]
        written = [
            Passage(text, line_place(number))
            for number, credit in enumerate(self.credits, 1)
            for text in (credit.title, credit.author, credit.source, credit.licence, credit.alt)
            if text
        ]
        return (*names, *written)

    @classmethod
    def from_state(cls, state: object) -> Pictures:
        """The pictures that `to_state` gave; Failure where they are none or too many."""
        made = from_plain(cls, state)
        if len(made.files) > MOST_FILES or len(made.credits) > MOST_CREDITS or made.weight < 0:
            raise Failure("file.damaged")
        if not all(_is_sound(file) for file in made.files):
            raise Failure("file.damaged")
        if sum(file.size for file in made.files) > MOST_BYTES:
            raise Failure("file.damaged")
        if any(len(passage.text) > LONGEST_FIELD for passage in made.passages):
            raise Failure("file.damaged")
        if any(len(credit.file) > LONGEST_FIELD for credit in made.credits):
            raise Failure("file.damaged")
        if len({file.name for file in made.files}) < len(made.files):
            raise Failure("file.damaged")
        return made

    def to_state(self) -> dict[str, Any]:
        """The pictures as plain JSON values."""
        state: dict[str, Any] = to_plain(self)
        return state

    def translated(self, lookup: Callable[[str], str]) -> Pictures:
        """The pictures with their titles and alt texts looked up; authors and addresses stay."""
        lines = tuple(
            replace(
                credit,
                title=lookup(credit.title) if credit.title else "",
                alt=lookup(credit.alt) if credit.alt else "",
            )
            for credit in self.credits
        )
        return replace(self, credits=lines)


def _is_sound(file: File) -> bool:
    refuse_unsound(file.photo)
    name = file.name
    is_name = (
        bool(name.strip()) and len(name) < 256 and not any(sign in name for sign in "/\\\n\r\t")
    )
    return is_name and is_picture(name) and file.size >= 0

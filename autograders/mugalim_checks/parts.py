"""What artefacts of several kinds are made of, so that one check can look at all of them.

An artefact shows these parts as attributes: `pictures`, `headings`, `links`, `passages`,
`coloured`, `language`, `weight`. A check of `access`, `privacy` or `wording` asks for the
attribute and does not care for the kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Where = Mapping[str, Any]  # a message of its own: {"id": "place.slide", "values": {"number": 4}}


def place(id: str, **values: object) -> Where:
    """Where something is, as a message: `place("slide", number=4)` is "Slide 4"."""
    return {"id": f"place.{id}", "values": values}


@dataclass(frozen=True)
class Passage:
    """A piece of text as a reader meets it: a paragraph, a cell, a line of notes."""

    text: str
    where: Where
    language: str | None = None  # "ky", "ru", "en"; None where the artefact does not say


@dataclass(frozen=True)
class Heading:
    """A heading by its style or outline level (1 is the highest), not by its looks."""

    level: int
    text: str
    where: Where


@dataclass(frozen=True)
class Picture:
    """A picture, with what is said to whoever cannot see it."""

    alt: str | None  # None: nothing was written
    where: Where
    name: str = ""  # of the file that was put in, where known
    size: int = 0  # bytes; 0 where not known
    width: int = 0  # pixels; 0 where not known
    height: int = 0
    decorative: bool = False  # marked as needing no words


@dataclass(frozen=True)
class Link:
    """A link: its words and its target."""

    text: str
    target: str
    where: Where


@dataclass(frozen=True)
class ColouredText:
    """A run of text with its colours as "#RRGGBB", all themes and inheritance resolved."""

    text: str
    colour: str
    background: str | None  # None: over a picture, a gradient or something that cannot be told
    where: Where
    points: float | None = None  # type size in points; None where not known
    bold: bool = False


class HasPictures(Protocol):
    """An artefact with pictures, in reading order."""

    @property
    def pictures(self) -> Sequence[Picture]: ...  # noqa: D102  its name says it


class HasHeadings(Protocol):
    """An artefact with headings, in reading order."""

    @property
    def headings(self) -> Sequence[Heading]: ...  # noqa: D102  its name says it


class HasLinks(Protocol):
    """An artefact with links, in reading order."""

    @property
    def links(self) -> Sequence[Link]: ...  # noqa: D102  its name says it


class HasPassages(Protocol):
    """An artefact with text, in reading order: all of it, hidden places too."""

    @property
    def passages(self) -> Sequence[Passage]: ...  # noqa: D102  its name says it


class HasColours(Protocol):
    """An artefact whose text has colours."""

    @property
    def coloured(self) -> Sequence[ColouredText]: ...  # noqa: D102  its name says it


class HasLanguage(Protocol):
    """An artefact that says in which language its text is, such as "ky"; None: it does not say."""

    @property
    def language(self) -> str | None: ...  # noqa: D102  its name says it
    @property
    def passages(self) -> Sequence[Passage]: ...  # noqa: D102  its name says it


class HasWeight(Protocol):
    """An artefact that knows the bytes which a phone must load to show it."""

    @property
    def weight(self) -> int: ...  # noqa: D102  its name says it

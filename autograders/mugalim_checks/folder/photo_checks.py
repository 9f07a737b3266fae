"""Checks of supplied photos in a folder: no place told, one of each pair kept."""

from __future__ import annotations

from collections.abc import Mapping

from mugalim_checks.core import Failure, check
from mugalim_checks.folder.checks import has_files
from mugalim_checks.folder.model import Entry, Folder
from mugalim_checks.parts import place
from mugalim_checks.pictures.measures import are_alike
from mugalim_checks.wording.passages import quoted


@check(needs=[has_files])
def no_place(folder: Folder, *, photos: Mapping[str, str], least: int = 6) -> None:
    """The photos that told where they were taken are still there, and no picture tells it.

    `photos` are likenesses by what the photo shows. They are known by their looks, whatever
    they are called now.
    """
    for entry in folder.entries:
        if entry.photo is not None and entry.photo.has_place:
            raise Failure("folder.place_told", where=place("file", name=quoted(entry.name, 40)))
    for title, likeness in photos.items():
        if not _showing(folder, likeness):
            raise Failure("folder.photo_gone", title=title)


@check(needs=[has_files])
def one_of_each_pair(folder: Folder, *, pairs: Mapping[str, str], least: int = 6) -> None:
    """Of each supplied pair that shows the same, one picture is left; `pairs` as in no_place."""
    found = {title: _showing(folder, likeness) for title, likeness in pairs.items()}
    done = sum(len(entries) == 1 for entries in found.values())
    for title, entries in found.items():
        if len(entries) > 1:
            names = f"{quoted(entries[0].name, 36)}, {quoted(entries[1].name, 36)}"
            raise Failure("folder.pair_left", earned=done / len(pairs), names=names)
        if not entries:
            raise Failure("folder.pair_gone", earned=done / len(pairs), title=title)


def _showing(folder: Folder, likeness: str) -> list[Entry]:
    """The pictures that show the same as one of this likeness."""
    return [
        entry
        for entry in folder.entries
        if entry.photo is not None and are_alike(entry.photo.likeness, likeness)
    ]

"""Folders: what they are, how they are read, and every check of them."""

from mugalim_checks.folder.checks import (
    formats_open,
    has_files,
    index_complete,
    names_follow,
    tree_in_order,
)
from mugalim_checks.folder.model import Entry, Folder
from mugalim_checks.folder.photo_checks import no_place, one_of_each_pair

ARTEFACT = Folder

__all__ = [
    "ARTEFACT",
    "Entry",
    "Folder",
    "formats_open",
    "has_files",
    "index_complete",
    "names_follow",
    "no_place",
    "one_of_each_pair",
    "tree_in_order",
]

"""The pictures that lie in the package of a document: their sizes, and what they are named by."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass

from mugalim_checks.core import Failure
from mugalim_checks.opening.refusals import LARGEST_FILE, read_member
from mugalim_checks.pieces import PICTURES, digest_of, media_of


@dataclass(frozen=True)
class Medium:
    """One file of a picture."""

    size: int = 0  # bytes
    digest: str = ""  # SHA-256; "" where it is no picture that a page could show


class Media:
    """The files in one folder of a package, by their names; read when a picture asks for them."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        self._archive = archive
        self._members = {
            each.filename.rpartition("/")[2]: each
            for each in archive.infolist()
            if f"/{folder}/" in f"/{each.filename}"
        }
        self._read: dict[str, Medium] = {}

    def __getitem__(self, name: str) -> Medium:
        """What is known of a file; of one that is not there, nothing."""
        if name not in self._read:
            self._read[name] = self._looked_at(name)
        return self._read[name]

    def _looked_at(self, name: str) -> Medium:
        member = self._members.get(name)
        if member is None:
            return Medium()
        if member.file_size > LARGEST_FILE:
            return Medium(member.file_size)
        try:
            content = read_member(self._archive, member.filename)
        except Failure:
            return Medium(member.file_size)
        shown = media_of(content) in PICTURES
        return Medium(member.file_size, digest_of(content) if shown else "")

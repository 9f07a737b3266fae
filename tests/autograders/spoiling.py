"""What is done to a good file to see whether a reader survives it, for every kind of artefact."""

from __future__ import annotations

import zipfile
from io import BytesIO

from mugalim_checks.artefacts import read_artefact
from mugalim_checks.core import Failure
from mugalim_checks.messages import message


def refusal(kind: str, content: bytes, name: str = "file") -> str:
    """The id with which a file is refused, its sentence seen in each language; "" if it is read."""
    try:
        read_artefact(kind, content, name)
    except Failure as failure:
        said = {message(failure, language) for language in ("en", "ky", "ru")}
        assert len(said) == 3, said
        return failure.id
    return ""


def with_member(content: bytes, name: str, inside: bytes, *, times: int = 1) -> bytes:
    """A zip with a member put in, or put in so many times under numbered names."""
    target = BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(name if times == 1 else f"{number}{name}", inside)
    return target.getvalue()


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """An office file with something replaced in one of its parts."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for member in archive.infolist():
            inside = archive.read(member)
            if member.filename == name:
                assert old in inside, inside[:2_000]
                inside = inside.replace(old, new)
            changed.writestr(member, inside)
    return target.getvalue()

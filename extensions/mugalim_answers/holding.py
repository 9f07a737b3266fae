"""The files beside answers, each under its digest: uploads, and pieces in them or by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from mugalim_answers.disk import read_regular
from mugalim_checks.core import Failure
from mugalim_checks.pieces import digest_of, media_of
from mugalim_checks.pieces.opened import digests_in_file, member_of_file

LARGEST_FILE = 10_000_000  # bytes
MOST_KEPT, LARGEST_KEPT = 300, 200_000_000  # files and bytes; beyond, the oldest unnamed go
MOST_GIVEN = 200  # files of a lesson that are looked through
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAMED = re.compile(rb'"(?:NOTE voice )?([0-9a-f]{64})"')  # the remark is that of captions


def named_in(record: bytes) -> set[str]:
    """Every digest that is a value in JSON, or the voice of captions, whatever it stands for."""
    return {found.decode() for found in _NAMED.findall(record)}


def held(folder: Path, digest: str) -> bytes | None:
    """The bytes of a file in a folder of files named by their digests, verified; None: lost."""
    if not _DIGEST.fullmatch(digest):
        return None
    try:
        content = read_regular(folder / digest, LARGEST_FILE)
    except OSError:
        return None
    return content if digest_of(content) == digest else None


def found_in(paths: Iterable[Path], digest: str) -> bytes | None:
    """The bytes of a digest among files: one of them, or a part of one; None where in none."""
    if not _DIGEST.fullmatch(digest):
        return None
    for path in paths:
        try:
            about = path.lstat()
            if digest in _digests(path, about.st_mtime_ns, about.st_size):
                return _taken(path, digest)
        except OSError:
            continue  # it was put away meanwhile, or is none
    return None


def uploads_in(folder: Path) -> Iterator[Path]:
    """The files that are no pieces themselves, the newest first."""
    paths = [path for path in _files(folder) if not media_of(_start(path))]
    yield from sorted(paths, key=lambda path: path.lstat().st_mtime_ns, reverse=True)


def given_with(lesson: Path) -> list[Path]:
    """The files that a lesson gives to its learners."""
    paths = (path for path in sorted((lesson / "files").rglob("*")) if path.is_file())
    return [path for path, _ in zip(paths, range(MOST_GIVEN), strict=False)]


def weigh(folder: Path, named: set[str]) -> tuple[int, int]:
    """How many of the named files are in a folder, and their bytes."""
    sizes = [path.lstat().st_size for path in _files(folder) if path.name in named]
    return len(sizes), sum(sizes)


def tidy(folder: Path, named: set[str]) -> None:
    """Put away the oldest files that nothing names, where there are too many or they are large."""
    paths = _files(folder)
    sizes = {path: path.lstat().st_size for path in paths}
    count, total = len(paths), sum(sizes.values())
    unnamed = (path for path in paths if path.name not in named)
    for path in sorted(unnamed, key=lambda path: path.lstat().st_mtime_ns):
        if count <= MOST_KEPT and total <= LARGEST_KEPT:
            return
        path.unlink()
        count, total = count - 1, total - sizes[path]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if _DIGEST.fullmatch(path.name) and path.is_file()]


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(32)


@lru_cache(maxsize=128)
def _digests(path: Path, changed: int, size: int) -> frozenset[str]:
    """The digests of a file and of what lies in it; `changed` and `size` tell that it is new."""
    content = read_regular(path, LARGEST_FILE)
    own = frozenset({digest_of(content)})
    if media_of(content):
        return own
    try:
        return own | digests_in_file(content)
    except Failure:
        return own  # it holds nothing that could be taken out


def _taken(path: Path, digest: str) -> bytes | None:
    content = read_regular(path, LARGEST_FILE)
    if digest_of(content) == digest:
        return content
    try:
        return member_of_file(content, digest)
    except Failure:
        return None

"""Checks of a class folder: its shape, its names, its formats, its index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from mugalim_checks.core import Failure, check
from mugalim_checks.folder.model import Entry, Folder
from mugalim_checks.parts import place
from mugalim_checks.pictures.measures import is_picture
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_QUARTER = re.compile(
    r"[1-4]|(?<![^\W_])(?:iv|i{1,3}|first|second|third|fourth|биринчи|экинчи|учунчу|тортунчу|"
    r"перв\w+|втор\w+|трет\w+|четверт[аоы]\w+)(?![^\W_])"
)
_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LETTERS_OF_TOPIC = 3
_FILE_NAME = re.compile(
    r"[^\s\\/:*?\"<>|;,()«»“”]+\.(?:jpe?g|png|gif|webp|bmp|hei[cf]|pdf|docx?|xlsx?|pptx?|od[tsp]|txt"
    r"|html?|csv|zip|rar|7z|mp[34]|mov|avi)(?![^\W_])",
    re.IGNORECASE,
)
_MOST_NAMES = 2  # in a sentence


@check()
def has_files(folder: Folder, *, least: int = 6) -> None:
    """There are at least so many files, the index aside."""
    found = len(folder.files)
    if found < least:
        raise Failure("folder.too_few", found=found, least=least)


@check(needs=[has_files])
def tree_in_order(
    folder: Folder,
    *,
    classes: Sequence[str],
    quarter_words: Sequence[str],
    deepest: int = 3,
    least: int = 6,
) -> None:
    """One top folder named after the class, in it the quarters, in these the files or subjects.

    A folder around it, as some programs pack it, makes no difference.
    """
    paths = _without_wrapping([entry.folders for entry in folder.files], classes)
    tops = {path[0] if path else "" for path in paths}
    top = tops.pop()
    if tops or not top:
        raise Failure("folder.many_tops", found=len(tops) + 1, name=classes[0])
    if not _names_class(top, classes):
        is_quarter = _names_quarter(top, quarter_words)
        said = "folder.class_around" if is_quarter else "folder.top_not_class"
        raise Failure(said, top=quoted(top, 40), name=classes[0])
    troubles = [_place_trouble(path, quarter_words, deepest) for path in paths]
    bad = [(entry, said) for entry, said in zip(folder.files, troubles, strict=True) if said]
    if bad:
        entry, trouble = bad[0]
        done, files = len(troubles) - len(bad), len(troubles)
        where = place("file", name=quoted(entry.name, 40))
        raise Failure(
            trouble, earned=done / files, where=where, most=deepest, done=done, files=files
        )


def _without_wrapping(
    paths: Sequence[tuple[str, ...]], classes: Sequence[str]
) -> Sequence[tuple[str, ...]]:
    """The folders of files without one that only holds the class's folder."""
    tops = {path[:2] for path in paths}
    is_wrapped = len(tops) == 1 and any(_names_class(name, classes) for name in min(tops)[1:])
    return [path[1:] for path in paths] if is_wrapped else paths


def _place_trouble(path: tuple[str, ...], quarter_words: Sequence[str], deepest: int) -> str | None:
    """What is not right about where a file lies."""
    if len(path) > deepest:
        return "folder.too_deep"
    if len(path) < 2 or not _names_quarter(path[1], quarter_words):
        return "folder.no_quarter"
    return None


def _names_class(name: str, classes: Sequence[str]) -> bool:
    plain = _bare(name)
    return any(_bare(each) in (plain, plain.removesuffix(_bare("класс"))) for each in classes)


def _names_quarter(name: str, words: Sequence[str]) -> bool:
    plain = alike(name)
    return bool(_QUARTER.search(plain)) and any(alike(word) in plain for word in words)


def _bare(name: str) -> str:
    """A name's letters and figures alone: 7-Б, 7_б and «7 Б» are the same."""
    return "".join(letter for letter in alike(name) if letter.isalnum())


@check(needs=[has_files])
def names_follow(folder: Folder, *, classes: Sequence[str], least: int = 6) -> None:
    """Each name is date_class_topic without spaces, such as 2026-11-23_7b_жалбырак.jpg."""
    bad = [(entry, trouble) for entry in folder.files if (trouble := _name_trouble(entry, classes))]
    if bad:
        entry, trouble = bad[0]
        files = len(folder.files)
        done = files - len(bad)
        where = place("file", name=quoted(entry.name, 40))
        raise Failure(
            trouble, earned=done / files, where=where, example=classes[0], done=done, files=files
        )


def _name_trouble(entry: Entry, classes: Sequence[str]) -> str | None:
    """What is not right about a file's name; the index is called as it is."""
    parts = entry.stem.split("_", 2)
    if any(letter.isspace() for letter in entry.name):
        return "folder.name_with_spaces"
    if not _is_date(parts[0]):
        return "folder.name_without_date"
    if len(parts) < 2 or not any(_bare(parts[1]) == _bare(each) for each in classes):
        return "folder.name_without_class"
    topic = parts[2] if len(parts) > 2 else ""
    if sum(letter.isalpha() for letter in topic) < _LETTERS_OF_TOPIC:
        return "folder.name_without_topic"
    return None


def _is_date(text: str) -> bool:
    found = _DATED.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


@check(needs=[has_files])
def formats_open(folder: Folder, *, endings: Sequence[str], least: int = 6) -> None:
    """Every file is of a kind that opens on any phone, and pictures are what their ending says."""
    bad = [
        (entry, trouble) for entry in folder.entries if (trouble := _format_trouble(entry, endings))
    ]
    if bad:
        entry, trouble = bad[0]
        files = len(folder.entries)
        done = files - len(bad)
        where = place("file", name=quoted(entry.name, 40))
        raise Failure(
            trouble, earned=done / files, where=where, ending=entry.ending, done=done, files=files
        )


def _format_trouble(entry: Entry, endings: Sequence[str]) -> str | None:
    if not entry.ending:
        return "folder.no_ending"
    if entry.ending.lstrip(".") not in endings:
        return "folder.closed_format"
    if is_picture(entry.name) and entry.photo is None:
        return "folder.not_a_picture"
    return None


@check(needs=[has_files])
def index_complete(folder: Folder, *, least: int = 6) -> None:
    """A file called index lists every other one, and nothing that is not there."""
    entry = folder.index_entry
    if entry is None:
        raise Failure("folder.index_missing")
    listed = alike(folder.index or "")
    names = {alike(each.name): each for each in folder.files}
    lacking = [each.name for each in folder.files if not _is_listed(each, listed)]
    where = place("file", name=quoted(entry.name, 40))
    done, files = len(names) - len(lacking), len(folder.files)
    if lacking:
        raise Failure(
            "folder.index_lacks",
            earned=max(done, 0) / files,
            where=where,
            names=_some(lacking),
            done=done,
            files=files,
        )
    own = {*names, alike(entry.name)}
    written = _FILE_NAME.findall(folder.index or "")
    absent = [each for each in written if not _is_name(alike(each), own)]
    if absent:
        raise Failure(
            "folder.index_absent",
            earned=files / (files + len(absent)),
            where=where,
            names=_some(absent),
        )


def _is_listed(entry: Entry, listed: str) -> bool:
    """Whether the index names a file, with its ending or without."""
    if alike(entry.name) in listed:
        return True
    stem = re.escape(alike(entry.stem))
    return bool(re.search(rf"(?<![\w.-]){stem}(?![\w.-])", listed))


def _is_name(written: str, names: set[str]) -> bool:
    """Whether what looks like a file's name is one, or the end of one with spaces."""
    return any(name == written or name.endswith(f" {written}") for name in names)


def _some(names: Sequence[str]) -> str:
    """The first names, for a sentence."""
    more = ", …" if len(names) > _MOST_NAMES else ""
    return ", ".join(quoted(name, 32) for name in names[:_MOST_NAMES]) + more

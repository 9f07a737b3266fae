"""Checks of pictures and their credits: one to one, complete, allowed, not changed under ND."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import Where, place
from mugalim_checks.pictures.licences import licence_of
from mugalim_checks.pictures.measures import are_alike
from mugalim_checks.pictures.model import Credit, Pictures, file_key, line_place
from mugalim_checks.wording.measures import addresses_in
from mugalim_checks.wording.passages import quoted

# What the gallery of a lesson knows of a picture: its "likeness" and its "licence", by its name.
Gallery = Mapping[str, Mapping[str, str]]
_FIELDS = {
    "title": "pictures.field_title",
    "author": "pictures.field_author",
    "source": "pictures.field_source",
    "licence": "pictures.field_licence",
}


@check()
def has_pictures(pictures: Pictures, *, least: int = 3) -> None:
    """There are at least so many pictures that open."""
    found = sum(file.photo is not None for file in pictures.files)
    if found < least:
        raise Failure("pictures.too_few", found=found, least=least)


@check(needs=[has_pictures])
def has_credits(pictures: Pictures, *, least: int = 3) -> None:
    """There are at least so many lines of credits."""
    found = len(pictures.credits)
    if found == 0:
        raise Failure("pictures.no_credits")
    if found < least:
        raise Failure("pictures.few_credits", found=found, least=least)


@check(needs=[has_credits])
def credits_match_files(pictures: Pictures, *, least: int = 3) -> None:
    """Each picture has one line of credits, and each line has its picture."""
    files = {file.key: file.name for file in pictures.files}
    lines = [credit.key for credit in pictures.credits]
    bare = [name for key, name in files.items() if key not in lines]
    lost = [credit for credit in pictures.credits if credit.key not in files]
    twice = [key for key in files if lines.count(key) > 1]
    earned = (len(files) - len(bare)) / max(len(files), len(lines))
    if bare:
        where = place("file", name=quoted(bare[0], 40))
        done = len(files) - len(bare)
        raise Failure("pictures.no_line", earned=earned, where=where, done=done, files=len(files))
    if lost:
        where = line_place(pictures.credits.index(lost[0]) + 1)
        raise Failure("pictures.no_file", earned=earned, where=where, name=quoted(lost[0].file, 40))
    if twice:
        where = place("file", name=quoted(files[twice[0]], 40))
        raise Failure("pictures.line_twice", earned=earned, where=where)


@check(needs=[has_credits])
def credits_complete(pictures: Pictures, *, least: int = 3) -> None:
    """Each line names title, author, source and licence; the source is an address."""
    troubles = [
        (credit, name)
        for credit in pictures.credits
        for name in _FIELDS
        if not getattr(credit, name)
    ]
    fields = len(pictures.credits) * len(_FIELDS)
    if troubles:
        credit, name = troubles[0]
        done = fields - len(troubles)
        field: Where = {"id": _FIELDS[name], "values": {}}
        raise Failure(
            "pictures.field_missing",
            earned=done / fields,
            where=_where(pictures, credit),
            field=field,
            done=done,
            fields=fields,
        )
    unsure = [credit for credit in pictures.credits if not addresses_in(credit.source)]
    if unsure:
        where, earned = _where(pictures, unsure[0]), 1 - len(unsure) / fields
        raise Failure("pictures.source_no_address", earned=earned, where=where)


@check(needs=[has_credits])
def licences_written(pictures: Pictures, *, least: int = 3) -> None:
    """At least so many lines of credits say something about the licence."""
    found = sum(bool(credit.licence) for credit in pictures.credits)
    if found < least:
        raise Failure("pictures.few_licences", found=found, least=least)


@check(needs=[licences_written])
def licence_allowed(
    pictures: Pictures,
    *,
    licences: Sequence[str],
    gallery: Gallery | None = None,
    least: int = 3,
) -> None:
    """Each licence is one of these, with its version, and the one that the gallery knows."""
    judged = [credit for credit in pictures.credits if credit.licence]
    troubles = [
        (credit, _licence_trouble(pictures, credit, licences, gallery)) for credit in judged
    ]
    bad = [(credit, failure) for credit, failure in troubles if failure is not None]
    if bad:
        credit, failure = bad[0]
        raise Failure(
            failure.id,
            earned=1 - len(bad) / len(judged),
            where=_where(pictures, credit),
            **failure.values,
        )


def _licence_trouble(
    pictures: Pictures, credit: Credit, licences: Sequence[str], gallery: Gallery | None
) -> Failure | None:
    """What is not right about the licence of a line."""
    known = None if gallery is None else _known_licence(pictures, credit, gallery)
    if known == "":
        return Failure("pictures.not_of_gallery")
    if known and str(licence_of(known)) not in licences:
        return Failure("pictures.licence_not_allowed", text=known)
    found = licence_of(credit.licence)
    if found is None:
        return Failure("pictures.not_a_licence", text=quoted(credit.licence, 30))
    if not found.version:
        return Failure("pictures.licence_no_version", text=str(found))
    if known and found != licence_of(known):
        return Failure("pictures.licence_differs", text=str(found), known=known)
    if str(found) not in licences:
        return Failure("pictures.licence_not_allowed", text=str(found))
    return None


def _known_licence(pictures: Pictures, credit: Credit, gallery: Gallery) -> str | None:
    """The licence of a line's picture in the gallery; "": it is not there; None: cannot tell."""
    file = next((file for file in pictures.files if file.key == credit.key), None)
    if file is None or file.photo is None or not file.photo.likeness:
        return None
    for known in gallery.values():
        if are_alike(file.photo.likeness, known["likeness"]):
            return known["licence"]
    same_name = (known for name, known in gallery.items() if file_key(name) == file.key)
    return next((known["licence"] for known in same_name), "")  # cropped, it looks different


@check(needs=[has_credits])
def no_changed_no_derivatives(
    pictures: Pictures, *, gallery: Gallery | None = None, least: int = 3
) -> None:
    """Each line says whether the picture was changed, and none under ND was."""
    lines = len(pictures.credits)
    unsaid = [credit for credit in pictures.credits if credit.changed is None]
    if unsaid:
        where = _where(pictures, unsaid[0])
        done = lines - len(unsaid)
        raise Failure(
            "pictures.changed_unsaid", earned=done / lines, where=where, done=done, lines=lines
        )
    for credit in pictures.credits:
        known = _known_licence(pictures, credit, gallery or {}) or credit.licence
        licence = licence_of(known)
        if credit.changed and licence is not None and not licence.allows_changes:
            where = _where(pictures, credit)
            raise Failure("pictures.changed_under_nd", where=where, text=str(licence))


def _where(pictures: Pictures, credit: Credit) -> Where:
    """A line of credits by its picture, or by its number."""
    if credit.file:
        return place("file", name=quoted(credit.file, 40))
    return line_place(pictures.credits.index(credit) + 1)

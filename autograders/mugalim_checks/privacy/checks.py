"""Checks that nothing in an artefact leads to one pupil."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import HasPassages, Where
from mugalim_checks.privacy.names import find_name
from mugalim_checks.privacy.numbers import number_trouble
from mugalim_checks.wording.passages import has_words, passages_of, quoted


@check(needs=[has_words])
def no_roster_names(
    artefact: str | HasPassages,
    *,
    roster: Sequence[str],
    given_alone: bool = False,
    least_words: int = 5,
) -> None:
    """No name of a roster stands anywhere: in no passage, picture's words or link."""
    found = [
        (where, name)
        for where, text in _texts(artefact)
        if (name := find_name(text, roster, given_alone))
    ]
    if found:
        where, name = found[0]
        raise Failure("privacy.roster_name", where=where, name=quoted(name), count=len(found))


@check(needs=[has_words])
def no_personal_number(
    artefact: str | HasPassages,
    *,
    phones: bool = True,
    birth_years: Sequence[int] = (),
    least_words: int = 5,
) -> None:
    """No phone, personal number, passport or (in the years given) birth date stands anywhere."""
    for where, text in _texts(artefact):
        trouble = number_trouble(text, phones, birth_years)
        if trouble:
            raise Failure(trouble[0], where=where, number=quoted(trouble[1]))


def _texts(artefact: str | HasPassages) -> Iterator[tuple[Where, str]]:
    """All that can be read or heard in an artefact, with its places."""
    for passage in passages_of(artefact):
        yield passage.where, passage.text
    for picture in getattr(artefact, "pictures", ()):
        yield picture.where, f"{picture.alt or ''}\n{picture.name}"
    for link in getattr(artefact, "links", ()):
        yield link.where, f"{link.text}\n{link.target}"

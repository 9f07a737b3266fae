"""Checks of a portfolio: works with links, each with a competence, a level, before and after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from mugalim_checks.core import Failure, check
from mugalim_checks.page.entries import Entry, Names, Value, entries
from mugalim_checks.page.model import Page
from mugalim_checks.page.words import word_for
from mugalim_checks.parts import Link
from mugalim_checks.privacy import no_roster_names
from mugalim_checks.wording.measures import said
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike
from mugalim_courses.competences import DIGCOMPEDU, ICT_CFT

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
_LATIN = str.maketrans("АВСДКЕабсдкев", "ABCDKEabcdkeb")  # letters of a Russian keyboard
_DIGCOMPEDU = re.compile(r"(?<![\d.])(\d\.\d)(?![\d]|\.\d)")
_ICT_CFT = re.compile(r"\bK[ADC]\d\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b([ABC])\s?-?([12])\b", re.IGNORECASE)


@check()
def works_named(page: Page, *, fields: Names) -> None:
    """There is a part, or a row, for some work with one of these fields."""
    if not entries(page, fields):
        raise Failure("page.no_works", fields=_labels(page, fields))


@check(needs=[works_named])
def works_linked(page: Page, *, fields: Names, least: int = 3) -> None:
    """At least so many works of different lessons, each with a link that colleagues can open.

    The lesson stands in the field "lesson".
    """
    seen: set[str] = set()
    lessons: set[str] = set()

    def trouble(work: Entry) -> Failure | None:
        name = work.text("lesson")
        if not name:
            return _lacks(page, fields, work, "lesson")
        target, failure = _open_link(work)
        if failure is not None:
            return failure
        if target in seen or alike(name) in lessons:
            return Failure("page.work_twice", where=work.where, lesson=quoted(name))
        seen.add(target)
        lessons.add(alike(name))
        return None

    _each(page, fields, least, trouble)


@check(needs=[works_named])
def competences_mapped(page: Page, *, fields: Names, least: int = 3) -> None:
    """Each work names a competence by its code in DigCompEdu or ICT-CFT, and its level.

    They stand in the fields "competence" and "level".
    """

    def trouble(work: Entry) -> Failure | None:
        for key, known in (("competence", _has_code), ("level", _has_level)):
            value = work.values.get(key)
            if value is None or not value.text:
                return _lacks(page, fields, work, key)
            if not known(value.text):
                said = "page.code_unknown" if known is _has_code else "page.level_unknown"
                return Failure(said, where=value.where, text=quoted(value.text, 20))
        return None

    _each(page, fields, least, trouble)


@check(needs=[works_named])
def evidence_shown(
    page: Page,
    *,
    fields: Names,
    roster: Sequence[str],
    shortest: int = 5,
    least: int = 3,
) -> None:
    """Each work says how it was before and after, in some words, and no pupil is named.

    Words stand in the fields "before" and "after".
    """

    def trouble(work: Entry) -> Failure | None:
        for key in ("before", "after"):
            value = work.values.get(key)
            if value is None or not value.text:
                return _lacks(page, fields, work, key)
            if said(value.text) < shortest:
                return _short(page, fields, key, value, shortest)
        if alike(work.text("before")) == alike(work.text("after")):
            return Failure("page.nothing_changed", where=work.values["after"].where)
        return None

    _each(page, fields, least, trouble)
    no_roster_names(page, roster=roster)


def _each(
    page: Page, fields: Names, least: int, trouble: Callable[[Entry], Failure | None]
) -> None:
    """Raise the first trouble, with the share of works that have none."""
    works = entries(page, fields)
    failures = [failure for work in works if (failure := trouble(work))]
    good, wanted = len(works) - len(failures), max(least, len(works))
    if failures:
        raise Failure(failures[0].id, earned=good / wanted, **failures[0].values)
    if len(works) < least:
        raise Failure("page.few_works", earned=good / wanted, found=len(works), least=least)


def _labels(page: Page, fields: Names) -> str:
    return ", ".join(word_for(page, names) for names in fields.values())


def _lacks(page: Page, fields: Names, work: Entry, key: str) -> Failure:
    return Failure("page.work_lacks", where=work.where, label=word_for(page, fields[key]))


def _short(page: Page, fields: Names, key: str, value: Value, shortest: int) -> Failure:
    label = word_for(page, fields[key])
    return Failure("page.evidence_short", where=value.where, label=label, least=shortest)


def _open_link(work: Entry) -> tuple[str, Failure | None]:
    """The first link of a work that others can open, or what stands against it."""
    targets = [link.target for link in _all_links(work) if link.target.strip(" #")]
    opened = [target for target in targets if _opens(target)]
    if opened:
        return opened[0], None
    if targets:
        return "", Failure("page.link_closed", where=work.where, target=quoted(targets[0], 30))
    return "", Failure("page.work_no_link", where=work.where)


def _all_links(work: Entry) -> Iterable[Link]:
    return (*work.links, *(link for value in work.values.values() for link in value.links))


def _opens(target: str) -> bool:
    """Whether an address leads to a page or a file beside, not into somebody's own computer."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return "." in parts.netloc and parts.hostname not in ("localhost", "127.0.0.1")
    return not parts.scheme and bool(parts.path) and not parts.path.startswith(("/", "\\"))


def _has_code(text: str) -> bool:
    plain = text.translate(_LATIN)
    known: Mapping[str, str] = {**DIGCOMPEDU, **ICT_CFT}
    codes = (*_DIGCOMPEDU.findall(plain), *_ICT_CFT.findall(plain))
    return any(code.upper() in known for code in codes)


def _has_level(text: str) -> bool:
    found = _LEVEL.findall(text.translate(_LATIN))
    return any(f"{letter.upper()}{number}" in LEVELS for letter, number in found)

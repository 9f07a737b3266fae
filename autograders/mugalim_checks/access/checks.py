"""Checks of what lets everyone use an artefact: alt texts, headings, contrast, links, weight."""

from __future__ import annotations

from collections.abc import Sequence

from mugalim_checks.access.alt_text import alt_trouble
from mugalim_checks.access.colours import contrast
from mugalim_checks.access.link_words import is_bare_address, says_nothing
from mugalim_checks.core import CannotTell, Failure, check
from mugalim_checks.parts import (
    ColouredText,
    HasColours,
    HasHeadings,
    HasLanguage,
    HasLinks,
    HasPictures,
    HasWeight,
    Link,
    Picture,
)
from mugalim_checks.wording.measures import language_of
from mugalim_checks.wording.passages import has_words, quoted

_LANGUAGES = {
    "ky": "access.language_ky",
    "ru": "access.language_ru",
    "en": "access.language_en",
}
_SLOW = 12  # kilobytes a second on an EDGE (2G) phone, about 100 kbit/s


@check()
def pictures_present(artefact: HasPictures, *, least: int = 1) -> None:
    """There are at least so many pictures."""
    found = len(artefact.pictures)
    if found == 0:
        raise Failure("access.no_picture", least=least)
    if found < least:
        raise Failure("access.few_pictures", earned=found / least, found=found, least=least)


@check(needs=[pictures_present])
def alt_text_present(
    artefact: HasPictures, *, least: int = 1, shortest: int = 10, longest: int = 200
) -> None:
    """Each picture that is no ornament says in words what it shows, at least so many of them."""
    pictures = [picture for picture in artefact.pictures if not picture.decorative]
    troubles = [_picture_trouble(each, pictures, shortest, longest) for each in pictures]
    done, wanted = troubles.count(None), max(least, len(pictures))
    if done == wanted:
        return
    for picture, trouble in zip(pictures, troubles, strict=True):
        if trouble is not None:
            raise Failure(
                trouble,
                earned=done / wanted,
                where=picture.where,
                text=quoted(picture.alt or "", 30),
                shortest=shortest,
                longest=longest,
                done=done,
                pictures=wanted,
            )
    raise Failure("access.all_ornaments", earned=done / wanted, done=done, least=least)


def _picture_trouble(
    picture: Picture, pictures: Sequence[Picture], shortest: int, longest: int
) -> str | None:
    trouble = alt_trouble(picture.alt, picture.name, shortest, longest)
    if trouble is None and any(_repeats(picture, other) for other in pictures):
        return "access.alt_repeated"
    return trouble


def _repeats(picture: Picture, other: Picture) -> bool:
    """Whether two different pictures have the same words."""
    if picture is other or (picture.alt or "").split() != (other.alt or "").split():
        return False
    return (picture.name, picture.size) != (other.name, other.size)


@check()
def headings_by_style(artefact: HasHeadings, *, least: int = 3) -> None:
    """There are at least so many headings by style or level, not by looks."""
    found = sum(1 for heading in artefact.headings if heading.text.strip())
    if found < least:
        raise Failure("access.few_headings", earned=found / least, found=found, least=least)


@check(needs=[headings_by_style])
def headings_in_order(artefact: HasHeadings, *, least: int = 2) -> None:
    """No level of headings is skipped: after level 1 comes 2, not 3."""
    before = 1
    for heading in artefact.headings:
        if heading.level > before + 1:
            raise Failure(
                "access.heading_skips",
                where=heading.where,
                level=heading.level,
                wanted=before + 1,
            )
        before = heading.level


@check()
def one_top_heading(artefact: HasHeadings) -> None:
    """There is exactly one heading of the highest level: the title of the whole."""
    tops = [each for each in artefact.headings if each.level == 1 and each.text.strip()]
    if not tops:
        raise Failure("access.no_top_heading")
    if len(tops) > 1:
        raise Failure("access.two_top_headings", where=tops[1].where, found=len(tops))


@check(needs=[has_words])
def contrast_enough(
    artefact: HasColours, *, ratio: float = 4.5, large: float = 3.0, least_words: int = 5
) -> None:
    """All text on a known background has enough contrast; `large` is the ratio for large text.

    Text is large from 18 points, bold from 14 (WCAG 2.2, success criterion 1.4.3). Text over a
    picture is passed over.
    """
    judged = [each for each in artefact.coloured if each.background and each.text.strip()]
    if not judged:
        raise CannotTell("access.background_unknown")
    weak = [each for each in judged if _contrast(each) < _least(each, ratio, large)]
    if weak:
        first = min(weak, key=_contrast)
        raise Failure(
            "access.contrast_low",
            earned=1 - len(weak) / len(judged),
            where=first.where,
            text=quoted(first.text, 20),
            found=int(_contrast(first) * 100) / 100,
            least=_least(first, ratio, large),
            count=len(weak),
        )


def _contrast(text: ColouredText) -> float:
    return contrast(text.colour, text.background or text.colour)


def _least(text: ColouredText, ratio: float, large: float) -> float:
    return large if (text.points or 0) >= (14 if text.bold else 18) else ratio


@check(needs=[has_words])
def language_named(
    artefact: HasLanguage, *, allowed: Sequence[str] = ("ky", "ru", "en"), least_words: int = 5
) -> None:
    """The artefact says its language, one of those allowed, and its text is in it."""
    said = (artefact.language or "").replace("_", "-").partition("-")[0].casefold()
    text = "\n".join(each.text for each in artefact.passages if each.language in (None, said))
    found = language_of(text)
    if not said:
        raise Failure("access.no_language", wanted=_named(found or allowed[0]))
    if found is not None and found != said:
        raise Failure("access.language_differs", said=_named(said), found=_named(found))
    if said not in allowed:
        raise Failure("access.language_other", said=_named(said), wanted=_named(allowed[0]))


def _named(language: str) -> object:
    return {"id": _LANGUAGES[language], "values": {}} if language in _LANGUAGES else language


@check()
def links_present(artefact: HasLinks, *, least: int = 1) -> None:
    """There are at least so many links."""
    found = len(artefact.links)
    if found < least:
        raise Failure("access.few_links", earned=found / least, found=found, least=least)


@check(needs=[links_present])
def links_say_where(artefact: HasLinks, *, least: int = 1) -> None:
    """The words of each link say where it leads: not "here", not a long bare address."""
    found = [(link, trouble) for link in artefact.links if (trouble := _link_trouble(link))]
    if found:
        link, trouble = found[0]
        count, links = len(artefact.links) - len(found), len(artefact.links)
        raise Failure(
            trouble,
            earned=count / links,
            where=link.where,
            text=quoted(link.text, 30),
            target=quoted(link.target, 40),
            done=count,
            links=links,
        )


def _link_trouble(link: Link) -> str | None:
    if not link.text.strip():
        return "access.link_empty"
    if says_nothing(link.text):
        return "access.link_says_nothing"
    return "access.link_bare" if is_bare_address(link.text) else None


@check(needs=[has_words])
def weight_at_most(artefact: HasWeight, *, kilobytes: int, least_words: int = 5) -> None:
    """A phone loads at most so many kilobytes (of 1024 bytes) to show it all."""
    found = -(-artefact.weight // 1024)
    if found > kilobytes:
        raise Failure("access.too_heavy", found=found, most=kilobytes, seconds=-(-found // _SLOW))

"""Pupils' names in a text: in any order, with Kyrgyz and Russian endings, by initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mugalim_checks.privacy.latin import in_cyrillic
from mugalim_checks.wording.spelling import alike

# Kyrgyz endings, after letters were made alike (о for ө, у for ү, н for ң): plural, case,
# question. They begin with т or к after a voiceless letter only.
_CASES = (
    "(?:[{d}][ыиу]н?|[{g}][аеоэ]|[{d}][аеоэ]н?|[{d}][аеоэ]г[ыиу]|[{d}][ыиу]к[ыи]|ч[ае]|[{d}][ае]й)?"
)
_VOICELESS = "пткшсщчцхф"
_MALE = r"(?:а|я|у|ю|ым|ом|ем|е|ы|ых|ыми)?"
_SURNAME_END = re.compile(r"[а-я]{2,}(?:[оеё]в|ин|ын)(?P<female>а)?")
_ADJECTIVE_END = re.compile(r"[а-я]{2,}[сц]к(?:ий|ой|ая)")
_SURER_END = re.compile(r"[а-я]{2,}(?:[оеё]ва?|[сц]к(?:ий|ой|ая)|енко)")
_CHILD_OF = frozenset({"уулу", "кызы", "оглы"})
_BETWEEN = re.compile(r"(?:уулу|кызы|оглы)\w{0,4}|\w+(?:вич|вн[аыеу])\w{0,2}")
_PATRONYMIC = re.compile(r"\w+(?:вич|вн[аыеу])\w{0,2}")
_TOKEN = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"(?<![\w-])[^\W\d_]\.")
_JOINED = re.compile(r"(?<=[а-яёөүңa-z])(?=[А-ЯЁӨҮҢA-Z])")  # АсановаАйгүл, as in a file's name
_UNHEARD = str.maketrans({"ь": None, "ъ": None, "э": "е"})
_GAP = re.compile(r"[\s,._-]{1,4}")


@dataclass(frozen=True)
class _Name:
    """One pupil of a roster: two words by which she is found, either may be None."""

    shown: str
    surname: re.Pattern[str] | None
    given: re.Pattern[str] | None
    surname_tells: bool  # the surname alone names her: it has a surname's ending
    initials: tuple[str, str]  # of surname and given name


@dataclass(frozen=True)
class _Token:
    """A word of a text, made alike, with what stands behind it up to the next word."""

    word: str
    gap: str
    capital: bool
    initial: bool  # one letter and a full stop; the Б of 7-Б is none


def find_name(text: str, roster: Sequence[str], given_alone: bool = False) -> str | None:
    """The first name of a roster, as it stands there, that a text gives away; None without one.

    A roster's names are a surname and a given name in either order, and perhaps a patronymic. A
    surname is found alone where it looks like one (Асанова, Асановага, Асановой), and beside the
    given name or its initial always. It is another person's beside another initial, or a name with
    a patronymic: a teacher who signs may have the surname of a pupil. `given_alone` finds a given
    name alone too, where it is written with a capital: many are words as well (Жылдыз, Тилек).
    """
    tokens = _tokens(text)
    index = _index(tuple(roster))
    for place, token in enumerate(tokens):
        for name in index.get(token.word[:4], []) + index.get(token.word[:2], []):
            if _tells(name, tokens, place, given_alone):
                return name.shown
    return None


def _tells(name: _Name, tokens: Sequence[_Token], place: int, given_alone: bool) -> bool:
    token = tokens[place]
    if name.surname and name.surname.fullmatch(token.word):
        if _beside(tokens, place, name.given, name.initials[1]):
            return True
        return name.surname_tells and not _of_another(tokens, place, name.initials[1])
    if name.given and name.given.fullmatch(token.word):
        if _beside(tokens, place, name.surname, name.initials[0]):
            return True
        return given_alone and token.capital
    return False


def _beside(
    tokens: Sequence[_Token], place: int, wanted: re.Pattern[str] | None, initial: str
) -> bool:
    """Whether the other word of a name, or its initial with a full stop, stands beside a word."""
    if wanted is None:
        return False
    for step in (1, -1):
        other = place + step
        if _joined(tokens, place, other) and _BETWEEN.fullmatch(tokens[other].word):
            other += step
        if not _joined(tokens, other - step, other):
            continue
        found = tokens[other]
        if wanted.fullmatch(found.word) or (found.word == initial and found.gap[:1] == "."):
            return True
    return False


def _of_another(tokens: Sequence[_Token], place: int, initial: str) -> bool:
    """Whether another initial, or a name with a patronymic, stands beside a surname.

    The pupil's own given name or initial is not beside it: that was looked at before.
    """
    before = _words_before(tokens, place)
    after = tokens[place + 1 : place + 3] if tokens[place].gap == " " else []
    for names in (before, after):
        initials = [each.word for each in names if each.initial]
        if initials and names[-1 if names is before else 0].initial:
            return initials[0] != initial
        if _is_with_patronymic(names):
            return True
    return False


def _is_with_patronymic(names: Sequence[_Token]) -> bool:
    """Whether two words are a given name and a patronymic."""
    if len(names) < 2 or not all(each.capital for each in names):
        return False
    return names[0].gap == " " and bool(_PATRONYMIC.fullmatch(names[1].word))


def _words_before(tokens: Sequence[_Token], place: int) -> Sequence[_Token]:
    """The two words before a word, where nothing but a space or an initial's full stop follows."""
    near = tokens[max(place - 2, 0) : place]
    return near if near and near[-1].gap in ((". ", ".") if near[-1].initial else (" ",)) else []


def _joined(tokens: Sequence[_Token], one: int, other: int) -> bool:
    """Whether nothing but a space, a comma or the like stands between two neighbours."""
    first = min(one, other)
    if first < 0 or max(one, other) >= len(tokens):
        return False
    return bool(_GAP.fullmatch(tokens[first].gap))


def _tokens(text: str) -> list[_Token]:
    spaced = _JOINED.sub(" ", text)
    found = list(_TOKEN.finditer(spaced))
    ends = [*(each.start() for each in found), len(spaced)][1:]
    return [
        _Token(
            _plain(each[0]),
            spaced[each.end() : end],
            each[0][0].isupper(),
            each[0].isupper() and bool(_INITIAL.match(spaced, each.start())),
        )
        for each, end in zip(found, ends, strict=True)
    ]


@lru_cache(maxsize=64)
def _index(roster: tuple[str, ...]) -> dict[str, list[_Name]]:
    """The names of a roster by the letters with which every form of their words begins.

    Four letters of a long word, two of a short one.
    """
    index: dict[str, list[_Name]] = {}
    for entry in roster:
        words = [word for word in _words(entry) if word not in _CHILD_OF][:2]
        if not words:
            continue
        name = _name(entry, words)
        for start in {word[: 4 if len(word) > 5 else 2] for word in words}:
            index.setdefault(start, []).append(name)
    return index


def _words(entry: str) -> list[str]:
    return [_plain(word) for word in _TOKEN.findall(entry)]


def _plain(word: str) -> str:
    """A word as all write it alike: Айгүл, Айгуль, Aigul; Жумабек, Джумабек; Эржан, Ержан."""
    cyrillic = in_cyrillic(alike(word))
    return cyrillic.translate(_UNHEARD).replace("дж", "ж")


def _name(entry: str, words: Sequence[str]) -> _Name:
    if len(words) == 1:
        only = words[0]
        tells = _looks_like_surname(only)
        pattern = _forms(only)
        return _Name(
            entry, pattern if tells else None, None if tells else pattern, tells, (only[0], "")
        )
    first, second = words
    if _SURER_END.fullmatch(second) and not _SURER_END.fullmatch(first):
        first, second = second, first
    tells = _looks_like_surname(first)
    return _Name(entry, _forms(first), _forms(second), tells, (first[0], second[0]))


def _looks_like_surname(word: str) -> bool:
    if len(word) < 5:
        return False
    return bool(_SURNAME_END.fullmatch(word) or _SURER_END.fullmatch(word))


@lru_cache(maxsize=1024)
def _forms(word: str) -> re.Pattern[str]:
    """A pattern of all forms of a name (alike)."""
    return re.compile(f"(?:{re.escape(word)}{_kyrgyz(word[-1])}|{_russian(word)})")


def _kyrgyz(last: str) -> str:
    """A pattern of the Kyrgyz endings that can follow a letter."""
    if last in _VOICELESS:
        first, plural = _CASES.format(d="т", g="к"), "т[аеоу]р"
    else:
        first, plural = _CASES.format(d="дн", g="гн"), "[лд][аеоу]р"
    after_plural = _CASES.format(d="дн", g="г")
    return rf"(?:{plural}{after_plural}|{first})(?:[бп][ыиу])?"


def _russian(word: str) -> str:
    """A pattern of the Russian forms of a name."""
    stem = re.escape(word[:-1])
    surname = _SURNAME_END.fullmatch(word)
    if surname and surname["female"]:
        return rf"{stem}(?:а|ой|у|ою|ы|ых|ыми)"
    if _ADJECTIVE_END.fullmatch(word):
        return rf"{re.escape(word[:-2])}(?:ий|ой|ого|ому|им|ом|ая|ую|ою|ие|их|ими)"
    if word[-1] == "а":
        return rf"{stem}(?:а|ы|и|е|у|ой|ей|ою)"
    if word[-1] in "яй":
        return rf"{stem}(?:{word[-1]}|я|и|е|ю|ем|ей)"
    return rf"{re.escape(word)}{_MALE}"

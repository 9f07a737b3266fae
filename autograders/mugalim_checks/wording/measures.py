"""What can be counted in a text: words, sentences, reading ease, addresses; and its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from mugalim_checks.wording.frequent import ENGLISH, KYRGYZ, RUSSIAN
from mugalim_checks.wording.spelling import alike

_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[-’'\u0301][^\W\d_]+)*")
_SAID = re.compile(r"[^\W_]+")
_LONGEST_KNOWN = 40  # letters of a word that are looked at for its language
_LONG = 6  # letters; a word with more is a long one
_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>«»\"]+|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>«»\"]*)?(?![\w@]))",
    re.IGNORECASE,
)
_AFTER_ADDRESS = ".,;:!?)]}'…"
_SPACES = re.compile(r"[^\S\n]+")
_END = re.compile(r"(?<![.!?…])([.!?…]+[)»”\"']*)\s+|\s*\n\s*")
# What stands before a full stop that ends no sentence; one letter (А. Асанова, 2026 г.) neither.
_SHORTENED = frozenset(
    (
        "ул",
        "им",
        "каб",
        "кв",
        "обл",
        "стр",
        "тел",
        "рис",
        "см",
        "др",
        "ред",
        "mr",
        "mrs",
        "ms",
        "dr",
    )
)
_KYRGYZ_LETTERS = frozenset("ңөү")
_NEIGHBOURS_LETTERS = frozenset("әғқұһіїєґўҳҷӣӯўљњђћ")
# Endings that the other two languages hardly have; words of under five letters have none.
_KYRGYZ_END = re.compile(
    r"\w+(?:[ыиуү][ңн][ыиуү]з|л[аеоө]р|дар|[дтл][аеоө]р(?:[ыиуү]н?|г[аеоө]|[дб][ыиуү][нз]?)|"
    r"[лдт][уү]{2}|[ндт][ыиуү]н|[гк][аеоө]н|[гк][аеоө]нд[аеоө]|[бп][ыиуү]з|[аеоуыиө]йт)"
)
_RUSSIAN_END = re.compile(
    r"\w+(?:[ыи]й|[оеё]го|[оеё]му|[ая]я|[оеы]е|ие|ться|тся|ать|ить|еть|[еи]те|"
    r"ами|ями|ых|их|ешь|ует|ают|ости?|[цщ]ей)"
)


def words(text: str) -> list[str]:
    """The words of a text in their order; numbers and addresses are none, "ата-эне" is one."""
    return _WORD.findall(_ADDRESS.sub(" ", text))


def said(text: str) -> int:
    """How many words and numbers a text says; one that only comes again and again fills no text.

    Each counts twice, or as a quarter of a longer text: "no no no no no" says two.
    """
    times = Counter(_SAID.findall(alike(text)))
    most = max(2, times.total() // 4)
    return sum(min(count, most) for count in times.values())


def sentences(text: str) -> list[str]:
    """The sentences of a text that hold a word.

    One ends at . ! ? … before a letter that is not small, and at a line's end before the same;
    initials, dates, times and short forms (ул., г.) end none.
    """
    found, begin = [], 0
    text = _SPACES.sub(" ", text).strip()
    for end in _END.finditer(text):
        if _ends_sentence(text, begin, end):
            found.append(text[begin : end.start() + len(end[1] or "")])
            begin = end.end()
    found.append(text[begin:])
    return [each.strip() for each in found if words(each)]


def _ends_sentence(text: str, begin: int, end: re.Match[str]) -> bool:
    if text[end.end()].islower():
        return False
    if end[1] is None or end[1] != ".":
        return True
    last = re.search(r"[\w-]*$", text[max(begin, end.start() - 12) : end.start()])
    before = alike(last[0]) if last else ""
    return not (len(before) == 1 and before.isalpha()) and before not in _SHORTENED


def lix(text: str) -> float:
    """Björnsson's reading ease, words a sentence plus the percentage of words over six letters.

    About 30 is easy and 60 hard, by language. 0.0 for a text without a word. Source:
    C. H. Björnsson, Läsbarhet, 1968; "Readability of newspapers in 11 languages", 1983.
    """
    found = words(text)
    if not found:
        return 0.0
    long = sum(len(word) > _LONG for word in found)
    return len(found) / len(sentences(text)) + 100 * long / len(found)


def longest_sentence(texts: Sequence[str]) -> tuple[int, str]:
    """The number of the text (from 0) with the sentence of most words, and that sentence."""
    found = [(number, each) for number, text in enumerate(texts) for each in sentences(text)]
    return max(found, key=lambda each: len(words(each[1])), default=(0, ""))


def addresses_in(text: str) -> list[str]:
    """The web addresses that stand in a text, with or without https://."""
    return [found.rstrip(_AFTER_ADDRESS) for found in _ADDRESS.findall(text)]


def language_of(text: str) -> str | None:
    """The language of a text, "ky", "ru" or "en"; None where it is too short or mixed.

    Judged by letters, endings and frequent short words, so that Kyrgyz from a keyboard without
    ң ө ү is known too. A few foreign words change nothing; a third of the marks does.
    """
    found = words(text[:20_000])
    if len(found) < 4:
        return None
    marks = {"ky": 0, "ru": 0, "en": 0, "other": 0}
    for word in found:
        mark = _mark(word[:_LONGEST_KNOWN].casefold())
        if mark:
            marks[mark] += 1
    best, second = sorted(marks, key=lambda name: marks[name], reverse=True)[:2]
    if best == "other" or marks[best] < max(2, len(found) / 12):
        return None
    return best if marks[best] >= 3 * marks[second] else None


@lru_cache(maxsize=4096)
def _mark(word: str) -> str | None:
    """The language that one word (in small letters) speaks for; None where it speaks for none."""
    letters, plain = set(word), alike(word)
    if letters & _NEIGHBOURS_LETTERS:
        return "other"
    if letters & _KYRGYZ_LETTERS or plain in KYRGYZ:
        return "ky"
    if plain in RUSSIAN:
        return "ru"
    if plain in ENGLISH:
        return "en"
    return _mark_by_end(word)


def _mark_by_end(word: str) -> str | None:
    if len(word) < 5:
        return None
    kyrgyz, russian = _KYRGYZ_END.fullmatch(word), _RUSSIAN_END.fullmatch(word)
    if bool(kyrgyz) == bool(russian):
        return None
    return "ky" if kyrgyz else "ru"

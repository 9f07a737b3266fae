"""Checks of captions: readable by every player, in order, slow and short enough, and complete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from mugalim_checks.captions.model import Captions, Cue, Remark
from mugalim_checks.captions.times import shown_times
from mugalim_checks.core import Failure, check
from mugalim_checks.parts import Where
from mugalim_checks.records import Records
from mugalim_checks.wording.measures import words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_LEAST_CAPTIONS = 3
_SHOWN_WORDS = 5
_LONGEST_SHOWN = 60  # characters of the missing words in a hint


@check()
def has_captions(captions: Captions) -> None:
    """There are some different captions whose times can be read, so that they can be judged."""
    found = len({cue.text for cue in captions.cues if cue.text and cue.read.start is not None})
    if found < _LEAST_CAPTIONS:
        example = shown_times(0, 3000)
        raise Failure("captions.few", found=found, least=_LEAST_CAPTIONS, example=example)


@check(needs=[has_captions])
def valid(captions: Captions) -> None:
    """Every player can read the file: WEBVTT first, whole lines of times, ends after starts."""
    if captions.header is None:
        commas = any(cue.read.trouble == "comma" for cue in captions.cues)
        raise Failure("captions.is_srt" if commas else "captions.no_header")
    troubles = [_stray(block) for block in captions.blocks if isinstance(block, Remark)]
    for number, cue in enumerate(captions.cues, start=1):
        troubles.append(_faulty(cue, cue.where(number)))
    found = [trouble for trouble in troubles if trouble]
    if found:
        found[0].earned = 1 - len(found) / len(troubles)
        raise found[0]


def _stray(remark: Remark) -> Failure | None:
    if not remark.is_stray:
        return None
    return Failure("captions.no_times", line=remark.line, text=quoted(remark.text))


def _faulty(cue: Cue, where: Where) -> Failure | None:
    """What a player would not understand about a caption; None where all is well."""
    times = cue.read
    if times.start is None or times.end is None:
        example = shown_times(4500, 8000)
        return Failure("captions.times_unreadable", where=where, line=cue.line, example=example)
    if times.trouble:
        message = "captions.times_comma" if times.trouble == "comma" else "captions.times_form"
        return Failure(message, where=where, wanted=shown_times(times.start, times.end))
    if times.end <= times.start:
        return Failure("captions.ends_before_start", where=where)
    if not cue.text:
        return Failure("captions.no_words", where=where)
    return Failure("captions.no_gap", where=where, line=cue.line) if cue.joined else None


@check(needs=[has_captions])
def in_order(captions: Captions) -> None:
    """Each caption begins when the one before has ended."""
    pairs = list(pairwise(_timed(captions)))
    early = [pair for pair in pairs if _start(pair[1][1]) < _end(pair[0][1])]
    if early:
        (before, _), (number, cue) = early[0]
        good = len(pairs) - len(early)
        raise Failure(
            "captions.overlap",
            earned=good / len(pairs),
            where=cue.where(number),
            before=before,
            good=good,
            pairs=len(pairs),
        )


@check(needs=[has_captions])
def speed(captions: Captions, *, most: float = 17.0) -> None:
    """Each caption stays long enough to be read; `most` is in characters a second.

    The default is what subtitlers usually allow for grown-up viewers.
    """
    lasting = [(number, cue) for number, cue in _timed(captions) if _end(cue) > _start(cue)]
    fast = [(number, cue) for number, cue in lasting if _rate(cue) > most]
    if fast:
        (number, cue), done = fast[0], len(lasting) - len(fast)
        raise Failure(
            "captions.too_fast",
            earned=done / len(lasting),
            where=cue.where(number),
            rate=round(_rate(cue)),
            most=most,
            longest=int(most * (_end(cue) - _start(cue)) / 1000),
            done=done,
            captions=len(lasting),
        )


def _rate(cue: Cue) -> float:
    """Characters a second."""
    return 1000 * len(cue.text) / (_end(cue) - _start(cue))


@check(needs=[has_captions])
def lines(captions: Captions, *, most: int = 2, longest: int = 42) -> None:
    """No caption covers the picture: at most so many lines, of at most so many characters."""
    good = [_fits(cue, most, longest) for cue in captions.cues]
    if all(good):
        return
    first, done = good.index(False) + 1, sum(good)
    cue = captions.cues[first - 1]
    where = cue.where(first)
    share = {"earned": done / len(good), "done": done, "captions": len(good)}
    if len(cue.lines) > most:
        raise Failure("captions.many_lines", where=where, lines=len(cue.lines), most=most, **share)
    length = max(len(line) for line in cue.lines)
    raise Failure("captions.long_line", where=where, length=length, longest=longest, **share)


def _fits(cue: Cue, most: int, longest: int) -> bool:
    return len(cue.lines) <= most and all(len(line) <= longest for line in cue.lines)


@check(needs=[has_captions])
def covers_script(
    captions: Captions,
    *,
    beside: Mapping[str, object],
    storyboard: str = "storyboard",
    script: str = "scenes[].script",
    share: float = 0.9,
    least_words: int = 1,
) -> None:
    """What is said is also written: the captions hold this share of the script's words.

    A script has at least `least_words`.
    """
    board = beside.get(storyboard)
    said: Counter[str] = Counter()
    if isinstance(board, Records):
        said.update(word for found in board.at(script) for word in _words(found.text))
    if not said:
        raise Failure("captions.no_script")
    if said.total() < least_words:
        raise Failure("captions.script_short", found=said.total(), least=least_words)
    written = Counter(word for cue in captions.cues for word in _words(cue.text))
    covered = sum((said & written).values()) / said.total()
    if covered < share:
        missing = [word for word in said if written[word] < said[word]]
        raise Failure(
            "captions.script_missing",
            earned=covered,
            percent=int(covered * 100),
            words=quoted(", ".join(missing[:_SHOWN_WORDS]), _LONGEST_SHOWN),
        )


def _words(text: str) -> list[str]:
    """The words of a text, alike however they are written."""
    return words(alike(text))


def _timed(captions: Captions) -> Iterator[tuple[int, Cue]]:
    """The captions whose times can be read, each with its number."""
    for number, cue in enumerate(captions.cues, start=1):
        if cue.read.start is not None:
            yield number, cue


def _start(cue: Cue) -> int:
    return cue.read.start or 0


def _end(cue: Cue) -> int:
    """When a caption goes; when it comes, where it is said to go before that."""
    return max(cue.read.end or 0, _start(cue))

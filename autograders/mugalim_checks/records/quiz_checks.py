"""Checks of a quiz that teaches: its types, its feedback, where its keys stand, its paper version.

The form saves `items`, each with `type` ("single", "multiple", "match", "order", "short"), `stem`,
`media` ("" or "picture", "video", "sound", "link") and `paper` (what stands on paper instead).
Single and multiple choice have `options` of `text`, `key` (true or false) and `feedback`; the other
types have `pairs` (match), `steps` (order) or `answers` (short), and `feedback` of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import Where
from mugalim_checks.records.model import Item, Records, is_filled
from mugalim_checks.wording.measures import said, words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_WITH_OPTIONS = ("single", "multiple")
# Type -> the list that pupils answer by, and how many entries it has at least.
_ANSWERED_BY = {
    "single": ("options", 2), "multiple": ("options", 2), "match": ("pairs", 2),
    "order": ("steps", 3), "short": ("answers", 1),
}  # fmt: skip
_NOT_ON_PAPER = ("video", "sound", "link")
_LEAST_ITEMS = 3  # before anything is said of all of them
_LEAST_SINGLE = 2
_SAYS = re.compile(r"(?:[^\W_]\W*){2}")
# Options that stand for others, in their whole fixed form.
_FOR_OTHERS = frozenset(
    alike(text)
    for text in (
        "all of the above", "none of the above", "all of these", "none of these", "all are right",
        "all answers are correct", "both a and b", "все ответы верны", "все ответы правильные",
        "все вышеперечисленное", "все перечисленное", "все варианты верны", "всё верно",
        "ничего из перечисленного", "нет правильного ответа", "все ответы неверны",
        "ни один из ответов", "баары туура", "бардыгы туура", "баардыгы туура",
        "жогорудагылардын баары", "жогорудагылардын бардыгы", "бардык жооптор туура",
        "баардык жооптор туура", "туура жооп жок", "эч бири туура эмес", "эч кайсынысы",
    )
)  # fmt: skip
# Two negations that undo each other, in their fixed forms; * stands for an ending.
_DOUBLE_FORMS = (
    "not incorrect", "not untrue", "not false", "not impossible", "not unlike",
    "не неверн*", "не неправильн*", "не ошибочн*", "не является неверн*",
    "не является неправильн*", "не является ошибочн*", "нельзя не", "не может не",
    "туура эмес эмес", "жок эмес", "мүмкүн эмес эмес",
)  # fmt: skip
_DOUBLE = re.compile(
    r"\b(?:" + "|".join(alike(form).replace("*", r"\w*") for form in _DOUBLE_FORMS) + r")\b"
)


@dataclass(frozen=True)
class _Option:
    """One thing that a pupil may choose, or an item without options as a whole."""

    text: str
    is_key: bool
    feedback: str
    where: Where
    is_whole: bool = False  # an item, not an option


@check()
def quiz_begun(records: Records) -> None:
    """There are some items with a question, so that a quiz can be seen."""
    found = len(_items(records))
    if found < _LEAST_ITEMS:
        raise Failure("records.quiz_no_items", found=found, least=_LEAST_ITEMS)


@check()
def quiz_items(records: Records, *, least: int = 4, most: int = 6, types: int = 2) -> None:
    """There are enough items that can be answered, not too many, and of more than one type."""
    items = _items(records)
    if len(items) < least:
        raise Failure(
            "records.quiz_few_items", earned=len(items) / least / 2, found=len(items), least=least
        )
    if len(items) > most:
        raise Failure("records.quiz_many_items", earned=0.5, found=len(items), most=most)
    for item in items:
        if not _can_be_answered(item):
            raise Failure("records.quiz_no_answer", earned=0.5, where=item.where)
    found = {_type(item) for item in items}
    if len(found) < types:
        raise Failure("records.quiz_few_types", earned=0.5, found=len(found), least=types)


@check(needs=[quiz_begun])
def quiz_feedback(records: Records, *, least_words: int = 3) -> None:
    """Each option, the right one too, tells a pupil something to learn from."""
    options = [option for item in _items(records) for option in _answers(item)]
    times = Counter(alike(option.feedback) for option in options)
    good = [
        said(option.feedback) >= least_words and times[alike(option.feedback)] <= 1
        for option in options
    ]
    if not options:
        raise Failure("records.quiz_no_options", where=_items(records)[0].where)
    if all(good):
        return
    first, done = options[good.index(False)], sum(good)
    raise Failure(
        _feedback_message(first, times[alike(first.feedback)] > 1),
        earned=done / len(options),
        where=first.where,
        option=quoted(first.text, 30),
        done=done,
        options=len(options),
    )


def _feedback_message(option: _Option, twice: bool) -> str:
    if not option.feedback:
        missing = "records.quiz_feedback_missing"
        return "records.quiz_item_feedback_missing" if option.is_whole else missing
    return "records.quiz_feedback_twice" if twice else "records.quiz_feedback_bare"


@check()
def quiz_has_choices(records: Records) -> None:
    """There are two items or more in which one of several options is chosen."""
    if len(_single(records)) < _LEAST_SINGLE:
        raise Failure("records.quiz_few_single", found=len(_single(records)), least=_LEAST_SINGLE)


@check(needs=[quiz_has_choices])
def quiz_one_key(records: Records) -> None:
    """Each single choice has exactly one key."""
    items = _single(records)
    keys = [sum(option.is_key for option in _answers(item)) for item in items]
    for item, found in zip(items, keys, strict=True):
        if found != 1:
            message = "records.quiz_many_keys" if found else "records.quiz_no_key"
            raise Failure(message, earned=keys.count(1) / len(keys), where=item.where, found=found)


@check(needs=[quiz_has_choices])
def quiz_key_not_longest(records: Records) -> None:
    """Nobody can guess by length: the key is not the longest option in every item."""
    items = _with_one_key(records)
    for item in items:
        options = _answers(item)
        key = next(len(option.text) for option in options if option.is_key)
        if any(len(option.text) >= key for option in options if not option.is_key):
            return
    raise Failure("records.quiz_key_longest", where=items[0].where, items=len(items))


@check(needs=[quiz_has_choices])
def quiz_key_places(records: Records) -> None:
    """Nobody can guess by place: none holds the key in more than half of the single choices.

    Three questions with two options each cannot do better than two and one.
    """
    items = _with_one_key(records)
    places = [
        next(place for place, option in enumerate(_answers(item), start=1) if option.is_key)
        for item in items
    ]
    place, times = Counter(places).most_common(1)[0]
    evenly = -(-len(items) // min(len(_options(item)) for item in items))
    if times > max(len(items) // 2, evenly):
        raise Failure("records.quiz_key_place", place=place, times=times, items=len(items))


@check(needs=[quiz_begun])
def quiz_plain(records: Records) -> None:
    """No option stands for all the others, and no question says "not" twice."""
    for item in _items(records):
        stem = item.at("stem").text
        if _DOUBLE.search(" ".join(alike(stem).split())):
            raise Failure("records.quiz_double_negation", where=item.where, stem=quoted(stem))
        for option in _options(item):
            if " ".join(words(alike(option.text))) in _FOR_OTHERS:
                text = quoted(option.text)
                raise Failure("records.quiz_stands_for_others", where=item.where, option=text)
    if not any(_options(item) for item in _items(records)):
        raise Failure("records.quiz_no_options", where=_items(records)[0].where)


@check(needs=[quiz_begun])
def quiz_on_paper(records: Records) -> None:
    """Each item can be answered on paper: what paper cannot show is told in words there."""
    items = _items(records)
    bad = [
        item
        for item in items
        if item.at("media").value in _NOT_ON_PAPER and not words(item.at("paper").text)
    ]
    if bad:
        done = len(items) - len(bad)
        raise Failure(
            "records.quiz_not_on_paper",
            earned=done / len(items),
            where=bad[0].where,
            done=done,
            items=len(items),
        )


def _items(records: Records) -> list[Item]:
    """The items that have a question, of two letters or figures at least, such as 2+2."""
    return [item for item in records.items("items[]") if _SAYS.search(item.at("stem").text)]


def _type(item: Item) -> str:
    return item.at("type").text


def _can_be_answered(item: Item) -> bool:
    name, least = _ANSWERED_BY.get(_type(item), ("", 0))
    entries = item.at(name).value if name else None
    return isinstance(entries, list) and sum(is_filled(entry) for entry in entries) >= least


def _options(item: Item) -> list[_Option]:
    """The options of a single or multiple choice that have words; none of another type."""
    if _type(item) not in _WITH_OPTIONS or not isinstance(item.at("options").value, list):
        return []
    found = []
    for value in item.at("options").value:
        option = Item(value, item.where, item.records, f"{item.path}.options")
        if option.at("text").text:
            found.append(_option(option, option.at("text").text))
    return found


def _option(item: Item, text: str) -> _Option:
    is_key = item.at("key").value is True
    return _Option(text, is_key, item.at("feedback").text, item.where)


def _answers(item: Item) -> list[_Option]:
    """What needs feedback: each option, or the whole of an item that has none by its type."""
    if _type(item) in _WITH_OPTIONS:
        return _options(item)
    return [replace(_option(item, item.at("stem").text), is_whole=True)]


def _single(records: Records) -> list[Item]:
    """The single choices with two options or more."""
    return [
        item
        for item in _items(records)
        if _type(item) == "single" and len(_options(item)) >= _LEAST_SINGLE
    ]


def _with_one_key(records: Records) -> list[Item]:
    """The single choices whose key is clear; Failure where there is none."""
    items = [
        item for item in _single(records) if sum(option.is_key for option in _options(item)) == 1
    ]
    if not items:
        raise Failure("records.quiz_no_key", where=_single(records)[0].where, found=0)
    return items

"""Checks of a reading unit: two texts that disagree, and questions for each way of reading.

The form saves `texts`, each with `source` (an id of the supplied bank) and `text` (as the pupils
read it); `items`, each with `process` ("locate", "understand", "evaluate"), `form` ("choice",
"short", "open"), `stem`, `minutes`, and `key` (or, where it is open, `levels` of `points` and
`text`); `conflict`, for each text its `source` and the `start` and `end` of the marked characters;
and `reading_minutes`. A bank gives each id its `author`, `date`, `address` (what is missing there
is not known), what it is `about`, and the figure that it `claims` where others claim another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mugalim_checks.core import Failure, check
from mugalim_checks.records.model import Item, Records
from mugalim_checks.wording.measures import lix, words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_LEAST_ITEMS = 2
_SAYS = re.compile(r"(?:[^\W_]\W*){3}")
_SHORTEST_KEY = 2  # characters; a single one may stand in a question by chance
_LONGEST_MARK = 0.4  # of a text: a mark over most of it points at nothing


@check()
def unit_texts(records: Records, *, bank: Mapping[str, Mapping[str, str]]) -> None:
    """There are two texts of the bank by different authors, each with an address and a date."""
    texts = _texts(records)
    known = [text for text in texts if text.at("source").text in bank]
    if len(known) != 2 or len(texts) != 2:
        raise Failure("records.unit_two_texts", found=len(known))
    for text in known:
        about = bank[text.at("source").text]
        if not about.get("date"):
            raise Failure("records.unit_no_date", earned=0.5, where=text.where)
        if not about.get("address"):
            raise Failure("records.unit_no_address", earned=0.5, where=text.where)
    if len({bank[text.at("source").text].get("author") for text in known}) == 1:
        raise Failure("records.unit_one_author", earned=0.5)


@check()
def unit_texts_there(records: Records) -> None:
    """There are two texts with words."""
    if len(_texts(records)) != 2:
        raise Failure("records.unit_two_texts", found=len(_texts(records)))


@check(needs=[unit_texts_there])
def unit_texts_alike(
    records: Records, *, least: int = 120, most: int = 300, apart: float = 10
) -> None:
    """Both texts are of a length that can be read in class, and about equally hard to read.

    `least` and `most` are words, `apart` is a difference of LIX.
    """
    texts = _texts(records)
    for text in texts:
        count = len(words(text.at("text").text))
        if not least <= count <= most:
            message = "records.unit_text_short" if count < least else "records.unit_text_long"
            raise Failure(message, where=text.where, count=count, least=least, most=most)
    eases = [lix(text.at("text").text) for text in texts]
    if abs(eases[0] - eases[1]) > apart:
        harder = texts[eases.index(max(eases))]
        low, high = round(min(eases)), round(max(eases))
        raise Failure("records.unit_text_harder", where=harder.where, low=low, high=high)


@check()
def unit_begun(records: Records) -> None:
    """There are some questions, so that something can be said of all of them."""
    found = len(_items(records))
    if found < _LEAST_ITEMS:
        raise Failure("records.unit_no_items", found=found, least=_LEAST_ITEMS)


@check(needs=[unit_begun])
def unit_processes(
    records: Records, *, processes: Sequence[str] = ("locate", "understand", "evaluate")
) -> None:
    """There is a question for each way of reading."""
    found = {item.at("process").text for item in _items(records)}
    missing = [process for process in processes if process not in found]
    if missing:
        done = len(processes) - len(missing)
        process = {"id": _PROCESSES.get(missing[0], "records.unit_process_locate")}
        raise Failure(
            "records.unit_process_missing",
            earned=done / len(processes),
            process=process,
            done=done,
            processes=len(processes),
        )


_PROCESSES = {
    "locate": "records.unit_process_locate",
    "understand": "records.unit_process_understand",
    "evaluate": "records.unit_process_evaluate",
}


@check(needs=[unit_begun])
def unit_open_item(records: Records, *, points: Sequence[int] = (0, 1, 2)) -> None:
    """There is an open question, and its key says what an answer must hold for each point."""
    items = [item for item in _items(records) if item.at("form").text == "open"]
    if not items:
        raise Failure("records.unit_no_open_item")
    gaps = {number: _level_gap(item, points) for number, item in enumerate(items)}
    if None in gaps.values():
        return
    number, level = next(iter(gaps.items()))
    raise Failure("records.unit_level_missing", earned=0.5, where=items[number].where, level=level)


def _level_gap(item: Item, points: Sequence[int]) -> int | None:
    """The first number of points that the key of an open question does not explain by itself."""
    explained = _levels(item)
    for number in points:
        others = [alike(text) for each, text in explained.items() if each != number]
        if not words(explained.get(number, "")) or alike(explained[number]) in others:
            return number
    return None


@check(needs=[unit_texts_there])
def unit_conflict(records: Records, *, bank: Mapping[str, Mapping[str, str]]) -> None:
    """The place where the two texts disagree is marked in both."""
    texts = _texts(records)
    marked = [_mark(records, text) for text in texts]
    for text, mark in zip(texts, marked, strict=True):
        earned = 0.25 * sum(bool(each) for each in marked)
        if not mark:
            raise Failure("records.unit_not_marked", earned=earned, where=text.where)
        if len(mark) > _LONGEST_MARK * len(text.at("text").text):
            raise Failure("records.unit_marked_too_much", earned=earned, where=text.where)
    right = [_claims(bank, text, mark) for text, mark in zip(texts, marked, strict=True)]
    if not all(right):
        at = right.index(False)
        mark = quoted(marked[at])
        raise Failure(
            "records.unit_no_conflict",
            earned=0.25 + 0.25 * sum(right),
            where=texts[at].where,
            mark=mark,
        )
    known = [bank[text.at("source").text] for text in texts]
    if known[0].get("about") != known[1].get("about"):
        raise Failure("records.unit_other_topic", earned=0.25)
    if known[0]["claims"] == known[1]["claims"]:
        raise Failure("records.unit_texts_agree", earned=0.5, mark=quoted(marked[0]))


def _mark(records: Records, text: Item) -> str:
    """The characters that are marked in a text; "" where none are, or where they do not fit it."""
    source, whole = text.at("source").text, text.at("text").value
    for mark in records.items("conflict[]"):
        start, end = mark.at("start").value, mark.at("end").value
        if mark.at("source").text == source and _is_position(start) and _is_position(end):
            return str(whole)[start:end].strip() if start < end <= len(whole) else ""
    return ""


def _is_position(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _claims(bank: Mapping[str, Mapping[str, str]], text: Item, mark: str) -> bool:
    """Whether a mark holds the figure by which the text disagrees with the other."""
    claim = bank.get(text.at("source").text, {}).get("claims")
    figures = re.findall(
        r"\d+(?:[.,]\d+)?", re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}\b)", "", mark)
    )
    return claim is not None and claim in [figure.replace(",", ".") for figure in figures]


@check(needs=[unit_begun])
def unit_key_not_in_stem(records: Records) -> None:
    """Each question has a key, and does not give it away word for word."""
    items = _items(records)
    good = [bool(_key(item)) and not _gives_away(item) for item in items]
    if all(good):
        return
    first = items[good.index(False)]
    key = _key(first)
    message = "records.unit_stem_gives_key" if key else "records.unit_no_key"
    done = sum(good)
    raise Failure(
        message,
        earned=done / len(items),
        where=first.where,
        key=quoted(key, 30),
        done=done,
        items=len(items),
    )


def _key(item: Item) -> str:
    """The whole answer: the key, or what earns most points in an open question."""
    if item.at("form").text != "open":
        return item.at("key").text
    explained = _levels(item)
    return explained[max(explained)] if explained else ""


def _gives_away(item: Item) -> bool:
    """Whether a question has its key in it; the options of a choice may stand there."""
    if item.at("form").text == "choice" or len(_key(item)) < _SHORTEST_KEY:
        return False
    key, stem = (_plain(text) for text in (_key(item), item.at("stem").text))
    return bool(key.strip()) and key in stem


def _plain(text: str) -> str:
    """The words and figures of a text between single spaces, with a space at each end."""
    found = " ".join(re.findall(r"[^\W_]+", alike(text)))
    return f" {found} "


@check(needs=[unit_begun])
def unit_minutes(records: Records, *, least: float = 10, most: float = 20) -> None:
    """Reading and answering together fit the lesson; `least` and `most` are minutes."""
    for item in _items(records):
        if _minutes(item.at("minutes").value) <= 0:
            raise Failure("records.unit_no_minutes", where=item.where)
    reading = _minutes(records.at("reading_minutes")[0].value)
    total = reading + sum(_minutes(item.at("minutes").value) for item in _items(records))
    if reading <= 0:
        raise Failure("records.unit_no_minutes", where=records.field_place("reading_minutes"))
    if not least <= total <= most:
        message = "records.unit_too_short" if total < least else "records.unit_too_long"
        raise Failure(message, total=round(total, 1), least=least, most=most)


def _minutes(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _texts(records: Records) -> list[Item]:
    """The texts that have words."""
    return [text for text in records.items("texts[]") if words(text.at("text").text)]


def _items(records: Records) -> list[Item]:
    """The items that have a question, of three letters or figures at least."""
    return [item for item in records.items("items[]") if _SAYS.search(item.at("stem").text)]


def _levels(item: Item) -> dict[int, str]:
    """Points -> what an answer must hold for them."""
    levels = item.at("levels").value
    found: dict[int, str] = {}
    for value in levels if isinstance(levels, list) else ():
        level = Item(value, item.where, item.records, f"{item.path}.levels")
        points = level.at("points").value
        if _is_position(points) and level.at("text").text:
            found[points] = level.at("text").text
    return found

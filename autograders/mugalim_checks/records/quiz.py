"""A quiz as it is taken along: its questions out of a form's records, each ready to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mugalim_checks.core import Failure
from mugalim_checks.records.model import Item, Records
from mugalim_checks.states import writable

Type = Literal["single", "multiple", "match", "order", "short"]
# Type -> the list that pupils answer by, and how many entries it has at least.
_ANSWERED_BY: Mapping[str, tuple[Type, str, int]] = {
    "single": ("single", "options", 2),
    "multiple": ("multiple", "options", 2),
    "match": ("match", "pairs", 2),
    "order": ("order", "steps", 2),
    "short": ("short", "answers", 1),
}


@dataclass(frozen=True)
class Choice:
    """An option of a single or a multiple choice."""

    text: str
    is_key: bool
    feedback: str


@dataclass(frozen=True)
class Question:
    """One question; which of the lists it has, its type says."""

    type: Type
    stem: str
    media: str = ""
    address: str = ""  # of what is shown beside the words
    paper: str = ""
    feedback: str = ""
    options: tuple[Choice, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[Choice, ...]:
        """The options that are right."""
        return tuple(option for option in self.options if option.is_key)


@dataclass(frozen=True)
class Quiz:
    """All questions under their topic, in one language or none that is named."""

    title: str
    questions: tuple[Question, ...]
    language: str | None


def quiz_of(records: Records) -> Quiz:
    """The quiz in a form's records; a "records." Failure for the first thing that it lacks."""
    questions = tuple(_question(item) for item in records.items("items[]"))
    if not questions:
        raise Failure("records.quiz_no_items", found=0, least=1)
    return Quiz(writable(records.at("title")[0].text), questions, records.language)


def mixed(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts in another order than theirs, always the same: by the alphabet, or turned round."""
    found = tuple(sorted(texts, key=str.casefold))
    return found if found != texts else found[::-1]


def _question(item: Item) -> Question:
    if not _text(item, "stem"):
        raise Failure("records.quiz_no_stem", where=item.where)
    kind, name, least = _ANSWERED_BY.get(item.at("type").text, ("single", "", 1))
    entries = item.at(name).value if name else None
    question = _with(item, kind, entries if isinstance(entries, list) else [])
    lists = (question.options, question.pairs, question.steps, question.answers)
    if max(map(len, lists)) < least:
        raise Failure("records.quiz_no_answer", where=item.where)
    _check_keys(question, item)
    return question


def _with(item: Item, kind: Type, entries: list[object]) -> Question:
    """A question with those of the entries that its type answers by and that have words."""
    inner = [Item(value, item.where, item.records, item.path) for value in entries]
    texts = tuple(
        filter(None, (writable(each).strip() for each in entries if isinstance(each, str)))
    )
    pairs = ((_text(each, "left"), _text(each, "right")) for each in inner)
    return Question(
        type=kind,
        stem=_text(item, "stem"),
        media=_text(item, "media"),
        address=_text(item, "address"),
        paper=_text(item, "paper"),
        feedback=_text(item, "feedback"),
        options=tuple(_choice(each) for each in inner if _text(each, "text")),
        pairs=tuple(pair for pair in pairs if all(pair)),
        steps=texts if kind == "order" else (),
        answers=texts if kind == "short" else (),
    )


def _choice(option: Item) -> Choice:
    is_key = option.at("key").value is True
    return Choice(_text(option, "text"), is_key, _text(option, "feedback"))


def _text(item: Item, name: str) -> str:
    """A field's words, without signs that no file can hold."""
    return writable(item.at(name).text)


def _check_keys(question: Question, item: Item) -> None:
    """Failure where a choice has no key, or a single one several: no program could mark it."""
    if not question.options:
        return
    found = len(question.keys)
    if not found:
        raise Failure("records.quiz_no_key", where=item.where, found=0)
    if question.type == "single" and found > 1:
        raise Failure("records.quiz_many_keys", where=item.where, found=found)

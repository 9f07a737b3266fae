"""A quiz as files for other programs and for paper: GIFT, QTI 2.1, and a document.

GIFT: docs.moodle.org, "GIFT format". QTI: IMS Question and Test Interoperability 2.1, in a content
package. All three give the same bytes for the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mugalim_checks.artefacts import write_artefact
from mugalim_checks.document.blocks import Cell, Paragraph, Run, Table
from mugalim_checks.document.model import Document
from mugalim_checks.messages import sentence
from mugalim_checks.records.model import Records
from mugalim_checks.records.quiz import Question, Quiz, mixed, quiz_of
from mugalim_checks.records.quiz_qti import package

_SPECIAL = re.compile(r"([\\~=#{}:])")
_ANSWER_SHARE = 100  # per cent that all keys of a multiple choice earn together
_NOTHING = "\u200b"  # a space without width
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def to_gift(records: Records) -> bytes:
    """The quiz as a .txt for Moodle, in UTF-8; Failure where a question is not ready."""
    quiz = quiz_of(records)
    heads = [f"// {' '.join(quiz.title.split())}"] if quiz.title else []
    questions = (_gift(question, number) for number, question in enumerate(quiz.questions, 1))
    return ("\n\n".join([*heads, *questions]) + "\n").encode()


def to_qti(records: Records) -> bytes:
    """The quiz as a .zip of QTI 2.1: a test, its items, and what is in the package; or Failure."""
    return package(quiz_of(records))


def to_paper(records: Records) -> bytes:
    """The quiz as a .docx to print, with its key for the teacher at the end; or Failure."""
    quiz = quiz_of(records)
    document = Document(tuple(_paper(quiz)), title=quiz.title)
    return bytes(write_artefact(document, ".docx"))


def _gift(question: Question, number: int) -> str:
    stem = " ".join(filter(None, (question.stem, question.address)))
    answers = "\n".join(f"  {line}" for line in _gift_answers(question))
    said = f"\n  ####{_plain(question.feedback)}" if question.feedback else ""
    return f"::{number:02}::[plain]{_plain(stem)} {{\n{answers}{said}\n}}"


def _gift_answers(question: Question) -> Iterator[str]:
    share = f"%{_ANSWER_SHARE / max(1, len(question.keys)):.5f}".rstrip("0").rstrip(".") + "%"
    for option in question.options:
        sign = "=" if option.is_key else "~"
        if question.type == "multiple":
            sign = f"~{share}" if option.is_key else f"~%-{_ANSWER_SHARE}%"
        said = f"#{_plain(option.feedback)}" if option.feedback else ""
        apart = _NOTHING if option.text.startswith("%") else ""  # it would be read as a share
        yield f"{sign}{apart}{_plain(option.text)}{said}"
    yield from (f"={_plain(left)} -> {_plain(right)}" for left, right in question.pairs)
    # GIFT has no question of ordering: each step is matched with its number.
    yield from (f"={number} -> {_plain(step)}" for number, step in enumerate(question.steps, 1))
    yield from (f"={_plain(answer)}" for answer in question.answers)


def _plain(text: str) -> str:
    """A text in which nothing is read as a sign of GIFT."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    escaped = _SPECIAL.sub(r"\\\1", "\n".join(lines)).replace("->", f"-{_NOTHING}>")
    return escaped.replace("\n", "\\n")


def _paper(quiz: Quiz) -> Iterator[Paragraph | Table]:
    language = quiz.language or "en"
    yield _text(quiz.title or _said("records.paper_title", language), level=1)
    yield _text(_said("records.paper_name", language))
    for number, question in enumerate(quiz.questions, 1):
        yield _text(f"{number}. {question.stem}", bold=True)
        if question.paper:
            yield from _lines(question.paper)
        yield from _to_answer(question)
        yield _text("")
    yield _text(_said("records.paper_key", language), level=2)
    for number, question in enumerate(quiz.questions, 1):
        yield _text(f"{number}. {_key(question)}")


def _to_answer(question: Question) -> Iterator[Paragraph | Table]:
    """What a pupil answers by, on paper."""
    if question.pairs:
        lefts, rights = zip(*question.pairs, strict=True)
        rows = zip(lefts, _lettered(mixed(rights)), strict=True)
        yield Table(tuple((_cell(f"____ {left}"), _cell(right)) for left, right in rows))
    yield from (_text(f"☐ {option}") for option in _lettered(o.text for o in question.options))
    yield from (_text(f"____ {step}") for step in mixed(question.steps))
    if question.answers:
        yield _text("_" * 30)


def _key(question: Question) -> str:
    if question.pairs:
        rights = mixed(tuple(right for _, right in question.pairs))
        return "; ".join(
            f"{left} – {_letter(rights.index(right))}" for left, right in question.pairs
        )
    if question.options:
        places = (number for number, option in enumerate(question.options) if option.is_key)
        return ", ".join(map(_letter, places))
    return " → ".join(question.steps) or ", ".join(question.answers)


def _lettered(texts: Iterable[str]) -> Iterator[str]:
    return (f"{_letter(number)}. {text}" for number, text in enumerate(texts))


def _letter(number: int) -> str:
    return _LETTERS[number] if number < len(_LETTERS) else str(number + 1)


def _lines(text: str) -> Iterator[Paragraph]:
    return (_text(line) for line in text.splitlines() if line.strip())


def _text(text: str, level: int = 0, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold or bool(level)),), level)


def _cell(text: str) -> Cell:
    return Cell((_text(text),))


def _said(id: str, language: str) -> str:
    return sentence(id, {}, language)

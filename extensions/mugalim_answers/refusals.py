"""Why an answer was not kept: an id for machines and a sentence for the learner."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_courses.languages import load_catalog

LOCALE = Path(__file__).parent / "locale"

SENTENCES: Mapping[str, str] = {
    "answers.disk_full": "The school has no room left, so this was not saved. "
    "Your work is still on this page. Please tell your facilitator.",
    "answers.not_kept": "This was not saved. Your work is still on this page; "
    "please try again in a minute.",
    "answers.not_understood": "This change could not be read, so it was not saved. "
    "Please reload the page.",
    "answers.too_much": "This is too much at once, so it was not saved. "
    "Please make the change in smaller steps.",
    "answers.text_too_long": "The text may have up to {limit} characters; yours has {length}. "
    "Please shorten it.",
    "answers.unknown_option": "This answer is not one of those offered. Please reload the page.",
    "answers.wrong_kind": "This exercise is answered in another way. Please reload the page.",
    "answers.no_start": "This exercise has no start to go back to.",
    "answers.no_version": "This earlier version is not kept any more. Please choose another one.",
    "answers.file_empty": "The file is empty. Please choose another file.",
    "answers.file_too_big": "The file is larger than {limit} MB. Please choose a smaller file.",
    "answers.file_lost": "The file could not be found. Please upload it again.",
    "answers.piece_lost": "This picture could not be found. Please choose it again.",
    "answers.pieces_full": "There is room for {most} pictures and {limit} MB in this lesson, "
    "and it is used up. Please take out a picture, or make some of them smaller.",
    "answers.upload_gone": "The beginning of this file is not kept any more. "
    "Please choose the file again.",
    "answers.upload_differs": "The file did not arrive as it was sent. Please choose it again.",
}


class AnswerRefused(Exception):  # noqa: N818  a refusal is what a learner sees
    """Raised where an answer cannot be kept or given; says why by an id with values."""

    def __init__(self, id: str, /, **values: object) -> None:
        super().__init__(id, values)
        self.id = id
        self.values = values

    def sentence(self, language: str) -> str:
        """What is said to the learner, in her language."""
        return sentence(self.id, self.values, language)


def sentence(id: str, values: Mapping[str, object], language: str) -> str:
    """The sentence of a message id of this package, or of the checks where it is theirs."""
    english = SENTENCES.get(id)
    if english is not None:
        said = load_catalog(LOCALE, language).text(english)
        return said.format(**values)
    filled: dict[str, Any] = dict(values)
    return message(Failure(id, **filled), language)

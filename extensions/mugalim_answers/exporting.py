"""An answer in other forms than its own file: a quiz for Moodle, for other programs, for paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_checks.core import Failure
from mugalim_checks.records.model import Records
from mugalim_checks.records.quiz_export import to_gift, to_paper, to_qti
from mugalim_courses.model import Exercise

# The forms that a quiz can be taken along in: each with its ending and what writes it.
FORMATS: Mapping[str, tuple[str, Callable[[Records], bytes]]] = {
    "gift": (".txt", to_gift),
    "qti": (".zip", to_qti),
    "docx": (".docx", to_paper),
}


def exported(plan: Exercise, answer: Answer, format: object) -> tuple[str, bytes]:
    """The name and the bytes of a quiz in one of `FORMATS`.

    AnswerRefused for any other format or kind of exercise, and where a question is not ready:
    then it says which one, and what is missing.
    """
    if plan.kind != "records" or answer.kind != plan.kind:
        raise AnswerRefused("answers.wrong_kind")
    if not isinstance(format, str) or format not in FORMATS:
        raise AnswerRefused("answers.not_understood")
    ending, write = FORMATS[format]
    try:
        content = write(Records.from_state(answer.state))
    except Failure as failure:
        raise AnswerRefused(failure.id, **failure.values) from failure
    return f"{PurePath(plan.artefact or plan.name).stem}{ending}", content

"""An answer as a file to take away: her own upload, or the state of the page written anew."""

from __future__ import annotations

from pathlib import Path, PurePath

from mugalim_answers.operations import State
from mugalim_answers.pieces import Pieces
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_checks.artefacts import ENDINGS, artefact_class, write_artefact
from mugalim_courses.model import Exercise

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_MEDIA_TYPES = {
    ".xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
    ".docx": f"{_OPEN_XML}.wordprocessingml.document",
    ".pptx": f"{_OPEN_XML}.presentationml.presentation",
    ".ods": f"{_OPEN_DOCUMENT}.spreadsheet",
    ".odt": f"{_OPEN_DOCUMENT}.text",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt",
}


def work_file(
    plan: Exercise,
    answer: Answer | None,
    start: State | None,
    store: Store,
    lesson: Path | None = None,
) -> tuple[str, bytes]:
    """The name and the bytes of her work, or of the start where she has none.

    Its pictures come from her store, or from the files that the lesson's folder gives.
    AnswerRefused where the exercise has no files, nothing was made and there is no start.
    """
    if plan.kind not in ENDINGS:
        raise AnswerRefused("answers.wrong_kind")
    name = plan.artefact or f"{plan.name}{ENDINGS[plan.kind][0]}"
    if answer is not None and answer.file is not None:
        kept = PurePath(answer.file.name).suffix.lower()
        ending = kept if kept in ENDINGS[plan.kind] else PurePath(name).suffix
        return f"{PurePath(name).stem}{ending}", store.content(answer.file.sha256)
    state = answer.state if answer is not None else start
    if state is None:
        raise AnswerRefused("answers.no_start")
    artefact = artefact_class(plan.kind).from_state(state)
    pieces = Pieces(store, lesson).content
    return name, write_artefact(artefact, PurePath(name).suffix, pieces)


def media_type(name: str) -> str:
    """What a browser is told about a file of that name; it is only ever downloaded."""
    return _MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")

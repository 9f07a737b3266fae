"""An uploaded file turned into a workbook, by a limited process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from tempfile import TemporaryFile
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.file_refusals import refuse_from_outside
from mugalim_checks.opening import LARGEST_ANSWER
from mugalim_checks.workbook_model import MOST_CELLS, Workbook

DEADLINE = 30.0  # seconds by the clock
_OTHER_NAMES = {
    ".csv": "file.csv",
    ".ods": "file.open_document",
    ".xls": "file.old_format",
    ".numbers": "file.not_a_workbook",
}


def read_workbook(content: bytes, name: str, *, deadline: float = DEADLINE) -> Workbook:
    """The workbook in an .xlsx file; Failure with a "file." id and a sentence for the learner.

    The file is only ever opened in another process, under limits of memory and time. `name` is
    what the learner called it; what it is, its bytes say.
    """
    try:
        refuse_from_outside(content)
    except Failure as failure:
        raise _by_name(failure, name) from None
    answer = _ask(content, deadline)
    if "failure" in answer:
        raise Failure(str(answer["failure"]), **answer.get("values", {}))
    try:
        return Workbook.from_state(answer.get("state"))
    except Failure as failure:
        if failure.id == "workbook.too_many_cells":
            raise Failure("file.too_many_cells", most=MOST_CELLS) from None
        raise Failure("file.damaged") from None


def _by_name(failure: Failure, name: str) -> Failure:
    """A failure that its name explains better than its bytes do."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if failure.id == "file.not_a_workbook" and ending in _OTHER_NAMES:
        return Failure(_OTHER_NAMES[ending])
    return failure


def _ask(content: bytes, deadline: float) -> dict[str, Any]:
    command = [sys.executable, "-I", "-X", "utf8", "-W", "ignore", "-m", "mugalim_checks.opening"]
    with TemporaryFile() as output:
        try:
            done = subprocess.run(
                command,
                input=content,
                stdout=output,
                stderr=subprocess.DEVNULL,
                timeout=deadline,
                cwd="/",
                env={"OPENPYXL_LXML": "False"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Failure("file.too_slow") from None
        output.seek(0)
        text = output.read(LARGEST_ANSWER + 1)
    if done.returncode != 0:
        raise Failure("file.too_slow" if done.returncode < 0 else "file.damaged")
    try:
        answer = json.loads(text)
    except ValueError:
        raise Failure("file.damaged") from None
    return answer if isinstance(answer, dict) else {"failure": "file.damaged"}

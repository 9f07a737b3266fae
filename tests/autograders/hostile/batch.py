"""One batch of spoiled files, opened and checked in a limited process of its own.

`fuzzing` starts it with a folder of valid files and the batch's number; it names each file before
it touches it, and prints what it has seen as JSON on its last line.
"""

from __future__ import annotations

import json
import random
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from autograders.hostile.mutations import mutated

from mugalim_checks.artefacts import artefact_class
from mugalim_checks.core import Failure, run
from mugalim_checks.messages import message
from mugalim_checks.opening.child import answer
from mugalim_checks.opening.limits import MEMORY
from mugalim_courses.loading import parse_lesson_plan
from mugalim_courses.model import Exercise

SECONDS = 20  # for one file, opened and checked
FILES = 60  # of one batch


def main(folder: Path, number: int) -> None:
    """Open and check the files of one batch, and print what was seen."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # as in the template of the opener
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    seeds = json.loads((folder / "seeds.json").read_text())
    random_ = random.Random(number)  # noqa: S311  the same batch again for the same number
    opened, troubles = 0, []
    for _ in range(FILES):
        seed = random_.choice(seeds)
        print(seed["lesson"], seed["file"], flush=True)  # noqa: T201  named before it is touched
        file = mutated((folder / seed["content"]).read_bytes(), random_)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        trouble = look(exercise(seed), file, seed["file"])
        opened += trouble is None
        troubles += [f"{seed['lesson']} {seed['file']}: {trouble}"] if trouble else []
    print(json.dumps({"opened": opened, "peak": peak(), "troubles": troubles}))  # noqa: T201  the answer


def peak() -> int:
    """The most memory that this program has had, in bytes.

    Not getrusage's figure: that one begins with the process that started this one.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def exercise(seed: dict[str, str]) -> Exercise:
    """The exercise that a valid file answers."""
    return parse_lesson_plan(Path(seed["plan"])).exercises[seed["exercise"]]


def look(exercise: Exercise, file: bytes, name: str) -> str | None:
    """Open and check one file: None where it went through, "" where refused, else a trouble."""
    found = answer(exercise.kind, file, name)
    if "failure" in found:
        return _refusal(found)
    state = json.loads(json.dumps(found["state"]))
    try:
        artefact = artefact_class(exercise.kind).from_state(state)
    except Failure as failure:
        return f"read, but its state is refused: {failure.id}"
    results = run(exercise, artefact).results
    broken = [result.id for result in results if result.message == "core.broken"]
    return f"broken checks: {broken}" if broken else None


def _refusal(found: dict[str, Any]) -> str:
    refusal = Failure(str(found["failure"]), **found["values"])
    said = {message(refusal, language) for language in ("en", "ky", "ru")}
    return "" if len(said) == 3 else f"no sentence for {refusal.id}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

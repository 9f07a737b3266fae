"""A small lesson whose grade cell gives what the answer asks for, accidents included."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mugalim_answers.store import Store
from mugalim_nbgrader.client import Worker
from mugalim_nbgrader.intake import Submission, write_submission

PLAN = """
title: Small
summary: A few words.
minutes: 5
exercises:
  words:
    kind: text
    checks: [{id: long_enough, check: text.long_enough, points: 4}]
rubric:
  - {id: judgement, question: "How?", levels: [{points: 0, text: a}, {points: 2, text: b}]}
"""
# What the real grade() does, and the accidents that it never has: the answer names which.
STAND_IN = """
import hashlib, json, os, sys
from pathlib import Path

KIND = "application/vnd.mugalim.result+json"

class Points:
    def __init__(self, text, bundle):
        self.text, self.bundle = text, bundle
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text, KIND: self.bundle}

def grade(name):
    record = Path("answers/answers.json").read_bytes()
    answers = json.loads(record)["exercises"]
    words = answers[name]["state"]["text"] if name in answers else "0"
    if words == "die":
        os._exit(9)
    if words == "sleep":
        import time; time.sleep(60)
    if words == "noise":
        print("a warning", file=sys.stderr)
    if words == "none":
        return None
    if words == "environment":
        assert not [key for key in os.environ if key.startswith(("JUPYTERHUB", "MUGALIM_D"))]
        words = "4" if os.environ["MUGALIM_FACE"] == "grade" else "0"
        assert os.environ["NBGRADER_EXECUTION"] == "autograde"
    if words == "printed":
        os.write(1, b"not a reply\\\\n")
    points = {"nan": 0.0, "much": 40.0, "noise": 3.0, "printed": 1.0}.get(words)
    points = float(words) if points is None else points
    result = {"id": "long_enough", "outcome": "passed", "points": points, "max_points": 4.0,
              "message": None, "values": {}, "shown": True}
    digest = hashlib.sha256(record).hexdigest()
    bundle = {"exercise": name, "results": [result], "digest": digest}
    if words == "0.5":
        from IPython.display import display
        display(Points("0.5", bundle))
    return Points("nan" if words == "nan" else repr(points), bundle)
"""
DAY = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


def grade_metadata(name: str, points: float, *, manual: bool = False) -> dict[str, object]:
    """The nbgrader metadata of an automatic or a manual cell."""
    about = {"grade": True, "solution": manual, "locked": not manual, "task": False}
    return {"nbgrader": {**about, "grade_id": name, "points": points, "schema_version": 3}}


def write_source(folder: Path, *names: str) -> Path:
    """A source notebook with one grade cell for each name, and one manual cell."""
    cells = [
        new_markdown_cell("# A lesson", id="prose"),
        new_code_cell("from stand_in import grade", id="setup"),
        *(new_code_cell(f'grade("{name}")', metadata=grade_metadata(name, 1)) for name in names),
        new_markdown_cell(
            "Judge", id="judgement", metadata=grade_metadata("judgement", 1, manual=True)
        ),
    ]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=spec), folder / "lesson.ipynb")
    (folder / "lesson.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "stand_in.py").write_text(STAND_IN, encoding="utf-8")
    return folder / "lesson.ipynb"


def beside(source: Path) -> dict[str, Path]:
    """The files that a lesson's cells need beside them."""
    return {name: source.parent / name for name in ("lesson.yaml", "stand_in.py")}


def hand_in(
    worker: Worker,
    release: Path,
    person: str,
    words: str,
    tmp: Path,
    *,
    at: datetime = DAY,
    course: str = "demo",
) -> Submission:
    """Write an answer and hand it in; no words mean that nothing was answered."""
    store = Store(tmp / f"answers-{person}")
    if words:
        operations = [{"op": "write", "text": words}]
        store.apply("words", "text", operations, base=None, start=None, now=at)
    texts = {"judgement": words}
    folder = worker.folder(course)
    return write_submission(folder, release.parent.name, person, release, store, texts, at)

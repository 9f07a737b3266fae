"""Published lessons whose notebooks hold code of their own, for Voila's full page."""

from __future__ import annotations

from pathlib import Path

import nbformat
from lesson_hub import LANGUAGES, PLAN
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mugalim_lessons.cells import SETUP

MOVING = """\
import ipywidgets as widgets
from IPython.display import display

weeks = widgets.IntSlider(value=3, min=1, max=9, description="Weeks")
copied = widgets.Label()
widgets.jslink((weeks, "value"), (copied, "value"))
counted = widgets.Label("15 lessons")
weeks.observe(lambda change: setattr(counted, "value", f"{5 * change.new} lessons"), "value")
display(widgets.VBox([weeks, copied, counted]))
"""
FOLDED = """\
import ipywidgets as widgets

parts = widgets.Accordion([widgets.HTML("<b>Rows</b> go down."), widgets.IntText(7)])
parts.titles = ("Words", "A number")
parts
"""
ASKED = """\
from ipywidgets import interact


@interact(pupils=(1, 40), name="Class 7")
def say(pupils=20, name="Class 7"):
    print(f"{name}: {pupils} pupils")
"""
BROKEN = "1 / 0"
FILES = "print(open('files/words.txt').read())"


def make_full_release(release: Path, *sources: str) -> None:
    """A published lesson with the code beside a choice; its file words.txt says "a file"."""
    (release / "page").mkdir(parents=True)
    (release / "lesson.yaml").write_text(PLAN, encoding="utf-8")
    for language, first in LANGUAGES.items():
        (release / "files" / language).mkdir(parents=True)
        (release / "files" / language / "words.txt").write_text("a file", encoding="utf-8")
        cells = [
            new_code_cell(SETUP, id="setup", metadata={"tags": ["setup"]}),
            new_markdown_cell(f"## {first} step\n\nWords, <script>alert(1)</script>."),
            *(new_code_cell(source, id=f"own-{at}") for at, source in enumerate(sources)),
            new_markdown_cell("## Second step\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
            new_code_cell("choice('today')", id="today"),
        ]
        nbformat.write(new_notebook(cells=cells), release / "page" / f"{language}.ipynb")

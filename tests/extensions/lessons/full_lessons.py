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
BUTTONS = """\
import ipywidgets as widgets

widgets.HBox([widgets.Button(description="Done", icon="check"), widgets.HTMLMath("$x^2$")])
"""
BROKEN = "1 / 0"
FILES = "print(open('files/words.txt').read())"

# The kinds of notebooks that people know from Voila, in small: their cells, and what must be seen.
EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "basics": (
        (
            "import ipywidgets as widgets",
            "slider = widgets.FloatSlider(description='x', value=4)\n"
            "square = widgets.FloatText(disabled=True)\n"
            "widgets.VBox([slider, square])",
            "def show(change):\n    square.value = change.new ** 2\n\n"
            "slider.observe(show, 'value')\nslider.value = 5",
            "print('printed', 1 + 1)",
            "from IPython.display import HTML, Markdown, SVG, display\n"
            "display(Markdown('**bold** $e^x$'), HTML('<p class=\"own\">HTML</p>'))",
            "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
            "<circle r=\"4\"/></svg>')",
            "{'a': [1, 2]}",
        ),
        (
            ".widget-slider", ".widget-text input", "pre:text('printed 2')", "strong:text('bold')",
            "mjx-container", "p.own", ".jp-RenderedSVG", "pre:text(\"{'a': [1, 2]}\")",
        ),
    ),
    "interactive": (
        (
            "from ipywidgets import Output, fixed, interact, interact_manual, interactive",
            "@interact(n=(0, 10), loud=False, word=['salam', 'privet'])\n"
            "def say(n=3, loud=False, word='salam'):\n"
            "    print((word.upper() if loud else word) * n)",
            "@interact_manual(times=(1, 5))\ndef count(times=2):\n    print('counted', times)",
            "both = interactive(lambda a, b: print('sum', a + b), a=(0, 9), b=fixed(2))\nboth",
            "kept = Output()\nwith kept:\n    print('kept for later')\nkept",
        ),
        (
            ".widget-dropdown select", ".widget-checkbox input", "pre:text('salamsalamsalam')",
            "button:text('Run Interact')", "pre:text('sum 6')", "pre:text('kept for later')",
        ),
    ),
    "widgets": (
        (
            "import datetime\nimport ipywidgets as w",
            "w.VBox([w.IntRangeSlider(), w.FloatLogSlider(), w.SelectionSlider(options=['a', 'b']),"
            " w.IntProgress(5, max=9), w.BoundedIntText(3), w.FloatText(1.5)])",
            "w.VBox([w.Text('t'), w.Textarea('area'), w.Password(value='p'), w.Combobox(),"
            " w.Label('label'), w.HTML('<i>html</i>'), w.HTMLMath('$y_1$')])",
            "w.VBox([w.ToggleButton(description='toggle'), w.Checkbox(description='check'),"
            " w.Valid(value=True), w.Dropdown(options=['d']), w.RadioButtons(options=['r1', 'r2']),"
            " w.Select(options=['s']), w.SelectMultiple(options=['m']),"
            " w.ToggleButtons(options=['left', 'right']), w.TagsInput(value=['tag'])])",
            "w.VBox([w.DatePicker(value=datetime.date(2026, 9, 1)), w.TimePicker(),"
            " w.ColorPicker(value='#112233'), w.FileUpload(), w.Play(max=3),"
            " w.Button(description='press', icon='check')])",
            "w.Tab([w.Label('first'), w.Label('second')], titles=('One', 'Two'))",
            "w.GridBox([w.Label(str(n)) for n in range(4)],"
            " layout={'grid_template_columns': '2rem 2rem'})",
            "w.AppLayout(header=w.Label('header'), center=w.Label('centre'))",
            "w.Stack([w.Label('below'), w.Label('above')], selected_index=1)",
            "w.Image(value=b'GIF89a\\x01\\x00\\x01\\x00\\x00\\x00\\x00;', format='gif')",
        ),
        (
            ".widget-hslider", ".widget-hprogress", ".widget-textarea textarea", "mjx-container",
            ".widget-radio input", ".widget-select select", ".widget-toggle-buttons button",
            ".widget-datepicker input", ".widget-colorpicker", ".widget-upload", ".widget-play",
            ".widget-tab", ".widget-gridbox", "text=centre", "text=above", "img.widget-image",
        ),
    ),
}  # fmt: skip


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


def make_draft(lesson: Path, *sources: str) -> None:
    """A designer's lesson, not published yet, with the code after a choice."""
    (lesson / "files").mkdir(parents=True)
    (lesson / "files/words.txt").write_text("a file", encoding="utf-8")
    (lesson / "lesson.yaml").write_text(PLAN, encoding="utf-8")
    cells = [
        new_code_cell(SETUP, id="setup", metadata={"tags": ["setup"]}),
        new_markdown_cell("## First step", id="words"),
        new_code_cell("choice('today')", id="today"),
        *(new_code_cell(source, id=f"own-{at}") for at, source in enumerate(sources)),
    ]
    nbformat.write(new_notebook(cells=cells), lesson / "lesson.ipynb")

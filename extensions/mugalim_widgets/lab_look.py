"""The look of surfaces in the Lab: the school's own style sheet, for what is in a surface alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from mugalim_widgets.modules import STATIC

# In a nested style sheet "&" is a surface; dark is what the Lab says, not what the device says.
_ELSEWHERE = {
    "@media (prefers-color-scheme: dark)": "[data-jp-theme-light=false] &",
    ":root": "&",
}


def lab_style(around: str, own: str) -> str:
    """The style sheet of one surface below an element of a class, and of nothing else in the Lab.

    Each surface brings the rules that all share, so that another's must not come after its own.
    """
    return f":where(.{around}) {{\n{_look()}{own}}}\n"


@cache
def _look(folder: Path = STATIC) -> str:
    """look.css nested below surfaces, with no more weight than on a page of its own."""
    look = (folder / "look.css").read_text(encoding="utf-8")
    for on_a_page, in_the_lab in _ELSEWHERE.items():
        look = look.replace(on_a_page, in_the_lab)
    own = (folder / "lab.css").read_text(encoding="utf-8")
    return f":where(.mugalim) {{\n{look}{own}}}\n"

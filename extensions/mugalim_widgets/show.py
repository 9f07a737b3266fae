"""The functions of a lesson's cells; each shows one surface and none of them ever raises."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from mugalim_answers.place import Place, current_place

if TYPE_CHECKING:
    from mugalim_courses.model import Exercise
    from mugalim_widgets.surface import Surface

# What a cell calls -> its module in surfaces/ and its class; a surface is loaded when it is shown.
SURFACES: Mapping[str, tuple[str, str]] = {
    "captions": ("captions", "CaptionEditor"),
    "choice": ("choice", "Choice"),
    "document": ("document", "DocumentEditor"),
    "folder": ("folder", "FolderEditor"),
    "form": ("form", "Form"),
    "mailbox": ("mailbox", "Mailbox"),
    "match": ("arrange", "Arrange"),
    "order": ("arrange", "Arrange"),
    "pictures": ("pictures", "PictureEditor"),
    "quiz": ("quiz", "QuizBuilder"),
    "slides": ("slides", "SlideEditor"),
    "sort": ("arrange", "Arrange"),
    "spreadsheet": ("spreadsheet", "Spreadsheet"),
    "text": ("text", "Text"),
    "transcript": ("transcript", "Transcript"),
    "upload": ("upload", "Upload"),
}


def surface_class(call: str) -> type[Surface]:
    """The class of the surface that a cell calls; KeyError where there is none."""
    module, name = SURFACES[call]
    found: type[Surface] = getattr(
        importlib.import_module(f"mugalim_widgets.surfaces.{module}"), name
    )
    return found


def trouble_with_material(call: str, exercise: Exercise) -> str | None:
    """What the surface of a call cannot do with an exercise's material, for its author."""
    if call not in SURFACES:
        return None
    module = importlib.import_module(f"mugalim_widgets.surfaces.{SURFACES[call][0]}")
    look: Callable[[Exercise], str | None] | None = getattr(module, "trouble_with_material", None)
    return look(exercise) if look else None


def grade(name: str) -> Any:
    """The "Check my work" panel for the learner and the designer; the points to nbgrader."""
    place = current_place()
    if place.face == "grade":
        from mugalim_answers.grade import grade as points_of

        return points_of(name, place)
    return panel(name, place)


def panel(name: str, place: Place) -> Surface:
    """The "Check my work" panel of an exercise."""
    from mugalim_widgets.surfaces.check import CheckPanel

    return CheckPanel(name, place)


def _shows(call: str) -> Callable[[str], Surface | None]:
    def show(name: str) -> Surface | None:
        place = current_place()
        return None if place.face == "grade" else surface_class(call)(name, place)

    show.__name__ = show.__qualname__ = call
    show.__doc__ = f"The surface of {call}(); nothing where the notebook is being graded."
    return show


captions = _shows("captions")
choice = _shows("choice")
document = _shows("document")
folder = _shows("folder")
form = _shows("form")
mailbox = _shows("mailbox")
match = _shows("match")
order = _shows("order")
pictures = _shows("pictures")
quiz = _shows("quiz")
slides = _shows("slides")
sort = _shows("sort")
spreadsheet = _shows("spreadsheet")
text = _shows("text")
transcript = _shows("transcript")
upload = _shows("upload")

"""The functions of a lesson's cells; each shows one surface and none of them ever raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mugalim_answers.place import Place, current_place

if TYPE_CHECKING:
    from mugalim_answers.grade import Grade
    from mugalim_widgets.checking import CheckPanel
    from mugalim_widgets.choosing import Choice
    from mugalim_widgets.sheet import Spreadsheet
    from mugalim_widgets.surface import Surface
    from mugalim_widgets.uploading import Upload
    from mugalim_widgets.writing import Text

S = TypeVar("S", bound="Surface")


def spreadsheet(name: str) -> Spreadsheet | None:
    """A sheet to work in; nothing is shown where the notebook is being graded."""
    from mugalim_widgets.sheet import Spreadsheet

    return _shown(Spreadsheet, name, current_place())


def choice(name: str) -> Choice | None:
    """A question with answers to choose from; nothing where the notebook is being graded."""
    from mugalim_widgets.choosing import Choice

    return _shown(Choice, name, current_place())


def text(name: str) -> Text | None:
    """A place to write a few lines; nothing where the notebook is being graded."""
    from mugalim_widgets.writing import Text

    return _shown(Text, name, current_place())


def upload(name: str) -> Upload | None:
    """A place for a file made in another program; nothing where the notebook is being graded."""
    from mugalim_widgets.uploading import Upload

    return _shown(Upload, name, current_place())


def grade(name: str) -> CheckPanel | Grade:
    """The "Check my work" panel for the learner and the designer; the points to nbgrader."""
    place = current_place()
    if place.face == "grade":
        from mugalim_answers.grade import grade as points_of

        return points_of(name, place)
    from mugalim_widgets.checking import CheckPanel

    return CheckPanel(name, place)


def _shown(surface: type[S], name: str, place: Place) -> S | None:
    return None if place.face == "grade" else surface(name, place)

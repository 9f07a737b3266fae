"""Pictures: chosen from a gallery or her own, with credits and words for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Bool, Int, List, Unicode

from mugalim_answers.record import Answer
from mugalim_checks.pictures import Pictures
from mugalim_checks.pictures.measures import ENDINGS
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text

WORDS = {
    "count": "Your pictures: {count}",
    "count_of": "Your pictures: {count} of {wanted}",
    "chosen": "Your pictures",
    "gallery": "Gallery",
    "gallery_help": "Tap a picture: you see what the page says where it comes from.",
    "source_page": "What its page says",
    "take": "Take this picture",
    "taken": "You have taken it",
    "added": "{name} is among your pictures. Now write its credits.",
    "take_out": "Take this picture out",
    "taken_out": "{name} is taken out, with its credits.",
    "own": "Add a photo of your own",
    "own_help": "from your phone or computer",
    "keeping": "Keeping {name} …",
    "close": "Close",
    "kilobytes": "{size} kB",
    "pixels": "{width} × {height} pixels",
    "side": "{longest} pixels",
    "title": "Title",
    "title_help": "What its author calls it",
    "author": "Author",
    "author_help": "Who made it",
    "source": "Source",
    "source_help": "The address of its page, beginning with https://",
    "licence": "Licence",
    "choose_licence": "Choose what its page says",
    "version": "Version of the licence: they differ",
    "licence_words": "What is written about the licence",
    "licence_all": "All rights reserved",
    "licence_own": "My own photo",
    "licence_other": "Something else is written",
    "licence_zero": "Its author gives it to everybody: use it and change it as you like. "
    "A name beside it is a kindness.",
    "licence_mark": "Nobody has rights in it any more: use it and change it as you like.",
    "licence_by": "Use it and name the author.",
    "licence_sa": "What you make of it goes on under the same licence.",
    "licence_nc": "Not where money is earned with it.",
    "licence_nd": "Show it as it is: no cutting, no other colours. Making it smaller is allowed.",
    "licence_all_says": "Only with leave of its author: ask her, or take another picture.",
    "licence_own_says": "You made it, so you say what others may do with it. "
    "Say it by a licence, and everybody knows.",
    "licence_other_says": "Write it down just as it stands there. “Free” alone is no licence.",
    "changed": "Did you change the picture?",
    "changed_help": "Cut, coloured, written on. Only made smaller is not changed.",
    "yes": "Yes",
    "no": "No",
    "alt": "Words for whoever cannot see it",
    "alt_help": "What would you say about it on the telephone?",
    "alt_length": "Characters: {count}.",
    "no_title": "No title yet",
    "no_author": "No author yet",
    "no_source": "No source yet",
    "no_licence": "No licence yet",
    "no_alt": "No words yet for whoever cannot see it",
    "no_changed": "Not said yet whether you changed it",
    "all_written": "Something stands in every field",
    "size_and_edges": "Size and edges",
    "not_a_picture": "It does not open as a picture",
    "was_cropped": "cropped here",
    "was_smaller": "smaller than the original",
    "original": "The original again",
    "original_back": "{name} is as it was in the beginning.",
    "working": "One moment …",
    "changed_to": "{name}: now {measures}.",
    "crop": "Crop",
    "crop_help": "Drag the corners to where the picture shall end, or type how much goes away "
    "at each side.",
    "crop_left": "Left, %",
    "crop_top": "Top, %",
    "crop_right": "Right, %",
    "crop_bottom": "Bottom, %",
    "crop_stays": "What stays: {width} × {height} pixels.",
    "crop_do": "Crop it",
    "crop_nothing": "Nothing is cut yet: drag a corner or type a number.",
    "stray": "Credits without a picture",
    "take_line_out": "Take out",
    "take_named_out": "Take out the line {name}",
}
_MOST_WANTED = 20
_ABOUT = ("title", "text", "address")


class PictureEditor(Editor):
    """Pictures with a line of credits each.

    The start's pictures are the gallery, not yet anybody's choice. `material` may hold `gallery`,
    a list of {file, title, text, address}: what the page says where the picture comes from, in
    words, from which she takes the credits; `wanted`, how many pictures are asked for; and
    `own: false` where photos of her own are not.
    """

    NAME: ClassVar[str] = "pictures"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("pictures.js")
    _css = style_text("pictures")

    module = Unicode("pictures.js").tag(sync=True)
    gallery = List().tag(sync=True)  # files of the start, with title, text, address
    wanted = Int(0).tag(sync=True)  # how many pictures; 0: not said
    own = Bool(True).tag(sync=True)  # whether she may bring photos of her own
    picture_endings = List(list(ENDINGS)).tag(sync=True)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what she has chosen; nothing at first."""
        if self._plan is not None and self._start is not None and not self.gallery:
            self.gallery = _gallery(self._plan.material, self._start)
        self._start = {}
        if self._plan is not None:
            self.wanted = _wanted(self._plan.material) or 0
            self.own = self._plan.material.get("own") is not False
        super().show_answer(answer)


def trouble_with_material(exercise: Exercise, start: Pictures | None = None) -> str | None:
    """What is not right in the material of pictures, for its author; None where all is."""
    where = f"lesson.yaml, exercises.{exercise.name}.material"
    material = exercise.material
    unknown = sorted(set(material) - {"gallery", "wanted", "own"})
    if unknown:
        return f"{where}.{unknown[0]}: pictures take gallery, wanted and own. Take it out."
    if "wanted" in material and _wanted(material) is None:
        return f"{where}.wanted: write how many pictures are asked for, 1 to {_MOST_WANTED}."
    if not isinstance(material.get("own", True), bool):
        return f"{where}.own: write true or false."
    gallery = material.get("gallery", [])
    if not isinstance(gallery, list):
        return f"{where}.gallery: write a list of {{file, title, text, address}}."
    names = None if start is None else {file.name for file in start.files}
    troubles = (_trouble_with_item(item, names) for item in gallery)
    found = next(((n, said) for n, said in enumerate(troubles) if said), None)
    return f"{where}.gallery[{found[0]}]: {found[1]}" if found else None


def _trouble_with_item(item: object, names: set[str] | None) -> str | None:
    if not isinstance(item, Mapping):
        return "write {file, title, text, address}."
    unknown = sorted(set(map(str, item)) - {"file", *_ABOUT})
    if unknown:
        return f"{unknown[0]} is not known here. Write file, title, text and address."
    if not all(isinstance(item.get(name, ""), str) for name in ("file", *_ABOUT)):
        return "file, title, text and address are texts."
    if not all(item.get(name) for name in ("file", "title", "text")):
        return "file, title and text are needed; text is what the picture's page says."
    if names is not None and item["file"] not in names:
        return f"the start has no picture {item['file']}."
    return None


def _gallery(material: Mapping[str, Any], start: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The start's files with what their pages say; those that the material names, in its order."""
    files = {file["name"]: file for file in Pictures.from_state(start).to_state().get("files", [])}
    named = material.get("gallery") or [{"file": name, "title": name} for name in files]
    return [
        {**files[item["file"]], **{key: str(item.get(key, "")) for key in _ABOUT}}
        for item in named
        if item["file"] in files
    ]


def _wanted(material: Mapping[str, Any]) -> int | None:
    wanted = material.get("wanted")
    if isinstance(wanted, bool) or not isinstance(wanted, int):
        return None
    return wanted if 0 < wanted <= _MOST_WANTED else None

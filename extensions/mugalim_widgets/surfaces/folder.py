"""Folder: files and folders to put in order, as on a phone's file manager."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from mugalim_answers.record import Answer
from mugalim_checks.folder import Entry, Folder
from mugalim_checks.folder.model import INDEX_ENDINGS, INDEX_NAMES
from mugalim_checks.pictures.measures import ENDINGS
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text

WORDS = {
    "tools": "What you can make",
    "tree": "Your folder",
    "help": "Tap a file to choose it: what you can do with it comes up below. "
    "Tap the name of a folder to open or close it.",
    "nothing": "There is no file here. “Bring back” has all that you were given.",
    "new_folder": "New folder",
    "index": "Write an index",
    "index_of": "Index: {name}",
    "bring_back": "Bring back",
    "files_inside": "files: {count}",
    "choose": "Choose {name}",
    "chosen_count": "Chosen: {count}",
    "actions_for": "What you can do with {name}",
    "top": "Top level",
    "kilobytes": "{size} kB",
    "pixels": "{width} × {height} pixels",
    "side": "{longest} pixels",
    "close": "Close",
    "rename": "Rename",
    "move": "Move",
    "details": "Details",
    "smaller": "Make smaller",
    "save_as": "Save as",
    "delete": "Delete",
    "unchoose": "Choose none",
    "name": "Name",
    "name_help": "The whole name with its ending, such as .jpg",
    "folder_help": "A name by which a colleague knows what is inside",
    "name_empty": "Please write a name.",
    "name_signs": "A name cannot have / or \\ in it. Please write it without them.",
    "name_long": "This name is too long. Up to {most} characters are enough.",
    "name_taken": "Something here is called {name} already. Please choose another name.",
    "rename_heading": "A new name for {name}",
    "renamed": "It is called {name} now.",
    "inside": "Where",
    "make": "Make it",
    "folder_made": "There is a folder {name} now.",
    "move_heading": "Move where?",
    "move_nowhere": "There is no other folder yet. Make one first.",
    "move_taken": "Something there is called {name} already. Rename one of the two first.",
    "moved": "Moved: {count}. Now in: {folder}.",
    "place_told": "It tells where it was taken.",
    "place_untold": "It does not tell where it was taken.",
    "place_strip": "Take the place out",
    "place_stripped": "{name} does not tell its place any more. Now: {measures}.",
    "smaller_heading": "How long may the longer side be?",
    "working": "One moment. Photos to change: {count}.",
    "made_smaller": "{name}: now {measures}.",
    "save_as_heading": "Save {name} as",
    "saved_as": "It is {name} now.",
    "deleted": "Deleted: {name}. “Bring back” has it.",
    "back_help": "What you deleted, and the originals of photos that you changed.",
    "back_nothing": "All that you were given is in your folder.",
    "put_back": "Put back",
    "put_back_named": "Put back {name}",
    "brought_back": "{name} is back, at the top level.",
    "index_help": "A name by which anybody knows what it is, such as index.txt",
    "index_name": "Please call it so that anybody knows what it is, such as index.txt",
    "index_elsewhere": "{name} is your index. It is written in the program that made it.",
    "index_words": "The name of each file, and a word on what it is for",
    "index_tap": "Tap a name to put it where you are writing:",
    "index_added": "{name} stands in the index.",
}


class FolderEditor(Editor):
    """A tree of files. What cannot be opened everywhere is saved as a copy that the lesson brings.

    `material` may hold `names` and `folders`, each with a `help` that stands below the field of a
    name, and `copies`: a top folder of the start. Its files are not in the learner's folder; each
    is offered by "Save as" for the file of the same name with another ending.
    """

    NAME: ClassVar[str] = "folder"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("folder.js")
    _css = style_text("folder")

    module = Unicode("folder.js").tag(sync=True)
    supplied = List().tag(sync=True)  # the entries that she was given
    copies = Dict().tag(sync=True)  # entries in other formats, by the digest of what they copy
    name_help = Unicode().tag(sync=True)
    folder_help = Unicode().tag(sync=True)
    index_names = List(sorted(INDEX_NAMES)).tag(sync=True)
    index_endings = List(list(INDEX_ENDINGS)).tag(sync=True)
    picture_endings = List(list(ENDINGS)).tag(sync=True)

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored folder, or the start without the copies that only "Save as" brings."""
        if self._plan is not None and not self.supplied:
            self._lay_out(self._plan)
        super().show_answer(answer)

    def _lay_out(self, plan: Exercise) -> None:
        material = plan.material
        self.name_help = _help(material, "names") or self.words["name_help"]
        self.folder_help = _help(material, "folders") or self.words["folder_help"]
        whole = Folder.from_state(self._start or {})
        aside = material.get("copies")
        given = tuple(entry for entry in whole.entries if entry.folders[:1] != (aside,))
        copies = tuple(entry for entry in whole.entries if entry.folders[:1] == (aside,))
        self.copies = _by_original(given, copies)
        start = Folder(given, whole.index, sum(entry.size for entry in given)).to_state()
        self.supplied = start.get("entries", [])
        self._start = start


def trouble_with_material(exercise: Exercise, start: Folder | None = None) -> str | None:
    """What is not right in the material of a folder, for its author; None where all is."""
    where = f"lesson.yaml, exercises.{exercise.name}.material"
    unknown = sorted(set(exercise.material) - {"names", "folders", "copies"})
    if unknown:
        return f"{where}.{unknown[0]}: a folder takes names, folders and copies. Take it out."
    for name in ("names", "folders"):
        if name in exercise.material and not _help(exercise.material, name):
            return f'{where}.{name}: write {{help: "…"}}, the text below the field of a name.'
    aside = exercise.material.get("copies")
    if aside is not None and (not isinstance(aside, str) or not aside or "/" in aside):
        return f"{where}.copies: name one folder at the top of the start."
    return _trouble_with_copies(where, start, aside) if aside and start is not None else None


def _trouble_with_copies(where: str, start: Folder, aside: str) -> str | None:
    given = {entry.stem.casefold() for entry in start.entries if entry.folders[:1] != (aside,)}
    copies = [entry for entry in start.entries if entry.folders[:1] == (aside,)]
    if not copies:
        return f"{where}.copies: the start has no folder {aside}. Put the copies into it."
    lost = next((entry for entry in copies if entry.stem.casefold() not in given), None)
    if lost is None:
        return None
    return f"{where}.copies: {lost.path} copies nothing. Call it as the file that it is a copy of."


def _by_original(
    given: tuple[Entry, ...], copies: tuple[Entry, ...]
) -> dict[str, list[dict[str, Any]]]:
    """Copies by the digest of the file that has the same name with another ending."""
    plain = Folder(copies).to_state().get("entries", [])
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in given:
        same = [
            each for each, copy in zip(plain, copies, strict=True) if _is_copy(copy.path, entry)
        ]
        if same and entry.digest:
            found[entry.digest] = same
    return found


def _is_copy(path: str, entry: Entry) -> bool:
    return PurePosixPath(path).stem.casefold() == entry.stem.casefold()


def _help(material: Mapping[str, Any], name: str) -> str:
    about = material.get(name)
    text = about.get("help") if isinstance(about, Mapping) else None
    return text if isinstance(text, str) else ""

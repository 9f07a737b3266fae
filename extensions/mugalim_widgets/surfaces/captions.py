"""Captions: cues with their times and words, beside the scenes of a storyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from traitlets import List, Unicode

from mugalim_answers.record import Answer
from mugalim_checks.core import Failure
from mugalim_checks.records import Records
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers

MOST_SCENES = 60
LONGEST_SCENE = 3600  # seconds

WORDS = {
    "captions": "Your captions",
    "caption": "Caption {n}",
    "play": "Play",
    "pause": "Stop",
    "to_start": "To the beginning",
    "position": "Place in the minute",
    "scene": "Scene {n} of {all}",
    "no_scene": "No scenes yet",
    "no_scenes": "Your storyboard has no scenes yet. Once it has, what you say stands here.",
    "look_again": "Look again",
    "scripts": "What you say, scene by scene",
    "take": "Take these words as a caption",
    "no_captions": "There is no caption yet. Add one, or take the words of a scene.",
    "new": "New caption",
    "no_words": "No words yet",
    "unset": "not set",
    "comes": "Comes at",
    "goes": "Goes at",
    "step": "{time}: {amount} seconds",
    "comes_now": "Caption {n} comes now",
    "goes_now": "Caption {n} goes now",
    "comes_said": "Caption {n} comes at {time}.",
    "goes_said": "Caption {n} goes at {time}.",
    "facts": "Characters in a line: {lines} · characters a second: {pace}",
    "time_unclear": "Please write a time such as 0:03.5.",
    "times_odd": "Not every player can read these times: “{line}”. Set them once more below.",
    "split": "Split here",
    "join": "Join with the next",
    "earlier": "Move up",
    "later": "Move down",
    "insert": "New one after it",
    "delete": "Delete",
    "inserted": "Caption {n} is new. Its times are not set yet.",
    "deleted": "Caption {n} is deleted. “Undo” brings it back.",
    "moved": "It is caption {n} now.",
    "joined": "Caption {n} holds both now.",
    "split_done": "Captions {n} and {next} were one. Set when the first goes and the second comes.",
    "no_further": "There is no place further on.",
    "no_next": "No caption comes after this one.",
    "nothing_to_split": "A caption of one word cannot be split.",
    "stray": "No times belong to these words, so players leave them out: “{text}”",
    "make_caption": "Make it a caption",
    "no_header": "The word WEBVTT is missing at the beginning of your file; players look for it.",
    "put_header": "Put it there",
    "voice": "Your voice, if you like",
    "consent": "Your voice is kept with your work, and your facilitator can hear it. Nobody else "
    "should be heard in it, above all no pupil. You can remove it at any time. "
    "Once you press “Record”, your browser asks for the microphone.",
    "cannot_record": "This browser cannot record. The clock runs without sound, "
    "and your captions need none.",
    "record": "Record",
    "record_again": "Record once more",
    "record_end": "End the recording",
    "recording": "Your voice is being recorded. What you say stands above, scene by scene.",
    "no_microphone": "Your browser did not let us use the microphone. Your captions need no sound; "
    "if you want it, allow the microphone for this page.",
    "voice_sending": "Your recording is being kept ({size} kB) …",
    "voice_kept": "Your recording is kept with your work.",
    "voice_long": "The recording is larger than 1 MB. Please make a shorter one.",
    "voice_remove": "Remove the recording",
    "voice_removed": "The recording is removed.",
    "no_sound": "Your recording cannot be played here just now; the clock runs without sound.",
}


class CaptionEditor(Editor):
    """A list of captions and a simple player. No time is set but by her."""

    NAME: ClassVar[str] = "captions"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("captions.js")
    _css = style_text("captions")

    module = Unicode("captions.js").tag(sync=True)
    storyboard = Unicode().tag(sync=True)  # the exercise that holds the scenes
    scenes = List().tag(sync=True)  # [{"seconds", "picture", "script"}]

    def show_answer(self, answer: Answer | None) -> None:
        """Show the captions, and the scenes of the storyboard beside them."""
        self._show_scenes()
        super().show_answer(answer)

    def _look(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        super()._look(content, buffers)
        self._show_scenes()

    def _show_scenes(self) -> None:
        self.storyboard = _storyboard(self._plan)
        self.scenes = list(_scenes(self._board()))

    def _board(self) -> object:
        """Her storyboard; before she has touched it, what its exercise begins with."""
        answer = self.store.read().exercises.get(self.storyboard)
        return answer.state if answer else self.start_of(self.storyboard)


def trouble_with_material(exercise: Exercise) -> str | None:
    """What captions lack in the plan; they want no material, but a storyboard beside them."""
    if exercise.material:
        return "material: captions take none; what is said stands in the storyboard"
    if not exercise.beside:
        return "beside: name the exercise with the storyboard, such as [storyboard]"
    return None


def _storyboard(plan: Exercise | None) -> str:
    """The exercise that the checks compare with, else the first one beside."""
    named = (use.parameters.get("storyboard") for use in plan.checks) if plan else ()
    found = next((each for each in named if isinstance(each, str)), "")
    return found or next(iter(plan.beside if plan else ()), "")


def _scenes(state: object) -> Iterator[dict[str, Any]]:
    try:
        board = Records.from_state(state or {})
    except Failure:
        return
    for item in board.items("scenes[]")[:MOST_SCENES]:
        seconds = item.at("seconds").value
        sound = isinstance(seconds, int | float) and not isinstance(seconds, bool)
        scene = {
            "seconds": min(max(seconds, 0), LONGEST_SCENE) if sound else 0,
            "picture": item.at("picture").text,
            "script": item.at("script").text,
        }
        if any(scene.values()):
            yield scene

"""What all surfaces share: they never raise, take nothing from the browser on trust, and save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import anywidget
from traitlets import Bool, Dict, Int, Unicode

from mugalim_answers.operations import State
from mugalim_answers.place import Place
from mugalim_answers.plan import exercise_at, start_at
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_answers.store import Store
from mugalim_courses.model import Exercise
from mugalim_widgets.lab_look import lab_style
from mugalim_widgets.modules import module_by_address
from mugalim_widgets.words import SAVING, TROUBLE, in_language

Buffers = Sequence[bytes | memoryview]
Handler = Callable[[Mapping[str, Any], Buffers], None]


class Surface(anywidget.AnyWidget):
    """One exercise on a page. Its traits go to the browser; nothing comes back through them.

    The browser speaks by messages {"type": …} only, each checked by its handler. A surface that
    the browser itself opened has no place, and answers nothing.
    """

    NAME: ClassVar[str] = ""  # of its catalogs in locale/, and of its style sheet in static/
    WORDS: ClassVar[Mapping[str, str]] = {}
    STARTS: ClassVar[bool] = True  # whether it shows or saves an answer, and so needs its start
    _esm: Any
    _css: Any

    module = Unicode().tag(sync=True)  # its ES module in static/
    exercise = Unicode().tag(sync=True)
    kind = Unicode().tag(sync=True)
    language = Unicode("en").tag(sync=True)
    words = Dict().tag(sync=True)
    title = Unicode().tag(sync=True)
    question = Unicode().tag(sync=True)
    trouble = Unicode().tag(sync=True)  # why the exercise cannot be shown
    notice = Dict().tag(sync=True)  # {"serial", "sentence"}: the last thing to say
    wakes = Bool(True).tag(sync=True)  # whether a touch is worth a kernel
    saved = Dict().tag(sync=True)  # {"version", "saved_at", "way", "file"}; empty before

    _serial = Int(0)  # of what the kernel found or counted
    _said = Int(0)

    def __init__(self, name: str = "", place: Place | None = None, **traits: Any) -> None:
        by_address = module_by_address(self.module) if place is not None else ""
        if by_address or (place is not None and place.face == "app"):
            self._esm, self._css = by_address, ""  # the lesson page brings them itself
        elif place is not None:
            around = f"mugalim-around-{self.NAME}"
            self._css = lab_style(around, str(self._css))
            traits = {**traits, "_dom_classes": (around,)}
        self._place, self._name = place, str(name)
        self._plan: Exercise | None = None
        self._start: State | None = None
        super().__init__(**traits)
        self.on_msg(self._receive)

    def open(self) -> None:
        """Called by ipywidgets at the end of its own set-up: a page is told all at once."""
        if self._place is not None and self.comm is None:
            self._set_up(self._name, self._place)
        super().open()

    def set_state(self, sync_data: object) -> None:
        """Take no trait from the browser; called by ipywidgets for each of its updates."""

    def show_answer(self, answer: Answer | None) -> None:
        """Show a stored answer, or the start where there is none; each surface has its own."""

    def handlers(self) -> Mapping[str, Handler]:
        """The messages that a surface understands, by type."""
        return {"save": self._save, "reload": self._reload, "look": self._look}

    def say(self, sentence: str) -> None:
        """Have a sentence shown and read out on the surface."""
        self._said += 1
        self.notice = {"serial": self._said, "sentence": sentence}

    def start_of(self, name: str) -> State | None:
        """What another exercise of the lesson begins with; None where it begins with nothing."""
        if self._place is None or not name:
            return None
        return start_at(self._place, exercise_at(self._place, name))

    @property
    def store(self) -> Store:
        """Where this learner's answers are."""
        if self._place is None:
            raise AnswerRefused("answers.not_kept")
        return Store(self._place.answers)

    def _set_up(self, name: str, place: Place) -> None:
        self.exercise, self.language = name[:64], place.language
        self.words = in_language({**SAVING, **self.WORDS}, place.language, self.NAME)
        try:
            self._plan = exercise_at(place, name)
            self.kind, self.title = self._plan.kind, self._plan.title
            self.question = self._plan.question
            self._start = start_at(place, self._plan) if self.STARTS else None
            self._show_stored()
        except Exception:  # the learner sees a sentence, never what went wrong inside
            self.trouble = in_language(TROUBLE, place.language)["exercise"]

    def _show_stored(self) -> None:
        answer = self.store.read().exercises.get(self.exercise)
        self.saved = about(answer) if answer else {}
        self.show_answer(answer)

    def _look(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Say again what is stored, and leave alone what is on the page."""
        answer = self.store.read().exercises.get(self.exercise)
        self.saved = about(answer) if answer else {}

    def _receive(self, widget: object, content: object, buffers: Buffers) -> None:
        """Handle one message of the browser; called by ipywidgets, and never raises."""
        if self._plan is None or not isinstance(content, Mapping):
            return
        wanted = content.get("type")
        handler = self.handlers().get(wanted) if isinstance(wanted, str) else None
        if handler is None:
            return
        try:
            handler(content, buffers or ())
        except AnswerRefused as refusal:
            self.say(refusal.sentence(self.language))
        except Exception:  # hostile values end here
            self.say(in_language(TROUBLE, self.language)["action"])

    def _reload(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        self._show_stored()

    def _save(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Keep operations where no page does it: in the Lab, in the designer's trial folder."""
        self._keep(
            lambda: (
                self.store.apply(
                    self.exercise,
                    self.kind,
                    content.get("operations"),
                    base=None,
                    start=self._start,
                    now=datetime.now(UTC),
                ).answer
            )
        )

    def _keep(self, saving: Callable[[], Answer]) -> None:
        try:
            if self._place is None or self._place.face != "lab":
                raise AnswerRefused("answers.not_kept")
            self.saved = about(saving())
        except AnswerRefused as refusal:
            self.send({"type": "not-saved", "sentence": refusal.sentence(self.language)})
        else:
            self.send({"type": "saved", **self.saved})


def about(answer: Answer) -> dict[str, Any]:
    """What a page is told about a stored answer."""
    file = answer.file
    return {
        "version": answer.version,
        "saved_at": answer.saved_at.isoformat(),
        "way": answer.way,
        "file": {"name": file.name, "size": file.size} if file else None,
    }

"""Quiz: a builder of questions with feedback, which can be tried, seen on paper and taken along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from mugalim_answers.exporting import FORMATS, exported
from mugalim_answers.record import Answer
from mugalim_answers.refusals import AnswerRefused
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surface import Buffers, Handler
from mugalim_widgets.surfaces.form import FIELDS

_OWN = {
    "views": "What is shown",
    "view_write": "Write",
    "view_pupil": "As a pupil",
    "view_paper": "On paper",
    "title": "Topic of the quiz",
    "items": "Questions",
    "one_items": "Question",
    "type": "Type of question",
    "single": "One right answer",
    "multiple": "Several right answers",
    "match": "Matching",
    "order": "Ordering",
    "short": "A short answer",
    "stem": "The question",
    "options": "Options",
    "one_options": "Option",
    "help_options": "Let each option come from an idea that pupils really have.",
    "text": "Words of the option",
    "key": "This is the key",
    "feedback": "Feedback to the pupil",
    "feedback_whole": "What you say after the answer",
    "pairs": "Pairs",
    "one_pairs": "Pair",
    "help_pairs": "Write what belongs together side by side. Pupils see the right side mixed.",
    "left": "Left",
    "right": "Right",
    "steps": "Steps",
    "one_steps": "Step",
    "help_steps": "Write them in their order. Pupils see them mixed.",
    "step": "Step of the order",
    "answers": "Answers that count",
    "one_answers": "Answer",
    "help_answers": "Write each spelling that you accept.",
    "answer": "Accepted answer",
    "media": "What is shown beside the words",
    "nothing": "Nothing",
    "picture": "A picture",
    "video": "A video",
    "sound": "A sound",
    "link": "A link",
    "address": "Its address",
    "paper": "What stands on paper instead",
    "help_paper": "Tell in words what paper cannot show.",
    "no_questions": "There is no question yet. Write one first.",
    "is_right": "Right.",
    "not_right": "Not yet.",
    "shown_here": "Here is shown: {media}.",
    "answer_now": "Give the answer",
    "paper_name": "Name ______________ Class ______ Date ________",
    "paper_key": "Key for the teacher",
    "exports": "Take your quiz along",
    "export_gift": "For Moodle (GIFT)",
    "export_qti": "For other programs (QTI)",
    "export_docx": "For paper (.docx)",
    "exporting": "Your file is being made …",
    "exported": "The file is among your downloads.",
    "not_exported": "The file could not be made just now. Please try again in a minute.",
}
WORDS = {**FIELDS, **_OWN}
# The fields by dotted path, and their words above.
_LABELS = {
    "title": "title",
    "items": "items",
    "items.type": "type",
    "items.stem": "stem",
    "items.options": "options",
    "items.options.text": "text",
    "items.options.key": "key",
    "items.options.feedback": "feedback",
    "items.pairs": "pairs",
    "items.pairs.left": "left",
    "items.pairs.right": "right",
    "items.steps": "steps",
    "items.answers": "answers",
    "items.feedback": "feedback_whole",
    "items.media": "media",
    "items.address": "address",
    "items.paper": "paper",
    # what is chosen, for whoever reads it elsewhere
    **{f"items.type={each}": each for each in ("single", "multiple", "match", "order", "short")},
    **{f"items.media={each}": each for each in ("picture", "video", "sound", "link")},
}


class QuizBuilder(Editor):
    """Questions, each in a card of its own; what they say is saved as a quiz's checks want it."""

    NAME: ClassVar[str] = "quiz"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("quiz.js")
    _css = style_text("quiz")

    module = Unicode("quiz.js").tag(sync=True)
    labels = Dict().tag(sync=True)  # the fields' words by dotted path; saved with the data
    formats = List(list(FORMATS)).tag(sync=True)  # of the files that it can be taken along as

    def handlers(self) -> Mapping[str, Handler]:
        """Taking the quiz along, beside what every editor understands."""
        return {**super().handlers(), "export": self._export}

    def show_answer(self, answer: Answer | None) -> None:
        """Show the stored quiz, or the start, or an empty one."""
        self.labels = {path: self.words[word] for path, word in _LABELS.items()}
        super().show_answer(answer)

    def _export(self, content: Mapping[str, Any], buffers: Buffers) -> None:
        """Hand the quiz over as a file where no page does it: in the Lab."""
        if self._plan is None:
            return
        answer = self.store.read().exercises.get(self.exercise)
        if answer is None:
            raise AnswerRefused("records.quiz_no_items", found=0, least=1)
        name, file = exported(self._plan, answer, content.get("format"))
        self.send({"type": "file", "name": name}, buffers=[file])


def trouble_with_material(plan: Exercise) -> str | None:
    """What a lesson's author has to change in the material of a quiz; None where it is fine."""
    if plan.material:
        return f"{plan.name}.material: a quiz takes none; remove it"
    return None

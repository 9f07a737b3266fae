"""Form: fields and lists that a lesson describes, saved as records or as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from traitlets import Bool, Dict, List, Unicode

from mugalim_answers.plan import exercise_at
from mugalim_answers.record import Answer
from mugalim_checks.states import to_plain
from mugalim_courses.languages import LANGUAGES
from mugalim_courses.model import Exercise
from mugalim_courses.problems import LessonError
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surfaces.form_material import FormField, FormMaterial, form_material, labels_of
from mugalim_widgets.words import in_language

# What fields and lists say wherever they stand: the quiz has some, too.
FIELDS = {
    "needed_mark": "needed",
    "needed": "Not filled in yet.",
    "choose": "Choose …",
    "yes": "Yes",
    "no": "No",
    "number_wanted": "Please give a number.",
    "number_range": "Please give a number from {min} to {max}.",
    "date_wanted": "Please give it whole: with hours and minutes, or day, month and year.",
    "address_start": "https://",
    "address_wanted": "A whole address begins with https:// and has no spaces.",
    "characters": "Characters: {n} of {most}",
    "tally": "{done} of {least}",
    "add": "Add: {name}",
    "added": "Added: {name}.",
    "empty": "nothing yet",
    "complete": "filled in",
    "up": "Move up",
    "down": "Move down",
    "copy_item": "Duplicate",
    "remove": "Remove",
    "moved": "Now in this place: {name}.",
    "removed": "Removed: {name}.",
    "bring_back": "Bring it back",
}
WORDS = {
    **FIELDS,
    "pages": "Pages to read",
    "copy_address": "Copy the address",
    "copied": "Copied. You can paste it now.",
    "not_copied": "It could not be copied. Please mark the text and copy it by hand.",
    "choose_text": "Choose this text",
    "leave_text": "Leave this text out",
    "chosen": "chosen",
    "texts_full": "Texts chosen: {most}. Leave one out before you choose another.",
    "mark_help": "Tap the sentence that the other text disputes.",
    "read_by_others": "What readers will see",
    "copy_text": "Copy this text",
    "nothing_written": "Nothing is written here yet.",
    "preview": "How it looks to others",
    "row": "row {n}",
    "label_source": "Source",
    "label_text": "Text",
}


class Form(Editor):
    """A form. Its fields come from the lesson's material; what they say is saved by their names."""

    NAME: ClassVar[str] = "form"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("form.js")
    _css = style_text("form")

    module = Unicode("form.js").tag(sync=True)
    fields = List().tag(sync=True)  # as FormField says them
    pages = List().tag(sync=True)  # supplied pages to read, as FormPage says them
    texts = List().tag(sync=True)  # supplied texts to choose from, likewise
    labels = Dict().tag(sync=True)  # the fields' words by dotted path; saved with the data
    preview = Bool(False).tag(sync=True)
    rows = Dict().tag(sync=True)  # of a table: their label, the name of one, the least wanted
    copied = Unicode().tag(sync=True)  # the field of languages that can be copied out

    def show_answer(self, answer: Answer | None) -> None:
        """Show the fields, with what is stored or the start in them."""
        if self._plan is not None:
            self._show_material(self._plan)
        super().show_answer(answer)

    def _show_material(self, plan: Exercise) -> None:
        material = form_material(plan)
        said = {"source": self.words["label_source"], "text": self.words["label_text"]}
        self.labels = labels_of(material, said)
        self.pages = [to_plain(page) for page in material.pages]
        self.texts = [to_plain(text) for text in material.texts]
        self.preview, self.copied = material.preview, material.copy
        self.fields = [to_plain(field) for field in material.fields]
        if plan.kind == "table":
            self.rows = {name: getattr(material, name) for name in ("label", "name", "least")}
            self.fields = list(self._columns(material))

    def _columns(self, material: FormMaterial) -> Iterator[dict[str, Any]]:
        """The fields as columns, with their words in every language.

        A table holds words, no names of fields: so one begun in Russian is known in Kyrgyz, too.
        """
        everywhere = [material.fields, *(self._fields_in(each) for each in LANGUAGES)]
        for number, field in enumerate(material.fields):
            same = [fields[number] for fields in everywhere]
            options = [
                {**to_plain(option), "same": [each.options[at].text for each in same]}
                for at, option in enumerate(field.options)
            ]
            if field.type == "yes_no":
                options = list(self._yes_and_no())
            yield {**to_plain(field), "same": [each.label for each in same], "options": options}

    def _yes_and_no(self) -> Iterator[dict[str, Any]]:
        for value, name in ((True, "yes"), (False, "no")):
            same = [in_language(FIELDS, each, self.NAME)[name] for each in LANGUAGES]
            yield {"id": value, "text": self.words[name], "same": same}

    def _fields_in(self, language: str) -> tuple[FormField, ...]:
        if self._place is None:
            return ()
        place = replace(self._place, language=language)
        return form_material(exercise_at(place, self.exercise)).fields


def trouble_with_material(plan: Exercise) -> str | None:
    """What a lesson's author has to change in the material of a form; None where it is fine."""
    try:
        form_material(plan)
    except LessonError as error:
        return str(error)
    return None

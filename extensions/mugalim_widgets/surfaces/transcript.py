"""Transcript: a simulated conversation with an AI, its claims to be judged, the task made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from traitlets import List, Unicode

from mugalim_answers.record import Answer
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surfaces.draws import mixed

WORDS = {
    "talk": "The conversation",
    "simulated": "This conversation is simulated: all answers were written beforehand, "
    "and nothing is sent to anybody.",
    "pick": "Turn {n} of {all}: which prompt do you send?",
    "you": "You",
    "ai": "AI (simulated)",
    "answered": "The answer has come.",
    "back": "Go back one turn",
    "went_back": "One turn back: pick another prompt.",
    "own": "Your own prompt, if you like",
    "own_prompt": "Your own prompt",
    "own_help": "What would you ask next? Nobody answers here; it stays in your work.",
    "own_add": "Add another prompt",
    "own_remove": "Take prompt {n} out",
    "own_removed": "The prompt is taken out.",
    "own_number": "Your prompt {n}",
    "claims": "What the AI claims",
    "claims_help": "Look each one up. A claim that sounds right may still not be so.",
    "claims_wait": "Once you have picked a prompt in every turn, the claims of the answer "
    "stand here, and below them the place for your own task.",
    "judged": "Judged: {done} of {all}",
    "true": "True",
    "false": "Not true",
    "later": "Not yet",
    "source": "Where did you look? For example book and page",
    "source_kind": "What kind of source is it?",
    "kind_": "Please choose",
    "kind_book": "A book or a textbook",
    "kind_archive": "An archive, an old newspaper",
    "kind_museum": "A museum, a collection",
    "kind_map": "A map, an atlas",
    "kind_website": "The site of an office, a library, a school",
    "kind_person": "A person who knows it",
    "kind_ai": "An AI, asked once more",
    "final": "Your task for your pupils",
    "final_help": "In your own words, as your pupils will get it. Words so far: {n}",
    "disclosure": "One line: how did an AI help?",
    "disclosure_help": "Your pupils read it below the task.",
    "ai_text": "The text of the AI",
}


class Transcript(Editor):
    """A conversation whose prompts are picked. What is true is known to the checks alone."""

    NAME: ClassVar[str] = "transcript"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("transcript.js")
    _css = style_text("transcript")

    module = Unicode("transcript.js").tag(sync=True)
    turns = List().tag(sync=True)  # [{"id", "text", "prompts": [{"id", "text", "answer"}]}]
    claims = List().tag(sync=True)  # [{"id", "text"}]

    def show_answer(self, answer: Answer | None) -> None:
        """Show the conversation as far as it has come, and what was written below it."""
        if self._plan is not None and not self.turns:
            self._lay_out(self._plan)
        super().show_answer(answer)

    def _lay_out(self, plan: Exercise) -> None:
        trouble = trouble_with_material(plan)
        if trouble:
            raise ValueError(trouble)
        self.turns = [_shown(turn, plan.name) for turn in plan.material["turns"]]
        claims = plan.material.get("claims", ())
        self.claims = [{"id": each["id"], "text": each["text"]} for each in claims]


def _shown(turn: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """A turn with its prompts in an order that says nothing about them, and no more than shown."""
    by_id = {each["id"]: each for each in turn["prompts"]}
    order = mixed(list(by_id), f"{seed}/{turn['id']}")
    prompts = [{key: by_id[name][key] for key in ("id", "text", "answer")} for name in order]
    return {"id": turn["id"], "text": turn.get("text", ""), "prompts": prompts}


def trouble_with_material(exercise: Exercise) -> str | None:
    """What a transcript cannot show of an exercise's material; None where all is well."""
    material = exercise.material
    return (
        _trouble_in(material.get("turns"), "material.turns", ("id",), least=1)
        or _trouble_in_prompts(material["turns"])
        or _trouble_in(material.get("claims", []), "material.claims", ("id", "text"))
        or _trouble_with_tree(material["turns"], _parameter(exercise, "tree"))
        or _trouble_with_claims(material.get("claims", []), _parameter(exercise, "claims"))
    )


def _trouble_in_prompts(turns: Sequence[Mapping[str, Any]]) -> str | None:
    for turn in turns:
        where, keys = f"material.turns, {turn['id']}.prompts", ("id", "text", "answer")
        found = _trouble_in(turn.get("prompts"), where, keys, least=2)
        if found:
            return found
    return None


def _trouble_in(items: object, where: str, keys: Sequence[str], least: int = 0) -> str | None:
    if not isinstance(items, list) or len(items) < least:
        return f"{where}: a list is expected; give {least} or more, each with {', '.join(keys)}"
    for number, each in enumerate(items, start=1):
        for key in keys:
            value = each.get(key) if isinstance(each, Mapping) else None
            if not isinstance(value, str) or not value.strip():
                return f"{where}, number {number}: '{key}' is a text that must be there"
    ids = [each["id"] for each in items]
    return f"{where}: an id stands there twice" if len(set(ids)) < len(ids) else None


def _trouble_with_tree(
    turns: Sequence[Mapping[str, Any]], tree: Mapping[str, Any] | None
) -> str | None:
    wanted = [(turn, set(prompts)) for turn, prompts in (tree or {}).items()]
    given = [(turn["id"], {each["id"] for each in turn["prompts"]}) for turn in turns]
    if tree is not None and given != wanted:
        return "material.turns: turns and prompts are not those of the checks' 'tree', in its order"
    return None


def _trouble_with_claims(
    claims: Sequence[Mapping[str, Any]], wanted: Mapping[str, Any] | None
) -> str | None:
    odd = sorted({each["id"] for each in claims} ^ set(wanted or {}))
    if wanted is not None and odd:
        return f"material.claims: '{odd[0]}' stands there or in the checks' 'claims', not in both"
    return None


def _parameter(exercise: Exercise, name: str) -> Mapping[str, Any] | None:
    """The parameter of that name of the first check that has it."""
    found: Iterator[object] = (use.parameters.get(name) for use in exercise.checks)
    return next((each for each in found if isinstance(each, Mapping)), None)

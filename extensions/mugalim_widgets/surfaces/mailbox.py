"""Mailbox: simulated letters and chats to be judged, passphrases to compare, two-step sign-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from traitlets import List, Unicode

from mugalim_answers.record import Answer
from mugalim_courses.model import Exercise
from mugalim_widgets.editor import Editor
from mugalim_widgets.modules import module_text, style_text
from mugalim_widgets.surfaces.draws import fair_draws

# So few that nobody can work out from them which messages are genuine.
DRAWS = 6
SIGNS = ("sender", "link", "secret", "hurry", "file", "gift", "money")  # that the checks know

WORDS = {
    "messages": "Messages",
    "simulated": "All senders are invented. Nothing here can be sent, opened or infected.",
    "known": "What you know about the senders",
    "judged": "Judged: {done} of {all}",
    "new": "New messages",
    "new_done": "Other messages are here now, none of them judged. “Undo” brings the earlier back.",
    "mail": "Letter",
    "chat": "Chat",
    "all": "All messages",
    "number": "Message {n} of {all}",
    "show_address": "Who is it really from?",
    "hide_address": "Hide the address",
    "leads_to": "leads to: {address}",
    "attached": "Attached: {name}",
    "verdict": "Is this message genuine?",
    "genuine": "Genuine",
    "phish": "Not genuine",
    "later": "I will decide later",
    "open": "Not judged yet",
    "signs": "What gives it away? Tick what you see here.",
    "next": "Next message",
    "pairs": "Passphrases",
    "pair": "Pair {n}: which one is stronger?",
    "two_step": "Two-step sign-in",
    "two_step_help": "Sign-in with a second step, such as a code on your phone. "
    "Write no codes and no passwords here.",
    "on": "The second step is on",
    "backup": "How do you get in if the phone is lost?",
}


@dataclass(frozen=True)
class _Message:
    """A message as it is shown; in `text`, links stand as [words](address)."""

    id: str
    kind: Literal["mail", "chat"]
    sender: str
    text: str
    address: str = ""
    subject: str = ""
    attachment: str = ""
    time: str = ""


class Mailbox(Editor):
    """A phone's messages. Which are genuine is known to the checks alone, never to the page."""

    NAME: ClassVar[str] = "mailbox"
    OWN: ClassVar[Mapping[str, str]] = WORDS
    _esm = module_text("mailbox.js")
    _css = style_text("mailbox")

    module = Unicode("mailbox.js").tag(sync=True)
    help = Unicode().tag(sync=True)  # what she knows about the senders
    messages = List().tag(sync=True)  # [{"id", "kind", "sender", "address", "subject", …}]
    draws = List().tag(sync=True)  # lists of ids, each fair; the page begins with one of them
    signs = List().tag(sync=True)  # [{"id", "text"}]
    pairs = List().tag(sync=True)  # [{"pair", "first", "second"}]
    accounts = List().tag(sync=True)  # [{"id", "text"}]

    def show_answer(self, answer: Answer | None) -> None:
        """Show the messages of the exercise, and what was judged already."""
        if self._plan is not None and not self.messages:
            self._lay_out(self._plan)
        super().show_answer(answer)

    def _lay_out(self, plan: Exercise) -> None:
        trouble = trouble_with_material(plan)
        if trouble:
            raise ValueError(trouble)
        self.help = plan.material.get("help", "")
        self.messages = [asdict(_Message(**each)) for each in plan.material["messages"]]
        self.draws = _draws(plan)
        self.signs = _only(plan.material["signs"], ("id", "text"))
        self.pairs = _only(plan.material.get("passphrases", ()), ("pair", "first", "second"))
        self.accounts = _only(plan.material.get("accounts", ()), ("id", "text"))


def trouble_with_material(exercise: Exercise) -> str | None:
    """What a mailbox cannot show of an exercise's material, for its author; None if all is well."""
    material, parameters = exercise.material, _parameters(exercise, "key")
    if parameters is None:
        return "no check has a 'key'; without one no fair draw can be made: add records.mailbox_…"
    if not isinstance(material.get("help", ""), str):
        return "material.help: a text is expected; write it in quotation marks"
    for name in ("messages", "signs", "passphrases", "accounts"):
        items = material.get(name, [])
        if not isinstance(items, list) or not all(isinstance(each, Mapping) for each in items):
            return f"material.{name}: a list of things with keys is expected"
    return (
        _trouble_in_messages(material.get("messages", []))
        or _trouble_in_draws(material, parameters)
        or _trouble_in_signs(material.get("signs", []), parameters["key"])
        or _trouble_in_pairs(material.get("passphrases", []), _parameters(exercise, "pairs"))
        or _trouble_in_texts(material.get("accounts", []), "accounts", ("id", "text"))
    )


def _trouble_in_messages(messages: Sequence[Mapping[str, Any]]) -> str | None:
    known = set(_Message.__dataclass_fields__)
    for each in messages:
        where = f"material.messages, {each.get('id')}"
        if set(each) - known:
            return f"{where}: unknown key '{sorted(set(each) - known)[0]}'; give {sorted(known)}"
        if each.get("kind") not in ("mail", "chat"):
            return f"{where}: 'kind' is mail or chat"
        if not all(isinstance(value, str) for value in each.values()):
            return f"{where}: every value is a text; put it in quotation marks"
    return _trouble_in_texts(messages, "messages", ("id", "sender", "text"))


def _trouble_in_draws(material: Mapping[str, Any], parameters: Mapping[str, Any]) -> str | None:
    key, (drawn, genuine) = parameters["key"], _sizes(parameters)
    there, wanted = {each["id"] for each in material.get("messages", [])}, set(key)
    if there != wanted:
        odd = ", ".join(sorted(there ^ wanted))
        return f"material.messages: these ids stand there or in the key, not in both: {odd}"
    if material.get("drawn", drawn) != drawn:
        return f"material.drawn: the checks draw {drawn}; give that number"
    real = sum(not signs for signs in key.values())
    if not 0 < genuine <= real or not 0 < drawn - genuine <= len(key) - real:
        return f"material.messages: {real} genuine of {len(key)} are too few for {genuine}/{drawn}"
    return None


def _trouble_in_signs(signs: Sequence[Mapping[str, Any]], key: Mapping[str, Any]) -> str | None:
    offered = {each.get("id") for each in signs}
    lacking = sorted({sign for real in key.values() for sign in real} - offered)
    if lacking:
        return f"material.signs: the key uses '{lacking[0]}', which cannot be ticked; add it"
    unknown = sorted(str(sign) for sign in offered - set(SIGNS))
    if unknown:
        return f"material.signs: the checks do not know '{unknown[0]}'; use {', '.join(SIGNS)}"
    return _trouble_in_texts(signs, "signs", ("id", "text"))


def _trouble_in_pairs(
    pairs: Sequence[Mapping[str, Any]], parameters: Mapping[str, Any] | None
) -> str | None:
    given = {each.get("pair"): [each.get("first"), each.get("second")] for each in pairs}
    if parameters and given != {pair: list(both) for pair, both in parameters["pairs"].items()}:
        return "material.passphrases: they are not those of the check's 'pairs'; copy them exactly"
    return _trouble_in_texts(pairs, "passphrases", ("pair", "first", "second"))


def _trouble_in_texts(
    items: Sequence[Mapping[str, Any]], name: str, keys: Sequence[str]
) -> str | None:
    for number, each in enumerate(items, start=1):
        for key in keys:
            if not isinstance(each.get(key), str) or not each[key].strip():
                return f"material.{name}, number {number}: '{key}' is a text that must be there"
    ids = [each[keys[0]] for each in items]
    return f"material.{name}: an id stands there twice" if len(set(ids)) < len(ids) else None


def _draws(plan: Exercise) -> list[list[str]]:
    parameters = _parameters(plan, "key") or {}
    key, (drawn, genuine) = parameters["key"], _sizes(parameters)
    real = [mail for mail, signs in key.items() if not signs]
    false = [mail for mail, signs in key.items() if signs]
    return fair_draws(real, false, (genuine, drawn - genuine), plan.name, DRAWS)


def _sizes(parameters: Mapping[str, Any]) -> tuple[int, int]:
    """How many messages are drawn, and how many of them are genuine, as in the checks."""
    return int(parameters.get("drawn", 10)), int(parameters.get("genuine", 5))


def _parameters(exercise: Exercise, name: str) -> Mapping[str, Any] | None:
    """The parameters of the first check that has one of that name."""
    found = (use.parameters for use in exercise.checks)
    return next((each for each in found if isinstance(each.get(name), Mapping)), None)


def _only(items: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> list[dict[str, Any]]:
    return [{key: each[key] for key in keys} for each in items]

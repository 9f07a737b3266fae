"""Checks of a conversation with an AI: prompts picked, claims judged, the task that came of it.

The form saves `picks`, each with `turn` and `prompt` (ids of the supplied conversation); `typed`
(prompts of her own, each with `text`); `claims`, each with `claim` (an id), `verdict` ("true" or
"false"), `source` and `source_kind` ("ai" where an AI was asked again); `ai_text`; `final`; and
`disclosure`. A tree gives each turn its prompts, and each prompt what it carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from mugalim_checks.core import Failure, check
from mugalim_checks.privacy.names import find_name
from mugalim_checks.records.model import Item, Records
from mugalim_checks.wording.measures import addresses_in, said, words
from mugalim_checks.wording.spelling import alike

Tree = Mapping[str, Mapping[str, Sequence[str]]]

_PUPIL = "pupil"  # what a prompt carries that tells a pupil's data
_FEATURES = {
    "role": "records.prompt_role",
    "grade": "records.prompt_grade",
    "goal": "records.prompt_goal",
    "format": "records.prompt_format",
    "language": "records.prompt_language",
}
_VERDICTS = ("true", "false")
_COMPARED_WORDS = 300  # of each text; more would cost time and change little


@check()
def transcript_picked(records: Records, *, tree: Tree) -> None:
    """A prompt of the tree is picked in each turn."""
    done = len(_picks(records, tree))
    if done < len(tree):
        raise Failure("records.transcript_turns", done=done, turns=len(tree))


@check(needs=[transcript_picked])
def transcript_prompt_whole(records: Records, *, tree: Tree) -> None:
    """The last prompt says role, grade, goal, format and language."""
    carried = _picks(records, tree)[-1]
    missing = [feature for feature in _FEATURES if feature not in carried]
    if missing:
        done = len(_FEATURES) - len(missing)
        raise Failure(
            "records.transcript_prompt_lacks",
            earned=done / len(_FEATURES) / 2,
            feature={"id": _FEATURES[missing[0]]},
            done=done,
            features=len(_FEATURES),
        )


@check(needs=[transcript_picked])
def transcript_improves(records: Records, *, tree: Tree) -> None:
    """Each prompt says all that the one before said, and something more."""
    picks = [frozenset(pick) & set(_FEATURES) for pick in _picks(records, tree)]
    better = [before < after for before, after in pairwise(picks)]
    if not all(better):
        turn = better.index(False) + 2
        lost = picks[turn - 2] - picks[turn - 1]
        values = {"earned": sum(better) / len(better), "turn": turn}
        if lost:
            feature = next(each for each in _FEATURES if each in lost)
            raise Failure("records.transcript_lost", feature={"id": _FEATURES[feature]}, **values)
        raise Failure("records.transcript_repeats", **values)


@check(needs=[transcript_picked])
def transcript_private(records: Records, *, tree: Tree, roster: Sequence[str]) -> None:
    """No prompt, picked or typed, tells an AI about a pupil."""
    for turn, carried in enumerate(_picks(records, tree), start=1):
        if _PUPIL in carried:
            raise Failure("records.transcript_pupil", turn=turn)
    for typed in records.at("typed[].text"):
        name = find_name(typed.text, roster, given_alone=True)
        if name:
            raise Failure("records.transcript_name", where=typed.where, name=name)


@check()
def transcript_claims_begun(records: Records, *, claims: Mapping[str, bool]) -> None:
    """Half of the claims are judged, so that the verdicts can be looked at."""
    done = len(_verdicts(records, claims))
    if done * 2 < len(claims):
        raise Failure("records.transcript_claims_open", done=done, claims=len(claims))


@check(needs=[transcript_claims_begun])
def transcript_claims_judged(records: Records, *, claims: Mapping[str, bool]) -> None:
    """Each claim of the AI's text has a verdict; `claims` says which are true."""
    done = len(_verdicts(records, claims))
    if done < len(claims):
        raise Failure(
            "records.transcript_claims_open",
            earned=done / len(claims),
            done=done,
            claims=len(claims),
        )


@check(needs=[transcript_claims_begun])
def transcript_errors_found(
    records: Records, *, claims: Mapping[str, bool], alarms: int = 1
) -> None:
    """The claims that are not true are found, with at most so many true ones called false."""
    called_false = {
        claim for claim, item in _verdicts(records, claims).items() if _verdict(item) == "false"
    }
    planted = {claim for claim, is_true in claims.items() if not is_true}
    found, flagged = len(planted & called_false), len(called_false - planted)
    share = found / len(planted)
    if flagged > alarms:
        extra = (flagged - alarms) / (len(claims) - len(planted))
        raise Failure("records.transcript_alarms", earned=share - extra, flagged=flagged)
    if found < len(planted):
        raise Failure("records.transcript_errors", earned=share, found=found, planted=len(planted))


@check(needs=[transcript_claims_begun])
def transcript_sources(records: Records, *, claims: Mapping[str, bool]) -> None:
    """Each verdict names a source, and none is an AI."""
    judged = list(_verdicts(records, claims).values())
    good = [_names_source(item) and not _asked_ai(item) for item in judged]
    if all(good):
        return
    first = judged[good.index(False)]
    message = "records.transcript_ai_source" if _asked_ai(first) else "records.transcript_no_source"
    raise Failure(
        message,
        earned=sum(good) / len(claims),
        where=first.where,
        done=sum(good),
        judged=len(judged),
    )


@check()
def transcript_final_written(records: Records, *, least_words: int = 30) -> None:
    """The task for the pupils is written."""
    found = said(records.at("final")[0].text)
    if found < least_words:
        where = records.at("final")[0].where
        raise Failure("records.transcript_no_final", where=where, found=found, least=least_words)


@check(needs=[transcript_final_written])
def transcript_own_words(records: Records, *, least_words: int = 30, differs: float = 0.2) -> None:
    """The final text differs from the AI's by this share (of its words, by difflib)."""
    texts = (records.at(name)[0] for name in ("ai_text", "final"))
    theirs, ours = (words(alike(found.text))[:_COMPARED_WORDS] for found in texts)
    share = 1 - SequenceMatcher(None, theirs, ours, autojunk=False).ratio()
    if share < differs:
        raise Failure(
            "records.transcript_not_own",
            earned=share / differs,
            where=records.at("final")[0].where,
            percent=round(share * 100),
            wanted=round(differs * 100),
        )


@check(needs=[transcript_final_written])
def transcript_disclosed(records: Records, *, least_words: int = 30, line_words: int = 4) -> None:
    """A line says how an AI helped."""
    line = records.at("disclosure")[0]
    if said(line.text) < line_words:
        raise Failure("records.transcript_not_disclosed", where=line.where)


def _picks(records: Records, tree: Tree) -> list[Sequence[str]]:
    """What each picked prompt carries, in the order of the tree's turns."""
    chosen = {item.at("turn").text: item.at("prompt").text for item in records.items("picks[]")}
    return [
        prompts[chosen[turn]]
        for turn, prompts in tree.items()
        if turn in chosen and chosen[turn] in prompts
    ]


def _verdicts(records: Records, claims: Mapping[str, bool]) -> dict[str, Item]:
    """The judged claims by id, each once."""
    found: dict[str, Item] = {}
    for item in records.items("claims[]"):
        claim = item.at("claim").text
        if claim in claims and _verdict(item) in _VERDICTS:
            found.setdefault(claim, item)
    return found


def _verdict(item: Item) -> str:
    return item.at("verdict").text


def _names_source(item: Item) -> bool:
    """Whether a source is said in words or by an address; "§ 12" does not say of which book."""
    source = item.at("source").text
    return bool(words(source) or addresses_in(source))


def _asked_ai(item: Item) -> bool:
    return item.at("source_kind").text in ("", "ai")

"""A check of any artefact with text: whether it shows what a form beside it holds."""

from __future__ import annotations

from collections.abc import Mapping

from mugalim_checks.core import Failure, check
from mugalim_checks.parts import HasPassages
from mugalim_checks.records.model import Records
from mugalim_checks.wording.measures import words
from mugalim_checks.wording.passages import quoted
from mugalim_checks.wording.spelling import alike

_MOST = 50  # items that are looked for
_ENOUGH = 2 / 3  # of an item's words


@check()
def items_shown(
    artefact: HasPassages, *, beside: Mapping[str, object], form: str, items: str, field: str
) -> None:
    """Every item of a list in the form of that exercise stands in this artefact, too."""
    records = beside.get(form)
    if not isinstance(records, Records):
        raise Failure("records.form_first")
    texts = [text for item in records.items(items)[:_MOST] if (text := item.at(field).text)]
    if not texts:
        raise Failure("records.no_items", where=records.field_place(items), least=1)
    passages = [_words(passage.text) for passage in artefact.passages]
    missing = [text for text in texts if not _stands_in(_words(text), passages)]
    if missing:
        done = len(texts) - len(missing)
        share, text = done / len(texts), quoted(missing[0])
        raise Failure("records.item_not_shown", earned=share, text=text, done=done, all=len(texts))


def _stands_in(wanted: frozenset[str], passages: list[frozenset[str]]) -> bool:
    """Whether one passage has most of the words; a word may be better put there."""
    return any(len(wanted & passage) >= len(wanted) * _ENOUGH for passage in passages)


def _words(text: str) -> frozenset[str]:
    return frozenset(words(alike(text)))

"""What the gradebook's side refuses or fails at: an id with its values, and its sentence."""

from __future__ import annotations

from pathlib import Path

from mugalim_courses.languages import load_catalog


class NbgraderTrouble(Exception):  # noqa: N818  the word that the desk shows; refusals are no bugs
    """Raised for facilitators, designers and operators: a message's id with its values."""

    def __init__(self, id: str, /, **values: object) -> None:
        super().__init__(id, values)
        self.id = id
        self.values = values

    def sentence(self, language: str) -> str:
        """What happened and what to do, in the language asked for."""
        return sentence(self.id, language, **self.values)


def sentence(id: str, language: str, /, **values: object) -> str:
    """The words of a message id of this package; the general ones for an unknown id."""
    catalog = load_catalog(Path(__file__).parent / "locale", language)
    known = id if id in catalog else "grading.failed"
    return catalog.text(known, None, **values)


def learner_sentence(language: str) -> str:
    """What a learner reads in place of a check of hers that did not run."""
    return sentence("learner.did_not_run", language)

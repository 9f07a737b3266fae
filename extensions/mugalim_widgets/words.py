"""The words that surfaces share, in English, and where all their words are in other languages.

A surface's own words stand in its module; locale/<surface>/ holds them in Kyrgyz and Russian.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mugalim_courses.languages import load_catalog

LOCALE = Path(__file__).parent / "locale"

SAVING = {
    "saving": "Saving …",
    "saved": "Saved at {time}",
    "kept_here": "Not saved yet. Your work is kept here and will be sent again.",
    "not_saved": "Not saved. Please try again in a minute.",
    "not_begun": "Your work is saved as you go.",
}
REPORT = {
    "passed": "Done",
    "not_yet": "Not yet",
    "did_not_run": "Not checked",
    "later": "Checked after you hand in",
}
EDITING = {
    "undo": "Undo",
    "redo": "Redo",
    "undone": "Undone.",
    "redone": "Done again.",
    "undo_nothing": "There is nothing to undo.",
    "redo_nothing": "There is nothing to do again.",
    "file_is_answer": "Your file {name} is your answer. If you change something here, "
    "what is on this page becomes your answer.",
}
TROUBLE = {
    "exercise": "This exercise could not be shown just now. Please reload the page; "
    "if it stays so, tell your facilitator.",
    "action": "This could not be done just now. Your work is kept; please try again.",
}


def in_language(
    words: Mapping[str, str], language: str, surface: str | None = None
) -> dict[str, str]:
    """Words in a language, by the same keys: a surface's own, and those that all of them share."""
    shared = load_catalog(LOCALE, language)
    own = load_catalog(LOCALE / surface, language) if surface else shared
    return {key: (own if text in own else shared).text(text) for key, text in words.items()}

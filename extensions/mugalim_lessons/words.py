"""The words of the lesson page: English here, Kyrgyz and Russian in locale/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mugalim_courses.languages import load_catalog

LOCALE = Path(__file__).parent / "locale"

PAGE: Mapping[str, str] = {
    "skip": "Go to the text of the lesson",
    "courses": "My courses",
    "sign_out": "Sign out",
    "language": "Language",
    "steps": "Steps of the lesson",
    "step_of": "Step {n} of {all}",
    "back": "Back",
    "next": "Next",
    "show_all": "Show all on one page",
    "show_one": "Show one step at a time",
    "hand_in": "Look over and hand in",
    "hand_in_title": "Ready?",
    "hand_in_text": "On the next page you see what will be handed in. "
    "Nothing is handed in before you say so.",
    "table": "Table",
    "due": "Due {date}",
    "late": "The due date has passed. You can still hand in.",
    "needs_scripts": "To do this exercise, please allow scripts in your browser. "
    "You can read the whole lesson without them.",
    "opening": "The exercise is being opened …",
    "preview": "This is a preview for designers. Nothing that you do here is kept.",
    "foot": "Your work is saved as you go.",
}
RUNTIME: Mapping[str, str] = {
    "in_line": "Many are learning just now. Your place in the line: {place}. "
    "You can read meanwhile.",
    "saving": "Saving …",
    "saved": "Saved {time}",
    "kept": "No connection. Kept here until it is saved.",
    "refused": "Not saved: {sentence}",
    "connecting": "Connecting again …",
    "connected": "Connected again.",
    "asleep": "The exercises rest. They wake up when you go on.",
    "cannot_open": "The exercises cannot be opened just now. "
    "We try again by ourselves; you can read meanwhile.",
    "failed": "This exercise could not be opened just now. The others work. "
    "Please reload the page in a minute.",
    "leaving": "Some of your work is not saved yet.",
    "step_of": "Step {n} of {all}",
}
ERRORS: Mapping[str, str] = {
    "lessons.school_away": "The school does not answer just now. "
    "Your work is kept. Please try again in a minute.",
    "lessons.not_found": "There is no lesson at this address.",
    "lessons.not_allowed": "This page is for others at the school.",
    "lessons.sign_in": "Please sign in again. What you see on this page is kept.",
    "lessons.not_ours": "This request did not come from a page of the school. "
    "Please reload the page.",
    "lessons.not_understood": "This request cannot be understood. Please reload the page.",
    "lessons.did_not_start": "The exercises could not be opened just now. "
    "Please try again in a minute.",
    "lessons.failed": "Something did not work here. It is not your fault; what was saved is kept. "
    "Please try again in a minute.",
    "lessons.not_ready": "The lesson has things to repair first: {problem}",
    "lessons.error_title": "Not just now",
}
ALL: tuple[Mapping[str, str], ...] = (PAGE, RUNTIME, ERRORS)


def in_language(words: Mapping[str, str], language: str) -> dict[str, str]:
    """The words in a language, by the same keys; `{…}` is left for whoever fills it."""
    catalog = load_catalog(LOCALE, language)
    return {key: catalog.text(english) for key, english in words.items()}


def sentence(id: str, language: str, /, **values: object) -> str:
    """The sentence of an error's id in a language; the general one for an unknown id."""
    english = ERRORS.get(id, ERRORS["lessons.failed"])
    return load_catalog(LOCALE, language).text(english, None, **values)

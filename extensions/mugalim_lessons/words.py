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
    "handout": "The lesson to take along: a page to print, a PDF and the files",
    "hand_in": "Look over and hand in",
    "hand_in_title": "Ready?",
    "hand_in_text": "On the next page you see what will be handed in. "
    "Nothing is handed in before you say so.",
    "table": "Table",
    "needs_scripts": "To do this exercise, please allow scripts in your browser. "
    "You can read the whole lesson without them.",
    "earlier": "Earlier versions",
    "subjects": "The data of another subject",
    "subjects_text": "Choose a subject: the work begins anew with its data. "
    "What you have now stays among the earlier versions.",
    "opening": "The exercise is being opened …",
    "preview": "This is a preview for designers. Nothing that you do here is kept.",
    "foot": "Your work is saved as you go.",
    "full_foot": "Your answers to the exercises are saved as you go. "
    "What you try out beside them is not kept.",
    "part_failed": "This part could not be shown just now. The others work. "
    "Please reload the page in a minute.",
}
RUNTIME: Mapping[str, str] = {
    "due": "Due {date}",
    "overdue": "The due date has passed. You can still hand in.",
    "in_line": "Many are learning just now. Your place in the line: {place}. "
    "You can read meanwhile.",
    "saving": "Saving …",
    "saved": "Saved {time}",
    "kept": "No connection. Kept on this device until it is saved.",
    "open": "No connection. Please keep this page open until it is saved.",
    "refused": "Not saved: {sentence}",
    "connecting": "Connecting again …",
    "connected": "Connected again.",
    "cannot_open": "The exercises cannot be opened just now. "
    "We try again by ourselves; you can read meanwhile.",
    "failed": "This exercise could not be opened just now. The others work. "
    "Please reload the page in a minute.",
    "earlier_title": "Earlier versions",
    "earlier_none": "There is no earlier version yet.",
    "earlier_now": "now",
    "earlier_file": "file {name}",
    "bring_back": "Bring back",
    "brought_back": "The work of {time} is back. "
    "What you had before is among the earlier versions.",
    "subject_chosen": "The data are there: {subject}.",
    "subject_away": "The data cannot be reached just now. Please try again in a minute.",
    "kept_away": "The earlier versions cannot be reached just now. Please try again in a minute.",
    "close": "Close",
    "replaced": "This lesson is open in another place, too. "
    "The work that was saved there at {time} is kept among the earlier versions; "
    "what you see here is the answer now.",
    "late": "Your change arrived late: newer work was saved in another place at {time}, and it is "
    "the answer now. Your change is kept among the earlier versions.",
    "leaving": "Some of your work is not saved yet.",
    "rested": "The page was put to sleep meanwhile. It is being opened again …",
    "step_of": "Step {n} of {all}",
}
HANDOUT: Mapping[str, str] = {
    "step": "Step {n}",
    "how": "This is the lesson on paper. Work in your own program with the files beside this "
    "page, and upload your work later in the lesson.",
    "begin_with": "Begin with the file {name}.",
    "hand_in": "Make it in your own program and upload it later, for example as {name}.",
    "goals": "What is looked at in this work",
    "points": "points: {points}",
    "table": "Table",
    "picture": "Picture",
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
ALL: tuple[Mapping[str, str], ...] = (PAGE, RUNTIME, HANDOUT, ERRORS)


def in_language(words: Mapping[str, str], language: str) -> dict[str, str]:
    """The words in a language, by the same keys; `{…}` is left for whoever fills it."""
    catalog = load_catalog(LOCALE, language)
    return {key: catalog.text(english) for key, english in words.items()}


def sentence(id: str, language: str, /, **values: object) -> str:
    """The sentence of an error's id in a language; the general one for an unknown id."""
    english = ERRORS.get(id, ERRORS["lessons.failed"])
    return load_catalog(LOCALE, language).text(english, None, **values)

"""Every word that a surface says, in English; locale/ holds the other languages."""

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
CHOICE = {"answer": "Your answer"}
TEXT = {
    "lines": "About {n} lines.",
    "characters_left": "{n} characters left",
}
UPLOAD = {
    "title": "Upload a file made in your own program",
    "title_or": "Or upload a file made in your own program",  # where the page has a surface, too
    "choose": "Choose a file",
    "drop": "or drop it here",
    "limits": "Needed here: {wanted}, up to {limit} MB. No pupils' names are needed.",
    "sending": "Sending {name} …",
    "found": "Your file",
    "about": "{name}, {size} kB, {time}",
    "is_answer": "This file is your answer now. You can upload it again as often as you like.",
    "surface_is_answer": "The table on this page is your answer now.",
    "download": "Download your work",
    "download_start": "Download the start file",
    "wrong_kind": "Please choose another file. Needed here: {wanted}.",
    "too_big": "The file is larger than {limit} MB. Please choose a smaller one.",
    "empty": "The file is empty. Please choose another one.",
}
CHECK = {
    "check": "Check my work",
    "check_again": "Check again",
    "busy": "Checking …",
    "heading": "What the check found",
    "points": "{points} of {most} points so far",
    "done_of": "{done} of {all} done",
    "where": "Can be met: {where}",
    "surface": "on this page",
    "phone": "in an office program on a phone",
    "computer": "in an office program on a computer",
    "not_saved": "Your last changes are not saved yet, so what was saved before is checked. "
    "Check again when it says saved.",
    "again": "You can check as often as you like.",
    "no_answer": "The check did not answer. Please try again in a minute.",
}
SHEET = {
    "grid": "Table {sheet}",
    "sheets": "Sheets",
    "tools": "Tools for the table",
    "formula": "Cell {cell}",
    "formula_hint": "Type a value, or a formula that begins with =",
    "freeze": "Freeze the first row",
    "unfreeze": "Unfreeze the first row",
    "limit": "Limit marks",
    "fill": "Fill down",
    "undo": "Undo",
    "download": "Download .xlsx",
    "restore": "Back to the start",
    "restore_question": "Go back to the start? Everything you did in this table is taken out.",
    "restore_yes": "Yes, start again",
    "restore_no": "Keep my work",
    "restored": "The table is back at the start.",
    "limit_heading": "Which values may be typed",
    "limit_range": "Cells, such as C2:N41",
    "limit_from": "From",
    "limit_to": "To",
    "limit_letters": "Letters that are allowed too, with commas between",
    "limit_set": "Set the limit",
    "limit_remove": "Remove the limit",
    "cancel": "Cancel",
    "limit_done": "Limit set for {range}.",
    "limit_removed": "Limit removed from {range}.",
    "limit_unclear": "Please give cells such as C2:N41 and two numbers.",
    "limit_refused": "Only {rule} can be typed here.",
    "rule_numbers": "{low} to {high}",
    "rule_letters": "{low} to {high}, or {letters}",
    "frozen": "The first row stays in sight.",
    "unfrozen": "The first row scrolls with the rest.",
    "filled": "Filled {range}.",
    "fill_nothing": "Choose a cell that has something to fill down.",
    "undone": "Undone.",
    "undo_nothing": "There is nothing to undo.",
    "pasted": "Pasted into {range}.",
    "copied": "Copied {range}.",
    "cleared": "Cleared {range}.",
    "selected": "Chosen: {range}.",
    "empty": "empty",
    "has_formula": "formula",
    "edit": "Edit {cell}",
    "file_is_answer": "Your file {name} is your answer. "
    "If you change the table here, the table becomes your answer.",
    "downloading": "Your file is being made …",
    "help": "Tap a cell to choose it, tap again to type. With keys: arrows move, "
    "Enter opens a cell, Escape leaves it.",
}
TROUBLE = {
    "exercise": "This exercise could not be shown just now. Please reload the page; "
    "if it stays so, tell your facilitator.",
    "action": "This could not be done just now. Your work is kept; please try again.",
}
PROBLEMS = {
    "#DIV/0!": "There is nothing to divide by here: no numbers, or a zero.",
    "#NAME?": "The name of a function or cell is not known here. Please look at its spelling.",
    "#VALUE!": "A number is needed here, and there is a text.",
    "#REF!": "The formula points to a cell that is not there.",
    "#N/A": "What is looked for was not found.",
    "#NUM!": "This number cannot be counted with.",
    "#NULL!": "The two ranges have no cell in common.",
}

ALL: tuple[Mapping[str, str], ...] = (
    SAVING, REPORT, CHOICE, TEXT, UPLOAD, CHECK, SHEET, TROUBLE, PROBLEMS,
)  # fmt: skip


def in_language(words: Mapping[str, str], language: str) -> dict[str, str]:
    """The words of a surface in a language, by the same keys."""
    catalog = load_catalog(LOCALE, language)
    return {key: catalog.text(english) for key, english in words.items()}

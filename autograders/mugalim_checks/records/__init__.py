"""Records: what a form saves, how its file is read, and every check of it."""

from mugalim_checks.records.checks import fields_complete, items_complete, self_rating_done
from mugalim_checks.records.judgement_checks import reply_with_link, searches_varied
from mugalim_checks.records.mailbox_checks import (
    mailbox_caught,
    mailbox_false_alarms,
    mailbox_judged,
    mailbox_right,
    mailbox_signs,
    mailbox_stronger,
    mailbox_two_step,
)
from mugalim_checks.records.message_checks import (
    message_facts,
    message_request,
    message_written,
)
from mugalim_checks.records.model import Found, Item, Records
from mugalim_checks.records.quiz_checks import (
    quiz_begun,
    quiz_feedback,
    quiz_has_choices,
    quiz_items,
    quiz_key_not_longest,
    quiz_key_places,
    quiz_on_paper,
    quiz_one_key,
    quiz_plain,
)
from mugalim_checks.records.shown_check import items_shown
from mugalim_checks.records.storyboard_checks import (
    storyboard_begun,
    storyboard_consent,
    storyboard_scenes,
)
from mugalim_checks.records.transcript_checks import (
    transcript_claims_begun,
    transcript_claims_judged,
    transcript_disclosed,
    transcript_errors_found,
    transcript_final_written,
    transcript_improves,
    transcript_own_words,
    transcript_picked,
    transcript_private,
    transcript_prompt_whole,
    transcript_sources,
)
from mugalim_checks.records.unit_checks import (
    unit_begun,
    unit_conflict,
    unit_key_not_in_stem,
    unit_minutes,
    unit_open_item,
    unit_processes,
    unit_texts,
    unit_texts_alike,
    unit_texts_there,
)

ARTEFACT = Records

__all__ = [
    "ARTEFACT",
    "Found",
    "Item",
    "Records",
    "fields_complete",
    "items_complete",
    "items_shown",
    "mailbox_caught",
    "mailbox_false_alarms",
    "mailbox_judged",
    "mailbox_right",
    "mailbox_signs",
    "mailbox_stronger",
    "mailbox_two_step",
    "message_facts",
    "message_request",
    "message_written",
    "quiz_begun",
    "quiz_feedback",
    "quiz_has_choices",
    "quiz_items",
    "quiz_key_not_longest",
    "quiz_key_places",
    "quiz_on_paper",
    "quiz_one_key",
    "quiz_plain",
    "reply_with_link",
    "searches_varied",
    "self_rating_done",
    "storyboard_begun",
    "storyboard_consent",
    "storyboard_scenes",
    "transcript_claims_begun",
    "transcript_claims_judged",
    "transcript_disclosed",
    "transcript_errors_found",
    "transcript_final_written",
    "transcript_improves",
    "transcript_own_words",
    "transcript_picked",
    "transcript_private",
    "transcript_prompt_whole",
    "transcript_sources",
    "unit_begun",
    "unit_conflict",
    "unit_key_not_in_stem",
    "unit_minutes",
    "unit_open_item",
    "unit_processes",
    "unit_texts",
    "unit_texts_alike",
    "unit_texts_there",
]

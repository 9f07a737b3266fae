"""What the school refuses, and the one sentence that the person concerned reads about it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mugalim_courses.languages import load_catalog

LOCALE = Path(__file__).parent / "locale"

SENTENCES: Mapping[str, str] = {
    "people.no_invitation": "This invitation is not known. Please check the link, "
    "or ask your facilitator for a new one.",
    "people.invitation_over": "This invitation is too old or was used by everybody it was made "
    "for. Please ask your facilitator for a new one.",
    "people.name_missing": "Please write your name and surname.",
    "people.name_too_long": "The name is too long. Please shorten it to {most} characters.",
    "people.login_unclear": "Please write a phone number such as 0555 12 34 56, an e-mail address, "
    "or a short name in Latin letters.",
    "people.login_taken": "Somebody has signed up with this phone, e-mail or name already. "
    "If it is you, please sign in; else choose another one.",
    "people.password_short": "The password needs at least {least} characters.",
    "people.password_long": "The password may have up to {most} characters.",
    "people.password_weak": "This password is easy to guess. Please choose a longer one: "
    "three or four words of your own are good.",
    "people.wrong_code": "This code does not fit, was used before, or is too old. "
    "Please ask your facilitator for a new one.",
    "people.reset_notice": "On {at} {name} issued a code for a new password for you. "
    "If you did not ask for it, please tell your school.",
    "people.not_known": "There is no account with this name.",
    "school.not_found": "There is nothing at this address.",
    "school.not_allowed": "This page is for others at the school.",
    "school.sign_in": "Please sign in again. What you see on this page is kept.",
    "school.not_ours": "This request did not come from a page of the school. "
    "Please reload the page.",
    "school.not_open": "This lesson is not open for you yet.",
    "school.not_published": "This lesson has not been published yet.",
    "school.no_date": "Please choose a date and a time.",
    "school.due_before_opening": "The due date must come after the opening date.",
    "school.nothing_to_hand_in": "There is nothing to hand in yet. Please begin the lesson first.",
    "school.disk_full": "The school has no room left, so this was not saved. "
    "Your work is still on this page. Please tell your facilitator.",
    "school.too_big": "The file is larger than {limit} MB. Please choose a smaller file.",
    "school.takes_no_file": "A file cannot be the answer here. Please reload the page.",
    "school.no_exercise": "This exercise is not part of the lesson. Please reload the page.",
    "school.old_page": "This page is old. Please reload it and try again.",
    "school.no_handout": "The lesson to take along could not be made just now. "
    "Please try again in a minute.",
    "school.failed": "Something at the school did not work. It is not your fault; what was saved "
    "is kept. Please try again in a minute.",
    "school.nothing_to_grade": "There is no new hand-in to grade.",
    "school.nothing_to_send": "There is no feedback to send yet. Please choose the levels first.",
    "school.choose_a_level": "Please choose a level for every question.",
    "school.comment_too_long": "The comment is too long. Please shorten it to {most} characters.",
    "school.not_judged": "Please choose the levels first; then the feedback can be sent.",
    "school.not_graded": "This work is not graded yet. Please grade it first.",
    "school.newer_hand_in": "The learner has handed in again. Please look at the newer hand-in.",
    "school.extension_too_short": "More time must end after the due date of the whole cohort.",
    "school.no_facilitator": "Your cohort has no facilitator just now, so nobody would read your "
    "question. Please ask whoever invited you to the school.",
    "school.too_many_questions": "{most} of your questions wait for an answer already. Please ask "
    "again when your facilitator has answered some of them.",
    "school.question_too_long": "The question is too long. Please shorten it to {most} characters.",
    "school.answer_missing": "Please write an answer first; one sentence is enough.",
    "school.answer_too_long": "The answer is too long. Please shorten it to {most} characters.",
    "school.answered_already": "This question has been answered already.",
    "school.line_too_long": "The line is too long. Please shorten it to {most} characters.",
    "school.title_missing": "Please write a title of up to {most} characters.",
    "school.choose_a_course": "Please choose a course.",
    "school.choose_a_cohort": "Please choose a cohort.",
    "school.cohort_exists": "There is a cohort {title} already. Please choose another title.",
    "school.production": "Demo accounts are not made in a school with real people.",
    "school.course_not_found": "There is no course {course}.",
    "school.course_not_ready": "The course has things to repair first: {problem}",
}


class SchoolError(Exception):
    """Raised where the school refuses something: a message's id with its values."""

    def __init__(self, id: str, /, **values: object) -> None:
        super().__init__(id, values)
        self.id = id
        self.values = values

    def sentence(self, language: str) -> str:
        """What is said to the person concerned, in her language."""
        return sentence(self.id, language, **self.values)


class PeopleError(SchoolError):
    """Raised about accounts: sign-up, passwords, codes."""


def sentence(id: str, language: str, /, **values: object) -> str:
    """The words of a message id in a language; the general ones for an unknown id."""
    english = SENTENCES.get(id, SENTENCES["school.failed"])
    return load_catalog(LOCALE, language).text(english, None, **values)

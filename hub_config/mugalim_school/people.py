"""Accounts: sign-in, sign-up by invitation, reset codes, notices, roles and the Hub's groups.

Nothing here commits: callers hand in a session and end its transaction. Hashing takes some
50 ms, so call `sign_in`, `sign_up` and `use_reset_code` off the event loop.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mugalim_courses.languages import language_or_default
from mugalim_school import journal
from mugalim_school.database import now
from mugalim_school.dates import shown
from mugalim_school.errors import PeopleError
from mugalim_school.logins import (
    check_password,
    hash_password,
    new_code,
    new_id,
    normal_login,
    normal_name,
    password_fits,
    plain_code,
)
from mugalim_school.models import Cohort, Invitation, Membership, Person, ResetCode, Role

RESET_LIVES = timedelta(hours=1)
IN_COHORTS = ("learner", "facilitator")
IN_SCHOOL = ("designer", "operator")


def sign_in(session: Session, login: str, password: str) -> Person | None:
    """The person whose login and password these are; None otherwise, after the same time."""
    person = find(session, login)
    fits = password_fits(person.password_hash if person else None, password)
    return person if fits else None


def find(session: Session, login: str) -> Person | None:
    """The person with that login, in any of the ways to write it."""
    try:
        wanted = normal_login(login)
    except PeopleError:
        return None
    return session.scalar(select(Person).where(Person.login == wanted))


def get(session: Session, person: str) -> Person | None:
    """The person with that id; None for an unknown or erased one."""
    found = session.get(Person, person)
    return found if found and found.erased_at is None else None


def find_invitation(session: Session, code: str) -> Invitation:
    """The invitation with that code, still usable; PeopleError says why not."""
    invitation = session.get(Invitation, code.strip(), with_for_update=True)
    if invitation is None:
        raise PeopleError("people.no_invitation")
    if invitation.uses_left < 1 or invitation.expires_at <= now():
        raise PeopleError("people.invitation_over")
    return invitation


def sign_up(
    session: Session, code: str, name: str, login: str, password: str, language: str
) -> Person:
    """A new account by invitation, in the invitation's cohort and role."""
    find_invitation(session, code)
    session.rollback()  # the database must not wait for the hash
    name, login = normal_name(name), normal_login(login)
    check_password(password, name, login)
    hashed = hash_password(password)
    invitation = find_invitation(session, code)
    person = add(session, name, login, hashed, language)
    invitation.uses_left -= 1
    if invitation.cohort is None:
        give_role(session, person.id, invitation.role)
    else:
        join(session, person.id, invitation.cohort, invitation.role)
    journal.note(session, person.id, "sign_up", person.id, f"invited by {invitation.made_by}")
    session.flush()
    return person


def add(session: Session, name: str, login: str, password_hash: str, language: str) -> Person:
    """A new person without any role; PeopleError where the login is taken."""
    if session.scalar(select(Person.id).where(Person.login == login)):
        raise PeopleError("people.login_taken")
    person = Person(
        id=new_id(),
        name=name,
        login=login,
        password_hash=password_hash,
        language=language_or_default(language),
        created_at=now(),
    )
    session.add(person)
    try:
        session.flush()
    except IntegrityError as taken:
        raise PeopleError("people.login_taken") from taken
    return person


def invite(
    session: Session, by: str, role: str, cohort: int | None, days: int = 30, uses: int = 100
) -> Invitation:
    """A new invitation whose code cannot be guessed."""
    invitation = Invitation(
        code=secrets.token_urlsafe(12),
        cohort=cohort,
        role=role,
        expires_at=now() + timedelta(days=days),
        uses_left=uses,
        made_by=by,
    )
    session.add(invitation)
    journal.note(
        session,
        by,
        "invite",
        invitation.code,
        role if cohort is None else f"{role} of cohort {cohort}",
    )
    session.flush()
    return invitation


def issue_reset(session: Session, person: str, by: str) -> str:
    """A one-use code for a new password; logged, and shown to her at her next sign-in."""
    someone, issuer = get(session, person), get(session, by)
    if someone is None or issuer is None:
        raise PeopleError("people.not_known")
    _void_codes(session, person)
    code = new_code()
    kept = _code_hash(person, code)
    session.add(
        ResetCode(
            person=person, hash=kept, issued_by=by, issued_at=now(), expires_at=now() + RESET_LIVES
        )
    )
    notify(session, person, "people.reset_notice", name=issuer.name, at=shown(now()))
    journal.note(session, by, "issue_reset", person)
    session.flush()
    return code


def use_reset_code(session: Session, login: str, code: str, new_password: str) -> Person:
    """Set a new password by a code; it works once, and every failure sounds the same."""
    person = find(session, login)
    if person is None:
        raise PeopleError("people.wrong_code")
    reset = _usable_code(session, person.id, code)
    check_password(new_password, person.name, person.login or "")
    person.password_hash = hash_password(new_password)
    reset.used_at = now()
    journal.note(session, person.id, "use_reset", person.id, f"issued by {reset.issued_by}")
    session.flush()
    return person


def notify(session: Session, person: str, id: str, **values: str) -> None:
    """Leave a sentence for a person's next sign-in."""
    someone = session.get_one(Person, person)
    waiting = json.loads(someone.notice) if someone.notice else []
    someone.notice = json.dumps([*waiting, {"id": id, "values": values}], ensure_ascii=False)


def take_notices(session: Session, person: str) -> tuple[str, ...]:
    """The sentences that wait for a person, in her language; they are given once."""
    someone = session.get_one(Person, person)
    waiting = json.loads(someone.notice) if someone.notice else []
    someone.notice = None
    return tuple(
        PeopleError(one["id"], **one["values"]).sentence(someone.language) for one in waiting
    )


def rename(session: Session, person: str, name: str) -> None:
    """Change how a person is called."""
    session.get_one(Person, person).name = normal_name(name)


def choose_language(session: Session, person: str, language: str) -> None:
    """Keep the language that a person chose."""
    session.get_one(Person, person).language = language_or_default(language)


def join(session: Session, person: str, cohort: int, role: str) -> None:
    """Make a person a member of a cohort; a facilitator stays one."""
    known = session.get(Membership, (person, cohort))
    if known is None:
        session.add(Membership(person=person, cohort=cohort, role=role))
    elif role == "facilitator":
        known.role = role
    session.flush()


def give_role(session: Session, person: str, role: str) -> None:
    """Make a person a designer or an operator."""
    if role not in IN_SCHOOL:
        raise ValueError(f"{role!r} is none of {IN_SCHOOL}")
    if session.get(Role, (person, role)) is None:
        session.add(Role(person=person, role=role))
        session.flush()


def roles(session: Session, person: str) -> frozenset[str]:
    """All that a person is: learner, facilitator, designer, operator."""
    of_school = session.scalars(select(Role.role).where(Role.person == person))
    of_cohorts = session.scalars(select(Membership.role).where(Membership.person == person))
    return frozenset((*of_school, *of_cohorts))


def groups(session: Session, person: str) -> list[str]:
    """The Hub's groups of a person, nbgrader's among them."""
    own = roles(session, person)
    found = {f"{role}s" for role in own}
    members = select(Membership).where(Membership.person == person)
    for membership in session.scalars(members):
        prefix = "formgrade" if membership.role == "facilitator" else "nbgrader"
        found |= {f"{prefix}-{one.course}" for one in membership.cohort_.courses}
    if "operator" in own:
        for cohort in session.scalars(select(Cohort)):
            found |= {f"formgrade-{one.course}" for one in cohort.courses}
    return sorted(found)


def landing(own: frozenset[str]) -> str:
    """The page below the school's address that a person lands on."""
    for role, page in (
        ("facilitator", "desk/"),
        ("designer", "designing/"),
        ("operator", "operating/"),
    ):
        if role in own:
            return page
    return "courses"


def _code_hash(person: str, code: str) -> str:
    return hashlib.sha256(f"{person}:{plain_code(code)}".encode()).hexdigest()


def _void_codes(session: Session, person: str) -> None:
    unused = select(ResetCode).where(ResetCode.person == person, ResetCode.used_at.is_(None))
    for code in session.scalars(unused):
        code.used_at = now()


def _usable_code(session: Session, person: str, code: str) -> ResetCode:
    wanted = _code_hash(person, code)
    known = select(ResetCode).where(
        ResetCode.person == person, ResetCode.used_at.is_(None), ResetCode.expires_at > now()
    )
    for reset in session.scalars(known.with_for_update()):
        if hmac.compare_digest(reset.hash, wanted):
            return reset
    raise PeopleError("people.wrong_code")

"""Invitations as pages show them: those that still work, their link, the link as a picture."""

from __future__ import annotations

from collections.abc import Sequence

import segno
from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_school import journal
from mugalim_school.database import now
from mugalim_school.models import Invitation
from mugalim_school.web import Page

Shown = list[tuple[Invitation, str, str]]  # each with its link and the picture's data address


def usable(session: Session, roles: Sequence[str], cohort: int | None = None) -> list[Invitation]:
    """The invitations for these roles that still work, the newest last."""
    wanted = select(Invitation).where(
        Invitation.role.in_(roles), Invitation.uses_left > 0, Invitation.expires_at > now()
    )
    if cohort is not None:
        wanted = wanted.where(Invitation.cohort == cohort)
    return list(session.scalars(wanted.order_by(Invitation.expires_at)))


def withdraw(session: Session, invitation: Invitation, by: str) -> None:
    """From now on nobody can use it."""
    invitation.expires_at = now()
    journal.note(session, by, "withdraw", invitation.code, invitation.role)


def shown_on(page: Page, invitations: Sequence[Invitation]) -> Shown:
    """The invitations with the address of the sign-up page, also as a QR code."""
    host = f"{page.request.protocol}://{page.request.host}"
    found: Shown = []
    for one in invitations:
        link = f"{host}{page.hub_base}hub/signup?invitation={one.code}"
        picture = segno.make(link, error="m").svg_data_uri(scale=5, border=3, light="#fff")
        found.append((one, link, picture))
    return found

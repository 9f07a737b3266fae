"""The log: who did what to whom. Lines name people by their opaque ids and stay for good."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mugalim_school.database import now
from mugalim_school.models import LogLine


def note(session: Session, actor: str, action: str, subject: str, detail: str = "") -> None:
    """Add a line, in the same transaction as what it is about."""
    session.add(LogLine(at=now(), actor=actor, action=action, subject=subject, detail=detail))


def lines_about(session: Session, subject: str) -> list[LogLine]:
    """Everything that was done about somebody or something, the newest first."""
    wanted = select(LogLine).where(LogLine.subject == subject).order_by(LogLine.id.desc())
    return list(session.scalars(wanted))

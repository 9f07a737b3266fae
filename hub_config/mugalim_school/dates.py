"""Dates as teachers in Kyrgyzstan read and write them: dd.MM.yyyy HH:mm, Bishkek time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mugalim_school.errors import SchoolError

ZONE = ZoneInfo("Asia/Bishkek")


def shown(moment: datetime) -> str:
    """A moment as it is shown: 24.11.2026 18:05."""
    return moment.astimezone(ZONE).strftime("%d.%m.%Y %H:%M")


def field_value(moment: datetime) -> str:
    """A moment as the value of an `<input type="datetime-local">`."""
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


def tomorrow(moment: datetime) -> datetime:
    """When the next day begins in Bishkek, in UTC."""
    day = (moment.astimezone(ZONE) + timedelta(days=1)).date()
    return datetime(day.year, day.month, day.day, tzinfo=ZONE).astimezone(UTC)


def from_field(text: str) -> datetime:
    """The moment that such an input sent, or that was typed as it is shown, in UTC."""
    for form in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"):
        try:
            found = datetime.strptime(text.strip(), form).replace(tzinfo=ZONE)
        except ValueError:
            continue
        return found.astimezone(UTC)
    raise SchoolError("school.no_date")

"""Times that containers state about themselves, as aware datetimes or None."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def parsed_time(text: str) -> datetime | None:
    """An ISO 8601 time with a day and an hour (as in WARC-Date), in UTC where it names no zone."""
    text = text.strip()
    if len(text) < 16:
        return None
    try:
        return _aware(datetime.fromisoformat(text[:40]))
    except (ValueError, OverflowError):
        return None


def mail_time(text: str) -> datetime | None:
    """A time as e-mail and RSS write it."""
    try:
        return _aware(parsedate_to_datetime(text.strip()))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _aware(when: datetime) -> datetime | None:
    try:
        return (when if when.tzinfo is not None else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None

"""What comes in: bytes as obtained, and the record of what could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Bytes as obtained. The id is the sha256 of the bytes, so the same bytes are one capture.

    ``file`` is the name the bytes came under; ``part`` tells which item of a many-item file (a line of
    JSON lines) they are. ``warc_file`` and ``warc_offset`` say where in the case's archive they lie.
    """

    id: str
    uri: str
    file: str | None
    part: str | None
    media_type: str
    size_bytes: int
    captured_at: datetime
    how: str
    warc_file: str | None = None
    warc_offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that could not be used, where it failed, and why: kept and shown, never dropped."""

    id: str
    capture: str | None
    file: str
    stage: str
    reason: str
    detail: str

"""One input as found: its bytes unchanged, and the name it came under."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote

from counterclaim.records import Rejection, content_id

STAGE = "capture"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputItem:
    """Bytes to be taken in. ``name`` is the path below the folder the user gave, with forward slashes, so
    that nothing of the user's own folders gets into the case; ``part`` is the line number in JSON lines.
    """

    name: str
    part: str | None
    data: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        """The digest that will be the capture's id."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def uri(self) -> str:
        """A URI for the bytes that tells no more than ``name`` and ``part`` do."""
        fragment = f"#part={self.part}" if self.part is not None else ""
        return f"file:///{quote(self.name)}{fragment}"


def rejection(name: str, reason: str, detail: str, part: str | None = None) -> Rejection:
    """A rejection of an input that never became a capture."""
    told = f"line {part}: {detail}" if part is not None else detail
    key = content_id("rej", STAGE, name, part or "", reason, detail)
    return Rejection(id=key, capture=None, file=name, stage=STAGE, reason=reason, detail=told)

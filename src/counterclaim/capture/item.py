"""One input as found: its bytes unchanged, and the name it came under."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from counterclaim.records import Rejection, content_id

STAGE = "capture"
#: How the capture of a file is marked that is kept only because articles were taken out of it.
CONTAINER = "container"


@dataclass(frozen=True, slots=True, kw_only=True)
class InputItem:
    """Bytes to be taken in. ``name`` is the path below the folder the user gave, with forward slashes, so
    that nothing of the user's own folders gets into the case; names inside archives are appended to it.
    ``part`` is the place in a file of many: a line's number, or ``row 3``, ``entry 2``, ``record 7``.

    ``how`` says by which way it came, ``url`` where it says it came from, ``claimed_at`` when it says it was
    obtained. ``container`` is the sha256 of the file it came out of, and ``origin`` holds what that file
    says about it (status and headers of an HTTP answer, digests), as names and values.
    """

    name: str
    part: str | None
    data: bytes
    media_type: str
    how: str = "file"
    url: str | None = None
    claimed_at: datetime | None = None
    container: str | None = None
    origin: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The digest that will be the capture's id."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def uri(self) -> str:
        """Where it says it came from, else a URI that tells no more than ``name`` and ``part`` do."""
        if self.url is not None:
            return self.url
        fragment = f"#part={quote(self.part)}" if self.part is not None else ""
        return f"file:///{quote(self.name)}{fragment}"

    @property
    def is_container(self) -> bool:
        """Whether it is kept only because others came out of it."""
        return self.how == CONTAINER


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A file out of which others were taken: what it was, and what became of everything in it.

    ``counts`` name each kind of thing in it with how many there were, whether taken or not; ``findings`` are
    digests in it that do not match.
    """

    name: str
    format: str
    sha256: str
    size_bytes: int
    counts: tuple[tuple[str, int], ...] = ()
    findings: tuple[str, ...] = ()
    container: str | None = None


Found = InputItem | Rejection | Container


def shown(name: str) -> str:
    """A member's name as it may be kept: printable, without tricks."""
    plain = name.replace("\\", "/").encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else "\ufffd" for c in plain)[:500]


def placed(part: str) -> str:
    """A place in a file of many as it is told: a bare number is a line's."""
    return f"line {part}" if part.isdigit() else part


def rejection(name: str, reason: str, detail: str, part: str | None = None) -> Rejection:
    """A rejection of an input that never became a capture."""
    told = detail if part is None else f"{placed(part)}: {detail}"
    key = content_id("rej", STAGE, name, part or "", reason, detail)
    return Rejection(id=key, capture=None, file=name, stage=STAGE, reason=reason, detail=told)

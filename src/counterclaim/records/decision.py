"""What people decide, as against what the program proposes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A reviewer's act. ``previous`` is the hash of the decision before it, so the log cannot be rewritten.

    ``what`` is one of accept, edit, reject, merge, split, set_stance, note; ``before`` and ``after`` are the
    JSON of the thing decided on, as it was and as it shall be.
    """

    id: str
    n: int
    who: str
    when: datetime
    what: str
    target: str
    before: str | None
    after: str | None
    why: str
    previous: str
    hash: str

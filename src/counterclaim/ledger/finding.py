"""What ``verify`` found: one thing missing, altered or left over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that does not match.

    ``where`` is a table or a file, ``item`` the id or place in it, ``problem`` one of: missing, altered,
    disagrees, broken_chain, orphan, unaccounted, damaged, unlisted, torn, out_of_range, uncovered, cut_off,
    rewritten, other_case, erased, not_erased, not_compared; of time stamps: stamped, not_stamped,
    not_checked, other_head.
    ``is_note`` marks what is no fault of the records: a remainder of a crash, kept and not yet used, or a
    decision on something that is not proposed any more, a time stamp that shows what it should.
    """

    where: str
    item: str
    problem: str
    detail: str
    is_note: bool = False

    def __str__(self) -> str:
        return f"{self.where} {self.item}: {self.problem}: {self.detail}"

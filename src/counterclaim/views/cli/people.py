"""Tables of ``counterclaim show`` on who is who: offices over time, with the words that tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.views.cli.cells import Row, outlet, words

if TYPE_CHECKING:
    from counterclaim.records import TenureEvidence
    from counterclaim.views.query import Case


def offices(case: Case) -> list[Row]:
    """Who held which office by which reports; ``left`` is the day by which it was left, as far as any report tells."""
    rows = [
        {
            "office": t.words or t.office,
            "role": t.office,
            "of": t.of,
            "who": a.name,
            "held": f"{t.first or '–'} to {t.last or '–'}" if t.first or t.last or t.left is None else None,
            "left": t.left,
            "words": list(dict.fromkeys(_told(case, e) for e in t.evidence)),
            "id": a.id,
        }
        for a in case.actors
        for t in a.offices
    ]
    return sorted(rows, key=lambda r: (r["role"], r["of"] or "", r["held"] or "9999", r["who"]))


def _told(case: Case, e: TenureEvidence) -> str:
    """The words with their report and what they say of the office, where that is more than that it is held."""
    said = f" [{e.status}]" if e.status != "holds" else ""
    printed = words(case, e.article, e.span.start, e.span.end)
    return f"“{printed}”{said} ({outlet(case, e.article)}, {e.day or 'no date'})"

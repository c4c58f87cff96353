"""Tables of ``counterclaim show`` on what is said: attributions with what was left open, positions of outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.views.cli.cells import Row, joined, name, outlet, words

if TYPE_CHECKING:
    from counterclaim.records import Attribution, SecondReading
    from counterclaim.views.query import Case


def attributions(case: Case) -> list[Row]:
    """Who is presented as saying what; ``second`` are readings that it was a near thing not to take."""
    return [_attribution(case, a) for r in case.readings for a in r.attributions]


def _attribution(case: Case, a: Attribution) -> Row:
    return {
        "in": outlet(case, a.article),
        "kind": str(a.kind),
        "act": str(a.act),
        "speaker": name(case, case.speaker_of.get(a.id)),
        "source": joined(case, a.article, a.source),
        "cue": joined(case, a.article, a.cue),
        "content": joined(case, a.article, a.content),
        "negation": joined(case, a.article, a.negation) or None,
        "hedge": joined(case, a.article, a.hedge) or None,
        "second": [_second(case, a, s) for s in a.second],
        "said": a.said.value if a.said else None,
        "why": case.why_speaker.get(a.id),
        "id": a.id,
    }


def _second(case: Case, a: Attribution, s: SecondReading) -> str:
    """The reading, as in "source: the ministry (0.41 against 0.52)"."""
    other = joined(case, a.article, s.spans) or s.value
    return f"{s.of}: {other} ({s.confidence:.2f} against {s.taken:.2f})"


def positions(case: Case) -> list[Row]:
    """How the outlets stand to each claim; every article of the case stands somewhere in every row."""
    from counterclaim.views.positions import positions as positions_of

    rows = []
    for c in case.claims:
        found = positions_of(case, c)
        row: Row = {"claim": words(case, c.label.article, c.label.start, c.label.end), "contested": c.contested}
        row |= {str(p.value): [outlet(case, a) for a in ids] for p, ids in found.items()}
        rows.append(row | {"why": sorted({o.why for o in c.outlets}), "id": c.id})
    return sorted(rows, key=lambda r: (not r["contested"], len(r["silent"]), r["id"]))


def statements(case: Case) -> list[Row]:
    """Each assertion with the claim it was put into: what a reviewer may put elsewhere."""
    return [
        {
            "who": name(case, m.actor),
            "stance": str(m.stance),
            "words": joined(case, m.article, m.spans),
            "in": outlet(case, m.article),
            "claim": words(case, c.label.article, c.label.start, c.label.end),
            "why": m.why,
            "claim id": c.id,
            "id": m.id,
        }
        for c in case.claims
        for m in c.members
    ]

"""The tables of ``counterclaim show``: each a function from a case to rows of plain values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.views.cli.cells import Row, name, outlet, words
from counterclaim.views.cli.people import offices
from counterclaim.views.cli.reports import articles, captures, edits, lineage, origins, rejections
from counterclaim.views.cli.statements import attributions, positions, statements

if TYPE_CHECKING:
    from counterclaim.records import Relation
    from counterclaim.views.query import Case


def _claims(case: Case) -> list[Row]:
    rows = []
    for c in case.claims:
        by = {
            s: sorted({name(case, m.actor) for m in c.members if m.stance == s})
            for s in ("affirms", "denies", "questions")
        }
        rows.append(
            {
                "claim": words(case, c.label.article, c.label.start, c.label.end),
                "contested": c.contested,
                "reports": len({m.article for m in c.members}),
                "origins": c.origins,
                **by,
                "id": c.id,
            }
        )
    return sorted(rows, key=lambda r: (not r["contested"], -r["reports"], r["id"]))


def _denials(case: Case) -> list[Row]:
    return [
        {
            "who": name(case, m.actor),
            "how": list(m.denial),
            "words": " / ".join(case.words(m.article, s) for s in m.spans),
            "of": words(case, c.label.article, c.label.start, c.label.end),
            "in": outlet(case, m.article),
            "why": m.why,
        }
        for c in case.claims
        for m in c.members
        if m.stance in ("denies", "declines")
    ]


def _actors(case: Case) -> list[Row]:
    rows = [
        {
            "name": a.name,
            "kind": str(a.kind),
            "party": case.party_by_id[a.party].name if a.party else None,
            "mentions": len(a.mentions),
            "spellings": list(a.aliases),
            "id": a.id,
        }
        for a in case.actors
    ]
    return sorted(rows, key=lambda r: (-r["mentions"], r["name"]))


def _parties(case: Case) -> list[Row]:
    return [
        {
            "name": p.name,
            "actors": [name(case, a) for a in p.actors],
            "words": [case.words(e.article, e.span) for e in p.evidence[:3]],
            "id": p.id,
        }
        for p in case.parties
    ]


def _relations(case: Case) -> list[Row]:
    """Relations with the words that each rests on: a claim's label may be another of its wordings."""

    def rests_on(r: Relation, at: int) -> str:
        w = r.shown[at] if len(r.shown) == 2 else case.claim_by_id[(r.a, r.b)[at]].label
        return words(case, w.article, w.start, w.end)

    return [
        {
            "type": r.type,
            "a": rests_on(r, 0),
            "b": rests_on(r, 1),
            "within": case.party_by_id[r.within_party].name if r.within_party else None,
            "reason": r.reason,
            "said": [day or "–" for day in r.said],
            "id": r.id,
        }
        for r in case.relations
    ]


def _accounts(case: Case) -> list[Row]:
    reason = {r.id: r.reason for r in case.relations}

    def label(claim: str) -> str:
        c = case.claim_by_id[claim].label
        return words(case, c.article, c.start, c.end)

    return [
        {
            "party": case.party_by_id[a.party].name if a.party in case.party_by_id else a.party,
            "about": a.referent,
            "claims": [label(c) for c in a.claims],
            "excludes": len(a.excludes),
            "why": sorted({reason[e.relation] for e in a.excludes if e.relation in reason}),
            "id": a.id,
        }
        for a in case.accounts
    ]


def _utterances(case: Case) -> list[Row]:
    return [
        {
            "speaker": name(case, u.speaker),
            "said": u.said,
            "variants": [f"{outlet(case, v.article)}: {'; '.join(v.differences) or 'as above'}" for v in u.variants],
        }
        for u in case.utterances
    ]


def _events(case: Case) -> list[Row]:
    rows = [
        {
            "when": e.value,
            "precision": e.precision,
            "words": " ".join(case.words(e.article, e.span).split()),
            "dated by": case.words(e.article, e.when),
            "in": outlet(case, e.article),
        }
        for e in case.events
    ]
    return sorted(rows, key=lambda r: (r["when"] or "", r["in"], r["words"]))


def _merges(case: Case) -> list[Row]:
    return [
        {"actor": name(case, m.actor), "a": m.a, "b": m.b, "reason": m.reason, "weight": m.weight, "id": m.id}
        for m in case.merges
    ]


def _decisions(case: Case) -> list[Row]:
    """The log in order; ``chain`` tells whether each entry follows from the one before it."""
    from counterclaim.ledger.chain import START, decision_hash

    rows, previous = [], START
    for d in case.decisions:
        holds = d.previous == previous and decision_hash(d) == d.hash
        row = {"n": d.n, "who": d.who, "when": d.when.isoformat(), "what": d.what, "target": d.target, "why": d.why}
        row |= {"before": d.before, "after": d.after, "chain": "holds" if holds else "broken", "hash": d.hash[:16]}
        rows.append(row | {"id": d.id})
        previous = d.hash
    return rows


def _wording(case: Case) -> list[Row]:
    """Each choice of words once for each outlet, with how often; plain "said" is left to ``voices``."""
    from counterclaim.views.wording import framing_of

    found = framing_of(case)
    uses = [
        (outlet(case, c.article), "cue", str(c.implicature), case.words(c.article, c.span), name(case, c.actor))
        for c in found.cues
        if c.implicature != "neutral"
    ]
    uses += [(outlet(case, u.article), "toponym", p.forms[0], u.form, "–") for p in found.places for u in p.uses]
    uses += [
        (outlet(case, r.article), f.kind, "–", case.words(r.article, f.span), "–")
        for r in case.readings
        for f in r.framing
    ]
    counted = Counter((o, k, v, " ".join(w.split()), of) for o, k, v, w, of in uses)
    names = ("outlet", "kind", "value", "words", "of")
    return [{**dict(zip(names, key, strict=True)), "times": counted[key]} for key in sorted(counted)]


def _voices(case: Case) -> list[Row]:
    """What each article gives to each party."""
    from counterclaim.views.wording import framing_of

    found = framing_of(case)
    cues: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for c in found.cues:
        cues[c.article, c.party][str(c.implicature)] += 1
    rows = [
        {
            "outlet": outlet(case, s.article),
            "party": case.party_by_id[s.party].name if s.party else None,
            "statements": len(s.attributions),
            "quotes": s.quotes,
            "quoted words": s.quoted_words,
            "told words": s.reported_words,
            "cues": [f"{kind} {n}" for kind, n in sorted(cues[s.article, s.party].items())],
        }
        for s in found.shares
    ]
    return sorted(rows, key=lambda r: (r["outlet"].casefold(), r["party"] is None, r["party"] or ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """A table that `show` prints: its rows, and what it holds in a few words."""

    rows: Callable[[Case], list[Row]]
    meaning: str


TABLES = {
    "claims": Shown(_claims, "what is said, contested first; who affirms and denies it"),
    "statements": Shown(statements, "each assertion, its speaker's stance, and the claim it was put into"),
    "denials": Shown(_denials, "each denial, its kinds, and the words it answers"),
    "actors": Shown(_actors, "who is named, in which spellings, for which party"),
    "offices": Shown(offices, "who held which office when, as the reports tell, and in which words"),
    "parties": Shown(_parties, "the sides, and the words that tell who speaks for them"),
    "articles": Shown(articles, "each report: outlet, date, what it was read as"),
    "attributions": Shown(attributions, "who says what in which words, one by one"),
    "positions": Shown(positions, "how each report stands to each claim, or is silent"),
    "relations": Shown(_relations, "claims that contradict, refine, support or replace others"),
    "accounts": Shown(_accounts, "what each party says, and what cannot hold together"),
    "lineage": Shown(lineage, "which report takes which passages from which"),
    "origins": Shown(origins, "reports folded to independent origins, and why"),
    "utterances": Shown(_utterances, "the same words of one speaker in several reports"),
    "events": Shown(_events, "what is said to have happened when"),
    "voices": Shown(_voices, "words given to each party by each report"),
    "wording": Shown(_wording, "cue verbs, loaded words and names of places by outlet"),
    "merges": Shown(_merges, "which names were joined to one actor, and why"),
    "rejections": Shown(rejections, "what could not be taken in or read, and why"),
    "captures": Shown(captures, "what was taken in: bytes, hash, time"),
    "edits": Shown(edits, "articles edited between two captures of one address, line by line"),
    "decisions": Shown(_decisions, "what people decided, in order, and whether the chain holds"),
}

"""One assertion as the dossier shows it: words, who, through whom, where, how hedged, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from counterclaim.records import Attribution, Claim, Label, Member, Span, Stance
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.excerpt import excerpt
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.nuances import (
    Remark,
    answer_remark,
    evidence_remarks,
    negation_remark,
    second_remarks,
)
from counterclaim.views.dossier.words import anchor, clipped, guarded, joined_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One link of a chain of attribution: who, and the anchor of the words that say so."""

    name: str
    href: str
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A claim's member, ready to be printed. ``also`` are outlet, date and link of reports that print it alike."""

    words: str
    html: Markup
    href: str
    who: str
    actor: str | None
    party: str | None
    stance: Stance
    kind: str
    outlet: str
    article: str
    published: str
    said: str | None
    chain: tuple[Hop, ...]
    hedge: tuple[str, ...]
    evidence: tuple[Remark, ...]
    denial: tuple[str, ...]
    remarks: tuple[Remark, ...]
    second: tuple[Remark, ...]
    confidence: float
    why: str
    also: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRef:
    """A claim as other places refer to it: number, anchor, verbatim label; a stance where one is meant."""

    number: int
    href: str
    words: str
    stance: str


def claim_ref(index: Index, claim: Claim, stance: str = "", wording: Label | None = None) -> ClaimRef:
    """How to point to a claim: by its label, or by another of its wordings where that is the one meant."""
    w = wording or claim.label
    return ClaimRef(
        number=index.claim_number[claim.id],
        href=anchor("c", claim.id),
        words=clipped(index.article[w.article].text[w.start : w.end], 200),
        stance=stance,
    )


def label_words(index: Index, claim: Claim) -> str:
    """The claim's label, which is always the words of one of its members."""
    label = claim.label
    return index.article[label.article].text[label.start : label.end]


def member_anchor(index: Index, member: Member) -> str:
    """The id under which the member's words stand in the article."""
    if member.attribution is not None:
        return words_anchor(index.attribution[member.attribution])
    return anchor("ov", member.article, *min(member.spans)) if member.spans else anchor("art", member.article)


def marked_spans(attribution: Attribution) -> list[Span]:
    """The spans that stand for an attribution in the text: its content, else the first of cue, source or hedge."""
    content = sorted(s for s in attribution.content if s.end > s.start)
    others = (*attribution.cue, *attribution.source) or attribution.hedge
    return content or sorted(s for s in others if s.end > s.start)[:1]


def words_anchor(attribution: Attribution) -> str:
    """The id of an attribution's words, or of its article where it has none to point to."""
    return anchor("w", attribution.id) if marked_spans(attribution) else anchor("art", attribution.article)


def holder(index: Index, member: Member) -> str:
    """Whose stance it is: the speaker, or the outlet where it speaks for itself."""
    if member.attribution is None:
        return f"{index.outlet(member.article)}, in its own voice"
    if member.actor is not None and member.actor in index.actor:
        return index.actor[member.actor].name
    return index.speaker(index.attribution[member.attribution])


def chain(index: Index, attribution: Attribution) -> tuple[Hop, ...]:
    """Through whom the words come, from the outlet inwards to the speaker."""
    hops: list[Hop] = []
    seen: set[str] = set()
    at: Attribution | None = attribution
    while at is not None and at.id not in seen:
        seen.add(at.id)
        name = index.speaker(at)
        if not hops or hops[-1].name != name:
            cue = joined_words(at.cue, index.article[at.article].text)
            hops.append(Hop(name=name, href=words_anchor(at), cue=cue))
        at = index.attribution.get(at.parent) if at.parent is not None else None
    outlet = index.outlet(attribution.article)
    hops.append(Hop(name=outlet, href=anchor("art", attribution.article), cue=""))
    return tuple(reversed(hops))


def exact_words(index: Index, member: Member) -> str:
    """The member's words; where no content is printed, the words that report it."""
    text = index.article[member.article].text
    if any(s.end > s.start for s in member.spans):
        return joined_words(member.spans, text)
    if member.attribution is None:
        return ""
    return printed_words(index, index.attribution[member.attribution])


def printed_words(index: Index, attribution: Attribution) -> str:
    """An attribution's content, or source and cue where the article prints no content."""
    text = index.article[attribution.article].text
    spans = attribution.content or (*attribution.source, *attribution.cue)
    return joined_words(spans, text)


def assertion(index: Index, member: Member) -> Assertion:
    """The printable form of one member of a claim."""
    attribution = index.attribution[member.attribution] if member.attribution is not None else None
    return Assertion(
        words=exact_words(index, member),
        html=guarded(excerpt(index.article[member.article].text, member.spans, attribution)),
        href=member_anchor(index, member),
        who=holder(index, member),
        actor=member.actor if member.actor in index.actor else None,
        party=index.party_name(member.actor),
        stance=member.stance,
        kind=attribution.kind.value if attribution is not None else "own voice",
        outlet=index.outlet(member.article),
        article=member.article,
        published=index.published(member.article),
        said=long_date(attribution.said.value) if attribution is not None and attribution.said else None,
        chain=chain(index, attribution) if attribution is not None else (),
        hedge=_hedges(index, member, attribution),
        evidence=evidence_remarks(index, member),
        denial=tuple(d.value for d in member.denial),
        remarks=(*(negation_remark(index, attribution) if attribution else ()), *answer_remark(index, member)),
        second=second_remarks(index, attribution) if attribution is not None else (),
        confidence=member.confidence,
        why=member.why,
    )


def told_once(found: Iterable[Assertion]) -> list[Assertion]:
    """Assertions of one holder and stance, those with the same words once: a reprint says nothing more."""
    out: dict[tuple[str, str, tuple[str, ...]], Assertion] = {}
    for a in found:
        key = (a.html, a.kind, a.denial)
        first = out.setdefault(key, a)
        if a.article != first.article:
            out[key] = replace(first, also=(*first.also, (a.outlet, a.published, a.href)))
    return list(out.values())


def _hedges(index: Index, member: Member, attribution: Attribution | None) -> tuple[str, ...]:
    """The hedging words: those of the statement itself and those beside its cue, each once, in text order."""
    text = index.article[member.article].text
    found = {*member.hedge, *(attribution.hedge if attribution is not None else ())}
    return tuple(dict.fromkeys(span.of(text) for span in sorted(found)))


def in_order(index: Index, claim: Claim) -> list[Member]:
    """A claim's members as they appear: by date of the article, then by place in its text."""
    return sorted(claim.members, key=lambda m: (index.number[m.article], m.spans[:1], m.attribution or ""))

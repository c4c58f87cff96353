"""From the model's proposals to attributions: the order in which rules complete what the model found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.reading.citing import with_cited_speakers
from counterclaim.reading.clauses import (
    according,
    impersonal,
    with_announced,
    with_hedged_subject,
    with_modifier,
    with_subject,
    with_whole_clause,
)
from counterclaim.reading.complements import without_main_verb
from counterclaim.reading.constructions import (
    constructions,
    is_loose,
    is_request,
    with_maker,
    with_object,
    with_owner,
    with_refusal,
    without_hedge,
    without_requests,
)
from counterclaim.reading.contents import (
    complete,
    not_said_by_others,
    split_at_marks,
    within_sentence,
    without_circumstance,
)
from counterclaim.reading.contrasts import apart, with_own_speaker
from counterclaim.reading.coordination import coordinated, split_that
from counterclaim.reading.draft import Draft
from counterclaim.reading.edges import (
    antecedent,
    cue_edges,
    right_edge,
    source_edges,
    whole_cue,
    with_auxiliaries,
    with_owned,
)
from counterclaim.reading.following import with_following, with_unclaimed
from counterclaim.reading.framing import with_framed
from counterclaim.reading.headers import headed, without_labels
from counterclaim.reading.headlines import is_label
from counterclaim.reading.hearers import is_heard, with_teller, without_hearer
from counterclaim.reading.idioms import with_document
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.openers import with_opener
from counterclaim.reading.passives import with_agent
from counterclaim.reading.performatives import without_performatives
from counterclaim.reading.postposed import with_front
from counterclaim.reading.quoted_as import with_quoted
from counterclaim.reading.quotes import Quote, quoted_share
from counterclaim.reading.reduced import with_phrase
from counterclaim.reading.relatives import is_naming, with_antecedent
from counterclaim.reading.sources import (
    by_speaker,
    is_verbal,
    tidy_sources,
    with_inherited_source,
    with_own_subject,
    with_whole_phrase,
    with_whom_it_is_about,
    without_further_verbs,
)
from counterclaim.reading.turns import free_quotes, turns, whole_turn
from counterclaim.reading.unsourced import within_clause
from counterclaim.records import Entity, QuoteKind, Span, hull

#: Proposals less sure than this are wrong more often than right (development articles of two corpora).
CONFIDENT_FROM = 0.35
#: whoever these are, without words they say nothing
NO_ONE = frozenset("we you i who what nobody none one somebody someone anyone anybody a the".split())


def assemble(
    raw: Sequence[RawAttribution],
    text: str,
    quotes: Sequence[Quote],
    sentences: Sequence[Span],
    entities: Sequence[Entity] = (),
) -> list[Draft]:
    """Attributions in text order.

    Args:
        raw: the model's proposals.
        text: the reading text.
        quotes: its quotations.
        sentences: its sentences.
        entities: its named entities.
    """
    sure = [
        p
        for p in raw
        if p.confidence >= CONFIDENT_FROM and not is_request(p, text) and not is_naming(p, text, sentences)
    ]
    sure = [
        with_refusal(with_object(without_hedge(p, text), text), text)
        for p in sure
        if not p.has_cue or _is_saying(p.anchor, text)
    ]
    sure += constructions(text, sure, sentences, entities, quotes)
    drafts = [d for proposal in sure if (whole := drafted(proposal, text)) for d in by_speaker(whole, text)]
    drafts = without_labels(drafts, text)
    drafts = [completed(d, drafts, text, quotes, sentences, entities) for d in drafts]
    drafts = [with_front(d, drafts, text, sentences, quotes) for d in drafts]
    drafts = [with_opener(with_own_speaker(d, text, sentences, entities), text, sentences, quotes) for d in drafts]
    drafts = [one for d in drafts for one in each_speaker(d, text, entities)]
    drafts = [without_main_verb(apart(d, drafts, text, quotes, sentences), drafts, text, sentences) for d in drafts]
    drafts = with_quoted(with_cited_speakers(drafts, text, sentences, entities), text, sentences)
    spoken = turns(text, drafts, entities)
    spoken += headed(text, [*drafts, *spoken], quotes, entities)
    drafts = [d for d in drafts if not _is_inside_turn(d, spoken)] + spoken
    drafts = [whole_turn(d, text) for d in drafts]
    drafts = [with_inherited_source(d, drafts, text, sentences) for d in without_repeats(drafts, text)]
    drafts = [without_further_verbs(d, drafts, text, quotes) for d in drafts]
    drafts = free_quotes(without_performatives(drafts, text), text, quotes)
    drafts = with_following(drafts, text, quotes, sentences)
    drafts = with_unclaimed(drafts, text, quotes, sentences, entities)
    finished = [finish(d, text, quotes) for d in drafts]
    return sorted(finished, key=lambda d: (d.anchor, d.source, d.content))


def _is_saying(cue: Span, text: str) -> bool:
    """Whether a proposed cue has more than function words: "had" of "had it that" is none and hides none."""
    return cue_edges(whole_cue(cue, text), text) is not None


def drafted(raw: RawAttribution, text: str) -> Draft | None:
    """A proposal as a draft, its cue brought to its ends and its act weighed with its words; None if no cue is left."""
    is_whole = not raw.has_cue or raw.rule == "idiom"  # "had it that" has no word of saying
    anchor = raw.anchor if is_whole else cue_edges(whole_cue(raw.anchor, text), text)
    if anchor is None:
        return None
    if raw.has_cue and anchor.of(text) == ":" and raw.source and is_label(raw.source[0], text):
        return None
    if raw.has_cue and is_verbal(anchor.of(text)):
        anchor = with_auxiliaries(anchor, text)
    cue = anchor.of(text) if raw.has_cue else ""
    acts = weighed(raw.acts, cue, _words(raw.content, text), _words(raw.source, text))
    act, sure = likeliest(acts)
    return Draft(
        anchor=anchor,
        source=raw.source,
        cue=(anchor,) if raw.has_cue else (),
        content=_behind(anchor, raw.content, text),
        venue=hull(raw.venue) if raw.venue else None,
        act=act,
        act_confidence=sure,
        acts=acts,
        confidence=raw.confidence,
        raw=raw,
        rule=raw.rule,
    )


def _behind(cue: Span, content: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Contents without what they hold of the end of a cue ("didn't | respond to requests")."""
    cut = (Span(cue.end, s.end).trimmed(text) if cue.start < s.start < cue.end < s.end else s for s in content)
    return tuple(s for s in cut if s.end > s.start)


def _words(spans: Sequence[Span], text: str) -> str:
    return " ".join(s.of(text) for s in spans)


def completed(
    draft: Draft,
    drafts: Sequence[Draft],
    text: str,
    quotes: Sequence[Quote],
    sentences: Sequence[Span],
    entities: Sequence[Entity],
) -> Draft:
    """Source and content brought to their proper ends."""
    draft = impersonal(replace(draft, source=tidy_sources(draft, text, sentences)), text)
    draft = with_whom_it_is_about(with_own_subject(draft, text, entities), text, sentences)
    draft = with_antecedent(with_whole_phrase(draft, text, sentences), text, entities)
    draft = with_maker(with_owner(according(draft, text, sentences), text, entities), text, entities)
    draft = with_framed(draft, text, sentences)
    owners = (with_owned(s, text, draft.anchor) for s in draft.source)
    sources = (source_edges(antecedent(s, text, entities), text, entities) for s in owners)
    draft = replace(draft, source=tuple(s for s in sources if s.end > s.start))
    draft = replace(draft, content=within_sentence(draft, text, quotes, sentences))
    draft = replace(draft, content=not_said_by_others(draft, drafts, text, quotes, sentences))
    draft = with_right_edges(draft, drafts, text, quotes, sentences)
    draft = with_teller(without_hearer(draft, text), text, sentences, entities)
    draft = draft if is_heard(draft, text) else with_agent(draft, text, sentences, entities)
    draft = with_document(with_phrase(draft, text, sentences), text, sentences)
    draft = without_circumstance(with_subject(draft, text, sentences), text, quotes)
    draft = without_requests(draft, text)
    draft = within_clause(with_hedged_subject(draft, text, sentences), text, sentences)
    draft = with_modifier(draft, text, entities)
    draft = with_announced(with_whole_clause(draft, drafts, text, sentences), drafts, text, sentences)
    return replace(draft, content=split_that(complete(draft, text, quotes, sentences), text))


def each_speaker(draft: Draft, text: str, entities: Sequence[Entity]) -> list[Draft]:
    """One draft for each of several names in one source."""
    if len(draft.source) != 1:
        return [draft]
    return [replace(draft, source=(s,)) for s in coordinated(draft.source[0], text, entities)]


def with_right_edges(
    draft: Draft, drafts: Sequence[Draft], text: str, quotes: Sequence[Quote], sentences: Sequence[Span]
) -> Draft:
    """Unquoted contents carried on to the end of their clause, up to the words of the draft's own speaker and cue."""
    out = []
    for span in draft.content:
        home = next((s for s in sentences if s.start <= span.start < s.end), None)
        if home is None or any(q.inner.overlaps(Span(span.end - 1, span.end)) for q in quotes):
            out.append(span)
            continue
        limits = [s.start for s in (*draft.source, *draft.cue) if s.start >= span.end]
        limits += [
            c.start for d in drafts for c in (*d.source, *d.cue) if c.start >= span.end and c not in draft.source
        ]
        out.append(right_edge(span, text, min([home.end, *limits])))
    return replace(draft, content=tuple(out))


def _is_inside_turn(draft: Draft, spoken: Sequence[Draft]) -> bool:
    """Whether a draft without a cue is just the words of a turn."""
    return not draft.cue and any(t.extent.overlaps(draft.anchor) for t in spoken)


def without_repeats(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The surer of two drafts with one cue or, without a cue, of two with the same words; empty ones are dropped.

    So is a saying without words by somebody who is no one in particular ("what we know", "nobody warned us").
    """
    out: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (not d.cue, -d.confidence, d.anchor)):
        if not d.content and (
            not d.cue or all(s.of(text).casefold() in NO_ONE for s in d.source) or _is_empty(d, text)
        ):
            continue
        if d.cue and any(_same_cue(d, other, text) for other in out):
            continue
        if not d.cue and any(o.overlaps(s) for e in out for o in e.content for s in d.content):
            continue
        out.append(d)
    return out


def _is_empty(draft: Draft, text: str) -> bool:
    """Whether a draft without a content tells of nobody's saying: a noun that is not its source's, or a rare verb."""
    return draft.rule == "postposed" or is_loose(draft, text)


def _same_cue(a: Draft, b: Draft, text: str) -> bool:
    """Whether two drafts have overlapping cues and no coordinated speakers of their own; or a verb and its colon."""
    if a.source == b.source and a.content == b.content and ":" in (a.anchor.of(text), b.anchor.of(text)):
        return True
    are_coordinated = a.cue == b.cue and a.source != b.source and bool(a.source) and bool(b.source)
    return any(x.overlaps(y) for x in a.cue for y in b.cue) and not are_coordinated


def finish(draft: Draft, text: str, quotes: Sequence[Quote]) -> Draft:
    """Kind by the marks around the content; mixed contents are split at the marks."""
    share = quoted_share(draft.content, quotes, text)
    kind = QuoteKind.DIRECT if share >= 0.95 else QuoteKind.MIXED if share > 0 else QuoteKind.INDIRECT
    content = split_at_marks(draft.content, text, quotes) if kind is QuoteKind.MIXED else draft.content
    return replace(draft, kind=kind, content=content)


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one it is nested in: the shortest whose content holds its anchor."""
    out: list[int | None] = []
    for i, child in enumerate(drafts):
        holders = [
            (sum(s.end - s.start for s in d.content), j)
            for j, d in enumerate(drafts)
            if j != i and d.anchor != child.anchor and _holds(d, child)
        ]
        out.append(min(holders)[1] if holders else None)
    return out


def _holds(parent: Draft, child: Draft) -> bool:
    if not parent.content:
        return False
    whole = hull(parent.content)
    if not whole.contains(child.anchor):
        return False
    inside = any(s.contains(child.anchor) for s in parent.content) or (
        not any(c.overlaps(child.anchor) for c in parent.cue)
        and len(parent.content) > 1 and any(s.overlaps(child.extent) for s in parent.content)
    )  # fmt: skip
    is_larger = sum(s.end - s.start for s in parent.content) > sum(s.end - s.start for s in child.content)
    return inside and is_larger

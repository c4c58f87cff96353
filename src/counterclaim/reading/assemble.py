"""From the model's proposals to attributions: quotes completed and split, speakers' turns followed, nesting found.

All spans here count in the reading text; ``read`` carries them back to the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.reading.acts import weigh
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.lexicon import pattern
from counterclaim.reading.lexicon import words as lexicon_words
from counterclaim.reading.quotes import MARKS, Quote, quoted_share
from counterclaim.records import Act, QuoteKind, Span, hull

#: A quote this long (in words) on a line of its own is somebody's speech even if no proposal covers it.
MIN_FREE_QUOTE_WORDS = 6
#: Share of a quote's words that a content must hold to be taken for the whole quote.
SNAP_FROM = 0.5
_COORDINATED = re.compile(r"\s*(?:,|,?\s*(?:and|or|as well as|along with|&))\s*(?:the\s+)?", re.IGNORECASE)


#: A stray piece of content has at most so many words.
CRUMB_WORDS = 2
_THAT = re.compile(r"(?:that|if it is true that)\s+", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|but|while|then|also)\b\W*(?:\w+\W+){0,2}$")
#: What a source may end in that belongs to the next clause.
_DANGLING = re.compile(r"[\s,;:(–—-]+(?:who|which|that|whom)?$|\s*,\s*(?:who|which)\b[^,]{0,12}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in the making."""

    anchor: Span
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    venue: Span | None
    act: Act
    act_confidence: float
    confidence: float
    kind: QuoteKind = QuoteKind.INDIRECT
    follows: bool = False

    @property
    def extent(self) -> Span:
        """From the first to the last word of the attribution."""
        return hull((*self.source, *self.cue, *self.content, self.anchor))


def assemble(
    raw: Sequence[RawAttribution], text: str, quotes: Sequence[Quote], sentences: Sequence[Span]
) -> list[Draft]:
    """Attributions in text order."""
    drafts: list[Draft] = []
    for proposal in raw:
        for draft in drafted(proposal, text):
            draft = replace(draft, source=tidy_sources(draft, text, sentences))
            draft = replace(draft, content=within_sentence(draft, quotes, sentences))
            content = complete(draft, text, quotes, sentences)
            drafts.append(replace(draft, content=content))
    drafts = [with_inherited_source(d, drafts, text, sentences) for d in without_repeats(drafts)]
    drafts += free_quotes(drafts, text, quotes)
    finished = [finish(d, text, quotes) for d in drafts]
    return sorted(finished, key=lambda d: (d.anchor, d.source, d.content))


def drafted(raw: RawAttribution, text: str) -> list[Draft]:
    """One draft for each coordinated source of a proposal."""
    act, sure = weigh(raw.acts, raw.anchor.of(text) if raw.has_cue else "", " ".join(c.of(text) for c in raw.content))
    base = Draft(
        anchor=raw.anchor,
        source=raw.source,
        cue=(raw.anchor,) if raw.has_cue else (),
        content=raw.content,
        venue=hull(raw.venue) if raw.venue else None,
        act=act,
        act_confidence=sure,
        confidence=raw.confidence,
    )
    gaps = [text[a.end : b.start] for a, b in pairwise(raw.source)]
    if gaps and all(_COORDINATED.fullmatch(g) for g in gaps):
        return [replace(base, source=(s,)) for s in raw.source]
    return [base]


def tidy_sources(draft: Draft, text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Sources cut at sentence ends (the part nearest the anchor stays), without a dangling "who" or comma."""
    out = []
    for span in draft.source:
        parts = [Span(max(s.start, span.start), min(s.end, span.end)) for s in sentences if s.overlaps(span)]
        nearest = min(
            parts or [span], key=lambda p: min(abs(p.end - draft.anchor.start), abs(p.start - draft.anchor.end))
        )
        start, end = trimmed(nearest, text)
        while (tail := _DANGLING.search(text, start, end)) is not None:
            end = tail.start()
        if end > start:
            out.append(Span(start, end))
    return tuple(out)


def within_sentence(draft: Draft, quotes: Sequence[Quote], sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Unquoted contents that run out of the anchor's sentence cut at its ends; quoted speech may run on."""
    home = next((s for s in sentences if s.overlaps(draft.anchor)), None)
    out = []
    for span in draft.content:
        is_quoted = any(q.inner.overlaps(span) for q in quotes)
        if home is not None and not is_quoted and span.overlaps(home):
            span = Span(max(span.start, home.start), min(span.end, home.end))
        out.append(span)
    return tuple(out)


def complete(draft: Draft, text: str, quotes: Sequence[Quote], sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Contents that hold most of a quote are widened to the quote, and on over continuation lines."""
    outside = (*draft.source, *draft.cue)
    spans = [trimmed(s, text) for s in draft.content]
    for i, quote in enumerate(quotes):
        inner = trimmed(quote.inner, text)
        mine = [s for s in spans if s.overlaps(inner)]
        if not mine or any(o.overlaps(inner) for o in outside):
            continue
        covered = sum(min(s.end, inner.end) - max(s.start, inner.start) for s in mine)
        is_same_sentence = not _crosses(inner, sentences)
        if covered >= SNAP_FROM * (inner.end - inner.start) or (is_same_sentence and inner.end - inner.start < 60):
            spans.append(inner)
        while quote.continues and i + 1 < len(quotes) and inner in spans:
            i += 1
            quote = quotes[i]
            spans.append(trimmed(quote.inner, text))
            inner = spans[-1]
    spans = [without_that(s, text) for s in merged(without(spans, outside), text)]
    return without_crumbs(spans, text, quotes)


def _crosses(span: Span, sentences: Sequence[Span]) -> bool:
    return sum(s.overlaps(span) for s in sentences) > 1


def without_that(span: Span, text: str) -> Span:
    """A content without its opening "that" (and what stands before a colon's blank)."""
    opening = _THAT.match(text, span.start, span.end)
    return Span(opening.end(), span.end) if opening and opening.end() < span.end else span


def without_crumbs(spans: Sequence[Span], text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Drop stray words apart from the content proper: one or two of them, unquoted, while others make a clause."""
    longest = max((len(s.of(text).split()) for s in spans), default=0)

    def is_crumb(s: Span) -> bool:
        words = len(s.of(text).split())
        return words <= CRUMB_WORDS and longest > 2 * CRUMB_WORDS and not any(q.inner.overlaps(s) for q in quotes)

    return tuple(s for s in spans if not is_crumb(s))


def with_inherited_source(draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span]) -> Draft:
    """A further verb of one sentence ("rejected it, accusing ...") has the source of the one before it.

    Hedges and nouns ("allegedly", "the accusations") have nobody's.
    """
    if draft.source or not draft.cue or not is_verbal(draft.cue[0].of(text)):
        return draft
    home = next((s for s in sentences if s.overlaps(draft.anchor)), None)
    before = [
        d
        for d in drafts
        if home is not None and d.source and d.cue and home.overlaps(d.anchor) and d.anchor.end <= draft.anchor.start
        and not any(s.contains(draft.anchor) for s in d.content)
    ]  # fmt: skip
    is_further = text[draft.anchor.start : draft.anchor.end].split()[0].endswith("ing")
    if not before or not (is_further or _JOINED.search(text, before[-1].anchor.end, draft.anchor.start)):
        return draft
    nearest = max(before, key=lambda d: d.anchor)
    return replace(draft, source=nearest.source)


def is_verbal(cue: str) -> bool:
    """Whether a cue is a verb: not a hedging adverb and not a noun of saying."""
    words = cue.casefold().split()
    return bool(words) and words[-1] not in lexicon_words("nouns") and not pattern("hedges").fullmatch(cue.casefold())


def trimmed(span: Span, text: str) -> Span:
    """A content without outer blanks, quotation marks, and a comma before a closing mark."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in MARKS + ",:;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS + ",:;"):
        end -= 1
    return Span(start, end)


def without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """The spans with the words of ``holes`` cut out."""
    out = list(spans)
    for hole in holes:
        out = [
            part
            for s in out
            for part in (
                (Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end))
                if s.overlaps(hole)
                else (s,)
            )
            if part.end > part.start
        ]
    return out


def merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Overlapping spans, and spans with only blanks or commas between them, made one."""
    out: list[Span] = []
    for s in sorted(trimmed(s, text) for s in spans):
        if s.end <= s.start:
            continue
        if out and (s.start <= out[-1].end or text[out[-1].end : s.start].isspace()):
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(s)
    return tuple(out)


def split_at_marks(spans: Sequence[Span], text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Contents cut where a quotation mark begins or ends inside them."""
    out: list[Span] = []
    for span in spans:
        cuts = {span.start, span.end}
        for q in quotes:
            cuts |= {c for c in q.inner if span.start < c < span.end}
        edges = sorted(cuts)
        parts = (trimmed_marks(Span(a, b), text) for a, b in pairwise(edges))
        out += [p for p in parts if any(c.isalnum() for c in p.of(text))]
    return tuple(out)


def trimmed_marks(span: Span, text: str) -> Span:
    """A part of a mixed content without blanks and marks at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in MARKS + "‘’'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS + "‘,"):
        end -= 1
    return Span(start, end)


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop a proposal without cue whose words another proposal has, and exact repeats."""
    out: list[Draft] = []
    seen: set[tuple[object, ...]] = set()
    for d in sorted(drafts, key=lambda d: (not d.cue, -d.confidence, d.anchor)):
        key = (d.cue, d.source, d.content)
        if key in seen or (not d.cue and not d.content):
            continue
        if not d.cue and any(o.overlaps(s) for o in (x for e in out for x in e.content) for s in d.content):
            continue
        seen.add(key)
        out.append(d)
    return out


def free_quotes(drafts: Sequence[Draft], text: str, quotes: Sequence[Quote]) -> list[Draft]:
    """Quoted sentences on lines of their own that no proposal covers: speech without a cue of its own."""
    taken = [s for d in drafts for s in (*d.content, *d.cue, *d.source)]
    out: list[Draft] = []
    for quote in quotes:
        inner = trimmed(quote.inner, text)
        line_start = text.rfind("\n", 0, inner.start) + 1
        is_line = not any(c.isalnum() for c in text[line_start : inner.start])
        rest = text[inner.end : (text.find("\n", inner.end) + 1 or len(text) + 1) - 1]
        is_whole = not any(c.isalnum() for c in rest)
        words = len(inner.of(text).split())
        if is_line and is_whole and words >= MIN_FREE_QUOTE_WORDS and not any(t.overlaps(inner) for t in taken):
            anchor = Span(inner.start, inner.start + 1)
            out.append(
                Draft(
                    anchor=anchor, source=(), cue=(), content=(inner,), venue=None, act=Act.ASSERT,
                    act_confidence=0.4, confidence=0.5, follows=True,
                )
            )  # fmt: skip
            taken.append(inner)
    return out


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
    inside = any(s.contains(child.anchor) for s in parent.content) or (
        whole.contains(child.anchor) and not any(c.overlaps(child.anchor) for c in parent.cue)
        and len(parent.content) > 1 and any(s.overlaps(child.extent) for s in parent.content)
    )  # fmt: skip
    is_larger = sum(s.end - s.start for s in parent.content) > sum(s.end - s.start for s in child.content)
    return inside and is_larger


def polarity(draft: Draft, text: str) -> str:
    """``negative`` where the speaker denies, or where the cue itself is negated ("did not say")."""
    cue = " ".join(c.of(text) for c in draft.cue)
    return "negative" if draft.act is Act.DENY or pattern("negation").search(cue) else "positive"


def hedges(draft: Draft, text: str) -> tuple[Span, ...]:
    """Hedging words in the cue or the unquoted part of the content."""
    hedge = pattern("hedges")
    places = (*draft.cue, *draft.content)
    return tuple(Span(*m.span()) for p in places for m in hedge.finditer(text, p.start, p.end))

"""The articles themselves, block by block, with marks in the text and a margin note for each attribution."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.records import READ_TYPES, Article, Attribution, Segment, SegmentType, Span
from counterclaim.views.dossier.assertions import ClaimRef, Hop, chain, claim_ref, marked_spans, words_anchor
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.marks import marks_of, numbered, own_voice_spans, unread_anchor, unread_reason
from counterclaim.views.dossier.nuances import Remark, negation_remark, second_remarks
from counterclaim.views.dossier.weave import weave
from counterclaim.views.dossier.words import anchor, clipped, joined_words

_FURNITURE = {
    SegmentType.RELATED: "link to another report",
    SegmentType.COMMENT: "reader comment",
    SegmentType.WIDGET: "page furniture",
    SegmentType.CREDIT: "credit",
    SegmentType.DUPLICATE: "repeated",
    SegmentType.DATELINE: "dateline",
    SegmentType.BYLINE: "byline",
    SegmentType.CAPTION: "caption",
}
#: Furniture only because the outlet prints it in other articles of the case too.
_SHARED = "page furniture: in several articles of this outlet"
#: A paragraph ends at a blank line, or at a line break behind the end of a sentence (wrapped lines go on).
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|(?<=[.!?\"”’»)…:])[ \t\r]*\n\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the margin says about one attribution (``number``) or one sentence in the outlet's own voice."""

    id: str
    href: str
    number: int | None
    kind: str
    who: str
    party: str | None
    chain: tuple[Hop, ...]
    hedge: tuple[str, ...]
    said: str | None
    claims: tuple[ClaimRef, ...]
    confidence: float | None
    remarks: tuple[Remark, ...] = ()
    second: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of one segment."""

    type: str
    tag: str | None
    is_read: bool
    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article as it is printed at the end of the dossier."""

    id: str
    number: int
    title: str
    outlet: str
    byline: str | None
    published: str
    date_reason: str
    alternatives: tuple[str, ...]
    language: str
    lang: str | None
    is_read: bool
    unread: tuple[Remark, ...]
    file: str
    credits: tuple[str, ...]
    blocks: tuple[Block, ...]


def article_views(index: Index) -> list[ArticleView]:
    """All articles in the dossier's order."""
    return [_view(index, article) for article in index.articles]


def _view(index: Index, article: Article) -> ArticleView:
    published = article.published
    return ArticleView(
        id=anchor("art", article.id),
        number=index.number[article.id],
        title=title_of(article),
        outlet=index.outlet(article.id),
        byline=article.byline,
        published=index.published(article.id),
        date_reason=published.reason or published.method,
        alternatives=tuple(f"{long_date(d.value)} ({d.kind}: {d.method})" for d in published.alternatives),
        language=article.language or "not known",
        lang=article.language if _LANGUAGE.fullmatch(article.language or "") else None,
        is_read=index.is_read(article.id),
        unread=_unread(index, article),
        file=article.file or article.uri or article.id,
        credits=_credits(article),
        blocks=tuple(_blocks(index, article)),
    )


def _credits(article: Article) -> tuple[str, ...]:
    """Whom the article credits in its text, then whom only its metadata name as author."""
    printed = dict.fromkeys(c.name for c in article.credits if c.kind not in ("venue", "mention"))
    stated = (f"{c.name} ({c.method})" for c in article.stated_credits)
    return (*printed, *stated)


def _unread(index: Index, article: Article) -> tuple[Remark, ...]:
    """The passages left unread, and why; the words of each stand in the text under its mark."""
    reading = index.reading.get(article.id)
    return tuple(
        Remark(
            lead=unread_reason(u),
            words=clipped(u.span.of(article.text), 60),
            href=unread_anchor(article.id, u.span),
        )
        for u in (reading.unread if reading is not None else ())
    )


def title_of(article: Article) -> str:
    """The article's title, or the beginning of its text."""
    return article.title or (article.text.strip().split("\n", 1)[0][:120] or "untitled")


def _blocks(index: Index, article: Article) -> list[Block]:
    """Paragraphs in text order; a note stands beside the paragraph in which its words begin."""
    marks = marks_of(index, article)
    notes = _notes(index, article)
    blocks: list[Block] = []
    before: tuple[SegmentType, str | None] | None = None
    shared = {s.span for s in article.shared}
    for segment, span in paragraphs(article):
        here = sorted(p for p in notes if span.start <= p < span.end)
        name = _SHARED if segment.span in shared else _FURNITURE.get(segment.type)
        tag = name if (segment.type, name) != before else None
        before = (segment.type, name)
        blocks.append(
            Block(
                type=segment.type.value,
                tag=tag,
                is_read=segment.type in READ_TYPES,
                html=weave(article.text, span, marks),
                notes=tuple(n for p in here for n in notes[p]),
            )
        )
    return blocks


def paragraphs(article: Article) -> list[tuple[Segment, Span]]:
    """The article's segments cut into paragraphs; together they hold every character that is not blank."""
    found = []
    for segment in sorted(article.segments, key=lambda s: s.span):
        at = segment.span.start
        for match in [*_BREAK.finditer(article.text, at, segment.span.end), None]:
            end = match.start() if match is not None else segment.span.end
            piece = Span(at, end).trimmed(article.text)
            if piece.end > piece.start:
                found.append((segment, piece))
            at = match.end() if match is not None else end
    return found


def _notes(index: Index, article: Article) -> dict[int, list[Note]]:
    """Margin notes by the position where their words begin."""
    notes: dict[int, list[Note]] = defaultdict(list)
    reading = index.reading.get(article.id)
    for number, attribution in enumerate(numbered(reading) if reading is not None else (), 1):
        spans = marked_spans(attribution)
        if spans:
            notes[spans[0].start].append(_attribution_note(index, attribution, number))
    for span in own_voice_spans(index, article):
        notes[span.start].append(_own_voice_note(index, article, span))
    return notes


def _attribution_note(index: Index, attribution: Attribution, number: int) -> Note:
    members = index.members_of.get(attribution.id, ())
    text = index.article[attribution.article].text
    hops = chain(index, attribution)
    return Note(
        id=anchor("n", attribution.id),
        href=words_anchor(attribution),
        number=number,
        kind=attribution.kind.value if attribution.content else "reported without its words",
        who=hops[-1].name,
        party=index.party_name(index.case.speaker_of.get(attribution.id)),
        chain=hops[:-1] if len(hops) > 2 else (),
        hedge=tuple(joined_words((h,), text) for h in attribution.hedge),
        said=long_date(attribution.said.value) if attribution.said is not None else None,
        claims=tuple(claim_ref(index, c, m.stance.value) for c, m in members),
        confidence=attribution.confidence,
        remarks=negation_remark(index, attribution),
        second=second_remarks(index, attribution),
    )


def _own_voice_note(index: Index, article: Article, span: Span) -> Note:
    members = [(c, m) for c, m in index.members_of.get(article.id, ()) if span in m.spans]
    return Note(
        id=anchor("nov", article.id, *span),
        href=anchor("ov", article.id, *span),
        number=None,
        kind="own voice",
        who=index.outlet(article.id),
        party=None,
        chain=(),
        hedge=(),
        said=None,
        claims=tuple(claim_ref(index, c, m.stance.value) for c, m in members),
        confidence=None,
    )

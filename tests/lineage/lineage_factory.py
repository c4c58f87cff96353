"""Builders of articles and attributions for the lineage tests; the event and all names are invented."""

from __future__ import annotations

from counterclaim.records import (
    Act,
    Article,
    Attribution,
    Credit,
    Published,
    QuoteKind,
    Said,
    Segment,
    SegmentType,
    Span,
    content_id,
)


def article(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    credit: tuple[str, str, str] | None = None,
    furniture: tuple[str, ...] = (),
) -> Article:
    """An article whose text is body, but for the stretches in ``furniture``.

    ``credit`` is (name, kind, words in the text).
    """
    cuts = sorted((text.index(f), text.index(f) + len(f)) for f in furniture)
    segments, at = [], 0
    for start, end in cuts:
        segments += [_segment(SegmentType.BODY, at, start), _segment(SegmentType.WIDGET, start, end)]
        at = end
    segments.append(_segment(SegmentType.BODY, at, len(text)))
    credits = ()
    if credit is not None:
        start = text.index(credit[2])
        credits = (Credit(name=credit[0], kind=credit[1], span=Span(start, start + len(credit[2]))),)
    precision = None if published is None else ("minute" if "T" in published else "day")
    return Article(
        id=name,
        capture=name,
        file=f"{name}.txt",
        uri=None,
        title=None,
        title_span=None,
        outlet=outlet,
        byline=None,
        authors=(),
        language="en",
        published=Published(
            value=published, precision=precision, method="test", evidence=None, reason="given by the test"
        ),
        credits=credits,
        text=text,
        segments=tuple(s for s in segments if s.span.end > s.span.start),
        made_by="test",
    )


def _segment(kind: SegmentType, start: int, end: int) -> Segment:
    return Segment(type=kind, span=Span(start, end))


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Where each of ``words`` first stands in ``text``."""
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words if w)


def attribution(
    of: Article,
    content: str | tuple[str, ...],
    *,
    source: str = "",
    cue: str = "",
    hedge: str = "",
    speaker: str | None = None,
    kind: QuoteKind = QuoteKind.INDIRECT,
    said: str | None = None,
) -> Attribution:
    """An attribution in ``of``, its parts given by their words."""
    contents = (content,) if isinstance(content, str) else content
    where = spans(of.text, *contents)
    return Attribution(
        id=content_id("att", of.id, *where),
        article=of.id,
        kind=kind,
        source=spans(of.text, source),
        cue=spans(of.text, cue),
        content=where,
        parent=None,
        speaker=speaker,
        speaker_mention=None,
        act=Act.ASSERT,
        polarity="positive",
        hedge=spans(of.text, hedge),
        venue=None,
        said=Said(value=said, precision="day", evidence=None) if said else None,
        confidence=1.0,
        act_confidence=1.0,
        made_by="test",
    )

"""Headlines: who speaks when the verb is dropped ("Ministry: bridge blown up", "Bridge blown up – ministry")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.text import ReadingText
from counterclaim.records import Entity, EntityType, SegmentType, Span

_FRONT = re.compile(r"^(?P<who>[^\s:][^:\n]{1,60}?)(?P<cue>:)\s+(?P<what>\S.{8,})$")
_BACK = re.compile(r"^(?P<what>.{8,}?\S)\s*(?P<cue>:|\s[-–—])\s+(?P<who>[^:–—\n]{2,48})$")
#: Words that end a phrase for a speaker when it holds no name.
_OFFICE = re.compile(
    r"\b(?:ministry|minister|police|officials?|government|army|military|president|spokes(?:man|woman|person)|report|sources?"
    r"|authorit(?:y|ies)|monitors?|observers?|experts?|witnesses|agency|governor|mayor|court|prosecutors?|mission)$",
    re.IGNORECASE,
)
_SPEAKERS = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC})


def headline_attributions(
    own: ReadingText, known: Sequence[RawAttribution], entities: Sequence[Entity]
) -> list[RawAttribution]:
    """Attributions that headlines make with a colon or dash, where the model proposed none there."""
    out = []
    for line in headline_lines(own):
        for pattern in (_FRONT, _BACK):
            match = pattern.match(own.text[line.start : line.end])
            if match is None:
                continue
            who, cue, what = (_shifted(match.span(g), line.start).trimmed(own.text) for g in ("who", "cue", "what"))
            is_known = any(r.anchor.overlaps(cue) or (r.source and r.source[0] == who) for r in known)
            if not is_known and is_speaker(who, own.text, entities):
                out.append(
                    RawAttribution(
                        anchor=cue, has_cue=True, source=(who,), content=(what,), venue=(),
                        acts={"assert": 0.5}, confidence=0.6,
                    )
                )  # fmt: skip
            break
    return out


def headline_lines(own: ReadingText) -> Iterator[Span]:
    """The lines of headline segments; in a text without segments, its first line if it is short."""
    headlines = [s for s in own.stretches if s.type is SegmentType.HEADLINE]
    for stretch in headlines:
        yield Span(stretch.start, stretch.start + stretch.length).trimmed(own.text)
    if not headlines and own.text.strip():
        first = Span(0, (own.text + "\n").index("\n")).trimmed(own.text)
        if 0 < first.end - first.start < 160 and own.text[first.end - 1 : first.end] not in '.”"':
            yield first


def is_speaker(span: Span, text: str, entities: Sequence[Entity]) -> bool:
    """Whether a phrase ends in a name of somebody who can speak, or in an office."""
    words = span.of(text)
    if len(words.split()) > 6:
        return False
    named = any(e.type in _SPEAKERS and span.contains(e.span) and e.span.end == span.end for e in entities)
    return named or bool(_OFFICE.search(words))


def _shifted(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)

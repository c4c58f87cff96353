"""Headlines: who speaks when the verb is dropped, shortened or put last; words in ``rules/headlines.toml``.

Forms: "Ministry: bridge blown up", "Bridge blown up – ministry", "Bridge blown up, ministry says", "Army denies
shelling", "Bridge 'not hit', says army", "Army accused of shelling (by rebels)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache

from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.reading.text import ReadingText
from counterclaim.records import Entity, EntityType, PlaceUse, SegmentType, Span

#: A speaker in a headline has at most so many words.
SPEAKER_WORDS = 7
#: Precision of the forms on the development articles: a colon or dash, a verb.
CONFIDENCE = 0.7
_SPEAKERS = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC})
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|calls|says|to)\b", re.IGNORECASE)


#: what opens an entry of a running report ("14:05", "9.40am GMT", "Update 3")
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?|(?:Update|Entry)\s+\d+")
_PREPOSITION = re.compile(r"\b(?:in|at|on|for|to|with|near|over|against|from|after|before)\b", re.IGNORECASE)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of a headline in the order in which they are tried, with the act each tells ("" for none)."""
    last = alternatives(listed("headlines", "verbs_last"))
    out = [
        ("", r"(?P<what>.{8,}?\S),\s+(?P<who>[^,:]{2,48}?)\s+(?P<cue>" + last + r")"),
        ("", r"(?P<what>.{8,}?\S),\s+(?P<cue>" + last + r")\s+(?P<who>[^,:]{2,48})"),
        ("", r"(?P<who>[^\s:][^:\n]{1,60}?)(?P<cue>:)\s+(?P<what>\S.{8,})"),
        ("", r"(?P<what>[^:]{8,}?\S)\s*(?P<cue>:|\s[-–—])\s+(?P<who>[^:–—\n]{2,48})"),
    ]
    for act in ("accuse", "evaluate"):
        verbs, links = (
            alternatives(listed("headlines", "passive", act)),
            alternatives(listed("headlines", "passive", "complements")),
        )
        by = r"(?:\s+by\s+(?P<who>[^,:;]{2,48}))?"
        out.append((act, r"(?P<whom>[^,:;]{2,60}?)\s+(?P<cue>" + verbs + r")\s+(?P<what>" + links + r"\s.{3,}?)" + by))
    for act in ("deny", "accuse", "demand", "predict", "evaluate", "assert"):
        verbs = alternatives(listed("headlines", "verbs_first", act))
        out.append((act, r"(?P<who>[^,:;]{2,48}?)\s+(?P<cue>" + verbs + r")\s+(?:that\s+)?(?P<what>\S.{2,})"))
    return tuple((act, re.compile(form + r"\s*$", re.IGNORECASE)) for act, form in out)


def headline_attributions(
    own: ReadingText, known: Sequence[RawAttribution], entities: Sequence[Entity]
) -> list[RawAttribution]:
    """The attribution each headline makes by its form, unless the model has one with the same cue and a speaker."""
    out = []
    for line in headline_lines(own):
        told = {s for r in known if line.contains(r.anchor) for s in r.source}
        found = next(_read(line, own.text, entities, told), None)
        if found is None:
            continue
        same = [r for r in known if r.anchor.overlaps(found.anchor)]
        if not any(_is_good(r, found, line) for r in same):
            sure = max([CONFIDENCE, *(r.confidence + 0.01 for r in same)])
            out.append(_with(found, min(sure, 1.0)))
    return out


def _is_good(known: RawAttribution, found: RawAttribution, line: Span) -> bool:
    """Whether a proposal has a speaker, who is not the one spoken of, and its content in the headline."""
    is_told_of = not found.source and any(s.overlaps(found.content[0]) for s in known.source)
    return bool(known.source and known.content) and not is_told_of and all(line.contains(c) for c in known.content)


def _with(found: RawAttribution, confidence: float) -> RawAttribution:
    return RawAttribution(
        anchor=found.anchor,
        has_cue=True,
        source=found.source,
        content=found.content,
        venue=(),
        acts=found.acts,
        confidence=confidence,
        rule=found.rule,
    )


def _read(line: Span, text: str, entities: Sequence[Entity], told: Set[Span]) -> Iterator[RawAttribution]:
    """What each form that fits makes of a headline; ``told`` are whom the model takes for speakers there."""
    line = _without_label(line, text)
    for act, form in _forms():
        match = form.match(line.of(text))
        if match is None:
            continue
        got = {
            g: Span(line.start + match.start(g), line.start + match.end(g)).trimmed(text)
            for g in match.groupdict()
            if match[g]
        }
        who, whom = got.get("who"), got.get("whom")
        if who is not None and who not in told and not is_speaker(who, text, entities):
            continue
        if who is None and (whom is None or _FINITE.search(whom.of(text))):
            continue
        yield RawAttribution(
            anchor=got["cue"],
            has_cue=True,
            source=(who,) if who else (),
            content=tuple(_inside_marks(s, text) for s in (whom, got["what"]) if s is not None),
            venue=(),
            acts={act or "assert": 0.5},
            confidence=CONFIDENCE,
            rule="headline",
        )


def _inside_marks(span: Span, text: str) -> Span:
    """Words that stand in single marks as a whole, without these."""
    words = span.of(text)
    is_marked = words[:1] in "‘'" and words[-1:] in "’'" and not re.search(r"[‘’'](?!\w)", words[1:-1])
    return Span(span.start + 1, span.end - 1) if is_marked and len(words) > 2 else span


def _without_label(line: Span, text: str) -> Span:
    """A headline without the kind of article before a colon ("EXCLUSIVE: ...")."""
    colon = text.find(": ", *line)
    is_labelled = colon >= 0 and is_label(Span(line.start, colon), text)
    return Span(colon + 1, line.end).trimmed(text) if is_labelled else line


def headline_lines(own: ReadingText) -> Iterator[Span]:
    """The lines of headline segments; in a text without segments, its first line if it is short."""
    headlines = own.of_type(SegmentType.HEADLINE)
    for headline in headlines:
        yield headline.trimmed(own.text)
    if not headlines and own.text.strip():
        first = Span(0, (own.text + "\n").index("\n")).trimmed(own.text)
        if 0 < first.end - first.start < 160 and own.text[first.end - 1 : first.end] not in '.”"':
            yield first


def is_label(span: Span, text: str) -> bool:
    """Whether a phrase before a colon names a kind of article ("Opinion", "Explainer") or a time of day, and speaks for
    nobody.
    """
    words = span.of(text)
    return words.casefold() in listed("headlines", "labels") or _CLOCK.fullmatch(words) is not None


def is_speaker(span: Span, text: str, entities: Sequence[Entity]) -> bool:
    """Whether a phrase is a name of somebody who can speak, with or without a title, or ends in an office."""
    words = span.of(text)
    if len(words.split()) > SPEAKER_WORDS or is_label(span, text) or _FINITE.search(words):
        return False
    place = _PREPOSITION.search(words)
    head = words[: place.start()].split()[-1] if place and place.start() else ""
    if place:
        return head.casefold() in listed("edges", "titles") | listed("headlines", "offices")
    if any_of("headlines", "offices").search(words.split()[-1]) or any_of("edges", "titles").search(words.split()[-1]):
        return True
    last = [e for e in entities if e.type in _SPEAKERS and span.contains(e.span) and e.span.end == span.end]
    if not last:
        return False
    is_place = last[0].type is EntityType.LOC and last[0].use is not PlaceUse.METONYMIC
    before = text[span.start : last[0].span.start]
    return not re.search(r"\bof\b", before) and not (is_place and (before.strip() or _is_label(last[0], text)))


def _is_label(place: Entity, text: str) -> bool:
    """Whether a literal place stands before a colon: it says where, not who."""
    return text[place.span.end : place.span.end + 1] == ":"

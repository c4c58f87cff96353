"""Assertion units: one proposition put forward in one place, ready to be compared.

A unit is one proposition of one content of an attribution, or a sentence in the outlet's own voice. What a denial
denies is its unit's proposition; the denial itself is the speaker's stance towards it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import Piece
from counterclaim.claims.deeds import Deed, deeds_in
from counterclaim.claims.interface import Material
from counterclaim.claims.propositions import Part, is_anaphoric, is_declining, is_saying, parts_of
from counterclaim.claims.referents import Places, Scene, own_scene
from counterclaim.claims.sides import Named, Sides, sides_of
from counterclaim.records import (
    READ_TYPES,
    Act,
    Article,
    Attribution,
    EvidenceMention,
    QuoteKind,
    Reading,
    Span,
    content_id,
    hull,
    words_of,
)

#: Shorter contents are compared together with their source and cue, since they mean little alone.
SHORT_CONTENT_WORDS = 7
#: A label with its speaker and cue is at most this long.
LABEL_CHARACTERS = 220
_PRONOUNS = frozenset("it she he they this that these those her his its their both".split())
#: What stands as evidence where the words name none.
NONE_STATED = "none stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One proposition in one place. ``words`` are its own, ``context`` is what is compared, ``topic`` what it is on:
    with the sentence before it where it begins with a pronoun.

    ``deeds`` are the acts it tells of, ``kinds`` their kinds, ``charge`` the side charged with harm whose means are not
    told, ``accused`` the sides it charges, ``scene`` where, when and about what;
    ``is_denial`` where the speaker denies it; ``is_anaphoric`` where its words do not name what is denied or charged;
    ``is_own_side`` where it says that the speaker's own side did not do a thing.
    """

    id: str
    article: str
    attribution: Attribution | None
    spans: tuple[Span, ...]
    words: str
    context: str
    topic: str
    sentence: Span
    actor: str | None
    party: str | None
    accused: frozenset[str]
    scene: Scene
    numbers: frozenset[str]
    deeds: tuple[Deed, ...]
    kinds: frozenset[str]
    charge: str | None
    things: frozenset[str]
    evidence: tuple[str, ...]
    hedge: tuple[Span, ...]
    said: str | None
    is_denial: bool
    is_anaphoric: bool
    is_declining: bool
    is_part: bool
    is_question: bool = False
    children: tuple[str, ...] = ()

    @property
    def label_span(self) -> Span:
        """The words that can stand for the unit alone: with speaker and cue where the content is no clause."""
        a = self.attribution
        if a is None or not a.source or not a.cue or not (self.is_accusation or self.is_denial or self.is_short):
            return hull(self.spans)
        whole = hull((*a.source, *a.cue, *self.spans))
        is_near = self.sentence.contains(whole) and whole.end - whole.start < LABEL_CHARACTERS
        return whole if is_near else hull(self.spans)

    @property
    def is_short(self) -> bool:
        """Whether the unit's own words are too few to stand alone."""
        return len(self.words.split()) < SHORT_CONTENT_WORDS

    @property
    def is_accusation(self) -> bool:
        """Whether the speaker accuses somebody."""
        return self.attribution is not None and self.attribution.act is Act.ACCUSE

    @property
    def head(self) -> Deed | None:
        """What it is mainly about."""
        return self.deeds[0] if self.deeds else None

    @property
    def clears_own_side(self) -> bool:
        """Whether it says, by whatever reporting verb, that the speaker's own side did not do a thing."""
        a, head = self.attribution, self.head
        if self.is_denial or self.party is None or a is None or a.act not in (Act.ASSERT, Act.ACCUSE, Act.EVALUATE):
            return False
        answered = lexicon.act_class("harm") | {"carry", "present", "delay", "blame"}
        return head is not None and head.negated and head.doer == self.party and head.kind in answered

    @property
    def is_count(self) -> bool:
        """Whether it tells how many were killed or hurt, and not by whom."""
        head = self.head
        return bool(self.numbers) and head is not None and head.kind in ("kill", "hurt") and head.doer is None

    @property
    def order(self) -> tuple[str, Span, str]:
        """Case-wide order: article, place, id."""
        return (self.article, self.spans[0], self.id)


def make_units(material: Material) -> list[Unit]:
    """All units of a case in a fixed order."""
    texts = {a.id: a for a in material.articles}
    sides = sides_of(material.actors, material.articles)
    places = Places(material.articles, material.readings)
    out = [
        unit
        for reading in material.readings
        if reading.article in texts
        for unit in _ArticleUnits(texts[reading.article], reading, material.speakers, sides, places).all()
    ]
    return sorted(out, key=lambda u: u.order)


class _ArticleUnits:
    """The units of one article."""

    def __init__(
        self, article: Article, reading: Reading, speakers: Mapping[str, str], sides: Sides, places: Places
    ) -> None:
        self.article, self.text, self.reading = article, article.text, reading
        self.speakers, self.sides, self.places = speakers, sides, places
        self.by_id = {a.id: a for a in reading.attributions}
        self.known: dict[tuple[Span, str | None, bool], list[Named]] = {}
        self.children: dict[str, list[str]] = {}
        for a in reading.attributions:
            if a.parent:
                self.children.setdefault(a.parent, []).append(a.id)
        dated = list(self.text)
        for t in reading.timexes:
            dated[t.span.start : t.span.end] = " " * (t.span.end - t.span.start)
        self.undated = "".join(dated)

    def all(self) -> Iterator[Unit]:
        """Attributed units, then the outlet's own."""
        for a in self.reading.attributions:
            named = self._accusations_named(a)

            def names(span: Span, named: Sequence[Attribution] = named) -> bool:
                return any(c.overlaps(span) for child in named for c in child.content)

            for part in parts_of(a, self.text, self.reading.sentences, names):
                inside = tuple(c.id for c in named if any(names(p.span, [c]) for p in part.pieces))
                unit = self._unit(a, part, inside)
                yield unit
                yield from _charges_beside(unit)
                if unit.clears_own_side:
                    yield self._unit(a, part._replace(is_denied=True, is_answer=not inside), inside)
        own = [o.span for o in self.reading.own_voice if not self._is_inside_content(o.span, with_source=True)]
        asked = [s for s in self.reading.sentences if s not in own and self._is_own_question(s)]
        for span in [*own, *asked]:
            yield self._unit(None, Part((Piece(span, span),), False, False, False), ())

    def _accusations_named(self, a: Attribution) -> list[Attribution]:
        """Statements of others that an attribution names in its content: what a denial can be a denial of."""
        own = self._party(a.id)
        children = (self.by_id[c] for c in self.children.get(a.id, ()))
        return [c for c in children if (p := self._party(c.id)) != own or (p is None and c.act is Act.ACCUSE)]

    def _named(self, a: Attribution | None, span: Span, party: str | None) -> list[Named]:
        is_reported = a is not None and a.kind is not QuoteKind.DIRECT
        key = (span, party, is_reported)
        if key not in self.known:
            self.known[key] = self.sides.named(self.article.id, self.text, span, party, is_reported=is_reported)
        return self.known[key]

    def _party(self, attribution: str) -> str | None:
        return self.sides.party_of.get(self.speakers.get(attribution, ""))

    def _is_inside_content(self, span: Span, *, with_source: bool) -> bool:
        attributed = (a for a in self.reading.attributions if a.source or not with_source)
        return any(c.overlaps(span) if not with_source else c.contains(span) for a in attributed for c in a.content)

    def _is_own_question(self, sentence: Span) -> bool:
        """Whether the outlet itself asks about an act: a way of saying it without saying it."""
        words = sentence.of(self.text).rstrip("\"”' ")
        if not words.endswith("?") or self._is_inside_content(sentence, with_source=False):
            return False
        segment = self.article.segment_at(sentence.start)
        is_read = segment is not None and segment.type in READ_TYPES
        return is_read and bool(lexicon.kinds_in(words) & (lexicon.act_class("harm") | lexicon.act_class("unreal")))

    def _unit(self, a: Attribution | None, part: Part, children: tuple[str, ...]) -> Unit:
        spans, core = tuple(p.span for p in part.pieces), tuple(p.core for p in part.pieces)
        words = words_of(spans, self.text)
        whole = hull(spans)
        sentence = next((s for s in self.reading.sentences if s.overlaps(whole)), whole)
        actor = self.speakers.get(a.id) if a else None
        party = self.sides.party_of.get(actor) if actor else None
        accused = self._accused(a, spans, party, part)
        named = [n for s in core for n in self._named(a, s, party)]
        fallback = next(iter(sorted(accused)), None) if len(accused) == 1 else None
        deeds = deeds_in(self.text, core, named, fallback)
        is_charging = part.is_denied or (a is not None and a.act is Act.ACCUSE)
        return Unit(
            id=content_id("unit", self.article.id, a.id if a else "own", *spans, part.is_denied),
            article=self.article.id,
            attribution=a,
            spans=spans,
            words=words,
            context=self._context(a, core, words_of(core, self.text)),
            topic=self._topic(core, named, sentence),
            sentence=sentence,
            actor=actor,
            party=party,
            accused=accused,
            scene=own_scene(self.text, self.reading, spans, self.sides, self.places),
            numbers=lexicon.numbers_in(words_of(spans, self.undated)),
            deeds=deeds,
            kinds=frozenset(d.kind for d in deeds),
            charge=charge_of(deeds, accused, party, is_charging=is_charging),
            things=lexicon.things_in(words_of(core, self.text)),
            evidence=self._evidence(a, spans, sentence),
            hedge=self._hedge(a, spans),
            said=(a.said.value[:10] if a and a.said else None) or (self.article.published.value or "")[:10] or None,
            is_denial=part.is_denied,
            is_anaphoric=part.is_answer or (a is not None and self._is_bare(spans, party)),
            is_declining=not part.is_denied and a is not None and not a.content and is_declining(a, self.text),
            is_part=part.is_part,
            is_question=a is None and self.text[whole.start : whole.end].rstrip("\"”' ").endswith("?"),
            children=children,
        )

    def _is_bare(self, spans: Sequence[Span], party: str | None) -> bool:
        """Whether nothing is left of the words but a name and a noun of saying ("repeated Halvenia's charge")."""
        left = [_without(self.text, s, self._named(None, s, party)) for s in spans]
        words = re.sub(r"(?<!\w)['’]s?(?!\w)", " ", " ".join(left))
        return is_anaphoric(words) or (is_saying(words) and not lexicon.kinds_in(words) - {"blame", "sink", "lie"})

    def _accused(self, a: Attribution | None, spans: Sequence[Span], party: str | None, part: Part) -> frozenset[str]:
        """The sides a unit charges: those it names beside the speaker's own; what is denied, its denier."""
        if part.is_denied and party:
            return frozenset({party})
        named = {
            n.party: None for s in spans for n in self._named(a, s, party) if not n.first_person and n.party != party
        }
        if not named and a is not None and a.act is Act.ACCUSE and a.parent in self.by_id:
            parent = self.by_id[a.parent]
            denier = self._party(parent.id)
            if parent.act is Act.DENY and denier and denier != party:
                return frozenset({denier})
        if a is not None and a.act is Act.ACCUSE:
            return frozenset(list(named)[:1])
        return frozenset(named)

    def _context(self, a: Attribution | None, spans: tuple[Span, ...], words: str) -> str:
        """What a unit is compared by: its words, with who said it and how where the words are few."""
        if a is None or len(words.split()) >= SHORT_CONTENT_WORDS:
            return words
        whole = hull((*a.source, *a.cue, *spans))
        is_alone = not any(whole.overlaps(c) and not any(s.overlaps(c) for s in spans) for c in a.content)
        inside = sum(c.end - c.start for c in a.content if whole.overlaps(c)) - sum(s.end - s.start for s in spans)
        if is_alone and inside < len(words) and whole.end - whole.start < 300:
            return self.text[whole.start : whole.end]
        return f"{words_of((*a.source, *a.cue), self.text)}: {words}"

    def _topic(self, spans: Sequence[Span], named: Sequence[Named], sentence: Span) -> str:
        """What a unit is on, without the names of sides; a pronoun at its start stands for the sentence before."""
        words = " ".join(_without(self.text, s, named) for s in spans)
        if words_of(spans, self.text).split(" ", 1)[0].casefold().strip("\"“‘'") not in _PRONOUNS:
            return words
        at = bisect_right(self.reading.sentences, sentence) - 1
        before = self.reading.sentences[at - 1 : at] if at > 0 else ()
        return f"{before[0].of(self.text)} {words}" if before else words

    def _evidence(self, a: Attribution | None, spans: Sequence[Span], sentence: Span) -> tuple[str, ...]:
        def near(e: EvidenceMention) -> bool:
            return any(s.overlaps(e.span) for s in spans) or (a is not None and sentence.contains(e.span))

        return tuple(sorted({e.type for e in self.reading.evidence if near(e)})) or (NONE_STATED,)

    def _hedge(self, a: Attribution | None, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Hedging words inside the unit, and those the reader found beside its cue."""
        found = {
            Span(m.start(), m.end())
            for s in spans
            for m in lexicon.words("acts", "hedge").finditer(self.text, s.start, s.end)
        }
        return tuple(sorted(found | set(a.hedge if a else ())))


def _without(text: str, span: Span, named: Sequence[Named]) -> str:
    """The words of a span with the names of sides blanked."""
    left = list(span.of(text))
    for n in named:
        for i in range(max(n.span.start, span.start), min(n.span.end, span.end)):
            left[i - span.start] = " "
    return "".join(left)


def charge_of(deeds: Sequence[Deed], accused: frozenset[str], party: str | None, *, is_charging: bool) -> str | None:
    """The side that is charged with harm whose means are not told.

    It is charged by an accusation or by what a denial denies (``is_charging``), or by being named as the doer.
    """
    harm = lexicon.act_class("harm") | {"blame"}
    kinds = {d.kind for d in deeds}
    if kinds & (lexicon.act_class("unreal") | lexicon.act_class("means") | lexicon.act_class("law")):
        return None
    if is_charging:
        is_one = len(accused) == 1 and (not kinds or bool(kinds & harm))
        return next(iter(accused)) if is_one else None
    head = deeds[0] if deeds else None
    if head is None or head.kind not in ("kill", "blame") or head.negated or head.doer == party:
        return None
    return head.doer


def _charges_beside(unit: Unit) -> Iterator[Unit]:
    """What is called several crimes at once ("war crimes and genocide") is claimed of each."""
    law = [d for d in unit.deeds if d.kind in lexicon.act_class("law")]
    for deed in law[1:]:
        others = tuple(d for d in unit.deeds if d != deed)
        yield replace(unit, id=content_id("unit", unit.id, deed.kind), deeds=(deed, *others), is_part=True)


def by_attribution(units: Sequence[Unit]) -> Mapping[str, list[Unit]]:
    """Units by the attribution they come from."""
    out: dict[str, list[Unit]] = {}
    for u in units:
        if u.attribution is not None:
            out.setdefault(u.attribution.id, []).append(u)
    return out

"""Assertion units: one proposition put forward in one place, ready to be compared.

A unit is one proposition of one content of an attribution, or a sentence in the outlet's own voice. What a denial
denies is its unit's proposition; the denial itself is the speaker's stance towards it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.answers import matter
from counterclaim.claims.asked import (
    NAMED,
    PARTY,
    SCENE,
    SPEAKER,
    Question,
    Stretch,
    mark_of,
    packed_stretches,
    read_before,
    renamed,
)
from counterclaim.claims.by_article import Earlier
from counterclaim.claims.charges import charge_of, charges_beside, names_only
from counterclaim.claims.clauses import Piece, finite_verbs
from counterclaim.claims.deeds import deeds_in
from counterclaim.claims.interface import Material
from counterclaim.claims.propositions import (
    Part,
    dismisses,
    is_anaphoric,
    is_declining,
    is_left_open,
    is_saying,
    parts_of,
)
from counterclaim.claims.rebuttals import corrected, is_dismissal, retorts
from counterclaim.claims.referents import own_scene
from counterclaim.claims.retold import is_retold
from counterclaim.claims.seen import Seen, seen_by_articles
from counterclaim.claims.sides import Named, Sides, sides_of, without_sides
from counterclaim.claims.unit import SHORT_CONTENT_WORDS, Unit
from counterclaim.records import (
    FORGETFUL,
    READ_TYPES,
    Act,
    Attribution,
    EvidenceMention,
    Keeper,
    QuoteKind,
    Span,
    content_id,
    hull,
    key_of,
    words_of,
)

_PRONOUNS = frozenset("it she he they this that these those her his its their both".split())
_AS = re.compile(r"\bas\b", re.IGNORECASE)
#: What somebody calls the accusation that he denies.
_CALLED = re.compile(r"\b(?:as|to be|is|are)\b", re.IGNORECASE)
#: What is left of "contradicts that of Orland" without the name.
_OF_SIDE = re.compile(r"\W*of(?:\s+the)?\W*", re.IGNORECASE)
#: Reported words so few, without a verb and without a known act, are no proposition.
FRAGMENT = 2
_FRAGMENTARY = frozenset({Act.ASSERT, Act.ANNOUNCE, Act.DEMAND, Act.QUESTION})
#: Who wants to stay unnamed puts nothing forward by that.
_NAMELESS = re.compile(
    r"\W*(?:not\s+)?to\s+(?:be\s+(?:named|identified|quoted)|give\s+(?:his|her|their|a)\s+(?:full\s+|last\s+)?names?)\b",
    re.IGNORECASE,
)
#: Words by which somebody says again what he said himself.
_AGAIN = re.compile(
    r"\b(?:repeat|reiterat|renew|restat|maintain|insist)\w*|\b(?:stood|stands?|standing)\s+by\b", re.IGNORECASE
)
_OWN_CHARGE = re.compile(
    r"\W*(?:his|her|its|their|our|my)\s+(?:\w+\s+)?(?:charge|accusation|allegation|claim|assertion)s?\b",
    re.IGNORECASE,
)
#: Words by which somebody grants what another says.
_GRANTS = re.compile(
    r"(?:\b(?:not|never|cannot|no\s+longer)|n['’]t)\s+(?:\w+ly\s+)?(?:disput|contest|question|doubt|challeng|quarrel)\w*",
    re.IGNORECASE,
)
#: What follows tells that harm was done later than is charged ("only after its troops had left"); "after" alone may
#: tell only the order of things.
_AFTER = re.compile(
    r"\b(?:only|not\s+until|long|well|(?:hours|days|weeks|months|years))\s+after\s+(?=\w)|\bonly\s+(?:once|when)\s+(?=\w)",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|we|my)\b", re.IGNORECASE)
_SAYING_ACTS = frozenset({Act.ASSERT, Act.ACCUSE, Act.EVALUATE, Act.ANNOUNCE})
#: A proposition of which another attribution of the same speaker takes up so much says nothing of its own.
FRAMED = 0.85
#: What stands as evidence where the words name none.
NONE_STATED = "none stated"


def make_units(material: Material, sides: Sides | None = None) -> list[Unit]:
    """All units of a case in a fixed order; ``sides`` are the case's, where they are known already."""
    return units_of(seen_by_articles(material, sides or sides_of(material.actors, material.articles)), FORGETFUL)


def units_of(seen: Sequence[Seen], keeper: Keeper) -> list[Unit]:
    """The units of articles as each sees the case, in a fixed order."""
    earlier = Earlier[Stated](len(seen), lambda i, kept: kept.mark == seen[i].key and kept.actors == seen[i].actors)

    def make(at: Sequence[int]) -> list[Stated]:
        return [_stated(seen[i], earlier.of(i, at)) for i in at]

    kept = keeper.recall("units", [s.source for s in seen], Stated, make, earlier.holds)
    by_article = sorted(zip(seen, kept, strict=True), key=lambda x: x[0].article.id)
    return [u for _, stated in by_article for u in stated.units]


class Stated(NamedTuple):
    """The units of one article in order, what the actors in them are called in the case (``Seen.actors``), the digest
    of what the article saw, and the stretches that the units come from.
    """

    actors: dict[str, str]
    units: tuple[Unit, ...]
    mark: bytes
    stretches: bytes


def _stated(seen: Seen, before: Stated | None) -> Stated:
    """The units of an article, each with its digest and its actor as it is called in the case.

    Of what was read before it is read again where the case gives other answers; where it gives the same and only calls
    actors otherwise, nothing is.
    """
    actors = dict(seen.actors)
    if before is not None and before.mark == seen.key:
        return before._replace(actors=actors, units=renamed(before.stretches, before.units, actors))
    stretches = _ArticleUnits(seen).stretches(read_before(before.stretches, before.units) if before is not None else {})
    own = sorted(_once([u for s in stretches for u in s.units]), key=lambda u: u.order)
    units = (replace(u, actor=actors[u.actor] if u.actor else None) for u in own)
    return Stated(actors, tuple(units), seen.key, packed_stretches(stretches, own))


def _once(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units without those that give a speaker's words again ("said in a statement that": two cues, one saying)."""
    seen: set[tuple[object, ...]] = set()
    for u in sorted(units, key=lambda u: (*u.order[:3], _plainness(u.attribution))):
        key = (u.article, u.spans, u.actor, u.is_denial, u.head.kind if u.head else None, u.is_part)
        if u.attribution is None or u.actor is None or key not in seen:
            yield u
        seen.add(key)


def _plainness(a: Attribution | None) -> tuple[int, int, str]:
    """Sorts the attributions that give the same words: one with fewer others before, and one that names more of who
    speaks ("Port Lasken police", not "Port Lasken").
    """
    if a is None:
        return (0, 0, "")
    return (sum(c.end - c.start for c in a.content), -sum(s.end - s.start for s in a.source), a.id)


def _may_answer(unit: Unit) -> bool:
    """Whether a statement says in negative words what another may have said."""
    a = unit.attribution
    is_said = a is not None and a.act in _SAYING_ACTS and not unit.is_declining and not unit.children
    is_own = not (unit.is_anaphoric or unit.is_retold or unit.is_open)
    return is_said and is_own and bool(matter(unit.words))


def _as_worded(a: Attribution, text: str) -> Attribution:
    """An attribution by what its words do: one whose cue dismisses an accusation ("slammed the claims") denies it, one
    whose cue puts the speaker's own forward again ("repeated her charge that"), or grants a thing ("does not dispute
    that"), denies nothing.
    """
    if a.act is Act.DENY:
        if _GRANTS.search(words_of(a.cue, text)):
            return replace(a, act=Act.ASSERT, polarity="positive")
        is_own = _AGAIN.search(words_of(a.cue, text)) and _OWN_CHARGE.match(words_of(a.content, text))
        return replace(a, act=Act.ACCUSE, polarity="positive") if is_own else a
    return replace(a, act=Act.DENY, polarity="negative") if dismisses(a, text) else a


class _ArticleUnits:
    """The units of one article; what they depend on beside the article itself is asked by ``_ask`` alone."""

    def __init__(self, seen: Seen) -> None:
        self.article, self.text, self.reading = seen.article, seen.article.text, seen.reading
        self._speakers, self._sides, self._places = seen.speakers, seen.known_sides, seen.places
        self._answers: dict[Question, Any] = {}
        self._asked: dict[Question, None] = {}
        self.attributions = [_as_worded(a, self.text) for a in self.reading.attributions]
        self.by_id = {a.id: a for a in self.attributions}
        self.children: dict[str, list[str]] = {}
        for a in self.attributions:
            if a.parent:
                self.children.setdefault(a.parent, []).append(a.id)
        dated = list(self.text)
        for t in self.reading.timexes:
            dated[t.span.start : t.span.end] = " " * (t.span.end - t.span.start)
        self.undated = "".join(dated)

    def stretches(self, before: Mapping[str, Stretch]) -> list[Stretch]:
        """Attributed stretches, then the outlet's own; of those read before all stay whose answers do."""
        named = [(a.id, partial(self._attributed, a)) for a in self.attributions if not self._is_evaluation(a)]
        own = [(f"{span.start} {span.end}", partial(self._own, span)) for span in self._own_spans()]
        return [self._stretch(name, units, before.get(name)) for name, units in [*named, *own]]

    def _stretch(self, name: str, units: Callable[[], Iterator[Unit]], before: Stretch | None) -> Stretch:
        if before is not None and before.mark == mark_of(map(self._answer, before.asked)):
            return before
        self._asked = {}
        made = tuple(replace(u, digest=key_of(u)) for u in units())
        return Stretch(name, tuple(self._asked), mark_of(map(self._answer, self._asked)), made)

    def _ask(self, question: Question) -> Any:
        self._asked[question] = None
        return self._answer(question)

    def _answer(self, question: Question) -> Any:
        """What the case says of a question; each is asked once of it."""
        if question not in self._answers:
            kind, name, spans, is_reported = question
            if kind == SPEAKER:
                found: Any = self._speakers.get(name or "")
            elif kind == PARTY:
                found = self._sides.party_of.get(name or "")
            elif kind == NAMED:
                found = self._sides.named(self.article.id, self.text, spans[0], name, is_reported=is_reported)
            else:
                found = own_scene(self.text, self.reading, spans, self._sides, self._places)
            self._answers[question] = found
        return self._answers[question]

    def _attributed(self, a: Attribution) -> Iterator[Unit]:
        """The units of one attribution."""
        named = self._accusations_named(a)

        def names(span: Span, named: Sequence[Attribution] = named) -> bool:
            return any(c.overlaps(span) for child in named for c in child.content)

        for part in parts_of(a, self.text, self.reading.sentences, names):
            if self._is_dismissing(a, part, named):
                part = part._replace(is_denied=True, is_answer=True)
            if self._is_frame(a, part) or self._is_fragment(a, part):
                continue
            inside = tuple(c.id for c in named if any(names(p.span, [c]) for p in part.pieces))
            unit = self._unit(a, part, inside)
            if unit.is_retold and part.is_denied and part.is_answer:
                continue
            yield unit
            yield from charges_beside(unit)
            clears = unit.clears_own_side or self._is_after_leaving(unit, part)
            if clears or (not unit.is_denial and _may_answer(unit)):
                answer = self._unit(a, part._replace(is_denied=True, is_answer=True), ())
                yield answer if clears else replace(answer, is_tentative=True)

    def _own(self, span: Span) -> Iterator[Unit]:
        """The unit of a sentence in the outlet's own voice."""
        yield self._unit(None, Part((Piece(span, span),), False, False, False), ())

    def _own_spans(self) -> list[Span]:
        """What the outlet says, and what it asks."""
        own = [
            o.span
            for o in self.reading.own_voice
            if not self._is_inside_content(o.span, with_source=True) and not self._is_of_a_denial(o.span)
        ]
        asked = [s for s in self.reading.sentences if s not in own and self._is_own_question(s)]
        return [*own, *asked]

    def _is_after_leaving(self, unit: Unit, part: Part) -> bool:
        """Whether harm is said to have been done only after the speaker's own side had left: to dispute the time."""
        is_harm = any(
            d.kind in lexicon.act_class("harm") and not d.negated and d.doer != unit.party for d in unit.deeds
        )
        if unit.is_denial or unit.party is None or not is_harm or unit.attribution is None:
            return False
        if unit.attribution.act not in _SAYING_ACTS:
            return False
        for piece in part.pieces:
            for m in _AFTER.finditer(self.text, piece.span.start, piece.span.end):
                rest = Span(m.end(), piece.span.end)
                left = lexicon.acts()["withdraw"].search(self.text, rest.start, rest.end)
                named = self._named(unit.attribution, rest, unit.party) if left else ()
                own = [n.span.start for n in named if n.party == unit.party]
                own += [o.start() for o in _OURS.finditer(self.text, rest.start, rest.end)]
                if left and any(at < left.end() for at in own):
                    return True
        return False

    def _is_dismissing(self, a: Attribution, part: Part, named: Sequence[Attribution]) -> bool:
        """Whether a part calls what was said untrue or unfit, and names no statement that is read itself."""
        if part.is_denied or a.act not in _SAYING_ACTS:
            return False
        spans = tuple(p.span for p in part.pieces)
        is_named = any(c.overlaps(s) for child in named for c in child.content for s in spans)
        return not is_named and is_dismissal(words_of(a.cue, self.text), words_of(spans, self.text))

    def _retort(self, a: Attribution, spans: Sequence[Span], sentence: Span) -> Span | None:
        """Words that set a statement against what was said before it, in the sentence where it begins or, where nothing
        else is said there, in the one before.
        """
        first = min((*a.content, *spans))
        at = bisect_right(self.reading.sentences, Span(first.start, len(self.text))) - 1
        sentence = self.reading.sentences[at] if at >= 0 else sentence
        before = self.reading.sentences[at - 1] if at > 0 else sentence
        for m in retorts().finditer(self.text, before.start, sentence.end):
            found = Span(m.start(), m.end())
            others = [c for x in self.attributions for c in x.content if not found.contains(c)]
            if found.start < sentence.start and any(before.overlaps(c) for c in others):
                continue
            if not any(c.overlaps(found) for c in others) or found.start - first.start in (0, 1):
                return found
        return None

    def _accusations_named(self, a: Attribution) -> list[Attribution]:
        """Statements of others that an attribution names in its content: what a denial can be a denial of."""
        own = self._party(a.id)
        children = (self.by_id[c] for c in self.children.get(a.id, ()) if not self._is_evaluation(self.by_id[c]))
        return [c for c in children if (p := self._party(c.id)) != own or (p is None and c.act is Act.ACCUSE)]

    def _is_evaluation(self, a: Attribution) -> bool:
        """Whether quoted words that nobody is named for are what a denial calls the accusation ("as 'absurd'")."""
        parent = self.by_id.get(a.parent or "")
        if parent is None or parent.act is not Act.DENY or a.source or not a.cue or not a.content:
            return False
        between = self.text[a.cue[-1].end : a.content[0].start]
        return bool(_AS.search(between)) or (not between.strip(" \"“”'‘’") and a.kind is QuoteKind.DIRECT)

    def _is_frame(self, a: Attribution, part: Part) -> bool:
        """Whether a proposition is hardly more than the speaker's own words of saying with what follows them."""
        if part.is_denied or a.act not in _SAYING_ACTS:
            return False
        whole = hull(tuple(p.span for p in part.pieces))
        speaker = self._ask(Question(SPEAKER, a.id))
        for child in (self.by_id[c] for c in self.children.get(a.id, ())):
            inner = hull((*child.source, *child.cue, *child.content)) if child.cue and child.source else None
            if inner is None or not whole.contains(inner) or self._ask(Question(SPEAKER, child.id)) != speaker:
                continue
            if inner.end - inner.start >= FRAMED * (whole.end - whole.start):
                return True
        return False

    def _is_fragment(self, a: Attribution, part: Part) -> bool:
        """Whether reported words are too few to say a thing ("appealed *for calm*", "asked *not to be named*")."""
        if part.is_denied or a.kind is not QuoteKind.INDIRECT or a.act not in _FRAGMENTARY or not a.content:
            return False
        words = words_of((p.span for p in part.pieces), self.text)
        if _NAMELESS.match(words):
            return True
        if len(words.split()) > FRAGMENT or is_declining(a, self.text) or lexicon.kinds_in(words):
            return False
        names_saying = is_anaphoric(words) or any(is_anaphoric(w) for w in words.split())
        return not names_saying and not any(finite_verbs(self.text, p.span) for p in part.pieces)

    def _named(self, a: Attribution | None, span: Span, party: str | None) -> list[Named]:
        is_reported = a is not None and a.kind is not QuoteKind.DIRECT
        found: list[Named] = self._ask(Question(NAMED, party, (span,), is_reported))
        return found

    def _party(self, attribution: str) -> str | None:
        speaker = self._ask(Question(SPEAKER, attribution))
        found: str | None = self._ask(Question(PARTY, speaker)) if speaker is not None else None
        return found

    def _side(self, a: Attribution) -> str | None:
        """The party that speaks; what a document shows is put forward by whoever tells of the document."""
        party = self._party(a.id)
        is_document = lexicon.words("acts", "offering", "documents").search(words_of(a.source, self.text))
        return self._party(a.parent) if party is None and a.parent and is_document else party

    def _is_inside_content(self, span: Span, *, with_source: bool) -> bool:
        attributed = (a for a in self.attributions if a.source or not with_source)
        return any(c.overlaps(span) if not with_source else c.contains(span) for a in attributed for c in a.content)

    def _is_of_a_denial(self, sentence: Span) -> bool:
        """Whether all that a sentence tells as done stands in what it says that somebody denies: then the outlet tells
        of the denial, and does not say in its own voice what is denied.
        """
        denied = [
            c for a in self.attributions if a.act is Act.DENY and a.cue for c in a.content if sentence.contains(c)
        ]
        kinds = lexicon.kinds_in(sentence.of(self.text)) if denied else ()
        acts = (m for k in kinds for m in lexicon.acts()[k].finditer(self.text, sentence.start, sentence.end))
        told = [Span(*m.span()) for m in acts]
        return bool(told) and all(any(c.overlaps(t) for c in denied) for t in told)

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
        actor = self._ask(Question(SPEAKER, a.id)) if a else None
        party = self._side(a) if a else None
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
            scene=self._ask(Question(SCENE, spans=spans)),
            numbers=lexicon.numbers_in(words_of(spans, self.undated)) - corrected(words),
            deeds=deeds,
            kinds=frozenset(d.kind for d in deeds if d.is_told),
            charge=charge_of(
                deeds, accused, party, is_charging=is_charging, is_bare=names_only(self.text, core, named)
            ),
            things=lexicon.things_in(words_of(core, self.text)),
            evidence=self._evidence(a, spans, sentence),
            hedge=self._hedge(a, spans),
            said=(a.said.value[:10] if a and a.said else None) or (self.article.published.value or "")[:10] or None,
            is_denial=part.is_denied,
            is_anaphoric=part.is_answer or (a is not None and self._is_bare(a, part, party)),
            is_declining=not part.is_denied and a is not None and is_declining(a, self.text),
            is_part=part.is_part,
            is_retold=is_retold(self.text, a, spans, self.reading.sentences),
            is_open=a is not None and is_left_open(words_of(a.cue, self.text), words),
            is_question=a is None and self.text[whole.start : whole.end].rstrip("\"”' ").endswith("?"),
            children=children,
            retort=self._retort(a, spans, sentence) if a is not None else None,
        )

    def _is_bare(self, a: Attribution, part: Part, party: str | None) -> bool:
        """Whether nothing is left of the words but a name and a noun of saying ("repeated Halvenia's charge").

        What a denial calls it is left out ("that version | as an insult", "these claims | to be lies").
        """
        left = [without_sides(self.text, p.span, self._named(None, p.span, party)) for p in part.pieces]
        words = re.sub(r"(?<!\w)['’]s?(?!\w)", " ", " ".join(left))
        if a.act is Act.DENY and part.is_denied:
            words = _CALLED.split(words, maxsplit=1)[0]
            if _OF_SIDE.fullmatch(words):
                return True
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
        words = " ".join(without_sides(self.text, s, named) for s in spans)
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

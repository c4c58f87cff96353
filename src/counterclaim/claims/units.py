"""Assertion units: one proposition put forward in one place, ready to be compared.

A unit is one content of an attribution (of several sentences, one of them), or a sentence in the outlet's own voice.
What a denial denies is its unit's proposition; the denial itself is the speaker's stance towards it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.claims import lexicon
from counterclaim.claims.interface import Material
from counterclaim.records import (
    Act,
    Actor,
    ActorKind,
    Article,
    Attribution,
    EntityType,
    EvidenceMention,
    MentionForm,
    PlaceUse,
    Reading,
    Span,
    content_id,
    hull,
    words_of,
)

#: Shorter contents are compared together with their source and cue, since they mean little alone.
SHORT_CONTENT_WORDS = 7
_NEGATIVE = re.compile(r"\b(?:no|not|never|none|nothing|nobody|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
#: A label with its speaker and cue is at most this long.
LABEL_CHARACTERS = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One proposition in one place. ``words`` are its own, ``context`` is what is compared."""

    id: str
    article: str
    attribution: Attribution | None
    spans: tuple[Span, ...]
    words: str
    context: str
    sentence: Span
    actor: str | None
    party: str | None
    about: frozenset[str]
    accused: frozenset[str]
    places: frozenset[str]
    dates: frozenset[str]
    numbers: frozenset[str]
    frames: frozenset[str]
    evidence: tuple[str, ...]
    is_denial: bool
    is_anaphoric: bool
    is_declining: bool
    children: tuple[str, ...] = field(default=())

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
    def order(self) -> tuple[str, Span, str]:
        """Case-wide order: article, place, id."""
        return (self.article, self.spans[0], self.id)


def make_units(material: Material) -> list[Unit]:
    """All units of a case in a fixed order."""
    texts = {a.id: a for a in material.articles}
    who = ActorsByPlace(material.actors)
    out = [u for r in material.readings if r.article in texts for u in _units(texts[r.article], r, material, who)]
    return sorted(out, key=lambda u: u.order)


class ActorsByPlace:
    """Which actors are named where, and for whom they speak; ``sides`` are the names of states that are parties."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.party = {a.id: a.party for a in actors}
        self.sides = frozenset(n.casefold() for a in actors if a.party and a.kind is ActorKind.STATE for n in a.aliases)
        self.at: dict[str, list[tuple[Span, str]]] = {}
        for a in actors:
            for m in a.mentions:
                if m.form is not MentionForm.PRONOUN:
                    self.at.setdefault(m.article, []).append((m.span, a.id))

    def inside(self, article: str, spans: Sequence[Span]) -> frozenset[str]:
        """Actors named inside any of the spans."""
        return frozenset(a for m, a in self.at.get(article, ()) if any(s.contains(m) for s in spans))

    def parties_of(self, actors: frozenset[str]) -> frozenset[str]:
        """The parties those actors speak for."""
        return frozenset(p for a in actors if (p := self.party.get(a)) is not None)


def _units(article: Article, reading: Reading, material: Material, who: ActorsByPlace) -> Iterator[Unit]:
    children: dict[str, list[str]] = {}
    for a in reading.attributions:
        if a.parent:
            children.setdefault(a.parent, []).append(a.id)
    for a in reading.attributions:
        actor = material.speakers.get(a.id)
        parts = propositions(a, article.text, reading.sentences)
        for spans, is_denial, is_anaphoric in denied_parts(a, parts, article.text, children.get(a.id, ())):
            yield _unit(article, reading, a, spans, actor, who, tuple(children.get(a.id, ())), is_denial, is_anaphoric)
    for o in reading.own_voice:
        if not any(len(a.source) and c.contains(o.span) for a in reading.attributions for c in a.content):
            yield _unit(article, reading, None, (o.span,), None, who, (), False, False)


def propositions(a: Attribution, text: str, sentences: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The contents of an attribution as propositions: those of several sentences one sentence at a time."""
    if not a.content:
        return [a.cue] if a.cue and (a.act in (Act.DENY, Act.ACCUSE) or (a.source and declines(a, text))) else []
    parts: list[tuple[Span, ...]] = []
    for content in a.content:
        inside = [Span(max(s.start, content.start), min(s.end, content.end)) for s in sentences if s.overlaps(content)]
        parts += [(p,) for p in inside] if len(inside) > 1 else [(content,)]
    if a.kind == "mixed" or len(parts) == 1:
        # quoted and unquoted parts of one clause belong together unless a sentence ends between them
        joined: list[tuple[Span, ...]] = []
        for p in parts:
            if joined and any(s.contains(joined[-1][-1]) and s.contains(p[0]) for s in sentences):
                joined[-1] = (*joined[-1], *p)
            else:
                joined.append(p)
        return joined
    return parts


def _unit(
    article: Article,
    reading: Reading,
    a: Attribution | None,
    spans: tuple[Span, ...],
    actor: str | None,
    who: ActorsByPlace,
    children: tuple[str, ...],
    is_denial: bool,
    is_anaphoric: bool,
) -> Unit:
    words = words_of(spans, article.text)
    whole = hull(spans)
    sentence = next((s for s in reading.sentences if s.overlaps(whole)), whole)
    about = who.inside(article.id, spans)
    party = who.party.get(actor) if actor else None
    context = context_of(article.text, a, spans, words, sentence)
    accused = who.parties_of(about) - ({party} if party else set())
    if is_denial and party:
        accused = frozenset({party})
    return Unit(
        id=content_id("unit", article.id, a.id if a else "own", *spans, is_denial),
        article=article.id,
        attribution=a,
        spans=spans,
        words=words,
        context=context,
        sentence=sentence,
        actor=actor,
        party=party,
        about=about,
        accused=accused,
        places=_places(article, reading, spans) - who.sides,
        dates=frozenset(t.start for t in reading.timexes if t.start and any(s.contains(t.span) for s in spans)),
        numbers=_numbers(article, reading, spans),
        frames=lexicon.frames_in(words if a is None else f"{words_of(a.cue, article.text)} {words}"),
        evidence=_evidence(reading, a, spans, sentence),
        is_denial=is_denial,
        is_anaphoric=is_anaphoric,
        is_declining=not is_denial and a is not None and not a.content and declines(a, article.text),
        children=children,
    )


def context_of(text: str, a: Attribution | None, spans: tuple[Span, ...], words: str, sentence: Span) -> str:
    """What a unit is compared by: its words, with who said it and how where the words are few."""
    if a is None or len(words.split()) >= SHORT_CONTENT_WORDS:
        return words
    whole = hull((*a.source, *a.cue, *spans))
    return text[whole.start : whole.end] if whole.end - whole.start < 300 else words


def denied_parts(
    a: Attribution, parts: Sequence[tuple[Span, ...]], text: str, children: Sequence[str]
) -> Iterator[tuple[tuple[Span, ...], bool, bool]]:
    """Each proposition with whether the speaker denies it and whether its words name what is denied.

    Of several sentences said in denial only those that deny are denied propositions. A denial in negative words ("we
    fired no shot") answers what was said before; one by counter-claim ("dismissed it as staged") does, and puts the
    counter-claim forward besides.
    """
    if a.act is not Act.DENY:
        yield from ((p, False, not a.content and declines(a, text)) for p in parts)
        return
    denying = [len(parts) == 1 or bool(lexicon.denying().search(words_of(p, text))) for p in parts]
    if not any(denying):
        denying[0] = True
    for part, denies in zip(parts, denying, strict=True):
        words = words_of(part, text)
        counters = not children and bool(lexicon.frames_in(words) & lexicon.frame_class("unreal"))
        answers = counters or is_anaphoric(words) or not a.content or (not children and is_negated(words))
        yield part, denies, denies and answers
        if denies and counters:
            yield part, False, False


def is_negated(words: str) -> bool:
    """Whether words are negative themselves ("no ship fired", "we did not")."""
    return bool(_NEGATIVE.search(words))


def declines(a: Attribution, text: str) -> bool:
    """Whether the cue says that the speaker would not comment."""
    return bool(lexicon.denial_patterns()["declines to comment"].search(words_of(a.cue, text)))


def is_anaphoric(words: str) -> bool:
    """Whether a denial's words say only that it denies ("the allegations", "We reject any accusations")."""
    tokens = re.findall(r"[\w'’]+", words.casefold())
    nouns, fillers = lexicon.entries("anaphora", "nouns"), lexicon.entries("anaphora", "fillers")
    return bool(tokens) and any(t in nouns for t in tokens) and all(t in nouns | fillers for t in tokens)


def _places(article: Article, reading: Reading, spans: tuple[Span, ...]) -> frozenset[str]:
    """Places named for where a thing happened, in lower case; metonyms and modifiers left out."""
    return frozenset(
        e.span.of(article.text).casefold()
        for e in reading.entities
        if e.type is EntityType.LOC and e.use in (None, PlaceUse.LITERAL) and any(s.contains(e.span) for s in spans)
    )


def _numbers(article: Article, reading: Reading, spans: tuple[Span, ...]) -> frozenset[str]:
    text = list(article.text)
    for t in reading.timexes:
        text[t.span.start : t.span.end] = " " * (t.span.end - t.span.start)
    return lexicon.numbers_in(words_of(spans, "".join(text)))


def _evidence(reading: Reading, a: Attribution | None, spans: tuple[Span, ...], sentence: Span) -> tuple[str, ...]:
    def near(e: EvidenceMention) -> bool:
        return any(s.overlaps(e.span) for s in spans) or (a is not None and sentence.contains(e.span))

    return tuple(sorted({e.type for e in reading.evidence if near(e)}))


def by_attribution(units: Sequence[Unit]) -> Mapping[str, list[Unit]]:
    """Units by the attribution they come from."""
    out: dict[str, list[Unit]] = {}
    for u in units:
        if u.attribution is not None:
            out.setdefault(u.attribution.id, []).append(u)
    return out

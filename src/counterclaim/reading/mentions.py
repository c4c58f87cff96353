"""Who is meant inside one article: names, sources, descriptions and pronouns, and which of them are one."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from counterclaim.reading.agreement import Traits, head_end, traits_of, without_title
from counterclaim.reading.coreference import DISTINGUISHING, Described, clustered
from counterclaim.reading.groups import families, is_family, rows_as_one, surnames_of
from counterclaim.reading.interface import LinkedMention, MentionProposal
from counterclaim.reading.lexicon import words
from counterclaim.reading.naming import with_title
from counterclaim.reading.namings import called, fronted, told_names
from counterclaim.reading.placing import bare_places, place_pairs
from counterclaim.reading.predicates import predicates
from counterclaim.reading.pronouns import ACRONYMS, pronoun_of
from counterclaim.reading.quotes import find_quotes
from counterclaim.reading.speech import Speech, Voices, voices
from counterclaim.records import Entity, EntityType, Mention, MentionForm, PlaceUse, Span

#: Probability of coreferring from which a stretch is taken for a mention.
COREFERENT_FROM = 0.5
#: The same for pronouns, and for the phrase around a name.
PRONOUN_FROM = 0.3
AROUND_FROM = 0.25
#: Probability from which the model's kind of a mention counts in agreement.
SURE_FROM = 0.8
SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.NORP})
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_CAPITAL = re.compile(r"[A-Z]\w+\s$")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_ROW = re.compile(r"\s*(?:,|,?\s+and|&)\s*(?:the\s+)?")
_AND_ANOTHER = re.compile(r",?\s+and (?:I|me|myself|you|he|she|him|her|others)")
#: a phrase does not begin with these and go on, nor run over the end of a sentence
_NO_PHRASE = re.compile(
    r"(?i:I|me|he|him|she|they|them|it)[’']?\b(?!-)(?!\s+(?:\w+sel(?:f|ves)|who|both|all|two|three)\b)(?=.)"
    r"|.*\n|.*\w{5}[”\"’')]*[.!?]+[”\"’')]*\s+[“\"‘(]?[A-Z]",
    re.DOTALL,
)
_OWNER = re.compile(r"[’']s?$")
_OFFICE = re.compile(r"(?P<what>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s[^,]{2,60}),\s+")


class Names:
    """The named entities of a text, found by where they are."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        self.entities = sorted(entities, key=lambda e: e.span)
        self.starts = [e.span.start for e in self.entities]
        self.heads: dict[Span, Entity | None] = {}  # each phrase is asked for some four times

    @cached_property
    def quotes(self) -> list[Span]:
        """The words in quotation marks, in text order."""
        return sorted(q.inner for q in find_quotes(self.text))

    @cached_property
    def people(self) -> list[Span]:
        """The persons' names, in text order."""
        return [e.span for e in self.entities if e.type is EntityType.PER]

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the persons' names that have several."""
        return surnames_of(self.people, self.text)

    def is_quoted(self, span: Span) -> bool:
        """Whether a span stands in quotation marks."""
        at = bisect_right(self.quotes, span.start, key=lambda q: q.start) - 1
        return at >= 0 and self.quotes[at].contains(span)

    def inside(self, span: Span) -> list[Entity]:
        """The entities within a span, in text order."""
        found = self.entities[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
        return [e for e in found if e.span.end <= span.end]

    def several(self, span: Span) -> bool:
        """Whether a phrase is a row of names, or of names and "I" ("Oda Renn, Jan Olbrek and I")."""
        inside = [e for e in self.inside(span) if e.type is not EntityType.DATE]
        gaps = [self.text[a.span.end : b.span.start] for a, b in pairwise(inside)]
        last = self.text[inside[-1].span.end : span.end] if inside else ""
        rest = _AND_ANOTHER.fullmatch(last)
        is_row = bool(inside) and all(_ROW.fullmatch(g) for g in gaps) and (rest is not None or not last.strip())
        return is_row and any("and" in g or "&" in g for g in (*gaps, last))

    def head(self, span: Span) -> Entity | None:
        """The entity that is the head of a phrase: it ends where the head ends, or runs over that end.

        A row of several has none.
        """
        if span not in self.heads:
            self.heads[span] = self._head(span)
        return self.heads[span]

    def _head(self, span: Span) -> Entity | None:
        if self.several(span):
            return None
        inside = self.inside(span)
        named = self._beside(span, inside)
        if named is not None:
            return named
        end = span.start + head_end(span.of(self.text))
        end = max([end, *(e.span.end for e in inside if e.span.start < end)])
        words = self.text[span.start : end].rstrip()
        bare = span.start + len(_OWNER.sub("", words))
        at_end = [e for e in inside if bare - 1 <= e.span.end <= end]
        return max(at_end, key=lambda e: (e.type is EntityType.PER, e.span.end), default=None)

    def _beside(self, span: Span, inside: Sequence[Entity]) -> Entity | None:
        """The person whom a phrase names right after an office of theirs: "the mayor, Oda Renn"."""
        last = inside[-1] if inside else None
        if last is None or last.type is not EntityType.PER or last.span.end != span.end:
            return None
        office = Span(span.start, last.span.start).of(self.text)
        told = _OFFICE.fullmatch(office)
        return last if told and traits_of(told["what"], MentionForm.NOMINAL, None).means == "person" else None


def form_of(span: Span, names: Names) -> MentionForm:
    """Pronoun by list; a name where a named entity is the head of the phrase; nominal otherwise."""
    said = span.of(names.text)
    if pronoun_of(said) is not None or (said.casefold() in words("pronouns") and said not in ACRONYMS):
        return MentionForm.PRONOUN
    return MentionForm.NAME if names.head(span) else MentionForm.NOMINAL


def type_of(span: Span, names: Names, linked: LinkedMention) -> EntityType:
    """The type of the name that is the head; else the model's kind; else of the last name inside, or a person."""
    named = names.head(span)
    if named is not None:
        return named.type
    if linked.kind is not None:
        return linked.kind
    inside = names.inside(span)
    people = [e for e in inside if e.type is EntityType.PER]
    return (people or inside)[-1].type if inside else EntityType.PER


def mention_spans(
    names: Names, sources: Sequence[Span], proposals: Sequence[MentionProposal], rows: Iterable[Span] = ()
) -> list[Span]:
    """Everything that may stand for somebody or something that is met again.

    Sources, rows whom "we" stands for, what the model takes for a mention, names that neither has as its head (places
    only where they stand for people), each with the likeliest phrase around it; "the city", and descriptions told.
    """
    wider, around = {*sources, *rows}, dict[Span, MentionProposal]()
    for p in proposals:
        said = p.span.of(names.text)
        is_pronoun = pronoun_of(said) is not None
        if not is_pronoun and _NO_PHRASE.match(said):
            continue
        if p.coreferent >= (PRONOUN_FROM if is_pronoun else COREFERENT_FROM):
            wider.add(p.span)
        elif p.coreferent >= AROUND_FROM and (e := names.head(p.span)) is not None:
            best = around.get(e.span)
            around[e.span] = p if best is None or p.coreferent > best.coreferent else best
    heads = {e.span for w in wider if (e := names.head(w)) is not None}
    inside_source = {e.span for s in sources for e in names.inside(s)}
    named = {e.span for e in names.entities if e.type in SPEAKING and e.use is not PlaceUse.MODIFIER}
    left = named - heads - inside_source
    found = {*wider, *(around[s].span if s in around else with_title(s, names.text) for s in left)}
    kinds = bare_places(names.text) if any(e.type is EntityType.LOC for e in names.entities) else []
    return sorted({*found, *kinds, *predicates(sorted(found), names.text)})


def resolve(
    spans: Sequence[Span], names: Names, linked: Sequence[LinkedMention], speeches: Sequence[Speech] = ()
) -> tuple[Mention, ...]:
    """Mentions with entity numbers.

    Args:
        spans: in text order.
        names: the named entities of the text.
        linked: what the model says of each span.
        speeches: who speaks where.
    """
    forms = [form_of(s, names) for s in spans]
    quoted = [names.is_quoted(s) for s in spans]
    talks = [s.words for s in speeches if s.form == "talk"]
    by_several = [q or any(t.contains(s) for t in talks) for q, s in zip(quoted, spans, strict=True)]
    each = zip(spans, forms, linked, by_several, strict=True)
    described = [described_mention(*one, names) for one in each]
    told = with_forms(voices(spans, quoted, names.text, speeches), spans, names, speeches)
    numbers, scores = clustered(described, linked, told)
    return tuple(
        Mention(
            span=s, entity=number, form=form, type=type_of(s, names, model),
            confidence=round(1 / (1 + math.exp(-(score or 1.0))), 4),
        )
        for s, number, form, model, score in zip(spans, numbers, forms, linked, scores, strict=True)
    )  # fmt: skip


def with_forms(told: Voices, spans: Sequence[Span], names: Names, speeches: Sequence[Speech]) -> Voices:
    """What speech tells of mentions, with what sentences, families and places tell by their form."""
    at = {s: i for i, s in enumerate(spans)}
    people = {i: e.span for i, s in enumerate(spans) if (e := names.head(s)) is not None and e.type is EntityType.PER}
    same = {at[n]: at[w] for n, w in called(names.text) if n in at and w in at}
    same |= told_names(spans, people, names.text) | placed(spans, names)
    same |= families(spans, names.text, names.people) | rows_as_one(spans, speeches) | dict(told.same)
    before: dict[int, int] = {}
    for what, who in fronted(names.text):
        inside = [i for i, s in enumerate(spans) if s.start == what.start and s.end <= what.end]
        before |= {i: at[who] for i in inside if who in at}
    before |= {at[what]: at[who] for what, who in predicates(spans, names.text).items() if what in at}
    same = {i: j for i, j in same.items() if i not in before}
    return Voices(same, told.others, before)


def placed(spans: Sequence[Span], names: Names) -> dict[int, int]:
    """Mentions like "the city", each with the place it stands for."""
    heads = [names.head(s) for s in spans]
    places = {
        i: e.span
        for i, e in enumerate(heads)
        if e is not None and e.type is EntityType.LOC and e.use is not PlaceUse.MODIFIER
    }
    return place_pairs(spans, places, names.text)


def described_mention(
    span: Span, form: MentionForm, linked: LinkedMention, by_several: bool, names: Names
) -> Described:
    """A mention as clustering sees it; ``by_several``: where it stands, "I" may be called "he" a line farther on."""
    if form is MentionForm.NAME and is_family(span, names.text, names.surnames):
        return Described(span, form, Traits("p", "any", "any"))
    named = names.head(span) if form is MentionForm.NAME else None
    kind = named.type if named is not None else linked.kind if linked.sure >= SURE_FROM else None
    name = name_key(Span(_name_start(span, named.span, names.text), named.span.end).of(names.text)) if named else ()
    is_person = named is not None and named.type is EntityType.PER
    name = without_title(name) if is_person else name
    traits = traits_of(span.of(names.text), form, kind, by_several)
    return Described(span, form, traits, name, is_person)


def _name_start(span: Span, name: Span, text: str) -> int:
    """Where a name begins, with a word before it in its phrase that makes it another's ("Old | Harwick")."""
    before = _CAPITAL.search(text, span.start, name.start)
    return before.start() if before and before.group().strip().casefold() in DISTINGUISHING else name.start


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without article, possessive ending and stops."""
    bare = _OWNER.sub("", _ARTICLE.sub("", name.strip()))
    return tuple(w.casefold().replace(".", "") for w in _WORD.findall(bare))


def best_names(mentions: Sequence[Mention], names: Names) -> dict[int, str]:
    """The fullest name an article gives each entity: the longest that is the head of a mention, people first."""
    found: dict[int, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for m in mentions:
        named = names.head(m.span) if m.form is MentionForm.NAME else None
        if named is not None and named.type in SPEAKING:
            is_person = named.type is EntityType.PER
            name = named.span.of(names.text) if is_person else m.span.of(names.text)
            found[m.entity].append((is_person, len(name.split()), len(name), name))
    return {number: max(options)[-1] for number, options in found.items()}

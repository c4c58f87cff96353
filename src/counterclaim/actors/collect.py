"""Finds, in one article, the spans that may stand for an actor, and reads each of them as a phrase.

Sources of attributions come first (they are the speakers), then named entities with the titles around them, then
definite descriptions ("the spokesman", "Veldorian troops").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from counterclaim.actors.crafts import is_craft
from counterclaim.actors.descriptions import description_spans
from counterclaim.actors.lexicon import words
from counterclaim.actors.phrase import Phrase, read_phrase, without_namesake
from counterclaim.actors.phrase_parts import role_of
from counterclaim.actors.titles import is_free, with_apposition, with_noun, with_title
from counterclaim.actors.world import World
from counterclaim.records import (
    READ_TYPES,
    Article,
    Attribution,
    EntityType,
    MentionForm,
    PlaceUse,
    Reading,
    Span,
    hull,
)

#: Who is named after these is served, and is not the one described.
_SERVES = re.compile(r"\b(?:spokes\w+|lawyers?|attorneys?|aides?|advis[eo]rs?|representatives?) (?:for|of|to)\b", re.I)
_TITLE_AFTER_OF = re.compile(r"\w (?:of|for|to) (?:the )?([\w.-]+(?: [\w.-]+){0,2}) $")
#: Between an office and the name of its holder: "the mayor | of Marsk, | Olga Rein".
_OF_PLACE = re.compile(r" (?:of|for|in|at|to) (?:the )?[\w’'-]+(?: [\w’'-]+){0,3}, ")
_NAME_GOES_ON = re.compile(r" [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,? ")
#: The noun of a group or body that the reader left out: "The Brandt | family | said", "The boy's | family | said".
_NOUN_GOES_ON = re.compile(r" ([a-z]+) ")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"'’][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")


@dataclass(slots=True)
class Ref:
    """A span of an article that may stand for an actor."""

    span: Span
    phrase: Phrase
    form: MentionForm
    type: EntityType | None = None
    source_of: list[str] = field(default_factory=list)
    actor: str | None = None
    why: str = ""
    #: Whom this one describes, where it is set beside the name.
    same: Ref | None = None


@dataclass(slots=True)
class Text:
    """An article with what resolving needs of it: sentence and paragraph starts, its refs in order."""

    article: Article
    reading: Reading
    sentences: list[int]
    paragraphs: list[int]
    refs: list[Ref]

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self.sentences, position) - 1

    def paragraph(self, position: int) -> int:
        """The number of the paragraph at a position."""
        return bisect_right(self.paragraphs, position) - 1


def collect(article: Article, reading: Reading, world: World, described: Iterable[Span] | None = None) -> Text:
    """The article's refs, in text order, none overlapping another but for names inside longer sources.

    ``described`` is where the text describes somebody (``descriptions``), where that is known already.
    """
    text = article.text
    sentences = sorted({0, *(s.start for s in reading.sentences)}) if reading.sentences else _starts(text)
    paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*", text))]
    out = Text(article, reading, sentences, paragraphs, [])
    found: dict[Span, Ref] = {}
    _add_sources(out, world, found)
    _add_entities(out, world, found)
    _add_descriptions(out, world, found, description_spans(text, world) if described is None else described)
    out.refs = [found[s] for s in sorted(found)]
    _join_appositions(out)
    return out


def _join_appositions(out: Text) -> None:
    """Give a description the name set after it ("a Veldorian general, | Ivo Brandt")."""
    apart = (
        (left, right) for left, mid, right in zip(out.refs, out.refs[1:], out.refs[2:], strict=False) if _is_place(mid)
    )
    for left, right in (*pairwise(out.refs), *apart):
        between = out.article.text[left.span.end : right.span.start]
        named = right.phrase.name or (right.phrase.exact if right.type is EntityType.PER else "")
        is_nameless = left.phrase.kind == "person" and not left.phrase.plural and not left.phrase.name
        if between in (", ", ", a ", ", an ") and _is_description(out, left, right, between):
            right.same = left
        is_beside = between == ", " or _OF_PLACE.fullmatch(between) is not None
        if is_beside and named and right.phrase.role is None and is_nameless:
            left.phrase = replace(left.phrase, name=named)


def _is_place(ref: Ref) -> bool:
    """Whether a mention is of a place that an office may be of ("the mayor of | Marsk |, Olga Rein")."""
    return ref.type is EntityType.LOC and not ref.source_of


def _is_description(out: Text, left: Ref, right: Ref, between: str) -> bool:
    """Whether a source is set after the name of whom it describes ("the Orst Front, | a group of hill farmers |,")."""
    is_named = left.phrase.kind in ("name", "organisation", "seat") or bool(left.phrase.name or left.phrase.proper)
    first = f"{between[2:]}{right.phrase.text}".split(" ", 1)[0].lower()
    after = out.article.text[right.span.end : right.span.end + 1]
    is_nameless = not (right.phrase.name or right.phrase.proper or right.type is EntityType.PER)
    is_nameless = is_nameless and right.phrase.kind != "name"
    return bool(right.source_of) and is_named and is_nameless and first in ("a", "an") and after in (",", " ")


def is_place(text: str, ref: Ref) -> bool:
    """Whether a mention is of a place, and not what the reader cut from the name of a body there ("Orst | police")."""
    after = re.match(r" ([a-z]+)\b", text[ref.span.end : ref.span.end + 24])
    role = role_of(after.group(1)) if after is not None else None
    return ref.type is EntityType.LOC and (role is None or role[0].kind not in ("body", "forces"))


def _starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _SENTENCE_END.finditer(text))]


def _form(phrase: Phrase) -> MentionForm:
    if phrase.kind == "pronoun":
        return MentionForm.PRONOUN
    named = phrase.name or phrase.kind in ("name", "state", "seat", "organisation") or phrase.proper or phrase.state
    return MentionForm.NAME if named else MentionForm.NOMINAL


def _add_sources(out: Text, world: World, found: dict[Span, Ref]) -> None:
    text = out.article.text
    for attribution in out.reading.attributions:
        if not attribution.source:
            continue
        span = hull(attribution.source)
        span = span if len(span.of(text)) <= 250 else attribution.source[0]
        span = _whole_name(text, _in_one_sentence(out, span), attribution)
        if span not in found:
            phrase = _as_reader_saw(read_phrase(span.of(text), world), out.reading, span, text)
            kind = _type_in(out.reading, span, text)
            phrase = with_apposition(text, span, without_namesake(phrase, kind, world), world)
            found[span] = Ref(span, phrase, _form(phrase), kind)
        found[span].source_of.append(attribution.id)


def _whole_name(text: str, span: Span, attribution: Attribution) -> Span:
    """A source with the last words of its name, which the reader left out between it and the cue ("The Student |")."""
    rest = text[span.end : attribution.cue[0].start] if attribution.cue else ""
    last = text[: span.end].rsplit(maxsplit=1)[-1]
    is_name = last[:1].isupper() and (_NAME_GOES_ON.fullmatch(rest) is not None or _is_noun_of_group(rest))
    is_owner = last.endswith(("'s", "’s")) and _is_noun_of_group(rest)
    return Span(span.start, span.end + len(rest.rstrip(", "))) if is_name or is_owner else span


def _is_noun_of_group(rest: str) -> bool:
    """Whether what stands between a source and its cue is the noun that says what is so named ("family")."""
    found = _NOUN_GOES_ON.fullmatch(rest)
    role = role_of(found.group(1)) if found is not None else None
    return found is not None and (found.group(1) == "family" or (role is not None and role[0].kind == "forces"))


def _in_one_sentence(out: Text, span: Span) -> Span:
    """A source that the reader drew across the end of a sentence onto a pronoun ("the minister. | He"), cut to that.

    So is one of which nothing before the end names anybody ("attacked first. | The union").
    """
    text, start = out.article.text, out.sentences[out.sentence(span.end - 1)]
    is_pronoun = text[start : span.end].strip().lower() in words()["pronouns"]
    is_told = text[start : start + 1].isupper() and not any(c.isupper() for c in text[span.start : start])
    return Span(start, span.end) if span.start < start < span.end and (is_pronoun or is_told) else span


def _as_reader_saw(phrase: Phrase, reading: Reading, span: Span, text: str) -> Phrase:
    """The phrase with the person's name that the reader saw in it, where the phrase reader missed it."""
    start, end = span
    people = [
        e.span for e in reading.entities if start <= e.span.start and e.span.end <= end and e.type is EntityType.PER
    ]
    if phrase.kind == "document" and span in people:
        return Phrase(phrase.text, "name", exact=span.of(text))  # Bill is no bill
    is_seen = any(p.of(text).split()[-1] in phrase.name.split() for p in people)
    if phrase.kind not in ("person", "unknown", "relation") or not people or (phrase.name and is_seen):
        return phrase
    beside = _name_beside(people, span, text)
    if beside is not None:
        return replace(phrase, kind="person", name=beside, possessor="", plural=False)
    at_end = None if phrase.possessor.islower() else _name_at_end(people, span, text)
    return replace(phrase, kind="person", name=at_end, plural=False) if at_end is not None else phrase


def _name_beside(people: Sequence[Span], span: Span, text: str) -> str | None:
    """The one person's name set between commas in a phrase ("the union's lawyer, | Oda Renn |, KC")."""
    beside = [p for p in people if text[span.start : p.start].endswith(", ")]
    after = text[beside[0].end : span.end] if beside else ""
    return beside[0].of(text) if len(people) == 1 and beside and (not after or after.startswith(",")) else None


def _name_at_end(people: Sequence[Span], span: Span, text: str) -> str | None:
    """The name that a phrase ends with, right after an office: no comma, preposition or owner stands between."""
    for p in people:
        before = text[span.start : p.start]
        tokens = before.split()
        is_last = p.end >= span.end - 1 and p.start > span.start
        titled = _TITLE_AFTER_OF.search(before)  # "the relatives of Captain | Ivo Brandt"
        if _SERVES.search(before) or (titled is not None and role_of(titled.group(1)) is not None):
            continue
        if not is_last or "," in before or not tokens or tokens[-1].lower() in words()["prepositions"]:
            continue
        if not tokens[-1].endswith(("'s", "’s")):
            return p.of(text)
    return None


def _type_in(reading: Reading, span: Span, text: str) -> EntityType | None:
    """The type of the entity that is the head of the span: the last one that owns nothing after it."""
    start, end = span
    near = (e for e in reading.entities if start <= e.span.start and e.span.end <= end)
    inside = [e for e in near if e.type is not EntityType.DATE]
    heads = [e for e in inside if not re.match(r"['’]s?\b", text[e.span.end : span.end])]
    whole = [e for e in heads if e.span.start <= span.start + 4 and e.span.end >= span.end - 1]
    chosen = whole or heads
    return chosen[0].type if chosen else None


def _wanted(reading: Reading) -> list[tuple[Span, EntityType]]:
    out = []
    for e in reading.entities:
        literal = e.type is EntityType.LOC and e.use is PlaceUse.LITERAL
        if e.type not in (EntityType.DATE, EntityType.MISC, EntityType.FAC) and not literal:
            out.append((e.span, e.type))
        elif literal:
            out.append((e.span, EntityType.LOC))
    return sorted(out)


def _add_entities(out: Text, world: World, found: dict[Span, Ref]) -> None:
    text = out.article.text
    literal = {e.span for e in out.reading.entities if e.use is PlaceUse.LITERAL}
    before_nouns = {e.span for e in out.reading.entities if e.use is PlaceUse.MODIFIER}
    for span, kind in _wanted(out.reading):
        if not is_free(span, found) or not _read_at(out.article, span.start) or is_craft(text, span, kind, world):
            continue
        wide = with_title(text, span, world, found) if kind in (EntityType.PER, EntityType.ORG) else span
        wide = with_noun(text, wide) if kind is EntityType.ORG else wide
        phrase = read_phrase(wide.of(text), world)
        if span in literal and not (phrase.kind == "state" and (w := world.word(span.of(text))) and w.how == "name"):
            continue
        if kind is EntityType.NORP and not phrase.plural:
            continue
        if span in before_nouns and phrase.kind == "name":  # of no state that anybody knows: "the Marsk garrison"
            continue
        if phrase.kind == "pronoun":
            continue
        phrase = without_namesake(phrase, kind, world)
        found[wide] = Ref(wide, with_apposition(text, wide, phrase, world), _form(phrase), kind)


def _read_at(article: Article, position: int) -> bool:
    segment = article.segment_at(position)
    return segment is None or segment.type in READ_TYPES


def _add_descriptions(out: Text, world: World, found: dict[Span, Ref], described: Iterable[Span]) -> None:
    """Definite or state-bound descriptions that no entity covers."""
    text = out.article.text
    taken = sorted(found)
    for span in described:
        i = bisect_right(taken, span)
        near = taken[max(0, i - 3) : i + 2]
        if any(span.overlaps(s) for s in near) or not _read_at(out.article, span.start):
            continue
        phrase = read_phrase(span.of(text), world)
        if (
            phrase.kind in ("body", "forces", "state", "person")
            and (phrase.definite or phrase.state)
            and not phrase.name
        ):
            found[span] = Ref(span, phrase, _form(phrase))

"""Finds, in one article, the spans that may stand for an actor, and reads each of them as a phrase.

Sources of attributions come first (they are the speakers), then named entities with the titles around them, then
definite descriptions ("the spokesman", "Veldorian troops").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from counterclaim.actors.lexicon import fold, organisations, roles, seats, words
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.phrase_parts import role_of
from counterclaim.actors.world import World
from counterclaim.records import (
    READ_TYPES,
    Article,
    EntityType,
    MentionForm,
    PlaceUse,
    Reading,
    Span,
    hull,
)

_LEFT = re.compile(r"(\S+)\s+$")
_APPOSITION = re.compile(r",\s+((?:the |a |an )?[^,.;:“”\"\n]{4,90}?)(?=,|\.\s|\.$|;| said\b| told\b| who\b|\n)")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"'’][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")
_DESCRIPTION = re.compile(r"\b[\w.'’-]+")
_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'&-]+|of|for|the|and|on|in)(?:\s(?:[A-Z][\w’'&-]+|of|for|the|and|on|in)){1,9})\s\(([A-Z][A-Za-z.]{1,7})\)"
)


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


def collect(article: Article, reading: Reading, world: World) -> Text:
    """The article's refs, in text order, none overlapping another but for names inside longer sources."""
    text = article.text
    sentences = sorted({0, *(s.start for s in reading.sentences)}) if reading.sentences else _starts(text)
    paragraphs = [0, *(m.end() for m in re.finditer(r"\n\s*", text))]
    out = Text(article, reading, sentences, paragraphs, [])
    found: dict[Span, Ref] = {}
    _add_sources(out, world, found)
    _add_entities(out, world, found)
    _add_descriptions(out, world, found)
    out.refs = [found[s] for s in sorted(found)]
    _join_appositions(out)
    return out


def _join_appositions(out: Text) -> None:
    """Give a description the name set after it ("a Veldorian general, | Ivo Brandt")."""
    for left, right in pairwise(out.refs):
        between = out.article.text[left.span.end : right.span.start]
        named = right.phrase.name or (right.phrase.exact if right.type is EntityType.PER else "")
        is_nameless = left.phrase.kind == "person" and not left.phrase.plural and not left.phrase.name
        if between == ", " and named and right.phrase.role is None and is_nameless:
            left.phrase = replace(left.phrase, name=named)


def _starts(text: str) -> list[int]:
    return [0, *(m.end() for m in _SENTENCE_END.finditer(text))]


def _free(span: Span, found: Iterable[Span]) -> bool:
    return not any(span.overlaps(s) for s in found)


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
        if span not in found:
            phrase = _name_at_end(read_phrase(span.of(text), world), out.reading, span, text)
            found[span] = Ref(span, phrase, _form(phrase), _type_in(out.reading, span, text))
        found[span].source_of.append(attribution.id)


def _name_at_end(phrase: Phrase, reading: Reading, span: Span, text: str) -> Phrase:
    """The phrase with the person's name that the reader saw at its end, where the phrase reader missed it."""
    if phrase.name or phrase.kind not in ("person", "unknown", "relation") or phrase.possessor.islower():
        return phrase
    for e in reading.entities:
        if (
            e.type is EntityType.PER
            and span.contains(e.span)
            and e.span.end >= span.end - 1
            and e.span.start > span.start
        ):
            before = text[span.start : e.span.start].split()
            if (
                "," not in text[span.start : e.span.start]
                and before
                and before[-1].lower() not in words()["prepositions"]
                and not before[-1].endswith(("'s", "’s"))
            ):
                return replace(phrase, kind="person", name=e.span.of(text), plural=False)
    return phrase


def _type_in(reading: Reading, span: Span, text: str) -> EntityType | None:
    """The type of the entity that is the head of the span: the last one that owns nothing after it."""
    inside = [e for e in reading.entities if span.contains(e.span) and e.type is not EntityType.DATE]
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
    for span, kind in _wanted(out.reading):
        if not _free(span, found) or not _read_at(out.article, span.start):
            continue
        wide = _with_title(text, span, world, found) if kind in (EntityType.PER, EntityType.ORG) else span
        phrase = read_phrase(wide.of(text), world)
        if span in literal and not (phrase.kind == "state" and (w := world.word(span.of(text))) and w.how == "name"):
            continue
        if kind is EntityType.NORP and not phrase.plural:
            continue
        if phrase.kind == "pronoun":
            continue
        found[wide] = Ref(wide, _with_apposition(text, wide, phrase, world), _form(phrase), kind)


def _read_at(article: Article, position: int) -> bool:
    segment = article.segment_at(position)
    return segment is None or segment.type in READ_TYPES


def _with_title(text: str, span: Span, world: World, found: Iterable[Span]) -> Span:
    """The span with the title before it ("Veldorian President" | "Anna Kovalenko")."""
    start, best = span.start, span.start
    for _ in range(9):
        left = _LEFT.search(text[max(0, start - 60) : start])
        if left is None or "\n" in left.group(0):
            break
        word = left.group(1)
        start -= len(left.group(0))
        if not _title_word(word, world) or not _free(Span(start, span.end), found):
            break
        bare = re.sub(r"['’]s$", "", word)
        if (
            bare.lower() in _role_tokens()
            or world.word(bare)
            or word.lower() in ("the", "mr", "mr.", "mrs.", "ms.", "dr.")
        ):
            best = start
    wide = Span(best, span.end)
    return wide if _has_role(wide.of(text), world) else span


def _has_role(text: str, world: World) -> bool:
    phrase = read_phrase(text, world)
    return phrase.role is not None or bool(phrase.name)


def _title_word(word: str, world: World) -> bool:
    if re.search(r"[,.;:!?”\"“)]$", word) and not re.fullmatch(r"[A-Z][a-z]{0,3}\.|(?:[A-Z]\.)+", word):
        return False
    bare = re.sub(r"['’]s$", "", word)
    low = bare.lower()
    if low in (
        "the",
        "of",
        "federal",
        "presidential",
        "former",
        "deputy",
        "vice",
        "permanent",
        "special",
        "senior",
        "state",
    ):
        return True
    if world.word(bare) is not None or fold(bare) in organisations() or fold(bare) in seats():
        return True
    return low in _role_tokens() or low in words()["honorifics"] or (bare[:1].isupper() and role_of(low) is not None)


@cache
def _role_tokens() -> frozenset[str]:
    """All words that occur in an office or body noun."""
    out = {t for r, v in roles().items() if v.kind in ("person", "relation", "body") for t in r.split()}
    return frozenset(out - {"of", "the", "for", "is"})


def _with_apposition(text: str, span: Span, phrase: Phrase, world: World) -> Phrase:
    """The phrase with the office that an apposition after it gives ("Jan Novak, the mayor of Orst,")."""
    if phrase.role is not None or phrase.kind not in ("name", "person"):
        return phrase
    match = _APPOSITION.match(text, span.end)
    if match is None:
        return phrase
    joined = read_phrase(text[span.start : match.end()], world)
    return joined if joined.role is not None and joined.name and joined.kind == "person" else phrase


def _add_descriptions(out: Text, world: World, found: dict[Span, Ref]) -> None:
    """Definite or state-bound descriptions that no entity covers."""
    text = out.article.text
    taken = sorted(found)
    for span in _description_spans(text, world):
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


def _description_spans(text: str, world: World) -> Iterable[Span]:
    """Runs "[the] [State(’s)] [adjectives] role-noun" in a text."""
    tokens = [(m.start(), m.end(), m.group(0)) for m in _DESCRIPTION.finditer(text)]
    i = 0
    while i < len(tokens):
        end = _role_end(tokens, i, text)
        if end is None:
            i += 1
            continue
        start = _description_start(tokens, i, text, world)
        if start is not None:
            yield Span(tokens[start][0], tokens[end - 1][1])
        i = end


def _role_end(tokens: list[tuple[int, int, str]], i: int, text: str) -> int | None:
    if tokens[i][2].lower() not in _first_role_words():
        return None
    for n in range(min(5, len(tokens) - i), 0, -1):
        chunk = text[tokens[i][0] : tokens[i + n - 1][1]]
        if chunk.endswith(("'s", "’s")):
            continue
        found = role_of(" ".join(chunk.split()))
        if found is not None and found[0].kind in ("body", "forces", "state", "person"):
            return i + n
    return None


@cache
def _first_role_words() -> frozenset[str]:
    """The words a role noun can begin with, singular and plural."""
    singular = {r.split()[0] for r, v in roles().items() if v.kind in ("person", "body", "forces", "state")}
    return frozenset(singular | {f"{w}s" for w in singular} | {f"{w[:-1]}ies" for w in singular if w.endswith("y")})


def _description_start(tokens: list[tuple[int, int, str]], i: int, text: str, world: World) -> int | None:
    start = None
    for j in range(i - 1, max(-1, i - 5), -1):
        between = text[tokens[j][1] : tokens[j + 1][0]]
        if between.strip() or "\n" in between:
            break
        word = re.sub(r"['’]s?$", "", tokens[j][2])
        if tokens[j][2].lower() in ("the", "its", "his", "their", "her"):
            return j
        if word.lower() in words()["between"] or word.lower() in words()["prepositions"]:
            break
        if world.word(word) is not None:
            start = j
        elif start is not None or not (word.islower() and len(word) > 3):
            break
    return start


def acronyms(text: str) -> dict[str, str]:
    """Acronyms the text introduces in brackets after the long form, with that form."""
    out: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        letters = match.group(2).replace(".", "")
        tokens = match.group(1).split()
        for start in range(len(tokens)):
            initials = "".join(t[0] for t in tokens[start:] if t[0].isupper())
            if tokens[start][0].isupper() and initials.upper() == letters.upper():
                out[letters] = " ".join(tokens[start:])
                break
    return out

"""What stands around a name and belongs to it: the title before it, the office an apposition after it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from counterclaim.actors.lexicon import fold, organisations, roles, seats, words
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.phrase_parts import role_of
from counterclaim.actors.world import World
from counterclaim.records import Span

#: So many characters before a name a word of its title begins at most.
_REACH = 60
_OWNING = ("'s", "’s")
_CLOSING = tuple(',.;:!?”"“)')
_APPOSITION = re.compile(r",\s+((?:the |a |an )?[^,.;:“”\"\n]{4,90}?)(?=,|\.\s|\.$|;| said\b| told\b| who\b|\n)")

_NOUN_OF_BODY = re.compile(r" ([A-Z][a-z]+)\b(?! [A-Z])")
#: At the beginning of a sentence: "A police spokesman, | Carl Nims". "The mayor, Oda Renn" is a description, and known.
_OFFICE_BEFORE = re.compile(r"(?:^|[.!?”\"] |\n)((?:An?|Another) [^,.;:“”\"\n]{4,70}), $")


def is_free(span: Span, found: Iterable[Span]) -> bool:
    """Whether a span overlaps none of those found."""
    start, end = span
    return not any(start < other_end and other_start < end for other_start, other_end in found)


def with_title(text: str, span: Span, world: World, found: Iterable[Span]) -> Span:
    """The span with the title before it ("Veldorian President" | "Anna Kovalenko")."""
    start, best = span.start, span.start
    for _ in range(9):
        word, blanks = _word_before(text, start)
        if not word or not blanks or "\n" in blanks:
            break
        start -= len(word) + len(blanks)
        if not _title_word(word, world) or not is_free(Span(start, span.end), found) or _is_verb(text, start, word):
            break
        bare = word[:-2] if word.endswith(_OWNING) else word
        if (
            bare.lower() in _role_tokens()
            or world.word(bare)
            or word.lower() in ("the", "mr", "mr.", "mrs.", "ms.", "dr.")
        ):
            best = start
    wide = Span(best, span.end)
    return wide if _has_role(wide.of(text), world) else span


def _word_before(text: str, start: int) -> tuple[str, str]:
    """The last word before a place, and the blanks between."""
    before = text[max(0, start - _REACH) : start]
    told = before.rstrip()
    return (told.split()[-1] if told else ""), before[len(told) :]


def _is_verb(text: str, start: int, word: str) -> bool:
    """Whether "accused" is what somebody did, and no noun for the one after it ("Orland accused | Ivo Brandt")."""
    return word.lower() == "accused" and not text[:start].lower().endswith(("the ", "an ", "main ", "co-"))


def _has_role(text: str, world: World) -> bool:
    phrase = read_phrase(text, world)
    return phrase.role is not None or bool(phrase.name)


def _title_word(word: str, world: World) -> bool:
    if word.endswith(_CLOSING) and not re.fullmatch(r"[A-Z][a-z]{0,3}\.|(?:[A-Z]\.)+", word):
        return False
    bare = word[:-2] if word.endswith(_OWNING) else word
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


def with_apposition(text: str, span: Span, phrase: Phrase, world: World) -> Phrase:
    """The phrase with the office that an apposition gives ("Jan Novak, the mayor of Orst,", "An envoy, Jan Novak,")."""
    if phrase.role is not None or phrase.kind not in ("name", "person"):
        return phrase
    before = _OFFICE_BEFORE.search(text, max(0, span.start - 90), span.start) if phrase.kind == "name" else None
    office = read_phrase(before.group(1), world) if before is not None else None
    if (
        office is not None
        and office.role is not None
        and office.kind == "person"
        and not (office.name or office.plural)
    ):
        return replace(office, name=phrase.exact, text=text[before.start(1) if before else span.start : span.end])
    match = _APPOSITION.match(text, span.end)
    if match is None:
        return phrase
    joined = read_phrase(text[span.start : match.end()], world)
    return joined if joined.role is not None and joined.name and joined.kind == "person" else phrase


def with_noun(text: str, span: Span) -> Span:
    """A body's name with the noun it ends in, which the reader left out ("the Orland Maritime | Guard")."""
    after = _NOUN_OF_BODY.match(text, span.end)
    noun = after.group(1) if after is not None else ""
    role = role_of(noun)
    is_body = noun in words()["organisation_words"] or (role is not None and role[0].kind in ("body", "forces"))
    return Span(span.start, span.end + 1 + len(noun)) if is_body else span

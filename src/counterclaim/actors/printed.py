"""What one article prints that its case gathers before any article is resolved: names, offices, places, states.

It depends on the article, its reading and the states that its text may name, and on nothing else, so it is made once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from counterclaim.actors.collect import Ref, Text
from counterclaim.actors.lexicon import fold, given_names, words
from counterclaim.actors.names import gender_of, person_name
from counterclaim.actors.naming import employer_of, naming
from counterclaim.actors.persons_compared import compare_persons, is_given_name_of
from counterclaim.actors.phrase import Phrase, read_phrase
from counterclaim.actors.tenures import is_of_past
from counterclaim.actors.world import World
from counterclaim.records import EntityType

#: Score from which two names can be one person's.
FITS_FROM = 0.6
_IN_PLACE = re.compile(r"\bin ([A-Z][\w’'-]{2,})\b")
_ADMINISTRATION = re.compile(r"\b([A-Z][\w-]{2,})(?:['’]s)? administration\b")


class Name(NamedTuple):
    """A name printed in an article, a person's if it ``is_given`` as one, or if ``surname`` is one in the case.

    ``place`` is what it is compared by where it may turn out to be a place's; it is then not given as a person's.
    """

    text: str
    is_given: bool
    surname: str
    place: str

    def is_named(self, surnames: frozenset[str], places: frozenset[str]) -> bool:
        """Whether it is a person's, with what the case knows."""
        is_given = self.is_given and self.place not in places
        return is_given or (bool(self.surname) and self.surname in surnames)


class Office(NamedTuple):
    """What mentions by a name (by its position) say of its bearer, and how many say so.

    ``trade`` is what somebody is called who has no office: "farmer", "nurse"; ``serves`` the words for the person or
    house that a spokesman speaks for.
    """

    name: int
    gender: str | None
    role: str | None
    state: str | None
    org: str | None
    body: str | None
    trade: str
    serves: str
    times: int


class Fit(NamedTuple):
    """A short name that can be a full one's, how sure, and why."""

    short: str
    full: str
    score: float
    reason: str


class Printed(NamedTuple):
    """What one article tells its case.

    ``names`` each once with ``counts``; ``bearers`` are surnames of those named with a title or typed as persons, and
    those of single names that may be places'. ``in_places`` follow "in"; ``full`` are surnames of persons named in
    full; ``singles`` the single names typed as persons and as places. ``states`` are printed forms with their states,
    ``unknown`` names that may be misprints of one. ``heads`` run a government. ``branches`` are the forces that some
    states are printed to have, as the role with the state. ``juniors`` are surnames with the generation of those who
    are told from another of the name.
    """

    names: tuple[Name, ...]
    counts: tuple[int, ...]
    offices: tuple[Office, ...]
    fits: tuple[Fit, ...]
    bearers: tuple[tuple[str, str], ...]
    in_places: tuple[str, ...]
    full: tuple[str, ...]
    singles: tuple[tuple[str, bool, int], ...]
    states: dict[str, tuple[str, str]]
    unknown: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    branches: tuple[tuple[str, str], ...] = ()
    juniors: tuple[tuple[str, str], ...] = ()


def printed(text: Text, world: World) -> Printed:
    """What an article tells its case."""
    body = text.article.text
    names: Counter[Name] = Counter()
    offices: Counter[Office] = Counter()
    at: dict[Name, int] = {}
    for ref in (*text.refs, *_owners(text.refs, world)):
        name = _name(ref)
        if name is not None:
            names[name] += 1
            phrase = ref.phrase
            role = phrase.role.name if phrase.role is not None else None
            told = (gender_of((), phrase.text), role, phrase.state, phrase.org, phrase.body, trade_of(phrase))
            offices[Office(at.setdefault(name, len(at)), *told, employer_of(phrase), times=1)] += 1
    full, singles = _typed(text)
    return Printed(
        names=tuple(names),
        counts=tuple(names.values()),
        offices=tuple(o._replace(times=n) for o, n in offices.items()),
        fits=tuple(_fits({n.text for n in names})),
        bearers=tuple(sorted(set(_bearers(text.refs)))),
        in_places=tuple(sorted({fold(m.group(1)) for m in _IN_PLACE.finditer(body)})),
        full=full,
        singles=singles,
        states={
            fold(r.phrase.exact): (str(r.phrase.state), r.phrase.exact) for r in text.refs if r.phrase.kind == "state"
        },
        unknown=tuple(sorted(set(_unknown(text.refs)))),
        heads=tuple(sorted(set(_ADMINISTRATION.findall(body)))),
        branches=tuple(sorted(set(_branches(text.refs)))),
        juniors=tuple(sorted(set(_juniors(text)))),
    )


def _owners(refs: Iterable[Ref], world: World) -> Iterator[Ref]:
    """The persons that are named only as those to whom another belongs ("President Ivo Brandt's office")."""
    for ref in refs:
        owner = read_phrase(ref.phrase.possessor, world) if ref.phrase.possessor else None
        if owner is not None and owner.kind == "person" and owner.name and owner.role is not None:
            yield Ref(ref.span, owner, ref.form)


def _branches(refs: Iterable[Ref]) -> Iterable[tuple[str, str]]:
    for phrase in (ref.phrase for ref in refs):
        if phrase.kind == "forces" and phrase.role is not None and phrase.state is not None:
            yield phrase.role.name, phrase.state


def _juniors(text: Text) -> Iterator[tuple[str, str]]:
    """Surnames with the generation of those whom an article tells from another of the name: who is called so without a
    given name ("Stroud Jr."), or comes up only after somebody else has gone by the surname in the body.
    """
    before: set[str] = set()
    title = text.article.title_span
    for ref in sorted(text.refs, key=lambda r: r.span):
        found = naming(ref.phrase, ref.type)
        parsed = person_name(found.name) if found is not None and found.is_given else None
        if parsed is None or (title is not None and ref.span.end <= title.end):
            continue
        surname = fold(parsed.surname)
        if parsed.generation and (surname in before or not parsed.is_full):
            yield surname, parsed.generation
        elif not (parsed.generation or parsed.is_full):
            before.add(surname)


def trade_of(phrase: Phrase) -> str:
    """What a phrase says that somebody does for a living, who does so now; empty where that is no trade."""
    return phrase.head if phrase.head in words()["trades"] and not is_of_past(phrase.text) else ""


def place_key(ref: Ref) -> str:
    """What a single name is compared by that may be a place's; empty where it cannot be one."""
    if ref.phrase.kind != "name" or ref.type not in (None, EntityType.PER):
        return ""
    key = fold(ref.phrase.exact)
    return key if " " not in key and key not in given_names() else ""


def _name(ref: Ref) -> Name | None:
    found, place = naming(ref.phrase, ref.type), place_key(ref)
    as_place = naming(ref.phrase, EntityType.LOC) if place and ref.type is EntityType.PER else None
    found = found or as_place
    if found is None:
        return None
    surname = (as_place or found).surname
    return Name(found.name, found.is_given, surname, place if not ref.phrase.name else "")


def _fits(names: Iterable[str]) -> Iterable[Fit]:
    parsed = {n: p for n in sorted(names) if (p := person_name(n)) is not None}
    full = [n for n, p in parsed.items() if p.is_full]
    for short in (n for n, p in parsed.items() if not p.is_full):
        for name in full:
            found = compare_persons(parsed[short], parsed[name])
            if found.score >= FITS_FROM:
                yield Fit(short, name, found.score, found.reason)
            elif is_given_name_of(parsed[short], parsed[name]):
                yield Fit(short, name, FITS_FROM, "the given name alone")


def _bearers(refs: Iterable[Ref]) -> Iterable[tuple[str, str]]:
    """Surnames of persons, each with what the name is compared by as a place."""
    for ref in refs:
        is_typed = ref.type is EntityType.PER and ref.phrase.kind == "name"
        parsed = person_name(ref.phrase.name or ref.phrase.exact) if ref.phrase.name or is_typed else None
        if parsed is not None:
            yield fold(parsed.surname), "" if ref.phrase.name else place_key(ref)


def _typed(text: Text) -> tuple[tuple[str, ...], tuple[tuple[str, bool, int], ...]]:
    """Surnames of persons named in full, and single names as the reader typed them, with how often."""
    full: set[str] = set()
    singles: Counter[tuple[str, bool]] = Counter()
    for e in text.reading.entities:
        words = e.span.of(text.article.text).split()
        if e.type is EntityType.PER and len(words) > 1:
            full.add(fold(words[-1]))
        elif len(words) == 1 and e.type in (EntityType.PER, EntityType.LOC):
            singles[fold(words[0]), e.type is EntityType.LOC] += 1
    return tuple(sorted(full)), tuple((*key, n) for key, n in sorted(singles.items()))


def _unknown(refs: Iterable[Ref]) -> Iterable[tuple[str, str]]:
    """Names that may be misprints, each with what must turn out to be a place's first; empty where nothing must."""
    for ref in refs:
        if ref.phrase.kind == "name" and ref.type in (None, EntityType.LOC):
            yield fold(ref.phrase.exact), ""
        elif place_key(ref):
            yield fold(ref.phrase.exact), place_key(ref)

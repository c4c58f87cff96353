"""What resolving one article may know of the whole case: persons, offices, states, acronyms, reviewers' rulings.

It is gathered over all articles before any is resolved, and from sets and counts only, so that the order
of the articles cannot matter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from counterclaim.actors.acronyms import acronyms
from counterclaim.actors.collect import Ref, Text
from counterclaim.actors.collected import collected
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.lexicon import fold, given_names, organisations, roles, words
from counterclaim.actors.names import gender_of, person_name
from counterclaim.actors.people import People, group_people
from counterclaim.actors.phrase import Phrase
from counterclaim.actors.profile import Profile
from counterclaim.actors.world import World, learn_world
from counterclaim.records import FORGETFUL, ActorKind, Article, EntityType, Keeper, Reading

_IN_PLACE = re.compile(r"\bin ([A-Z][\w’'-]{2,})\b")
_MEDIA = re.compile(rf"\b({'|'.join(sorted(words()['media_words']))})\b|\.(com|org|net|ru|co)\b")
_ORG_WORD = re.compile(rf"\b({'|'.join(sorted(words()['organisation_words']))})\b")


@dataclass(slots=True)
class Case:
    """Everything the articles share."""

    world: World
    people: People
    ruling: Ruling
    acronyms: dict[str, str]
    texts: dict[str, Text]
    surnames: frozenset[str] = frozenset()
    profiles: dict[str, Profile] = field(default_factory=dict)
    misprints: dict[str, tuple[str, str]] = field(default_factory=dict)
    holders: dict[tuple[str, str], set[str]] = field(default_factory=dict)


def gather(
    articles: Sequence[Article], readings: Sequence[Reading], ruling: Ruling, keeper: Keeper = FORGETFUL
) -> Case:  # fmt: skip
    """The case's shared knowledge."""
    by_id = {a.id: a for a in articles}
    pairs = sorted(((by_id[r.article], r) for r in readings if r.article in by_id), key=lambda p: p[0].id)
    world = learn_world(a.text for a, _ in pairs)
    texts = collected(pairs, world, keeper)
    case = Case(world, People(), ruling, _acronyms(articles), texts)
    _name_places(case)
    case.surnames = _likely_surnames(case)
    case.people = group_people(list(_named(case)), ruling)
    case.misprints = _misprints(case)
    _offices(case)
    return case


def _name_places(case: Case) -> None:
    """Single names that the reader took for a person here and for a place elsewhere ("Velisk denied it") are places.

    So they are where the case names nobody of that surname in full, and prints the name after "in", or as a place at
    least as often as as a person.
    """
    kinds: Counter[tuple[str, bool]] = Counter()
    surnames: set[str] = set()
    said_in: set[str] = set()
    for text in case.texts.values():
        body = text.article.text
        said_in |= {fold(m.group(1)) for m in _IN_PLACE.finditer(body)}
        for e in text.reading.entities:
            words_ = e.span.of(body).split()
            if e.type is EntityType.PER and len(words_) > 1:
                surnames.add(fold(words_[-1]))
            elif len(words_) == 1 and e.type in (EntityType.PER, EntityType.LOC):
                kinds[fold(words_[0]), e.type is EntityType.LOC] += 1
    for text in case.texts.values():
        for ref in text.refs:
            key = fold(ref.phrase.exact)
            is_name = ref.phrase.kind == "name" and ref.type in (None, EntityType.PER) and " " not in key
            is_place = kinds[key, True] > 0 and (key in said_in or kinds[key, True] >= kinds[key, False])
            if is_name and is_place and key not in surnames and key not in given_names():
                ref.type = EntityType.LOC


def _misprints(case: Case) -> dict[str, tuple[str, str]]:
    """Unknown place-like names one slip away from a state's name or capital that the case prints rightly."""
    refs = [r for t in case.texts.values() for r in t.refs]
    right = {fold(r.phrase.exact): (r.phrase.state, r.phrase.exact) for r in refs if r.phrase.kind == "state"}
    out = {}
    for key in {fold(r.phrase.exact) for r in refs if r.phrase.kind == "name" and r.type in (None, EntityType.LOC)}:
        near = {right[f] for f in right if len(f) >= 5 and DamerauLevenshtein.distance(f, key) == 1}
        if len({state for state, _ in near}) == 1:
            state, form = min(near, key=lambda n: (n[1], str(n[0])))
            out[key] = (str(state), form)
    return out


def _acronyms(articles: Sequence[Article]) -> dict[str, str]:
    """Acronyms with one long form in the whole case."""
    seen: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        for short, long in acronyms(article.text).items():
            seen[short].add(long)
    return {short: next(iter(longs)) for short, longs in sorted(seen.items()) if len({fold(x) for x in longs}) == 1}


def _named(case: Case) -> list[tuple[str, str, str | None]]:
    out = []
    for article, text in case.texts.items():
        for ref in text.refs:
            name = personal_name(ref, case.surnames)
            if name is not None:
                out.append((article, name, gender_of((), ref.phrase.text)))
    return out


def _likely_surnames(case: Case) -> frozenset[str]:
    """Surnames of persons named with a title or typed as persons somewhere in the case."""
    out: Counter[str] = Counter()
    for text in case.texts.values():
        for ref in text.refs:
            name = ref.phrase.name or (
                ref.phrase.exact if ref.type is EntityType.PER and ref.phrase.kind == "name" else ""
            )
            parsed = person_name(name) if name else None
            if parsed is not None:
                out[fold(parsed.surname)] += 1
    return frozenset(out)


def personal_name(ref: Ref, surnames: frozenset[str] = frozenset()) -> str | None:
    """The personal name a ref prints, or None where it is not a person's."""
    phrase = ref.phrase
    if phrase.name:
        tokens = _clean(phrase.name).split()
        while len(tokens) > 1 and tokens[-1].islower():  # "Mr. Kovalenko campaign"
            tokens.pop()
        return " ".join(tokens)
    if phrase.kind != "name" or not phrase.exact:
        return None
    name = _clean(phrase.exact)
    if ref.type is EntityType.PER:
        name = _before_preposition(name)
    if any(t in ("and", "&", "or") for t in name.split()):
        return None
    if any(t.islower() and t not in words()["particles"] for t in name.split()):
        return None
    if ref.type is EntityType.PER:
        return name
    if ref.type is not None and not (fold(name) in surnames and len(name.split()) == 1):
        return None
    return name if looks_personal(name, surnames) else None


def _before_preposition(name: str) -> str:
    """A person's name without what is added to it ("Oda Renn | for the Port Authority"), if it has two words."""
    tokens = name.split()
    end = next((i for i, t in enumerate(tokens) if t in words()["prepositions"]), len(tokens))
    return " ".join(tokens[:end]) if end >= 2 else name


def _clean(name: str) -> str:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split()
    if len(name.split()) == 1 and len(parts) == 2 and fold(parts[0]) in given_names():  # the handle @AnnaKovalenko
        name = " ".join(parts)
    return re.sub(r"\s+", " ", name.replace("’s", "").strip(" .'’\"“”")) or name


def looks_personal(name: str, surnames: frozenset[str]) -> bool:
    """Whether a bare proper name with no type is more likely a person's."""
    tokens = name.split()
    if _MEDIA.search(name) or _ORG_WORD.search(name) or fold(name) in organisations() or len(tokens) > 5:
        return False
    if fold(tokens[-1]) in surnames or fold(tokens[0]) in given_names():
        return True
    if len(tokens) == 1:
        return len(name) > 3 and not name.isupper() and name[1:].islower()
    lower = words()["particles"]
    return len(tokens) in (2, 3) and all(
        (t[:1].isupper() and t[1:].islower()) or "-" in t or len(t.rstrip(".")) == 1 or t in lower for t in tokens
    )


def kind_of(phrase: Phrase, type_: EntityType | None) -> ActorKind:
    """What sort of actor a phrase that is not a person stands for."""
    if phrase.kind in ("state",):
        return ActorKind.STATE
    if phrase.kind == "organisation":
        return ActorKind(phrase.head)
    if phrase.role is not None and phrase.role.name in ("medium", "media reports"):
        return ActorKind.MEDIA
    if phrase.kind == "name" and _MEDIA.search(phrase.exact):
        return ActorKind.MEDIA
    if phrase.kind == "name" and type_ is EntityType.LOC:
        return ActorKind.STATE
    if phrase.kind in ("forces", "plural", "person", "relation", "unknown"):
        return ActorKind.GROUP if phrase.plural or phrase.kind in ("forces", "plural") else ActorKind.PERSON
    if phrase.kind == "body" and phrase.plural and phrase.role is not None and phrase.role.name == "organisation":
        return ActorKind.GROUP
    return ActorKind.ORGANISATION


_ADMINISTRATION = re.compile(r"\b([A-Z][\w-]{2,})(?:['’]s)? administration\b")


def _heads_of_government(case: Case) -> frozenset[str]:
    """Surnames whose bearers run a government, from "the Kovalenko administration"."""
    return frozenset(m.group(1) for t in case.texts.values() for m in _ADMINISTRATION.finditer(t.article.text))


def _offices(case: Case) -> None:
    """Which named persons hold which office, over the whole case."""
    heads = _heads_of_government(case)
    for article, text in sorted(case.texts.items()):
        for ref in text.refs:
            name = personal_name(ref, case.surnames)
            canonical = case.people.of(article, name) if name else None
            if name is None:
                continue
            key = f"per|{canonical or name}"
            profile = case.profiles.setdefault(key, Profile(key, ActorKind.PERSON))
            parsed = person_name(canonical or name)
            gender = gender_of((), ref.phrase.text) or (parsed.gender if parsed else None)
            profile.learn(ref.phrase, gender, ref.phrase.state)
            if parsed is not None and parsed.surname in heads:
                profile.roles.setdefault("president", roles()["president"])
            if ref.phrase.role is not None:
                for of in {ref.phrase.state, ref.phrase.org} - {None}:
                    case.holders.setdefault((ref.phrase.role.name, str(of)), set()).add(key)

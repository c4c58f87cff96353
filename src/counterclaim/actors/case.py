"""What resolving one article may know of the whole case: persons, offices, states, acronyms, reviewers' rulings.

It is gathered over all articles before any is resolved, and from sets and counts only, so that the order
of the articles cannot matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from counterclaim.actors.acronyms import acronyms
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.lexicon import fold, role_named, words
from counterclaim.actors.naming import MEDIA
from counterclaim.actors.offices import Offices, day_of, hold_offices
from counterclaim.actors.people import People, group_people
from counterclaim.actors.phrase import Phrase
from counterclaim.actors.printed import Office, Printed
from counterclaim.actors.profile import Profile
from counterclaim.actors.tenures import Told
from counterclaim.actors.unnamed import means_state
from counterclaim.actors.world import World
from counterclaim.records import FORGETFUL, ActorKind, Article, EntityType, Keeper, key_of


@dataclass(slots=True)
class Case:
    """Everything the articles share."""

    world: World
    ruling: Ruling
    articles: frozenset[str]
    acronyms: dict[str, str] = field(default_factory=dict)
    #: Of those that stand for several in the case what each article introduces them for.
    own_acronyms: dict[tuple[str, str], str] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    people: People = field(default_factory=People)
    profiles: dict[str, Profile] = field(default_factory=dict)
    misprints: dict[str, tuple[str, str]] = field(default_factory=dict)
    holders: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    tenures: Offices = field(default_factory=Offices)
    days: Mapping[str, str | None] = field(default_factory=dict)


def gather(
    articles: Sequence[Article], printed: Mapping[str, Printed], tenures: Mapping[str, Sequence[Told]], world: World,
    ruling: Ruling, keeper: Keeper = FORGETFUL,
) -> Case:  # fmt: skip
    """The case's shared knowledge.

    Args:
        articles: all of them.
        printed: what those print that have a reading, by id.
        tenures: the offices that these tell of.
        world: the states that they know.
        ruling: what reviewers decided.
        keeper: remembers acronyms and which names are alike.
    """
    told = dict(sorted(printed.items()))
    case = Case(world, ruling, frozenset(told), *_acronyms(articles, keeper))
    case.places = _places(told.values())
    case.surnames = frozenset(s for p in told.values() for s, place in p.bearers if place not in case.places)
    named = {a: _named(case, p) for a, p in told.items()}
    case.people = group_people(named, told, tenures, ruling, keeper)
    case.misprints = _misprints(case, told.values())
    _offices(case, told)
    case.days = {a.id: day_of(a.published.value) for a in articles}
    case.tenures = hold_offices(tenures, case.days, case.people, case.profiles, case.holders)
    return case


def _places(printed: Iterable[Printed]) -> frozenset[str]:
    """Single names that the reader took for a person here and for a place elsewhere ("Velisk denied it") are places.

    So they are where the case names nobody of that surname in full, and prints the name after "in", or as a place at
    least as often as as a person.
    """
    kinds: Counter[tuple[str, bool]] = Counter()
    full: set[str] = set()
    said_in: set[str] = set()
    for p in printed:
        full.update(p.full)
        said_in.update(p.in_places)
        for word, is_place, count in p.singles:
            kinds[word, is_place] += count
    likely = {w for w, is_place in kinds if is_place and (w in said_in or kinds[w, True] >= kinds[w, False])}
    return frozenset(likely - full)


def _named(case: Case, printed: Printed) -> Counter[str]:
    """The names of persons in an article, with how often each is printed."""
    out: Counter[str] = Counter()
    for name, count in zip(printed.names, printed.counts, strict=True):
        if name.is_named(case.surnames, case.places):
            out[name.text] += count
    return out


def _misprints(case: Case, printed: Iterable[Printed]) -> dict[str, tuple[str, str]]:
    """Unknown place-like names one slip away from a state's name or capital that the case prints rightly."""
    right: dict[str, tuple[str, str]] = {}
    unknown: set[str] = set()
    for p in printed:
        right.update(p.states)
        unknown.update(key for key, place in p.unknown if not place or place in case.places)
    near: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for form, key in _slips([f for f in right if len(f) >= 5], unknown):
        near[key].add(right[form])
    out = {}
    for key in sorted(near):
        if len({state for state, _ in near[key]}) == 1:
            out[key] = min(near[key], key=lambda n: (n[1], n[0]))
    return out


def _slips(right: Iterable[str], unknown: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that one letter more, less, other or exchanged with the next tells apart.

    Two such words are the same with one letter taken out of the one, the other or both.
    """
    without: dict[str, set[str]] = defaultdict(set)
    for form in right:
        for part in _shortened(form):
            without[part].add(form)
    for key in unknown:
        for form in set().union(*(without[part] for part in _shortened(key) if part in without)):
            if DamerauLevenshtein.distance(form, key) == 1:
                yield form, key


def _shortened(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _acronyms(
    articles: Sequence[Article], keeper: Keeper
) -> tuple[dict[str, str], dict[tuple[str, str], str]]:  # fmt: skip
    """Acronyms with one long form in the whole case, and of the others those that an article introduces, for it."""
    texts = [a.text for a in articles]

    def make(at: Sequence[int]) -> list[dict[str, str]]:
        return [acronyms(texts[i]) for i in at]

    seen: dict[str, set[str]] = defaultdict(set)
    every = keeper.recall("acronyms", [key_of(t) for t in texts], dict[str, str], make)
    for found in every:
        for short, long in found.items():
            seen[short].add(long)
    one = {short: min(longs) for short, longs in sorted(seen.items()) if len({fold(x) for x in longs}) == 1}
    pairs = zip(articles, every, strict=True)
    own = {(a.id, short): long for a, found in pairs for short, long in found.items() if short not in one}
    return one, own


def kind_of(phrase: Phrase, type_: EntityType | None) -> ActorKind:
    """What sort of actor a phrase that is not a person stands for."""
    if phrase.kind == "state" or means_state(phrase):
        return ActorKind.STATE
    if phrase.kind == "organisation":
        return ActorKind(phrase.head)
    if phrase.role is not None and phrase.role.name in ("medium", "media reports"):
        return ActorKind.MEDIA
    if phrase.kind == "name" and MEDIA.search(phrase.exact):
        return ActorKind.MEDIA
    if phrase.kind == "name" and type_ is EntityType.LOC:
        return ActorKind.STATE
    if phrase.kind in ("forces", "plural", "person", "relation", "unknown"):
        return ActorKind.GROUP if phrase.plural or phrase.kind in ("forces", "plural") else ActorKind.PERSON
    if phrase.kind == "body" and phrase.plural and phrase.role is not None and phrase.role.name == "organisation":
        return ActorKind.GROUP
    return ActorKind.ORGANISATION


def _offices(case: Case, printed: Mapping[str, Printed]) -> None:
    """Which named persons hold which office, over the whole case."""
    heads = {head for p in printed.values() for head in p.heads}
    for role, state in (branch for p in printed.values() for branch in p.branches):
        case.holders.setdefault((f"the {role}", "*"), set()).add(state)
    for article, p in printed.items():
        is_named = [n.is_named(case.surnames, case.places) for n in p.names]
        bearer = [case.people.of(article, n.text) or n.text for n in p.names]
        for office in p.offices:
            if is_named[office.name]:
                _hold(case, bearer[office.name], office, heads)
                principal = _served(case, article, office.serves)
                if principal is not None and office.role is not None:
                    case.holders.setdefault((office.role, principal), set()).add(f"per|{bearer[office.name]}")


def _served(case: Case, article: str, words_: str) -> str | None:
    """The key of the person, else the house, that a spokesman serves by the words ("Prime Minister Ivo Brandt")."""
    tokens = words_.split()
    names = (case.people.of(article, " ".join(tokens[i:])) for i in range(len(tokens)))
    return next((f"per|{name}" for name in names if name is not None), f"org|{words_}" if words_ else None)


def _hold(case: Case, name: str, office: Office, heads: set[str]) -> None:
    key, parsed = f"per|{name}", case.people.parsed.get(name)
    profile = case.profiles.setdefault(key, Profile(key, ActorKind.PERSON))
    profile.hear(
        office.gender or (parsed.gender if parsed else None), office.state, (office.org, office.body), office.times
    )
    if parsed is not None and parsed.surname in heads:
        profile.roles.setdefault("president", role_named("president"))
    if office.role is not None:
        profile.roles.setdefault(office.role, role_named(office.role))
        ofs = {office.state, office.org} - {None} or ({""} if office.role in words()["offices_of_state"] else set())
        for of in ofs:
            case.holders.setdefault((office.role, str(of)), set()).add(key)

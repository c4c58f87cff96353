"""What an assertion is about (where, when, which thing), and whether two can be about the same.

Referents come before meaning: a toll here is not a toll there, a fake video of one town says nothing of another. Two
assertions whose referents clash are "not comparable", with the reason in words, and are never called the same or
contradictory. What an assertion does not say itself it takes from the head of its article, with less weight.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.places import PlacesSeen, is_place
from counterclaim.claims.sides import Sides
from counterclaim.records import Article, EntityType, Reading, Span

#: So many sentences of an article tell which event it is about.
HEAD_SENTENCES = 2
#: A place is only whereabouts if a word of vicinity stands within so many characters before it.
VICINITY_REACH = 24
#: Words of place names that many places share.
_GENERIC = frozenset(
    "strait city town village region province district street square north south east west northern southern eastern "
    "western central upper lower sea river lake bay gulf island islands port mount saint great coast harbour harbor "
    "bridge road airport near shoal channel county state united republic ferry europe europa asia africa america "
    "middle world the its their los las les der die das".split()
)
#: Consonants and vowels of a name.
Key = tuple[str, str]
_PEOPLE = (EntityType.PER, EntityType.DATE)
#: What these name is named in many articles; an article is not mainly about it.
_BODIES = (EntityType.ORG, EntityType.NORP)
_CAPITALISED = re.compile(r"(?<=[\w,;:–—-] )[A-Z][a-z]{3,}(?:-[A-Z]?[a-z]+)?")
_CALENDAR = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday minister president prime foreign defence defense interior general colonel captain "
    "ministry government spokesman spokeswoman secretary admiral news".split()
)
#: What happened so many days before it was told of is another happening than the one of the day.
LONG_BEFORE = 14
#: So often a name must occur for an article to be about it, where it does not begin with it.
RECURS = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when: ``places`` as printed in lower case, ``days`` as ISO intervals."""

    places: frozenset[str]
    days: frozenset[tuple[str, str]]

    @property
    def dates(self) -> frozenset[str]:
        """The first day of each interval."""
        return frozenset(start for start, _ in self.days)


@dataclass(frozen=True, slots=True)
class Event:
    """What an article is about: names as printed, and the first article it is linked to by names."""

    names: frozenset[str]
    group: str


#: An article that names nothing can be about anything.
NOTHING = Event(frozenset(), "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two assertions can be compared, why not, and whether that is sure (said in both their own words)."""

    is_comparable: bool
    reason: str = ""
    is_sure: bool = False


def own_scene(text: str, reading: Reading, spans: Sequence[Span], sides: Sides, known: PlacesSeen) -> Scene:
    """The scene told in an assertion's own words; the names of sides and mere whereabouts are left out."""
    found = {e.span for s in spans for e in reading.entities if s.contains(e.span) and is_place(text, e)}
    found.update(at for s in spans for at in known.inside(text, s))
    places = {at.of(text).casefold() for at in found if not _is_whereabouts(text, at)}.difference(known.ships)
    days = {(t.start, t.end or t.start) for t in reading.timexes if t.start and any(s.contains(t.span) for s in spans)}
    return Scene(frozenset(places - sides.state_names), frozenset(days))


class Told(NamedTuple):
    """Of an article: the names it is mainly about as printed, their keys, and the keys of all its names."""

    names: frozenset[str]
    main: frozenset[Key]
    every: frozenset[Key]


def linked(told: Mapping[str, Told]) -> Mapping[str, Event]:
    """What each article is about, by what all of them tell.

    Two articles are on one event if what the one is mainly about is named in the other and the other way round, or if
    others link them; a name in passing on one side makes no common event.
    """
    group = _groups({a: (t.main, t.every) for a, t in told.items()})
    return {a: Event(t.names, group[a]) for a, t in told.items() if t.names}


def told_of(article: Article, reading: Reading, sides: Sides, known: PlacesSeen) -> Told:
    """The names of one article.

    Main are the names of its title and first sentences and those that recur; where there are none, all are. Any name
    may link two articles; only places, as printed, can keep them apart.
    """
    head = [*reading.sentences[:HEAD_SENTENCES], *([article.title_span] if article.title_span else [])]
    every = _names(article.text, reading, sides)
    bodies = [e.span for e in reading.entities if e.type in _BODIES]
    found = [(k, at) for k, at in every if not any(b.contains(at) for b in bodies)]
    placed = {i for at in known.inside(article.text, Span(0, len(article.text))) for i in range(at.start, at.end)}
    counts = Counter(key for key, _ in found)
    first = {k for k, at in found if any(s.contains(at) for s in head)}
    main = first | {k for k, n in counts.items() if n >= RECURS} or set(counts)
    shown = first or main
    names = {at.of(article.text).casefold() for k, at in found if k in shown and at.start in placed}
    return Told(frozenset(names), frozenset(main), frozenset(k for k, _ in every))


def _groups(told: Mapping[str, tuple[frozenset[Key], frozenset[Key]]]) -> dict[str, str]:
    """For each article the first one, by id, that it is linked to."""
    spelled = _spellings({k for _, every in told.values() for k in every})
    naming: dict[Key, list[str]] = {}
    for article, (_, every) in sorted(told.items()):
        for key in every:
            naming.setdefault(key, []).append(article)
    meant = {a: {x for k in main for x in spelled[k]} for a, (main, _) in told.items()}
    home = {a: a for a in told}

    def root(a: str) -> str:
        while home[a] != a:
            home[a] = home[home[a]]
            a = home[a]
        return a

    for a, (_, every) in sorted(told.items()):
        for b in {b for k in meant[a] for b in naming.get(k, ())}:
            if home[a] == home[b]:  # most are known to be one
                continue
            one, two = root(a), root(b)
            if one != two and not meant[b].isdisjoint(every):
                home[max(one, two)] = min(one, two)
    return {a: root(a) for a in told}


def _spellings(keys: set[Key]) -> dict[Key, list[Key]]:
    """For each name those of the case that are spellings of it; found among the few with the same consonants."""
    by_consonants: dict[str, list[Key]] = {}
    for key in keys:
        by_consonants.setdefault(key[0], []).append(key)
    return {k: [x for x in by_consonants[k[0]] if x == k or _is_same_word(k, x)] for k in keys}


def are_different_events(a: Event, b: Event) -> bool:
    """Whether two articles name what they are about, and nothing links them."""
    return bool(a.names and b.names) and a.group != b.group


def _names(text: str, reading: Reading, sides: Sides) -> list[tuple[Key, Span]]:
    """Capitalised words inside sentences that name no person and no side: places, ships, treaties, bodies."""
    people = [e.span for e in reading.entities if e.type in _PEOPLE]
    people += [n.span for s in reading.sentences for n in sides.named(reading.article, text, s, None)]
    taken = {i for s in people for i in range(s.start, s.end)}
    out = []
    for sentence in reading.sentences:
        for m in _CAPITALISED.finditer(text, sentence.start + 1, sentence.end):
            word = m.group().casefold()
            if m.start() not in taken and word not in _GENERIC and word not in _CALENDAR:
                out.append((_key(word), Span(m.start(), m.end())))
    return out


def compare_scenes(a: Scene, b: Scene, event_a: Event, event_b: Event, *, is_event: bool) -> Verdict:
    """Whether two assertions can be about the same.

    Args:
        a: scene of the first, in its own words.
        b: scene of the second.
        event_a: what the first one's article is about.
        event_b: what the second one's article is about.
        is_event: whether both tell of something that happened at one time, so that two dates are two happenings.
    """
    if _clash(a.places, b.places):
        return Verdict(False, f"different places: {listed(a.places)} / {listed(b.places)}", True)
    if is_event and a.days and b.days and not any(meet(x, y) for x in a.days for y in b.days):
        return Verdict(False, f"different dates: {listed(a.dates)} / {listed(b.dates)}", True)
    if not (a.places and b.places) and are_different_events(event_a, event_b):
        reason = f"their articles are about different events: {listed(event_a.names)} / {listed(event_b.names)}"
        return Verdict(False, reason)
    return Verdict(True)


def is_earlier_elsewhere(scene: Scene, about: Event, said: str | None) -> bool:
    """Whether an assertion tells of something long before it was said, at a place that its article is not about.

    "It was they who shelled Velm in August", in an article about another town in October.
    """
    if not scene.places or not scene.days or not about.names or said is None:
        return False
    last = max(end for _, end in scene.days)
    return _clash(scene.places, about.names) and _days_between(last, said) > LONG_BEFORE


def _days_between(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    except ValueError:
        return 0


def listed(names: Iterable[str]) -> str:
    """Up to three names, in order."""
    return ", ".join(sorted(names)[:3]) or "not named"


def _is_whereabouts(text: str, place: Span) -> bool:
    before = text[max(0, place.start - VICINITY_REACH) : place.start]
    return bool(re.search(lexicon.words("acts", "vicinity").pattern + r"\s+(?:the\s+)?$", before, re.IGNORECASE))


def meet(a: tuple[str, str], b: tuple[str, str]) -> bool:
    """Whether two stretches of days have a day in common."""
    return a[0] <= b[1] and b[0] <= a[1]


def _clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both name places and none of the one can be one of the other."""
    if a & b:
        return False
    keys_a, keys_b = _keys(a), _keys(b)
    return bool(keys_a and keys_b) and not any(_is_same_word(x, y) for x in keys_a for y in keys_b)


@lru_cache(maxsize=65536)
def _keys(places: frozenset[str]) -> frozenset[Key]:
    words = {w for p in places for w in re.findall(r"[^\W\d_]{3,}", p) if w not in _GENERIC}
    return frozenset(_key(w) for w in words)


def _key(word: str) -> Key:
    """Consonants and vowels of a name, with the letters that transliterations swap made equal."""
    plain = word.translate(str.maketrans("qcyjw", "kkiiv")).replace("kh", "k").replace("ts", "z")
    plain = re.sub(r"(.)\1", r"\1", plain)
    consonants = re.sub(r"[aeiou]", "", plain)
    vowels = re.sub(r"[^aeiou]+", " ", plain).split()
    is_final = plain[-1:] in "aeiou"
    return consonants, "".join(v[-1] for v in (vowels[:-1] if is_final else vowels))


def _is_same_word(a: Key, b: Key) -> bool:
    """Spellings of one name: the same consonants and vowels; longer names may differ in one vowel.

    "Pelluna" and "Pelun" are one, "Pelluna" and "Pellano" are two.
    """
    if a[0] != b[0] or not a[0]:
        return False
    differing = sum(x != y for x, y in zip(a[1], b[1], strict=False)) + abs(len(a[1]) - len(b[1]))
    return differing == 0 or (differing == 1 and len(a[0]) >= 4)

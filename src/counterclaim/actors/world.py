"""States as this case's texts name them: the table of the world's states, and states that only the texts know.

A case may be about places no table holds (disputed entities, or invented ones in an example). Their
adjective, name and capital are learnt from the texts themselves: "the Veldorian capital, Orst",
"Veldoria's foreign ministry", "Veldorian troops".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from counterclaim.actors.acting import Acts, acts_in, capitals_of, speaking_states
from counterclaim.actors.crafts import crafts_in
from counterclaim.actors.lexicon import fold, organisations, roles, seats, states, words
from counterclaim.actors.organs import OFFICIAL, ORGANS, STATES_OWN, bearers_in, is_titled, organ_in, organs_in
from counterclaim.records import FORGETFUL, Keeper, key_of

if TYPE_CHECKING:
    from counterclaim.actors.phrase import Phrase

#: Endings that many words have ("Matter", "Education"), so that what they are formed from must be near.
_WEAK = re.compile(r"(?:er|ar|[^ai]n)$")
_ADJECTIVE = re.compile(r"\b([A-Z][\w'’-]{2,}?(?:ian|an|ese|ish|ic|i|n|er|ar))(?=\s+([A-Za-z-]+(?: [A-Za-z-]+){0,3}))")
#: "The Veldorian Emergency Situations Ministry": a field that no table holds.
_MINISTRY = re.compile(r"\b([A-Z][\w-]{2,}(?:ian|an|ese|ish|i))\s+(?:[A-Z][a-z]+ (?:and )?){1,3}Ministry\b")
_CAPITAL = re.compile(
    r"\b([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)(?:['’]s)? capital,? (?:city,? )?(?:of )?([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)"
    r"|\b([A-Z][\w-]+(?:\s[A-Z][\w-]+)?), (?:the )?([A-Z][\w-]+)(?:['’]s)? capital\b"
    r"|\b([A-Z][\w-]+(?:\s[A-Z][\w-]+)?), (?:the )?capital of ([A-Z][\w-]+)"
)
#: "The Amber Palace, the office of the Veldorian president": a building that stands for who sits in it.
_SEAT = re.compile(
    r"\b((?:[A-Z][\w-]+ ){1,2}(?:Palace|House|Castle|Mansion|Citadel)),? (?:which is )?(?:the )?(?:official )?"
    r"(?:seat|office|residence|headquarters) of (?:the )?([A-Z][\w-]+?)(?:['’]s)? "
    r"(?:president|presidency|government|prime minister|premier|leader|king|queen|emir|monarch)\b"
)
#: "The Veldorian Harbour Guard": a body of a state by a name that is no mere sort of body.
_OWNED = re.compile(
    r"\b(?=([A-Z][\w-]{2,}) ((?:[A-Z][a-z-]+ ){1,2}"
    r"(?:Guards?|Fleet|Command|Corps|Directorate|Inspectorate|Forces?|Police|Navy|Army))\b)"
)
_BUILDING = re.compile(r" (?:Palace|House|Castle|Mansion|Citadel)$")
_WORD = re.compile(r"\b[A-Z][\w-]{3,}\b")
_APOSTROPHES = "'\"`"
#: Form, key, how, title.
Beheld = tuple[tuple[str, str, str, str], ...]
_ODD = re.compile(rf"[^\x00-\x7f]|[{_APOSTROPHES}]")
_WITHOUT_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)


@dataclass(frozen=True, slots=True)
class StateWord:
    """What a word says about a state: its key, and whether it names, describes or stands for it, or is a body of it."""

    key: str
    how: str


@dataclass(slots=True)
class World:
    """Look-up of state words for one case."""

    forms: dict[str, StateWord] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    #: Forms that the case's own texts introduced.
    learned: frozenset[str] = frozenset()
    #: Names of ships and the like, folded.
    crafts: frozenset[str] = frozenset()
    #: The learned forms in order, with their words.
    sought: list[tuple[str, list[str]]] = field(default_factory=list, repr=False, compare=False)
    #: What phrases say in this world, as far as they were read.
    phrases: dict[str, Phrase] = field(default_factory=dict, repr=False, compare=False)

    def word(self, text: str) -> StateWord | None:
        """What ``text`` (some words without a determiner) says about a state, if anything."""
        if text.islower() or not any(c.isupper() for c in text):
            return None
        return self.forms.get(fold(text).removeprefix("the "))

    def title(self, key: str) -> str:
        """The name of the state ``key``."""
        return self.titles.get(key, key)

    def _sought(self) -> list[tuple[str, list[str]]]:
        """The learned forms, each with its words where it has several; sorted once, and asked for by each article."""
        if len(self.sought) != len(self.learned):
            self.sought = [(f, f.split() if " " in f else []) for f in sorted(self.learned)]
        return self.sought

    def beheld(self, text: str) -> Beheld:
        """What pieces of a text may say otherwise than in a world that knows the table alone: form, key, how, title.

        No piece of a text says more than the forms all of whose words are in it.
        """
        if not (self.learned or self.crafts):
            return ()
        plain = _plain(text)
        crafts = [(c, "", "craft", "") for c in sorted(self.crafts) if all(w in plain for w in c.split())]
        seen = [f for f, told in self._sought() if f in plain or (told and all(w in plain for w in told))]
        return (*map(self.told, seen), *crafts)

    def told(self, form: str) -> tuple[str, str, str, str]:
        """What a form says: itself, the key, how, the title."""
        word = self.forms[form]
        return form, word.key, word.how, self.title(word.key)


def _plain(text: str) -> str:
    """A text with the letters that ``fold`` makes of its own."""
    for odd in set(_ODD.findall(text)):
        text = text.replace(odd, anyascii(odd).translate(_WITHOUT_APOSTROPHES))
    return text.lower()


def known_world() -> World:
    """The states of the table alone."""
    world = World()
    for state in states().values():
        world.titles[state.key] = state.name
        for how, forms in (
            ("name", state.names),
            ("adjective", state.adjectives),
            ("capital", state.capitals),
        ):
            for form in sorted(forms):
                world.forms.setdefault(form, StateWord(state.key, how))
    return world


class Counted(NamedTuple):
    """Words of one text that may be a state's: adjectives before offices, nouns with a capital, owners of capitals."""

    adjectives: dict[str, int]
    nouns: dict[str, int]
    capitals: tuple[tuple[str, str], ...]
    organs: tuple[tuple[str, str], ...] = ()
    bearers: tuple[str, ...] = ()
    acts: Acts = Acts((), (), (), (), (), (), ())
    crafts: tuple[str, ...] = ()
    owned: tuple[tuple[str, str], ...] = ()


def learn_world(texts: Sequence[str], keeper: Keeper = FORGETFUL) -> World:
    """The table's states and those that the case's own texts introduce; the order of the texts does not matter."""
    world = known_world()
    known = frozenset(world.forms)

    def make(at: Sequence[int]) -> list[Counted]:
        return [_count(texts[i], known) for i in at]

    adjectives, nouns, capitals = Counter[str](), Counter[str](), set[tuple[str, str]]()
    organs, bearers, acts = set[tuple[str, str]](), set[str](), list[Acts]()
    crafts, owned = set[str](), set[tuple[str, str]]()
    for counted in keeper.recall("world", [key_of(t) for t in texts], Counted, make):
        adjectives.update(counted.adjectives)
        nouns.update(counted.nouns)
        capitals.update(counted.capitals)
        organs.update(counted.organs)
        bearers.update(counted.bearers)
        acts.append(counted.acts)
        crafts.update(counted.crafts)
        owned.update(counted.owned)
    _learn_owners(world, organs, bearers)
    adjectives = Counter({a: n for a, n in adjectives.items() if a not in bearers and _may_be_of_state(a)})
    _learn(world, adjectives, nouns, {(of, city) for of, city in capitals if city not in bearers})
    _learn_acting(world, acts, nouns, bearers)
    _learn_bodies(world, owned)
    world.learned = frozenset(world.forms) - known
    world.crafts = frozenset(crafts - world.forms.keys() - {fold(b) for b in bearers})  # ships are called after states
    return world


def _learn(
    world: World, adjectives: Mapping[str, int], nouns: Mapping[str, int], capitals: set[tuple[str, str]]
) -> None:  # fmt: skip
    pairs = _pair(adjectives, nouns)
    for adjective, noun in sorted(pairs.items()):
        _add(world, noun, adjective)
    for owner, _ in sorted(capitals):
        if owner in adjectives and owner not in pairs:  # "the Veldorian capital" where the noun is never printed
            _add(world, owner, owner)
    for owner, capital in sorted(capitals):
        entry = world.forms.get(fold(owner))
        if entry is not None and fold(capital) not in world.forms:
            how = "seat" if _BUILDING.search(capital) else "capital"
            world.forms[fold(capital)] = StateWord(entry.key, how)


def _learn_acting(
    world: World, acts: Sequence[Acts], nouns: Mapping[str, int], bearers: set[str]
) -> None:  # fmt: skip
    """States that only speak and are charged, whose people bear their name; then the towns that states speak from."""
    speaks, adjectives = speaking_states(acts, bearers)
    fresh = {a: 1 for a in adjectives if fold(a) not in world.forms and _may_be_of_state(a)}
    for adjective, noun in sorted(_pair(fresh, {n: nouns[n] for n in speaks if n in nouns}).items()):
        if noun not in bearers and fold(noun) not in world.forms:
            _add(world, noun, adjective)
    state_of = {w: e.key for w in nouns if (e := world.forms.get(fold(w))) and e.key.startswith("x-")}
    for town, key in sorted(capitals_of(acts, state_of, bearers).items()):
        world.forms.setdefault(fold(town), StateWord(key, "capital"))


def _learn_bodies(world: World, owned: set[tuple[str, str]]) -> None:
    """Bodies whose names tell their state without it too: those of one state alone ("the Harbour Guard")."""
    states_of: dict[str, set[str]] = {}
    for owner, name in sorted(owned):
        entry = world.forms.get(fold(owner))
        if entry is not None and entry.how in ("adjective", "name"):
            states_of.setdefault(fold(name), set()).add(entry.key)
    for name, of in sorted(states_of.items()):
        if len(of) == 1 and name not in world.forms and name not in {*roles(), *organisations(), *seats()}:
            world.forms[name] = StateWord(min(of), "body")


def _learn_owners(world: World, organs: set[tuple[str, str]], bearers: set[str]) -> None:
    """States known by what they have alone ("Veldoria's defence ministry"); nobody who bears a name or a title."""
    of: dict[str, set[str]] = {}
    for owner, organ in sorted(organs):
        of.setdefault(owner, set()).add(organ)
    for owner, had in sorted(of.items()):
        sorts = {roles()[organ].name if organ in roles() else organ for organ in had}
        is_state = bool(had & STATES_OWN) or len(sorts) >= ORGANS
        if is_state and owner not in bearers and fold(owner) not in world.forms:
            key = f"x-{re.sub(r'(ia|[aeoy])$', '', fold(owner))}"  # as from the adjective that some text may print
            world.titles[key] = owner
            world.forms[fold(owner)] = StateWord(key, "name")


def _count(text: str, known: frozenset[str]) -> Counted:
    adjectives, nouns, capitals = Counter[str](), Counter[str](), set[tuple[str, str]]()
    titled = set[str]()
    for match in _ADJECTIVE.finditer(text):
        word = match.group(1)
        if is_titled(text, match.start()):
            titled.add(word)
        if fold(word) not in known and fold(word) not in seats() and organ_in(match.group(2), OFFICIAL):
            adjectives[word] += 1
    adjectives.update(w for w in _MINISTRY.findall(text) if fold(w) not in known)
    nouns.update(_WORD.findall(text))
    for match in _CAPITAL.finditer(text):
        first, second, city, owner, city_2, owner_2 = match.groups()
        said = re.sub(r"^(?:In|From|At|Near|To) ", "", city or city_2 or "")
        capitals.add((first.split()[-1], second) if first else (owner or owner_2, said))
    capitals.update((m.group(2), re.sub("^The ", "", m.group(1))) for m in _SEAT.finditer(text))
    organs = set(organs_in(text, known))
    titled.update(city for _, city in capitals if _is_somebody(city, text))
    bearers = titled | set(bearers_in(text, {owner for owner, _ in organs}))
    return Counted(
        dict(adjectives), dict(nouns), tuple(sorted(capitals)), tuple(sorted(organs)), tuple(sorted(bearers)),
        acts_in(text, known), tuple(sorted(crafts_in(text))),
        tuple(sorted(set(_OWNED.findall(text)))),
    )  # fmt: skip


def _is_somebody(city: str, text: str) -> bool:
    """Whether what was taken for a capital is called like a person ("in the Veldorian capital Brandt said")."""
    return any(is_titled(text, m.start()) for m in re.finditer(rf"\b{re.escape(city)}\b", text)) if city else False


def _may_be_of_state(adjective: str) -> bool:
    """Whether an adjective is none of a faith, a party, a continent or a region."""
    return fold(adjective) not in words()["no_states"]


def _pair(adjectives: Mapping[str, int], nouns: Mapping[str, int]) -> dict[str, str]:
    """Each unknown official adjective with the noun it is formed from ("Veldorian": "Veldoria")."""
    out = {}
    by_stem = sorted(nouns) if adjectives else []
    for adjective in sorted(adjectives):
        stem = _stem(adjective)
        if len(stem) < 4:
            continue
        fits = [n for n in _beginning(stem, by_stem) if n != adjective and len(n) - len(stem) <= 4]
        fits = [n for n in fits if n not in (adjective + "s", stem + "s") and not re.search(r"(ians?|ese|ish)$", n)]
        if _WEAK.search(adjective):
            fits = [n for n in fits if n in {stem + ending for ending in ("", "a", "e", "o", "land")}]
        if fits:
            out[adjective] = min(fits, key=lambda n: (-nouns[n], n))
    return out


def _beginning(stem: str, ordered: list[str]) -> Iterable[str]:
    """The words that begin with a stem."""
    return takewhile(lambda n: n.startswith(stem), islice(ordered, bisect_left(ordered, stem), None))


def _stem(adjective: str) -> str:
    return re.sub(r"(ian|ean|an|ese|ish|ic|er|ar|n|i)$", "", adjective)


def _add(world: World, noun: str, adjective: str) -> None:
    if fold(noun) in world.forms and world.forms[fold(noun)].how != "adjective":
        key = world.forms[fold(noun)].key
    else:
        key = f"x-{fold(_stem(adjective))}"  # the same before and after some text prints the noun
        world.titles[key] = noun
        world.forms.setdefault(fold(noun), StateWord(key, "name"))
    for form in (adjective, adjective + "s"):
        world.forms.setdefault(fold(form), StateWord(key, "adjective"))

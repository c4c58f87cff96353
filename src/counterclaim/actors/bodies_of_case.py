"""The bodies of a case that are no state, put together from what its articles call them.

A body is a sort with a name ("Dockers' Union", "Velby police department"). Names of one sort are one body if they are
equal or one holds the other; a name without a sort ("Marrow Terminals") is the one body that is so called. A noun
without a name ("the company") is the body of its sort that its actor is named as, else the one of its article, else the
one of the case; of two it is neither.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from counterclaim.actors.charges import Heard, Said, ties_of
from counterclaim.actors.lexicon import fold, words
from counterclaim.actors.names import plain_name
from counterclaim.actors.principals import FAMILY, NAMED_SORTS, Body, Tie

#: Sorts whose names are their own and no place or surname, so that the name alone is the body too.
NAMED = NAMED_SORTS | {""}
#: Letters that a name has at least if a longer one is to be the same for holding it.
LETTERS = 4
#: So many words of its name a body is called by if it can be; of more the commonest form goes first.
NAME_WORDS = 2
Node = tuple[str, tuple[str, ...]]


def is_civil(party: str) -> bool:
    """Whether a party's key is that of a side that is no state or movement."""
    return party.startswith("side|")


class Bodies:
    """The bodies of a case; keys are ``side|sort|name``. Of tens of thousands of mentions most say what others say."""

    def __init__(self, said: Mapping[str, Said]) -> None:
        alone = {key for one in said.values() for key in one.alone}
        places: dict[Heard, int] = {}
        self._often: Counter[int] = Counter()
        self._said = {article: said[article] for article in sorted(said)}
        self._which: dict[str, list[int]] = {}  # of what each article says the places among all; of what is left out -1
        for article, one in self._said.items():
            self._which[article] = here = []
            for heard, times in one.heard:
                is_left_out = heard.actor in alone and heard.body.sort != FAMILY
                here.append(-1 if is_left_out else places.setdefault(heard, len(places)))
                self._often[here[-1]] += times
        self._heard = list(places)
        nodes = [_node(h.body) for h in self._heard]
        told = {n for h, n in zip(self._heard, nodes, strict=True) if n is not None and not _is_person(h)}
        named = [b for s in said.values() for c in s.charges for _, b in c.named if b is not None]
        self._lead, every = _leads(told | {n for b in named if (n := _node(b)) is not None})
        people = {n for h, n in zip(self._heard, nodes, strict=True) if n is not None and _is_person(h)}
        self._lead.update(_named_as(self._lead, every, people))
        self._homes = [self._lead.get(n) if n is not None else None for n in nodes]
        self._by_actor = self._named_actors()
        self._sorts = self._sorts_of_leads()
        self._by_sort: dict[str, set[Node]] = defaultdict(set)
        for lead, sorts in self._sorts.items():
            for sort in sorts:
                self._by_sort[sort].add(lead)
        self._in_article: dict[str, set[Node]] = defaultdict(set)
        for article, here in self._which.items():
            homes = (self._homes[place] for place in here if place >= 0)
            self._in_article[article].update(home for home in homes if home is not None)
        told_of = zip(self._heard, nodes, self._homes, strict=True)
        self._called = [self._key_of_words(heard, node, home) for heard, node, home in told_of]
        #: Those that may be of another side than the one that their words call them.
        self._bound = [n for n, heard in enumerate(self._heard) if heard.owner or heard.body.sort == FAMILY]
        self._own = self._keys({})

    def _named_actors(self) -> dict[str, set[Node]]:
        """The named bodies that each actor is called."""
        out: dict[str, set[Node]] = defaultdict(set)
        for heard, lead in zip(self._heard, self._homes, strict=True):
            if lead is not None and heard.is_body:
                out[heard.actor].add(lead)
        return out

    def _sorts_of_leads(self) -> dict[Node, set[str]]:
        """The sorts of each named body, its own and those of the nouns that resume it."""
        out: dict[Node, set[str]] = defaultdict(set)
        for node, lead in self._lead.items():
            if lead is not None:
                out[lead] |= {node[0]} - {""}
        for heard in self._heard:
            only = self._by_actor.get(heard.actor, set())
            if heard.is_body and heard.body.sort and len(only) == 1:
                lead = next(iter(only))
                out[lead] |= {heard.body.sort} if not lead[0] else set()
        return out

    def keyed(self, side_of: Mapping[str, str], chosen: Set[str]) -> Iterator[tuple[Tie, str]]:
        """Each mention that ties its actor to one of some sides, in order, with the side."""
        return self._tied(self._keys(side_of), chosen)

    def _tied(self, keys: Sequence[str | None], chosen: Set[str]) -> Iterator[tuple[Tie, str]]:
        for article, here in self._which.items():
            told = [keys[place] if place >= 0 else None for place in here]
            if any(key in chosen for key in told):
                for n, tie in ties_of(self._said[article]):
                    key = told[n]
                    if key is not None and key in chosen:
                        yield tie, key

    def _keys(self, side_of: Mapping[str, str]) -> list[str | None]:
        people: dict[str, set[str]] = defaultdict(set)  # who is a side, by the last name
        for key in {k for k in side_of.values() if k.startswith("side|person|")}:
            people[plain_name(key.casefold()).split()[-1].rpartition("|")[2]].add(key)
        keys = list(self._called)
        for n in self._bound:
            keys[n] = self._key_of_bound(n, side_of, people)
        return keys

    def _key_of_bound(self, n: int, side_of: Mapping[str, str], people: Mapping[str, set[str]]) -> str | None:
        heard = self._heard[n]
        if heard.owner:
            found = side_of.get(heard.owner)
            return found if found is not None and is_civil(found) else None
        # relatives of a person who is a side speak for that person
        kin = people.get(heard.body.names[-1], ()) if heard.body.names else ()
        return next(iter(kin)) if len(kin) == 1 else self._called[n]

    def _key_of_words(self, heard: Heard, node: Node | None, home: Node | None) -> str | None:
        """The key of the body that a mention's words call it."""
        if node is not None:
            return _key(home) if home is not None else None
        return self.resolve(heard.body, heard.article, heard.actor if heard.is_body else None)

    def resolve(self, body: Body, article: str, actor: str | None = None) -> str | None:
        """The key of the body that some words in an article mean."""
        node = _node(body)
        if node is not None:
            lead = self._lead.get(node)
            return _key(lead) if lead is not None else None
        if not body.sort:
            return None
        own = {n for n in self._by_actor.get(actor or "", ()) if body.sort in self._sorts[n] or not n[0]}
        here = {n for n in self._in_article[article] if body.sort in self._sorts[n]}
        for found in (own, here, self._by_sort.get(body.sort, ())):
            if found:
                return _key(next(iter(found))) if len(found) == 1 else None
        return _key((body.sort, ()))

    def of_actors(self) -> dict[str, str]:
        """The body of each actor by most of its mentions; none where two are told equally often."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for n, key in enumerate(self._own):
            if key is not None:
                counts[self._heard[n].actor][key] += self._often[n]
        first = {a: _most(c) for a, c in counts.items()}
        told = {a: k for a, k in first.items() if k is not None}
        last = (self._heard[place] for here in self._which.values() for place in here if place >= 0)
        owned = {h.actor: told[h.owner] for h in last if h.owner in told and h.actor not in told}
        return {**told, **owned}

    def family_of(self, person: str) -> str | None:
        """The family of a person's name that some article speaks of as such, and not only by relatives."""
        name = fold(plain_name(person)).split()
        found = {n for n in self._lead.values() if n is not None and n[0] == FAMILY and n[1][-1:] == tuple(name[-1:])}
        is_told = any(h.is_body and h.body.sort == FAMILY for h in self._heard)
        return _key(next(iter(found))) if len(found) == 1 and is_told else None

    def titles(self, chosen: Set[str]) -> dict[str, str]:
        """What some bodies are called: the commonest name as printed, of equals the shortest; without one the noun."""
        printed: dict[str, Counter[str]] = defaultdict(Counter)
        for tie, key in self._tied(self._own, chosen):
            printed[key][_plain(tie.words) if tie.is_body else ""] += 1
        return {key: _title(key, counts) for key, counts in printed.items()}


def _node(body: Body) -> Node | None:
    """A body's sort and name; of one that small words tell from others, these; None where it has no name."""
    if body.names:
        return body.sort, body.names
    return (body.sort, tuple(f"~{m}" for m in body.mods)) if body.mods and body.sort else None


def _leads(nodes: set[Node]) -> tuple[dict[Node, Node | None], _Holding]:
    """For each named body the one that it is: the longest name that holds its; None where two of those do. Beside that
    all names.
    """
    out: dict[Node, Node | None] = {}
    longer = _Holding()
    for node in sorted(nodes, key=lambda n: (-len(n[1]), not n[0], n)):
        leads = {lead for other in longer.holding(node) if (lead := out[other]) is not None and _is_one(node, other)}
        longer.add(node)
        out[node] = node if not leads else (next(iter(leads)) if len(leads) == 1 else None)
    return out, longer


def _is_person(heard: Heard) -> bool:
    """Whether a mention is of one whom the reader took for a person, and no more than a name."""
    return heard.is_body and not heard.body.sort and heard.actor.startswith("per|")


def _named_as(leads: Mapping[Node, Node | None], every: _Holding, names: Iterable[Node]) -> dict[Node, Node | None]:
    """The bodies that names taken for persons' are: "Norrbank" where another sentence tells of a bank of that name."""
    out: dict[Node, Node | None] = {}
    for name in sorted(set(names) - set(leads)):
        found = {lead for lead in every.holding(name) if leads[lead] == lead and _is_one(name, lead)}
        out[name] = next(iter(found)) if len(found) == 1 else None
    return out


class _Holding:
    """Names by sort, and by the names that they may hold: any of their words in a row, and their initials."""

    def __init__(self) -> None:
        self._at: dict[Node, list[Node]] = defaultdict(list)

    def add(self, node: Node) -> None:
        """Take in a name."""
        sort, words = node
        ends = range(1, len(words) + 1)
        held = {words[start:end] for end in ends for start in range(end)}
        for name in held | {("".join(w[:1] for w in words),)}:
            self._at[sort, name].append(node)

    def holding(self, short: Node) -> Iterator[Node]:
        """Those that may hold a name."""
        sort, name = short
        others = () if sort not in NAMED else NAMED - {""} if sort == "" else ("",)
        return (node for of in (sort, *others) for node in self._at.get((of, name), ()))


def _is_one(short: Node, long: Node) -> bool:
    """Whether a name is another's, or a part of it."""
    if short[0] != long[0] and not (("" in (short[0], long[0])) and {short[0], long[0]} <= NAMED):
        return False
    a, b = short[1], long[1]
    if a == b:
        return True
    if len(a) == 1 and 1 < len(b) == len(a[0]) and a[0] == "".join(w[0] for w in b):
        return True
    if len(a[0]) < LETTERS or a[0][0] == "~" or a[0] not in b:
        return False
    return len(a) == 1 or any(b[i : i + len(a)] == a for i in range(len(b) - len(a) + 1))


def _key(lead: Node) -> str:
    return f"side|{lead[0]}|{' '.join(lead[1])}"


def _most(counts: Counter[str]) -> str | None:
    top = max(counts.values())
    best = [k for k, n in counts.items() if n == top]
    return best[0] if len(best) == 1 else None


def _plain(printed: str) -> str:
    tokens = printed.split()
    while len(tokens) > 1 and tokens[0].casefold() in ("a", "an", *words()["definite"]):
        tokens.pop(0)
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", " ".join(tokens))


def _title(key: str, printed: Counter[str]) -> str:
    _, sort, name = key.split("|", 2)
    tokens = [t.removeprefix("~") for t in name.split()]
    told = {p: min(NAME_WORDS, sum(t in p.casefold() for t in tokens)) for p in printed if p}
    if told and (max(told.values()) or not tokens):
        return max(told, key=lambda p: (told[p], not p.isupper(), printed[p], -len(p), p))
    name = " ".join(t.capitalize() for t in tokens)
    if sort == FAMILY and name:
        return f"{FAMILY} of {name}"
    return f"{name} {sort}".strip() or key

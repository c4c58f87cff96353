"""Names that act as a state does, and the towns from which an unknown state speaks.

A case about a state that no table holds seldom says which its capital is. It prints "Orst denied it", which a town
does only where a government speaks from it, and it tells whose: "the Veldorian foreign ministry in Orst", "Veldorian
Foreign Minister Ivo Brandt told reporters in Orst", a report from Orst that begins with Veldoria. A state that no
organ is told of still accuses and denies, and its people bear its name ("a Tarnian fisherman").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from counterclaim.actors.lexicon import fold, given_names, roles
from counterclaim.actors.organs import OFFICIAL

_SAYS = (
    r"(?:has |have |had )?(?:sa(?:id|ys)|denie[sd]|accuse[sd]|reject(?:s|ed)|call(?:s|ed)|blame[sd]|insist(?:s|ed)"
    r"|summon(?:s|ed)|demand(?:s|ed)|claim(?:s|ed)|warn(?:s|ed)|dismisse[sd]|refuse[sd]|decline[sd]|offer(?:s|ed)"
    r"|condemn(?:s|ed)|announce[sd]|acknowledge[sd]|admit(?:s|ted)|promise[sd]|want(?:s|ed)|recall(?:s|ed))"
)
#: A single name that is the subject of a verb of saying: at the beginning of a sentence or clause.
_SPEAKS = re.compile(rf"(?:^|[.!?”\"“]\s+|\n|, |\b(?:that|and|but|while|where|when) )([A-Z][\w-]{{2,}}) {_SAYS}\b")
_CHARGED = re.compile(r"\b(?:accused|accuses|accusing|blamed|blames|blaming) ([A-Z][\w-]{2,}) (?:of|for)\b")
_SEEN_IN = re.compile(r"\b(?:in|from) ([A-Z][\w-]{2,})\b")
_ADJECTIVE = re.compile(r"\b([A-Z][\w-]{2,}(?:ian|an|ese|ish|i|er))\s+([a-z]+(?: [a-z]+)?)")
_BODY_IN = re.compile(r"((?:[\w’'-]+ ){1,5})in ([A-Z][\w-]{2,})\b")
_NAME = r"((?:[A-Z][\w’-]+ ){1,2}[A-Z][\w’-]+)"
_TITLE = r"(?:[A-Za-z-]+ ){0,3}(?:[Mm]inister|[Pp]resident|[Pp]remier|[Ss]pokes\w+|[Cc]hancellor|[Ss]ecretary)"
_HOLDER = re.compile(rf"\b([A-Z][\w-]{{2,}})(?:['’]s)? {_TITLE},? {_NAME}")
_HOLDER_AFTER = re.compile(rf"{_NAME}, (?:the )?([A-Z][\w-]{{2,}})(?:['’]s)? {_TITLE}")
_SPOKE_IN = re.compile(r"\b(?:told|said|spoke|speaking|briefed)\b[^.\n“”\"]{0,60}? in ([A-Z][\w-]{2,})\b")
_SENTENCE = re.compile(r"[^.\n]+")
#: Whose a town is not: an embassy of that state is in it, it summons its envoy, the one accuses the other.
_ENVOY = r"(?:embassy|ambassador|envoy|consulate|consul|chargé d.affaires)"
_GUEST = re.compile(rf"\b([A-Z][\w-]{{2,}})(?:['’]s)? {_ENVOY} (?:in|to) ([A-Z][\w-]{{2,}})\b")
_SUMMONED = re.compile(
    rf"\b([A-Z][\w-]{{2,}}) (?:has |had )?summon(?:s|ed) (?:the |an? )?([A-Z][\w-]{{2,}})(?:['’]s)? {_ENVOY}\b"
)
_ACCUSED = re.compile(r"\b([A-Z][\w-]{2,}) (?:has |had )?(?:accuse[sd]|blame[sd]) ([A-Z][\w-]{2,}) (?:of|for)\b")
#: "ORST (Newswire) - Veldoria ...": a report from a town, and its first word.
_DATELINE = re.compile(r"^\W*([A-Z][A-Z-]{2,})\b[^\n]{0,40}?\s[-–—]\s+([A-Z][\w-]{2,})", re.M)
#: Organs that are in the state's own capital.
_SEATED = OFFICIAL - {"embassy", "ambassador", "troops", "forces", "army", "police"}
#: A town is a state's if so many places say that it is one's or some state's, and twice as many as say another's.
PLACES, MARGIN = 2, 2
#: Two states of which each is not the other.
BOTH = 2


class Acts(NamedTuple):
    """What one text says of names that act as a state does.

    ``speaks`` are subjects of verbs of saying, and who is charged; ``adjectives`` stand before people and things;
    ``towns`` follow "in"; ``seats`` those that an organ of some state is in; ``tied`` are words for a state with a
    town, ``holders`` with the surname of an officer; ``spoke`` are names in a sentence that tells where somebody spoke,
    each with the town; ``guests`` are words for a state with a town that is not its own.
    """

    speaks: tuple[str, ...]
    adjectives: tuple[str, ...]
    towns: tuple[str, ...]
    seats: tuple[str, ...]
    tied: tuple[tuple[str, str], ...]
    holders: tuple[tuple[str, str], ...]
    spoke: tuple[tuple[str, str], ...]
    guests: tuple[tuple[str, str], ...] = ()


def acts_in(text: str, known: frozenset[str]) -> Acts:
    """What one text says of names that no table holds; ``known`` are those that one does."""
    speaks = {m.group(1) for pattern in (_SPEAKS, _CHARGED) for m in pattern.finditer(text)}
    adjectives = {m.group(1) for m in _ADJECTIVE.finditer(text) if _is_role(m.group(2))}
    organs = list(_organs(text))
    return Acts(
        speaks=tuple(sorted(w for w in speaks if _is_open(w, known))),
        adjectives=tuple(sorted(w for w in adjectives if _is_open(w, known))),
        towns=tuple(sorted({m.group(1) for m in _SEEN_IN.finditer(text)})),
        seats=tuple(town for _, town in organs),
        tied=tuple(
            [pair for pair in organs if pair[0]] + [(m[2], m[1].capitalize()) for m in _DATELINE.finditer(text)]
        ),
        holders=tuple(sorted(set(_holders(text)))),
        spoke=tuple(sorted(_spoke(text))),
        guests=tuple(sorted(_guests(text))),
    )


def _is_open(word: str, known: frozenset[str]) -> bool:
    return fold(word) not in known and fold(word) not in given_names()


def _is_role(words_: str) -> bool:
    """Whether some words begin with a noun for people or bodies ("fisherman", "coast guard")."""
    first = words_.split()[0]
    return any(w in roles() for w in (words_, first, first.removesuffix("s")))


def _organs(text: str) -> Iterator[tuple[str, str]]:
    """The towns that an organ of state is in, each with the word for the state before it, or none."""
    for m in _BODY_IN.finditer(text):
        tokens = m.group(1).split()
        n = next((n for n in (4, 3, 2, 1) if " ".join(tokens[-n:]).lower() in _SEATED), 0)
        before = tokens[len(tokens) - n - 1] if 0 < n < len(tokens) else ""
        if n:
            yield (re.sub(r"['’]s$", "", before) if before[:1].isupper() else ""), m.group(2)


def _holders(text: str) -> Iterator[tuple[str, str]]:
    """Words for a state with the surnames of those who hold an office of it."""
    for m in _HOLDER.finditer(text):
        yield m.group(1), m.group(2).split()[-1]
    for m in _HOLDER_AFTER.finditer(text):
        yield m.group(2), m.group(1).split()[-1]


def _spoke(text: str) -> Iterator[tuple[str, str]]:
    for sentence in (m.group() for m in _SENTENCE.finditer(text)):
        for said in _SPOKE_IN.finditer(sentence):
            yield from ((name, said.group(1)) for name in re.findall(r"[A-Z][\w’-]+", sentence[: said.start(1)]))


def _guests(text: str) -> Iterator[tuple[str, str]]:
    """Words for a state, or a town, with a town that is not that state's."""
    yield from _GUEST.findall(text)
    for town, word in [*_SUMMONED.findall(text), *_ACCUSED.findall(text)]:
        yield word, town
    yield from _ACCUSED.findall(text)


def speaking_states(found: Collection[Acts], bearers: Collection[str]) -> tuple[set[str], set[str]]:
    """Names that speak or are charged as a state is, and adjectives that may be formed from them; no person's."""
    speaks = {w for one in found for w in one.speaks if w not in bearers}
    return speaks, {w for one in found for w in one.adjectives if w not in bearers}


def capitals_of(found: Iterable[Acts], state_of: Mapping[str, str], bearers: Collection[str]) -> dict[str, str]:
    """The town from which each unknown state speaks, by the town.

    Args:
        found: what the texts say.
        state_of: the key of each word that names or describes a state no table holds.
        bearers: names of persons.
    """
    every = list(found)
    officers: dict[str, set[str]] = defaultdict(set)
    for word, surname in (pair for one in every for pair in one.holders):
        if word in state_of:
            officers[surname].add(state_of[word])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in every:
        for word, town in one.tied:
            votes[town].update([state_of[word]] if word in state_of else [])
        for name, town in one.spoke:
            votes[town].update(officers[name] if len(officers.get(name, ())) == 1 else [])
    speaks = {w for one in every for w in one.speaks} & {w for one in every for w in one.towns}
    own = {town: Counter(counts) for town, counts in votes.items()}
    for word, town in (pair for one in every for pair in one.guests):
        votes[town].update(_others(state_of, word))
    seated = Counter(town for one in every for town in one.seats)
    open_ = speaks - set(bearers) - set(state_of)
    told = {t: key for t in open_ if (key := _leading(votes.get(t, Counter()), seated[t]))}
    told = {
        t: key for t, key in told.items() if seated[t] or own.get(t, Counter())[key]
    }  # a guest's host alone is none
    sure = {t: key for t, key in told.items() if _is_first(t, key, told, votes)}
    return sure | _last(open_ - set(sure), votes, set(state_of.values()) - set(sure.values()))


def _others(state_of: Mapping[str, str], word: str) -> list[str]:
    """Of the two unknown states of a case the other than a word is for; none where there are more."""
    states = set(state_of.values())
    return sorted(states - {state_of[word]}) if word in state_of and len(states) == BOTH else []


def _last(towns: Collection[str], votes: Mapping[str, Counter[str]], states: Collection[str]) -> dict[str, str]:
    """The one town that still speaks for the one state without a capital: one place is enough, if none is against."""
    fits = {t: key for t in towns for key in states if votes[t][key] and len(+votes[t]) == 1}
    return fits if len(states) == 1 and len(fits) == 1 else {}


def _leading(votes: Counter[str], seated: int) -> str | None:
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if not ranked or ranked[0][1] + seated < PLACES or (len(ranked) > 1 and ranked[1][1] * MARGIN > ranked[0][1]):
        return None
    return ranked[0][0]


def _is_first(town: str, key: str, told: Mapping[str, str], votes: Mapping[str, Counter[str]]) -> bool:
    """Whether no other town is told to be that state's as often."""
    return all(votes[t][key] < votes[town][key] for t, k in told.items() if k == key and t != town)

"""What words say that there was none of: "no worker was on the site", "the house was empty", "he never met her".

Read from the order of words, without a parser; what cannot be told safely is no such denial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import finite_verbs
from counterclaim.claims.of_fact import holds_now
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.stems import SMALL, WORD, is_small, stem
from counterclaim.records import Span

#: A longer statement holds more than the denial and what it is on.
LONGEST = 30
#: So many words may name what there was none of.
NOUN_WORDS = 4
#: So many words behind a verb may name what it was done to.
OBJECT_WORDS = 5
_NONE = r"no|not (?:one|a single|any)(?: of (?:our|its|his|her|their|the))?|none of (?:our|its|his|her|their|the)"
_SUBJECT = re.compile(
    rf"^\W*(?:(?:and|but|that|also)\s+)*(?:(?P<nobody>nobody|no[ -]one)|(?:{_NONE})\s+(?P<noun>[^,;:.]+))",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\bthere\s+(?:was|were|had been|have been|has been|is|are)\s+"
    rf"(?:(?P<nobody>nobody|no[ -]one)|(?:{_NONE})\s+(?P<noun>[^,;:.]+))",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"\bnever\s+(?:had|possessed|owned|kept|stored|produced)\s+(?:any\s+)?(?P<noun>[^,;:.]+)", re.IGNORECASE
)
_NEVER = re.compile(r"^\W*(?P<noun>(?:[\w’'.-]+\s+){1,5}?)(?:(?:had|has|have)\s+)?never\s+(?P<rest>.+)", re.IGNORECASE)
_EMPTY = re.compile(
    r"\b(?P<place>[\w’'-]+)\s+(?:was|were|had been|stood|lay)\s+(?:completely\s+|entirely\s+|already\s+)?(?P<what>\w+)",
    re.IGNORECASE,
)
BEING = re.compile(r"\b(?:was|were|been|is|are|had been|stood|lay|remained)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\W*(?:was|were|been|had been|has been|have been)\s+\w+(?:ed|en)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:when|while)\b.*", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:in|inside|at|on|aboard|within)\s+(?:(?:the|a|an|our|its|his|their|that|this)\s+)?"
    r"(?=(?P<place>[\w’'-]+(?:\s+[\w’'-]+)?))",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:our|its|his|her|their)\s+(?:own\s+)?(?P<things>[\w’'-]+(?:\s+[\w’'-]+)?)", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:before|after|until|since)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|those|that)\b", re.IGNORECASE)
_END = re.compile(
    r"\b(?:in|inside|at|on|aboard|near|before|after|until|since|during|over|for|because|when|while|with|from|of|by|as|to)\b"
    r"|[,;:.]",
    re.IGNORECASE,
)
#: Verbs that say no more than that something took place.
_LIGHT = frozenset("made took taken carried done given gave held happened occurred".split())
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december morning evening night afternoon dawn noon midnight today yesterday "
    "tomorrow".split()
)
#: Beside these, what is asked of no other statement: how often, whereabouts, how it is put.
_BY_THE_WAY = frozenset(
    "ever because over about before after during while until since country side set foot way time place out near "
    "inside outside under within aboard along around across towards onto upon off down away back day today "
    "yesterday".split()
)
_LEFT_OUT = SMALL | _LIGHT | _CALENDAR | _BY_THE_WAY


class Denied(NamedTuple):
    """What a statement says that there was none of.

    ``noun`` (empty where it is people at all, ``is_named`` where it is a name), its further words ``kind``; ``doing``:
    what was not done (groups of verbs, or a stem); ``place``: where there was none; ``beside``: the stems of all else,
    which must be so too for another statement to be on the same; ``joints``: "before", "after" and the like; ``is_now``
    where it holds only for when it was said, ``is_own`` where it is of the speaker's own alone, ``is_of_moment`` where
    it holds when something happened, ``is_done_to`` where the noun is what the speaker's side did not do it to.
    """

    noun: str
    kind: frozenset[str]
    doing: frozenset[str]
    place: str
    beside: frozenset[str]
    joints: frozenset[str]
    is_now: bool
    is_named: bool
    is_own: bool
    is_of_moment: bool
    is_done_to: bool = False


@lru_cache(maxsize=65536)
def denials_in(words: str) -> tuple[Denied, ...]:
    """What words say that there was none of, as far as their order tells."""
    if len(words.split()) > LONGEST:
        return ()
    readers = (_subject, _there, _owns, _never) if is_negated(words) else (_empty,)
    found = tuple(d for d in (read(words) for read in readers) if d is not None)
    return () if found and lexicon.words("contraries", "hollow").search(words) else found


def _empty(words: str) -> Denied | None:
    """As in "The compound was empty"."""
    m = _EMPTY.search(words)
    if m is None or is_small(m["place"]) or not lexicon.words("contraries", "empty").match(m["what"]):
        return None
    return _made((), frozenset(), words, stem(m["place"]))


def _subject(words: str) -> Denied | None:
    """As in "No worker was on the site", "nobody was dismissed": the subject of which there was none."""
    m = _SUBJECT.match(words)
    if m is None:
        return None
    rest = words[m.end("nobody") :] if m["nobody"] else m["noun"]
    verbs = [v.start for v in finite_verbs(rest, Span(0, len(rest)))] or _places_of_doings(rest)
    at = 0 if m["nobody"] else min(verbs, default=0)
    named, said = WORD.findall(rest[:at]), rest[at:]
    if not m["nobody"] and (not 0 < len(named) <= NOUN_WORDS or _RELATIVE.search(rest[:at])):
        return None
    place = "" if _PASSIVE.match(said) or not BEING.match(said.lstrip()) else _first_place(said)
    if place:
        return _made(named, frozenset(), words, place)
    verb = next((w for w in WORD.findall(said) if not is_small(w)), "")
    doing = _first_doing(said) or frozenset({stem(verb)} if verb.casefold() not in _LIGHT else ())
    return _made(named, doing, words, "") if verb or doing else None


def _there(words: str) -> Denied | None:
    """As in "There were no guns in the town"."""
    m = _THERE.search(words)
    if m is None:
        return None
    rest = words[m.end("nobody") :] if m["nobody"] else m["noun"]
    end = _END.search(rest)
    named = [] if m["nobody"] else WORD.findall(rest[: end.start() if end else len(rest)])
    if len(named) > NOUN_WORDS or _RELATIVE.search(rest):
        return None
    place = _first_place(rest)
    return _made(named, frozenset(), words, place) if place or len(named) > 1 else None


def _owns(words: str) -> Denied | None:
    """As in "It has never possessed chemical weapons"; to have none now says nothing of before."""
    m = _OWNS.search(words)
    end = _END.search(m["noun"]) if m else None
    named = WORD.findall(m["noun"][: end.start() if end else None]) if m else []
    if m is None or not 1 < len(named) <= NOUN_WORDS:
        return None
    return _made(named, frozenset(), m["noun"], "")._replace(is_own=True)


def _never(words: str) -> Denied | None:
    """As in "Our cutter never touched the boat", "he has never been in our custody", "we never met the banker"."""
    m = _NEVER.match(words)
    if m is None or _RELATIVE.search(m["noun"]):
        return None
    doing = _first_doing(m["rest"])
    named = [w for w in WORD.findall(m["noun"]) if not is_small(w)]
    is_object = not named  # of a pronoun's doing, what it was done to is looked for
    if is_object:
        end = _END.search(m["rest"])
        named = WORD.findall(m["rest"][: end.start() if end else None])[1:]
    if not doing or not 0 < len(named) <= NOUN_WORDS:
        return None
    return _made(named, doing, words, "")._replace(is_done_to=is_object)


def _made(named: Sequence[str], doing: frozenset[str], words: str, place: str) -> Denied:
    plain = [w for w in named if not is_small(w)]
    noun = stem(plain[-1]) if plain else ""
    kind = frozenset(stem(w) for w in plain[:-1] if w[0].islower())
    left = words
    for group in doing & _doings().keys():
        left = _doings()[group].sub(" ", left)
    if place:  # when it happened there says nothing more
        left = _WHEN.sub(" ", left) if noun == "" else left
    taken = {noun, place, *kind, *doing, *(stem(w) for w in plain)}
    beside = frozenset(stem(w) for w in WORD.findall(left) if w.casefold() not in _LEFT_OUT) - taken
    is_now = holds_now(words)
    is_named, is_own = bool(plain) and plain[-1][0].isupper(), noun in owned_in(words)
    return Denied(
        noun, kind, doing, place, beside, joints_in(words), is_now, is_named, is_own, bool(_WHEN.search(words))
    )


@lru_cache(maxsize=65536)
def placed_in(words: str) -> frozenset[str]:
    """The stems of the places that stand right behind "in", "at", "on" and the like."""
    return frozenset(stem(w) for m in _IN.finditer(words) for w in m["place"].split() if not is_small(w))


@lru_cache(maxsize=65536)
def owned_in(words: str) -> frozenset[str]:
    """The stems of what words call the speaker's own ("our cutter", "none of its men")."""
    return frozenset(stem(w) for m in _OWN.finditer(words) for w in m["things"].split() if not is_small(w))


@lru_cache(maxsize=65536)
def joints_in(words: str) -> frozenset[str]:
    """The words by which something is put before or after another."""
    return frozenset(m.group().casefold() for m in _JOINT.finditer(words))


@lru_cache(maxsize=65536)
def when_in(words: str) -> frozenset[str]:
    """Days, months and times of day that words name."""
    return frozenset(w.casefold() for w in WORD.findall(words)) & _CALENDAR


def objects_of(words: str, doing: frozenset[str]) -> frozenset[str]:
    """The stems of the few words right behind a verb of one of these groups."""
    ends = [m.end() for name in doing & _doings().keys() for m in _doings()[name].finditer(words)]
    found = (_END.split(words[end:], maxsplit=1)[0].split()[:OBJECT_WORDS] for end in ends)
    return frozenset(stem(w) for few in found for w in few)


def _first_place(words: str) -> str:
    m = _IN.search(words)
    return next((stem(w) for w in (m["place"].split() if m else ()) if not is_small(w)), "")


@lru_cache(maxsize=65536)
def doings_in(words: str) -> frozenset[str]:
    """The groups of verbs of which one stands in words."""
    return frozenset(name for name, pattern in _doings().items() if pattern.search(words))


def _first_doing(words: str) -> frozenset[str]:
    """The groups of the verb that comes first."""
    at = {name: m.start() for name, pattern in _doings().items() if (m := pattern.search(words))}
    return frozenset(name for name, start in at.items() if start == min(at.values()))


def _places_of_doings(words: str) -> list[int]:
    return [m.start() for pattern in _doings().values() if (m := pattern.search(words))]


@cache
def _doings() -> dict[str, re.Pattern[str]]:
    return {name: lexicon.compiled(listed) for name, listed in lexicon.table("contraries")["doings"].items()}

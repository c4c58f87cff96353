"""Whether two personal names can be one person's, by their letters alone, how sure, and why.

A surname alone never decides between two bearers; the given names must be able to be the same. What is told of the
bearers is weighed elsewhere (``bearings``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from counterclaim.actors.lexicon import fold, given_names
from counterclaim.actors.names import ARTICLE, EAST_ASIAN, KIN, PersonName, consonants, skeleton


@cache
def is_feminine_form(a: str, b: str) -> bool:
    """Whether two surname skeletons differ only in grammatical gender (-ov/-ova, -ski/-ska)."""
    short, long = sorted((a, b), key=len)
    if long == short + "a" and re.search(r"(ov|ev|in|en)$", short):
        return True
    stem_a, stem_b = re.sub(r"(ski|cki|ni|oi)$", "", a), re.sub(r"(ska|cka|na)$", "", b)
    swap_a, swap_b = re.sub(r"(ska|cka|na)$", "", a), re.sub(r"(ski|cki|ni|oi)$", "", b)
    return (a != b) and ((stem_a == stem_b and stem_a != a) or (swap_a == swap_b and swap_a != a))


@cache
def given_agreement(a: str, b: str) -> float:
    """How well two given names can be one: 1 the same, 0 not; between, initials and slips of the pen."""
    x, y = fold(a), fold(b)
    if x == y or skeleton(a) == skeleton(b):
        return 1.0
    if len(x) == 1 or len(y) == 1:
        return 0.8 if x[:1] == y[:1] else 0.0
    known = given_names()
    if x in known and y in known:
        return 0.95 if known[x][1] and known[x][1] == known[y][1] else 0.0
    if consonants(a) == consonants(b) and len(consonants(a)) >= 2 and JaroWinkler.similarity(x, y) > 0.8:
        return 0.85
    if min(len(x), len(y)) >= 4 and DamerauLevenshtein.distance(x, y) == 1:
        return 0.8
    return 0.0


@cache
def _surname_keys(surname: str) -> tuple[str, str, str]:
    """What surnames are compared by: skeleton without an article, consonants, skeleton without a soft ending."""
    key = skeleton(ARTICLE.sub("", fold(surname)))
    return key, consonants(surname), key.rstrip("aeh")


def surname_agreement(a: str, b: str) -> float:
    """How well two surnames can be one: 1 the same skeleton, 0.9 a romanisation, 0.75 a slip of the pen.

    Not cached: a case of a thousand articles asks for millions of pairs, and nearly all differ at a glance.
    """
    (x, in_x, stem_x), (y, in_y, stem_y) = _surname_keys(a), _surname_keys(b)
    if x == y:
        return 1.0
    found = _unequal_agreement(x, y, in_x, in_y, is_stem_shared=stem_x == stem_y)
    # Asked last, since it takes longest and most pairs are told apart before.
    return 0.0 if not found or is_feminine_form(x, y) else found


def _unequal_agreement(x: str, y: str, in_x: str, in_y: str, *, is_stem_shared: bool) -> float:
    """The agreement of two skeletons that differ, by their letters, consonants and stems."""
    shorter = min(len(x), len(y))
    if shorter < 3:
        return 0.0
    if in_x == in_y and len(in_x) >= 3 and JaroWinkler.similarity(x, y) >= 0.75:
        return 0.9
    if is_stem_shared and min(len(in_x), len(in_y)) >= 2:
        return 0.9
    if shorter < 5:
        return 0.0
    distance = DamerauLevenshtein.distance(x, y, score_cutoff=3)
    if x[0] == y[0] and (distance == 1 or (distance == 2 and shorter >= 8)):
        return 0.75
    return 0.7 if distance <= 3 and shorter >= 9 else 0.0


def is_slip(a: PersonName, b: PersonName) -> bool:
    """Whether two full names that are alike differ by more than how a sound is romanised."""
    initials = min(len(a.given[0]), len(b.given[0])) == 1
    is_given_alike = initials or given_agreement(a.given[0], b.given[0]) >= 0.85
    return surname_agreement(a.surname, b.surname) < 0.9 or not is_given_alike


@dataclass(frozen=True, slots=True)
class PersonAgreement:
    """Whether two names can be one person, how sure, and why."""

    score: float
    reason: str


_NO = PersonAgreement(0.0, "different names")


@cache
def compare_persons(a: PersonName, b: PersonName) -> PersonAgreement:
    """Whether two personal names can be one person's."""
    if a.gender and b.gender and a.gender != b.gender and (a.is_full or b.is_full):
        return PersonAgreement(0.0, "one is a woman's name, the other a man's")
    apart = _told_apart(a, b)
    if apart is not None:
        return PersonAgreement(0.0, apart)
    if a.tokens == b.tokens:
        return PersonAgreement(1.0, "the same name, at most spelled or romanised differently")
    short, long = sorted((a, b), key=lambda n: len(n.tokens))
    if len(short.tokens) >= 2 and long.tokens[-len(short.tokens) :] == short.tokens and len(long.tokens) > 2:
        if long.tokens[-len(short.tokens) - 1] in KIN:
            return PersonAgreement(0.0, "the longer name is that of the other's parent or child")
        return PersonAgreement(0.9, "the shorter name is the end of the longer one")
    if a.is_full and b.is_full:
        return _compare_full(a, b)
    return _compare_short(short, long)


def _told_apart(a: PersonName, b: PersonName) -> str | None:
    """Why two names are two persons' whatever else is like: generations, and bearers that a text tells apart."""
    if not (a.is_full and b.is_full):
        return None
    if a.generation and b.generation and a.generation != b.generation:
        return f"one is called {a.generation}, the other {b.generation}"
    return "a text says that they are two of one name" if a.which != b.which else None


def _compare_full(a: PersonName, b: PersonName) -> PersonAgreement:
    if len(a.tokens) > 1 and sorted(a.tokens) == sorted(b.tokens):
        return PersonAgreement(0.95, "the same names in another order")
    if len("".join(a.tokens)) > 8 and "".join(a.tokens) == "".join(b.tokens):
        return PersonAgreement(0.95, "the same name, joined or split differently")
    surname = surname_agreement(a.surname, b.surname)
    given = _given(a.given, b.given)
    if not surname or not given or (surname < 0.75 and given < 0.95):
        return PersonAgreement(0.0, "the given names differ" if surname else "the surnames differ")
    if surname < 0.9 and given < 0.9:
        return PersonAgreement(0.0, "both parts of the name differ")
    kind = "the same surname" if surname == 1.0 else "a variant or misprint of the surname"
    how = "the same given name" if given == 1.0 else "a given name that can be the same"
    return PersonAgreement(round(surname * given, 3), f"{kind}, {how}")


def _given(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    best = given_agreement(a[0], b[0])
    if best == 0.0 and len(a) != len(b) and _joined(a) == _joined(b) and len(_joined(a)) >= JOINED_FROM:
        return 0.9
    if best == 0.0 and max(len(a), len(b)) > 1:
        best = 0.9 * max(max(given_agreement(x, b[0]) for x in a), max(given_agreement(a[0], y) for y in b))
        return best if best >= 0.8 else 0.0
    if len(a) > 1 and len(b) > 1 and not any(_second_agrees(x, y) for x in a[1:] for y in b[1:]):
        return 0.0  # two patronymics, or two second names
    return best


#: Consonants from which on given names written apart and as one ("Abdul Reza", "Abdolreza") are taken for one.
JOINED_FROM = 4
_PATRONYMIC = re.compile(r"(?:y?[eio]v[iy]ch|[iy]ch|y?[eio]vna|ichna)$")


def _second_agrees(x: str, y: str) -> bool:
    """Whether two second names can be one; patronymics are compared by the father's name."""
    stems = [_PATRONYMIC.sub("", fold(n)) for n in (x, y)]
    return given_agreement(x, y) > 0.0 or (min(map(len, stems)) > 1 and given_agreement(*stems) > 0.0)


@cache
def _joined(given: tuple[str, ...]) -> str:
    """The consonants of given names as one word; the article after "Abd" is written in as many ways as not at all."""
    return re.sub(r"bd[ln](?=[a-z])", "bd", consonants("".join(given)))


def _compare_short(short: PersonName, long: PersonName) -> PersonAgreement:
    surname = surname_agreement(short.surname, long.surname)
    if surname >= 0.9:
        return PersonAgreement(round(0.8 * surname, 3), "the surname alone")
    first = long.tokens[0]
    if long.is_full and first == short.key and fold(short.surname) in EAST_ASIAN:
        return PersonAgreement(0.8, "the family name, which stands first")
    if surname == 0.75 and len(short.key) >= 6:
        return PersonAgreement(0.6, "a variant or misprint of the surname alone")
    return _NO


def is_given_name_of(short: PersonName, long: PersonName) -> bool:
    """Whether ``short`` is only the given name of ``long`` ("Hillary")."""
    return not short.is_full and long.is_full and skeleton(short.surname) == skeleton(long.given[0])

"""Names of persons: how they are taken apart, the keys they are compared by, and whether two can be one person.

Two spellings are compared by a *skeleton*: what is left of a Latin spelling when the ways in which Slavic
and Arabic names are romanised are evened out (sch/sh, iy/y/yy, kh/h, w/v, g/h, ya/ia/a, ...). A surname
alone never decides between two bearers; the given names must be able to be the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from counterclaim.actors.lexicon import fold, given_names, roles, words

#: Spellings that different romanisations use for one sound, applied in this order.
_SKELETON = [
    (r"shch|schtsch|stsch|szcz", "s"), (r"tsch|tch|cz|tsh", "c"), (r"dzh|dsch|dj", "z"), (r"sch|sh|sz", "s"),
    (r"zh", "z"), (r"kh|gh", "h"), (r"ch", "c"), (r"ck|q", "k"), (r"ph", "f"), (r"ts|tz", "c"), (r"x", "ks"),
    (r"gu(?=[ei])", "g"), (r"ou|oo", "u"), (r"ee", "i"), (r"w", "v"), (r"g", "h"), (r"dh", "d"), (r"th", "t"),
    (r"[yij]+[aá]", "a"), (r"[yij]+e", "e"), (r"[yij]+o", "e"), (r"[yij]+u", "u"), (r"[yij]+", "i"),
    (r"ay?i|ei", "ei"), (r"(.)\1+", r"\1"),
]  # fmt: skip
_RULES = [(re.compile(a), b) for a, b in _SKELETON]
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jnr", "snr", "phd", "md", "mp", "esq", "qc", "kc"})
_ARTICLE = re.compile(r"^(al|el|ul|ez|as|ash|ad|an|at)[- ](?=\w)")
_EAST_ASIAN = frozenset(
    [
        "xi",
        "kim",
        "li",
        "wang",
        "chen",
        "park",
        "moon",
        "lee",
        "yoon",
        "lai",
        "tsai",
        "hu",
        "wen",
        "deng",
        "mao",
        "zhang",
        "liu",
        "yang",
        "huang",
        "zhao",
        "wu",
        "zhou",
        "xu",
        "sun",
        "ma",
        "zhu",
        "guo",
        "he",
        "lin",
        "luo",
        "han",
        "tan",
        "ban",
        "choi",
        "jung",
        "kang",
        "cho",
        "nguyen",
        "tran",
        "le",
        "pham",
        "ho",
        "qin",
        "mei",
        "geng",
        "hua",
        "lu",
        "peng",
    ]
)


@cache
def skeleton(word: str) -> str:
    """The spelling-blind key of one name token."""
    key = re.sub(r"[^a-z]", "", anyascii(word).lower())
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key


@cache
def consonants(word: str) -> str:
    """The consonants of the skeleton: what Arabic and Persian romanisations keep."""
    return re.sub(r"[aeiou]", "", skeleton(word).rstrip("h"))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name: given names (possibly initials) and surname, titles left out.

    ``tokens`` are the skeletons of all parts, ``key`` that of the surname without an article.
    """

    given: tuple[str, ...]
    surname: str
    gender: str | None
    tokens: tuple[str, ...]
    key: str

    @property
    def is_full(self) -> bool:
        """Whether there is a given name."""
        return bool(self.given)


def _is_title(token: str, following: str | None) -> bool:
    low = token.lower().rstrip(",")
    w = words()
    titles = w["honorifics"] | w["honorifics_male"] | w["honorifics_female"]
    return low in titles or low in roles() or (low.rstrip(".") in titles and following is not None)


def without_title(text: str) -> list[str]:
    """The tokens of a name after the last title, role or honorific before it."""
    tokens = [t.strip(',;:()"“”') for t in text.split()]
    tokens = [re.sub(r"['’]s$", "", t) for t in tokens if t]
    tokens = [t for i, t in enumerate(tokens) if i == 0 or fold(t) not in _SUFFIXES]
    last = max((i for i, t in enumerate(tokens[:-1]) if _is_title(t, tokens[i + 1])), default=-1)
    # "Stephen King" keeps its King: a title must have a name after it
    return tokens[last + 1 :]


@cache
def person_name(text: str) -> PersonName | None:
    """The parts of a personal name, or None where no capitalised word is left."""
    tokens = [t for t in without_title(text) if t]
    while tokens and tokens[0].islower() and fold(tokens[0]) not in words()["particles"]:
        tokens.pop(0)
    if not tokens or not any(c.isupper() for t in tokens for c in t):
        return None
    start = len(tokens) - 1
    while start > 0 and fold(tokens[start - 1]) in words()["particles"] and (start > 1 or not tokens[0][0].isupper()):
        start -= 1
    given = tuple(g for t in tokens[:start] for g in _initials(t))
    surname = " ".join(tokens[start:])
    keys = tuple(skeleton(t) for t in (*given, *surname.split()))
    return PersonName(given, surname, gender_of(given, text), keys, skeleton(_ARTICLE.sub("", fold(surname))))


def _initials(token: str) -> list[str]:
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?|[A-Z]{2}", token):
        return [c for c in token if c.isalpha()]
    return [token.rstrip(".")]


@cache
def gender_of(given: tuple[str, ...], text: str) -> str | None:
    """``m``, ``f`` or None, from an honorific, a gendered role word, or the first given name."""
    w = words()
    for token in (t.lower().strip(",") for t in text.split()):
        if token in w["honorifics_female"] or token in w["role_female"]:
            return "f"
        if token in w["honorifics_male"] or token in w["role_male"]:
            return "m"
    entry = given_names().get(fold(given[0])) if given else None
    return entry[0] if entry else None


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
    key = skeleton(_ARTICLE.sub("", fold(surname)))
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
    if a.tokens == b.tokens:
        return PersonAgreement(1.0, "the same name, at most spelled or romanised differently")
    short, long = sorted((a, b), key=lambda n: len(n.tokens))
    if len(short.tokens) >= 2 and long.tokens[-len(short.tokens) :] == short.tokens and len(long.tokens) > 2:
        return PersonAgreement(0.9, "the shorter name is the end of the longer one")
    if a.is_full and b.is_full:
        return _compare_full(a, b)
    return _compare_short(short, long)


def _compare_full(a: PersonName, b: PersonName) -> PersonAgreement:
    if len(a.tokens) > 1 and sorted(a.tokens) == sorted(b.tokens):
        return PersonAgreement(0.95, "the same names in another order")
    if len("".join(a.tokens)) > 8 and "".join(a.tokens) == "".join(b.tokens):
        return PersonAgreement(0.95, "the same name, joined or split differently")
    surname = surname_agreement(a.surname, b.surname)
    given = _given(a.given, b.given)
    if not surname or not given or (surname < 0.75 and given < 0.95):
        return PersonAgreement(0.0, "the given names differ" if surname else "the surnames differ")
    if surname < 0.9 and given < 0.85:
        return PersonAgreement(0.0, "both parts of the name differ")
    kind = "the same surname" if surname == 1.0 else "a variant or misprint of the surname"
    how = "the same given name" if given == 1.0 else "a given name that can be the same"
    return PersonAgreement(round(surname * given, 3), f"{kind}, {how}")


def _given(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    best = given_agreement(a[0], b[0])
    if best == 0.0 and max(len(a), len(b)) > 1:
        best = 0.9 * max(max(given_agreement(x, b[0]) for x in a), max(given_agreement(a[0], y) for y in b))
        return best if best >= 0.8 else 0.0
    if len(a) > 1 and len(b) > 1 and a[1][:1].lower() != b[1][:1].lower() and len(a[1]) + len(b[1]) <= 4:
        return 0.0
    return best


def _compare_short(short: PersonName, long: PersonName) -> PersonAgreement:
    surname = surname_agreement(short.surname, long.surname)
    if surname >= 0.9:
        return PersonAgreement(round(0.8 * surname, 3), "the surname alone")
    first = long.tokens[0]
    if long.is_full and first == short.key and fold(short.surname) in _EAST_ASIAN:
        return PersonAgreement(0.8, "the family name, which stands first")
    if surname == 0.75 and len(short.key) >= 6:
        return PersonAgreement(0.6, "a variant or misprint of the surname alone")
    return _NO


def is_given_name_of(short: PersonName, long: PersonName) -> bool:
    """Whether ``short`` is only the given name of ``long`` ("Hillary")."""
    return not short.is_full and long.is_full and skeleton(short.surname) == skeleton(long.given[0])

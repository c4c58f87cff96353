"""Names of persons: how they are taken apart, and the keys they are compared by (``persons_compared``).

Two spellings are compared by a *skeleton*: what is left of a Latin spelling when the ways in which Slavic
and Arabic names are romanised are evened out (sch/sh, iy/y/yy, kh/h, w/v, g/h, ya/ia/a, ...). A surname
alone never decides between two bearers; the given names must be able to be the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

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
#: Of these, what tells generations apart, in one spelling.
_GENERATIONS = {"jr": "Jr", "jnr": "Jr", "sr": "Sr", "snr": "Sr", "ii": "II", "iii": "III", "iv": "IV"}
#: What a text adds to a name to tell its bearer from another ("Ivan Petrash (farmer)", made by ``namesakes``).
_WHICH = re.compile(r" \(([^()]+)\)$")
#: The Arabic article before a surname, which is as often left out.
ARTICLE = re.compile(r"^(al|el|ul|ez|as|ash|ad|an|at)[- ](?=\w)")
#: Family names that stand before the given name.
EAST_ASIAN = frozenset(
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


#: Whoever has one of these before another's whole name is that one's parent or child.
KIN = frozenset(skeleton(word) for word in ("abu", "umm", "ibn", "bin", "ben", "bint", "walad"))


@cache
def consonants(word: str) -> str:
    """The consonants of the skeleton: what Arabic and Persian romanisations keep."""
    return re.sub(r"[aeiou]", "", skeleton(word).rstrip("h"))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name: given names (possibly initials) and surname, titles left out.

    ``tokens`` are the skeletons of all parts, ``key`` that of the surname without an article. ``generation`` is "Sr" or
    "Jr", ``which`` what a text adds to tell this bearer from others of the name; both mostly empty.
    """

    given: tuple[str, ...]
    surname: str
    gender: str | None
    tokens: tuple[str, ...]
    key: str
    generation: str = ""
    which: str = ""

    @property
    def is_full(self) -> bool:
        """Whether there is a given name."""
        return bool(self.given)


def _is_title(token: str, following: str | None) -> bool:
    low = token.lower().rstrip(",")
    w = words()
    titles = w["honorifics"] | w["honorifics_male"] | w["honorifics_female"]
    return low in titles or low in roles() or (low.rstrip(".") in titles and following is not None)


def plain_name(text: str) -> str:
    """A name as it is printed, without what was added to tell its bearer from others."""
    return _WHICH.sub("", text)


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
    added = _WHICH.search(text)
    text = plain_name(text)
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
    key = skeleton(ARTICLE.sub("", fold(surname)))
    generation = _GENERATIONS.get(fold(text).rpartition(" ")[2], "")
    return PersonName(given, surname, gender_of(given, text), keys, key, generation, added.group(1) if added else "")


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

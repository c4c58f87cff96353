"""Whose material an article says it carries, and whether two names mean one agency or outlet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from counterclaim.records import Article, Credit, StatedCredit

#: Credit kinds that say where words come from; a photo credit says nothing about the text.
TEXT_KINDS = frozenset({"copy", "source", "in_text"})
#: Credit kinds that say the article as a whole is another's copy.
WHOLE_KINDS = frozenset({"copy", "source"})

_TRIM = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|ru|uk|info|tv|ua|fr|de)(?:\.\w\w)?(?:/.*)?$")
#: Words by which a name is an agency's ("Press" is in many a paper's).
_AGENCY = frozenset({"agency", "service", "newswire", "wire"})
#: Two letters are the initials of too much.
LEAST_LETTERS = 3
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_JOINT = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*")
_FILLER = frozenset({"the", "news", "agency", "newswire", "wire", "online", "newspaper", "website"})


def outlet_key(name: str) -> str:
    """A key equal for two printed names of one agency or outlet."""
    return _known().get(_folded(name), _folded(name))


def _folded(name: str) -> str:
    words = re.findall(r"\w+", _TRIM.sub("", name.casefold().strip()))
    kept = [w for w in words if w not in _FILLER]
    return " ".join(kept or words)


@cache
def _known() -> dict[str, str]:
    return {_folded(form): _folded(row[0]) for row in _table() for form in row}


@cache
def _names() -> dict[str, str]:
    return {_folded(row[0]): row[0] for row in _table()}


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    text = files(__package__).joinpath("agencies.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((name, *forms.split("|")) for name, forms in lines)


@dataclass(frozen=True)
class Credited:
    """One article's credits to one agency or outlet: those in its text in their order, then those in its metadata.

    ``parts`` are the keys of those that a joint credit names ("Source: Orst Wire, NewsLink"). ``is_own`` where an
    agency credits itself: that is no borrowing, and folds with what others carry of it.
    """

    key: str
    name: str
    article: str
    credits: tuple[Credit | StatedCredit, ...]
    parts: tuple[str, ...] = ()
    is_own: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the article as a whole is presented as the other's copy."""
        return any(credit.kind in WHOLE_KINDS for credit in self.credits)


def credited(articles: Sequence[Article], key_of: Keys) -> tuple[Credited, ...]:
    """Who credits whom, in words or as the author in metadata; an outlet that names itself credits nobody, unless it is
    an agency.

    A joint credit stands under its own key, as articles with the same one have one source; and each of those it names
    is credited in part, as none of them alone wrote the article.

    Args:
        articles: of one case.
        key_of: keys of the names in it.
    """
    found: dict[tuple[str, str], list[Credit | StatedCredit]] = defaultdict(list)
    own_keys: dict[str, str] = {}
    for article in articles:
        own = own_keys[article.id] = key_of(article.outlet or "")
        for credit in _text_credits(article):
            if (key := key_of(credit.name)) and (key != own or is_agency(article.outlet or "")):
                found[key, article.id].append(credit)
            for part in key_of.parts(credit.name):
                if key_of(part) != own:
                    found[key_of(part), article.id].append(replace(credit, name=part, kind="in_text"))
    names = _display((key, credit.name) for (key, _), credits in found.items() for credit in credits)

    def made(key: str, article: str, credits: Sequence[Credit | StatedCredit]) -> Credited:
        parts = tuple(key_of(part) for part in key_of.parts(names[key]))
        return Credited(key, names[key], article, tuple(credits), parts, key == own_keys[article])

    return tuple(made(*at, credits) for at, credits in sorted(found.items()))


def _text_credits(article: Article) -> list[Credit | StatedCredit]:
    every: list[Credit | StatedCredit] = [*sorted(article.credits, key=lambda c: c.span), *article.stated_credits]
    return [c for c in every if c.kind in TEXT_KINDS]


def is_agency(name: str) -> bool:
    """Whether a name is that of an agency: a known one, or one that says so."""
    return _folded(name) in _known() or bool(_AGENCY & {w.casefold() for w in re.findall(r"\w+", name)})


class Keys:
    """Keys of names in one case, which tells what an acronym stands for and which names are joint credits."""

    def __init__(self, articles: Sequence[Article]) -> None:
        printed = {c.name for a in articles for c in _text_credits(a)} | {a.outlet for a in articles if a.outlet}
        self._long = acronyms(printed)
        self._known = {outlet_key(name) for name in printed}

    def __call__(self, name: str) -> str:
        """The key of a name: that of the agency whose initials it is, else its own."""
        return self._long.get(name.strip()) or outlet_key(name)

    def parts(self, name: str) -> tuple[str, ...]:
        """The names in a joint credit; none unless each of them is known by itself, for a comma may be in a name."""
        parts = tuple(p for p in (x.strip() for x in _JOINT.split(name)) if p)
        is_joint = len(parts) > 1 and all(_folded(p) in _known() or outlet_key(p) in self._known for p in parts)
        return parts if is_joint else ()


def acronyms(printed: Iterable[str]) -> dict[str, str]:
    """For acronyms among names the key of the one agency among them that has these initials ("Orst News Agency", ONA).

    Where two have them, and for acronyms of known agencies, there is none.
    """
    names = set(printed)
    long: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = re.findall(r"\w+", name)
        if len(words) >= LEAST_LETTERS and (is_agency(name) or "Press" in words):
            long["".join(w[0] for w in words if w[0].isupper())].add(outlet_key(name))
    short = (n.strip() for n in names if _ACRONYM.fullmatch(n.strip()) and _folded(n) not in _known())
    return {n: min(long[n]) for n in short if len(long.get(n, ())) == 1}


def _display(printed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each key the name to show: the agency's usual one, else the form printed most often."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name in printed:
        forms[key][name] += 1
    return {key: _names().get(key) or min(count, key=lambda form: (-count[form], form)) for key, count in forms.items()}

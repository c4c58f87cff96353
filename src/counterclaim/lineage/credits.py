"""Whose material an article says it carries, and whether two names mean one agency or outlet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.records import Article, Credit, StatedCredit

#: Credit kinds that say where words come from; a photo credit says nothing about the text.
TEXT_KINDS = frozenset({"copy", "source", "in_text"})
#: Credit kinds that say the article as a whole is another's copy.
WHOLE_KINDS = frozenset({"copy", "source"})

_TRIM = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|ru|uk|info|tv|ua|fr|de)(?:\.\w\w)?(?:/.*)?$")
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
    """One article's credits to one agency or outlet: those in its text in their order, then those in its metadata."""

    key: str
    name: str
    article: str
    credits: tuple[Credit | StatedCredit, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the article as a whole is presented as the other's copy."""
        return any(credit.kind in WHOLE_KINDS for credit in self.credits)


def credited(articles: Sequence[Article]) -> tuple[Credited, ...]:
    """Who credits whom, in words or as the author in metadata; an outlet that names itself credits nobody."""
    found: dict[tuple[str, str], list[Credit | StatedCredit]] = defaultdict(list)
    for article in articles:
        own = outlet_key(article.outlet) if article.outlet else ""
        every: list[Credit | StatedCredit] = [*sorted(article.credits, key=lambda c: c.span), *article.stated_credits]
        for credit in every:
            key = outlet_key(credit.name)
            if credit.kind in TEXT_KINDS and key and key != own:
                found[key, article.id].append(credit)
    names = _display((key, credit.name) for (key, _), credits in found.items() for credit in credits)
    return tuple(
        Credited(key, names[key], article, tuple(credits)) for (key, article), credits in sorted(found.items())
    )


def _display(printed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each key the name to show: the agency's usual one, else the form printed most often."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name in printed:
        forms[key][name] += 1
    return {key: _names().get(key) or min(count, key=lambda form: (-count[form], form)) for key, count in forms.items()}

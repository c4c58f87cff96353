"""Names of places: a gazetteer of alternate names, with the skeleton where the gazetteer has none.

The index is built by ``training/gazetteer.py`` from GeoNames (CC BY 4.0). One spelling can name several
places; two names *can* be one place when some place carries both.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from counterclaim.actors.lexicon import fold, rows
from counterclaim.actors.names import consonants, skeleton
from counterclaim.actors.persons_compared import surname_agreement
from counterclaim.actors.world import known_world

#: Words that say what a place is. Two names that differ in them are two places ("X" and "X Oblast").
_SORTS = {
    word: sort
    for sort, cell in {
        "region": "region oblast province district governorate county state",
        "river": "river",
        "sea": "sea",
        "lake": "lake",
        "airport": "airport airfield",
        "plant": "station plant university",
        "palace": "palace",
        "republic": "republic",
        "mountains": "mountains",
        "strait": "strait",
        "gulf": "gulf bay",
        "island": "island",
    }.items()
    for word in cell.split()
}
_SILENT = frozenset(
    [
        "the",
        "of",
        "city",
        "town",
        "village",
        "peninsula",
        "republic",
        "saint",
        "st",
        "sankt",
        "al",
        "el",
        "ez",
        "as",
        "ash",
        "ad",
        "ar",
    ]
)


#: Where Ukrainian, Belarusian and Russian forms of one place name regularly differ.
_SLAVIC = ((r"^[oe](?=[lz])", "e"), (r"[ieo]v(?=k|$)", "ov"), (r"[ieo]v(?=c)", "ov"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer."""

    name: str
    country: str
    population: int
    forms: tuple[str, ...]


@cache
def _index() -> str:
    """The gazetteer as text, each line between line ends: searched, not parsed, so that loading costs nothing."""
    raw = (resources.files("counterclaim.actors") / "data" / "places.tsv.gz").read_bytes()
    return gzip.decompress(raw).decode("utf-8")


@cache
def _regions() -> tuple[Place, ...]:
    """Regions, rivers and seas of the own table."""
    table = ((r[0], r[1]) for r in rows("regions.tsv"))
    return tuple(Place(n, "-", 0, tuple(sorted({fold(f) for f in (n, *c.split(";")) if f}))) for n, c in table)


@cache
def places_named(form: str) -> tuple[Place, ...]:
    """All places with the folded name ``form``, the largest first."""
    text, found = _index(), {p for p in _regions() if form in p.forms}
    for left, right in (("\t", ";"), ("\t", "\n"), (";", ";"), (";", "\n")):
        needle, at = f"{left}{form}{right}", 0
        while form and (at := text.find(needle, at)) >= 0:
            start = text.rfind("\n", 0, at + (left == "\n")) + 1
            found.add(_place(text[start : text.index("\n", at + 1)]))
            at += 1
    return tuple(sorted(found, key=lambda p: (-p.population, p.name, p.country)))


def _place(line: str) -> Place:
    name, country, population, forms = line.split("\t")
    return Place(name, country, int(population), tuple(forms.split(";")))


@dataclass(frozen=True, slots=True)
class PlaceAgreement:
    """Whether two names can be one place, how sure, and why."""

    score: float
    reason: str


def _sort(name: str) -> str:
    found = [
        _SORTS[t] for t in fold(name).split() if t in _SORTS and not (t == "republic" and "of" in fold(name).split())
    ]
    return found[0] if found else ""


def _core(name: str) -> str:
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    tokens = [t for t in fold(bare).split() if t not in _SORTS and t not in ("the", "of", "city", "peninsula")]
    return " ".join(tokens)


def compare_places(a: str, b: str) -> PlaceAgreement:
    """Whether ``a`` and ``b`` can name one place."""
    if fold(a) == fold(b):
        return PlaceAgreement(1.0, "the same name")
    if _is_compound(_core(a), _core(b)) or _is_compound(_core(b), _core(a)):
        return PlaceAgreement(0.0, "one name is only a part of the other")
    shared = _shared(fold(a).removeprefix("the "), fold(b).removeprefix("the "))
    if shared is not None:
        return PlaceAgreement(0.95, f"both are names of {shared.name} in the gazetteer")
    world = known_world()
    one, other = world.word(a), world.word(b)
    if one is not None and other is not None and one.how == other.how and one.key == other.key:
        return PlaceAgreement(0.95, f"both are names of {world.title(one.key)}")
    if _sort(a) != _sort(b):
        return PlaceAgreement(0.0, f"one is a {_sort(a) or _sort(b)}, the other is not")
    if "," in a or "," in b:
        return PlaceAgreement(0.0, "one is told apart by where it lies")
    return _by_spelling(_core(a), _core(b))


def _shared(a: str, b: str) -> Place | None:
    one, other = _bearers(a), _bearers(b)
    common = [p for p in one if p in other]
    if not common:
        common = [p for p in one if _has_form(p, b)] or [p for p in other if _has_form(p, a)]
    return common[0] if common else None


def _bearers(name: str) -> tuple[Place, ...]:
    """The places a name commonly means: none that is dwarfed by another of that name."""
    found = places_named(name)
    return tuple(p for p in found if p.population * 5 >= found[0].population or p.country == "-")


def _has_form(place: Place, name: str) -> bool:
    """Whether one of a place's names is ``name`` in another romanisation."""
    return len(name) >= 4 and skeleton(name) in {skeleton(f) for f in place.forms}


def _is_compound(part: str, whole: str) -> bool:
    """Whether a one-word name only begins a longer one ("X" and "X-on-the-river")."""
    tokens = whole.split()
    return (
        " " not in part
        and len(part) > 3
        and len(tokens) == 2
        and _close(part, tokens[0])
        and not _close(part, "".join(tokens))
    )


def _by_spelling(a: str, b: str) -> PlaceAgreement:
    if not a or not b:
        return PlaceAgreement(0.0, "no name is left")
    shared = _shared(a, b)
    if shared is not None:
        return PlaceAgreement(0.9, f"both are names of {shared.name} in the gazetteer")
    x, y = (place_skeleton(t) for t in (a, b))
    if x == y:
        return PlaceAgreement(0.85, "the same name, romanised differently")
    if _known_apart(a, b):
        return PlaceAgreement(0.0, "two different places of the gazetteer")
    if len(a.split()) == len(b.split()) and min(len(x), len(y)) >= 5:
        parts = [_close(p, q) for p, q in zip(a.split(), b.split(), strict=True)]
        if all(parts):
            return PlaceAgreement(0.7, "a variant of the name")
    return PlaceAgreement(0.0, "different names")


def _close(a: str, b: str) -> bool:
    if place_skeleton(a) == place_skeleton(b) or surname_agreement(a, b) >= 0.9:
        return True
    return consonants(a) == consonants(b) and len(consonants(a)) >= 2 and a[0] == b[0]


def _known_apart(a: str, b: str) -> bool:
    one, other = places_named(a), places_named(b)
    return bool(one and other) and not set(one) & set(other)


def place_skeleton(name: str) -> str:
    """The skeleton of a place name without what Slavic and Arabic forms of one name differ in."""
    words = [re.sub(r"^(al|el|ez)(?=\w{3})", "", t) for t in name.split() if t not in _SILENT]
    key = "".join(skeleton(t) for t in words)
    for pattern, same in _SLAVIC:
        key = re.sub(pattern, same, key)
    return re.sub(r"(?<=[a-z]{4})(a|e|i|h)$", "", key)


def country_of(name: str) -> str | None:
    """The country of a place name, where every place of any size that bears it lies in one."""
    found = places_named(_core(name))
    large = [p for p in found if p.country != "-" and p.population * 5 >= found[0].population]
    countries = {p.country for p in large}
    return next(iter(countries)) if len(countries) == 1 else None
